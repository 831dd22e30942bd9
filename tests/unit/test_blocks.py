from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.briefing.blocks import LONG, NOT_NAMED, body, plain, quotation
from bot.briefing.export import as_csv, as_markdown, record_of
from bot.model.message import Message
from bot.model.record import Quote, Speaker, SpeakerKind
from tests.unit.building import KOVAC, article, filed, quote

CARRIER = "Kovač told reporters she doesn’t believe the plan “is ready for a vote” this year."
FULL = "“The road stays open,” Kovač said."
PHRASE = st.text(st.sampled_from("abc XYZ’é,.-"), min_size=3, max_size=30).map(lambda text: f"word{text}end")


def part_of(text: str = CARRIER, words: str = "is ready for a vote", **more: object) -> Quote:
    return quote(article(text), words, part=True, **more)  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(before=PHRASE, words=PHRASE, after=PHRASE)
def test_no_part_quote_stands_without_its_carrier(before: str, words: str, after: str) -> None:
    """In a message, in plain text and in every export, a part-quote's words come inside their whole sentence."""
    sentence = f"{before} “{words}” {after}"
    found = quote(article(sentence), words, part=True)
    block = quotation(found)
    assert body(block.shown) == sentence
    assert sentence in plain(Message((block,)))
    record = record_of(found)
    assert (record["display"], record["carrier"], record["quote"]) == (sentence, sentence, words)
    assert sentence in as_csv([filed(found)])
    assert " ".join(sentence.split()) in as_markdown([filed(found)]).replace("\\", "")


def test_the_negation_is_shown() -> None:
    """What governs a part-quote stands before it, its negation included."""
    shown = quotation(part_of()).shown
    assert (shown.part, shown.quoted) == (True, "is ready for a vote")
    assert "doesn’t believe" in shown.before
    assert (quotation(part_of()).foot, quotation(part_of()).note) == ("The Harbour Post", "part-quote")


def test_a_last_comma_goes_and_nothing_else() -> None:
    """A full quote loses one comma before its closing mark; a part-quote keeps every sign."""
    assert body(quotation(quote(article(FULL), "The road stays open,")).shown) == "“The road stays open”"
    text = "He spoke of “a road, a bridge,” and left."
    assert body(quotation(part_of(text, "a road, a bridge,")).shown) == text


def test_the_sentence_before_is_shown() -> None:
    """A quote that leans on the sentence before it is shown after that sentence."""
    source = article("Will the bridge close?\n\n“I do not see that happening,” Kovač said.")
    found = quote(source, "I do not see that happening,", lead_in="Will the bridge close?")
    assert body(quotation(found).shown) == "Will the bridge close? “I do not see that happening”"


def test_long_quotes_are_cut_at_a_sentence_only() -> None:
    """A quote over 320 characters ends after a whole sentence, the dots outside its marks; `whole` shows all of it."""
    words = "The road to the harbour stays open. " * 20 + "So it is."
    found = quote(article(f"“{words}” Kovač said."), words)
    shown = quotation(found).shown
    assert len(shown.quoted) <= LONG
    assert words.startswith(shown.quoted)
    assert shown.quoted.endswith("stays open.")
    assert shown.after == "” …"
    assert quotation(found, whole=True).shown.quoted == words


def test_one_long_sentence_is_never_cut() -> None:
    """A quote of one sentence, and any part-quote, is shown whole, however long."""
    words = "the road and the bridge and the ferry " * 12
    assert quotation(quote(article(f"“{words}” Kovač said."), words)).shown.quoted == words
    assert quotation(part_of(f"She said “{words}” then.", words)).shown.quoted == words


@pytest.mark.parametrize(("confidence", "named"), [(0.74, False), (0.75, True), (1.0, True)])
def test_an_unsure_name_is_not_shown(confidence: float, *, named: bool) -> None:
    """Below the threshold neither name, role nor venue is shown, anywhere."""
    found = quote(article("“It is so,” X said."), "It is so,", KOVAC, confidence=confidence, venue="reporters")
    told = plain(Message((quotation(found, name_from=0.75),)))
    assert ("Ana Kovač, finance minister" in told) is named
    assert ("to reporters" in told) is named
    assert (NOT_NAMED in told) is not named
    assert (record_of(found, name_from=0.75)["speaker"] == "Ana Kovač") is named


def test_nobody_and_unnamed_sources() -> None:
    """Without a speaker the block says so; an unnamed source goes by the article's words."""
    text = "“It is so,” a senior official said."
    assert quotation(quote(article(text), "It is so,", None)).name == NOT_NAMED
    unnamed = Speaker("a senior official", SpeakerKind.UNNAMED)
    assert quotation(quote(article(text), "It is so,", unnamed)).name == "A senior official"


def test_said_only_when_the_article_dates_it() -> None:
    """“said” needs a dated utterance, else it is “reported”; without any date neither is claimed."""
    source = article(FULL)
    dated = quote(source, "The road stays open,", said_on=date(2025, 2, 13))
    assert quotation(dated, today=date(2025, 2, 14)).head == ", finance minister · said Thu 13 Feb"
    undated = quote(source, "The road stays open,")
    assert quotation(undated, today=date(2025, 2, 14)).head == ", finance minister · reported 14 Feb"
    assert quotation(undated, today=date(2026, 1, 1)).head.endswith("reported 14 Feb 2025")
    nowhere = quote(article(FULL, published=None), "The road stays open,")
    assert quotation(nowhere).head == ", finance minister"


def test_the_foot_names_every_outlet_once() -> None:
    """Agency and outlet are the foot; other outlets and whether their wording differs are the small print after it."""
    source = article(FULL, agency="Reuters")
    found = quote(source, "The road stays open,")
    assert quotation(found).foot == "The Harbour Post (Reuters)"
    others = [replace(found, publication=replace(source.publication, outlet=name)) for name in ("B", "C", "B")]
    assert quotation(found, others=others).note == "also B +1"
    changed = replace(others[0], text="The road stays shut")
    assert quotation(found, others=[changed]).note == "also B · wording differs"
