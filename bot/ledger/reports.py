"""Which indirect speech answers a question, and the outlet's whole sentence that tells it: pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ledger.people import aliases
from bot.ledger.topics import stem, tokens
from bot.ledger.words import findable, fold_words, plain
from bot.model.query import QuoteQuery
from bot.model.record import Report
from bot.reading.text.quotes import paragraphs
from bot.reading.text.sentences import sentences


def answers(report: Report, query: QuoteQuery) -> bool:
    """Say whether indirect speech is what a query asks for: by whom, about what, with which words, in which outlet."""
    named = not query.speakers or not {*query.speakers}.isdisjoint(aliases(report.speaker.name))
    outlets = {fold_words(each) for each in query.outlets}
    there = not outlets or fold_words(report.publication.outlet) in outlets
    return named and there and report.confidence >= query.confidence_from and _about(report, query)


def _about(report: Report, query: QuoteQuery) -> bool:
    text = f"{report.speaker.name} . {report.text}"
    found = f" {findable((text,))} "
    if query.words and not all(f" {word} " in found for word in plain(query.words).split()):
        return False
    if not (query.topics or query.phrases):
        return True
    stems = {stem(each.text) for each in tokens(text)}
    on_topic = any(stems.issuperset(key.split()) for key in query.topics)
    return on_topic or any(f" {phrase} " in found for phrase in query.phrases)


def sentences_told(text: str, reports: Sequence[Report]) -> list[tuple[Report, str]]:
    """Return indirect speech with the outlet's whole sentences that tell it, each once, in their order."""
    told: dict[str, Report] = {}
    at = {each.span.start: each for each in reports}
    for paragraph in paragraphs(text):
        if not any(paragraph.start <= start < paragraph.end for start in at):
            continue
        for sentence in sentences(text, paragraph, ()):
            report = next((at[start] for start in at if sentence.start <= start < sentence.end), None)
            if report:
                told.setdefault(sentence.of(text), report)
    return [(report, sentence) for sentence, report in told.items()]
