"""Feeds and entries to fill a store with."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.edges.stores.sql import SqlStore
from bot.ledger.identity import keys
from bot.model.news import Entry, Feed, Polling
from tests.unit.building import NOW

HOUR = timedelta(hours=1)
FEED = Feed("feed", "https://harbour.example/feed", "Harbour", "The Harbour Post", NOW, added_by="ana", language="en")
OTHER = Feed("other", "https://coast.example/feed", "Coast", "Coast Daily", NOW + HOUR)
SEEDED = Polling(NOW, seeded=True)


def entry(number: int, **changes: object) -> Entry:
    url = f"https://harbour.example/{number}"
    made = Entry("feed", f"guid-{number}", url, f"Headline {number}", "The whole text.", whole=True, published_at=NOW)
    return replace(made, **changes)  # type: ignore[arg-type]


def poll(store: SqlStore, *entries: Entry, feed: Feed = FEED, now: datetime = NOW) -> int:
    return store.keep_poll(feed, replace(SEEDED, last_ok_at=now), [(keys(each), each) for each in entries], now=now)
