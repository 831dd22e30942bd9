"""Messages that no platform has drawn yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.model.position import PositionChange, Split
from bot.model.record import Quote, Shown


@dataclass(frozen=True, slots=True)
class Header:
    """Title a message; plain text."""

    text: str
    note: str = ""  # what is counted: “last 30 days · 6 quotes”
    line: str = ""  # the command line that it answers, which a terminal shows as the title


@dataclass(frozen=True, slots=True)
class Section:
    """Say something; plain text, with a link on the whole of it where given."""

    text: str
    url: str = ""
    bold: bool = False
    note: str = ""  # small print that belongs to it: “Euronews, Reuters +2 · 6 articles”
    body: str = ""  # what it says below that


@dataclass(frozen=True, slots=True)
class Quotation:
    """Show one verified quote, or those of one sentence; only briefing.blocks.quotation builds it."""

    quote: Quote
    name: str  # "Volodymyr Zelenskyy", or "Speaker unclear"
    head: str  # what follows the name: ", president of Ukraine · reported 14 Feb · to reporters"
    shown: Shown
    foot: str  # who printed it, and leads there: "Euronews"
    url: str
    note: str = ""  # small print after it: "part-quote · also Reuters +2"
    beside: tuple[Quote, ...] = ()  # further quotes of the same sentence
    translated: str = ""  # by a machine, as it is shown; never part of what is exported

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Return the quotes that it shows."""
        return (self.quote, *self.beside)


@dataclass(frozen=True, slots=True)
class Side:
    """Show one side of a change: when, the words with what carries them, and where they stand."""

    label: str  # "Before, Wed 12 Feb"
    shown: Shown
    foot: str  # "Euronews"
    url: str


@dataclass(frozen=True, slots=True)
class Change:
    """Show a position that moved, with both its sides; only briefing.moves builds it."""

    change: PositionChange
    title: str  # "Pete Hegseth"
    head: str  # " · Ukraine · walked back in part, as Euronews reports"
    sides: tuple[Side, ...]  # before, after, and the speaker's own words where there are some
    reason: str = ""  # of a comparison


@dataclass(frozen=True, slots=True)
class Difference:
    """Show that a camp is split, in the outlet's own sentence; only briefing.moves builds it."""

    split: Split
    title: str  # "Trump administration"
    head: str  # " · Ukraine war · reported by Euronews"
    side: Side
    ground: str  # why they are one camp


@dataclass(frozen=True, slots=True)
class Series:
    """Hold one row of numbers in a chart, one for each of its labels."""

    name: str  # at most 20 characters
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Show counts over time as bars; only briefing.charts builds it."""

    title: str  # at most 50 characters
    labels: tuple[str, ...]  # “3 Feb”; at most 12
    series: tuple[Series, ...]  # at most 6, stacked
    alt: str  # the numbers in words


@dataclass(frozen=True, slots=True)
class Context:
    """Add small print."""

    text: str


@dataclass(frozen=True, slots=True)
class Divider:
    """Part two sections."""


@dataclass(frozen=True, slots=True)
class Button:
    """Offer one more command line; a link where `url` is given instead."""

    label: str  # at most 34 characters
    line: str = ""  # a command line of our grammar
    url: str = ""
    key: str = ""  # the console's letter: "o" older, "n" newer, "c" context, "w" watch …
    ask: str = ""  # what the person has to add to the line: “Time, days and zone”; a form asks for it
    typed: str = ""  # what the form holds to begin with
    confirm: str = ""  # a question to be answered before the line is run
    primary: bool = False  # the one thing to do next


@dataclass(frozen=True, slots=True)
class Menu:
    """Offer several command lines under one word."""

    label: str
    options: tuple[Button, ...]  # at most 100


@dataclass(frozen=True, slots=True)
class Actions:
    """Offer buttons, and menus before them."""

    buttons: tuple[Button, ...]
    menus: tuple[Menu, ...] = ()


Block = Header | Section | Quotation | Change | Difference | Chart | Context | Divider | Actions


class Visibility(StrEnum):
    """Tell who sees an answer."""

    ASKER = "asker"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class File:
    """Hold a file that goes with a message."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """Hold one answer or post; `reply` is its thread."""

    blocks: tuple[Block, ...]
    visibility: Visibility = Visibility.ASKER
    empty: bool = False  # nothing found: exit code 1 on the console
    reply: Message | None = None
    file: File | None = None
    private: bool = False  # a mistake of the asker's: nobody else has to see it
    notice: str = ""  # the one line that the whole channel sees of a changed setting
    notice_to: str = ""  # the channel whose setting it is, where that is another than the one that asks
    links: tuple[str, ...] = ()  # addresses, as they were typed, whose pages it tells of

    @property
    def title(self) -> str:
        """Return what its header says, '' without one."""
        return next((block.text for block in self.blocks if isinstance(block, Header)), "")

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Return the charts of the message itself."""
        return tuple(block for block in self.blocks if isinstance(block, Chart))

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Return the quotes shown, in order, those of the thread last."""
        own = tuple(quote for block in self.blocks if isinstance(block, Quotation) for quote in block.quotes)
        return own + (self.reply.quotes if self.reply else ())

    @property
    def leads(self) -> tuple[Quote, ...]:
        """Return the quotes by which what is shown goes, one of each sentence, those of the thread last."""
        own = tuple(block.quote for block in self.blocks if isinstance(block, Quotation))
        return own + (self.reply.leads if self.reply else ())

    @property
    def changes(self) -> tuple[PositionChange, ...]:
        """Return the positions shown as moved, in order, those of the thread last."""
        own = tuple(block.change for block in self.blocks if isinstance(block, Change))
        return own + (self.reply.changes if self.reply else ())
