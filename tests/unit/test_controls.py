"""Claims and words whose answers are known: who gets them wrong is not believed."""

from __future__ import annotations

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


def test_known_words_have_known_labels() -> None:
    """Labels are believed where those of known words are right: not where all words get one label, or none."""
    held = {"q" * 24: Held(Stance.OPPOSES, "roads")}
    known = controls.words(held)
    right = {id_: min(controls.WORDS[each]) for id_, each in known.items()}
    assert controls.labelled(held, right)
    assert not controls.labelled(held, {})
    assert not any(controls.labelled(held, dict.fromkeys(known, each)) for each in Stance)
