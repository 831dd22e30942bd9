"""The tables of what keeps several processes apart: nodes, the ledger's own time, restores."""

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
