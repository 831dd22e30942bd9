"""Which indirect speech answers a question, and how it is shown."""

from __future__ import annotations

import pytest

from bot.briefing import said
from bot.briefing.blocks import as_reported, plain
from bot.briefing.viewer import Viewer
from bot.ledger.reports import answers, sentences_told
from bot.model.message import Actions, Button, Message, Quotation, Section
from bot.model.query import QuoteQuery
from bot.reading.read import read
from tests.unit.building import NOW, article

SENTENCE = "Finance Minister Ana Kovač said that the harbour tax would fall next year."
SOURCE = article(
    f"The budget is due in May.\n\n{SENTENCE} Members will vote on it in June.", url="https://post.example/1"
)
[REPORT] = read(SOURCE).reports
VIEWER = Viewer(NOW, "UTC")


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        (QuoteQuery(speakers=("kovač",)), True),
        (QuoteQuery(speakers=("ana kovac",)), True),
        (QuoteQuery(speakers=("reed",)), False),
        (QuoteQuery(topics=("harbour tax",)), True),
        (QuoteQuery(topics=("nato", "tax")), True),
        (QuoteQuery(topics=("nato",)), False),
        (QuoteQuery(topics=("nato",), phrases=("would fall",)), True),
        (QuoteQuery(words="tax harbour"), True),
        (QuoteQuery(words="kovac"), True),
        (QuoteQuery(words="tax rise"), False),
        (QuoteQuery(outlets=("Elsewhere",)), False),
        (QuoteQuery(confidence_from=0.99), False),
        (QuoteQuery(speakers=("kovač",), topics=("nato",)), False),
    ],
)
def test_a_report_answers_a_query_or_not(query: QuoteQuery, wanted: bool) -> None:
    """Its speaker, what it is about, its words, its outlet and how sure it is have to fit, each that is asked."""
    assert answers(REPORT, query) is wanted


def test_the_outlets_sentence_is_shown_whole_and_without_marks() -> None:
    """Indirect speech is a section in the outlet's words, with its source, and never a quotation."""
    [(report, sentence)] = sentences_told(SOURCE.text, [REPORT])
    assert sentence == SENTENCE
    told = as_reported(report, sentence, VIEWER, source=True)
    message = said.also_reported(
        Message((Section("No quotes."), Actions((Button("Watch", "watch x"),))), empty=True), [told]
    )
    assert not any(isinstance(each, Quotation) for each in message.blocks)
    assert isinstance(message.blocks[-1], Actions)
    text = plain(message)
    assert "Ana Kovač, Finance Minister · as reported" in text
    assert SENTENCE in text
    assert not set('“”"') & set(text)
    assert "https://post.example/1" in text
    assert not message.empty


def test_without_reports_an_answer_stays_as_it_is() -> None:
    """Nothing reported adds nothing."""
    message = Message((Section("No quotes."),), empty=True)
    assert said.also_reported(message, []) is message


INTRO = "Finance Minister Ana Kovač met reporters on Monday. Jan Odell, the harbour chief, was there, too. "


def told_of(sentence: str) -> list[tuple[str, str]]:
    """Return whose indirect speech a sentence holds, and its words."""
    found = read(article(INTRO + sentence)).reports
    return [(each.speaker.name, each.text) for each in found if each.span.start >= len(INTRO)]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Kovač said the plan would fail.", "Ana Kovač"),
        ("Odell said he had not seen the letter.", "Jan Odell"),
        ("Odell said there were no cranes left.", "Jan Odell"),
        ("Kovač told the council it must choose by June.", "Ana Kovač"),
        ("Kovač warned the budget could not bear another year like this.", "Ana Kovač"),
        ("Odell said Kestria was not ready to sign.", "Jan Odell"),
        ("Odell said Monday the quay was closed.", "Jan Odell"),
        ("Kovač said in a statement the talks had ended.", "Ana Kovač"),
        ("Kovač said 40 ships had left since the strike began.", "Ana Kovač"),
        ("The ferry will sail again in May, Odell said on Friday.", "Jan Odell"),
        ("The tax is too high, Kovač argued.", "Ana Kovač"),
        ("No decision has been made, Jan Odell said in a statement.", "Jan Odell"),
    ],
)
def test_indirect_speech_needs_no_that(sentence: str, who: str) -> None:
    """A whole clause behind or before “said” is what its subject is reported to have said."""
    [(speaker, words)] = told_of(sentence)
    assert speaker == who
    assert words in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Kovač never said the plan would fail.",
        "If Kovač said the plan would fail, nobody heard it.",
        "Did Kovač say the plan would fail, and Odell said it was late?",
        "Kovač said nothing about the plan.",
        "Odell said goodbye to the men who were there.",
        "What Kovač said the plan would do is unclear.",
        "Critics of Kovač said the plan would fail.",
        "A spokesman for Kovač said that the plan would fail.",
        "The paper that Odell said was lost has been found.",
        "Kovač and Odell said the plan would fail.",
        "The plan, Kovač said, would fail.",
        "It is unclear whether Kovač said that the tax would fall.",
        "Odell’s lawyer said the boat was safe.",
        "Odell could have said the ice was thin.",
        "Had Kovač said the tax would fall, it would be news.",
        "Reports claimed Kovač said the plan would fail.",
    ],
)
def test_where_it_is_not_sure_nobody_is_reported(sentence: str) -> None:
    """Denied, supposed, asked, told by others or of others: silence."""
    assert told_of(sentence) == []
