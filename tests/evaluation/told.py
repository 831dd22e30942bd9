"""What is told of our own labelled sentences; the errors in the last part have not been read by whoever writes cues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.model.position import Recency, ReportedChange
from bot.reading.changes.changes import SHOWN_FROM
from tests.unit.reading import reading

PARTS = ("first", "second", "unread")
FOLDER = Path(__file__).parent / "told"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold a text with its label: “new”, “old” or “no”, what changed (or what it only looks like), and whose it is."""

    answer: str
    what: str
    speaker: str
    text: str

    def found(self) -> list[ReportedChange]:
        """Return the changes that a reader would be shown of it."""
        return [
            each for each in reading(self.text).changes if each.asserted_by.counts and each.confidence >= SHOWN_FROM
        ]


def sentences(part: str) -> Iterator[Sentence]:
    """Yield the labelled sentences of a part."""
    for line in (FOLDER / f"{part}.tsv").read_text(encoding="utf-8").splitlines():
        yield Sentence(*line.split("\t"))


def figures(part: str) -> dict[str, float]:
    """Return in percent how right what is told is, how much is told, and how much of the history as history."""
    told = [(each, found[0]) for each in sentences(part) if (found := each.found())]
    right = [(each, change) for each, change in told if each.answer != "no"]
    named = [change.speaker.name.split()[-1] == each.speaker.split()[-1] for each, change in right]
    past = [change.recency is Recency.BACKGROUND for each, change in right if each.answer == "old"]
    return {
        "precision": _share(len(right), len(told)),
        "recall": _share(len(right), sum(each.answer != "no" for each in sentences(part))),
        "right_speaker": _share(sum(named), len(named)),
        "history_as_history": _share(sum(past), len(past)),
    }


def _share(some: int, many: int) -> float:
    return round(100 * some / many, 1) if many else 100.0
