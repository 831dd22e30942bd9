"""Look at tokens and scopes before anything starts, and name what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.config import Secrets
from bot.edges.platforms.slack.calls import called, meaning
from bot.edges.platforms.slack.manifest import OPTIONAL, SCOPES
from bot.edges.platforms.slack.places import Spot
from bot.errors import BadSetting, NotNow, NotYet, PlatformError, RateLimited, Unclear

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
    """Return what the bot token is good for; raises BadSetting for what is wrong or missing, NotYet for no answer."""
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        raise _not_now(meaning(error), "The bot token does not work") from error
    except (SlackClientError, ValueError) as error:
        raise NotYet(f"What answers at {client.base_url} is not Slack: its answer cannot be read.") from error
    except OSError as error:
        raise NotYet(f"Slack cannot be reached at {client.base_url}: {error}.") from error
    header = {name.lower(): value for name, value in answer.headers.items()}.get("x-oauth-scopes", "")
    scopes = frozenset(part.strip() for part in str(header).split(",") if part.strip())
    if missing := [scope for scope in SCOPES if scopes and scope not in scopes]:
        raise BadSetting(f"The bot token lacks {', '.join(missing)} ({SCOPES[missing[0]]}). {ANEW}")
    where = Spot(str(answer["team_id"]), "", str(answer.get("enterprise_id") or ""))
    return Installed(str(answer.get("team") or ""), where.workspace, str(answer.get("user") or ""), scopes)


def require_bot_token(client: WebClient) -> None:
    """Make sure that a client has a bot token, not that it works; raises BadSetting."""
    _require_kind("ONRECORD_SLACK_BOT_TOKEN", client.token or "", "xox", "It is the “Bot User OAuth Token”, xoxb-…")


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
    _require_kind(
        "ONRECORD_SLACK_APP_TOKEN",
        app_token,
        "xapp-",
        "Socket Mode needs the app-level token, xapp-…, with connections:write. "
        "Or set ONRECORD_SLACK_SIGNING_SECRET and use --http.",
    )
    try:
        called(lambda: client.apps_connections_open(app_token=app_token))
    except PlatformError as error:
        reason = "lacks connections:write" if "missing_scope" in str(error) else "does not work"
        raise _not_now(error, f"The app-level token {reason}", "Make one under Basic Information.") from error


def _require_kind(setting: str, token: str, begins: str, wanted: str) -> None:
    """Make sure that a token is of its kind; raises BadSetting that never shows it."""
    if token.startswith(begins):
        return
    wrong = f"does not begin with {begins}: is it another token, or in quotation marks?" if token else "is not set."
    raise BadSetting(f"{setting} {wrong} {wanted}")


def _not_now(error: PlatformError, wrong: str, remedy: str = "") -> BadSetting:
    """Return what to say at the start: what is wrong with a token, or that Slack has no answer just now."""
    if isinstance(error, RateLimited):
        return NotYet(f"{error} The tokens are not to blame.")
    if isinstance(error, Unclear | NotNow):
        return NotYet("Slack does not answer as it should just now.")
    return BadSetting(f"{wrong}: {error} {remedy}".rstrip())
