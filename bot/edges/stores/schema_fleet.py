"""The tables of what keeps several processes apart: nodes, the ledger's own time, restores, shared limits."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from bot.edges.stores.schema import Moment, metadata

node = Table(
    "node",
    metadata,
    Column("name", Text, primary_key=True),
    Column("beat_at", Moment, nullable=False),  # by the database's clock, so that clocks of nodes do not matter
    Column("wall_at", Moment, nullable=False),  # by the node's own clock
    Column("steps", Integer, nullable=False),  # how often that clock was set back
)

ledger_time = Table(
    "ledger_time",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("last", Moment, nullable=False),  # the newest time that was given out
)

restored = Table(
    "restored",
    metadata,
    Column("at", Moment, primary_key=True),  # when a backup was put in place
    Column("since", Moment, nullable=False),  # the newest thing in it: what was told from then on, it does not know
)

visited = Table(
    "visited",
    metadata,
    Column("name", Text, primary_key=True),  # a host, or a model's server
    Column("free_at", Moment, nullable=False),  # when the next request may begin
    Column("away_until", Moment, nullable=False),
    Column("why", Text, nullable=False),  # it is left alone until then
)

place = Table(
    "place",
    metadata,
    Column("name", Text, primary_key=True),
    Column("number", Integer, primary_key=True),  # of the requests that may be under way at once
    Column("owner", Text, nullable=False),
    Column("kept_until", Moment, nullable=False),  # then it is free, whatever became of its owner
)

secret = Table(  # what the program made for itself, for all nodes
    "secret",
    metadata,
    Column("name", Text, primary_key=True),  # "archive": seals the workspace in a private link
    Column("value", Text, nullable=False),
)
