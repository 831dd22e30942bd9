from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.evaluation.corpora import CORPORA, MISSING, digest, scored, there

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(not there(), reason=MISSING)
@pytest.mark.parametrize("name", CORPORA)
def test_no_figure_falls_below_its_floor(name: str) -> None:
    """Every figure of a corpus is at least what it was when its floor was set; floors only rise."""
    assert digest(name) == FLOORS[name]["sha256"], "the corpus is another one: measure anew"
    figures = scored(name).figures()
    floors = {key: value for key, value in FLOORS[name].items() if key != "sha256"}
    assert {key: value for key, value in figures.items() if value < floors[key]} == {}
