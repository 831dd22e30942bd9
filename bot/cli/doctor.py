"""Look at everything that has to be right, and say what to do where it is not."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import typer

from bot.briefing.zones import zone_named
from bot.bundles import bundles
from bot.config import SETTINGS_FILE, Secrets, Settings
from bot.edges.platforms.kit.foreign import clean
from bot.edges.platforms.kit.picture import drawable
from bot.edges.platforms.slack.seal import Seal
from bot.edges.stores.sql import SqlStore
from bot.edges.web.fetcher import WebFetcher
from bot.edges.zones import local_zone
from bot.errors import BadSetting, EngineError, OnRecordError, StoreError
from bot.model.news import Feed, Polling, digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.bundles import BundleFeed
    from bot.edges.engines.openai import OpenAIEngine
    from bot.model.query import Followed

APART = timedelta(seconds=20)  # by which clocks may differ
TOKENS = tuple(f"ONRECORD_{name.upper()}" for name in Secrets.model_fields)


@dataclass(frozen=True, slots=True)
class Check:
    """Hold one finding: what was looked at, whether it is right, and a sentence that says what to do if not."""

    name: str
    right: bool
    sentence: str


def examine(read_settings: Callable[[], Settings], *, demo: bool, bundles: bool) -> int:
    """Print a line for every check; return 0 when all is right, else 3."""
    found = [*checks(read_settings, demo=demo), *(bundle_checks() if bundles else ())]
    for check in found:
        typer.echo(clean(f"{'ok ' if check.right else 'NOT'}  {check.name:<9} {check.sentence}"))
    return 0 if all(check.right for check in found) else 3


def checks(read_settings: Callable[[], Settings], *, demo: bool) -> Iterator[Check]:
    """Check what can be checked on this machine, and try the language model, where one is set, with one request."""
    try:
        settings = read_settings()
    except OnRecordError as error:
        yield Check("settings", False, str(error))
        return
    yield settings_check(demo=demo)
    yield from store_checks(settings)
    yield clock_check(settings)
    yield token_check()
    yield chart_check()
    yield (found := model_check(settings))
    if found.right and settings.model and ("://" in settings.database or Path(settings.database).exists()):
        yield trial_check(settings)


def settings_check(*, demo: bool) -> Check:
    """Say where the settings come from."""
    place = SETTINGS_FILE if Path(SETTINGS_FILE).exists() else f"no {SETTINGS_FILE} here, so the defaults hold"
    return Check("settings", True, f"{place}{' · demo' if demo else ''}")


def store_checks(settings: Settings) -> Iterator[Check]:
    """Check the database and the feeds in it."""
    file = Path(settings.database)
    if "://" not in settings.database and not file.exists():
        yield Check("database", False, f"{file} does not exist yet. Run `onrecord init`.")
        return
    store = SqlStore(settings.database)
    try:
        version = store.check()
        totals = store.totals()
        yield Check("database", True, f"{file.name}, tables at {version}, {totals.quotes} quotes")
        yield from feed_checks(store.feeds())
        yield digest_check(len([each for each in store.channels() if each.times]))
        yield from time_check(store, datetime.now(UTC))
    except StoreError as error:
        yield Check("database", False, str(error))
    finally:
        store.close()


def feed_checks(followed: tuple[Followed, ...]) -> Iterator[Check]:
    """Check that feeds are followed, and name each one that fails."""
    if not followed:
        yield Check("feeds", False, "none is followed. Run `onrecord init`, or `onrecord feeds add <address>`.")
        return
    failing = [each for each in followed if each.polling.failures or each.polling.paused]
    yield Check("feeds", not failing, f"{len(followed)} followed, {len(failing)} failing")
    for each in failing:
        advice = (
            "`onrecord feeds remove` it or find its new address" if each.polling.paused else "tried again by itself"
        )
        yield Check("feed", False, f"{each.feed.title or each.feed.url}: {each.polling.reason} ({advice})")


def digest_check(channels: int) -> Check:
    """Check that at least one channel has a digest time."""
    if channels:
        return Check("digest", True, f"{channels} channel{'' if channels == 1 else 's'} with a time")
    return Check("digest", False, "no channel has a time. Type `onrecord digest at 08:00 weekdays`.")


def time_check(store: SqlStore, now: datetime) -> Iterator[Check]:
    """Yield what the ledger knows of clocks that are wrong: this one was set back, or a node's differs."""
    ahead = store.latest(now) - now
    if ahead > APART:
        said = f"the newest entries bear a time {ahead} ahead of this clock: it was set back. Look at its time source"
        yield Check("time", False, f"{said}; nothing is lost.")
    for name, differs in store.live_nodes(now):
        if abs(differs) > APART:
            yield Check("time", False, f"the clock of {name} differs from the database's by {abs(differs)}.")


def clock_check(settings: Settings) -> Check:
    """Check that the zone is known and the clock is not obviously wrong."""
    now = datetime.now(UTC)
    try:
        zone = zone_named(settings.zone) if settings.zone else local_zone()
    except OnRecordError as error:
        return Check("clock", False, f"{error} Mend zone in {SETTINGS_FILE}.")
    local = now.astimezone(ZoneInfo(zone))
    right = 2026 <= now.year < 2100
    return Check("clock", right, f"{local:%a %d %b %Y %H:%M} {zone}{'' if right else ': set the clock'}")


def token_check() -> Check:
    """Say which tokens are set, never what they are, and whether those that seal tokens are keys."""
    try:
        Seal(Secrets().token_keys.get_secret_value())
    except BadSetting as error:
        return Check("tokens", False, str(error))
    there = [name for name in TOKENS if os.environ.get(name)]
    said = (
        f"{', '.join(there)} set; `onrecord run` says whether they work"
        if there
        else "none set, none needed on the console"
    )
    return Check("tokens", True, said)


def chart_check() -> Check:
    """Say whether charts can be pictures, and how to have them where they cannot."""
    if drawable():
        return Check("charts", True, "pictures, where a platform draws none itself")
    how = "for pictures run `make charts`, or install onrecord[charts]"
    return Check("charts", True, f"text, where a platform draws none itself; {how}")


def model_check(settings: Settings) -> Check:
    """Say what leaves this machine for a language model."""
    key = bool(Secrets().model_key.get_secret_value())
    if not (settings.model and key):
        missing = "ONRECORD_MODEL_KEY" if settings.model else "model in onrecord.toml"
        odd = bool(settings.model) or key
        return Check("model", not odd, f"{missing} is not set: nothing is sent" if odd else "none: nothing is sent")
    host = urlsplit(settings.model_url).hostname
    if not host:
        return Check("model", False, f"model_url is {settings.model_url!r}: an address like https://host/v1 is needed.")
    what = (
        "articles with quotes that a channel follows or that somebody has summarized, quotes of one speaker that are "
        "compared, and questions to the bot"
    )
    sent = f"{settings.model} at {host} gets {what}"
    if settings.model_price == (0.0, 0.0):
        return Check("model", True, f"{sent}; no price is set for it, so only the budget in tokens holds")
    return Check("model", True, f"{sent}, for at most {settings.model_day_money:g} a day")


def trial_check(settings: Settings) -> Check:
    """Send the model one small request, within the budget, and say what was found out about its server."""
    from bot import wiring
    from bot.edges.clock import SystemClock
    from bot.edges.engines.local import LocalEngine

    clock = SystemClock()
    try:
        store = wiring.open_store(settings, clock)
    except StoreError as error:
        return Check("model", False, f"not tried: {error}")
    engine = wiring.model_engine(settings, store, clock, LocalEngine())
    try:
        return tried(engine, settings) if engine else Check("model", False, "not tried: no key is set.")
    finally:
        if engine:
            engine.close()
        store.close()


def tried(engine: OpenAIEngine, settings: Settings) -> Check:
    """Say what one small request found out, and what to do where it found no answer."""
    try:
        found = engine.tried(datetime.now(UTC))
    except EngineError as error:
        return Check("model", False, f"{error} {advice(error, settings)}".strip())
    said = f"answered in {found.seconds:.1f} s; its server {found.manner}"
    if not found.understood:
        said += ". It did not understand a plain question: a larger model chooses better"
    elif found.seconds > settings.model_timeout / 3:
        said += f". That is slow: a whole article takes longer, so set model_timeout above {settings.model_timeout:g}"
    return Check("model", found.understood, said)


def advice(error: EngineError, settings: Settings) -> str:
    """Return what to do about a server that gave no answer."""
    from bot.edges.engines.faults import Unheard

    if isinstance(error, Unheard):
        key = Secrets().model_key.get_secret_value().casefold()
        return f"It says: {error.said.replace(key, '…')[:200]}"
    if error.why == "model does not answer":
        return f"Set model_timeout above {settings.model_timeout:g}, or take a smaller model."
    if error.why == "answers refused":
        return "It does not keep to the form that it is asked for: take a larger model, or a server that takes schemas."
    if error.why == "answers cut off":
        return "Give its thoughts more room: set model_thoughts."
    if urlsplit(settings.model_url).path in {"", "/"}:
        return "Most servers want /v1 at the end of model_url."
    return ""


def bundle_checks() -> Iterator[Check]:
    """Ask every feed of the starter bundles once."""
    feeds = {each.url: each for bundle in bundles() for each in bundle.feeds}
    fetcher = WebFetcher(Settings())
    with ThreadPoolExecutor(8) as pool:
        yield from pool.map(lambda each: bundle_check(fetcher, each), feeds.values())


def bundle_check(fetcher: WebFetcher, each: BundleFeed) -> Check:
    """Ask one feed of a bundle and count what it holds."""
    now = datetime.now(UTC)
    feed = Feed(digest_of(each.url), each.url, each.title, each.title, now)
    try:
        page = fetcher.feed(feed, Polling(next_at=now))
    except OnRecordError as error:
        return Check("bundle", False, f"{each.title} {each.url}: {error}")
    whole = sum(entry.whole for entry in page.entries)
    moved = f", moved to {page.moved_to}" if page.moved_to else ""
    return Check("bundle", bool(page.entries), f"{each.title}: {len(page.entries)} entries, {whole} whole{moved}")
