"""The words of a transcript as quotes: no marks stand around them, and each is whole sentences of one voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.model.news import Article
from bot.model.record import Draft, QuoteKind
from bot.model.text import Span
from bot.reading.languages import english
from bot.reading.text.carriers import leans
from bot.reading.text.dates import whole_days
from bot.reading.text.sentences import sentences
from bot.reading.transcripts.cast import cast_of
from bot.reading.transcripts.labels import Voice
from bot.reading.transcripts.turns import Part, Turn

FILLED = 160  # characters from which a quote ends with its sentence
FULL = 480  # characters from which it ends even before a sentence that leans on it
SHORT = 60  # characters of an answer that says little without its question
LONGEST_QUESTION = 400
LEAST = 4  # words of a quote without a question before it; “Mr Reed.” only calls somebody
HEAD = 2_000  # characters before the first turn that may date the talk


def drafts(article: Article, found: Sequence[Turn]) -> Iterator[Draft]:
    """Yield the quotes of a transcript: every voice that the text names, with the day that it gives the talk."""
    here, text = article.publication, article.text
    cast = cast_of(text, here.title, found)
    day = talked_on(text, here.title, found[0], here.published_on)
    for before, turn in zip((None, *found), found, strict=False):
        speaker, sure = cast.speaker(turn.label)
        if speaker is None:
            continue
        asked = before if before and before.label.key != turn.label.key else None
        for number, (span, lead, moment) in enumerate(_units(text, turn.parts)):
            lead_in = _question(text, asked, span) if asked and number == 0 else lead
            if lead_in is None and len(span.of(text).split()) < LEAST:
                continue
            venue = f"at {moment} of the recording" if moment else ""
            yield Draft(span, QuoteKind.TURN, span, lead_in, speaker, None, venue, day, sure)


def talked_on(text: str, title: str, first: Turn, published: date | None) -> date | None:
    """Return the day of a talk: the one whole date of the headline, else of what stands before the first turn."""
    head = text[max(0, first.label.paragraph.start - HEAD) : first.label.paragraph.start]
    for words in (title, head):
        days = {each for each in whole_days(words) if published is None or each <= published}
        if len(days) == 1:
            return days.pop()
    return None


def _units(text: str, parts: Sequence[Part]) -> Iterator[tuple[Span, Span | None, str]]:
    """Yield sentences that belong together, the sentence before where they lean on it, and the moment of the recording."""
    last: Span | None = None
    for part in parts:
        for span in _together(text, sentences(text, part.span, ())):
            words = span.of(text)
            if any(each.isalpha() for each in words):
                yield span, last if last and leans(words) else None, part.moment
        every = sentences(text, part.span, ())
        last = every[-1] if every else last


def _together(text: str, every: Sequence[Span]) -> Iterator[Span]:
    """Yield runs of sentences: a quote of readable length that does not end before what leans on it."""
    start = end = -1
    for each in every:
        if start < 0:
            start, end = each.start, each.end
        elif end - start < FILLED or (end - start < FULL and leans(each.of(text))):
            end = each.end
        else:
            yield Span(start, end)
            start, end = each.start, each.end
    if start >= 0:
        yield Span(start, end)


def _question(text: str, asked: Turn, answer: Span) -> Span | None:
    """Return the question before an answer that says little without it: all of it with who asks, or its last sentence."""
    words = answer.of(text)
    needs = len(words) < SHORT or leans(words) or words.split()[0].strip(",.").lower() in english.ANSWERS
    if not needs or not asked.parts:
        return None
    if (
        len(asked.parts) == 1
        and asked.parts[0].span.end - asked.label.paragraph.start <= LONGEST_QUESTION
        and _inline(asked)
    ):
        return Span(asked.label.paragraph.start, asked.parts[0].span.end)
    every = sentences(text, asked.parts[-1].span, ())
    return every[-1] if every and every[-1].of(text).endswith("?") else None


def _inline(turn: Turn) -> bool:
    """Say whether a turn's words stand in the paragraph of its label, so that a reader sees who asks."""
    return turn.label.paragraph.holds(turn.parts[0].span) and turn.label.voice is not Voice.UNKNOWN
