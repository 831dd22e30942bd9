"""What look-ups are quick by, however large the ledger is: names of topics, and indexes that are counted alone."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text, text

from bot.edges.stores.schema import article, metadata, quote, speaker_alias

GONE, DROPPED = text("gone_at IS NOT NULL"), text("dropped > 0")

topic = Table(
    "topic",
    metadata,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
)

Index("article_outlet", article.c.outlet, article.c.recorded_at)  # an outlet and how well it is read
# The migration makes both of these rows alone that DROPPED and GONE name; said here it would load either dialect.
Index("article_dropped", article.c.dropped)
Index("quote_gone", quote.c.gone_at)
Index("quote_recorded", quote.c.recorded_at)  # what is new for a digest, a watch, and a count of who spoke lately
Index(  # a speaker's card
    "quote_card", quote.c.speaker_key, quote.c.role, quote.c.seq, quote.c.confidence, quote.c.gone_at
)
Index("speaker_alias_speaker", speaker_alias.c.speaker_key)  # what somebody is called
Index(  # what a walk asks of each quote on its way
    "quote_standing", quote.c.seq, quote.c.gone_at, quote.c.confidence, quote.c.id
)
