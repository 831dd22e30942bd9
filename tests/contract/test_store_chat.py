"""What every store must do for chat platforms, on SQLite and on Postgres."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.edges.stores.schema import workspace
from bot.edges.stores.sql import SqlStore
from bot.ledger.meant import is_about, meant
from bot.model.ask import Standing
from bot.model.briefing import Channel
from bot.model.query import ChangeQuery, QuoteQuery
from bot.model.text import Span
from bot.model.workspace import Appointee, Objection, OwnTopic, Reference, SettingChange, Workspace
from bot.reading.gate import told as gate_told
from tests.contract.filling import FEED, HOUR, OTHER, SEEDED, entry, poll
from tests.unit.building import KOVAC, NOW, article, findings, moved_position, told

ONE, TWO = "slack:T1", "slack:T2"


def objection(quote_id: str, person: str, *, workspace: str = ONE, manager: bool = False) -> Objection:
    return Objection(quote_id, workspace, person, person, manager, "not their words", NOW)


def test_a_workspace_comes_back_as_it_was(store: SqlStore) -> None:
    """Every setting survives; a workspace that nobody set up has the defaults."""
    own = (OwnTopic("grain deal", ("grain", "Black Sea")), OwnTopic("Łódź", ("żelazo",)))
    kept = Workspace(
        ONE, "Harbour", Standing.MANAGER, (Appointee("slack:T1:UANA", "@ana"),), classic=True, topics=own, gone_at=NOW
    )
    store.keep_workspace(Workspace(ONE, "Before"))
    store.keep_workspace(kept)
    assert store.workspace(ONE) == kept
    assert store.workspace(TWO) == Workspace(TWO)


def test_a_workspace_of_an_older_version_has_no_topics_of_its_own(store: SqlStore) -> None:
    """Settings written before there were own topics and names of managers are read, and can be written again."""
    before = {"id": ONE, "name": "Harbour", "policy": 2, "managers": [f"{ONE}:UZOE"], "classic": False, "gone_at": None}
    with store.database.writing() as connection:
        connection.execute(store.database.insert(workspace).values(id=ONE, settings=json.dumps(before)))
    assert store.workspace(ONE) == Workspace(ONE, "Harbour", Standing(2), (Appointee(f"{ONE}:UZOE"),))
    store.keep_workspace(replace(store.workspace(ONE), topics=(OwnTopic("valley", ("Sarn",)),)))
    assert store.workspace(ONE).topics == (OwnTopic("valley", ("Sarn",)),)


WORDS = (
    ("Every grain ship counts,", ()),
    ("We shall sign it,", ("wheat",)),
    ("The Black Sea’s ports are open,", ()),
    ("Das Café öffnet um acht,", ()),
    ("The sea was black and ingrained in us,", ("rail",)),
)
ABOUT = (
    OwnTopic("grain deal", ("grain", "wheat", "Black Sea")),
    OwnTopic("black sea", ("BLACK SEA",)),
    OwnTopic("breakfast", ("cafe", "US")),
    OwnTopic("hostile", ('" OR *', "grain* NEAR", "it's & | !")),
    OwnTopic("rails", ("iron",)),
)


@pytest.mark.parametrize("own", ABOUT, ids=[each.name for each in ABOUT])
def test_the_look_up_finds_what_the_pure_function_finds(store: SqlStore, own: OwnTopic) -> None:
    """By topic keys and by words, a store answers for an own topic with exactly the quotes that are about it."""
    made = [told(words, KOVAC, *names, url=f"https://a.example/{words[:9]}") for words, names in WORDS]
    for each in made:
        store.record(each)
    about = meant(own.name, ABOUT)
    expected = {each.quotes[0].quote.text for each in made if is_about(each.quotes[0], about)}
    query = QuoteQuery(topics=about.keys, phrases=about.phrases)
    assert {each.quote.text for each in store.quotes(query).quotes} == expected
    assert sum(number for _, number in store.quotes_by_day(query)) == len(expected)
    assert {"grain deal": 3, "black sea": 1, "breakfast": 1, "hostile": 0, "rails": 1}[own.name] == len(expected)
    assert store.quotes(replace(query, words="number nine")).total == 0
    assert store.quotes(QuoteQuery(phrases=("grain",), words="ship")).total == 1


def test_changes_are_found_by_topics_or_by_the_words_of_a_side(store: SqlStore) -> None:
    """An own topic finds the changes on its keys and those that hold a phrase, and no more than asked for."""
    ids = []
    for number, (before, name) in enumerate((("No grain by rail.", "rail"), ("Never.", "wheat"), ("No.", "rail"))):
        source = article(f"{before}\nPerhaps later.", url=f"https://a.example/{number}")
        sides = (gate_told(source, Span(0, len(before))), gate_told(source, Span(len(before) + 1, len(source.text))))
        change = moved_position(*sides, about=name)
        store.record(replace(findings(source), changes=(change,)))
        ids.append(change.id)

    def found(query: ChangeQuery) -> set[int]:
        return {ids.index(each.id) for each in store.changes(query)}

    assert found(ChangeQuery(topics=("rail",))) == {0, 2}
    assert found(ChangeQuery(topics=("wheat", "rail"))) == {0, 1, 2}
    assert found(ChangeQuery(topics=("wheat",), phrases=("grain",))) == {0, 1}
    assert len(found(ChangeQuery(topics=("wheat",), phrases=("grain",), limit=1))) == 1
    assert found(ChangeQuery(phrases=("grain",), speakers=("nobody",))) == set()


def test_a_button_knows_its_line(store: SqlStore) -> None:
    """What a button stands for is found again; one that is made anew begins a new life; old ones are forgotten."""
    old = Reference("r1", "who-said nato", f"{ONE}:C1", f"{ONE}:UANA", NOW - timedelta(days=91))
    store.keep_references((old, replace(old, ref="r2"), replace(old, ref="r2")))
    store.keep_references((replace(old, ref="r2", created_at=NOW),))
    store.keep_references(())
    store.forget_chat(references_before=NOW - timedelta(days=90), once_before=NOW)
    assert store.reference("r1") is None
    assert store.reference("r2") == replace(old, ref="r2", created_at=NOW)


def test_what_was_kept_in_a_window_is_found_by_its_names(store: SqlStore) -> None:
    """Names with a prefix, kept from a moment on and before another, come oldest first; a wildcard is a letter."""
    one = Reference("first:a", "1.1", f"{ONE}:C1", f"{ONE}:UANA", NOW)
    later = replace(one, ref="first:0", created_at=NOW + timedelta(hours=1))
    store.keep_references((later, one, replace(one, ref="second:a")))
    assert store.references_between("first:", NOW, NOW + timedelta(hours=2)) == (one, later)
    assert store.references_between("first:", NOW, NOW + timedelta(hours=1)) == (one,)
    assert store.references_between("f%", NOW, NOW + timedelta(hours=2)) == ()


def test_of_many_at_once_one_is_the_first(store: SqlStore) -> None:
    """However many see a key at the same time, one is the first; a key that is forgotten can come again."""
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: store.first("event:Ev1", NOW), range(24))) == 1
    store.forget_first("event:Ev1")
    assert store.first("event:Ev1", NOW)
    store.forget_chat(references_before=NOW, once_before=NOW + HOUR)
    assert store.first("event:Ev1", NOW)


def test_uses_are_counted_within_a_time(store: SqlStore) -> None:
    """The third use within an hour is refused; an hour after the first there is room for one."""

    def spend(minutes: int) -> bool:
        return store.spend("summarize", NOW + timedelta(minutes=minutes), most=2, within=HOUR)

    assert [spend(0), spend(10), spend(20), spend(60), spend(61), spend(70)] == [True, True, False, True, False, True]
    assert store.spend("other", NOW, most=1, within=HOUR)


def test_where_a_person_was_seen(store: SqlStore) -> None:
    """A person's channels are those in which they were seen and which they did not leave, each once."""
    for channel in ("C2", "C1", "C2"):
        store.seen(f"{ONE}:UANA", f"{ONE}:{channel}")
    assert store.channels_of(f"{ONE}:UANA") == (f"{ONE}:C1", f"{ONE}:C2")
    assert store.channels_of(f"{TWO}:UANA") == ()
    store.left(f"{ONE}:UANA", f"{ONE}:C1")
    assert store.channels_of(f"{ONE}:UANA") == (f"{ONE}:C2",)


def test_reports_hide_a_quote_in_their_workspace_only(store: SqlStore) -> None:
    """Two members hide a quote, one twice does not; another workspace still sees it, and a review shows it again."""
    made = told("We keep the road open,")
    store.record(made)
    quote_id = made.quotes[0].quote.id
    assert not store.object(objection(quote_id, "UANA"))
    assert not store.object(objection(quote_id, "UANA"))
    assert store.object(objection(quote_id, "UBEN"))
    article = made.article.id

    def seen(workspace: str) -> list[int]:
        shown = store.quotes(QuoteQuery(workspace=workspace)).total
        of, saying = store.quotes_of(article, workspace), store.saying("keep the road", 5, workspace)
        return [shown, len(of), len(saying), len(store.news(NOW - HOUR, NOW + 9 * HOUR, workspace).quotes)]

    assert seen(ONE) == [0, 0, 0, 0]
    assert seen(TWO) == [1, 1, 1, 1]
    assert sorted(each.person for each in store.objections(ONE)) == ["UANA", "UBEN"]
    assert store.review(quote_id, ONE, NOW)
    assert not store.review(quote_id, ONE, NOW)
    assert (seen(ONE), store.objections(ONE)) == ([1, 1, 1, 1], ())
    assert store.object(objection(quote_id, "UBOSS", manager=True))  # one manager is enough
    assert seen(ONE) == [0, 0, 0, 0]


def test_changes_are_listed_newest_first_by_workspace(store: SqlStore) -> None:
    """The log of one workspace says nothing of another's changes."""
    for place, said in (("C1", "@ana set 08:00"), ("C2", "@ben added a feed")):
        store.setting_changed(SettingChange(NOW, f"{ONE}:{place}", f"{ONE}:UANA", said))
    store.setting_changed(SettingChange(NOW, f"{TWO}:C1", f"{TWO}:UZOE", "@zoe paused"))
    assert [each.said for each in store.setting_changes(ONE)] == ["@ben added a feed", "@ana set 08:00"]
    assert [each.said for each in store.setting_changes(ONE, 1)] == ["@ben added a feed"]


def test_each_follower_has_feeds_of_its_own(store: SqlStore) -> None:
    """Two workspaces follow one feed: it is polled once, and ends when the last of them leaves it."""
    assert store.add_feed(FEED, SEEDED, ONE)
    assert store.add_feed(replace(FEED, added_by="zoe"), SEEDED, TWO)
    assert not store.add_feed(FEED, SEEDED, TWO)
    assert store.add_feed(OTHER, SEEDED, TWO)
    assert [each.feed.id for each in store.feeds()] == ["feed", "other"]
    assert [each.feed.added_by for each in store.feeds(TWO)] == ["zoe", ""]
    assert [each.feed.added_by for each in store.feeds(ONE)] == ["ana"]
    assert not store.remove_feed("other", ONE)
    assert store.remove_feed("feed", ONE)
    assert (store.feeds(ONE), len(store.feeds()), store.totals(ONE).feeds) == ((), 2, 0)
    assert store.remove_feed("feed", TWO)
    assert [each.feed.id for each in store.feeds()] == ["other"]


def test_a_feed_of_all_is_not_ended_by_one(store: SqlStore) -> None:
    """A feed that the operator follows too stays when a workspace leaves it; the operator ends it for all."""
    assert store.add_feed(FEED, SEEDED)
    assert store.add_feed(FEED, SEEDED, ONE)
    assert store.remove_feed("feed", ONE)
    assert len(store.feeds()) == 1
    store.add_feed(FEED, SEEDED, ONE)
    assert store.remove_feed("feed")
    assert store.feeds(ONE) == ()


def test_news_are_those_of_the_followed_feeds(store: SqlStore) -> None:
    """An article that two feeds carry is news for followers of either; one of another's feed is not."""
    store.add_feed(FEED, SEEDED, ONE)
    store.add_feed(OTHER, SEEDED, TWO)
    both = told("We keep the road open,", url="https://harbour.example/1")
    alone = told("The bridge is closed,", url="https://harbour.example/2")
    poll(store, entry(1), entry(2))
    poll(store, entry(1, feed_id="other", guid="there"), feed=OTHER)
    for made in (both, alone):
        fate = store.fate(made.article.publication.url)
        assert fate
        store.record(made, entry_id=fate.id)

    def news(follower: str) -> list[str]:
        found = store.news(NOW - HOUR, NOW + 9 * HOUR, follower, follower)
        assert len(found.publications) == len(found.quotes)
        return sorted(each.quote.text for each in found.quotes)

    assert news("") == news(ONE) == sorted([both.quotes[0].quote.text, alone.quotes[0].quote.text])
    assert news(TWO) == [both.quotes[0].quote.text]
    assert news("slack:T3") == []
    assert (store.news(NOW - HOUR, NOW, "", TWO).feeds, store.news(NOW - HOUR, NOW).feeds) == (1, 2)


def test_an_older_ledger_is_brought_to_this_version(store: SqlStore) -> None:
    """Feeds, quotes and channels of the first version are all there afterwards, and its feeds are everybody's."""
    store.add_feed(FEED, SEEDED)
    poll(store, entry(1))
    store.record(told("We keep the road open,"))
    store.keep_channel(Channel("console", "console", "desk"))
    newest = store.check()
    _back_to_first(store)
    with pytest.raises(Exception, match="migrate"):
        store.check()
    store.migrate()
    assert store.check() == newest
    assert (store.totals().feeds, store.totals().quotes, len(store.channels())) == (1, 1, 1)
    assert store.add_feed(replace(FEED), SEEDED, ONE)
    assert store.remove_feed("feed", ONE)
    assert len(store.feeds()) == 1


def _back_to_first(store: SqlStore) -> None:
    """Undo by hand what later versions made."""
    later = "following slack_bots slack_installations slack_oauth_states workspace reference once tally presence"
    with store.database.writing() as connection:
        more = "objection hidden audit position_change split alert watch correction post post_item"
        newest = "model_answer model_count model_endpoint notice subscription node ledger_time restored"
        last = "visited place taken_away naming topic secret translation"
        for table in [*later.split(), *more.split(), *newest.split(), *last.split()]:
            connection.execute(text(f"DROP TABLE {table}"))
        added = "article.gist quote.place quote.stance feed.person feed.origin feed.note entry.own entry.shared"
        for column in [*added.split(), "entry.outlet", "feed.named"]:
            connection.execute(text("ALTER TABLE {} DROP COLUMN {}".format(*column.split("."))))
        counted = (
            "article_outlet article_dropped quote_gone quote_card quote_recorded quote_standing speaker_alias_speaker"
        )
        for index in ("ix_entry_article_id", "ix_entry_key_entry_id", *counted.split()):
            connection.execute(text(f"DROP INDEX {index}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))


def test_what_is_proposed_never_undoes_what_was_set_meanwhile(store: SqlStore) -> None:
    """A channel's first settings are written only while nobody else wrote any; what stands is returned."""
    store.migrate()
    bare = Channel("slack:T1:C9", "slack", "news")
    waiting = replace(bare, paused=True, paused_reason="not started")
    assert store.propose_channel(waiting, None) == waiting
    chosen = replace(bare, zone="Europe/Berlin", set_by="slack:T1:UANA")
    store.keep_channel(chosen)
    assert store.propose_channel(waiting, None) == chosen
    assert store.propose_channel(waiting, bare) == chosen
    assert store.channel("slack:T1:C9") == chosen
    assert store.propose_channel(waiting, chosen) == waiting
