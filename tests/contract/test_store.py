"""What every store must do, on SQLite and on Postgres."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import text, update

from bot.edges.platforms.slack.installs import KnownInstallations
from bot.edges.platforms.slack.seal import Seal
from bot.edges.stores.schema import article as article_table
from bot.edges.stores.schema import metadata
from bot.edges.stores.sql import SqlStore
from bot.errors import BadSetting, StoreError
from bot.ledger.identity import keys
from bot.ledger.people import fold
from bot.model.briefing import Channel, Delivery, DeliveryState, DigestTime, Slot
from bot.model.news import Polling, digest_of
from bot.model.query import EntryState, QuoteQuery
from bot.model.record import Report, Speaker, SpeakerKind
from bot.model.text import Span
from bot.ports.store import Store
from tests.contract.filling import FEED, HOUR, OTHER, SEEDED, entry, poll
from tests.unit.building import KOVAC, NOW, REED, article, filed, findings, quote, told


@pytest.fixture
def fed(store: SqlStore) -> SqlStore:
    assert store.add_feed(FEED, SEEDED)
    return store


def test_it_is_a_store(store: SqlStore) -> None:
    """The class keeps the whole port, as the type checker and a call both see."""
    port: Store = store
    assert port.totals().feeds == 0


# Feeds and entries


def test_a_feed_comes_back_as_it_was(store: SqlStore) -> None:
    """Every field of a feed and of its polling survives, to the second and in UTC."""
    polling = Polling(NOW, timedelta(minutes=45), '"etag"', "yesterday", "hash", seeded=True, last_try_at=NOW)
    polling = replace(polling, usual_gap=HOUR, failures=2, failing_since=NOW, reason="HTTP 500", last_entry_at=NOW)
    store.add_feed(FEED, polling)
    found = store.feeds()[0]
    assert (found.feed, found.polling, found.entries) == (FEED, polling, 0)


def test_feeds_keep_the_order_in_which_they_were_added(store: SqlStore) -> None:
    """Feeds come in the order of adding, not of their ids."""
    for number in ("z", "a", "m"):
        store.add_feed(replace(FEED, id=number, url=f"https://{number}.example/"), SEEDED)
    assert [each.feed.id for each in store.feeds()] == ["z", "a", "m"]


def test_an_address_is_followed_once(fed: SqlStore) -> None:
    """The same feed, or another id at the same address, is refused and changes nothing."""
    assert not fed.add_feed(replace(FEED, title="again"), SEEDED)
    assert not fed.add_feed(replace(FEED, id="moved"), SEEDED)
    assert [each.feed for each in fed.feeds()] == [FEED]


def test_due_feeds_come_longest_due_first(store: SqlStore) -> None:
    """Paused feeds and those not due yet are left out; the longest due comes first, within the limit."""
    times = {"late": -2, "later": -1, "now": 0, "soon": 1}
    for name, hours in times.items():
        store.add_feed(replace(FEED, id=name, url=f"https://{name}.example/"), Polling(NOW + hours * HOUR))
    store.add_feed(replace(FEED, id="paused", url="https://p.example/"), Polling(NOW - 9 * HOUR, paused=True))
    assert [each.feed.id for each in store.feeds_due(NOW)] == ["late", "later", "now"]
    assert [each.feed.id for each in store.feeds_due(NOW, limit=1)] == ["late"]


def test_removing_a_feed_leaves_its_entries(fed: SqlStore) -> None:
    """A removed feed is gone once; its entries stay and a poll that was under way adds nothing."""
    poll(fed, entry(1))
    assert fed.remove_feed("feed")
    assert not fed.remove_feed("feed")
    assert poll(fed, entry(2)) == 0
    assert (fed.totals().feeds, fed.totals().entries) == (0, 1)


def test_a_poll_kept_twice_adds_nothing(fed: SqlStore) -> None:
    """The second time nothing is new; the feed's own row is as the last poll left it."""
    assert poll(fed, entry(1), entry(2)) == 2
    renamed = replace(FEED, title="New name", url="https://harbour.example/new-feed")
    assert poll(fed, entry(1), entry(2), feed=renamed, now=NOW + HOUR) == 0
    found = fed.feeds()[0]
    assert (found.feed, found.entries, found.polling.last_ok_at) == (renamed, 2, NOW + HOUR)


def test_a_changed_date_is_nothing(fed: SqlStore) -> None:
    """An entry that only changed its date stays read."""
    poll(fed, entry(1))
    fed.record(told("We keep the road open,"), entry_id=fed.pending(NOW)[0].id)
    assert poll(fed, entry(1, published_at=NOW + HOUR), now=NOW + HOUR) == 0
    assert fed.pending(NOW + HOUR) == ()


def test_a_changed_whole_text_is_read_again(fed: SqlStore) -> None:
    """A known entry with another whole text is pending again, not new; a changed teaser is nothing."""
    poll(fed, entry(1), entry(2, whole=False))
    for each in fed.pending(NOW):
        fed.record(told("We keep the road open,", url=each.entry.url), entry_id=each.id)
    changed = (entry(1, text="Another text."), entry(2, whole=False, text="Another teaser."))
    assert poll(fed, *changed, now=NOW + HOUR) == 0
    assert [(each.entry.url, each.entry.text) for each in fed.pending(NOW + HOUR)] == [
        ("https://harbour.example/1", "Another text.")
    ]


def test_the_first_poll_is_silent(store: SqlStore) -> None:
    """What a feed held when it was added is silent, what comes later is not, unless it is old."""
    store.add_feed(FEED, Polling(NOW))
    poll(store, entry(1))
    poll(store, entry(2), entry(3, silent=True))
    silent = {each.entry.guid: each.silent for each in store.pending(NOW)}
    assert silent == {"guid-1": True, "guid-2": False, "guid-3": True}


def test_one_address_in_two_feeds_is_one_entry(fed: SqlStore) -> None:
    """An address that another feed named before is not new, whatever its tracking words."""
    fed.add_feed(OTHER, SEEDED)
    assert poll(fed, entry(1)) == 1
    same = entry(1, feed_id="other", guid="other-guid", url="http://harbour.example/1/?utm_source=rss")
    assert poll(fed, same, feed=OTHER) == 0
    assert fed.totals().entries == 1


def test_news_of_one_feed_is_news_though_another_had_it_in_its_backlog(store: SqlStore) -> None:
    """What a feed's first answer held silently is read again when a feed that was followed before brings it as news."""
    store.add_feed(OTHER, Polling(NOW))
    store.add_feed(FEED, SEEDED)
    poll(store, entry(1, feed_id="other", guid="o1"), entry(2, feed_id="other", guid="o2"), feed=OTHER)
    assert {each.silent for each in store.pending(NOW)} == {True}
    poll(store, entry(1), entry(2, silent=True))
    assert {each.entry.guid: each.silent for each in store.pending(NOW)} == {"o1": False, "o2": True}


def test_news_that_was_read_silently_is_told_as_it_was_read(store: SqlStore) -> None:
    """What was read for a backlog is not read again: its quotes stand, and the next digest has them."""
    store.add_feed(OTHER, Polling(NOW))
    store.add_feed(FEED, SEEDED)
    poll(store, entry(1, feed_id="other", guid="o1"), feed=OTHER)
    (waiting,) = store.pending(NOW)
    read = told("We shall sign it,", url=waiting.entry.url, silent=True)
    store.record(read, entry_id=waiting.id)
    assert store.news(NOW, NOW + 3 * HOUR).quotes == ()
    poll(store, entry(1), now=NOW + HOUR)
    assert store.pending(NOW + HOUR) == ()
    (kept,) = store.news(NOW + HOUR, NOW + 3 * HOUR).quotes
    assert store.gone(kept.quote.id) is None


def test_it_is_known_which_feeds_have_something_to_read(store: SqlStore) -> None:
    """A feed with entries that wait is named with the latest time of them, until they are read."""
    for each in (FEED, OTHER):
        store.add_feed(each, SEEDED)
    poll(store, entry(1), entry(2))
    assert store.unread(NOW - HOUR, NOW) == ((FEED.id, NOW),)
    assert store.unread(NOW + HOUR, NOW + 2 * HOUR) == ()
    first, second = store.pending(NOW)
    store.entry_failed(first.id, "slow", retry_at=NOW + 2 * HOUR)
    store.entry_failed(second.id, "gone", retry_at=None)
    assert store.unread(NOW - HOUR, NOW + HOUR) == ()
    poll(store, entry(1, feed_id="other", guid="o1", url="https://coast.example/1"), feed=OTHER, now=NOW + HOUR)
    assert store.unread(NOW - HOUR, NOW + 2 * HOUR) == tuple(
        sorted([(FEED.id, NOW + 2 * HOUR), (OTHER.id, NOW + HOUR)])
    )


def test_an_old_guid_with_a_new_article_is_news(fed: SqlStore) -> None:
    """Another address, headline and time under a known guid is another entry, also at the next poll."""
    later = entry(1, url="https://harbour.example/tram", title="Mayor on tram", published_at=NOW + HOUR)
    assert [poll(fed, each) for each in (entry(1), later, later, entry(1))] == [1, 1, 0, 0]
    assert {each.entry.url for each in fed.pending(NOW)} == {entry(1).url, later.url}


def test_entries_of_one_address_are_kept_apart(fed: SqlStore) -> None:
    """Episodes that link to one show are as many entries, a later one too, whether it comes with them or alone."""
    first, second, third, fourth = (
        entry(number, url="https://harbour.example/show", shared=True, title=title, published_at=NOW + number * HOUR)
        for number, title in enumerate(("Tolls", "Cranes", "Ferries", "Floods"))
    )
    assert poll(fed, first, second) == 2
    assert poll(fed, third, first, second) == 1
    assert poll(fed, replace(fourth, shared=False)) == 1
    assert poll(fed, replace(first, shared=False, guid="new", title="Storms", published_at=NOW + 9 * HOUR)) == 1
    assert poll(fed, first, second, third, fourth) == 0


def test_an_article_whose_address_changed_with_its_headline_is_one(fed: SqlStore) -> None:
    """The number in the address, or the address without www, tells; the entry keeps the address that it had."""
    fed.add_feed(OTHER, SEEDED)
    old = entry(1, guid="", url="https://www.harbour.example/en/old-words/a-70001", published_at=NOW - HOUR)
    assert poll(fed, old) == 1
    new = replace(old, url="https://harbour.example/en/new-words/a-70001", title="Corrected", published_at=NOW)
    assert poll(fed, new) == 0
    assert poll(fed, replace(new, feed_id="other"), feed=OTHER) == 0
    (waiting,) = fed.pending(NOW)
    assert (waiting.entry.url, waiting.entry.title) == (old.url, "Corrected")


def test_one_guid_in_two_feeds_is_two_entries(fed: SqlStore) -> None:
    """Guids count within their feed only."""
    fed.add_feed(OTHER, SEEDED)
    poll(fed, entry(1))
    assert poll(fed, entry(1, feed_id="other", url="https://coast.example/1"), feed=OTHER) == 1


def test_polls_at_once_find_each_entry_once(fed: SqlStore) -> None:
    """Eight threads that keep the same page at once report every entry as new exactly once."""
    fed.add_feed(OTHER, SEEDED)
    entries = [entry(number) for number in range(5)]
    others = [replace(each, feed_id="other", guid="") for each in entries]
    with ThreadPoolExecutor(8) as pool:
        runs = [pool.submit(poll, fed, *entries) for _ in range(4)]
        runs += [pool.submit(poll, fed, *others, feed=OTHER) for _ in range(4)]
        assert sum(each.result() for each in runs) == 5
    assert fed.totals().entries == 5


def test_pending_entries_wait_for_their_next_try(fed: SqlStore) -> None:
    """A failed entry comes back at its time with its tries counted; without a time it is given up with its reason."""
    poll(fed, entry(1), entry(2))
    first, second = fed.pending(NOW)
    fed.entry_failed(first.id, "HTTP 503", retry_at=NOW + HOUR)
    fed.entry_failed(second.id, "HTTP 404", retry_at=None)
    assert fed.pending(NOW) == ()
    again = fed.pending(NOW + HOUR)
    assert [(each.id, each.tries) for each in again] == [(first.id, 1)]
    fate = fed.fate(second.entry.url + "#comments")
    assert fate is not None
    assert (fate.state, fate.reason, fate.tries) == (EntryState.FAILED, "HTTP 404", 1)
    assert (fed.totals().pending, fed.totals().failed) == (1, 1)


def test_pending_is_oldest_first_and_by_feed(fed: SqlStore) -> None:
    """Entries come in the order of their polls, those of one feed on demand, within the limit."""
    fed.add_feed(OTHER, SEEDED)
    poll(fed, entry(2), now=NOW)
    poll(fed, entry(1), now=NOW - HOUR)
    poll(fed, entry(3, feed_id="other"), feed=OTHER, now=NOW - 2 * HOUR)
    assert [each.entry.guid for each in fed.pending(NOW)] == ["guid-3", "guid-1", "guid-2"]
    assert [each.entry.guid for each in fed.pending(NOW, feed_id="feed", limit=1)] == ["guid-1"]


def test_an_entry_comes_back_as_it_came(fed: SqlStore) -> None:
    """Every field of an entry survives until it is read; then its text is dropped and its article named."""
    one = entry(1, published_on=date(2025, 2, 13), language="de", text="Ünïcode 🛣\n\nSecond.")
    poll(fed, one)
    waiting = fed.pending(NOW)[0]
    assert waiting.entry == one
    found = told("We keep the road open,")
    fed.record(found, entry_id=waiting.id)
    fate = fed.fate(one.url)
    assert fate is not None
    assert (fate.state, fate.entry.text, fate.article_id) == (EntryState.DONE, "", found.article.id)
    assert fed.fate("https://harbour.example/unknown") is None


# The ledger


def test_a_quote_comes_back_as_the_gate_made_it(store: SqlStore) -> None:
    """Quote, carrier, sentence before, speaker, dates, venue and topics survive to the character."""
    source = article("The vote failed.\n\n“It is a “bad” day — 🛣,” said Ana Kovač.", agency="Reuters")
    made = quote(
        source, "It is a “bad” day — 🛣,", lead_in="The vote failed.", said_on=date(2025, 2, 13), venue="a statement"
    )
    kept = filed(made, "roads", "Nato")
    assert store.record(findings(source, [kept])) == 1
    assert store.quote(made.id) == kept
    assert store.quotes_of(source.id) == (kept,)
    assert store.article(source.id) == source
    assert store.page(source.publication.page_id) == source


def test_what_is_not_there_is_none(store: SqlStore) -> None:
    """Unknown ids give None or nothing."""
    assert (store.quote("x"), store.article("x"), store.page("x"), store.gone("x")) == (None, None, None, None)
    assert (store.quotes_of("x"), store.reports_of("x"), store.speakers("x")) == ((), (), ())
    assert store.quotes(QuoteQuery(topics=("nothing",))).total == 0


def test_recording_twice_changes_nothing(store: SqlStore) -> None:
    """The second time no quote is new and every look-up answers the same."""
    found = told("We keep the road open,", KOVAC, "road")
    assert store.record(found) == 1
    before = (store.totals(), store.quotes(QuoteQuery()), store.news(NOW, NOW + HOUR))
    assert store.record(found) == 0
    assert (store.totals(), store.quotes(QuoteQuery()), store.news(NOW, NOW + HOUR)) == before


def test_recording_at_once_counts_each_quote_once(store: SqlStore) -> None:
    """Six threads that record the same article make one revision and one quote."""
    found = told("We keep the road open,", KOVAC, "road")
    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(lambda _: store.record(found), range(6))) == 1
    assert (store.totals().articles, store.totals().quotes) == (1, 1)


def test_revisions_at_once_are_all_kept(store: SqlStore) -> None:
    """Four threads that record four revisions of one page leave four articles and all their quotes on the record."""
    found = [told(f"We keep road {number} open,", KOVAC) for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(store.record, found)) == 4
    assert store.totals().articles == 4
    assert all(store.quote(each.quotes[0].quote.id) for each in found)


KEPT, LOST, NEW = "We keep the road open,", "We shall close the bridge,", "We never said so,"


def revision(*words: str, at: datetime = NOW) -> tuple[str, Callable[[SqlStore], int]]:
    source = article("\n\n".join(f"“{each}” Kovač said." for each in words), fetched=at)
    quotes = [filed(quote(source, each)) for each in words]
    return source.id, lambda store: store.record(findings(source, quotes))


def standing(store: SqlStore, article_id: str) -> list[str]:
    return [each.quote.text for each in store.quotes_of(article_id)]


def test_a_revision_marks_what_is_gone(store: SqlStore) -> None:
    """A quote the new revision lacks is gone since then; one still there keeps its first revision and spans."""
    first, record_first = revision(KEPT, LOST)
    second, record_second = revision(NEW, KEPT, at=NOW + HOUR)
    assert (record_first(store), record_second(store)) == (2, 1)
    kept = next(each.quote for each in store.quotes_of(second) if each.quote.text == KEPT)
    assert (kept.publication.article_id, kept.span) == (first, Span(1, 1 + len(KEPT)))
    found = {each.quote.text: each.quote.id for each in store.quotes(QuoteQuery(limit=10)).quotes}
    assert set(found) == {KEPT, NEW}
    lost = quote(article(f"“{LOST}” Kovač said."), LOST)
    assert store.gone(lost.id) == NOW + HOUR
    assert store.gone(found[KEPT]) is None
    gone = store.quote(lost.id)
    assert gone is not None
    assert gone.quote.text == LOST
    page = store.page(kept.publication.page_id)
    assert page is not None
    assert page.id == second


def test_an_older_revision_shows_what_still_stands(store: SqlStore) -> None:
    """Asked by either revision, a page answers with the quotes that stand in it today."""
    first, record_first = revision(KEPT, LOST)
    second, record_second = revision(KEPT, NEW, at=NOW + HOUR)
    record_first(store)
    record_second(store)
    assert standing(store, first) == standing(store, second) == [KEPT, NEW]


def test_a_page_that_turns_back_stands_as_it_was(store: SqlStore) -> None:
    """When a page returns to an earlier text, that revision is the newest again and its quotes stand again."""
    first, record_first = revision(KEPT, LOST)
    _, record_second = revision(KEPT, NEW, at=NOW + HOUR)
    record_first(store)
    record_second(store)
    assert record_first(store) == 0
    assert standing(store, first) == [KEPT, LOST]
    page = store.page(digest_of("page", "https://harbour.example/roads"))
    assert page is not None
    assert page.id == first


def test_quotes_of_come_in_order_of_the_text(store: SqlStore) -> None:
    """Quotes of an article are ordered by their places."""
    article_id, record = revision(LOST, KEPT, NEW)
    record(store)
    assert standing(store, article_id) == [LOST, KEPT, NEW]


def test_reports_are_kept_with_their_article(store: SqlStore) -> None:
    """Indirect speech comes back whole, in order, and is no quote."""
    source = article("Kovač said that the road would close.")
    report = Report("r1", source.publication, Span(16, 36), "the road would close", KOVAC, date(2025, 2, 13), 0.8)
    earlier = replace(report, id="r0", span=Span(0, 4), text="Kovač"[:4], said_on=None)
    store.record(replace(findings(source), reports=(report, earlier)))
    assert store.reports_of(source.id) == (earlier, report)
    assert store.reports(QuoteQuery(limit=9)) == (earlier, report)
    assert store.reports(QuoteQuery(limit=1)) == (earlier,)
    assert store.reports(QuoteQuery(since=NOW + timedelta(days=1))) == ()
    assert store.reports(QuoteQuery(until=NOW - timedelta(days=900))) == ()
    store.record(findings(article("Kovač told nobody that the road would close.")))  # the page's next revision
    assert store.reports(QuoteQuery()) == ()
    assert store.totals().quotes == 0


def many(store: SqlStore, count: int = 12) -> None:
    for number in range(count):
        speaker, outlet = (KOVAC, "Coast Daily") if number % 3 else (REED, "The Harbour Post")
        at = NOW - number * HOUR
        url = f"https://harbour.example/{number}"
        store.record(
            told(f"Sentence number {number} of the day,", speaker, "roads", url=url, outlet=outlet, published=at)
        )


def numbers(store: SqlStore, query: QuoteQuery) -> list[int]:
    return [int(each.quote.text.split()[2]) for each in store.quotes(query).quotes]


def test_pages_follow_on_without_gap_or_overlap(store: SqlStore) -> None:
    """Paging through a query shows every match once, newest publication first, under one total."""
    many(store)
    pages = [store.quotes(QuoteQuery(topics=("road",), limit=5, offset=at)) for at in (0, 5, 10, 15)]
    shown = [int(each.quote.text.split()[2]) for page in pages for each in page.quotes]
    assert shown == list(range(12))
    assert {(page.total, page.speakers, page.outlets) for page in pages} == {(12, 2, 2)}


def test_every_condition_of_a_query_counts(store: SqlStore) -> None:
    """Topic, speakers (any of them), outlets (without case), dates and words narrow together."""
    many(store)
    assert numbers(store, QuoteQuery(speakers=("reed",), limit=9)) == [0, 3, 6, 9]
    assert len(numbers(store, QuoteQuery(speakers=("tom reed", "kovač"), limit=20))) == 12
    assert numbers(store, QuoteQuery(outlets=("the HARBOUR post",), limit=2)) == [0, 3]
    assert numbers(store, QuoteQuery(since=NOW - 2 * HOUR, until=NOW)) == [1, 2]
    assert numbers(store, QuoteQuery(words="number 7")) == [7]
    both = QuoteQuery(topics=("road",), speakers=("kovac",), words="sentence day", until=NOW - 6 * HOUR, limit=2)
    assert numbers(store, both) == [7, 8]
    assert store.quotes(replace(both, outlets=("The Harbour Post",))).total == 0


def test_quotes_are_counted_by_day(store: SqlStore) -> None:
    """The counts by day are those of the quotes that answer the same query; what has no date counts nowhere."""
    many(store)
    store.record(told("The tide is in.", REED, url="https://harbour.example/undated", published=None))
    query = QuoteQuery(topics=("road",), limit=100)
    expected = Counter(each.quote.publication.published_on for each in store.quotes(query).quotes)
    assert store.quotes_by_day(query) == tuple(sorted(expected.items()))
    assert sum(number for _, number in store.quotes_by_day(QuoteQuery())) == 12
    assert sum(number for _, number in store.quotes_by_day(QuoteQuery(speakers=("reed",)))) == 4
    assert store.quotes_by_day(QuoteQuery(since=NOW + HOUR)) == ()


def test_a_speaker_is_found_by_any_alias(store: SqlStore) -> None:
    """Surname, full name and both without accents find the quotes, whatever title the article used."""
    store.record(told("We keep the road open,", Speaker("Dr. Ana Kovač")))
    for alias in ("kovač", "kovac", "ana kovač", "ana kovac"):
        assert store.quotes(QuoteQuery(speakers=(fold(alias),))).total == 1
    assert store.quotes(QuoteQuery(speakers=("ana",))).total == 0


def test_unsure_names_can_be_left_out(store: SqlStore) -> None:
    """A look-up by name takes only quotes whose name is as sure as asked."""
    store.record(told("We keep the road open,", confidence=0.6))
    assert store.quotes(QuoteQuery(speakers=("kovac",), confidence_from=0.75)).total == 0
    assert store.quotes(QuoteQuery(speakers=("kovac",), confidence_from=0.6)).total == 1


OPERATORS = (
    *('"', '""', "road AND", "NEAR(road, 3)", "NOT road", "road*", "^road", "col:road", "words : road", "(", "-road"),
    *("'", "; DROP TABLE quote", "%", "_", "\\", ":a & !b | c", "<-> road", "é", "🛣", "\x00road", " ", "road" * 200),
)


def test_words_are_never_an_operator(store: SqlStore) -> None:
    """Whatever is typed is sought as plain words and never breaks the search."""
    store.record(told("We keep the road open,"))
    assert {
        words: store.quotes(QuoteQuery(words=words)).total > 1 or len(store.saying(words)) > 1 for words in OPERATORS
    } == (dict.fromkeys(OPERATORS, False))
    assert store.quotes(QuoteQuery(words="-road*")).total == 1
    assert store.quotes(QuoteQuery(words="road OR open")).total == 0


def test_words_are_found_in_quote_carrier_and_headline(store: SqlStore) -> None:
    """Case, accents and marks do not matter; each word must be there, in the quote or beside it."""
    source = article("Minister Ana Kovač said the café’s “road is not ready” yet.", title="A bridge too far")
    store.record(findings(source, [filed(quote(source, "road is not ready", part=True))]))
    for words in ("READY", "kovac", "café", "cafes", "bridge road", "don't" * 0 or "far, too"):
        assert store.quotes(QuoteQuery(words=words)).total == 1, words
    assert store.quotes(QuoteQuery(words="road tunnel")).total == 0


def test_saying_finds_the_exact_phrase_only(store: SqlStore) -> None:
    """A phrase is found in the quoted words, folded; not scattered, not in the carrier alone, not inside words."""
    source = article("In his own words the minister called it “a ready-made plan, we’re told” on Friday.")
    store.record(findings(source, [filed(quote(source, "a ready-made plan, we’re told", part=True))]))
    for phrase in ("Ready made PLAN", "“ready-made plan”", "we're told", "a ready-made plan, we’re told"):
        assert len(store.saying(phrase)) == 1, phrase
    for phrase in ("plan ready", "own words", "ready mad", "eady-made", "", "…"):
        assert store.saying(phrase) == (), phrase


def test_saying_is_newest_first_and_limited(store: SqlStore) -> None:
    """Of many quotes with the phrase the newest come, as many as asked for."""
    many(store)
    found = store.saying("of the day", limit=3)
    assert [each.quote.text.split()[2] for each in found] == ["0", "1", "2"]


def test_speakers_are_told_apart_and_counted(store: SqlStore) -> None:
    """Two people of one surname both come, the busier first, each with roles and topics; unnamed sources do not."""
    store.record(told("One road,", Speaker("Ana Kovač", role="finance minister"), "roads", url="https://a.example/1"))
    later = {"published": NOW + HOUR, "fetched": NOW + HOUR}
    store.record(told("Two roads,", Speaker("Ana Kovač", role="mayor"), "roads", url="https://a.example/2", **later))  # type: ignore[arg-type]
    store.record(told("Three,", Speaker("Ben Kovač"), url="https://a.example/3"))
    store.record(told("Four,", Speaker("a kovac official", SpeakerKind.UNNAMED), url="https://a.example/4"))
    ana, ben = store.speakers("kovac")
    assert (ana.speaker, ana.quotes, ana.topics) == (Speaker("Ana Kovač", role="mayor"), 2, ("roads",))
    assert [role for role, _ in ana.roles] == ["mayor", "finance minister"]
    assert (ben.speaker.name, ben.quotes) == ("Ben Kovač", 1)
    assert store.speakers("official") == ()
    assert store.speakers("kova") == ()


def test_an_unsure_quote_tells_nothing_of_a_speaker(store: SqlStore) -> None:
    """A quote less sure than asked gives the speaker no role, no source of one, no topic, and is not counted."""
    mayor = Speaker("Ana Kovač", role="mayor")
    first, second = "https://a.example/1", "https://a.example/2"
    later = {"published": NOW + HOUR, "fetched": NOW + HOUR}
    store.record(told("One,", mayor, "roads", url=first, confidence=0.4))
    store.record(told("Two,", mayor, "taxes", url=second, confidence=0.9, **later))  # type: ignore[arg-type]
    (every,) = store.speakers("kovac")
    (sure,) = store.speakers("kovac", 0.75)
    assert (every.quotes, every.roles[0][1].url) == (2, first)
    assert (sure.quotes, sure.topics) == (1, ("taxes",))
    assert [(role, source.url) for role, source in sure.roles] == [("mayor", second)]
    (nothing,) = store.speakers("kovac", 0.95)
    assert (nothing.quotes, nothing.roles, nothing.topics, nothing.speaker.role) == (0, (), (), "")


def test_known_names_and_topics_complete_a_prefix(store: SqlStore) -> None:
    """A prefix gives speakers by any alias and topics by key or name, busiest first; its wildcards are plain."""
    many(store, 6)
    store.record(told("The bridge holds,", REED, "bridges", url="https://a.example/9"))
    assert [each.speaker.name for each in store.known_speakers("")] == ["Ana Kovač", "Tom Reed"]
    assert [each.speaker.name for each in store.known_speakers("ree")] == ["Tom Reed"]
    assert [each.name for each in store.known_topics("")] == ["roads", "bridges"]
    assert [(each.key, each.quotes) for each in store.known_topics("brid")] == [("bridg", 1)]
    assert store.known_speakers("%") == ()
    assert store.known_topics("_") == ()
    assert len(store.known_speakers(limit=1)) == len(store.known_topics(limit=1)) == 1


def test_outlets_come_busiest_first(store: SqlStore) -> None:
    """Outlets with quotes are listed once, the busiest first."""
    many(store)
    assert store.outlets() == ("Coast Daily", "The Harbour Post")


def test_news_is_what_was_recorded_in_the_window(store: SqlStore) -> None:
    """News begins with since and ends before until, oldest first; silent articles are on the record only."""
    for number in range(3):
        at = NOW + number * HOUR
        store.record(told(f"Sentence {number},", url=f"https://a.example/{number}", published=at, fetched=at))
    store.record(told("An old sentence,", url="https://a.example/old", silent=True))
    store.record(findings(article("No quote.", url="https://a.example/none"), dropped=2))
    news = store.news(NOW, NOW + 2 * HOUR)
    assert [each.quote.text for each in news.quotes] == ["Sentence 0,", "Sentence 1,"]
    assert len(news.publications) == 3
    assert news.dropped == 2
    assert store.totals().quotes == 4
    assert store.quotes(QuoteQuery(words="old")).total == 1


def test_news_counts_feeds_and_failing_ones(fed: SqlStore) -> None:
    """The window also says how many feeds are followed and how many of them fail."""
    fed.add_feed(OTHER, Polling(NOW, failures=1, failing_since=NOW, reason="HTTP 500"))
    news = fed.news(NOW, NOW + HOUR)
    assert (news.feeds, news.failing_feeds) == (2, 1)


def test_totals_count_what_is_there(fed: SqlStore) -> None:
    """Totals count feeds, entries, articles, quotes, speakers, waiting and dropped, and name the last poll."""
    fed.keep_poll(FEED, replace(SEEDED, last_try_at=NOW), [(keys(entry(1)), entry(1))], now=NOW)
    fed.record(replace(told("We keep the road open,"), dropped=3))
    found = fed.totals()
    assert (found.feeds, found.entries, found.articles, found.quotes, found.speakers) == (1, 1, 1, 1, 1)
    assert (found.pending, found.dropped, found.last_poll_at) == (1, 3, NOW)


def test_the_newest_articles_are_listed(store: SqlStore) -> None:
    """Publications come newest recorded first, within the limit."""
    for number in range(3):
        store.record(told("So,", url=f"https://a.example/{number}", fetched=NOW + number * HOUR))
    assert [each.url for each in store.publications(2)] == ["https://a.example/2", "https://a.example/1"]


def test_articles_without_a_date_take_their_fetch_time(store: SqlStore) -> None:
    """A quote of an undated article stands in the order at the time it was fetched."""
    many(store, 2)
    store.record(
        told("Sentence number 99 of the day,", url="https://a.example/x", published=None, fetched=NOW - HOUR / 2)
    )
    assert numbers(store, QuoteQuery()) == [0, 99, 1]


def test_many_quotes_of_one_second_are_all_kept(store: SqlStore) -> None:
    """Quotes published in the same second neither push each other out nor change their order."""
    source = article("\n\n".join(f"“Line {number} here,” Kovač said." for number in range(40)))
    quotes = [filed(quote(source, f"Line {number} here,")) for number in range(40)]
    assert store.record(findings(source, quotes)) == 40
    first = [each.quote.id for each in store.quotes(QuoteQuery(limit=40)).quotes]
    assert len(set(first)) == 40
    assert [each.quote.id for each in store.quotes(QuoteQuery(limit=40)).quotes] == first


def test_quotes_whose_ids_begin_alike_are_all_kept(store: SqlStore) -> None:
    """Quotes that wish for one number get one each, whether they come together or one article after the other."""
    for page in range(3):
        source = article(
            "\n\n".join(f"“Line {n} here,” Kovač said." for n in range(4)), url=f"https://a.example/{page}"
        )
        quotes = [filed(replace(quote(source, f"Line {n} here,"), id=f"abcde{page}{n:018}")) for n in range(4)]
        assert store.record(findings(source, quotes)) == 4
        assert store.record(findings(source, quotes)) == 0
    assert store.quotes(QuoteQuery(limit=40)).total == 12


def test_a_quote_changed_by_hand_is_refused(store: SqlStore) -> None:
    """Words that no longer match their carrier are never shown."""
    found = told("We keep the road open,")
    store.record(found)
    with store.database.writing() as connection:
        connection.execute(text("UPDATE quote SET text = 'We keep the road shut,'"))
    with pytest.raises(StoreError, match="changed by hand"):
        store.quote(found.quotes[0].quote.id)


# Channels and deliveries


CHANNEL = Channel(
    "console:desk",
    "console",
    "desk",
    "Europe/Berlin",
    times=(DigestTime(time(8)), DigestTime(time(17, 30), frozenset({5, 6}))),
    topics=("Nato", "trade"),
    paused=True,
    paused_until=NOW,
    paused_reason="holiday",
    since=NOW,
    empty_line=True,
)
SLOT = Slot(CHANNEL.id, date(2025, 2, 14), time(8), NOW)


def delivery(at: datetime = NOW, slot: Slot = SLOT, state: DeliveryState = DeliveryState.CLAIMED) -> Delivery:
    return Delivery(slot, state, at - 24 * HOUR, at, at, at + timedelta(minutes=2))


def test_a_channel_comes_back_as_it_was(store: SqlStore) -> None:
    """Every setting survives; writing again replaces."""
    store.keep_channel(CHANNEL)
    assert store.channel(CHANNEL.id) == CHANNEL
    plain = Channel(CHANNEL.id, "console", "desk")
    store.keep_channel(plain)
    store.keep_channel(Channel("a", "console", "a"))
    assert store.channels() == (Channel("a", "console", "a"), plain)
    assert store.channel("unknown") is None


def test_the_first_claim_wins(store: SqlStore) -> None:
    """The first to come gets the slot, another one is told who holds it."""
    assert store.claim(delivery(), owner="one") == (True, None)
    assert store.claim(delivery(), owner="two") == (False, delivery())


def test_an_own_lease_may_be_taken_up_at_once(store: SqlStore) -> None:
    """A node that comes back takes its own claim over, with a new lease, and is told of the first one."""
    store.claim(delivery(), owner="one")
    again = delivery(NOW + timedelta(seconds=5))
    assert store.claim(again, owner="one") == (True, delivery())
    found = store.delivery(SLOT)
    assert found is not None
    assert found.lease_until == again.lease_until


def test_an_expired_lease_may_be_taken_over(store: SqlStore) -> None:
    """Another node waits until the lease has ended; taking over renews it against the first owner."""
    store.claim(delivery(), owner="one")
    assert store.claim(delivery(NOW + timedelta(seconds=119)), owner="two")[0] is False
    assert store.claim(delivery(NOW + timedelta(seconds=120)), owner="two") == (True, delivery())
    assert store.claim(delivery(NOW + timedelta(seconds=121)), owner="one")[0] is False


def test_a_settled_slot_is_never_claimed_again(store: SqlStore) -> None:
    """Whatever became of a slot, nobody gets it again, not even its owner a day later."""
    for day, state in enumerate([each for each in DeliveryState if each is not DeliveryState.CLAIMED], start=1):
        slot = replace(SLOT, day=date(2025, 2, day))
        store.claim(delivery(slot=slot), owner="one")
        done = delivery(slot=slot, state=state)
        done = replace(done, posted_at=NOW, post="p1", note="late", stories=("s",), quotes=("q", "r"))
        store.settle(done)
        assert store.delivery(slot) == done
        for owner in ("one", "two"):
            assert store.claim(delivery(NOW + 24 * HOUR, slot), owner=owner) == (False, done)


@pytest.mark.usefixtures("store")
def test_of_many_claims_at_once_one_wins(address: str) -> None:
    """Eight threads with connections of their own race for a slot: exactly one gets it, each round."""
    stores = [SqlStore(address) for _ in range(8)]
    for day in range(1, 6):
        slot = replace(SLOT, day=date(2025, 3, day))
        start = threading.Barrier(8)

        def race(number: int, slot: Slot = slot, start: threading.Barrier = start) -> bool:
            start.wait()
            return stores[number].claim(delivery(slot=slot), owner=str(number))[0]

        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(race, range(8))) == 1
    for each in stores:
        each.close()


def test_of_many_takeovers_at_once_one_wins(store: SqlStore) -> None:
    """Six threads that find the same expired lease: exactly one takes it over."""
    store.claim(delivery(), owner="dead")
    late = delivery(NOW + HOUR)
    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(lambda name: store.claim(late, owner=f"node {name}")[0], range(6))) == 1


def test_deliveries_come_newest_first(store: SqlStore) -> None:
    """History is of one channel, newest first, limited; the last in given states is found among them."""
    for day, state in ((1, DeliveryState.POSTED), (2, DeliveryState.EMPTY), (3, DeliveryState.FAILED)):
        at = datetime(2025, 2, day, 7, tzinfo=UTC)
        slot = Slot(CHANNEL.id, date(2025, 2, day), time(8), at)
        store.claim(delivery(at, slot), owner="one")
        store.settle(delivery(at, slot, state))
    store.claim(delivery(slot=replace(SLOT, channel_id="other")), owner="one")
    assert [each.slot.day.day for each in store.deliveries(CHANNEL.id)] == [3, 2, 1]
    assert [each.slot.day.day for each in store.deliveries(CHANNEL.id, 1)] == [3]
    last = store.last_delivery(CHANNEL.id, DeliveryState.POSTED, DeliveryState.EMPTY)
    assert last is not None
    assert last.slot.day.day == 2
    assert store.last_delivery(CHANNEL.id, DeliveryState.MAYBE) is None


# The store as a whole


def test_pruning_removes_quotes_and_texts_but_no_hash(store: SqlStore) -> None:
    """Old quotes leave every look-up, old texts are emptied; what is newer stays, and each text's hash stays."""
    old = told("We keep the road open,", KOVAC, "roads", url="https://a.example/1", fetched=NOW - 48 * HOUR)
    new = told("The bridge holds,", REED, "bridges", url="https://a.example/2")
    store.record(old)
    store.record(new)
    assert store.prune(quotes_before=NOW - 24 * HOUR, texts_before=NOW + HOUR) == (1, 2)
    assert store.quote(old.quotes[0].quote.id) is None
    assert [each.quote.text for each in store.quotes(QuoteQuery()).quotes] == ["The bridge holds,"]
    assert store.quotes(QuoteQuery(words="road")).total == store.quotes(QuoteQuery(topics=("road",))).total == 0
    assert store.saying("keep the road") == ()
    assert [each.speaker.name for each in store.known_speakers()] == ["Tom Reed"]
    assert [each.key for each in store.known_topics()] == ["bridg"]
    emptied = store.article(new.article.id)
    assert emptied is not None
    assert emptied.text == ""
    with store.database.reading() as connection:
        hashes = set(connection.execute(text("SELECT text_hash FROM article")).scalars())
    assert hashes == {digest_of(old.article.text), digest_of(new.article.text)}
    assert store.quote(new.quotes[0].quote.id) == new.quotes[0]
    assert store.prune(quotes_before=NOW - 24 * HOUR, texts_before=NOW + HOUR) == (0, 0)


def test_tables_and_migrations_agree(store: SqlStore) -> None:
    """What the migrations build is what the code and slack_sdk expect: comparing finds no difference."""
    installed = KnownInstallations("", store.database.engine, lambda _who, _name: None, Seal())
    tokens = installed.metadata
    SQLAlchemyOAuthStateStore.build_oauth_states_table(tokens, "slack_oauth_states")
    with store.database.reading() as connection:
        for ours, expected in ((_ours, metadata), (_of_slack, tokens)):
            context = MigrationContext.configure(connection, opts={"include_name": ours, "compare_type": True})
            assert compare_metadata(context, expected) == []


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not (name or "").startswith(("quote_text", "slack_"))


def _of_slack(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or (name or "").startswith("slack_")


def test_migrating_twice_changes_nothing(store: SqlStore) -> None:
    """A second migration is nothing, and the version is the one that check names."""
    store.record(told("We keep the road open,"))
    before = store.check()
    store.migrate()
    assert (store.check(), store.totals().quotes) == (before, 1)


def test_migrating_at_once_is_safe(address: str) -> None:
    """Eight nodes that start on an empty database at once all find it ready."""
    stores = [SqlStore(address) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: each.migrate(), stores))
    assert len({each.check() for each in stores}) == 1
    for each in stores:
        each.close()


def test_a_database_without_tables_is_named(address: str) -> None:
    """Before migrating, check and every question say what to run."""
    made = SqlStore(address)
    for ask in (made.check, made.totals, made.feeds):
        with pytest.raises(StoreError, match="onrecord migrate"):
            ask()
    made.close()


def test_a_newer_database_is_named(store: SqlStore) -> None:
    """Tables of a version that this program does not know are left alone, in words."""
    with store.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for ask in (store.check, store.migrate):
        with pytest.raises(StoreError, match="newer On Record"):
            ask()


def test_a_file_that_is_something_else_is_named(tmp_path: Path) -> None:
    """A file that is no database, and one that is damaged, are refused in words and left as they are."""
    path = tmp_path / "letter.db"
    path.write_text("Dear reader, this is no database. " * 100)
    made = SqlStore(str(path))
    for ask in (made.check, made.migrate):
        with pytest.raises(StoreError, match="something else or is damaged"):
            ask()
    made.close()
    assert path.read_text().startswith("Dear reader")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A file that cannot be opened is an error in words."""
    made = SqlStore(str(tmp_path / "nowhere" / "ledger.db"))
    with pytest.raises(StoreError, match="cannot be opened"):
        made.check()
    made.close()


def test_a_path_may_hold_any_sign(tmp_path: Path) -> None:
    """A file's name is taken as it is: spaces, signs of addresses, accents."""
    path = tmp_path / "my ledger?a=b#c %20 é.db"
    made = SqlStore(str(path))
    made.migrate()
    made.close()
    assert path.exists()


def test_a_server_that_does_not_answer_is_named() -> None:
    """A closed port is an error in words, and the password is not among them."""
    made = SqlStore("postgresql://ana:secret@127.0.0.1:1/ledger")
    with pytest.raises(StoreError, match="does not answer") as caught:
        made.check()
    assert "secret" not in str(caught.value)
    made.close()


def test_a_database_missing_on_its_server_is_named(postgres: str) -> None:
    """A server without the database says so, and not that tables are missing."""
    made = SqlStore(postgres.replace("/postgres?", "/nowhere?"))
    with pytest.raises(StoreError, match="Create it"):
        made.check()
    made.close()


def test_a_failed_write_leaves_nothing_behind(store: SqlStore) -> None:
    """When recording fails in the middle, no part of the article is on the record."""
    found = told("We keep the road open,", KOVAC, "roads")
    bad = replace(found, quotes=(*found.quotes, replace(found.quotes[0], topics=(None, None))))  # type: ignore[arg-type]
    broken = replace(bad.quotes[1].quote, id=digest_of("other"))
    with pytest.raises(AttributeError):
        store.record(replace(bad, quotes=(found.quotes[0], replace(bad.quotes[1], quote=broken))))
    assert (store.totals().articles, store.totals().quotes, store.quotes(QuoteQuery(words="road")).total) == (0, 0, 0)


def test_a_backup_is_whole_while_others_write(tmp_path: Path) -> None:
    """A copy made while a thread writes opens, checks, and holds every quote that was there when it began."""
    store = SqlStore(str(tmp_path / "ledger.db"))
    store.migrate()
    many(store, 12)
    stop = threading.Event()
    writer = threading.Thread(target=_write_until, args=(store, stop))
    writer.start()
    copy = tmp_path / "copy.db"
    store.backup(str(copy))
    stop.set()
    writer.join()
    restored = SqlStore(str(copy))
    assert restored.check() == store.check()
    assert restored.quotes(QuoteQuery(topics=("road",))).total >= 12
    assert restored.quotes(QuoteQuery(words="sentence")).total == restored.totals().quotes
    with restored.database.reading() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    restored.close()
    store.close()


def _write_until(store: SqlStore, stop: threading.Event) -> None:
    number = 100
    while not stop.is_set():
        store.record(told(f"Sentence number {number} of the day,", url=f"https://a.example/{number}"))
        number += 1


def test_a_backup_never_overwrites(store: SqlStore, tmp_path: Path) -> None:
    """A file that exists, and a folder that does not, are refused; the file stays as it was."""
    there = tmp_path / "there.db"
    there.write_text("mine")
    with pytest.raises(BadSetting, match="there already"):
        store.backup(str(there))
    assert there.read_text() == "mine"
    with pytest.raises(BadSetting, match="no folder"):
        store.backup(str(tmp_path / "nowhere" / "copy.db"))


def test_a_backup_that_fails_leaves_no_file(tmp_path: Path) -> None:
    """A source that is no database is an error in words, and no half copy stays."""
    path = tmp_path / "letter.db"
    path.write_text("Dear reader, this is no database. " * 100)
    store = SqlStore(str(path))
    with pytest.raises(StoreError, match="could not be copied"):
        store.backup(str(tmp_path / "copy.db"))
    assert not (tmp_path / "copy.db").exists()


def test_postgres_is_backed_up_by_its_own_program(
    postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without pg_dump a Postgres backup says what is missing."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(BadSetting, match="pg_dump"):
        SqlStore(postgres).backup(str(tmp_path / "copy"))


def test_sqlite_runs_as_it_should(tmp_path: Path) -> None:
    """The file is in WAL mode with foreign keys and a busy timeout on every connection."""
    store = SqlStore(str(tmp_path / "ledger.db"))
    store.migrate()
    with store.database.reading() as connection:
        found = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        ]
    store.close()
    assert found == ["wal", 1, 1]
    plain = sqlite3.connect(tmp_path / "ledger.db")
    assert plain.execute("SELECT count(*) FROM quote").fetchone() == (0,)
    plain.close()


def test_old_texts_do_not_hide_a_page(store: SqlStore) -> None:
    """A page whose text was removed still answers with its quotes."""
    found = told("We keep the road open,")
    store.record(found)
    with store.database.writing() as connection:
        connection.execute(update(article_table).values(text=""))
    assert store.quotes_of(found.article.id) == found.quotes
