"""Where everything of one text stands, and who has spoken so far."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from bot.model.record import Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.names.names import Names


@dataclass(frozen=True, slots=True)
class Turn:
    """Hold who spoke, as far as is known, and up to where."""

    speaker: Speaker | None  # None when it is not known
    sure: float
    at: int
    closed: bool
    asked: bool  # the words ended with a question mark
    paragraph: Span
    sentence: Span

    @property
    def name(self) -> str:
        """Return the name of a person or body, "" for everybody else."""
        return self.speaker.name if self.speaker and self.speaker.kind is not SpeakerKind.UNNAMED else ""


@dataclass(slots=True)
class Scene:
    """Hold where everything of one text stands: names, sentences, paragraphs, quotations, and who spoke."""

    text: str
    names: Names
    sentences: list[int]  # where each begins
    paragraphs: list[int]
    quoted: list[Span]  # outer spans, in order
    quoted_from: list[int] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    called: dict[str, str] = field(
        default_factory=dict
    )  # a speaker's name -> the gender of the pronoun it was found by
    speakers: dict[str, Speaker] = field(default_factory=dict)  # whom the text names, by full name
    standings: dict[int, tuple[str, bool, bool, bool]] = field(
        default_factory=dict
    )  # of mentions, as they are asked for

    def __post_init__(self) -> None:
        """Index the quotations."""
        self.quoted_from = [span.start for span in self.quoted]

    def forget(self) -> None:
        """Forget who spoke, so that the text can be read once more."""
        self.turns.clear()
        self.called.clear()

    def inside(self, place: int) -> bool:
        """Say whether a place lies inside a quotation."""
        at = bisect_right(self.quoted_from, place) - 1
        return at >= 0 and place < self.quoted[at].end
