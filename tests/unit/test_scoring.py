"""Names and key quotes are scored against labels."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.cli.scoring import Labelled, LabelledPair, Score, labelled
from bot.errors import BadSetting
from bot.model.position import Compared
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
    found, row = Score(), labelled(json.dumps(ROW))
    assert isinstance(row, Labelled)
    found.add(row, filed)
    return found


def test_changes_are_counted_by_their_sentences() -> None:
    """A sentence that begins as labelled is right, another is told wrongly, and without labels nothing counts."""
    row = labelled(json.dumps(ROW | {"moves": ["“We will build", "Nobody saw"]}))
    assert isinstance(row, Labelled)
    found = Score()
    found.add_moves(row, ["“We will build the road,” Ana Kovač said.", "“Never,” Tom Reed said."])
    assert (found.moves.told, found.moves.right, found.moves.there) == (2, 1, 2)
    assert "changes and splits: 1 of 2 right, 1 of 2 found" in "".join(found.lines("m"))
    found.add_moves(replace(row, moves=None), ["Anything."])
    assert found.moves.told == 2


def test_pairs_are_counted_by_their_direction() -> None:
    """Softened and reversed are one direction, hardened is the other, and what did not move is no find."""
    side = {"quote": "We will sign it.", "date": "2025-02-03"}
    row = labelled(json.dumps({"pair": {"earlier": side, "later": side | {"date": "2025-02-09"}}, "label": "reversed"}))
    assert isinstance(row, LabelledPair)
    found = Score()
    for told in (Compared.REVERSED, Compared.SOFTENED, Compared.HARDENED, Compared.SAME):
        found.add_pair(row.label, told)
    found.add_pair(Compared.SAME, Compared.CLARIFIED)
    assert (found.pairs.told, found.pairs.right, found.pairs.there, found.pairs.other_way) == (4, 2, 4, 1)
    with pytest.raises(BadSetting):
        labelled(json.dumps({"pair": {"earlier": side}, "label": "betrayed"}))


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
