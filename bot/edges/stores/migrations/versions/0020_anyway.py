"""Keep what is shown although a language model took it away; changes stand in the list of what was taken away, too."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

BEGINS = "taken away by "


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("taken_away", sa.Column("confidence", sa.Float()))
    op.add_column("taken_away", sa.Column("shown_at", sa.BigInteger()))
    op.add_column("taken_away", sa.Column("shown_by", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    changes = connection.execute(
        sa.text(
            "SELECT id, speaker_name, after_text, withdrawn_at, withdrawn_why FROM position_change"
            " WHERE withdrawn_why LIKE :begins"
        ),
        {"begins": f"{BEGINS}%"},
    )
    for row in changes.all():
        engine, _, why = row.withdrawn_why.removeprefix(BEGINS).rpartition(": ")
        values = {"id": row.id, "who": row.speaker_name, "words": row.after_text, "at": row.withdrawn_at}
        connection.execute(
            sa.text(
                "INSERT INTO taken_away (id, what, who, words, url, why, engine, at)"
                " VALUES (:id, 'change', :who, :words, '', :why, :engine, :at) ON CONFLICT DO NOTHING"
            ),
            values | {"why": why, "engine": engine},
        )
