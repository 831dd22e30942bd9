"""Further labelled articles to learn from: invented ones of ours, and real pages whose texts lie elsewhere."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import feedparser
from lxml import html

from bot.model.text import Span
from bot.reading.text.quotes import stretches
from tests.evaluation.corpora import FOLDER

HERE = Path(__file__).parent
LONGEST = 14_000  # characters of a page
SHORTEST = 900
_ARTICLE = re.compile(r"^=== .*\n", re.MULTILINE)
_LABEL = re.compile(r"\[\[|(\]\])?\{([^{}\n]*)\}")
_SHORT = {"?": "unnamed", "0": "nobody", "x": "unclear"}
_KINDS = {"person": "person", "body": "entity", "unnamed": "unnamed"}

Unit = tuple[Span, str, str]  # what is said, the kind of its speaker, the name


def invented() -> list[dict[str, Any]]:
    """Return our own articles, as rows of the gold files.

    In texts/ a label in braces stands behind each quotation, and behind reported speech in double brackets: a name,
    “b:” and a body's name, “?” for somebody unnamed, “0” for nobody, “x” for what nobody can tell.
    """
    files = sorted((HERE / "texts").glob("*.txt"))
    parts = [part.strip() for file in files for part in _ARTICLE.split(file.read_text(encoding="utf-8"))]
    return [_invented(part) for part in parts if part]


def _invented(marked: str) -> dict[str, Any]:
    text, at = "", 0
    opened, ended, reported = list[int](), dict[int, str](), list[Unit]()
    for found in _LABEL.finditer(marked):
        text += marked[at : found.start()]
        at = found.end()
        if found.group() == "[[":
            opened.append(len(text))
        elif found[1] and opened:
            reported.append((Span(opened.pop(), len(text)), *_kind(found[2])))
        else:
            ended[len(text)] = found[2]
    text += marked[at:]
    quoted = [
        (stretch.words, *_kind(ended[stretch.outer.end])) for stretch in stretches(text) if stretch.outer.end in ended
    ]
    return _row(text, quoted, reported)


def _kind(label: str) -> tuple[str, str]:
    if label in _SHORT:
        return _SHORT[label], ""
    return ("body", label[2:]) if label.startswith("b:") else ("person", label)


def pages(file: str = "pages.tsv") -> list[dict[str, Any]]:
    """Return real pages with our labels, which hold no text: it is taken from the evaluation data."""
    units: dict[str, list[Unit]] = {}
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        page, start, end, kind, name = line.split("\t")
        units.setdefault(page, []).append((Span(int(start), int(end)), kind, name))
    return [_row(text, units[page]) for page, text in _texts() if page in units]


def _texts() -> Iterator[tuple[str, str]]:
    """Yield the pages and the longer entries of the feeds of the evaluation data, each with its number."""
    for page, each in json.loads((FOLDER.parent / "pages" / "ground-truth.json").read_bytes()).items():
        yield page[:8], each["articleBody"][:LONGEST]
    for file in sorted((FOLDER.parent / "feeds").glob("*.xml")):
        for entry in feedparser.parse(str(file)).entries:
            words = [each.value for each in entry.get("content", [])]
            body = _plain(max([*words, entry.get("summary", "")], key=len))
            number = hashlib.sha1(body.encode(), usedforsecurity=False).hexdigest()[:8]
            yield number, f"{entry.get('title', '')}\n\n{body}"[:LONGEST]


def _plain(marked: str) -> str:
    """Return the text of an entry's markup, its paragraphs apart."""
    if len(marked) < SHORTEST:
        return ""
    tree = html.fromstring(f"<div>{marked}</div>")
    for each in tree.iter("p", "div", "br", "li", "h2", "h3", "blockquote"):
        each.tail = "\n\n" + (each.tail or "")
    return re.sub(r"\n\s*\n+", "\n\n", tree.text_content()).strip()


def _row(text: str, quoted: Iterable[Unit], reported: Iterable[Unit] = ()) -> dict[str, Any]:
    quoted = list(quoted)
    said = [(unit, "direct") for unit in quoted if unit[1] in _KINDS] + [(unit, "indirect") for unit in reported]
    return {
        "text": text,
        "quotes": [_unit(unit, kind) for unit, kind in said if unit[1] in _KINDS],
        "unattributed": [[span.start, span.end] for span, kind, _ in quoted if kind == "nobody"],
        "ignored": [[span.start, span.end] for span, kind, _ in quoted if kind == "unclear"],
    }


def _unit(unit: Unit, kind: str) -> dict[str, Any]:
    span, speaker, name = unit
    return {
        "kind": kind,
        "quote_start": span.start,
        "quote_end": span.end,
        "speaker_kind": _KINDS[speaker],
        "speaker_names": [name] if name else [],
        "speaker_conf": "high",
        "source_start": None,
        "source_end": None,
        "source_text": name,
    }
