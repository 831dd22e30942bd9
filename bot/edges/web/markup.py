"""HTML to plain text: paragraphs parted by a blank line."""

from __future__ import annotations

import re

import lxml.etree
import lxml.html

BLOCKS = frozenset(
    "p div br li ul ol blockquote h1 h2 h3 h4 h5 h6 tr table section article header footer pre dd dt dl hr main".split()
)
DROPPED = frozenset(
    "del s strike script style noscript figure figcaption iframe form button svg template object video audio".split()
)
BREAK = "\x00"  # between paragraphs; no text holds it
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u2009\u202f]+")
_HINTS = "\u00ad\u200b\u2060\ufeff"  # where a word may break, no part of it
_C1 = re.compile(r"[\x80-\x9f]")  # controls that nobody means: Windows has marks there
_WINDOWS = {0x80 + n: c for n, c in enumerate(bytes(range(0x80, 0xA0)).decode("cp1252", "replace")) if c != "\ufffd"}
_MARKS = tuple("\"“”„«»‹›‘’'")
_TAG = re.compile(r"<[a-zA-Z/!]|&[#\w]{2,12};")


def plain(markup: str) -> str:
    """Return the text of a piece of HTML; text without markup comes back with its spaces folded."""
    if not markup.isascii() and _C1.search(markup):
        markup = markup.translate(_WINDOWS)
    if not _TAG.search(markup):
        return _tidy(markup)
    try:
        tree = lxml.html.fragment_fromstring(markup.replace(BREAK, ""), create_parent="div")
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return _tidy(re.sub(r"<[^>]*>", " ", markup))
    parts: list[str] = []
    _walk(tree, parts)
    paragraphs = (" ".join(each.split()) for each in "".join(parts).split(BREAK))
    return visible("\n\n".join(filter(None, paragraphs)))


def visible(text: str) -> str:
    """Return a text without hints where a word may break."""
    for hint in _HINTS:
        text = text.replace(hint, "")  # many times faster than a table of characters
    return text


def _walk(root: lxml.html.HtmlElement, parts: list[str]) -> None:
    """Append the text of a tree, with breaks where blocks begin and end; no recursion, trees may be deep."""
    stack: list[tuple[lxml.html.HtmlElement, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        tag = node.tag
        if tag in BLOCKS:
            parts.append(BREAK)
        if leaving:
            if tag == "q":
                parts.append(_mark(node, "”"))
            if node.tail:
                parts.append(node.tail)
            continue
        stack.append((node, True))
        if isinstance(tag, str) and tag not in DROPPED:
            if tag == "q":
                parts.append(_mark(node, "“"))
            if node.text:
                parts.append(node.text)
            stack.extend((child, False) for child in reversed(node))


def _mark(node: lxml.html.HtmlElement, mark: str) -> str:
    """Return the mark that browsers draw around an inline quotation, unless the words bring their own."""
    if (node.text or "").lstrip()[:1] in _MARKS:
        return ""
    parent = node.getparent()
    return {"“": "‘", "”": "’"}[mark] if parent is not None and parent.tag == "q" else mark


def _tidy(text: str) -> str:
    """Return lines without outer spaces, paragraphs parted by exactly one blank line."""
    text = visible(text).replace("\r\n", "\n")
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip()
