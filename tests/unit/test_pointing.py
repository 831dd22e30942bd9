from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.read import Reading, read
from bot.reading.speakers.pointing import NOBODY, UNNAMED, Believed, pooled
from bot.reading.speakers.windows import Window
from tests.unit.reading import article

LEFT = "Orla Finch had attacked Hugo Brandt over his speech, in which he said that the old dam “is not coming back”."
SURE = "“We will build the dam,” Orla Finch said."


class Pointer:
    """Point at names as a test says, and remember what was asked."""

    def __init__(self, likely: Mapping[str, float]) -> None:
        self.likely, self.asked = likely, list[Window]()

    def __call__(self, asked: Sequence[Window]) -> list[list[list[float]]]:
        """Answer each quotation of each window alike."""
        self.asked += asked
        return [[self._of(window) for _ in window.quotes] for window in asked]

    def _of(self, window: Window) -> list[float]:
        seen: set[str] = set()
        found = []
        for name in window.names:
            found.append(0.0 if name in seen else self.likely.get(name, 0.0))
            seen.add(name)
        return [*found, self.likely.get(NOBODY, 0.0), self.likely.get(UNNAMED, 0.0)]


def speakers(found: Reading, least: float = 0.8) -> list[str | None]:
    return [quote.speaker.name if quote.speaker and quote.confidence >= least else None for quote in found.quotes]


def test_an_encoder_names_whom_the_rules_do_not_see() -> None:
    """A name that only the encoder believes in can win, with its kind and role as the text has them."""
    text = "Water Minister Orla Finch met Hugo Brandt. " + LEFT
    found = read(article(text), Pointer({"Hugo Brandt": 0.97, "Orla Finch": 0.02}))
    assert [quote.speaker.name for quote in found.quotes if quote.speaker] == ["Hugo Brandt"]


def test_where_both_differ_no_name_is_shown() -> None:
    """A speaker of whom the rules are rather sure is not shown against an encoder that points elsewhere."""
    text = "Hugo Brandt came late. Orla Finch said the dam was “a promise”, he said."
    alone = read(article(text))
    (name,) = [quote.speaker.name for quote in alone.quotes if quote.speaker]
    other = "Hugo Brandt" if name == "Orla Finch" else "Orla Finch"
    assert speakers(read(article(text), Pointer({other: 0.9, name: 0.05}))) == [None]


def test_an_encoder_is_not_asked_where_the_rules_are_sure() -> None:
    """What nothing could change costs nothing."""
    pointer = Pointer({"Orla Finch": 1.0})
    assert speakers(read(article(SURE), pointer)) == ["Orla Finch"]
    assert pointer.asked == []


@pytest.mark.parametrize("likely", [{NOBODY: 0.98}, {UNNAMED: 0.98}])
def test_an_encoder_can_take_a_name_away(likely: Mapping[str, float]) -> None:
    """Words that the encoder takes for nobody's, or for somebody's whom no name is given, are shown with no name."""
    assert speakers(
        read(article("Critics of Orla Finch call the dam “a lake of debt” and worse."), Pointer(likely))
    ) in [
        [],
        [None],
    ]


CHANCES = st.floats(0, 1)


@given(
    st.dictionaries(st.sampled_from("ABCD"), CHANCES),
    st.dictionaries(st.sampled_from("CDEF"), CHANCES),
    CHANCES,
    CHANCES,
)
def test_a_pool_is_a_distribution_over_all_that_either_names(
    rules: dict[str, float], encoder: dict[str, float], nobody: float, unnamed: float
) -> None:
    """Pooled likelihoods add up to one, and more of both means more of it."""
    seen = {**encoder, NOBODY: nobody, UNNAMED: unnamed}
    found = pooled(Believed(rules, nobody, unnamed), seen)
    assert set(found) == {*rules, *seen}
    assert abs(sum(found.values()) - 1) < 1e-9
    if rules and rules["A" if "A" in rules else next(iter(rules))] == max(rules.values()) and "A" in rules:
        more = pooled(Believed(rules, nobody, unnamed), {**seen, "A": 1.0})
        assert more["A"] >= found["A"] - 1e-12
