"""Index an outlet's articles by when they were read, so that its page reads the newest alone."""

from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Bring the tables to this version."""
    op.drop_index("article_outlet")
    op.create_index("article_outlet", "article", ["outlet", "recorded_at"])
