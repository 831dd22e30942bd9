"""From what is read to what moved: both sides or nothing, the nearest words of the same speaker on the same topic."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.ledger.changes import LOOKED_BACK, moved, plain_of, reported
from bot.ledger.topics import topics_told
from bot.model.choice import Claimed
from bot.model.position import (
    AssertedBy,
    Compared,
    Comparison,
    Extent,
    MoveKind,
    OutletSentence,
    PositionChange,
    Recency,
    ReportedChange,
    Statement,
)
from bot.model.record import Filed, Speaker, SpeakerKind, Topic
from bot.model.text import Span
from bot.reading.changes.changes import SHOWN_FROM
from bot.reading.gate import told as gate_told
from tests.unit.building import KOVAC, NOW, REED, article, filed, quote

DAY = timedelta(days=1)
TEXT = (
    "Ana Kovač said on Wednesday that tolls on the coast road were “a closed chapter”.\n\n"
    "On Thursday she sought to walk back part of that statement on the coast road.\n\n"
    "“I spoke of this year only,” Ana Kovač said."
)
SOURCE = article(TEXT, url="https://harbour.example/back")
CLOSED = filed(quote(SOURCE, "a closed chapter", part=True, said_on=date(2025, 2, 12)), "coast road")
OWN = filed(quote(SOURCE, "I spoke of this year only,"), "coast road")
ROAD = Topic("coast road", "coast road")


def sentence(text: str) -> Span:
    """Return where a sentence of the article stands."""
    start = TEXT.index(text)
    return Span(start, TEXT.index(".", start) + 1)


BACK = sentence("On Thursday she")
CHANGE = ReportedChange(
    "c1",
    gate_told(SOURCE, BACK, date(2025, 2, 13)),
    Span(BACK.start + 12, BACK.start + 50),
    KOVAC,
    MoveKind.WALKED_BACK,
    Extent.ATTEMPTED,
    earlier=gate_told(SOURCE, sentence("Ana Kovač said on Wednesday")),
    confidence=SHOWN_FROM,
)


def made(
    change: ReportedChange, quotes: tuple[Filed, ...] = (), earlier: tuple[Filed, ...] = ()
) -> PositionChange | None:
    """Return what becomes of a reported change."""
    return reported(change, quotes, earlier, (ROAD,))


def before(
    days: int, words: str = "No toll on the coast road this year,", speaker: Speaker = KOVAC, about: str = "coast road"
) -> Filed:
    """Return a quote on the ledger that was said some days before."""
    source = article(
        f"“{words}” {speaker.name} said.", url=f"https://coast.example/{words}/{days}", published=NOW - days * DAY
    )
    return filed(quote(source, words, speaker), about)


def test_the_quote_in_the_earlier_sentence_is_what_was_held() -> None:
    """Before is the quote that the article has for it; the speaker’s own words stand with the change."""
    change = made(CHANGE, (CLOSED, OWN))
    assert change
    assert change.before == CLOSED.quote
    assert change.after == CHANGE.told
    assert change.said == OWN.quote
    assert (change.topic.key, change.extent, change.reported) == ("coast road", Extent.ATTEMPTED, True)


def test_without_a_quote_the_outlets_sentence_is_what_was_held() -> None:
    """The sentence that says what was held stands for it where there are no quoted words."""
    change = made(CHANGE)
    assert change
    assert isinstance(change.before, OutletSentence)
    assert change.before.sentence.text.startswith("Ana Kovač said on Wednesday")


def test_else_the_ledger_says_what_was_held() -> None:
    """Else the newest words of the speaker on that topic do, of a day before and not older than a month."""
    alone = replace(CHANGE, earlier=None)
    change = made(alone, (), (before(9), before(4)))
    assert change
    assert change.before == before(4).quote
    assert made(alone, (), (before(LOOKED_BACK.days + 2),)) is None
    same_day = before(1)
    assert same_day.quote.dated == CHANGE.told.dated
    assert made(alone, (), (same_day,)) is None
    assert made(alone, (), (before(4, speaker=REED),)) is None
    assert made(alone, (), (before(4, about="bridge"),)) is None
    assert made(alone) is None


def test_words_on_another_thing_are_not_what_was_held() -> None:
    """Another tax of the same name, remarks on somebody else, and words that already tell of a change are no before."""
    taxes = Topic("tax", "taxes")

    def held(sentence: str, words: str) -> bool:
        source = article(f"{sentence}\n\n“Fine,” she said.", url="https://harbour.example/taxes")
        there = gate_told(source, Span(0, len(sentence)), date(2025, 2, 13))
        change = replace(CHANGE, told=there, earlier=None)
        return reported(change, (), (before(4, words, about="tax"),), (taxes,)) is not None

    assert held("Ana Kovač dropped her opposition to the carbon tax.", "We will never have a carbon tax,")
    assert held("Ana Kovač dropped her opposition to the tax.", "We will never have a carbon tax,")
    assert not held("Ana Kovač dropped her opposition to the carbon tax.", "We will never have an income tax,")
    assert not held("Ana Kovač regretted her remarks about Reed and the tax.", "We will never have a carbon tax,")
    assert not held("Ana Kovač dropped her opposition to the carbon tax.", "I have changed my mind on a carbon tax,")


def test_history_is_no_change_of_now() -> None:
    """What a text recalls of earlier times is told by nobody as news."""
    assert made(replace(CHANGE, recency=Recency.BACKGROUND), (CLOSED,)) is None


def test_what_is_not_sure_or_not_told_as_fact_is_no_change() -> None:
    """Below the confidence that is shown, or as an accusation, a maybe or a denial, it is nothing."""
    assert made(replace(CHANGE, confidence=SHOWN_FROM - 0.01), (CLOSED,)) is None
    for by in AssertedBy:
        assert (made(replace(CHANGE, asserted_by=by), (CLOSED,)) is not None) is by.counts


def test_a_change_without_day_link_or_topic_is_none() -> None:
    """A text from nowhere, without a day or a topic gives no change."""
    here = replace(CHANGE.told.publication, url="")
    assert made(replace(CHANGE, told=replace(CHANGE.told, publication=here)), (CLOSED,)) is None
    undated = replace(CHANGE.told.publication, published_on=None)
    assert made(replace(CHANGE, told=OutletSentence(undated, CHANGE.told.sentence)), (CLOSED,)) is None
    assert reported(CHANGE, (CLOSED,), (), ()) is not None  # the quote's own topic
    assert reported(CHANGE, (), (), ()) is None


def test_what_a_change_is_about_comes_from_its_own_words_first() -> None:
    """The topic of a reported change is named in its sentence, else in the one before, else in the headline."""
    names = [topic.key for topic in topics_told(replace(CHANGE, speaker=KOVAC), "Nato and the mayor")]
    assert names
    assert "nato" in [topic.key for topic in topics_told(CHANGE, "Kovač and Nato")]


def softer(topic: Topic, earlier: Statement, later: Statement) -> Comparison:  # noqa: ARG001
    """Find that everything softened."""
    return Comparison(Compared.SOFTENED, "now conditional", 0.95)


def nothing(topic: Topic, earlier: Statement, later: Statement) -> Comparison:  # noqa: ARG001
    """Find nothing to compare."""
    return Comparison(Compared.NOT_COMPARABLE, "", 1.0)


def test_a_quote_is_compared_with_the_nearest_day_before_and_after() -> None:
    """One change at most with what was said before; the later one is always the after, whichever was read first."""
    now = before(0, "We may put a toll on the coast road,")
    (change,) = moved(now, (before(9), before(4)), softer)
    assert (change.before, change.after) == (before(4).quote, now.quote)
    assert (change.kind, change.reported, change.reason) == (MoveKind.SOFTENED, False, "now conditional")
    (late,) = moved(before(4), (now,), softer)
    assert late == change


def test_only_sure_words_of_one_speaker_on_one_topic_and_other_days_are_compared() -> None:
    """Another speaker, topic, the same day, an unsure or unnamed one, or the same words are never compared."""
    now = before(0, "We may put a toll on the coast road,")
    unsure = before(4)
    unsure = replace(unsure, quote=replace(unsure.quote, confidence=0.5))
    unnamed = before(4, speaker=Speaker("an official", SpeakerKind.UNNAMED))
    others = (
        before(4, speaker=REED),
        before(4, about="bridge"),
        before(0),
        unsure,
        unnamed,
        before(4, "We may put a toll on the coast road,"),
    )
    assert list(moved(now, others, softer)) == []
    assert list(moved(unsure, (before(9),), softer)) == []


def test_what_is_not_comparable_is_not_said() -> None:
    """An engine that finds nothing, or is not sure, leaves nothing."""
    now, then = before(0, "We may put a toll on the coast road,"), before(4)
    assert list(moved(now, (then,), nothing)) == []
    assert list(moved(now, (then,), lambda *_: Comparison(Compared.SOFTENED, "x", 0.5))) == []


def test_the_sentence_beside_a_claim_is_an_outlets_own_of_which_nothing_is_claimed() -> None:
    """It names the same person where one does, is no quotation, and no sentence that anything is claimed of."""
    told = "Ana Kovač dropped her plan for the bridge on Friday."
    hall, party = "The mayor opened the new hall of the port at noon.", "Ana Kovač came to the party with her sister."
    also = "Ana Kovač softened her words on the toll in the evening."
    text = f"{told} {hall} {party} {also} “Ana Kovač has always been like that,” Tom Reed said."
    spans = [Span(text.index(each), text.index(each) + 20) for each in (told, also)]
    claim = Claimed("c", "Ana Kovač", "reversed", "", f"2025-02-14: {told}", text, by="a-model")
    assert plain_of(text, spans, claim) == party
    assert plain_of(text, spans, replace(claim, who="Tom Reed")) in {hall, party}
    assert plain_of(told, spans, claim) == ""
