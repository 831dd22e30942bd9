"""Give tokens of the Slack app room: sealed they are longer than slack_sdk's columns are on Postgres."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

TOKENS = {
    "slack_bots": ("bot_token", "bot_refresh_token"),
    "slack_installations": (
        "bot_token",
        "bot_refresh_token",
        "user_token",
        "user_refresh_token",
        "incoming_webhook_url",
    ),
}


def upgrade() -> None:
    """Bring the tables to this version."""
    for table, names in TOKENS.items():
        with op.batch_alter_table(table) as batch:
            for name in names:
                batch.alter_column(name, type_=sa.Text(), existing_type=sa.String(200))
