"""The newswire's articles, read from their files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

from bot.demo import HOSTS

CORRECTED = "\n~~~\n"  # parts an article's first version from its correction


@dataclass(frozen=True, slots=True)
class DemoArticle:
    """Hold one article as its outlet publishes it; paragraphs are parted by a blank line."""

    slug: str
    outlet: str
    title: str
    published: datetime
    author: str
    text: str
    first_text: str  # before its correction; the same where there was none
    paywall: bool = False

    @property
    def path(self) -> str:
        """Return `/2026/03/10/slug`."""
        return f"/{self.published:%Y/%m/%d}/{self.slug}"

    @property
    def url(self) -> str:
        """Return the address on the outlet's own host."""
        return f"http://{HOSTS[self.outlet]}{self.path}"

    @property
    def guid(self) -> str:
        """Return a tag URI that no server's port is part of."""
        return f"tag:{HOSTS[self.outlet]},2026:{self.slug}"

    @property
    def paragraphs(self) -> list[str]:
        """Return the text's paragraphs."""
        return self.text.split("\n\n")


@cache
def articles() -> tuple[DemoArticle, ...]:
    """Return all articles, the newest first."""
    folder = files("bot.demo") / "newswire"
    found = [
        _read(file.name, file.read_text(encoding="utf-8")) for file in folder.iterdir() if file.name.endswith(".txt")
    ]
    return tuple(sorted(found, key=lambda each: (each.published, each.slug), reverse=True))


def _read(name: str, content: str) -> DemoArticle:
    """Return the article in a file: `name: value` lines, a blank line, the text."""
    head, _, body = content.strip().partition("\n\n")
    about = dict(line.split(": ", 1) for line in head.splitlines())
    first, _, corrected = body.partition(CORRECTED)
    return DemoArticle(
        slug=name.removesuffix(".txt"),
        outlet=about["outlet"],
        title=about["title"],
        published=datetime.fromisoformat(about["published"]),
        author=about["author"],
        text=(corrected or first).strip(),
        first_text=first.strip(),
        paywall=about.get("paywall") == "yes",
    )
