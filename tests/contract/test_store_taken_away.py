"""What every store owes to what a language model took away, on SQLite and Postgres."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.edges.stores.sql import SqlStore
from bot.model.choice import Doubt, TakenAway
from bot.model.correction import Cause
from bot.model.position import TAKEN_AWAY, PositionChange, Split
from bot.model.query import ChangeQuery, Findings
from tests.contract.filling import HOUR
from tests.contract.test_store_positions import BACK, NEVER, QUOTE, known, retreat
from tests.unit.building import NOW, article, findings

DIFFER = "Kovač and Reed, both of the council, differ on the toll."


def away(id_: str, what: str) -> TakenAway:
    """Return the note of something that was taken away."""
    return TakenAway(id_, what, "Ana Kovač", "words", "https://harbour.example", Doubt.TWO_MATTERS, "a-model", NOW)


def taken(store: SqlStore, found: Findings) -> tuple[PositionChange, Split]:
    """Record findings whose change and split are taken away, and return these."""
    (change,), (split,) = found.changes, found.splits
    store.keep_taken_away([away(change.id, "change"), away(split.id, "split")])
    lost = replace(change, withdrawn_why=f"{TAKEN_AWAY}a-model: two matters")
    store.record(replace(found, changes=(), splits=(), taken_away=(lost, split)))
    return change, split


def standing(store: SqlStore, found: Findings) -> tuple[list[str], list[str]]:
    """Return the ids of the changes and splits that stand."""
    return known(store), [each.id for each in store.splits_of(found.article.id)]


def test_what_was_taken_away_is_kept_and_not_shown(store: SqlStore) -> None:
    """It is in no answer and in a list of its own, whole, with who took it away; read again by rules it stays away."""
    store.record(NEVER)
    found = retreat(BACK, DIFFER)
    for _ in range(2):
        change, split = taken(store, found)
    assert standing(store, found) == ([], [])
    assert {each.id: each.why for each in store.lost()} == dict.fromkeys((change.id, split.id), Doubt.TWO_MATTERS)
    kept = store.change(change.id)
    assert kept
    assert (kept.before, kept.after) == (change.before, change.after)
    assert kept.withdrawn_why == "taken away by a-model: two matters"
    assert store.split(split.id) == split
    assert store.corrections() == ()
    store.record(found)
    assert standing(store, found) == ([], [])


def test_a_change_that_stood_and_is_taken_away_is_corrected_and_shown_anyway_again(store: SqlStore) -> None:
    """What may have been posted is struck like anything else that no longer stands, until a manager shows it."""
    store.record(NEVER)
    found = retreat(BACK, DIFFER)
    store.record(found)
    change, _ = taken(store, found)
    assert known(store) == []
    assert [each.cause for each in store.corrections()] == [Cause.WITHDRAWN]
    assert store.show_anyway(change.id, "@ana", NOW + HOUR)
    assert known(store) == [change.id]
    (back,) = store.corrections()
    assert back.taken_back_at == NOW + HOUR


def test_what_is_shown_anyway_is_news_of_then_and_stays_when_its_article_is_read_again(store: SqlStore) -> None:
    """It leaves the list and stands, once more for every reader, whatever a model says of it later."""
    store.record(NEVER)
    found = retreat(BACK, DIFFER)
    change, split = taken(store, found)
    for each in (change, split):
        shown = store.show_anyway(each.id, "@ana", NOW + HOUR)
        assert shown
        assert shown.id == each.id
        assert store.show_anyway(each.id, "@ben", NOW + HOUR) is None
    assert store.lost() == ()
    assert store.shown_anyway([change.id, split.id, QUOTE.id]) == {change.id, split.id}
    both = ([change.id], [split.id])
    assert standing(store, found) == both
    assert [each.id for each in store.changes(ChangeQuery(since=NOW + HOUR))] == [change.id]
    assert taken(store, found) == (change, split)  # a model that takes them away again
    assert standing(store, found) == both
    store.record(found)
    assert standing(store, found) == both
    edited = article(f"{found.article.text}\n\nMore of it.", url=found.article.publication.url)
    taken(store, replace(found, article=edited))
    assert standing(store, found) == both


@pytest.mark.parametrize("words", ["before", "after"])
def test_what_lost_its_words_is_not_shown_anyway(words: str, store: SqlStore) -> None:
    """Where the article of either side no longer has them, it stays away."""
    store.record(NEVER)
    found = retreat(BACK, DIFFER)
    change, split = taken(store, found)
    old = NEVER if words == "before" else found
    store.record(findings(article("Nothing of it is true.", url=old.article.publication.url)))
    assert store.show_anyway(change.id, "@ana", NOW + HOUR) is None
    assert (store.show_anyway(split.id, "@ana", NOW + HOUR) is None) == (words == "after")
    assert known(store) == []


def test_a_name_that_is_shown_anyway_is_as_sure_as_it_was(store: SqlStore) -> None:
    """It has none while it is away, and has it again afterwards, also when a model takes it away once more."""
    store.record(NEVER)

    def sure() -> float:
        kept = store.quote(QUOTE.id)
        assert kept
        return kept.quote.confidence

    before = sure()
    for _ in range(2):
        store.keep_taken_away([away(QUOTE.id, "name")])
        assert sure() == 0
    assert store.show_anyway(QUOTE.id, "@ana", NOW)
    assert sure() == before > 0
    store.keep_taken_away([away(QUOTE.id, "name")])
    assert sure() == before
    assert store.lost() == ()
    assert store.show_anyway("nobody", "@ana", NOW) is None
