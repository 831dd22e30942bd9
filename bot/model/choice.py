"""What an engine may choose about an article, and what a language model costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.model.news import require_utc
from bot.model.position import Stance
from bot.model.record import Speaker, Topic


class Unnamed(StrEnum):
    """Tell of quoted words to which a reader puts no name."""

    SOMEBODY = "unnamed"  # a spokesman, critics, several together, or nobody can tell
    NOBODY = "nobody"  # a title, a term, a nickname, a sign: no speech at all


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold what an engine chose among an article's quotes, all by their ids, and the words it kept of the article."""

    topics: Mapping[str, tuple[Topic, ...]]
    voices: Mapping[str, Speaker | Unnamed] = field(default_factory=dict)  # whose words the engine takes them for
    best: tuple[str, ...] = ()  # ids of key quotes, the best first
    stances: Mapping[str, Stance] = field(default_factory=dict)
    gist: tuple[str, ...] = ()  # the first paragraph of the article, whole, or none


class Doubt(StrEnum):
    """Tell why a claim that a position moved may not be shown."""

    NO_CHANGE = "no change"
    SOMEBODY_ELSE = "somebody else"
    DENIED = "denied or claimed"
    NOT_NEW = "not new"
    TWO_MATTERS = "two matters"
    OTHER_WAY = "the other way"


@dataclass(frozen=True, slots=True)
class Claimed:
    """Hold a claim that somebody moved, with all that a second reader needs."""

    id: str
    who: str
    how: str  # “walked back in part”
    before: str  # words, the day before them
    after: str
    paragraph: str  # that the later words come from


@dataclass(frozen=True, slots=True)
class Budget:
    """Bound what may be spent; money in millionths, so that sums are exact."""

    day_money: int
    month_money: int
    day_tokens: int
    month_tokens: int


@dataclass(frozen=True, slots=True)
class Asking:
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


class Claim(StrEnum):
    """Tell what became of the wish to ask."""

    ASK = "ask"  # it is reserved: send it
    KNOWN = "known"  # it was paid for before: here is the answer
    BUSY = "busy"  # another thread or node is asking just now
    CROWDED = "crowded"  # what others ask just now may exceed a budget: wait until they know what it cost
    SPENT = "spent"  # a budget would be exceeded: it is not sent


@dataclass(frozen=True, slots=True)
class Spending:
    """Count what a language model cost and what became of it."""

    day_money: int = 0
    month_money: int = 0
    day_tokens: int = 0
    month_tokens: int = 0
    calls: int = 0  # answers ever paid for
    counts: Mapping[str, int] = field(default_factory=dict)  # this month: “cache hit”, “refused: name”, “fault: …”
