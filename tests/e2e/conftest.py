"""The bot in a local Slack, by Socket Mode and over HTTP, and in a local Discord, by the gateway and over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from shutil import copy

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from starlette.applications import Starlette

from bot import wiring
from bot.commands.answering import Answering
from bot.commands.catalogue import SHOWN
from bot.config import Settings
from bot.edges.platforms.discord import serving as discord_serving
from bot.edges.platforms.discord.app import DiscordApp
from bot.edges.platforms.discord.posting import DiscordPlatform
from bot.edges.platforms.discord.room import Room
from bot.edges.platforms.slack.app import SlackApp
from bot.edges.platforms.slack.calls import client
from bot.edges.platforms.slack.pace import Pace
from bot.edges.platforms.slack.posting import SlackPlatform
from bot.edges.platforms.slack.serving import routes
from bot.edges.site.app import Server
from bot.jobs import poll, record
from tests.e2e.office import Hall, Office
from tests.servers.discord import TOKEN, LocalDiscord
from tests.servers.discord_limits import modal_violations
from tests.servers.discord_limits import violations as discord_violations
from tests.servers.limits import violations
from tests.servers.slack import SECRET, LocalSlack


@pytest.fixture(scope="session")
def newswire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the newswire, read once: each test works on a copy of its own."""
    path = tmp_path_factory.mktemp("newswire") / "ledger.db"
    with wiring.demo_desk(Settings(database=str(path), zone="Europe/Brussels")) as desk:
        poll.poll_all(desk, desk.store.feeds())
        record.record_pending(desk)
    return path


@pytest.fixture(scope="module")
def workspace() -> Iterator[tuple[LocalSlack, SocketModeHandler]]:
    """A local Slack with a Socket Mode connection that all tests share: opening and closing one takes seconds."""
    with LocalSlack() as slack:
        unused = App(client=client("xoxb-1", slack.url), signing_secret=SECRET)
        handler = SocketModeHandler(unused, "xapp-1", concurrency=16)
        handler.connect()  # type: ignore[no-untyped-call]
        slack.connected()
        yield slack, handler
        handler.close()  # type: ignore[no-untyped-call]


@pytest.fixture(params=["socket", "http"])
def office(
    request: pytest.FixtureRequest, tmp_path: Path, newswire: Path, workspace: tuple[LocalSlack, SocketModeHandler]
) -> Iterator[Office]:
    """A bot with the newswire's ledger in a workspace, reached by Socket Mode or over HTTP."""
    slack, handler = workspace
    slack.reset()
    with ExitStack() as stack:
        settings = Settings(database=str(copy(newswire, tmp_path / "ledger.db")), zone="Europe/Brussels")
        desk = stack.enter_context(wiring.demo_desk(settings))
        one = client("xoxb-1", slack.url, timeout=2)
        platform = SlackPlatform(lambda _: one, desk.store, desk.clock, pace=Pace(0), settle=0.05)
        desk = replace(desk, platforms={**desk.platforms, "slack": platform})
        app = SlackApp(platform, Answering(desk), desk.store, desk.clock, SHOWN, client=one, signing_secret=SECRET)
        stack.callback(app.close)
        handler.app = app.app
        if request.param == "http":
            server = Server(Starlette(routes=list(routes(lambda: app.app))), "127.0.0.1:0")
            server.start()
            stack.callback(server.stop)
            slack.events_url = f"http://127.0.0.1:{server.port}/slack/events"
        yield Office(slack, desk, app)
        assert [each for payload in slack.recorded for each in violations(payload)] == []


@pytest.fixture(params=["gateway", "http"])
def hall(request: pytest.FixtureRequest, tmp_path: Path, newswire: Path) -> Iterator[Hall]:
    """A bot with the newswire's ledger in a Discord server, reached by the gateway or over HTTP."""
    with ExitStack() as stack:
        discord = stack.enter_context(LocalDiscord())
        settings = Settings(database=str(copy(newswire, tmp_path / "ledger.db")), zone="Europe/Brussels")
        desk = stack.enter_context(wiring.demo_desk(settings))
        platform = DiscordPlatform(Room(TOKEN, discord.url), desk.store, desk.clock)
        desk = replace(desk, platforms={**desk.platforms, "discord": platform})
        app = DiscordApp(platform, Answering(desk), desk.store, desk.clock)
        stack.callback(app.close)
        app.sync()
        stack.enter_context(app.connected())
        assert discord.gateway.connected.wait(10)
        if request.param == "http":
            key = discord.key.verify_key.encode().hex()
            server = Server(Starlette(routes=list(discord_serving.routes(app, lambda: key))), "127.0.0.1:0")
            server.start()
            stack.callback(server.stop)
            discord.endpoint = f"http://127.0.0.1:{server.port}{discord_serving.INTERACTIONS}"
        yield Hall(discord, desk, app)
        assert [each for body in discord.recorded for each in discord_violations(body)] == []
        assert [each for modal in discord.modals for each in modal_violations(modal)] == []
