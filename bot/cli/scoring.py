"""How well quotes are named and chosen, and changes found and compared, against labels that somebody wrote by hand."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from bot.errors import BadSetting, EngineError
from bot.ledger.choosing import accept, rank
from bot.ledger.lines import article_of
from bot.ledger.proposed import as_changes, as_splits
from bot.ledger.voices import same
from bot.model.choice import Choice, Pair
from bot.model.news import digest_of
from bot.model.position import Compared, Recency, Statement
from bot.model.record import NAMED_FROM, Filed, Speaker, SpeakerKind
from bot.reading.read import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.model.news import Article
    from bot.model.position import ReportedChange, Split
    from bot.ports.world import Engine

_WORD = re.compile(r"\w+")
LIKE = (
    '{"text": "…", "quotes": [{"words": "…", "speaker": "Ana Ruiz", "key": true}], "moves": ["a sentence begins"]} '
    'or {"pair": {"speaker": "…", "topic": "…", "earlier": {"quote": "…", "date": "2025-02-03"}, "later": {…}}, '
    '"label": "softened"}'
)
BACKWARD = frozenset({Compared.SOFTENED, Compared.REVERSED})


@dataclass(frozen=True, slots=True)
class Label:
    """Hold what a person says of a quote: whose it is (None: nobody may be named), and whether it is a key one."""

    words: str
    speaker: str | None
    key: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """Hold an article with its labels."""

    article: Article
    labels: tuple[Label, ...]
    moves: tuple[str, ...] | None = (
        None  # the beginnings of the sentences that tell a change or a split; None: not said
    )


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Hold two statements and how they compare."""

    pair: Pair
    label: Compared


@dataclass(slots=True)
class Found:
    """Count what was told, what of it is right, and what there is."""

    told: int = 0
    right: int = 0
    there: int = 0
    other_way: int = 0  # of what is a change, but told as one in the other direction

    def line(self, what: str) -> str:
        """Return what was counted, in words."""
        way = f", {self.other_way} the other way" if self.other_way else ""
        return f"{what}: {self.right} of {self.told} right, {self.right} of {self.there} found{way}"


@dataclass(slots=True)
class Score:
    """Count names and key quotes that are right, and those that are not."""

    labels: int = 0  # with a speaker
    right: int = 0
    wrong: int = 0  # somebody else's words, or nobody's
    articles: int = 0  # with key quotes
    leads: int = 0  # of those, whose first quote is one of them
    moves: Found = field(default_factory=Found)
    pairs: Found = field(default_factory=Found)

    def add(self, labelled: Labelled, filed: Sequence[Filed]) -> None:
        """Count one article."""
        left = list(labelled.labels)
        self.labels += sum(each.speaker is not None for each in left)
        for each in filed:
            label = next((one for one in left if _plain(one.words) == _plain(each.quote.text)), None)
            if label:
                left.remove(label)
            if shown := _shown(each):
                right = label is not None and label.speaker is not None and same(Speaker(label.speaker), shown)
                self.right += right
                self.wrong += not right
        keys = {_plain(each.words) for each in labelled.labels if each.key}
        if keys and filed:
            self.articles += 1
            self.leads += any(_plain(each.quote.text) in keys for each in rank(filed, 1))

    def add_moves(self, labelled: Labelled, sentences: Sequence[str]) -> None:
        """Count the sentences that are told as a change or a split, where there are labels."""
        if labelled.moves is None:
            return
        plain = {_plain(each) for each in sentences}
        right = [label for label in labelled.moves if any(_plain(label) in each for each in plain)]
        self.moves.told += len(plain)
        self.moves.right += len(right)
        self.moves.there += len(labelled.moves)

    def add_pair(self, label: Compared, told: Compared) -> None:
        """Count a pair; softened and reversed are one direction."""
        right = told is label or {told, label} <= BACKWARD
        self.pairs.told += told.alert
        self.pairs.there += label.alert
        self.pairs.right += told.alert and label.alert and right
        self.pairs.other_way += told.alert and label.alert and not right

    def lines(self, name: str) -> Iterator[str]:
        """Yield what was counted, a line for each kind of label that there was."""
        if self.labels or self.articles:
            yield self.told(name)
        if self.moves.there or self.moves.told:
            yield self.moves.line(f"{name}: changes and splits")
        if self.pairs.there or self.pairs.told:
            yield self.pairs.line(f"{name}: pairs that moved")

    def told(self, name: str) -> str:
        """Return what was counted, in one line."""
        names = self.right + self.wrong
        said = f"{name}: {self.right} of {self.labels} speakers named, {self.wrong} of {names} names wrong"
        return f"{said}, first quote a key one in {self.leads} of {self.articles}" if self.articles else said


@dataclass(slots=True)
class Comparison:
    """Hold the scores of the rules alone and with a model."""

    rules: Score = field(default_factory=Score)
    model: Score = field(default_factory=Score)
    why: Counter[str] = field(default_factory=Counter)  # why an article stayed with the rules

    def lines(self, name: str) -> Iterator[str]:
        """Yield what was counted."""
        yield from self.rules.lines("rules")
        yield from self.model.lines(f"with {name}")
        yield from (f"by rules ({why}): {number}" for why, number in self.why.most_common())


def scored(engine: Engine, local: Engine, rows: Iterable[Labelled | LabelledPair]) -> Comparison:
    """Return how the rules and a model do against labels; where a model fails the rules count."""
    found = Comparison()
    for each in rows:
        if isinstance(each, LabelledPair):
            _pair(found, each, engine, local)
        else:
            _article(found, each, engine, local)
    return found


def _article(found: Comparison, each: Labelled, engine: Engine, local: Engine) -> None:
    reading = read(each.article)
    ruled = local.choose(each.article, reading.quotes)
    try:
        choice = engine.choose(each.article, reading.quotes)
    except EngineError as error:
        found.why[error.why] += 1
        choice = Choice(ruled.topics)
    found.rules.add(each, accept(reading.quotes, ruled))
    found.model.add(each, accept(reading.quotes, choice))
    changes = [*reading.changes, *as_changes(each.article, choice.proposals, reading.changes, engine.name)]
    splits = [*reading.splits, *as_splits(each.article, choice.proposals, reading.splits, engine.name)]
    found.rules.add_moves(each, _moves(reading.changes, reading.splits))
    found.model.add_moves(each, _moves(changes, splits))


def _moves(changes: Sequence[ReportedChange], splits: Sequence[Split]) -> list[str]:
    """Return the sentences that tell what would be shown: as a fact, and as news."""
    told = [each.told for each in changes if each.asserted_by.counts and each.recency is Recency.NEW]
    return [each.sentence.text for each in (*told, *(one.told for one in splits))]


def _pair(found: Comparison, each: LabelledPair, engine: Engine, local: Engine) -> None:
    ruled = local.compare([each.pair])[each.pair.id].label
    try:
        told = engine.compare([each.pair])[each.pair.id].label
    except EngineError as error:
        found.why[error.why] += 1
        told = ruled
    found.rules.add_pair(each.label, ruled)
    found.model.add_pair(each.label, told)


def labelled(line: str) -> Labelled | LabelledPair:
    """Return one line of a labelled file; raises BadSetting for what is none."""
    try:
        row = json.loads(line)
        if "pair" in row:
            return _labelled_pair(row["pair"], Compared(row["label"]))
        labels = tuple(Label(str(each["words"]), each["speaker"], bool(each.get("key"))) for each in row["quotes"])
        moves = tuple(map(str, row["moves"])) if "moves" in row else None
        return Labelled(article_of(row, datetime.now(UTC)), labels, moves)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadSetting(f"A line is not like {LIKE}.") from error


def _labelled_pair(row: Mapping[str, Any], label: Compared) -> LabelledPair:
    earlier, later = (
        Statement(str(side["quote"]), str(side.get("context") or ""), date.fromisoformat(side["date"]))
        for side in (row["earlier"], row["later"])
    )
    id_ = digest_of("pair", earlier.quote, str(earlier.on), later.quote, str(later.on))
    return LabelledPair(Pair(id_, str(row.get("speaker") or ""), str(row.get("topic") or ""), earlier, later), label)


def _plain(words: str) -> str:
    """Return words without the marks and capitals that two readers may set differently."""
    return " ".join(_WORD.findall(words)).casefold()


def _shown(filed: Filed) -> Speaker | None:
    speaker = filed.quote.speaker
    unnamed = speaker is None or speaker.kind is SpeakerKind.UNNAMED or filed.quote.confidence < NAMED_FROM
    return None if unnamed else speaker
