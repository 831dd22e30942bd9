"""Keep topics by name, and index what is counted, so that no look-up grows with the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "topic",
        sa.Column("key", sa.Text(), primary_key=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
    )
    op.execute("INSERT INTO topic (key, name) SELECT key, min(name) FROM quote_topic GROUP BY key")
    op.create_index("quote_card", "quote", ["speaker_key", "role", "confidence", "gone_at", "seq"])
    gone, dropped = sa.text("gone_at IS NOT NULL"), sa.text("dropped > 0")
    op.create_index("quote_gone", "quote", ["gone_at"], sqlite_where=gone, postgresql_where=gone)
    op.create_index("article_dropped", "article", ["dropped"], sqlite_where=dropped, postgresql_where=dropped)
    op.create_index("article_outlet", "article", ["outlet"])
