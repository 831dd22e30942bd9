"""What a language model's answers do to our own recordings: good ones help, no others make wrong what was right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from bot.cli.scoring import Tally
from tests.evaluation.model import recordings
from tests.evaluation.model.bars import against, costs
from tests.evaluation.model.readers import BAD, Strong
from tests.evaluation.model.recordings import Recording


def test_a_strong_reader_names_more_and_none_wrong() -> None:
    """Its recorded answers, over HTTP: more quotes are named than by the rules, and no name is wrong."""
    recording = recordings.names()
    found = against(recording, Strong(recording))
    assert not found.why
    assert found.model.wrong == 0
    assert found.model.right >= 176  # of 205; 16 are bodies without a name, which are unnamed sources
    assert found.model.right > found.rules.right + 10


def part(recording: Recording, every: int) -> Recording:
    """Return some of a recording's rows: the whole is printed by `make model`."""
    return replace(recording, rows=recording.rows[::every])


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [("silent", 135, 2), ("lazy", 150, 2), ("guessing", 143, 3), ("lying", 142, 2)],  # the rules alone: 151 and 2
)
def test_a_bad_reader_does_little_harm(name: str, right: int, wrong: int) -> None:
    """One that answers badly is known after a few articles and then not asked: nearly the rules' names are shown."""
    found = against(recordings.names(), BAD[name])
    assert found.model.right >= right
    assert found.model.wrong <= wrong
    assert found.why["it reads worse"] == 105


@pytest.mark.parametrize(
    ("recording", "least"),
    [(recordings.moves, 9), (recordings.splits, 12), (partial(part, recordings.changes(), 3), 40)],
)
def test_what_a_strong_reader_finds_is_right(recording: Callable[[], Recording], least: int) -> None:
    """So many changes and splits are found at least, all that is told is right, and nothing old is told as new."""
    rows = recording()
    found = against(rows, Strong(rows)).model
    assert found.moves.told == found.moves.right >= least
    assert found.recalled.told == 0


def test_pairs_that_moved_are_found_and_others_are_not() -> None:
    """Of sixteen pairs the eight that moved, the right way; of a hundred as they come, none."""
    found = against(recordings.pairs(), Strong(recordings.pairs())).model
    assert found.pairs == Tally(told=8, right=8, there=8)
    assert against(recordings.natural(), Strong(recordings.natural())).model.pairs.told == 0


def test_plain_news_tells_no_change() -> None:
    """A strong reader finds none in a thousand sentences."""
    recording = recordings.plain()
    assert recording.sentences >= 1_000
    assert against(recording, Strong(recording)).model.moves.told == 0


@pytest.mark.parametrize("name", ["lazy", "guessing", "lying"])
def test_a_careless_reader_adds_no_false_change(name: str) -> None:
    """Nothing that it proposes and nods through is told: known claims stand among what it checks."""
    for recording in (recordings.moves, recordings.splits):
        found = against(recording(), BAD[name])
        assert found.model.moves.told - found.model.moves.right <= found.rules.moves.told - found.rules.moves.right
    for pairs in (recordings.pairs(), part(recordings.natural(), 8)):
        assert against(pairs, BAD[name]).model.pairs.told == 0


def test_a_morning_is_led_by_what_an_editor_would_print() -> None:
    """In the demo each article's first quote is one of the editor's, and most are told in short, by what happened."""
    found = against(recordings.day(), Strong(recordings.day())).model
    assert (found.leads, found.articles, found.wrong) == (19, 19, 0)
    assert found.shorts.told == found.shorts.right >= 16


def test_the_cheapest_model_costs_little() -> None:
    """A thousand articles like our longer ones cost at most 0.60 with some model, with all its room for thoughts."""
    told = [float(each.split("; ")[-1]) for each in costs() if "; " in each and each.startswith("  ")]
    assert min(told) <= 0.60
