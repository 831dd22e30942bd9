"""The engine that needs nothing: rules alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.ledger.comparing import compare
from bot.ledger.leading import key_quotes
from bot.ledger.topics import lexis_of, topics_of
from bot.model.choice import Candidate, Choice, Claimed, Doubt, Foreign, NamedWords, Order, Pair
from bot.model.news import Article
from bot.model.position import Comparison
from bot.model.record import Quote


class LocalEngine:
    """Choose by rules, on this machine, always the same."""

    @property
    def name(self) -> str:
        """Return the name that footers show."""
        return "rules"

    def choose(self, article: Article, quotes: Sequence[Quote]) -> Choice:
        """Return the key quotes, and one to three topics for each quote id where a word of the article says any."""
        lexis = lexis_of(article.text)
        topics = {quote.id: topics_of(quote, article.publication.title, lexis) for quote in quotes}
        return Choice(topics, best=key_quotes(article, quotes))

    def compare(self, pairs: Sequence[Pair]) -> Mapping[str, Comparison]:
        """Return how dated statements of one speaker on a topic compare; not comparable where that is not sure."""
        return {each.id: compare(each.topic, each.earlier, each.later) for each in pairs}

    def doubts(self, claims: Sequence[Claimed]) -> Mapping[str, Doubt]:  # noqa: ARG002 - the port's
        """Return no doubt: the rules made the claims."""
        return {}

    def doubted_names(self, names: Sequence[NamedWords]) -> Mapping[str, Doubt]:  # noqa: ARG002 - the port's
        """Return no doubt: the rules gave the names."""
        return {}

    def order(self, stories: Sequence[Candidate], topics: Sequence[str]) -> Order:  # noqa: ARG002 - the port's
        """Return the stories in the order in which the rules have put them."""
        return Order(tuple(each.id for each in stories))

    def translate(self, texts: Sequence[Foreign]) -> Mapping[str, str]:  # noqa: ARG002 - the port's
        """Return no translation."""
        return {}

    def line(self, words: str) -> str:  # noqa: ARG002 - the port's
        """Return no command line: what the patterns of questions do not know, rules do not either."""
        return ""
