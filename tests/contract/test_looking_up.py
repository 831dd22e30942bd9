"""Look-ups give what a plain query gives, on both databases, and on a file they walk indexes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from sqlalchemy import event, func, select, update

from bot.edges.stores import seeking
from bot.edges.stores.lookups import _conditions, _held
from bot.edges.stores.queries import STANDING
from bot.edges.stores.schema import quote
from bot.edges.stores.seeding import Life, seed
from bot.edges.stores.sql import SqlStore
from bot.model.query import COUNTED, QuoteQuery

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
MANY = 3 * COUNTED


@pytest.fixture
def full(store: SqlStore) -> SqlStore:
    """Give a ledger with some thousand invented quotes, of which every seventh is gone from its page."""
    store.migrate()
    assert list(seed(store.database, MANY, NOW, random.Random(1))) == [MANY]
    with store.database.writing() as connection:
        seqs = connection.scalars(select(quote.c.seq).order_by(quote.c.seq)).all()
        connection.execute(update(quote).where(quote.c.seq.in_(seqs[::7])).values(gone_at=NOW))
    return store


def asked() -> Iterator[QuoteQuery]:
    """Yield queries of every kind."""
    life = Life(random.Random(1))
    ana, common = life.speakers[0].name.lower(), life.words
    for topics, speakers, words, phrases, outlets, since in product(
        ((), ("topic0",), ("topic1", "topic2")),
        ((), (ana,)),
        ("", common[0], f"{common[0]} {common[1]}"),
        ((), (f"{common[0]} {common[0]}",)),
        ((), ("Outlet 0", "Outlet 1")),
        (None, NOW - timedelta(days=200)),
    ):
        yield QuoteQuery(
            topics=topics,
            speakers=speakers,
            words=words,
            phrases=phrases,
            outlets=outlets,
            since=since,
            until=NOW - timedelta(days=3),
            workspace="slack:T1",
        )


def test_a_walk_finds_what_a_plain_query_finds(full: SqlStore) -> None:
    """Whatever is asked together, the newest that answer are found, each once and newest first."""
    for each in asked():
        plain = select(quote.c.seq).where(STANDING, *_conditions(full.database, each)).order_by(quote.c.seq.desc())
        with full.database.reading() as connection:
            expected = connection.scalars(plain.limit(50)).all()
            assert connection.scalars(seeking.newest(full.database, each, 50)).all() == expected, each


def test_what_is_counted_is_exact_up_to_its_end(full: SqlStore) -> None:
    """A count is exact up to a thousand; of more it says that there are more, and nothing of speakers and outlets."""
    all_of_it = full.quotes(QuoteQuery(limit=3))
    assert (len(all_of_it.quotes), all_of_it.total, all_of_it.speakers, all_of_it.outlets) == (3, COUNTED + 1, 0, 0)
    few = full.quotes(QuoteQuery(topics=("topic40",)))
    with full.database.reading() as connection:
        conditions = [STANDING, *_conditions(full.database, QuoteQuery(topics=("topic40",)))]
        assert few.total == len(connection.scalars(select(quote.c.seq).where(*conditions)).all()) > 0
    assert 0 < few.outlets <= few.total
    assert 0 < few.speakers <= few.total


def test_names_are_offered_busiest_first(full: SqlStore) -> None:
    """Topics, speakers and outlets come in the order of how much is said, with the numbers of a speaker's card."""
    topics, speakers = full.known_topics("topic", 5), full.known_speakers("", 5)
    assert [each.name for each in topics[:2]] == ["topic0", "topic1"]
    assert topics[0].quotes >= topics[1].quotes >= topics[2].quotes > 0
    assert full.outlets()[0] == "Outlet 0"
    (card,) = full.speakers(speakers[0].speaker.name.lower(), 0.5)
    assert (card.speaker.role, [role for role, _ in card.roles]) == ("minister", ["minister"])
    theirs = (STANDING, quote.c.speaker_key == card.key, quote.c.confidence >= 0.5)
    with full.database.reading() as connection:
        assert card.quotes == connection.scalar(select(func.count()).select_from(quote).where(*theirs))
    assert card.quotes
    assert len(card.topics) == 5
    totals = full.totals()
    assert (totals.quotes, totals.speakers) == (MANY - len(range(0, MANY, 7)), 5_000)


@pytest.mark.parametrize(
    "query",
    [
        QuoteQuery(topics=("topic0",)),
        QuoteQuery(topics=("topic0",), since=NOW - timedelta(days=30), workspace="slack:T1"),
        QuoteQuery(speakers=("ana kovač",), confidence_from=0.8),
        QuoteQuery(speakers=("ana kovač",), topics=("topic0",)),
        QuoteQuery(outlets=("Outlet 0",)),
        QuoteQuery(words="kovač"),
        QuoteQuery(),
    ],
)
def test_a_walk_sorts_and_scans_nothing(full: SqlStore, query: QuoteQuery) -> None:
    """On a file each look-up follows an index in its order: nothing is sorted, no table is read from end to end."""
    if not full.database.sqlite:
        return  # Postgres chooses by statistics, and of some thousand rows it rightly reads all
    found = seeking.newest(full.database, query, 200).compile(
        full.database.engine, compile_kwargs={"literal_binds": True}
    )
    with full.database.reading() as connection:
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {found}")]
    assert not [step for step in plan if "TEMP B-TREE" in step], plan
    opened = [step for step in plan if step.startswith("SEARCH quote ") and "COVERING" not in step]
    assert not opened, plan
    scans = [step for step in plan if step.startswith("SCAN") and "USING" not in step and "VIRTUAL TABLE" not in step]
    assert not scans, plan


def test_what_is_new_is_found_without_reading_all(full: SqlStore) -> None:
    """On a file the quotes of a window are found by when they were recorded, for digests and for counts."""
    if not full.database.sqlite:
        return  # as above
    asked: list[str] = []
    engine = full.database.engine

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    full.news(NOW - timedelta(days=1), NOW)
    assert full.compared(NOW - timedelta(days=7), NOW)[0] > 0
    event.remove(engine, "before_cursor_execute", note)
    windows = [each for each in asked if "quote.recorded_at >=" in each]
    assert len(windows) == 3
    with full.database.reading() as connection:
        for each in windows:
            values = dict.fromkeys(range(each.count("?")), 0).values()
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {each}", tuple(values))]
            assert any("quote_recorded" in step for step in plan), (each, plan)


def test_a_card_has_each_role_with_its_first_and_last_sure_quote(full: SqlStore) -> None:
    """Roles come newest first, each with the article where it was first read; unsure quotes give none."""
    (busiest,) = full.known_speakers("", 1)
    theirs = select(quote.c.seq, quote.c.article_id).where(quote.c.speaker_key == busiest.key).order_by(quote.c.seq)
    with full.database.writing() as connection:
        held = connection.execute(theirs).all()
        roles = {"": held[:3], "envoy": held[3:6], "chair": held[6:9], "guest": held[9:12], "minister": held[12:]}
        for role, rows in roles.items():
            seqs = [row.seq for row in rows]
            sure = {"role": role, "confidence": 0.2 if role == "guest" else 0.9}
            connection.execute(update(quote).where(quote.c.seq.in_(seqs)).values(sure))
    (card,) = full.speakers(busiest.speaker.name.lower(), 0.5)
    found = [(role, publication.article_id) for role, publication in card.roles]
    assert found == [(role, roles[role][0].article_id) for role in ("minister", "chair", "envoy")]
    assert card.speaker.role == "minister"


def test_a_card_opens_none_of_a_speakers_quotes(full: SqlStore) -> None:
    """On a file roles and numbers are read from an index alone, however much somebody said."""
    if not full.database.sqlite:
        return  # as above
    held = _held("ana kakami", quote.c.confidence >= 0.8)
    compiled = held.compile(full.database.engine, compile_kwargs={"literal_binds": True})
    with full.database.reading() as connection:
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")]
    on_quotes = [step for step in plan if " quote " in step]
    assert on_quotes
    assert all("COVERING INDEX quote_card" in step for step in on_quotes), plan


def test_sheets_hold_all_that_a_plain_query_finds(full: SqlStore) -> None:
    """Read sheet by sheet, each question gives every quote once and in order."""
    for query in (QuoteQuery(), QuoteQuery(topics=("topic1",)), QuoteQuery(outlets=("Outlet 0",))):
        found: list[str] = []
        before = 0
        while True:
            sheet = full.sheet(replace(query, limit=170, before=before))
            found += [each.quote.id for each in sheet.quotes]
            before = sheet.before
            if not before:
                break
        with full.database.reading() as connection:
            plain = select(quote.c.id).where(STANDING, *_conditions(full.database, query)).order_by(quote.c.seq.desc())
            assert found == list(connection.scalars(plain))


def test_what_a_page_tells_of_an_outlet_is_walked_from_the_newest_on(full: SqlStore) -> None:
    """An outlet is found under any spelling, told by its newest articles alone; a page has those read around it."""
    known = full.outlet("outlet 0")
    assert known
    assert (known.name, known.whole + known.teasers) == ("Outlet 0", known.looked)
    assert full.outlet("Outlet nobody knows") is None
    assert full.topic_called("topic0")
    assert full.topic_voices("topic0", 0)[0][1] >= full.topic_voices("topic0", 0)[-1][1]
    assert full.outlet_voices("Outlet 0", 0)
    (newest,) = full.sheet(QuoteQuery(limit=1)).quotes
    around = full.read_around(newest.quote.publication.page_id, 5)
    assert newest.quote.publication.page_id in {each.page_id for each in around}
    assert full.read_around("nothing") == ()
