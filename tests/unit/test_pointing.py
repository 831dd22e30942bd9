from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.read import Reading, read
from bot.reading.speakers.pointing import NOBODY, UNNAMED, Believed, doubted, pooled
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


@pytest.mark.parametrize(
    ("rules", "encoder", "doubt"),
    [
        (Believed({"A": 0.9}), {"A": 0.3, "B": 0.6}, False),  # the rules are sure, and the encoder hesitates
        (Believed({"A": 0.9}), {"A": 0.1, "B": 0.88}, True),  # each is sure of somebody else
        (Believed({"A": 0.8}), {"A": 0.3, "B": 0.6}, True),  # nobody is sure
        (Believed({"A": 0.9}), {"B": 0.9}, False),  # a body that the encoder was not offered
        (Believed({"A": 0.6, "B": 0.3}), {"A": 0.99}, True),  # a rival
        (Believed({"A": 0.6}, unnamed=0.3), {"A": 0.99}, True),
        (Believed({"A": 0.1}), {"A": 0.99}, True),  # somebody whom the rules do not see
        (Believed({"A": 0.8}, nobody=0.15), {"A": 0.99}, False),
        (Believed({"A": 0.75}, nobody=0.25), {"A": 0.99}, True),  # perhaps a title or a term
        (Believed({"A": 0.95}), {"A": 0.85, NOBODY: 0.15}, True),
    ],
)
def test_a_name_is_in_doubt_where_either_has_a_reason(
    rules: Believed, encoder: Mapping[str, float], *, doubt: bool
) -> None:
    """Rivals, somebody unseen, nobody's words and an encoder that is sure of another each take a name's sureness."""
    assert doubted("A", rules, {NOBODY: 0.0, UNNAMED: 0.0, **encoder}) is doubt


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
