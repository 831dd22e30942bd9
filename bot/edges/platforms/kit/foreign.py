"""Text from strangers, made harmless for any platform: nothing steers a screen, nothing reorders a line."""

from __future__ import annotations

import re
import unicodedata

_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"
)
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MARKS = frozenset('"“”„‟«»＂')
MOST_CHECKED = 3_900  # characters: a line of ours holds little more
_BREAK = dict.fromkeys("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n")
_CHANNEL = re.compile(r"<#([a-z]+:[^<>:\s]+:[^<>:\s]+)>")
_SYNTAX = frozenset({"Cc", "Cs", "Co", "Cn"})


def scrubbed(text: str) -> str:
    """Return text that cannot steer a terminal: no escapes, controls, overrides or lone surrogates; lines stay."""
    return "".join(_BREAK.get(each, each) for each in _ESCAPES.sub("", text) if _harmless(each))


def clean(text: str) -> str:
    """Return scrubbed text on one line, each gap one space."""
    return " ".join(scrubbed(text).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the lines of a scrubbed text that hold something, gaps made one space."""
    parts = (" ".join(part.split()) for part in text.split("\n"))
    return tuple(part for part in parts if part)


def checkable(message: str) -> str:
    """Return what `onrecord check` is asked of a message: all of it, as one quotation where no mark stands in it."""
    words = " ".join(message.split())[:MOST_CHECKED]
    return words if _MARKS & set(words) else f'"{words}"'


def channels_in(text: str) -> list[tuple[str, str]]:
    """Return a sentence of ours in pieces: words, each with the name of the channel that it links to after them."""
    words, *rest = _CHANNEL.split(text)
    pairs = zip([words, *rest[1::2]], [*rest[::2], ""], strict=True)
    return [(said, channel) for said, channel in pairs if said or channel]


def isolated(text: str) -> str:
    """Return text between bidi isolates when it holds letters that run from right to left."""
    if any(unicodedata.bidirectional(each) in {"R", "AL", "AN"} for each in text):
        return f"\u2068{text}\u2069"
    return text


def _harmless(character: str) -> bool:
    if character in _BIDI or character == "\ufeff" or "\U000e0000" <= character <= "\U000e007f":
        return False
    return character.isspace() or unicodedata.category(character) not in _SYNTAX
