"""Run a prompt over articles against a real endpoint, and print agreement with the rules, refusals and cost."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import BadSetting, EngineError
from bot.ledger.voices import same
from bot.model.record import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.model.choice import Choice, Spending
    from bot.model.news import Article
    from bot.model.record import Quote
    from bot.ports.world import Engine

MEASURED = "condense"
evaluation = typer.Typer(help="Measure what a language model chooses.", no_args_is_help=True)


@evaluation.callback()
def measure() -> None:
    """Measure what a language model chooses."""


@evaluation.command()
def prompt(
    task: Annotated[str, typer.Argument(help="condense")] = MEASURED,
    model: Annotated[str, typer.Option(help="The model; its address and key are those of the settings.")] = "",
    file: Annotated[str, typer.Option(help='Lines of {"id","title","text"}; else the newswire of the demo.')] = "",
    most: Annotated[int, typer.Option(help="Articles at most.")] = 50,
) -> None:
    """Run a prompt over articles: what it costs counts in the ledger's budget, and nothing is paid for twice."""
    if task != MEASURED:
        raise BadSetting(f"“{task}” cannot be measured. Type onrecord eval prompt {MEASURED} --model …")
    with asking(model) as (engine, local):
        found = measured(engine, local, articles(file, most))
        for line in found.lines():
            typer.echo(line)
    raise typer.Exit(0 if found.chosen else 3)


@evaluation.command("model")
def score(
    file: Annotated[str, typer.Option(help="Lines of texts with labels; the README has one.")],
    model: Annotated[str, typer.Option(help="The model; its address and key are those of the settings.")] = "",
    most: Annotated[int, typer.Option(help="Articles at most.")] = 200,
) -> None:
    """Score a model and the rules against labels of your own: speakers, key quotes, changes, pairs, refusals, cost."""
    from bot.cli.measuring import opened
    from bot.cli.scoring import labelled, scored

    with opened(file) as stream, asking(model) as (engine, local):
        rows = (line for line in stream if line.strip())
        found = scored(engine, local, (labelled(line) for _, line in zip(range(most), rows, strict=False)))
        for line in found.lines(engine.name):
            typer.echo(line)


@contextmanager
def asking(model: str) -> Iterator[tuple[Engine, Engine]]:
    """Hold a model and the rules ready; at the end print what became of the answers, and their cost."""
    from bot import wiring
    from bot.cli.app import settings
    from bot.edges.clock import SystemClock
    from bot.edges.engines.local import LocalEngine

    read = settings()
    clock, local = SystemClock(), LocalEngine()
    store = wiring.open_store(read, clock)
    engine = wiring.model_engine(read.model_copy(update={"model": model or read.model}), store, clock, local)
    try:
        if engine is None:
            raise BadSetting("No model to ask: set ONRECORD_MODEL_KEY, and --model or the setting model.")
        before = store.spending(clock.now())
        yield engine, local
        for line in cost(before, store.spending(clock.now())):
            typer.echo(line)
    finally:
        if engine:
            engine.close()
        store.close()


def cost(before: Spending, after: Spending) -> Iterator[str]:
    """Yield what became of the answers between two counts, and what they cost."""
    counts = Counter(after.counts)
    counts.subtract(before.counts)
    yield from (f"{name}: {number}" for name, number in sorted(counts.items()) if number)
    money, tokens = after.month_money - before.month_money, after.month_tokens - before.month_tokens
    yield f"paid: {after.calls - before.calls} answers, {tokens:,} tokens, {money / 1e6:.4f}"


@dataclass
class Agreement:
    """Count where a model and the rules choose alike."""

    articles: int = 0
    chosen: int = 0
    quotes: int = 0
    named: int = 0  # by the model and the rules
    alike: int = 0
    given: int = 0  # quotes that the model gave topics
    topics: int = 0
    best: int = 0
    gists: int = 0
    why: Counter[str] = field(default_factory=Counter)

    def add(self, quotes: Sequence[Quote], ruled: Choice, choice: Choice, lead: str) -> None:
        """Count one article; `lead` is the quote that the rules put first."""
        for each in quotes:
            voice = choice.voices.get(each.id)
            if each.speaker and isinstance(voice, Speaker):
                self.named += 1
                self.alike += same(each.speaker, voice)
        self.chosen += 1
        self.gists += bool(choice.gist)
        self.best += lead in choice.best[:1]
        for id_, topics in ruled.topics.items():
            mine = {each.key for each in choice.topics.get(id_, ())}
            self.quotes += 1
            self.given += bool(mine)
            self.topics += bool({each.key for each in topics} & mine)

    def lines(self) -> Iterator[str]:
        """Yield what was counted."""
        yield f"articles: {self.articles}, by the model: {self.chosen}, with a gist: {self.gists}"
        yield f"best quote as by rules: {self.best} of {self.chosen}"
        yield f"the speaker as by rules: {self.alike} of {self.named} quotes that both name"
        yield f"a topic from the model: {self.given} of {self.quotes} quotes, in common with the rules: {self.topics}"
        yield from (f"by rules ({why}): {number}" for why, number in self.why.most_common())


def measured(engine: Engine, local: Engine, found: Iterator[Article]) -> Agreement:
    """Return how a model and the rules agree over articles with quotes."""
    from bot.ledger.choosing import accept, rank
    from bot.reading.read import read

    counted = Agreement()
    for article in found:
        quotes: tuple[Quote, ...] = tuple(read(article).quotes)
        if not quotes:
            continue
        counted.articles += 1
        ruled = local.choose(article, quotes)
        try:
            choice = engine.choose(article, quotes)
        except EngineError as error:
            counted.why[error.why] += 1
            continue
        lead = next((each.quote.id for each in rank(accept(quotes, ruled), 1)), "")
        counted.add(quotes, ruled, choice, lead)
    return counted


def articles(file: str, most: int) -> Iterator[Article]:
    """Yield the articles of a file, or of the newswire; raises BadSetting."""
    from bot.cli.measuring import opened
    from bot.demo.articles import articles as newswire
    from bot.ledger.lines import article_of

    now = datetime.now(UTC)
    if not file:
        for each in newswire()[:most]:
            yield article_of({"id": each.slug, "title": each.title, "text": each.text, "publisher": each.outlet}, now)
        return
    with opened(file) as stream:
        for _, line in zip(range(most), stream, strict=False):
            try:
                yield article_of(json.loads(line), now)
            except (ValueError, AttributeError) as error:
                raise BadSetting(f'{file}: a line is not like {{"id": "1", "text": "…"}}.') from error
