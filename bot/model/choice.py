"""What an engine may choose about an article, and what a language model costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.model.news import require_utc
from bot.model.position import AssertedBy, Extent, MoveKind, Recency, Stance, Statement
from bot.model.record import Speaker, Topic
from bot.model.text import Span


class Unnamed(StrEnum):
    """Tell of quoted words to which a reader puts no name."""

    SOMEBODY = "unnamed"  # a spokesman, critics, several together, or nobody can tell
    NOBODY = "nobody"  # a title, a term, a nickname, a sign: no speech at all


class Tells(StrEnum):
    """Tell what a sentence is said to tell."""

    CHANGE = "change"  # that a position moved
    SPLIT = "split"  # that members of one camp differ


@dataclass(frozen=True, slots=True)
class Proposal:
    """Hold what a language model says that a sentence tells; nothing is shown of it before a second answer agrees."""

    sentence: Span
    tells: Tells
    who: tuple[Speaker, ...]  # whose position moved; the members that differ
    kind: MoveKind = MoveKind.OTHER
    extent: Extent = Extent.WHOLE
    asserted_by: AssertedBy = AssertedBy.OUTLET
    recency: Recency = Recency.NEW
    before: Span | None = None  # the sentence that says what was held before
    camp: str = ""  # as the text calls it


@dataclass(frozen=True, slots=True)
class Held:
    """Hold where words stand on something: a label of the closed list, and what it is about in the article's words."""

    stance: Stance
    on: str

    @property
    def told(self) -> str:
        """Return it as it is shown: “opposes: a toll on the bridge”."""
        return f"{self.stance.value}: {self.on}"


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold what an engine chose among an article's quotes and sentences: ids and places, no words of its own."""

    topics: Mapping[str, tuple[Topic, ...]]
    voices: Mapping[str, Speaker | Unnamed] = field(default_factory=dict)  # whose words the engine takes them for
    best: tuple[str, ...] = ()  # ids of key quotes, the best first
    stances: Mapping[str, Held] = field(default_factory=dict)
    gist: tuple[Span, ...] = ()  # whole sentences of the article that tell it in short
    proposals: tuple[Proposal, ...] = ()  # changes and splits


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold two dated statements of one speaker that may be compared."""

    id: str
    speaker: str
    topic: str
    earlier: Statement
    later: Statement


class Doubt(StrEnum):
    """Tell why a claim may not be shown."""

    NO_CHANGE = "no change"
    SOMEBODY_ELSE = "somebody else"
    DENIED = "denied or claimed"
    NOT_NEW = "not new"
    TWO_MATTERS = "two matters"
    OTHER_WAY = "the other way"
    NO_CAMP = "no camp"
    NOBODY = "nobody’s words"
    UNCLEAR = "unclear"
    UNREAD = "not read with care"  # a model's own claim, which no careful answer confirms


@dataclass(frozen=True, slots=True)
class Claimed:
    """Hold a claim that somebody moved, or that a camp is split, with all that a second reader needs."""

    id: str
    who: str
    how: str  # “walked back in part”
    before: str  # words, the day before them
    after: str
    paragraph: str  # that the later words come from
    by: str = ""  # the language model that makes it; "" for the rules
    plain: str = ""  # a sentence of the same text of which nobody claims anything


@dataclass(frozen=True, slots=True)
class NamedWords:
    """Hold quoted words under a name, with the paragraph that a second reader needs."""

    id: str
    who: str
    words: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class TakenAway:
    """Hold a name, a change or a split that a second reader took away, who did and why."""

    id: str  # of the quote, the change or the split
    what: str  # “name”, “change”, “split”
    who: str
    words: str
    url: str
    why: Doubt
    engine: str
    at: datetime

    def __post_init__(self) -> None:
        require_utc(self.at)


@dataclass(frozen=True, slots=True)
class Foreign:
    """Hold words as they are shown, which a channel wants translated below them."""

    id: str  # of the words and the language they go into
    text: str
    source: str  # “de”
    target: str
    names: tuple[str, ...] = ()  # that may stand in the text


@dataclass(frozen=True, slots=True)
class Translation:
    """Hold what a language model made of words in another language; "" where none may be shown."""

    words: str
    by: str

    @property
    def told(self) -> str:
        """Return it as it is shown: “translated by a machine (gpt-5-mini): …”; "" for none."""
        return f"translated by a machine ({self.by}): {self.words}" if self.words else ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold a story of the day as it is offered to an editor: its headline, first sentence, and quotes by their ids."""

    id: str
    headline: str
    opening: str
    outlets: int
    quotes: Mapping[str, str]  # the speaker and the words


class LeftOut(StrEnum):
    """Tell why a story is left out of a digest."""

    NO_NEWS = "no news"  # a guide, a quiz, a ranking, a portrait, an advertisement
    OPINION = "opinion"
    SPORT = "sport or show"
    LOCAL = "of local interest"
    OLD = "told before"


@dataclass(frozen=True, slots=True)
class Order:
    """Hold how an editor orders the stories of a day: their ids, the quote that leads each, and what is left out."""

    stories: tuple[str, ...]
    leads: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, LeftOut] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Budget:
    """Bound what may be spent; money in millionths, so that sums are exact."""

    day_money: int
    month_money: int
    day_tokens: int
    month_tokens: int


@dataclass(frozen=True, slots=True)
class PendingRequest:
    """Hold a request that is about to be paid for: its key is the hash of all that is sent."""

    key: str
    task: str
    version: int
    model: str
    at: datetime
    tokens: int  # at most, both ways
    money: int  # at most, in millionths

    def __post_init__(self) -> None:
        require_utc(self.at)


@dataclass(frozen=True, slots=True)
class Cost:
    """Hold what an answer cost; money in millionths."""

    tokens_in: int
    tokens_out: int
    money: int


class Reservation(StrEnum):
    """Tell what became of the wish to ask."""

    ASK = "ask"  # it is reserved: send it
    KNOWN = "known"  # it was paid for before: here is the answer
    BUSY = "busy"  # another thread or node is asking just now
    CROWDED = "crowded"  # what others ask just now may exceed a budget: wait until they know what it cost
    SPENT = "spent"  # a budget would be exceeded: it is not sent


ALIKE, DOUBTFUL = "read as the rules do: ", "read otherwise: "  # articles, by the model's name: what counts are called


@dataclass(frozen=True, slots=True)
class Spending:
    """Count what a language model cost and what became of it."""

    day_money: int = 0
    month_money: int = 0
    day_tokens: int = 0
    month_tokens: int = 0
    calls: int = 0  # answers ever paid for
    counts: Mapping[str, int] = field(default_factory=dict)  # this month: “cache hit”, “refused: name”, “fault: …”
