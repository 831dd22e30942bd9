"""Find quotation marks that belong together, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.model.text import Span

LONGEST = 20_000  # characters; a longer paragraph is cut here, so that any input stays cheap
MOST_LONELY = 20  # marks without a partner in one paragraph, from which on its marks mean nothing
MOST_QUOTES = 100  # quotations in one paragraph; more is no prose, and the paragraph is left out
DENSEST = (
    10  # characters a quotation, where a text has more than that; denser is no prose, and all of them are left out
)
_PARAGRAPH = re.compile(r"\S(?:[^\n\r\u2029]*\S)?")
_MARK = re.compile(r"''|’’|‘‘|[\"“”„«»‘’‚‹›'`]")
_DOUBLE_OPEN, _DOUBLE_CLOSE = "“„«", "”»"
_BEFORE_OPEN = " \t\u00a0\u2009\u202f([{—–-/:…“„«‘\"'"
_APOSTROPHES = re.compile(r"(?i)(?:em|til|cause|bout|cos|n|tis|twas|round|\d\ds?)\b")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold one quoted stretch: the words, the whole with its marks, its paragraph."""

    words: Span
    outer: Span
    paragraph: Span
    opened: bool = True  # False: it goes on from the paragraph before without a mark of its own
    closed: bool = True  # False: it goes on in the next paragraph


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the paragraphs of a text: its lines, without outer space."""
    for line in _PARAGRAPH.finditer(text):
        start, end = line.span()
        for at in range(start, end, LONGEST):
            yield Span(at, min(end, at + LONGEST))


def stretches(text: str) -> tuple[Stretch, ...]:
    """Return the quoted stretches of a text, outermost only, in order; a paragraph whose marks do not fit is left out."""
    found: list[Stretch] = []
    spans = list(paragraphs(text))
    for number, paragraph in enumerate(spans):
        if paragraph.end - paragraph.start == 1:
            continue  # a mark alone holds no words
        following = spans[number + 1] if number + 1 < len(spans) else None
        goes_on = following is not None and text[following.start] in '“„«"‘'
        found.extend(_in_paragraph(text, paragraph, goes_on=goes_on))
    dense = len(found) > MOST_QUOTES and len(found) * DENSEST > len(text)
    return () if dense else tuple(found)


def _in_paragraph(text: str, paragraph: Span, *, goes_on: bool) -> list[Stretch]:
    """Return the stretches of one paragraph."""
    found: list[Stretch] = []
    at, lonely = paragraph.start, 0
    while at < paragraph.end:
        mark = _MARK.search(text, at, paragraph.end)
        if mark is None:
            break
        opening = mark.group()
        if not _opens(text, mark.start(), mark.end(), paragraph, opening):
            at = mark.end()
            continue
        close = _closing(text, mark.end(), paragraph, opening) if lonely < MOST_LONELY else None
        if close is not None:
            found.append(_stretch(text, mark.start(), mark.end(), close[0], close[1], paragraph))
            at = close[1]
        elif goes_on and opening not in "‘'`":
            found.append(
                _stretch(text, mark.start(), mark.end(), paragraph.end, paragraph.end, paragraph, closed=False)
            )
            break
        else:
            at = mark.end()  # a mark without a partner: go on behind it
            lonely += 1
    return [each for each in found if each.words.start < each.words.end] if len(found) <= MOST_QUOTES else []


def _stretch(
    text: str, outer: int, start: int, end: int, after: int, paragraph: Span, *, closed: bool = True
) -> Stretch:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Stretch(Span(start, end), Span(outer, after), paragraph, closed=closed)


def _opens(text: str, start: int, end: int, paragraph: Span, mark: str) -> bool:
    """Say whether a mark opens a quotation here."""
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    if mark in _DOUBLE_OPEN or mark == "‘‘":
        return True
    if mark in _DOUBLE_CLOSE or mark in {"’", "’’"} or mark in "›`":
        return mark == "»" and before in _BEFORE_OPEN and not after.isspace() and "«" in text[end : paragraph.end]
    if after.isspace() or before not in _BEFORE_OPEN:
        return False
    return mark in "\"''" + "''" or not _APOSTROPHES.match(text, end)


_PARTNERS: dict[str, tuple[str, ...]] = {
    "“": ("”", "“", '"', "''", "’’"),
    "‘‘": ("’’", "”"),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "»": ("«",),
    '"': ('"', "”", "''", "’’"),
    "''": ("''", '"', "”", "’’"),
    "‘": ("’", "'"),
    "‚": ("‘", "’"),
    "'": ("'", "’"),
    "‹": ("›",),
    "`": ("'", "’"),
}


def _closing(text: str, at: int, paragraph: Span, opening: str) -> tuple[int, int] | None:
    """Return where the partner of an opening mark stands, or None."""
    single = opening in "‘'‚"
    depth = 0
    candidates: list[tuple[int, int]] = []
    for mark in _MARK.finditer(text, at, paragraph.end):
        sign, start, end = mark.group(), mark.start(), mark.end()
        inner = _inner(text, start, end, paragraph, sign, opening)
        if inner:
            depth += 1
            if single and candidates:
                break
            continue
        if sign not in _PARTNERS[opening]:
            continue
        if depth and sign not in {"’", "'"}:
            depth -= 1
            continue
        if not single:
            return start, end
        if _closes_single(text, start, end, paragraph):
            candidates.append((start, end))
            if text[start - 1] != "s" or _ends_clause(text, end, paragraph):
                break
    return candidates[-1] if candidates else None


def _inner(text: str, start: int, end: int, paragraph: Span, sign: str, opening: str) -> bool:
    """Say whether a mark opens another quotation of the same kind inside this one."""
    if sign != opening or sign not in "“«‘":
        return False
    after = text[end] if end < paragraph.end else " "
    return text[start - 1] in _BEFORE_OPEN and not after.isspace()


def _closes_single(text: str, start: int, end: int, paragraph: Span) -> bool:
    """Say whether a single mark can close: no letter behind it, no space before it."""
    after = text[end] if end < paragraph.end else " "
    return not after.isalnum() and not text[start - 1].isspace()


def _ends_clause(text: str, end: int, paragraph: Span) -> bool:
    """Say whether what follows a single mark looks like the end of speech rather than a plural's apostrophe."""
    return end >= paragraph.end or text[end] in ",.;:!?)" or text[end - 2] in ",.!?"
