"""Set up a folder: the four questions of the first minute."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer
from rich.prompt import Prompt

from bot import wiring
from bot.briefing.schedule import describe, read_times
from bot.briefing.zones import zone_named
from bot.bundles import bundle as bundle_named
from bot.bundles import bundles
from bot.config import SETTINGS_FILE
from bot.edges.zones import local_zone
from bot.errors import UserError
from bot.ledger.identity import canonical_url
from bot.model.briefing import Channel, DigestTime
from bot.model.news import Feed, Polling, digest_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.bundles import Bundle
    from bot.config import Settings
    from bot.desk import Desk

Read = TypeVar("Read")


def initialise(
    settings: Settings, *, bundle: str | None, zone: str | None, time: str | None, topics: str | None, ask: bool
) -> int:
    """Ask what was not given, then write the settings file, the feeds and the digest's time."""
    names = ", ".join(each.key for each in bundles())
    chosen = answer(f"Feeds to begin with ({names}, none)", bundle, "europe", ask=ask, read=bundle_or_none)
    where = answer("Your time zone", zone, settings.zone or local_zone(), ask=ask, read=zone_named)
    when = answer("When should the digest arrive", time, "08:00 weekdays", ask=ask, read=lambda t: read_times(t, where))
    about = answer("Topics, separated by commas", topics, "all", ask=ask, read=topics_of)
    write_zone(where)
    with wiring.desk(settings) as desk:
        added = follow(desk, chosen)
        channel = open_channel(desk, where, when[0], about)
        typer.echo(f"{added} feeds are followed. {describe(channel, desk.clock.now())}")
    typer.echo("Next: `onrecord poll` reads the feeds once; `onrecord run` keeps going; `onrecord who-said <topic>`.")
    return 0


def answer(question: str, given: str | None, proposal: str, *, ask: bool, read: Callable[[str], Read]) -> Read:
    """Return the given answer, or ask until one can be read; raises UserError for a flag that cannot."""
    if given is not None or not ask:
        return read(given if given is not None else proposal)
    while True:
        try:
            return read(Prompt.ask(question, default=proposal))
        except UserError as error:
            typer.echo(str(error))


def bundle_or_none(name: str) -> Bundle | None:
    """Return the bundle of that name, or None for “none”; raises NotFound."""
    return None if name.strip().casefold() in {"none", "-", ""} else bundle_named(name)


def topics_of(text: str) -> tuple[str, ...]:
    """Return topics from a list parted by commas; “all” is none in particular."""
    words = tuple(word.strip() for word in text.split(",") if word.strip())
    return () if [word.casefold() for word in words] in ([], ["all"], ["everything"]) else words


def write_zone(zone: str) -> None:
    """Write the settings file, or tell what to change in one that is there already."""
    file, line = Path(SETTINGS_FILE), f'zone = "{zone}"'
    if not file.exists():
        file.write_text(f"# On Record: all settings are in the README.\n{line}\n", encoding="utf-8")
        typer.echo(f"{file} was written.")
    elif line not in file.read_text(encoding="utf-8", errors="replace"):
        typer.echo(f"{file} is there already and was left alone. To change the zone: {line}")


def follow(desk: Desk, bundle: Bundle | None) -> int:
    """Follow the feeds of a bundle and return how many are followed in all."""
    now = desk.clock.now()
    for each in bundle.feeds if bundle else ():
        feed = Feed(
            digest_of(canonical_url(each.url)), each.url, each.title, each.title, now, "console", person="console"
        )
        desk.store.add_feed(replace(feed, language=each.language), Polling(next_at=now))
    return len(desk.store.feeds())


def open_channel(desk: Desk, zone: str, when: DigestTime, topics: tuple[str, ...]) -> Channel:
    """Give the console's channel its digest time, and return it."""
    known = desk.store.channel("console") or Channel("console", "console", "console")
    channel = replace(known, zone=zone, times=(when,), topics=topics, since=desk.clock.now())
    desk.store.keep_channel(channel)
    return channel
