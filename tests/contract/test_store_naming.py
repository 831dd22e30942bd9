"""What every store owes to who is who, on SQLite and Postgres."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.edges.stores.sql import SqlStore
from bot.ledger import people
from bot.model.query import ChangeQuery, QuoteQuery
from bot.model.record import Naming, Speaker
from tests.contract.filling import FEED, SEEDED
from tests.contract.test_store_positions import NEVER, retreat
from tests.unit.building import KOVAC, NOW, told

JIM, TOM = Speaker("Jim Reed", role="harbour master"), Speaker("Tom Reed", role="mayor")
ZELENSKY, ZELENSKYY = Speaker("Volodymyr Zelensky"), Speaker("Volodymyr Zelenskyy")
SAME = Naming("one", "jim reed", "tom reed", "Jim Reed is Tom Reed", "@ana", NOW)
APART = Naming("two", "volodymyr zelenskyy", "=volodymyr zelenskyy", "somebody else", "@ana", NOW)


def say(store: SqlStore, words: str, speaker: Speaker) -> None:
    """Record an article in which somebody says something."""
    store.record(told(words, speaker, "roads", url=f"https://harbour.example/{words.replace(' ', '-')}"))


def said(store: SqlStore, alias: str) -> set[tuple[str, str]]:
    """Return the words found under an alias, each with the name that it is shown with."""
    found = store.quotes(QuoteQuery(speakers=(alias,), limit=50)).quotes
    return {(each.quote.text, each.quote.speaker.name) for each in found if each.quote.speaker}


def test_two_names_that_are_one_person_are_one_everywhere_and_undo_parts_them(store: SqlStore) -> None:
    """After a merge each name finds all words, under one label, also words that come later; undo brings back both."""
    say(store, "The first words of Jim", JIM)
    say(store, "The first words of Tom", TOM)
    say(store, "The second words of Tom", TOM)
    before = {alias: said(store, alias) for alias in ("jim reed", "tom reed", "reed")}
    assert store.decide(SAME) == 1
    say(store, "The later words of Jim", JIM)
    texts = {"The first words of Jim", "The first words of Tom", "The second words of Tom", "The later words of Jim"}
    for alias in ("jim reed", "tom reed", "reed"):
        assert said(store, alias) == {(text, "Tom Reed") for text in texts}
    (known,) = store.speakers("jim reed")
    assert (known.speaker.name, known.quotes) == ("Tom Reed", 4)
    assert {role for role, _ in known.roles} == {"harbour master", "mayor"}
    assert store.spellings("tom reed") == (("Jim Reed", 2), ("Tom Reed", 2))
    assert store.namings() == (SAME,)
    assert store.undo("one") == 2
    assert store.undo("one") is None
    later = ("The later words of Jim", "Jim Reed")
    assert said(store, "jim reed") == before["jim reed"] | {later}
    assert said(store, "tom reed") == before["tom reed"]
    assert said(store, "reed") == before["reed"] | {later}
    assert len(store.speakers("reed")) == 2


def test_a_spelling_that_is_parted_is_somebody_else_and_undo_joins_it(store: SqlStore) -> None:
    """Spellings are one person by themselves; parted, neither finds the other's words, also later ones."""
    say(store, "The words as most spell him", ZELENSKY)
    say(store, "The words of the other one", ZELENSKYY)
    both = {("The words as most spell him", "Volodymyr Zelensky"), ("The words of the other one", "Volodymyr Zelensky")}
    assert said(store, "volodymyr zelenskyy") == said(store, "volodymyr zelensky") == both
    assert store.decide(APART) == 1
    say(store, "The later words of the other one", ZELENSKYY)
    assert {text for text, _ in said(store, "volodymyr zelensky")} == {"The words as most spell him"}
    assert said(store, "volodymyr zelenskyy") == {
        ("The words of the other one", "Volodymyr Zelenskyy"),
        ("The later words of the other one", "Volodymyr Zelenskyy"),
    }
    assert store.undo("two") == 2
    assert len(said(store, "volodymyr zelenskyy")) == 3
    assert len(store.speakers("volodymyr zelensky")) == 1


def test_positions_go_with_their_person(store: SqlStore) -> None:
    """A change of position is found under the other name after a merge, with its label, and not after undo."""
    store.record(NEVER)
    store.record(retreat())
    say(store, "The first words of Tom", TOM)
    found = Naming("three", people.key(KOVAC.name), "tom reed", "Ana Kovač is Tom Reed", "@ana", NOW)
    assert store.changes(ChangeQuery(speakers=("tom reed",))) == ()
    store.decide(found)
    (change,) = store.changes(ChangeQuery(speakers=("tom reed",)))
    assert change.speaker.name in {"Tom Reed", KOVAC.name}
    assert {each.quote.speaker and each.quote.speaker.name for each in store.quotes(QuoteQuery(limit=9)).quotes} == {
        change.speaker.name
    }
    store.undo("three")
    assert store.changes(ChangeQuery(speakers=("tom reed",))) == ()
    assert len(store.changes(ChangeQuery(speakers=("ana kovač",)))) == 1


def test_decisions_follow_one_another(store: SqlStore) -> None:
    """Who is merged into somebody who is merged goes along; a circle ends somewhere and loses nobody."""
    third = Speaker("Ida Brandt")
    for speaker in (JIM, TOM, third):
        say(store, f"The words of {speaker.name}", speaker)
    store.decide(SAME)
    store.decide(Naming("b", "tom reed", "ida brandt", "Tom Reed is Ida Brandt", "@ana", NOW + timedelta(minutes=1)))
    assert len(said(store, "jim reed")) == len(said(store, "ida brandt")) == 3
    store.decide(Naming("c", "ida brandt", "jim reed", "Ida Brandt is Jim Reed", "@ana", NOW + timedelta(minutes=2)))
    assert len(store.quotes(QuoteQuery(limit=9)).quotes) == 3
    assert {len(said(store, alias)) for alias in ("jim reed", "tom reed", "ida brandt")} <= {1, 2, 3}
    for id_ in ("c", "b", "one"):
        store.undo(id_)
    assert [len(said(store, alias)) for alias in ("jim reed", "tom reed", "ida brandt")] == [1, 1, 1]


def test_an_outlet_that_is_renamed_is_so_on_all_that_was_read_of_it(store: SqlStore) -> None:
    """Its feeds, articles and look-ups bear the new name, a poll that was under way keeps it; other outlets do not."""
    say(store, "The first words of Jim", JIM)
    other = told("The words in another paper", JIM, "roads", url="https://coast.example/a", outlet="Coast Daily")
    store.record(other)
    mine = replace(FEED, id="feed")
    store.add_feed(mine, SEEDED)
    assert store.rename(["feed"], ["The Harbour Post"], "Harbour Gazette") == 1
    store.keep_poll(mine, SEEDED, [], now=NOW)
    (kept,) = store.feeds()
    assert (kept.feed.named, kept.feed.outlet) == ("Harbour Gazette", "Harbour Gazette")
    by_outlet = {name: store.quotes(QuoteQuery(outlets=(name,))).total for name in store.outlets()}
    assert by_outlet == {"Harbour Gazette": 1, "Coast Daily": 1}
    assert store.quotes(QuoteQuery(outlets=("The Harbour Post",))).total == 0
    assert store.rename(["feed"], ["Harbour Gazette"], "The Harbour Post") == 1
    assert store.quotes(QuoteQuery(outlets=("the harbour post",))).total == 1
