"""Make the tables in which slack_sdk keeps installations of the Slack app, for many workspaces."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def text(name: str, length: int = 200, *, filled: bool = False) -> "sa.Column[str]":
    """Return a text column of slack_sdk's length."""
    return sa.Column(name, sa.String(length), nullable=not filled)


def upgrade() -> None:
    """Bring the tables to this version."""
    number = sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True)
    op.create_table("slack_bots", number, *bot())
    op.create_index("slack_bots_idx", "slack_bots", ["client_id", "enterprise_id", "team_id", "installed_at"])
    number = sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True)
    op.create_table("slack_installations", number, *bot(), *person())
    key = ["client_id", "enterprise_id", "team_id", "user_id", "installed_at"]
    op.create_index("slack_installations_idx", "slack_installations", key)
    op.create_table(
        "slack_oauth_states",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        text("state", filled=True),
        sa.Column("expire_at", sa.DateTime(), nullable=False),
    )


def bot() -> "tuple[sa.Column[Any], ...]":
    """Return the columns that describe a bot and its token."""
    return (
        text("client_id", 32, filled=True),
        text("app_id", 32, filled=True),
        text("enterprise_id", 32),
        text("enterprise_name"),
        text("team_id", 32),
        text("team_name"),
        text("bot_token"),
        text("bot_id", 32),
        text("bot_user_id", 32),
        text("bot_scopes", 1000),
        text("bot_refresh_token"),
        sa.Column("bot_token_expires_at", sa.DateTime()),
        sa.Column("is_enterprise_install", sa.Boolean(), nullable=False),
        sa.Column("installed_at", sa.DateTime(), nullable=False),
    )


def person() -> "tuple[sa.Column[Any], ...]":
    """Return the columns that describe who installed it."""
    return (
        text("enterprise_url"),
        text("user_id", 32, filled=True),
        text("user_token"),
        text("user_scopes", 1000),
        text("user_refresh_token"),
        sa.Column("user_token_expires_at", sa.DateTime()),
        text("incoming_webhook_url"),
        text("incoming_webhook_channel"),
        text("incoming_webhook_channel_id"),
        text("incoming_webhook_configuration_url"),
        text("token_type", 32),
    )
