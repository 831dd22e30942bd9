"""Which engine wrote what, and what a language model shortened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.briefing.wording import counted
from bot.model.message import Block, Context
from bot.model.news import Publication
from bot.model.query import Since


def engines_of(publications: Sequence[Publication], engine: str) -> str:
    """Return “gpt-5-mini”, or “gpt-5-mini 12 articles, rules (budget spent) 3 articles” where several wrote."""
    wrote = Counter(each.engine for each in publications)
    if len(wrote) < 2:
        return next(iter(wrote), engine)
    return ", ".join(f"{name} {counted(number, 'article')}" for name, number in wrote.most_common())


def shortened(publication: Publication) -> list[Block]:
    """Return an article's gist, marked as what it is, or nothing."""
    return [Context(f"In short, cut by a machine: {publication.gist}")] if publication.gist else []


def without_model(news: Since) -> Since:
    """Return the news as the rules alone would order it, for a channel that wants no language model."""
    publications = tuple(replace(each, gist="") for each in news.publications)
    return replace(news, publications=publications, quotes=tuple(replace(each, place=0) for each in news.quotes))
