"""What is on the record: who said what, word for word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.model.news import Publication
from bot.model.text import Span

NAMED_FROM = 0.8  # confidence from which a speaker's name is shown, unless the settings say otherwise


class QuoteKind(StrEnum):
    """Tell a full quote, which stands alone, from a part-quote, which needs its carrier, and from unmarked words."""

    DIRECT = "direct"
    MIXED = "mixed"
    TURN = "turn"  # whole sentences of a voice in a transcript, where no marks stand
    STATEMENT = "statement"  # whole sentences of whoever gives a statement, where no marks stand

    @property
    def whole(self) -> bool:
        """Say whether such words stand alone."""
        return self is not QuoteKind.MIXED

    @property
    def bare(self) -> bool:
        """Say whether no quotation marks stand around such words."""
        return self in {QuoteKind.TURN, QuoteKind.STATEMENT}


class SpeakerKind(StrEnum):
    """Tell who can be quoted."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Name a source as the article does: full name where the text has it, role as the text gives it."""

    name: str  # "Volodymyr Zelenskyy"; for an unnamed source its words, "a senior official"
    kind: SpeakerKind = SpeakerKind.PERSON
    role: str = ""  # "president of Ukraine"


@dataclass(frozen=True, slots=True)
class Carrier:
    """Hold the outlet's own clause or sentence, verbatim, at its place in the article."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Propose a quotation that nobody believes yet: places and guesses, no words."""

    span: Span  # the words between the marks, without the marks
    kind: QuoteKind
    carrier: Span  # holds the span, its marks, the governing verb and its negation
    lead_in: Span | None = None  # the sentence before, when the quote leans on it
    speaker: Speaker | None = None  # None is an abstention
    cue: Span | None = None  # the verb of saying
    venue: str = ""  # "The Wall Street Journal", "reporters", as the text has it
    said_on: date | None = None  # only when the text dates the utterance
    confidence: float = 0.0  # that the speaker is right; 0..1


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold what a reader sees of a quote: never the quoted words without what carries them."""

    lead_in: str  # the outlet's sentence before, or ""
    before: str  # up to and including the opening mark
    quoted: str
    after: str  # from the closing mark on, up to the next quoted words
    part: bool  # a part-quote in the outlet's sentence
    more: tuple[tuple[str, str], ...] = ()  # further quoted words of the same sentence, each with what follows them

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """Return the words in reading order without the sentence before; True marks those that are quoted."""
        further = (piece for quoted, after in self.more for piece in ((quoted, True), (after, False)))
        return ((self.before, False), (self.quoted, True), (self.after, False), *further)


@dataclass(frozen=True, slots=True)
class Quote:
    """Hold verified words: `text` equals the article's characters at `span`; only the gate makes one."""

    id: str
    publication: Publication
    span: Span
    text: str
    kind: QuoteKind
    carrier: Carrier
    lead_in: Carrier | None
    speaker: Speaker | None
    venue: str
    said_on: date | None
    confidence: float

    @property
    def shown(self) -> Shown:
        """Return the words as people may see them: a full quote between its marks, a part-quote inside its carrier."""
        lead = self.lead_in.text if self.lead_in else ""
        if self.kind.whole:
            return Shown(lead, "“", self.text, "”", part=False)
        start = self.span.start - self.carrier.span.start
        end = self.span.end - self.carrier.span.start
        return Shown(lead, self.carrier.text[:start], self.text, self.carrier.text[end:], part=True)

    @property
    def around(self) -> tuple[str, str, str]:
        """Return the words, the clause that carries them, and the sentence before where they lean on it."""
        return self.text, self.carrier.text, self.lead_in.text if self.lead_in else ""

    @property
    def dated(self) -> date | None:
        """Return the day of the utterance, else the day of publication, else None."""
        return self.said_on or self.publication.published_on


@dataclass(frozen=True, slots=True)
class Report:
    """Hold indirect speech that is sure: evidence for the ledger, never shown as a quote."""

    id: str
    publication: Publication
    span: Span
    text: str
    speaker: Speaker
    said_on: date | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Topic:
    """Name what a quote is about and the words that say so."""

    key: str  # folded, stemmed: what look-ups compare
    name: str  # as people write it
    because: str = ""  # the words of the article that led to it


@dataclass(frozen=True, slots=True)
class Filed:
    """Hold a quote with its topics, the way the ledger keeps it."""

    quote: Quote
    topics: tuple[Topic, ...] = ()
    place: int = 0  # among its article's key quotes as an engine chose them: 1 is the best, 0 is none of them
    stance: str = ""  # a label of the closed list and what it is on, on which two answers of a model agree


@dataclass(frozen=True, slots=True)
class Naming:
    """Hold what a manager decided of a name: under whose key the words that bear it are filed."""

    id: str
    name: str  # a person's key, or a spelling, folded
    person: str  # the key they go under
    said: str  # “Jim Reed is Tom Reed”
    by: str
    at: datetime
