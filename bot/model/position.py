"""What a speaker holds, when that moved, and where a camp is split."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.model.news import Publication, require_utc
from bot.model.record import Carrier, Quote, Speaker, Topic
from bot.model.text import Span

TAKEN_AWAY = "taken away by "  # begins why a change is withdrawn that a second reader did not let pass


class Stance(StrEnum):
    """Label where words stand; only where they carry it, and never without them beside it."""

    SUPPORTS = "supports"
    SUPPORTS_IF = "supports if"
    UNDECIDED = "undecided"
    OPPOSES = "opposes"
    RULES_OUT = "rules out"
    DECLINES = "declines to say"
    REPEATS = "repeats"


class MoveKind(StrEnum):
    """Tell how a position moved."""

    REVERSED = "reversed"  # now the opposite
    WALKED_BACK = "walked_back"  # withdrawn, without the opposite
    SOFTENED = "softened"  # same direction, weaker or on a condition
    HARDENED = "hardened"  # same direction, firmer or wider
    CLARIFIED = "clarified"  # says what was meant, narrows, corrects a detail
    OTHER = "other"  # moved, and the text does not say which way


class Extent(StrEnum):
    """Tell how much of a position moved; an attempt says so whatever else it is."""

    WHOLE = "whole"
    PART = "part"
    ATTEMPTED = "attempted"


class AssertedBy(StrEnum):
    """Tell who says that a position moved; only the outlet and the speaker count."""

    OUTLET = "outlet"
    SELF = "self"
    ACCUSER = "accuser"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"

    @property
    def counts(self) -> bool:
        """Say whether the change is told as a fact."""
        return self in {AssertedBy.OUTLET, AssertedBy.SELF}


class Recency(StrEnum):
    """Tell this news cycle's change from recalled history, which is never an alert."""

    NEW = "new"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class OutletSentence:
    """Hold an outlet's sentence, verbatim, that says what somebody holds or that it moved."""

    publication: Publication
    sentence: Carrier
    said_on: date | None = None  # only when the text dates it

    @property
    def dated(self) -> date | None:
        """Return the day that the text gives, else the day of publication, else None."""
        return self.said_on or self.publication.published_on


@dataclass(frozen=True, slots=True)
class ReportedChange:
    """Hold that an outlet, or the speaker, says that a position moved; found in one text, not yet on the ledger."""

    id: str
    told: OutletSentence  # the sentence that says so
    span: Span  # the shortest words that say so, inside the sentence
    speaker: Speaker
    kind: MoveKind
    extent: Extent = Extent.WHOLE
    asserted_by: AssertedBy = AssertedBy.OUTLET
    recency: Recency = Recency.NEW
    earlier: OutletSentence | None = None  # the outlet's sentence that says what was held before
    by: str = ""  # the language model that found it; "" for the rules
    in_part: bool = False  # the text says “part of”, also of an attempt
    date_words: str = ""  # the words that date it, exact
    confidence: float = 0.0  # that it is a change, by this speaker; 0..1

    @property
    def words(self) -> str:
        """Return the evidence, word for word."""
        start = self.span.start - self.told.sentence.span.start
        return self.told.sentence.text[start : start + self.span.end - self.span.start]


@dataclass(frozen=True, slots=True)
class Split:
    """Hold that an outlet says that members of one camp differ."""

    id: str
    told: OutletSentence
    span: Span  # the shortest words that say so
    members: tuple[Speaker, ...]
    camp: str  # “Trump administration”, as the text names it or as its roles make it
    ground: str  # why they are one camp, in the text's own words
    topic: Topic | None = None
    confidence: float = 0.0
    by: str = ""  # the language model that found it; "" for the rules


class Compared(StrEnum):
    """Tell how two dated quotes by one speaker on one topic compare."""

    SAME = "same"
    CLARIFIED = "clarified"
    SOFTENED = "softened"
    HARDENED = "hardened"
    REVERSED = "reversed"
    NOT_COMPARABLE = "not_comparable"

    @property
    def alert(self) -> bool:
        """Say whether it is a change."""
        return self not in {Compared.SAME, Compared.NOT_COMPARABLE}


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold words of one speaker with the day they were said, ready to be compared."""

    quote: str
    context: str = ""  # the sentence or paragraph that carries them
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold how two statements compare, why in plain words that name both, and how sure that is."""

    label: Compared
    reason: str = ""
    confidence: float = 0.0
    by: str = ""  # the language model that compared them; "" for the rules


@dataclass(frozen=True, slots=True)
class PositionChange:
    """Hold a position that moved, ready to be shown: both sides with their words, dates and links.

    A side without a day or a link raises ValueError: no such change exists.
    """

    id: str
    speaker: Speaker
    topic: Topic
    kind: MoveKind
    extent: Extent
    before: Quote | OutletSentence
    after: Quote | OutletSentence
    reported: bool  # the outlet says so; else compared by On Record
    said: Quote | None = None  # the speaker's own words with it, where the text has them
    in_part: bool = False  # the text says “part of”, also of an attempt
    reason: str = ""  # of a comparison, in plain words
    by: str = ""  # the language model that found it; "" for the rules
    recency: Recency = Recency.NEW
    confidence: float = 0.0
    recorded_at: datetime | None = None
    withdrawn_at: datetime | None = None  # what it rests on was altered, withdrawn or hidden
    withdrawn_why: str = ""

    def __post_init__(self) -> None:
        require_utc(self.recorded_at, self.withdrawn_at)
        for side in (self.before, self.after):
            if side.dated is None or not side.publication.url:
                raise ValueError(f"a side of the change {self.id} has no day or no link")

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Return the quotes that it rests on or shows."""
        return tuple(each for each in (self.before, self.after, self.said) if isinstance(each, Quote))

    @property
    def publication(self) -> Publication:
        """Return where it came to light."""
        return self.after.publication
