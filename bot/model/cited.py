"""Answers for programs: every quote whole, with its carrier, its source and its address.

Without slots: the schemas of these answers are read off the classes.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cited:
    """Hold a quote as a program may pass it on; days in ISO form, None where the article is silent."""

    id: str
    words: str  # the quoted words alone: never to be shown without `shown`
    shown: str  # the words with the clause that carries them
    speaker: str | None  # None where it is not sure
    role: str | None
    said_on: str | None  # only where the article dates the utterance
    reported_on: str | None
    outlet: str
    headline: str
    url: str
    exact_url: str  # the article with the words marked
    permalink: str  # its page in the archive; "" where there is none


@dataclass(frozen=True)
class CitedSide:
    """Hold one side of a change."""

    when: str
    shown: str
    outlet: str
    url: str


@dataclass(frozen=True)
class CitedChange:
    """Hold a position that moved, with both its sides."""

    id: str
    speaker: str
    what: str  # the topic, how it moved, and who says so
    sides: tuple[CitedSide, ...]
    reported_on: str | None = None  # the day of the later words


@dataclass(frozen=True)
class CitedReply:
    """Hold an answer: its text for a person, and what it cites."""

    text: str
    quotes: tuple[Cited, ...] = ()
    changes: tuple[CitedChange, ...] = ()
    understood: bool = True  # False: the text says why there is no answer


@dataclass(frozen=True)
class CitedListing:
    """Hold some of the quotes that answer a question, newest first."""

    quotes: tuple[Cited, ...]
    next: str | None  # the cursor behind which the older ones lie; None where there are none


@dataclass(frozen=True)
class Checked:
    """Hold how a quotation of a draft stands to the record."""

    words: str  # as the draft has them
    verdict: str
    differences: tuple[str, ...]
    on_record: tuple[Cited, ...]  # the quotes that it is, or comes nearest to


@dataclass(frozen=True)
class Sources:
    """Say what the record is made of."""

    outlets: tuple[str, ...]
    articles: int
    quotes: int
    speakers: int
