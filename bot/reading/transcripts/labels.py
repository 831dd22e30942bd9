"""What names a speaker before the words of a turn, in the layouts that transcripts have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.model.text import Span
from bot.reading.languages.english_transcripts import ANSWERS, CROWD, NEVER, OFFICES, TITLES

MOST = 140  # characters of a label with all that stands in it
MOST_WORDS = 7  # of a name with its title
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?"
_STAMP = rf"[\[(]{_TIME}[\])]"
_COLON = re.compile(
    rf"(?:(?P<before>{_STAMP}|{_TIME})\s*[-–—|]?\s*)?(?P<who>[^:\n]{{1,{MOST}}}?)\s*(?P<after>{_STAMP})?\s*:(?=\s|$)\s*(?P<behind>{_STAMP})?\s*"
)
_STAMPED_AT_END = re.compile(rf"\s*({_STAMP}|{_TIME})$")
_DASH = re.compile(rf"(?P<who>[^\n–—]{{2,{MOST}}}?)\.\s[–—]\s(?:\([A-Z]{{2}}\)\s)?")
_THE = (
    "[Cc]hair(?:man|woman|person)?|CHAIR(?:MAN|WOMAN|PERSON)?|[Pp]resident|PRESIDENT|[Cc]lerk|CLERK|[Ww]itness|WITNESS"
)
_TITLES = """
    Mr Mrs Ms Miss Dr Sen Rep Gen Adm Senator Chair(?:man|woman|person)? Secretary General Admiral Ambassador
    Representative Judge Justice Director Commissioner
"""
_TITLED = r"[A-ZÀ-Þ][\w’'-]*(?:\s(?:[a-z]{2,3}\s)?[A-ZÀ-Þ][\w’'-]*){0,3}(?:\sof\s[A-Z]\w+(?:\s[A-Z]\w+)?)?"
_POINT = re.compile(
    rf"(?P<who>(?:The (?:{_THE})|(?:{'|'.join(_TITLES.split())})\.?\s{_TITLED}))\.\s+(?=[\"“‘(\[]?[A-ZÀ-Þ0-9])"
)
_LETTER = re.compile(r"(?P<who>Q(?=[\s.:])|A(?=[.:]|\s{2,}|\t))[.:]?\s+")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)|\s*\[([^\[\]]*)\]")
_PARTED = re.compile(r"\s+(?:--|[-–—|])\s+|,\s+")
_NAME_WORD = re.compile(r"(?:[^\W\d_a-zà-þ]|d[’'](?=[A-Z]))[\w’'.-]*|[a-z]{1,3}[A-ZÀ-Þ][\w’'-]*")
_SMALL = frozenset(
    "of the for and von van der den de del della di da dos das du la le bin ibn al el zu und y e".split()
)
_NUMBERED_PART = re.compile(r"(?i)(?:episode|ep|part|chapter|season|issue|vol|volume|no)\b\.?\s*\d")  # of a series
_NUMBERED = re.compile(r"(?i)(?:speaker|reporter|participant|voice|question|caller|male|female)\s?\d{1,3}")


class Layout(StrEnum):
    """Tell how the names of a transcript stand before its words."""

    COLON = "colon"  # “MS. RUIZ: …”, “Ana Ruiz (00:12):” with the words below
    DASH = "dash"  # “Ana Ruiz, on behalf of the group. – …”
    POINT = "point"  # “Ms. Ruiz. …”
    LETTER = "letter"  # “Q …”, “A. …”
    LINE = "line"  # “Ana Ruiz” on a line of its own, the words below


_LAYOUTS = (  # each with marks of which its labels have one, to look for first
    (Layout.LETTER, _LETTER, frozenset("QA")),
    (Layout.DASH, _DASH, frozenset("–—")),
    (Layout.COLON, _COLON, frozenset(":")),
    (Layout.POINT, _POINT, frozenset(".")),
)


class Voice(StrEnum):
    """Tell what a label names."""

    TITLED = "titled"  # “Ms. Ruiz”
    OFFICE = "office"  # “The President”
    CROWD = "crowd"  # “Q”, “Audience”
    ANSWER = "answer"  # “A”
    FULL = "full"  # “Ana Ruiz”
    WORD = "word"  # “Ruiz”
    UNKNOWN = "unknown"  # what may be a name, and of whom nothing is known


@dataclass(frozen=True, slots=True)
class Label:
    """Hold what stands before the words of a turn."""

    layout: Layout
    voice: Voice
    name: str  # as the text has it, titles inside
    note: str  # role, party or place beside the name
    moment: str  # of the recording, as it stands: “03:04”
    words_at: int  # where the words begin
    paragraph: Span

    @property
    def key(self) -> str:
        """Return the label as it is counted."""
        return folded(self.name)

    @property
    def sure(self) -> bool:
        """Say whether a label is one even where it stands only once."""
        marked = bool(self.note or self.moment) or self.name.isupper()
        return self.voice in {Voice.TITLED, Voice.OFFICE, Voice.CROWD, Voice.ANSWER} or (
            self.voice is Voice.FULL and marked
        )


def folded(name: str) -> str:
    """Return a label without case, dots and “the”."""
    return " ".join(name.casefold().replace(".", "").removeprefix("the ").split())


def label_of(text: str, paragraph: Span) -> Label | None:
    """Return the label that stands before a paragraph's words, or None."""
    head = text[paragraph.start : min(paragraph.end, paragraph.start + 2 * MOST)]
    there = set(head)
    for layout, pattern, marks in _LAYOUTS:
        found = pattern.match(text, paragraph.start, paragraph.start + len(head)) if marks & there else None
        if found is None:
            continue
        parts = found.groupdict()
        stamp = next((parts[each] for each in ("before", "after", "behind") if parts.get(each)), "")
        made = _made(layout, found["who"], stamp or "", min(found.end(), paragraph.end), paragraph)
        if made:
            return made
    return None


def heading_of(text: str, paragraph: Span) -> Label | None:
    """Return the label that a short line of its own is, or None."""
    line = paragraph.of(text)
    if len(line) > MOST or line[-1] in ".!?…:;,”\"’'" or line.islower() or not line[:2].strip("“„«‘"):
        return None
    stamp = _STAMPED_AT_END.search(line)
    who = line[: stamp.start()] if stamp else line
    return _made(Layout.LINE, who, stamp[1] if stamp else "", paragraph.end, paragraph)


def _made(layout: Layout, who: str, stamp: str, words_at: int, paragraph: Span) -> Label | None:
    """Return a label of these words, or None where they are no name."""
    name, note = _parted(who)
    voice = None if _NUMBERED_PART.match(note) else _voice(name, layout)
    return Label(layout, voice, name, note, stamp.strip("()[]"), words_at, paragraph) if voice else None


def _parted(who: str) -> tuple[str, str]:
    """Return the name of a label and what stands beside it; a holder in brackets is the name, the office before it the note."""
    inside = [next(filter(None, each.groups()), "").strip() for each in _BRACKETS.finditer(who)]
    bare = _BRACKETS.sub("", who).strip(" .*_")
    outer, *more = _PARTED.split(bare, maxsplit=1)
    if inside and _office(bare):
        return inside[0], bare.removeprefix("The ")
    parts = [*more, *(each for each in inside if each)]
    return outer.strip(), " · ".join(parts) if layout_free(parts) else ", ".join(parts)


def layout_free(parts: Sequence[str]) -> bool:
    """Say whether parts of a note hold commas of their own."""
    return any("," in each for each in parts) and len(parts) > 1


def _office(words: str) -> bool:
    """Say whether words are an office and no name: “The Secretary of State for Water”."""
    tokens = folded(words).split()
    head = tokens[0] if tokens else ""
    return folded(words) in OFFICES or (
        words.startswith("The ")
        and (head in TITLES or any(each in {"minister", "secretary", "leader"} for each in tokens))
    )


def _voice(name: str, layout: Layout) -> Voice | None:  # noqa: PLR0911 - one for each kind of voice
    key = folded(name)
    tokens = name.split()
    if (
        not tokens
        or len(tokens) > MOST_WORDS
        or key in NEVER
        or tokens[0].casefold().strip(".") in NEVER - TITLES - {"press"}
    ):
        return None
    if key in CROWD or _NUMBERED.fullmatch(name) or key.startswith(("unidentified ", "unknown ")):
        return Voice.CROWD
    if key in ANSWERS:
        return Voice.ANSWER
    if _office(name):
        return Voice.OFFICE
    if layout is Layout.POINT and (len(tokens[-1]) == 1 or "and" in tokens or tokens[-1].casefold() in TITLES):
        return None  # “Mr. J. Ruiz”: the dot is not the label's
    if (
        not all(_NAME_WORD.fullmatch(each) or each in _SMALL for each in tokens)
        or tokens[-1] in _SMALL
        or tokens[0] in {"of", "the", "for", "and"}
    ):
        return None
    if (
        any(each in {"the", "for", "and", "of"} for each in tokens)
        and layout is not Layout.POINT
        and tokens[0].strip(".").casefold() not in TITLES
    ):
        return None
    if len(tokens) > 1 and tokens[0].strip(".").casefold() in TITLES:
        return Voice.TITLED
    return Voice.FULL if len(tokens) > 1 else Voice.WORD
