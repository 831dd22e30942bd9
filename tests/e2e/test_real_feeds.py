from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest

from bot import wiring
from bot.config import Settings
from bot.jobs.poll import poll_all
from bot.jobs.record import record_pending
from bot.model.news import Feed, Polling, digest_of
from tests.servers.feedserver import FeedServer

ROOT = Path(os.environ.get("ONRECORD_EVAL") or Path(__file__).parents[3] / "shared" / "eval")
FEEDS = ROOT / "feeds"
ITEM = re.compile(rb"<(item|entry)\b.*?</\1>", re.DOTALL)


def copies(feed: bytes) -> int:
    """Return how many of a feed's entries are another one of its entries, byte for byte."""
    found = [each[0] for each in ITEM.finditer(feed)]
    return len(found) - len(set(found))


def test_real_feeds_are_polled_read_and_polled_again(tmp_path: Path) -> None:
    """Every real feed gives what it is known to hold, each entry once; quotes are kept, a second poll adds nothing."""
    files = sorted(FEEDS.glob("*.xml"))
    if not files:
        pytest.skip(f"the real feeds are not here: {FEEDS} (set ONRECORD_EVAL to the folder that holds feeds/)")
    with (FEEDS / "INDEX.tsv").open(encoding="utf-8", newline="") as table:
        held = {row["file"]: int(row["entries"]) for row in csv.DictReader(table, delimiter="\t")}
    with FeedServer() as server:
        urls = {server.serve(f"/{file.name}", file.read_bytes(), etag=True): file.name for file in files}
        settings = Settings(
            database=str(tmp_path / "real.db"), allow_hosts=(server.address,), zone="UTC", reading="rules"
        )
        with wiring.desk(settings) as desk:
            now = desk.clock.now()
            for url, name in urls.items():
                desk.store.add_feed(Feed(digest_of(url), url, name, name, now), Polling(next_at=now))
            first = poll_all(desk, desk.store.feeds())
            assert {each.feed.title: (each.error, each.entries) for each in first} == {
                name: ("", held[name] - copies((FEEDS / name).read_bytes())) for name in urls.values()
            }
            read = record_pending(desk)
            assert [each for each in read if each.error] == []
            quotes = desk.store.totals().quotes
            assert quotes > 100
            again = poll_all(desk, desk.store.feeds())
            assert [(each.new, each.changed, each.error) for each in again] == [(0, False, "")] * len(files)
            record_pending(desk)
            assert desk.store.totals().quotes == quotes
        assert {each.status for each in server.requests[len(files) :]} == {304}
