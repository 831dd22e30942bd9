"""Index what a speaker is called, so that a name is looked up without reading all names."""

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_index("speaker_alias_speaker", "speaker_alias", ["speaker_key"])
