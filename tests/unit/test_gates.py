from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refused
from bot.ledger.gates import chosen, compared, doubted, line_of, short, side_id
from bot.ledger.gist import MOST, gist_of, whole
from bot.ledger.topics import nameable
from bot.model.choice import Claimed, Doubt, Unnamed
from bot.model.position import Compared, Stance, Statement
from tests.unit.building import KOVAC, REED, article, quote

TEXT = "“Nato will not leave the harbour,” Kovač said.\n\n“Tariffs hurt fishermen,” Kovač said."
SOURCE = article(TEXT)
NATO, TARIFFS = (quote(SOURCE, words) for words in ("Nato will not leave the harbour,", "Tariffs hurt fishermen,"))
OTHER = quote(article(TEXT, url="https://b.example/"), "Tariffs hurt fishermen,")
NAMED = nameable(TEXT, SOURCE.publication.title)
EARLIER = Statement("We will not sign the pact. Never mind.", "", date(2025, 2, 1))
LATER = Statement("We may sign the pact in spring", "", date(2025, 2, 9))
PACT = "Kestria will not sign the new grain pact by Friday, Elena Marsh said in Sarn on 12 March."


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
        {"best": [mine], "quotes": [row(mine, "Nato", stance="rules out")]}, [NATO, TARIFFS], TEXT, NAMED, SPEAKERS
    )
    assert found.best == (NATO.id,)
    assert found.stances == {NATO.id: Stance.RULES_OUT}
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
            st.sampled_from(["best", "quotes", "id", "topics", "stance", "label", "earlier", "text", "cites"]),
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
    for gate in (lambda: gist_of(answer, {"s1": PACT}), lambda: line_of(answer)):
        try:
            gate()
        except Refused:
            continue
    with pytest.raises(Refused):
        compared(answer, EARLIER, LATER)


def side(statement: Statement, words: str) -> dict[str, object]:
    on = statement.on.isoformat() if statement.on else ""
    return {"id": side_id(statement), "date": on, "words": words}


def answer(
    earlier: str = "We will not sign the pact", later: str = "We may sign the pact in spring", **more: object
) -> Any:
    return {"label": "softened", "earlier": side(EARLIER, earlier), "later": side(LATER, later)} | more


def test_a_comparison_cites_both_sides() -> None:
    """The label is taken, and the reason is put together from the quotes' own words."""
    found = compared(answer(), EARLIER, LATER)
    assert found.label is Compared.SOFTENED
    assert found.reason == "from “We will not sign the pact” to “We may sign the pact in spring”"


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        (answer(earlier="sign the pact"), "altered words"),
        (answer(later="We may sign the pact"), "altered words"),
        (answer(later="We must sign the pact"), "altered words"),
        (answer(label="betrayed"), "label"),
        (answer(later="") | {"later": side(EARLIER, "We may sign")}, "unknown id"),
        (answer() | {"later": side(replace(LATER, on=None), "We may sign")}, "unknown id"),
        (answer() | {"later": side(LATER, "We may sign the pact") | {"date": "2025-02-08"}}, "date"),
    ],
)
def test_a_comparison_that_alters_a_side_is_refused(wrong: object, kind: str) -> None:
    """Both ids, both days and words that stand so in both quotes, with their negation and modal, or nothing."""
    with pytest.raises(Refused) as caught:
        compared(wrong, EARLIER, LATER)
    assert caught.value.kind == kind


def test_a_gist_is_whole_sentences() -> None:
    """A sentence comes through as the article has it, marks at its end aside; nothing shorter does."""
    text = PACT.rstrip(".")
    assert gist_of({"sentences": [{"text": text, "cites": ["s1"]}]}, {"s1": PACT}) == (PACT,)
    assert gist_of({"sentences": []}, {"s1": PACT}) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kestria will “not sign” the new grain pact", "quotation marks"),
        ("Valmora will not sign the new grain pact by Friday, Elena Marsh said", "name"),
        ("Kestria will not sign the new grain pact by Friday, Elena Marsh said on 13 March", "number"),
        ("Kestria will sign the new grain pact by Friday, Elena Marsh said", "negation"),
        ("Kestria may not sign the new grain pact by Friday, Elena Marsh said", "modal"),
        ("Kestria not sign the new grain pact by Friday, Elena Marsh said", "modal"),
        ("Kestria will not sign the new grain pact by Friday", "reworded"),
        ("Kestria will not sign the grain pact by Friday, Elena Marsh said in Sarn on 12 March.", "reworded"),
        ("Elena Marsh will not sign the new grain pact by Friday, Kestria said", "reworded"),
        ("Kestria will not sign the terrible grain pact by Friday, Elena Marsh said", "reworded"),
        ("Kestria will not sign the new pact by Friday. *Elena Marsh said", "marks"),
    ],
)
def test_a_gist_that_says_anything_else_is_refused(text: str, kind: str) -> None:
    """Marks, invented names and numbers, a lost negation, another modal, a lost speaker, a swap: each is refused."""
    with pytest.raises(Refused) as caught:
        gist_of({"sentences": [{"text": text, "cites": ["s1"]}]}, {"s1": PACT})
    assert caught.value.kind == kind


def test_a_gist_cites_what_was_offered() -> None:
    """A sentence id that was not offered is refused, and so are three sentences."""
    with pytest.raises(Refused, match="no paragraph"):
        gist_of({"sentences": [{"text": PACT, "cites": ["s9"]}]}, {"s1": PACT})
    with pytest.raises(Refused, match="at most"):
        gist_of({"sentences": [{"text": PACT, "cites": ["s1"]}] * (MOST + 1)}, {"s1": PACT})


@given(st.permutations(PACT.rstrip(".").split()))
def test_no_other_order_gets_through(words: list[str]) -> None:
    """The words of a sentence in another order are never its gist."""
    text = " ".join(words)
    if text == PACT.rstrip("."):
        return
    with pytest.raises(Refused):
        whole(text, [PACT])


CLAIMS = [
    Claimed(id_, "Ana Kovač", "reversed on roads", "No.", "Yes.", "Yes, she said.") for id_ in ("a" * 24, "b" * 24)
]


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
