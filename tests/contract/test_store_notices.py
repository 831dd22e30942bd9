"""What every store must remember of feeds in trouble, on SQLite and on Postgres."""

from __future__ import annotations

from dataclasses import replace

from bot.edges.stores.sql import SqlStore
from bot.model.notice import Follower, Notice
from bot.model.query import EntryState
from tests.contract.filling import FEED, HOUR, SEEDED, entry, poll
from tests.unit.building import NOW, told


def test_who_added_a_feed_is_known_by_the_platforms_name(store: SqlStore) -> None:
    """Each workspace that follows a feed has its own person for it."""
    store.add_feed(replace(FEED, person="slack:T1:U1", added_by="@ana"), SEEDED, "slack:T1")
    store.add_feed(replace(FEED, person="slack:T2:U2", added_by="@ben"), SEEDED, "slack:T2")
    assert store.followers() == (
        Follower("feed", "slack:T1", "slack:T1:U1", "@ana"),
        Follower("feed", "slack:T2", "slack:T2:U2", "@ben"),
    )
    assert [each.feed.person for each in store.feeds("slack:T2")] == ["slack:T2:U2"]


def test_a_notice_is_kept_until_it_is_dropped(store: SqlStore) -> None:
    """A second notice of one feed to one person takes the first one's place."""
    first = Notice("feed", "slack:T1:U1", "1.0", NOW, NOW - HOUR)
    again, other = replace(first, post="2.0", sent_at=NOW + HOUR), replace(first, recipient="slack:T1:U2")
    for each in (first, other, again):
        store.keep_notice(each)
    assert store.notices() == (other, again)
    store.drop_notice(first)
    assert store.notices() == (other,)


def test_a_stopped_feed_is_polled_again_when_somebody_says_so(store: SqlStore) -> None:
    """Trying a feed at once also ends its pause."""
    store.add_feed(FEED, replace(SEEDED, next_at=NOW + 9 * HOUR, paused=True))
    assert store.feeds_due(NOW) == ()
    store.poll_soon("feed", NOW)
    assert [each.feed.id for each in store.feeds_due(NOW)] == ["feed"]


def test_why_only_the_feeds_words_were_read_is_kept(store: SqlStore) -> None:
    """A note on an entry that was read stays with it, and its silence is told with it."""
    store.add_feed(FEED, SEEDED)
    poll(store, entry(1))
    (waiting,) = store.pending(NOW + HOUR)
    store.record(told("We keep the road open,"), entry_id=waiting.id)
    store.entry_noted(waiting.id, "robots.txt")
    fate = store.fate(waiting.entry.url)
    assert fate is not None
    assert (fate.state, fate.reason, fate.silent) == (EntryState.DONE, "robots.txt", False)
