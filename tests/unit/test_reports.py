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
