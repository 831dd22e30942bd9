"""What every store does where the same words stand under two people."""

from __future__ import annotations

from bot.edges.stores.sql import SqlStore
from bot.model.correction import Cause
from bot.model.query import ChangeQuery, QuoteQuery
from bot.model.record import Speaker
from tests.contract.test_store_positions import QUOTE, retreat
from tests.unit.building import KOVAC, REED, article, filed, findings, quote

WORDS = "We will never toll the coast road while I am in this office,"


def says(store: SqlStore, speaker: Speaker, sure: float, outlet: str, words: str = WORDS) -> str:
    """Record an article in which a speaker says words; return the quote's id."""
    source = article(f"“{words}” {speaker.name} said.", url=f"https://{outlet}.example/roads", outlet=outlet)
    made = quote(source, words, speaker, confidence=sure)
    store.record(findings(source, [filed(made)]))
    return made.id


def named(store: SqlStore) -> dict[str, str]:
    """Return the outlet of each quote with the name that it has."""
    found = store.quotes(QuoteQuery(limit=10)).quotes
    return {each.quote.publication.outlet: each.quote.speaker.name if each.quote.speaker else "" for each in found}


def test_the_less_sure_name_is_taken_back_and_corrected(store: SqlStore) -> None:
    """It answers no look-up any more, its words stay, and who was shown it is told; the surer name stands."""
    wrong = says(store, REED, 0.85, "coast")
    says(store, KOVAC, 0.95, "harbour")
    assert named(store) == {"coast": "", "harbour": "Ana Kovač"}
    assert store.quotes(QuoteQuery(speakers=("reed",))).quotes == ()
    (made,) = store.corrections()
    assert (made.item, made.cause, made.who) == (wrong, Cause.NAME, "Tom Reed")
    assert made.said == "its speaker is in doubt: harbour has these words of another person"
    says(store, REED, 0.85, "coast")  # read again: the name stays away
    assert named(store)["coast"] == ""


def test_a_name_that_comes_late_and_is_less_sure_is_never_shown(store: SqlStore) -> None:
    """Nobody saw it, so that nothing is corrected; of two as sure both fall."""
    says(store, KOVAC, 0.95, "harbour")
    says(store, REED, 0.85, "coast")
    assert named(store) == {"coast": "", "harbour": "Ana Kovač"}
    assert store.corrections() == ()
    says(store, REED, 0.95, "island")
    assert named(store) == {"coast": "", "harbour": "", "island": ""}
    assert [each.who for each in store.corrections()] == ["Ana Kovač"]


def test_few_words_and_one_person_are_no_conflict(store: SqlStore) -> None:
    """A phrase may be anybody's, and a surname alone may be the same person."""
    says(store, KOVAC, 0.95, "harbour", "We do not comment on this,")
    says(store, REED, 0.85, "coast", "We do not comment on this,")
    says(store, KOVAC, 0.95, "island")
    says(store, Speaker("Kovač"), 0.85, "bay")
    assert "" not in named(store).values()
    assert store.corrections() == ()


def test_what_rests_on_a_name_in_doubt_falls_with_it(store: SqlStore) -> None:
    """A change whose quote is nobody's any more is withdrawn and corrected."""
    source = article(f"“{WORDS}” Ana Kovač said.", url="https://harbour.example/never")
    before = quote(source, WORDS, KOVAC, confidence=0.85)
    store.record(findings(source, [filed(before)]))
    found = retreat(rests_on=before)
    store.record(found)
    assert [each.id for each in store.changes(ChangeQuery())] == [found.changes[0].id]
    says(store, REED, 0.95, "coast")
    assert store.changes(ChangeQuery()) == ()
    assert {each.cause for each in store.corrections()} == {Cause.NAME, Cause.WITHDRAWN}
    assert before.id != QUOTE.id
