from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Unverified
from bot.model.record import Draft, QuoteKind
from bot.model.text import Span
from bot.reading.gate import verified
from tests.unit.reading import article, only, reading

NEGATED = (
    ("Orla Finch does not believe that the plan “will be ready by spring”.", "does not believe"),
    ("Orla Finch denied that the ministry had “buried the report”.", "denied"),
    ("Orla Finch did not say that the bridge “should be sold”.", "did not say"),
    ("Orla Finch stopped short of calling the deal “a betrayal of the coast”.", "stopped short of"),
    ("Orla Finch said no minister would “sign away the valley” unless parliament agreed.", "unless"),
    ("Orla Finch said the talks were far from “a friendly conversation”.", "far from"),
    ("Orla Finch refused to describe the vote as “a defeat for the cabinet”.", "refused to"),
    ("Orla Finch doesn’t think the harbour “has a ready-made answer” to the strike.", "doesn’t think"),
)


@pytest.mark.parametrize(("text", "verb"), NEGATED)
def test_a_part_quote_keeps_its_negation(text: str, verb: str) -> None:
    """What is shown of a denied part-quote holds the verb and the negation that deny it."""
    shown = only(text).shown
    assert shown.part
    assert verb in shown.before + shown.quoted + shown.after


def test_denied_speech_is_never_shown_alone() -> None:
    """A whole sentence whose cue denies it is a part-quote, so that the denial stays beside it."""
    quote = only("“I signed the order,” Orla Finch denied having said on Monday.")
    assert quote.kind is QuoteKind.MIXED
    assert "denied" in quote.shown.after


def test_a_long_carrier_keeps_a_negation_that_stands_behind_the_quote() -> None:
    """A carrier over 400 characters is not cut before a negation."""
    tail = ", which is what the members of the committee had asked for in a letter that ran to eleven pages" * 4
    text = f"Orla Finch said the plan was “a gift to the coast”{tail}, but she did not mean it as praise."
    assert "did not mean it" in only(text).carrier.text


@pytest.mark.parametrize(
    "line",
    [
        "Read more: What to know about the dam",
        "READ MORE What to know about the dam",
        "More on the dam: What we know",
        "Related story: The dam explained.",
        "Sign up for our morning letter.",
        "Lesen Sie auch: Der Damm",
    ],
)
def test_a_line_that_leads_to_another_page_is_no_context(line: str) -> None:
    """A quote that leans on the sentence before it is shown after that, never after a page's own signpost."""
    said = "“They should have known that,” Orla Finch said."
    (quote,) = reading(f"The dam will close in May.\n\n{line}\n\n{said}").quotes
    assert quote.shown.lead_in == "The dam will close in May."


def test_a_sentence_that_asks_to_read_is_context() -> None:
    """A sentence of the article that only begins like a signpost stays what a quote leans on."""
    (quote,) = reading("Readers wrote more than ever.\n\n“They should have known that,” Orla Finch said.").quotes
    assert quote.shown.lead_in == "Readers wrote more than ever."


ALTERED = (
    "We will sign tomorrow",
    "We will not sign today",
    "we will sign today",
    "We will sign today and",
    "We  will sign today",
    "We will sign toady",
)


@pytest.mark.parametrize("words", ALTERED)
def test_altered_words_find_no_place(words: str) -> None:
    """Words that differ from the article in one letter, case, space or word are not at any span of it."""
    text = "“We will sign today,” Orla Finch said."
    found = article(text)
    starts = range(len(text) - len(words) + 1)
    assert all(Span(at, at + len(words)).of(text) != words for at in starts)
    quotes = {quote.text for quote in reading(text).quotes}
    assert words not in quotes
    assert all(quote.text == quote.span.of(found.text) for quote in reading(text).quotes)


def test_the_gate_refuses_what_does_not_fit() -> None:
    """The gate refuses spans out of the text, empty ones, carriers beside the quote, and a lead-in inside it."""
    text = "“We will sign today,” Orla Finch said."
    good = Draft(Span(1, 19), QuoteKind.DIRECT, Span(0, len(text)))
    assert verified(article(text), good, Counter()).text == "We will sign today"
    bad = (
        replace(good, span=Span(1, 500)),
        replace(good, span=Span(5, 5)),
        replace(good, carrier=Span(20, len(text))),
        replace(good, lead_in=Span(2, 9)),
        replace(good, span=Span(0, 1)),
    )
    for draft in bad:
        with pytest.raises(Unverified):
            verified(article(text), draft, Counter())


def test_ids_stay_when_the_text_around_changes() -> None:
    """A quote keeps its id when a correction changes other words of the article."""
    before = only("The price was 200. “Nobody should get rich on this,” Orla Finch said.")
    after = only("The price, we now know, was 120. “Nobody should get rich on this,” Orla Finch said.")
    assert before.id == after.id


@pytest.mark.parametrize(
    "words", ["That will never happen.", "It is our last offer.", "But they are wrong.", "I don't see that happening."]
)
def test_a_quote_that_leans_takes_the_sentence_before(words: str) -> None:
    """A quote that points back is shown with the outlet's preceding sentence, verbatim."""
    text = f"Port Aurel may leave the customs union in June. “{words}” said Orla Finch."
    lead = reading(text).quotes[0].lead_in
    assert lead is not None
    assert lead.text == "Port Aurel may leave the customs union in June."


def test_a_quote_that_stands_alone_takes_no_sentence() -> None:
    """A quote that names its matter is shown without the sentence before."""
    text = "The session ended late. “The harbour needs cranes and the cranes need crews,” Orla Finch said."
    assert reading(text).quotes[0].lead_in is None


PIECES = st.sampled_from(
    [
        *"“”\"'‘’«»„()[]:;,.!?— \n\t\x00\u200f\u202e😀é中",
        "said ",
        "Orla Finch ",
        "she ",
        "“No,” ",
        " told reporters ",
        "not ",
        "according to ",
        "the ministry ",
        "\n\n",
        "Mr. ",
        "U.S. ",
    ]
)


@settings(max_examples=250, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_any_text_gives_true_quotes(text: str) -> None:
    """Whatever the text, every quote is its own characters at its span, inside its carrier, and never empty."""
    for quote in reading(text).quotes:
        assert quote.text == text[quote.span.start : quote.span.end]
        assert quote.carrier.text == text[quote.carrier.span.start : quote.carrier.span.end]
        assert quote.carrier.span.holds(quote.span)
        shown = quote.shown
        assert shown.quoted == quote.text
        if shown.part:
            assert shown.before + shown.quoted + shown.after == quote.carrier.text
        if quote.lead_in:
            assert quote.lead_in.text in text
            assert not quote.lead_in.span.overlaps(quote.span)
        assert 0 <= quote.confidence <= 1


@pytest.mark.parametrize(
    "text", ["", "“", "”" * 5000, "'" * 5000, "“" * 5000, "a" * 200_000, "said " * 20_000, "“a” " * 5_000]
)
def test_hostile_texts_are_survived(text: str) -> None:
    """Texts of marks only, of one word, or of one endless line give a result."""
    assert reading(text).dropped >= 0


def test_no_quote_holds_its_own_marks() -> None:
    """The words of a quote begin and end inside the marks."""
    for quote in reading('“Yes,” she said. ‘No,’ he said. "Maybe," they said.').quotes:
        assert not re.match(r"[“”\"‘]|.*[“”\"]$", quote.text)


def test_an_entry_of_a_live_blog_leans_on_no_other() -> None:
    """What stands under its own time does not take the sentence of another entry before it, which may be another's."""
    above = "The minister spoke to reporters at the harbour."
    below = "“It came in over the wall in minutes,” said Petra Holm, who runs the café."
    assert only(f"{above}\n\n{below}").lead_in is not None
    assert only(f"08:55 {above}\n\n08:31 {below}").lead_in is None
