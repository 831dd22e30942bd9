from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refused
from bot.ledger.gates import both, chosen, compared, doubted, labels, line_of, ordered, short, side_id
from bot.ledger.gist import gist_of, supported
from bot.ledger.proposed import proposed
from bot.ledger.topics import nameable
from bot.model.choice import Candidate, Doubt, Held, LeftOut, Order, Pair, Unnamed
from bot.model.position import Compared, Comparison, Stance, Statement
from bot.model.text import Span
from tests.unit.building import KOVAC, REED, article, quote

TEXT = "“Nato will not leave the harbour,” Kovač said.\n\n“Tariffs hurt fishermen,” Kovač said."
SOURCE = article(TEXT)
NATO, TARIFFS = (quote(SOURCE, words) for words in ("Nato will not leave the harbour,", "Tariffs hurt fishermen,"))
OTHER = quote(article(TEXT, url="https://b.example/"), "Tariffs hurt fishermen,")
NAMED = nameable(TEXT, SOURCE.publication.title)
EARLIER = Statement("We will not sign the pact. Never mind.", "", date(2025, 2, 1))
LATER = Statement("We may sign the pact in spring", "", date(2025, 2, 9))
PAIR = Pair("p" * 24, "Ana Kovač", "pact", EARLIER, LATER)


SPEAKERS = {"n1": KOVAC, "n2": REED}


def row(id_: str, *topics: str, stance: str = "", who: object = "") -> dict[str, object]:
    return {"id": id_, "who": who, "topics": list(topics), "stance": stance}


def kind_of(answer: object) -> str:
    """Return for what an answer about both quotes is refused."""
    with pytest.raises(Refused) as caught:
        chosen(answer, [NATO, TARIFFS], TEXT, NAMED, SPEAKERS)
    return caught.value.kind


def test_what_was_offered_gets_through() -> None:
    """Offered ids with topics of the article's words and a label of the list are taken as they are."""
    mine = short(NATO.id)
    found = chosen(
        {"best": [mine], "quotes": [row(mine, "Nato", stance="rules out") | {"on": "the harbour"}]},
        [NATO, TARIFFS],
        TEXT,
        NAMED,
        SPEAKERS,
    )
    assert found.best == (NATO.id,)
    assert found.stances == {NATO.id: Held(Stance.RULES_OUT, "the harbour")}
    assert [topic.key for topic in found.topics[NATO.id]] == ["nato"]


def test_ids_that_were_not_offered_are_refused() -> None:
    """An invented id, another article's, and one that stands there twice never get through."""
    mine, theirs = short(NATO.id), short(OTHER.id)
    assert kind_of({"best": ["q1"], "quotes": []}) == "unknown id"
    assert kind_of({"best": [theirs], "quotes": []}) == "unknown id"
    assert kind_of({"best": [mine, mine], "quotes": []}) == "repeated id"
    assert kind_of({"best": [], "quotes": [row(mine), row(mine)]}) == "repeated id"
    assert kind_of({"best": [], "quotes": [row(theirs)]}) == "unknown id"


def test_a_speaker_is_one_that_was_offered() -> None:
    """The id of an offered name, or one of the two words for none; a name, a list, another id are refused."""
    one, other = short(NATO.id), short(TARIFFS.id)
    answer = {"best": [other, one], "quotes": [row(one, who="n2"), row(other, who="nobody")]}
    found = chosen(answer, [NATO, TARIFFS], TEXT, NAMED, SPEAKERS)
    assert found.voices == {NATO.id: REED, TARIFFS.id: Unnamed.NOBODY}
    assert found.best == (NATO.id,)  # what nobody said is no key quote
    assert chosen({"best": [], "quotes": [row(one)]}, [NATO, TARIFFS], TEXT, NAMED, SPEAKERS).voices == {}
    for who in ("Tom Reed", "n3", ["n1"], 1, {"n1": 1}):
        assert kind_of({"best": [], "quotes": [row(one, who=who)]}) == "unknown name"


@pytest.mark.parametrize("name", ["Kovač said", "harbour Kovač", "hurt", "Tariffs hurt", "REED IS A THIEF"])
def test_a_topic_asserts_nothing(name: str) -> None:
    """What is put together of an article's words, and what it shouts, is no topic."""
    text = f"{TEXT}\n\nREED IS A THIEF, a leaflet says. Tom Reed Resigns, says another."
    known = nameable(text, "Harbour news")
    with suppress(Refused):
        mine = short(NATO.id)
        assert not chosen({"best": [], "quotes": [row(mine, name)]}, [NATO, TARIFFS], text, known, SPEAKERS).topics


def test_words_of_the_models_own_are_refused() -> None:
    """A topic that the article has no word for, and a label that is none of the list, never get through."""
    assert kind_of({"best": [], "quotes": [row(short(NATO.id), "treason")]}) == "topic"
    assert kind_of({"best": [], "quotes": [row(short(NATO.id), stance="lies")]}) == "stance"


anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "best quotes short moves pairs sides verdicts labels stories left_out id who label".split()
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(anything)
def test_any_shape_is_refused_or_harmless(answer: object) -> None:
    """Whatever JSON comes, a gate refuses it or lets through only what was offered; nothing else is raised."""
    try:
        found = chosen(answer, [NATO, TARIFFS], TEXT, NAMED, SPEAKERS)
    except Refused:
        pass
    else:
        assert {*found.topics, *found.best, *found.stances} <= {NATO.id, TARIFFS.id}
    gates: list[Callable[[], object]] = [
        lambda: gist_of(answer, {"s1": Span(0, len(TEXT))}, TEXT, ""),
        lambda: proposed(answer, {"s1": Span(0, len(TEXT))}, SPEAKERS, TEXT),
        lambda: compared(answer, [PAIR]),
        lambda: doubted(answer, CLAIMS),
        lambda: labels(answer, [NATO.id]),
        lambda: ordered(answer, STORIES).stories,
        lambda: supported(answer),
        lambda: line_of(answer),
    ]
    for gate in gates:
        with suppress(Refused):
            assert not gate()


def cited(
    earlier: str = "We will not sign the pact", later: str = "We may sign the pact in spring", **more: Any
) -> Any:
    """Return an answer about the pair, its later side first."""
    sides = [{"id": side_id(LATER), "words": later}, {"id": side_id(EARLIER), "words": earlier}]
    return {"pairs": [{"id": "p" * 10, "label": "softened", "sides": sides} | more]}


def test_a_comparison_cites_both_sides() -> None:
    """The label is taken, and the reason is put together from the quotes' own words, in the order of their days."""
    found = compared(cited(), [PAIR])[PAIR.id]
    assert found.label is Compared.SOFTENED
    assert found.reason == "from “We will not sign the pact” to “We may sign the pact in spring”"
    assert compared({"pairs": []}, [PAIR]) == {}


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        (cited(earlier="sign the pact"), "altered words"),
        (cited(later="We may sign the pact"), "altered words"),
        (cited(later="We must sign the pact"), "altered words"),
        (cited(later="We will not sign the pact"), "altered words"),  # the other side's
        (cited(label="betrayed"), "label"),
        (cited(id="q" * 10), "unknown id"),
        (cited(sides=[{"id": side_id(LATER), "words": "We may sign the pact in spring"}] * 2), "unknown id"),
        (cited(sides=[]), "unknown id"),
        ({"pairs": cited()["pairs"] * 2}, "unknown id"),
    ],
)
def test_a_comparison_that_alters_a_side_is_refused(wrong: object, kind: str) -> None:
    """Both ids, and whole sentences that stand so in each quote, with negation and modal, or nothing."""
    with pytest.raises(Refused) as caught:
        compared(wrong, [PAIR])
    assert caught.value.kind == kind


@pytest.mark.parametrize("second", [c for c in Compared if c is not Compared.SOFTENED])
def test_two_comparisons_agree_or_there_is_none(second: Compared) -> None:
    """Only what both answers say is one; another label, or no answer, is not comparable."""
    first = {"p": Comparison(Compared.SOFTENED, "from one to other", 0.9)}
    assert both(first, first) == first
    assert both(first, {"p": Comparison(second)})["p"].label is Compared.NOT_COMPARABLE
    assert both(first, {})["p"].label is Compared.NOT_COMPARABLE


def test_labels_of_a_second_answer() -> None:
    """A label of the list for an offered quote is taken, silence is none, all else is refused."""
    mine = short(NATO.id)
    assert labels({"labels": [{"id": mine, "stance": "opposes"}]}, [NATO.id]) == {NATO.id: Stance.OPPOSES}
    assert labels({"labels": [{"id": mine, "stance": ""}]}, [NATO.id]) == {}
    for wrong in (
        [{"id": short(OTHER.id), "stance": ""}],
        [{"id": mine, "stance": "lies"}],
        [{"id": mine}] * 2,
        [mine],
    ):
        with pytest.raises(Refused):
            labels({"labels": wrong}, [TARIFFS.id, NATO.id] if len(wrong) > 2 else [NATO.id])


STORIES = [Candidate(letter * 24, letter, "", 1, {f"{letter}q" * 12: "words"}) for letter in "abc"]


def test_an_order_is_of_what_was_offered() -> None:
    """Stories by their ids, a quote of its own for each, the reasons of the list."""
    rows = [{"id": "b" * 10, "quote": "bq" * 5}, {"id": "a" * 10, "quote": ""}]
    found = ordered({"stories": rows, "left_out": [{"id": "c" * 10, "why": "opinion"}]}, STORIES)
    assert found == Order(("b" * 24, "a" * 24), {"b" * 24: "bq" * 12}, {"c" * 24: LeftOut.OPINION})


@pytest.mark.parametrize(
    ("stories", "left_out", "kind"),
    [
        ([{"id": "d" * 10, "quote": ""}], [], "unknown id"),
        ([{"id": "a" * 10, "quote": "bq" * 5}], [], "unknown id"),  # another story's quote
        ([{"id": "a" * 10, "quote": ""}] * 2, [], "repeated id"),
        ([{"id": "a" * 10, "quote": ""}], [{"id": "a" * 10, "why": "opinion"}], "repeated id"),
        ([], [{"id": "a" * 10, "why": "dull"}], "reason"),
        (["a"], [], "unknown id"),
        ("a", [], "malformed"),
    ],
)
def test_an_order_of_anything_else_is_refused(stories: object, left_out: object, kind: str) -> None:
    """Unknown stories, quotes of another story, one twice, reasons of its own."""
    with pytest.raises(Refused) as caught:
        ordered({"stories": stories, "left_out": left_out}, STORIES)
    assert caught.value.kind == kind


CLAIMS = ("a" * 24, "b" * 24)


def test_a_veto_takes_away_and_adds_nothing() -> None:
    """A reason of the list takes a claim away; “stands”, or no verdict at all, leaves it."""
    verdicts = [{"id": "a" * 10, "verdict": "two matters"}, {"id": "b" * 10, "verdict": "stands"}]
    assert doubted({"verdicts": verdicts}, CLAIMS) == {"a" * 24: Doubt.TWO_MATTERS}
    assert doubted({"verdicts": [], "claims": ["Reed reversed himself"]}, CLAIMS) == {}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"id": "c" * 10, "verdict": "no change"}, "unknown id"),
        ({"id": "a" * 24, "verdict": "no change"}, "unknown id"),
        ({"id": "a" * 10, "verdict": "reversed"}, "verdict"),
        ({"id": "a" * 10, "verdict": None}, "verdict"),
        ("stands", "unknown id"),
    ],
)
def test_a_verdict_is_of_the_list_and_on_a_claim(row: object, kind: str) -> None:
    """Another claim, another word, another shape are refused."""
    with pytest.raises(Refused) as caught:
        doubted({"verdicts": [row]}, CLAIMS)
    assert caught.value.kind == kind
