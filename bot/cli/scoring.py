"""How well quotes are named and chosen, against labels that somebody wrote by hand."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.errors import BadSetting, EngineError
from bot.ledger.choosing import accept, rank
from bot.ledger.lines import article_of
from bot.ledger.voices import same
from bot.model.choice import Choice
from bot.model.record import NAMED_FROM, Filed, Speaker, SpeakerKind
from bot.reading.read import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.model.news import Article
    from bot.ports.world import Engine

_WORD = re.compile(r"\w+")
LIKE = '{"text": "…", "quotes": [{"words": "…", "speaker": "Ana Ruiz", "key": true}]}'


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


@dataclass(slots=True)
class Score:
    """Count names and key quotes that are right, and those that are not."""

    labels: int = 0  # with a speaker
    right: int = 0
    wrong: int = 0  # somebody else's words, or nobody's
    articles: int = 0  # with key quotes
    leads: int = 0  # of those, whose first quote is one of them

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
        yield self.rules.told("rules")
        yield self.model.told(f"with {name}")
        yield from (f"by rules ({why}): {number}" for why, number in self.why.most_common())


def scored(engine: Engine, local: Engine, articles: Iterable[Labelled]) -> Comparison:
    """Return how the rules and a model name and choose, against labels; where a model fails the rules count."""
    found = Comparison()
    for each in articles:
        quotes = read(each.article).quotes
        ruled = local.choose(each.article, quotes)
        try:
            choice = engine.choose(each.article, quotes)
        except EngineError as error:
            found.why[error.why] += 1
            choice = Choice(ruled.topics)
        found.rules.add(each, accept(quotes, ruled))
        found.model.add(each, accept(quotes, choice))
    return found


def labelled(line: str) -> Labelled:
    """Return one line of a labelled file; raises BadSetting for what is none."""
    try:
        row = json.loads(line)
        labels = tuple(Label(str(each["words"]), each["speaker"], bool(each.get("key"))) for each in row["quotes"])
        return Labelled(article_of(row, datetime.now(UTC)), labels)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadSetting(f"A line is not like {LIKE}.") from error


def _plain(words: str) -> str:
    """Return words without the marks and capitals that two readers may set differently."""
    return " ".join(_WORD.findall(words)).casefold()


def _shown(filed: Filed) -> Speaker | None:
    speaker = filed.quote.speaker
    unnamed = speaker is None or speaker.kind is SpeakerKind.UNNAMED or filed.quote.confidence < NAMED_FROM
    return None if unnamed else speaker
