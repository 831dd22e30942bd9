"""Index what a walk and a speaker's card ask of each quote, so that neither opens the quotes themselves."""

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_index("quote_standing", "quote", ["seq", "gone_at", "confidence", "id"])
    op.drop_index("quote_card")
    op.create_index("quote_card", "quote", ["speaker_key", "role", "seq", "confidence", "gone_at"])
