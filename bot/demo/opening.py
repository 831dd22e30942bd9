"""Follow the demo's feeds and give its channel a digest every morning."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from bot.demo import FEEDS, ZONE
from bot.ledger.identity import canonical_url
from bot.model.briefing import DAILY, Channel, DigestTime
from bot.model.news import Feed, Polling, digest_of

if TYPE_CHECKING:
    from bot.ports.store import Store


def open_demo(store: Store, now: datetime) -> None:
    """Add the demo's feeds and channel to a ledger that lacks them."""
    for url, title, outlet in FEEDS:
        feed = Feed(digest_of(canonical_url(url)), url, title, outlet, added_at=now, added_by="demo", language="en")
        store.add_feed(feed, Polling(next_at=now, seeded=True))
    if store.channel("console") is None:
        times = (DigestTime(time(8), DAILY),)
        store.keep_channel(Channel("console", "console", "console", ZONE, times, since=now))
