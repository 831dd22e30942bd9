"""Make the tables of positions: changes, splits, watches, and what was posted and corrected."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def text(name: str) -> "sa.Column[str]":
    """Return a text column that is always filled."""
    return sa.Column(name, sa.Text(), nullable=False)


def upgrade() -> None:
    """Bring the tables to this version."""
    _position_change()
    _split()
    _watch()
    _alert()
    _correction()
    _post()
    _post_item()


def _position_change() -> None:
    op.create_table(
        "position_change",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        sa.Column("article_id", sa.Text(), sa.ForeignKey("article.id"), nullable=False),
        text("page_id"),
        text("speaker_key"),
        text("speaker_name"),
        text("speaker_kind"),
        text("role"),
        text("topic_key"),
        text("topic_name"),
        text("because"),
        text("kind"),
        text("extent"),
        sa.Column("in_part", sa.Boolean(), nullable=False),
        sa.Column("reported", sa.Boolean(), nullable=False),
        text("recency"),
        text("reason"),
        sa.Column("confidence", sa.Float(), nullable=False),
        text("before_quote"),
        text("before_article"),
        sa.Column("before_start", sa.Integer(), nullable=False),
        text("before_text"),
        sa.Column("before_on", sa.Date()),
        text("after_quote"),
        sa.Column("after_start", sa.Integer(), nullable=False),
        text("after_text"),
        sa.Column("after_on", sa.Date()),
        text("said_quote"),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        text("last_seen"),
        sa.Column("withdrawn_at", sa.BigInteger()),
        text("withdrawn_why"),
    )
    op.create_index("ix_position_change_article_id", "position_change", ["article_id"])
    op.create_index("ix_position_change_page_id", "position_change", ["page_id"])
    op.create_index("ix_position_change_before_quote", "position_change", ["before_quote"])
    op.create_index("ix_position_change_after_quote", "position_change", ["after_quote"])
    op.create_index("ix_position_change_recorded_at", "position_change", ["recorded_at"])
    op.create_index("position_change_about", "position_change", ["speaker_key", "topic_key"])


def _split() -> None:
    op.create_table(
        "split",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        sa.Column("article_id", sa.Text(), sa.ForeignKey("article.id"), nullable=False),
        text("page_id"),
        text("camp"),
        text("ground"),
        text("members"),
        text("topic_key"),
        text("topic_name"),
        text("because"),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        text("sentence"),
        sa.Column("said_on", sa.Date()),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        text("last_seen"),
        sa.Column("withdrawn_at", sa.BigInteger()),
    )
    op.create_index("ix_split_article_id", "split", ["article_id"])
    op.create_index("ix_split_page_id", "split", ["page_id"])
    op.create_index("ix_split_recorded_at", "split", ["recorded_at"])


def _watch() -> None:
    op.create_table(
        "watch",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        text("person"),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_until", sa.BigInteger(), nullable=False),
        text("settings"),
    )
    op.create_index("ix_watch_person", "watch", ["person"])


def _alert() -> None:
    op.create_table(
        "alert",
        sa.Column(
            "watch_id", sa.Text(), sa.ForeignKey("watch.id", ondelete="CASCADE"), primary_key=True, nullable=False
        ),
        sa.Column("item", sa.Text(), primary_key=True, nullable=False),
        sa.Column("change", sa.Boolean(), nullable=False),
        sa.Column("found_at", sa.BigInteger(), nullable=False),
        text("state"),
        sa.Column("claimed_at", sa.BigInteger()),
        sa.Column("sent_at", sa.BigInteger()),
        text("post"),
        text("bundle"),
    )


def _correction() -> None:
    op.create_table(
        "correction",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        text("item"),
        text("cause"),
        sa.Column("at", sa.BigInteger(), nullable=False),
        text("workspace"),
        text("said"),
        text("who"),
        text("url"),
        sa.Column("settled_at", sa.BigInteger()),
    )
    op.create_index("ix_correction_item", "correction", ["item"])
    op.create_index("ix_correction_at", "correction", ["at"])


def _post() -> None:
    op.create_table(
        "post",
        sa.Column("channel_id", sa.Text(), primary_key=True, nullable=False),
        sa.Column("post", sa.Text(), primary_key=True, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        text("thread"),
        text("content"),
    )
    op.create_index("ix_post_at", "post", ["at"])


def _post_item() -> None:
    op.create_table(
        "post_item",
        sa.Column("item", sa.Text(), primary_key=True, nullable=False),
        sa.Column("channel_id", sa.Text(), primary_key=True, nullable=False),
        sa.Column("post", sa.Text(), primary_key=True, nullable=False),
    )
