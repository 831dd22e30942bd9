"""Claims and words whose answers are known: who gets them wrong is not believed."""

from __future__ import annotations

from dataclasses import replace

from bot.ledger import controls
from bot.model.choice import Claimed, Doubt, Held
from bot.model.position import Stance

RULED = Claimed("a" * 24, "Ana Kovač", "reversed on roads", "We will.", "We will not.", "“We will not,” she said.")
FOUND = Claimed("f" * 24, "Tom Reed", "softened on boats", "Never.", "Perhaps.", "“Perhaps,” he said.", by="a-model")
CLAIMS = (RULED, FOUND)
FALLS = {next(each.id for each in controls.among(CLAIMS) if each.before == each.after): Doubt.NO_CHANGE}


def test_two_known_claims_stand_among_the_others() -> None:
    """One that anybody lets stand, one whose sides are the same words; where they stand tells nothing."""
    put = controls.among(CLAIMS)
    assert len(put) == len({each.id for each in put}) == 4
    assert set(CLAIMS) < set(put)
    assert [each.id for each in put] == sorted(each.id for each in put)
    assert put == controls.among(CLAIMS)


def test_a_careful_reader_is_believed() -> None:
    """What it takes away falls, whoever claims it, and nothing else."""
    assert controls.taken(CLAIMS, FALLS) == {}
    doubts = FALLS | {RULED.id: Doubt.NOT_NEW, FOUND.id: Doubt.UNCLEAR}
    assert controls.taken(CLAIMS, doubts) == {RULED.id: Doubt.NOT_NEW, FOUND.id: Doubt.UNCLEAR}


def test_a_careless_one_is_not() -> None:
    """It lets all stand or takes all away: the rules' claims stand, the model's fall."""
    everything = {each.id: Doubt.NO_CHANGE for each in controls.among(CLAIMS)}
    for found in ({}, everything, {RULED.id: Doubt.NO_CHANGE}):
        assert controls.taken(CLAIMS, found) == {FOUND.id: Doubt.UNREAD}


def test_who_claims_of_any_sentence_what_it_claims_of_one_is_not_believed() -> None:
    """A sentence of the same text of which nobody claims anything looks like a claim, and has to fall."""
    words = "Tom Reed showed the guests the boats."
    claims = (RULED, replace(FOUND, after="2025-02-14: “Perhaps,” he said.", plain=words))
    put = controls.among(claims)
    (plain,) = (each for each in put if each.after == f"2025-02-14: {words}")
    assert len(put) == 5
    assert (plain.who, plain.how, plain.by) == (FOUND.who, FOUND.how, "")
    still = {each.id: Doubt.NO_CHANGE for each in put if each.before == each.after}
    assert controls.taken(claims, still) == {FOUND.id: Doubt.UNREAD}
    assert controls.taken(claims, still | {plain.id: Doubt.NO_CHANGE}) == {}
    assert len(controls.among((RULED, replace(FOUND, by="", plain="Words of a claim of the rules.")))) == 4


def test_known_words_have_known_labels() -> None:
    """Labels are believed where those of known words are right: not where all words get one label, or none."""
    held = {"q" * 24: Held(Stance.OPPOSES, "roads")}
    known = controls.words(held)
    right = {id_: min(controls.WORDS[each]) for id_, each in known.items()}
    assert controls.labelled(held, right)
    assert not controls.labelled(held, {})
    assert not any(controls.labelled(held, dict.fromkeys(known, each)) for each in Stance)
