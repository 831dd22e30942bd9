"""Index when quotes were recorded: what is new since a digest is found without reading all."""

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_index("quote_recorded", "quote", ["recorded_at"])
