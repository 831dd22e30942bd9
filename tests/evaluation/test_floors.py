from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.evaluation import pages, positions, stories, told
from tests.evaluation.corpora import CORPORA, MISSING, digest, rows, scored, there

SLACK = 1.5  # points: processors round the network's small whole numbers each in a way of its own
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(not there(), reason=MISSING)
@pytest.mark.parametrize("name", CORPORA)
@pytest.mark.parametrize("by", ["rules", "encoder"])
def test_no_figure_falls_below_its_floor(name: str, by: str) -> None:
    """Every figure of a corpus is at least what it was when its floor was set; floors only rise."""
    assert digest(name) == FLOORS[name]["sha256"], "the corpus is another one: measure anew"
    figures = scored(name, rules=by == "rules").figures()
    floors = FLOORS[name][by]
    slack = SLACK if by == "encoder" else 0.0
    assert {key: value for key, value in figures.items() if value < floors[key] - slack} == {}


@pytest.mark.skipif(not positions.there(), reason=positions.MISSING)
@pytest.mark.parametrize("name", positions.MEASURED)
def test_no_figure_of_positions_falls_below_its_floor(name: str) -> None:
    """Every figure of changes and splits is at least what it was when its floor was set; floors only rise."""
    assert positions.digest(name) == FLOORS[name]["sha256"], "the set is another one: measure anew"
    figures = positions.MEASURED[name]().values
    floors = {key: value for key, value in FLOORS[name].items() if key != "sha256"}
    assert {key: value for key, value in figures.items() if value < floors[key]} == {}


@pytest.mark.parametrize("part", told.PARTS)
def test_no_figure_of_our_own_changes_falls_below_its_floor(part: str) -> None:
    """Of our own sentences at least as many changes are told, as rightly, as when the floor was set."""
    figures = told.figures(part)
    assert {key: value for key, value in figures.items() if value < FLOORS[f"told_{part}"][key]} == {}


@pytest.mark.skipif(not stories.there(), reason=MISSING)
def test_no_figure_of_the_briefing_falls_below_its_floor() -> None:
    """Stories, the desk's choice, people, topics and key quotes are as right as when their floors were set."""
    assert stories.digest() == FLOORS["briefing"]["sha256"], "the set is another one: measure anew"
    found = stories.measured()
    low = {
        (name, key): found[name][key]
        for name, floors in FLOORS["briefing"]["floors"].items()
        for key, floor in floors.items()
        if found[name][key] < floor
    }
    assert low == {}


@pytest.mark.skipif(not pages.there(), reason=pages.MISSING)
def test_no_figure_of_the_page_reader_falls_below_its_floor() -> None:
    """Words and quotations of real pages come out at least as well as when the floor was set."""
    floors = dict(FLOORS["pages"])
    assert pages.digest() == floors.pop("sha256"), "the set is another one: measure anew"
    assert {key: value for key, value in floors.items() if getattr(pages.measured(), key) < value} == {}


@pytest.mark.skipif(not there(), reason=MISSING)
def test_the_example_article_moves_and_splits_as_labelled() -> None:
    """On the example article one position was walked back, an attempt in part, and one camp is split."""
    (row,) = rows(CORPORA["example"])
    found = positions.line(row)
    assert [
        (each["speaker"], each["kind"], each["extent"]) for each in found["reports"] if each["changed"] == "yes"
    ] == [("Pete Hegseth", "walked_back", "attempted")]
    (split,) = found["splits"]
    assert split["camp"] == "Trump administration"
    assert {name.split()[-1] for name in split["members"]} == {"Vance", "Trump", "Hegseth"}
