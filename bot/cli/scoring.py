"""How well quotes are named and chosen, and changes found and compared, against labels that somebody wrote by hand."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from bot.errors import BadSetting, EngineError
from bot.ledger.changes import claimed, sentences_told
from bot.ledger.choosing import accept, rank
from bot.ledger.lines import article_of
from bot.ledger.proposed import as_changes, as_splits
from bot.ledger.voices import same
from bot.model.choice import Choice, Claimed, Pair
from bot.model.news import digest_of
from bot.model.position import Compared, Recency, Statement
from bot.model.record import NAMED_FROM, Filed, Speaker, SpeakerKind
from bot.reading.read import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.model.news import Article
    from bot.model.position import Comparison, ReportedChange, Split
    from bot.ports.world import Engine

_WORD = re.compile(r"\w+")
LIKE = (
    '{"text": "…", "quotes": [{"words": "…", "speaker": "Ana Ruiz", "key": true}], "moves": ["a sentence begins"]} '
    'or {"pair": {"speaker": "…", "topic": "…", "earlier": {"quote": "…", "date": "2025-02-03"}, "later": {…}}, '
    '"label": "softened"}'
)
BACKWARD = frozenset({Compared.SOFTENED, Compared.REVERSED})


@dataclass(frozen=True, slots=True)
class QuoteLabel:
    """Hold what a person says of a quote: whose it is (None: nobody may be named), and whether it is a key one."""

    words: str
    speaker: str | None
    key: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """Hold an article with its labels."""

    article: Article
    labels: tuple[QuoteLabel, ...]
    moves: tuple[str, ...] | None = None  # how the sentences begin that tell a change or a split; None: not said
    recalled: tuple[str, ...] = ()  # how those begin that recall a change of another time
    short: tuple[str, ...] = ()  # how those begin that tell what happened


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Hold two statements and how they compare."""

    pair: Pair
    label: Compared


@dataclass(slots=True)
class Tally:
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
    moves: Tally = field(default_factory=Tally)
    recalled: Tally = field(default_factory=Tally)  # changes of another time; those told as news are told wrongly
    pairs: Tally = field(default_factory=Tally)
    shorts: Tally = field(default_factory=Tally)

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
        self.moves.told += len(plain)
        self.moves.right += _told(labelled.moves, plain)
        self.moves.there += len(labelled.moves)
        self.recalled.told += _told(labelled.recalled, plain)
        self.recalled.there += len(labelled.recalled)

    def add_short(self, labelled: Labelled, sentences: Sequence[str]) -> None:
        """Count whether the sentences that tell an article in short hold one that is labelled so."""
        if labelled.short:
            self.shorts.told += bool(sentences)
            self.shorts.right += bool(_told(labelled.short, {_plain(each) for each in sentences}))
            self.shorts.there += 1

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
        if self.recalled.there:
            yield f"{name}: {self.recalled.told} of {self.recalled.there} changes of another time told as news"
        if self.pairs.there or self.pairs.told:
            yield self.pairs.line(f"{name}: pairs that moved")
        if self.shorts.told:
            yield self.shorts.line(f"{name}: in short")

    def told(self, name: str) -> str:
        """Return what was counted, in one line."""
        names = self.right + self.wrong
        said = f"{name}: {self.right} of {self.labels} speakers named, {self.wrong} of {names} names wrong"
        return f"{said}, first quote a key one in {self.leads} of {self.articles}" if self.articles else said


@dataclass(slots=True)
class Scores:
    """Hold the scores of the rules alone and with a model."""

    rules: Score = field(default_factory=Score)
    model: Score = field(default_factory=Score)
    why: Counter[str] = field(default_factory=Counter)  # why an article stayed with the rules

    def lines(self, name: str) -> Iterator[str]:
        """Yield what was counted."""
        yield from self.rules.lines("rules")
        yield from self.model.lines(f"with {name}")
        yield from (f"by rules ({why}): {number}" for why, number in self.why.most_common())


def scored(engine: Engine, local: Engine, rows: Iterable[Labelled | LabelledPair]) -> Scores:
    """Return how the rules and a model do against labels; where a model fails the rules count."""
    found = Scores()
    for each in rows:
        if isinstance(each, LabelledPair):
            _pair(found, each, engine, local)
        else:
            _article(found, each, engine, local)
    return found


def _article(found: Scores, each: Labelled, engine: Engine, local: Engine) -> None:
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
    found.model.add_moves(each, _moves(*_standing(engine, each.article.text, changes, splits)))
    found.model.add_short(each, [span.of(each.article.text) for span in choice.gist])


def _standing(
    engine: Engine, text: str, changes: Sequence[ReportedChange], splits: Sequence[Split]
) -> tuple[list[ReportedChange], list[Split]]:
    """Return what a second reader lets stand of what would be shown."""
    told = [each for each in changes if each.asserted_by.counts and each.recency is Recency.NEW]
    others = sentences_told(changes, splits)
    claims = [*(claimed(each, text, others) for each in told), *(claimed(each, text, others) for each in splits)]
    fallen = engine.doubts(claims)
    return [each for each in told if each.id not in fallen], [each for each in splits if each.id not in fallen]


def _told(labels: Iterable[str], plain: Iterable[str]) -> int:
    """Return how many of the labelled sentences are told, by how they begin."""
    found = list(plain)
    return sum(any(_plain(label) in each or each in _plain(label) for each in found) for label in labels)


def _moves(changes: Sequence[ReportedChange], splits: Sequence[Split]) -> list[str]:
    """Return the sentences that tell what would be shown: as a fact, and as news."""
    told = [each.told for each in changes if each.asserted_by.counts and each.recency is Recency.NEW]
    return [each.sentence.text for each in (*told, *(one.told for one in splits))]


def _pair(found: Scores, each: LabelledPair, engine: Engine, local: Engine) -> None:
    ruled = local.compare([each.pair])[each.pair.id].label
    try:
        compared = engine.compare([each.pair])[each.pair.id]
        told = Compared.NOT_COMPARABLE if engine.doubts(_claims(each.pair, compared)) else compared.label
    except EngineError as error:
        found.why[error.why] += 1
        told = ruled
    found.rules.add_pair(each.label, ruled)
    found.model.add_pair(each.label, told)


def _claims(pair: Pair, compared: Comparison) -> list[Claimed]:
    """Return what a second reader is told of a pair that moved."""
    if not compared.label.alert:
        return []
    before, after = (f"{side.on}: “{side.quote}”" for side in (pair.earlier, pair.later))
    how = f"{compared.label.value} on {pair.topic}"
    return [Claimed(pair.id, pair.speaker, how, before, after, pair.later.context or after, compared.by)]


def labelled(line: str) -> Labelled | LabelledPair:
    """Return one line of a labelled file; raises BadSetting for what is none."""
    try:
        row = json.loads(line)
        if "pair" in row:
            return _labelled_pair(row["pair"], Compared(row["label"]))
        labels = tuple(QuoteLabel(str(each["words"]), each["speaker"], bool(each.get("key"))) for each in row["quotes"])
        moves = tuple(map(str, row["moves"])) if "moves" in row else None
        recalled, short = (tuple(map(str, row.get(name, ()))) for name in ("recalled", "short"))
        return Labelled(article_of(row, datetime.now(UTC)), labels, moves, recalled, short)
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
