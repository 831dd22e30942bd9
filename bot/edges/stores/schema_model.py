"""The tables of a language model: what was asked and paid, what is counted, what its endpoint can do."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Float, Integer, Table, Text

from bot.edges.stores.schema import Moment, metadata

model_answer = Table(
    "model_answer",
    metadata,
    Column("key", Text, primary_key=True),  # the hash of all that was sent
    Column("task", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("model", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("answered", Integer, nullable=False),  # 0: it is reserved, and counts as spent until it is known
    Column("body", Text, nullable=False),
    Column("tokens_in", BigInteger, nullable=False),
    Column("tokens_out", BigInteger, nullable=False),
    Column("money", BigInteger, nullable=False),  # in millionths
)

model_count = Table(
    "model_count",
    metadata,
    Column("day", Date, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("count", Integer, nullable=False),
)

model_endpoint = Table(
    "model_endpoint",
    metadata,
    Column("address", Text, primary_key=True),
    Column("model", Text, primary_key=True),
    Column("mode", Text, nullable=False),  # how it wants to be asked, as JSON
)

taken_away = Table(
    "taken_away",
    metadata,
    Column("id", Text, primary_key=True),  # of the quote whose name it was, of the change or of the split
    Column("what", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("confidence", Float),  # of a name, before it was taken away
    Column("shown_at", Moment),  # since when it is shown anyway
    Column("shown_by", Text, nullable=False, server_default=""),
)

translation = Table(
    "translation",
    metadata,
    Column("id", Text, primary_key=True),  # of the words that are shown and the language that they go into
    Column("words", Text, nullable=False),  # "" where none may be shown
    Column("engine", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)
