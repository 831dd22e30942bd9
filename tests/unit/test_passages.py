from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.briefing.blocks import body, passage
from bot.ledger.passages import passages, repeats, together
from bot.ledger.words import fold_words
from bot.model.news import Article
from bot.model.record import Draft, Filed, Quote, QuoteKind, Speaker
from bot.model.text import Span
from bot.reading.gate import verified
from bot.reading.read import read
from tests.unit.building import KOVAC, REED, article, filed, quote

TWO = "Kovač called the toll “a tax on bread” and the road “a gift to smugglers” on Monday."
LEANING = "Will the bridge close this winter? “I do not see that happening,” Reed said."


def shown(*quotes: Quote) -> list[str]:
    """Return what a reader sees of quotes."""
    return [body(passage(each).shown).strip() for each in passages([filed(each) for each in quotes])]


def test_a_sentence_is_shown_once_with_all_its_quoted_words() -> None:
    """Two part-quotes of one sentence are one entry, and both are marked in it."""
    source = article(TWO)
    found = [quote(source, words, part=True) for words in ("a tax on bread", "a gift to smugglers")]
    (only,) = passages([filed(each) for each in found])
    block = passage(only)
    assert body(block.shown) == TWO
    assert [text for text, quoted in block.shown.pieces if quoted] == ["a tax on bread", "a gift to smugglers"]
    assert {each.id for each in block.quotes} == {each.id for each in found}


def test_two_speakers_of_one_sentence_are_both_named() -> None:
    """Each speaker of a shared sentence stands in its head, in the order of the text; unsure words are not marked."""
    source = article(TWO)
    first, second = quote(source, "a tax on bread", part=True), quote(source, "a gift to smugglers", REED, part=True)
    (only,) = passages([filed(second), filed(first)])
    block = passage(only)
    assert f"{block.name}{block.head}".startswith("Ana Kovač, finance minister; Tom Reed, harbour master · ")
    unsure = replace(second, speaker=None)
    (only,) = passages([filed(first), filed(unsure)])
    assert [text for text, quoted in passage(only).shown.pieces if quoted] == ["a tax on bread"]
    assert "Reed" not in passage(only).head


def test_a_quote_that_leans_on_a_shown_sentence_goes_with_it() -> None:
    """A sentence that one quote stands in and another leans on comes once."""
    source = article(f"Kovač spoke of “a long, dark tunnel” there.\n{LEANING}")
    lead_in = "Kovač spoke of “a long, dark tunnel” there."
    found = [
        quote(source, "a long, dark tunnel", part=True),
        quote(source, "I do not see that happening,", REED, lead_in=lead_in),
    ]
    (text,) = shown(*found)
    assert text.count("a long, dark tunnel") == 1
    assert "I do not see that happening" in text


def test_the_same_words_elsewhere_are_no_second_entry() -> None:
    """An agency's sentence that two outlets print is one entry that names the other outlet."""
    here, there = article(TWO), article(TWO, url="https://other.example/a", outlet="The Ledger")
    found = [
        quote(here, "a tax on bread", part=True),
        quote(there, "a gift to smugglers", part=True),
        quote(there, "a tax on bread", part=True),
    ]
    (only,) = passages([filed(each) for each in found])
    assert "also The " in passage(only).note


def test_equal_words_of_two_people_are_two_statements() -> None:
    """A whole sentence that two people said stands under both names."""
    said = "“We will not pay for this road,” she said."
    one = quote(article(said), "We will not pay for this road,")
    other = quote(article(said, url="https://other.example/b"), "We will not pay for this road,", REED)
    assert len(shown(one, other)) == 2


WORDS = st.sampled_from("road bridge harbour toll never again will we close open winter tax bread gift".split())
SENTENCE = st.lists(WORDS, min_size=4, max_size=9).map(lambda words: f"{' '.join(words).capitalize()}.")


@st.composite
def articles(draw: st.DrawFn) -> list[Filed]:
    """Return quotes of a few articles that share sentences, with part-quotes, whole ones and sentences before."""
    pool = draw(st.lists(SENTENCE, min_size=2, max_size=5, unique=True))
    found: list[Filed] = []
    for number in range(draw(st.integers(1, 3))):
        text = " ".join(draw(st.lists(st.sampled_from(pool), min_size=1, max_size=5, unique=True)))
        source = article(text, url=f"https://{number}.example/a", outlet=f"Outlet {number}")
        found += [filed(each) for each in draw(st.lists(quotes_of(source), min_size=1, max_size=4))]
    return list({each.quote.id: each for each in found}.values())


@st.composite
def quotes_of(draw: st.DrawFn, source: Article) -> Quote:
    """Return a quote of some sentence of an article."""
    ends = [at + 1 for at, sign in enumerate(source.text) if sign == "."]
    spans = [Span(start, end) for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False)]
    at = draw(st.integers(0, len(spans) - 1))
    sentence = spans[at]
    letters = [at for at in range(sentence.start, sentence.end) if source.text[at].isalpha()]
    start = draw(st.sampled_from(letters[:-1]))
    whole = draw(st.booleans())
    span = (
        Span(sentence.start, sentence.end)
        if whole
        else Span(start, draw(st.sampled_from([at for at in letters if at > start])) + 1)
    )
    draft = Draft(
        span=span,
        kind=QuoteKind.DIRECT if whole else QuoteKind.MIXED,
        carrier=sentence,
        lead_in=spans[at - 1] if at and draw(st.booleans()) else None,
        speaker=draw(st.sampled_from([KOVAC, None, Speaker("Kovač")])),
        confidence=0.9,
    )
    return verified(source, draft, Counter())


@settings(max_examples=100, deadline=None)
@given(articles())
def test_no_passages_repeat_a_sentence_and_none_loses_a_quote(found: list[Filed]) -> None:
    """Whatever overlaps: no sentence is shown twice, every quote is in one passage, and its words stand there."""
    made = passages(found)
    bodies = [body(passage(each).shown) for each in made]
    assert sorted(one.quote.id for each in made for one in each.every) == sorted(each.quote.id for each in found)
    for at, text in enumerate(bodies):
        assert not any(repeats(text, other) for other in bodies[at + 1 :]), bodies
    for each, text in zip(made, bodies, strict=True):
        for one in each.quotes:
            assert fold_words(one.quote.text) in fold_words(text)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_is_shown_of_several_quotes_stands_in_the_article(data: st.DataObject) -> None:
    """Part-quotes of one stretch are shown as the article has them, character for character, marked words too."""
    source = article(" ".join(data.draw(st.lists(SENTENCE, min_size=2, max_size=4, unique=True))))
    found = [
        replace(each, kind=QuoteKind.MIXED) for each in data.draw(st.lists(quotes_of(source), min_size=2, max_size=4))
    ]
    for each in passages([filed(one) for one in found]):
        pieces = together([one.quote for one in each.quotes]).pieces
        assert "".join(text for text, _ in pieces) in source.text
        assert all(words in source.text for words, quoted in pieces if quoted)


def test_turns_of_two_voices_are_never_one_passage() -> None:
    """A question stays the asker's own passage, and stands once more before the answer that needs it."""
    text = (
        "ANA RUIZ: Will you pay for the bridge, Mr Reed?\n\nTOM REED: No. I have said so.\n\n"
        "ANA RUIZ: Why not, I ask you?"
    )
    source = article(text)
    found = read(replace(source, publication=replace(source.publication, title="Transcript of a talk"))).quotes
    shown = passages([Filed(each) for each in found])
    assert [[each.quote.text for each in passage.quotes] for passage in shown] == [
        ["Will you pay for the bridge, Mr Reed?"],
        ["No. I have said so."],
        ["Why not, I ask you?"],
    ]
    assert shown[1].lead.quote.shown.lead_in == "ANA RUIZ: Will you pay for the bridge, Mr Reed?"
