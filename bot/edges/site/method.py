"""How the reading works and how well: the page of it that comes with the program, and its figures out of the README."""

from __future__ import annotations

import re
from importlib.metadata import metadata, version
from importlib.resources import files

from markdown_it import MarkdownIt
from markupsafe import Markup

FIGURES = re.compile(r"(?ms)^## How good is the reading\n.*?(?=^## |\Z)")
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?://)[^)]*\)")  # to a file of the project, which is no page here


def method() -> Markup:
    """Return the page as HTML, this version's figures last."""
    said = files("bot.edges.site").joinpath("methodology.md").read_text("utf-8")
    figures = FIGURES.search(str(metadata("onrecord").json.get("description", "")))
    text = f"{said}\n\n{figures[0] if figures else ''}\n\nThis is version {version('onrecord')}."
    made = MarkdownIt("commonmark", {"html": False}).enable("table").render(_LINK.sub(r"\1", text))
    return Markup(made)  # noqa: S704 - our own words, in which HTML is text
