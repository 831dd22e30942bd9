"""Any number of workspaces: their tokens in our own database, renewed before they expire."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import structlog
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from slack_sdk.oauth.token_rotation import TokenRotator
from sqlalchemy import String, bindparam, select, type_coerce

from bot.edges.platforms.slack.calls import LOST_TOKEN, Refused, client, meaning
from bot.edges.platforms.slack.manifest import OPTIONAL, SCOPES
from bot.edges.platforms.slack.places import Spot, spot
from bot.edges.platforms.slack.seal import Seal, SealedText
from bot.errors import BadSetting, NotNow, PlatformError, Unreachable
from bot.model.briefing import workspace_of
from bot.model.workspace import Appointee

if TYPE_CHECKING:
    from slack_sdk import WebClient
    from slack_sdk.oauth.installation_store import Bot, Installation
    from sqlalchemy import Column, Connection, Engine

    from bot.ports.store import Store
    from bot.ports.world import Clock

STATE_LIVES = 600  # seconds between “install” and “allow”
FRESH = 60.0  # seconds for which a token is not looked up again
LOOKS, LOOK = 3, 0.5  # times and seconds in which another node writes down a token that it renewed
TOKENS = frozenset(
    {"bot_token", "bot_refresh_token", "user_token", "user_refresh_token", "incoming_webhook_url"}
)  # columns
EARLY = 120  # minutes before its end at which a token is renewed
log = structlog.get_logger()


def remembering(store: Store, clock: Clock) -> Callable[[Spot, str], None]:
    """Return what notes an installation: the workspace is there again, and who installed may manage.

    Digests that stopped because the app was gone go on.
    """

    def installed(who: Spot, name: str) -> None:
        known = store.workspace(who.workspace)
        new = (Appointee(who.id),) if who.thing and not known.names(who.id) else ()
        there = replace(known, name=name, gone_at=None, here_since=datetime.now(UTC))
        store.keep_workspace(replace(there, managers=(*known.managers, *new)))
        for channel in store.channels():
            ours = workspace_of(channel.id) == who.workspace
            if ours and channel.paused and any(f"({code})" in channel.paused_reason for code in LOST_TOKEN):
                store.keep_channel(replace(channel, paused=False, paused_reason="", since=clock.now()))

    return installed


class KnownInstallations(SQLAlchemyInstallationStore):
    """Keep installations, their tokens sealed, and tell who installed the app where."""

    def __init__(self, client_id: str, engine: Engine, installed: Callable[[Spot, str], None], seal: Seal) -> None:
        """Take whom to tell: the person as a place in the workspace, and the workspace's name."""
        super().__init__(client_id, engine)
        self._installed, self._seal = installed, seal
        for column in self._secret:
            column.type = SealedText(seal)

    @property
    def _secret(self) -> list[Column[str]]:
        """Return the columns that hold tokens."""
        return [each for table in (self.bots, self.installations) for each in table.c if each.name in TOKENS]

    def seal_all(self) -> None:
        """Seal with the first key what is plain or under an older one; raises BadSetting for what no key opens."""
        try:
            with self.engine.begin() as connection:
                for column in self._secret:
                    self._seal_column(connection, column)
        except NotNow as error:
            raise BadSetting(str(error)) from error

    def _seal_column(self, connection: Connection, column: Column[str]) -> None:
        table = column.table
        kept = connection.execute(select(table.c.id, type_coerce(column, String)).where(column.is_not(None))).all()
        stale = [
            {"row": number, "token": self._seal.opened(token)} for number, token in kept if not self._seal.fresh(token)
        ]
        if stale:
            newer = table.update().where(table.c.id == bindparam("row"))
            connection.execute(newer.values({column.name: bindparam("token", type_=column.type)}), stale)

    def save(self, installation: Installation) -> None:
        """Keep an installation."""
        super().save(installation)
        who = Spot(installation.team_id or "", installation.user_id, installation.enterprise_id or "")
        self._installed(who, installation.team_name or installation.enterprise_name or "")


class Installations:
    """Give each workspace's client, and let people install the app."""

    def __init__(
        self,
        engine: Engine,
        client_id: str,
        client_secret: str,
        base_url: str,
        installed: Callable[[Spot, str], None],
        seal: Seal,
    ) -> None:
        """Take the database that holds the tokens, the app's credentials, who wants to know, and the tokens' seal."""
        self.store = KnownInstallations(client_id, engine, installed, seal)
        self._states = SQLAlchemyOAuthStateStore(STATE_LIVES, engine)
        self._credentials = (client_id, client_secret)
        self.base = client("", base_url)
        self._rotator = TokenRotator(client_id=client_id, client_secret=client_secret, client=self.base)
        self._known: dict[str, tuple[float, Bot]] = {}
        self._clients: dict[str, WebClient] = {}
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._lock = threading.Lock()

    def __call__(self, workspace: str) -> WebClient:
        """Return the client of a workspace; raises Unreachable where the app is not installed."""
        token = self.bot(spot(f"{workspace}:")).bot_token
        with self._lock:
            if workspace not in self._clients or self._clients[workspace].token != token:
                self._clients[workspace] = client(token, self.base.base_url)
            return self._clients[workspace]

    def bot(self, place: Spot) -> Bot:
        """Return a workspace's bot with a token that works for now; raises Unreachable."""
        with self._turn(place.workspace):  # a token for renewal can be used once: one at a time
            at, known = self._known.get(place.workspace, (0.0, None))
            if known is not None and time.monotonic() - at < FRESH:
                return known
            found = self._renewed(place, self._found(place))
            self._known[place.workspace] = (time.monotonic(), found)
            return found

    def _turn(self, workspace: str) -> threading.Lock:
        with self._lock:
            return self._turns[workspace]

    def forget(self) -> None:
        """Look every token up anew."""
        self._known.clear()

    def removed(self, place: Spot) -> None:
        """Forget the tokens of a workspace that removed the app."""
        with self._turn(place.workspace):
            self._known.pop(place.workspace, None)
        self.store.delete_all(enterprise_id=place.enterprise or None, team_id=place.team or None)

    def bolt(self) -> dict[str, Any]:
        """Return what Bolt's App takes to serve all of them."""
        client_id, client_secret = self._credentials
        settings = OAuthSettings(
            client_id=client_id,
            client_secret=client_secret,
            scopes=[*SCOPES, *OPTIONAL],
            installation_store=self.store,
            state_store=self._states,
            state_expiration_seconds=STATE_LIVES,
        )
        return {"client": self.base, "oauth_settings": settings, "authorize": Known(self)}

    def _found(self, place: Spot) -> Bot:
        for team, whole in ((place.team or None, False), (None, True)):  # an organisation may have installed it as one
            found = self.store.find_bot(
                enterprise_id=place.enterprise or None, team_id=team, is_enterprise_install=whole
            )
            if found is not None:
                return found
        raise Unreachable("On Record is not installed in this workspace. Install it anew. (account_inactive)")

    def _renewed(self, place: Spot, known: Bot) -> Bot:
        try:
            renewed = self._rotator.perform_bot_token_rotation(bot=known, minutes_before_expiration=EARLY)
        except (SlackTokenRotationError, OSError) as error:
            log.warning("token not renewed", workspace=place.workspace)
            return self._unrenewed(place, known, error)
        if renewed is None:
            return known
        self.store.save_bot(renewed)
        return renewed

    def _unrenewed(self, place: Spot, known: Bot, error: Exception) -> Bot:
        """Return the token as long as it lives, or the one that another node got."""
        if not known.bot_token_expires_at or known.bot_token_expires_at > time.time():
            return self._found(place)
        refused = isinstance(error, SlackTokenRotationError) and meaning(error.api_error)
        if not isinstance(refused, (Refused, Unreachable)):
            raise NotNow("Slack cannot be asked for a new token. It is tried again.") from error
        for _ in range(LOOKS):
            newer = self._found(place)
            if newer.bot_token != known.bot_token:
                return newer
            time.sleep(LOOK)
        raise Unreachable("The app's token could not be renewed. Install it anew. (token_expired)") from error


class Known(Authorize):
    """Authorise requests with the tokens that we keep, without asking Slack each time."""

    def __init__(self, installations: Installations) -> None:
        """Take the installations."""
        self._installations = installations

    def __call__(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        **_: Any,  # noqa: ANN401 - Bolt's context and other names of the person, which we do not need
    ) -> AuthorizeResult | None:
        """Return the bot of the workspace that a request comes from, None where the app is not installed."""
        try:
            bot = self._installations.bot(Spot(team_id or "", "", enterprise_id or ""))
        except PlatformError:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            bot_token=bot.bot_token,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
        )
