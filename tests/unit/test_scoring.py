"""Names and key quotes are scored against labels."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.cli.scoring import Score, labelled
from bot.errors import BadSetting
from bot.model.record import Filed, Speaker
from tests.unit.building import KOVAC, REED, article, quote

TEXT = "“We will build the road,” Ana Kovač said. “Never,” Tom Reed said. “The Salt Ledger” sells well."
ROW = {
    "id": "1",
    "text": TEXT,
    "quotes": [
        {"words": "We will build the road", "speaker": "Kovač", "key": True},
        {"words": "Never", "speaker": None},
    ],
}
SOURCE = article(TEXT)
ROAD, NEVER = quote(SOURCE, "We will build the road,"), quote(SOURCE, "Never,", REED)


def score(*filed: Filed) -> Score:
    found = Score()
    found.add(labelled(json.dumps(ROW)), filed)
    return found


def test_a_name_is_right_wrong_or_not_given() -> None:
    """A short form is right; a name for what nobody may be named for, or for what is no quote, is wrong."""
    title = replace(quote(SOURCE, "The Salt Ledger"), speaker=KOVAC, confidence=0.9)
    found = score(Filed(ROAD), Filed(NEVER), Filed(title))
    assert (found.labels, found.right, found.wrong) == (1, 1, 2)
    assert score(Filed(replace(ROAD, speaker=Speaker("Tom Reed")))).wrong == 1
    unsure = score(Filed(replace(ROAD, confidence=0.5)), Filed(replace(NEVER, speaker=None)))
    assert (unsure.right, unsure.wrong) == (0, 0)


def test_the_first_quote_is_a_key_one_or_not() -> None:
    """An article with a key quote counts, and whether the first to be shown is one of them."""
    assert "first quote a key one in 1 of 1" in score(Filed(ROAD, place=1), Filed(NEVER)).told("rules")
    assert "first quote a key one in 0 of 1" in score(Filed(ROAD), Filed(NEVER, place=1)).told("rules")


@pytest.mark.parametrize("line", ["", "[]", '{"text": "x"}', '{"text": "x", "quotes": [{"words": "x"}]}', "nonsense"])
def test_a_line_without_labels_is_named(line: str) -> None:
    """What is none is answered with how one looks."""
    with pytest.raises(BadSetting, match='"speaker": "Ana Ruiz"'):
        labelled(line)
