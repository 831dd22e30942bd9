"""Build the desk: the only file that knows every implementation."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Secrets, Settings, folder_of
from bot.desk import Desk, Only
from bot.edges.clock import ShiftedClock, SystemClock
from bot.edges.engines.local import LocalEngine
from bot.edges.platforms.console.posting import ConsolePlatform
from bot.edges.stores.limits import SharedLimits
from bot.edges.stores.sql import SqlStore
from bot.edges.web.fetcher import WebFetcher
from bot.edges.web.opml import OpmlLists
from bot.errors import BadSetting, StoreError
from bot.model.correction import Post

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slack_sdk import WebClient

    from bot.edges.engines.openai import OpenAIEngine
    from bot.edges.platforms.discord.app import DiscordApp
    from bot.edges.platforms.discord.posting import DiscordPlatform
    from bot.edges.platforms.slack.app import SlackApp
    from bot.edges.platforms.slack.installs import Installations
    from bot.edges.platforms.slack.posting import SlackPlatform
    from bot.ports.world import Clock, Limits, Platform
    from bot.reading.speakers.pointing import Encoder


def posts_folder(settings: Settings) -> Path:
    """Return the folder in which the console keeps what was posted."""
    return Path(settings.posts_folder).expanduser() if settings.posts_folder else folder_of(settings) / "onrecord-posts"


def ours(connections: int) -> int:
    """Return how many of a process's connections the ledger gets; the queue of work gets the others."""
    return connections * 5 // 8


def open_store(settings: Settings, clock: Clock) -> SqlStore:
    """Open the ledger, bringing a SQLite file to this version; raises StoreError."""
    store = SqlStore(settings.database, clock.now, ours(settings.database_connections))
    try:
        if "://" in settings.database:
            store.check()
        else:
            store.migrate()
    except StoreError:
        store.close()
        raise
    return store


@contextmanager
def desk(
    settings: Settings, *, stand_ins: Mapping[str, str] | None = None, clock: Clock | None = None
) -> Iterator[Desk]:
    """Hold a desk open over the ledger that the settings name; raises StoreError.

    `stand_ins` says where names are served that no resolver knows: the demo's outlets, on loopback.
    """
    clock = clock or SystemClock()
    store = open_store(settings, clock)
    limits = SharedLimits(store.database) if "://" in settings.database else None
    local, fetcher = LocalEngine(), WebFetcher(settings, stand_ins, limits)
    model = model_engine(settings, store, clock, local, limits)

    def keep(channel_id: str, post: str, items: tuple[str, ...]) -> None:
        store.keep_post(Post(channel_id, post, clock.now(), items))

    platforms: dict[str, Platform] = {"console": ConsolePlatform(posts_folder(settings), sys.stdout, keep)}
    if slack := slack_platform(settings, store, clock, limits):
        platforms[slack.name] = slack
    if discord := discord_platform(settings, store, clock):
        platforms[discord.name] = discord
    try:
        yield Desk(
            settings=settings,
            clock=clock,
            store=store,
            fetcher=fetcher,
            engine=model or local,
            local=local,
            platforms=platforms,
            lists=OpmlLists(settings.allow_hosts),
            encoder=encoder(settings),
            separate=settings.separate_feeds or bool(Secrets().slack_client_id),
            node=Only(f"once-{os.getpid()}"),  # of a command; a program that keeps running has a name
        )
    finally:
        if limits:
            limits.close()
        if model:
            model.close()
        if discord:
            discord.close()
        fetcher.close()
        store.close()


def encoder(settings: Settings) -> Encoder | None:
    """Return the network that points at speakers, loaded when first asked; None where the rules read alone."""
    if settings.reading == "rules":
        return None
    from bot.edges.encoder.onnx import OnnxEncoder

    return OnnxEncoder()


def model_engine(
    settings: Settings, store: SqlStore, clock: Clock, local: LocalEngine, limits: Limits | None = None
) -> OpenAIEngine | None:
    """Return the engine that asks a language model, where one is named and a key is set."""
    key = Secrets().model_key.get_secret_value()
    if not (settings.model and key):
        return None
    from bot.edges.engines.asking import ModelClient
    from bot.edges.engines.breaker import Breaker
    from bot.edges.engines.endpoint import Endpoint
    from bot.edges.engines.hands import RequestSlots
    from bot.edges.engines.openai import OpenAIEngine

    patience, thoughts = settings.model_timeout, settings.model_thoughts
    endpoint = Endpoint(settings.model_url, settings.model, key, patience, thoughts, flex=settings.model_flex)
    hands = RequestSlots(settings.model_workers, settings.model_url, settings.model_timeout, limits)
    breaker = Breaker(settings.model_url, limits)
    asker = ModelClient(endpoint, store, clock, settings.model_budget, settings.model_price, hands, breaker)
    return OpenAIEngine(asker, local, settings.model_input)


def discord_platform(settings: Settings, store: SqlStore, clock: Clock) -> DiscordPlatform | None:
    """Return Discord as a platform when there is a token for it; it logs in when it is first needed."""
    secrets = Secrets()
    if not secrets.discord:
        return None
    from bot.edges.platforms.discord.posting import DiscordPlatform
    from bot.edges.platforms.discord.room import Room

    return DiscordPlatform(Room(secrets.discord_token.get_secret_value(), settings.discord_api_url), store, clock)


@contextmanager
def discord_app(desk: Desk) -> Iterator[DiscordApp]:
    """Hold the Discord app ready: its handlers answer from the desk; raises BadSetting without a token."""
    from bot.commands.answering import Answering
    from bot.edges.platforms.discord.app import DiscordApp
    from bot.edges.platforms.discord.posting import DiscordPlatform

    platform = desk.platforms.get("discord")
    if not isinstance(platform, DiscordPlatform):
        raise BadSetting("ONRECORD_DISCORD_TOKEN is not set. It stands at discord.com/developers, “Bot”.")
    opened = DiscordApp(platform, Answering(desk), desk.store, desk.clock, desk.follower)
    try:
        yield opened
    finally:
        opened.close()


def slack_platform(
    settings: Settings, store: SqlStore, clock: Clock, limits: Limits | None = None
) -> SlackPlatform | None:
    """Return Slack as a platform when there is a token for it, or the credentials for any number of workspaces."""
    secrets = Secrets()
    if not secrets.slack:
        return None
    from bot.edges.platforms.slack.pace import Pace
    from bot.edges.platforms.slack.posting import SlackPlatform

    pace = Pace(shared=limits)
    if secrets.slack_client_id:
        return SlackPlatform(slack_installations(settings, store, clock), store, clock, pace=pace)
    one = slack_client(settings)
    return SlackPlatform(lambda _workspace: one, store, clock, pace=pace)


def slack_installations(settings: Settings, store: SqlStore, clock: Clock) -> Installations:
    """Return the installations of the Slack app in our database."""
    from bot.edges.platforms.slack.installs import Installations, remembering
    from bot.edges.platforms.slack.seal import Seal

    secrets = Secrets()
    return Installations(
        store.database.engine.execution_options(alone=True),
        secrets.slack_client_id,
        secrets.slack_client_secret.get_secret_value(),
        settings.slack_api_url,
        remembering(store, clock),
        Seal(secrets.token_keys.get_secret_value()),
    )


def slack_client(settings: Settings) -> WebClient:
    """Return a client with the bot token of the environment."""
    from bot.edges.platforms.slack.calls import client

    return client(Secrets().slack_bot_token.get_secret_value(), settings.slack_api_url)


@contextmanager
def slack_app(desk: Desk) -> Iterator[SlackApp]:
    """Hold the Slack app ready: its handlers answer from the desk; raises BadSetting for a token that is of no use."""
    from bot.commands.answering import Answering
    from bot.commands.catalogue import SHOWN
    from bot.edges.platforms.slack.app import SlackApp
    from bot.edges.platforms.slack.installs import Installations
    from bot.edges.platforms.slack.posting import SlackPlatform

    platform = desk.platforms.get("slack")
    if not isinstance(platform, SlackPlatform):
        raise BadSetting("ONRECORD_SLACK_BOT_TOKEN is not set. It is the “Bot User OAuth Token”, xoxb-…")
    many = platform.clients if isinstance(platform.clients, Installations) else None
    if many:
        many.store.seal_all()
    bolt = many.bolt() | {"removed": many.removed} if many else {"client": slack_client(desk.settings)}
    secret = Secrets().slack_signing_secret.get_secret_value()
    bolt |= {"signing_secret": secret, "follower": desk.follower}
    opened = SlackApp(platform, Answering(desk), desk.store, desk.clock, SHOWN, **bolt)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def demo_desk(settings: Settings) -> Iterator[Desk]:
    """Hold a desk open over the fictional newswire, served on loopback, on the newswire's own day."""
    from bot.demo import START
    from bot.demo.opening import open_demo
    from bot.demo.server import Newswire

    with Newswire() as newswire:
        clock = ShiftedClock(START)
        with desk(settings, stand_ins=newswire.stand_ins, clock=clock) as opened:
            for newest in opened.store.publications(1):  # what an earlier command recorded lies in the past
                clock.forward_to(newest.fetched_at)
            open_demo(opened.store, opened.clock.now())
            yield opened
