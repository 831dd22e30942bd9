"""Which engine wrote what, and what a language model chose to tell in short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.briefing.wording import counted, dotted
from bot.ledger.voices import trusted
from bot.model.choice import ALIKE, DOUBTFUL, Budget, Spending
from bot.model.message import Block, Context
from bot.model.news import Publication
from bot.model.query import Since


def engines_of(publications: Sequence[Publication], engine: str) -> str:
    """Return “gpt-5-mini”, or “gpt-5-mini 12 articles, rules (budget spent) 3 articles” where several wrote."""
    wrote = Counter(each.engine for each in publications)
    if len(wrote) < 2:
        return next(iter(wrote), engine)
    return ", ".join(f"{name} {counted(number, 'article')}" for name, number in wrote.most_common())


def spent(spending: Spending, budget: Budget) -> str:
    """Return what a language model cost, and what became of its answers this month."""
    kinds = Counter[str]()
    for name, number in spending.counts.items():
        kinds[name.partition(":")[0]] += number
    refused = [f"{number} {name[9:]}" for name, number in spending.counts.items() if name.startswith("refused: ")]
    faults = [f"{number} {name[7:]}" for name, number in spending.counts.items() if name.startswith("fault: ")]
    taken = [f"{number} {name[12:]}" for name, number in spending.counts.items() if name.startswith("taken away: ")]
    return dotted(
        f"model: {_money(spending.day_money)} of {_money(budget.day_money)} today",
        f"{_money(spending.month_money)} of {_money(budget.month_money)} this month",
        f"{spending.month_tokens:,} tokens",
        f"{counted(spending.calls, 'answer')} paid, {kinds['cache hit']} taken from memory",
        f"{kinds['not sent']} not sent" if kinds["not sent"] else "",
        f"refused: {', '.join(refused)}" if refused else "none refused",
        f"faults: {', '.join(faults)}" if faults else "",
        f"taken away: {', '.join(taken)} (onrecord taken shows them)" if taken else "",
        f"{kinds['shown anyway']} shown anyway" if kinds["shown anyway"] else "",
        *(f"{name} read worse than the rules and is not asked: take another" for name in _distrusted(spending)),
    )


def _distrusted(spending: Spending) -> Iterator[str]:
    """Yield the models that were doubtful in too many articles of the month."""
    counts = spending.counts
    for kind, doubtful in counts.items():
        name = kind.removeprefix(DOUBTFUL)
        if name != kind and not trusted(counts.get(f"{ALIKE}{name}", 0), doubtful):
            yield name


def _money(millionths: int) -> str:
    return f"{millionths / 1e6:.4f}".rstrip("0").rstrip(".")


def in_short(publication: Publication) -> list[Block]:
    """Return an article's gist, marked as what it is, or nothing."""
    return [Context(f"In short, chosen by a machine: {publication.gist}")] if publication.gist else []


def without_model(news: Since) -> Since:
    """Return the news as the rules alone would order it, for a channel that wants no language model."""
    publications = tuple(replace(each, gist="") for each in news.publications)
    return replace(news, publications=publications, quotes=tuple(replace(each, place=0) for each in news.quotes))
