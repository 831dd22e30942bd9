"""The ways in for people: each is looked at before it opens, and one that does not answer yet is tried again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog

from bot import wiring
from bot.config import Secrets
from bot.errors import BadSetting, NotYet, OnRecordError

if TYPE_CHECKING:
    from slack_bolt import App
    from starlette.routing import Route

    from bot.desk import Desk

log = structlog.get_logger()
SOON, LATEST = 1.0, 60.0  # seconds until a platform that does not answer is asked again: each time twice as long


@dataclass(frozen=True, slots=True, eq=False)
class Entrance:
    """Hold a way in for people on a chat platform: routes to serve, or a connection to hold open."""

    check: Callable[[], tuple[str, ...]]  # returns the lines of greeting; raises BadSetting, NotYet
    routes: tuple[Route, ...] = ()
    open: Callable[[], AbstractContextManager[None]] = nullcontext
    deaf: Callable[[], str] = str  # says why nobody is heard there any more


class LateEntrance:
    """Wait for a platform that does not answer yet, while the others are open."""

    def __init__(self, entrance: Entrance, why: str) -> None:
        """Take the entrance and why it is not open."""
        self._entrance, self._why = entrance, why

    def deaf(self) -> str:
        """Say why nobody is heard there yet, or ''."""
        return self._why

    @contextmanager
    def coming(self) -> Iterator[None]:
        """Try again until it answers, and hold it open from then on."""
        over = threading.Event()
        thread = threading.Thread(target=self._wait, args=(over,), name="late", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join(5)

    def _wait(self, over: threading.Event) -> None:
        wait = SOON
        with ExitStack() as stack:
            while self._why and not over.wait(wait := min(2 * wait, LATEST)):
                try:
                    lines = self._entrance.check()
                    stack.enter_context(self._entrance.open())
                except OnRecordError as error:
                    self._why = f"{error} This is tried again."
                    continue
                except Exception:
                    log.exception("a platform cannot be opened")
                    continue
                self._why = ""
                print(*lines, sep="\n", flush=True)  # noqa: T201 - the operator reads it
            over.wait()


def checked(entrances: Sequence[Entrance]) -> tuple[dict[Entrance, tuple[str, ...]], list[LateEntrance]]:
    """Return the entrances that may be opened with their greetings, and those that are late.

    Raises BadSetting for one that is set up wrongly, or when none of them answers.
    """
    found: dict[Entrance, tuple[str, ...]] = {}
    absent: dict[Entrance, NotYet] = {}
    with ThreadPoolExecutor(max(1, len(entrances))) as together:  # one that hangs takes its time, not the sum of all
        checks = {each: together.submit(each.check) for each in entrances}
    for each, check in checks.items():
        try:
            found[each] = check.result()
        except NotYet as error:
            absent[each] = error
    if absent and not found:
        raise next(iter(absent.values()))
    return found, [
        LateEntrance(each, f"{error} The others are open; this is tried again.") for each, error in absent.items()
    ]


@contextmanager
def on_slack(desk: Desk, http: str | None) -> Iterator[Entrance]:
    """Prepare Slack: over HTTP where there is a signing secret and an address to serve, else in Socket Mode.

    Tokens and scopes are looked at first. With the app's own credentials any number of workspaces install it: nobody's
    token is looked at then. Raises BadSetting that names what is missing.
    """
    from bot.edges.platforms.slack import checks, serving

    secrets = Secrets()
    at = f"Requests from Slack: {http}{serving.EVENTS}"
    if secrets.slack_client_id:
        checks.require_hosted(secrets, http)
        with wiring.slack_app(desk) as slack:
            adding = f"Slack: a workspace is added at {serving.INSTALL} of your public address."
            yield Entrance(lambda: (adding, at), serving.routes(lambda: slack.app))
        return
    token = secrets.slack_app_token.get_secret_value()
    signed = bool(http and secrets.slack_signing_secret.get_secret_value())
    client = wiring.slack_client(desk.settings)
    checks.require_bot_token(client)
    with ExitStack() as stack:
        apps: list[App] = []  # none until Slack has answered: Bolt asks for the bot's name when it is made

        def check() -> tuple[str, ...]:
            here = checks.installed(client)
            if not signed:
                checks.require_app_token(client, token)
            known = desk.store.workspace(here.workspace)
            desk.store.keep_workspace(replace(known, name=here.team, gone_at=None, here_since=datetime.now(UTC)))
            if not apps:
                apps.append(stack.enter_context(wiring.slack_app(desk)).app)
            return here.greeting, at if signed else "Socket Mode."

        if signed:
            yield Entrance(check, serving.routes(lambda: next(iter(apps), None)))
        else:
            yield Entrance(check, open=lambda: serving.socket_mode(apps[0], token))


@contextmanager
def on_discord(desk: Desk, http: str | None) -> Iterator[Entrance]:
    """Prepare Discord: the gateway, and with an address to serve also commands over HTTP.

    The token is looked at first, and Discord is told the commands; raises BadSetting that says what is wrong.
    """
    from bot.edges.platforms.discord import checks
    from bot.edges.platforms.discord import serving as requests

    if not (desk.settings.discord_gateway or http):
        raise BadSetting("Without Discord's gateway commands come over HTTP only: give --http ADDRESS.")
    with wiring.discord_app(desk) as discord:

        def check() -> tuple[str, ...]:
            lines = checks.greeting(discord)
            if not http:
                return lines
            checks.public_key(discord)
            return *lines, f"Requests from Discord: {http}{requests.INTERACTIONS}"

        routes = requests.routes(discord, lambda: checks.public_key(discord)) if http else ()
        opening = discord.connected if desk.settings.discord_gateway else nullcontext
        yield Entrance(check, routes, opening, lambda: discord.deaf)


WAYS_IN: Mapping[str, Callable[[Desk, str | None], AbstractContextManager[Entrance]]] = {
    "slack": on_slack,
    "discord": on_discord,
}
