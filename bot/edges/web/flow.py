"""Lines that were set to a page's width become paragraphs again, without what stands on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

EDGE = 2  # lines at either end of a page that may be a running head
SHORT = 0.75  # of the usual width; a line that ends earlier ends its paragraph, if a sentence ends with it
NARROW = 0.6  # of the usual width; such a line without a sentence's end is a heading
NUMBERED = 10  # lines in a row with their own numbers before them, from which on these are taken off
_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(r"(?i)(?:page\s*)?[-–—(]*\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—)]*(?:\s*(?:of|/)\s*\d{1,4})?")
_NUMBER = re.compile(r"\s*(\d{1,2})\s+(?=\S)")
_ENDS = re.compile(r"[.!?:…][\"”’'»)\]]*$")
_BEGINS = re.compile(
    r"[•●▪–-]\s|\(?\d{1,2}[.)]\s|Q[.: ]\s?\S|A[.:]\s|[A-ZÀ-Þ][A-ZÀ-Þa-z.’'\s-]{1,40}:\s"
    r"|(?:Mr|Ms|Mrs|Dr|Senator|The [A-Z]\w+)\.?\s[A-Z]\w+\.\s"
)
_BROKEN = re.compile(r"(\w+)-$")
_WORD = re.compile(r"\w+(?:-\w+)?")


def paragraphs(pages: Sequence[Sequence[str]]) -> list[str]:
    """Return the paragraphs of pages, in time that grows with their length."""
    lines = [line for page in _without_running(pages) for line in page]
    known = Counter(word.casefold() for line in lines for word in _WORD.findall(line))
    return [_joined(each, known) for each in _parted(lines)]


def _without_running(pages: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Yield the lines of each page without page numbers, running heads and the numbers of its lines."""
    cleaned = [[" ".join(line.split()) for line in page] for page in pages]
    edges = Counter(sign for page in cleaned for sign in {_sign(line) for line in _at_edges(page)})
    for page in cleaned:
        kept = [
            line
            for at, line in enumerate(page)
            if not (
                _is_edge(at, page)
                and (_PAGE.fullmatch(line) or (line and edges[_sign(line)] >= max(3, len(pages) // 2)))
            )
        ]
        yield _unnumbered(kept)


def _sign(line: str) -> str:
    return _DIGITS.sub("0", line)


def _is_edge(at: int, page: Sequence[str]) -> bool:
    return at < EDGE or at >= len(page) - EDGE


def _at_edges(page: Sequence[str]) -> list[str]:
    return [line for at, line in enumerate(page) if line and _is_edge(at, page)]


def _unnumbered(page: list[str]) -> list[str]:
    """Return a page's lines without the numbers 1, 2, 3 … before them, as courts print them."""
    numbers = [int(found[1]) if (found := _NUMBER.match(line)) else 0 for line in page if line]
    in_order = sum(later == earlier + 1 for earlier, later in pairwise(numbers))
    return [_NUMBER.sub("", line, count=1) for line in page] if in_order >= NUMBERED else page


def _parted(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of each paragraph: parted by empty lines, by short last lines, and by what begins one."""
    long = [len(line) for line in lines if len(line.split()) > 3]
    width = median(long) if long else 0
    current: list[str] = []
    for line in lines:
        last = current[-1] if current else ""
        ended = bool(last) and bool(_ENDS.search(last)) and (len(last) < SHORT * width or bool(_BEGINS.match(line)))
        heading = bool(last) and len(last) < NARROW * width and not last.endswith((",", "-")) and line[:1].isupper()
        if current and (not line or ended or heading):
            yield current
            current = []
        if line:
            current.append(line)
    if current:
        yield current


def _joined(lines: Sequence[str], known: Counter[str]) -> str:
    """Return lines as one, words broken at their ends whole: as the rest of the text writes them."""
    text = lines[0]
    for line in lines[1:]:
        broken = _BROKEN.search(text)
        follows = _WORD.match(line)
        if broken and follows and follows[0][:1].islower():
            whole, parted = f"{broken[1]}{follows[0]}".casefold(), f"{broken[1]}-{follows[0]}".casefold()
            text = text + line if known[parted] > known[whole] else text[:-1] + line
        else:
            text = f"{text}{line}" if broken else f"{text} {line}"
    return text
