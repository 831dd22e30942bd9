"""Build the desk: the only file that knows every implementation."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Settings, folder_of
from bot.desk import Desk
from bot.edges.clock import ShiftedClock, SystemClock
from bot.edges.engines.local import LocalEngine
from bot.edges.platforms.console import ConsolePlatform
from bot.edges.stores.sql import SqlStore
from bot.edges.web.fetcher import WebFetcher
from bot.edges.web.opml import OpmlLists
from bot.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.ports.world import Clock


def posts_folder(settings: Settings) -> Path:
    """Return the folder in which the console keeps what was posted."""
    return Path(settings.posts_folder).expanduser() if settings.posts_folder else folder_of(settings) / "onrecord-posts"


def open_store(settings: Settings, clock: Clock) -> SqlStore:
    """Open the ledger, bringing a SQLite file to this version; raises StoreError."""
    store = SqlStore(settings.database, clock.now)
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
    engine, fetcher = LocalEngine(), WebFetcher(settings, stand_ins)
    try:
        yield Desk(
            settings=settings,
            clock=clock,
            store=store,
            fetcher=fetcher,
            engine=engine,
            local=engine,
            platforms={"console": ConsolePlatform(posts_folder(settings), sys.stdout)},
            lists=OpmlLists(),
        )
    finally:
        fetcher.close()
        store.close()


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
