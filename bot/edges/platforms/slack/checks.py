"""Look at tokens and scopes before anything starts, and name what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.config import Secrets
from bot.edges.platforms.slack.calls import LOST_TOKEN, called
from bot.edges.platforms.slack.manifest import OPTIONAL, SCOPES
from bot.edges.platforms.slack.places import Spot
from bot.errors import BadSetting, PlatformError

ANEW = "Install the app anew from `onrecord manifest slack`."


@dataclass(frozen=True, slots=True)
class Installed:
    """Hold what a token is good for."""

    team: str
    workspace: str  # "slack:T1"
    user: str
    scopes: frozenset[str]

    @property
    def greeting(self) -> str:
        """Return one line that says where we are and which optional permissions are missing."""
        lacking = [f"{scope} ({why})" for scope, why in OPTIONAL.items() if scope not in self.scopes]
        more = f" Not granted, optional: {'; '.join(lacking)}." if lacking else ""
        return f"Slack: {self.team}, as @{self.user}.{more}"


def installed(client: WebClient) -> Installed:
    """Return what the bot token is good for; raises BadSetting that says what is wrong or missing."""
    if not (client.token or "").startswith("xox"):
        raise BadSetting("ONRECORD_SLACK_BOT_TOKEN is not set. It is the “Bot User OAuth Token”, xoxb-…")
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        code = str(error.response.get("error") or "")
        raise BadSetting(f"The bot token does not work: {LOST_TOKEN.get(code, code)}") from error
    except OSError as error:
        raise BadSetting(f"Slack cannot be reached at {client.base_url}: {error}.") from error
    header = {name.lower(): value for name, value in answer.headers.items()}.get("x-oauth-scopes", "")
    scopes = frozenset(part.strip() for part in str(header).split(",") if part.strip())
    if missing := [scope for scope in SCOPES if scopes and scope not in scopes]:
        raise BadSetting(f"The bot token lacks {', '.join(missing)} ({SCOPES[missing[0]]}). {ANEW}")
    where = Spot(str(answer["team_id"]), "", str(answer.get("enterprise_id") or ""))
    return Installed(str(answer.get("team") or ""), where.workspace, str(answer.get("user") or ""), scopes)


def require_hosted(secrets: Secrets, http: str | None) -> None:
    """Make sure that any number of workspaces can be served; raises BadSetting that names what is missing."""
    missing = [
        name
        for name, given in (
            ("ONRECORD_SLACK_CLIENT_SECRET", secrets.slack_client_secret.get_secret_value()),
            ("ONRECORD_SLACK_SIGNING_SECRET", secrets.slack_signing_secret.get_secret_value()),
            ("--http ADDRESS", http),
        )
        if not given
    ]
    if missing:
        raise BadSetting(f"ONRECORD_SLACK_CLIENT_ID is set, for many workspaces. That also needs {', '.join(missing)}.")
    if secrets.slack_bot_token.get_secret_value():
        raise BadSetting(
            "Set either ONRECORD_SLACK_BOT_TOKEN, for one workspace, or ONRECORD_SLACK_CLIENT_ID, for many."
        )


def require_app_token(client: WebClient, app_token: str) -> None:
    """Make sure that Socket Mode can be opened; raises BadSetting."""
    if not app_token.startswith("xapp-"):
        raise BadSetting(
            "ONRECORD_SLACK_APP_TOKEN is not set. Socket Mode needs the app-level token, xapp-…, with "
            "connections:write. Or set ONRECORD_SLACK_SIGNING_SECRET and use --http."
        )
    try:
        called(lambda: client.apps_connections_open(app_token=app_token))
    except PlatformError as error:
        reason = "lacks connections:write" if "missing_scope" in str(error) else "does not work"
        raise BadSetting(f"The app-level token {reason}: {error} Make one under Basic Information.") from error
