"""The engine that needs nothing: rules alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.ledger.comparing import compare
from bot.ledger.leading import key_quotes
from bot.ledger.topics import lexis_of, topics_of
from bot.model.choice import Choice, Claimed, Doubt
from bot.model.news import Article
from bot.model.position import Comparison, Statement
from bot.model.record import Quote, Topic


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

    def compare(self, topic: Topic, earlier: Statement, later: Statement) -> Comparison:
        """Return how two dated statements of one speaker on a topic compare; not comparable where that is not sure."""
        return compare(topic.name, earlier, later)

    def doubts(self, claims: Sequence[Claimed]) -> Mapping[str, Doubt]:  # noqa: ARG002 - the port's
        """Return no doubt: the rules made the claims."""
        return {}

    def line(self, words: str) -> str:  # noqa: ARG002 - the port's
        """Return no command line: what the patterns of questions do not know, rules do not either."""
        return ""
