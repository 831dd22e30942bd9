"""The starter bundles: feeds to begin with, kept in bundles.toml."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.errors import NotFound


@dataclass(frozen=True, slots=True)
class BundleFeed:
    """Name a feed of a bundle; kind is general, official, specialist, broadcaster or agency."""

    url: str
    title: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Hold the feeds of a bundle; the key is what people type."""

    key: str
    title: str
    feeds: tuple[BundleFeed, ...]
    note: str = ""


@cache
def bundles() -> tuple[Bundle, ...]:
    """Return all bundles, in the order of their file."""
    content = tomllib.loads(files("bot").joinpath("bundles.toml").read_text(encoding="utf-8"))
    return tuple(
        Bundle(each["key"], each["title"], tuple(BundleFeed(**feed) for feed in each["feeds"]), each["note"])
        for each in content["bundle"]
    )


def bundle(name: str) -> Bundle:
    """Return the bundle of that key, title or unmistakable beginning; raises NotFound that names the nearest."""
    wanted = _folded(name)
    for each in bundles():
        if wanted in _names(each):
            return each
    begun = [each for each in bundles() if wanted and any(known.startswith(wanted) for known in _names(each))]
    if len(begun) == 1:
        return begun[0]
    raise _unknown(name, tuple(each.key for each in begun) or _nearest(wanted))


def _names(each: Bundle) -> tuple[str, ...]:
    return _folded(each.key), _folded(each.title)


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _nearest(wanted: str) -> tuple[str, ...]:
    known = {folded: each.key for each in bundles() for folded in _names(each)}
    return tuple(dict.fromkeys(known[folded] for folded in difflib.get_close_matches(wanted, known, n=2, cutoff=0.5)))


def _unknown(name: str, nearest: tuple[str, ...]) -> NotFound:
    close = f" Did you mean {' or '.join(nearest)}?" if nearest else ""
    known = ", ".join(each.key for each in bundles())
    return NotFound(
        f"There is no bundle “{name.strip()[:40]}”.{close} There are: {known}.",
        suggestions=tuple(f"feeds bundle {key}" for key in nearest),
    )
