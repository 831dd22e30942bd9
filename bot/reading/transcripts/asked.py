"""An interview without labels: short paragraphs that ask, each with the answer below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.model.text import Span
from bot.reading.languages.english_transcripts import OWN
from bot.reading.transcripts.labels import Label, Layout, Voice
from bot.reading.transcripts.turns import Part, Turn

LEAST = 3  # questions with an answer that make an interview of a text whose headline says with whom
LONGEST = 300  # characters of a question
_MARKED = re.compile(r"[\"“”„«»]")
_OWN = re.compile(OWN)


def answered(text: str, every: Sequence[Span]) -> tuple[Turn, ...]:
    """Return questions and answers in turn, or nothing; of an answer only the first paragraph is sure to be one.

    What stands further below may be a question that does not ask: “Critics say it blocks the view.”
    """
    found = [
        (question, answer)
        for question, answer in pairwise(every)
        if _asks(question.of(text)) and not _asks(answer.of(text)) and not _MARKED.search(answer.of(text))
    ]
    spoken = sum(bool(_OWN.search(answer.of(text))) for _, answer in found)
    if len(found) < LEAST or 2 * spoken < len(found):
        return ()
    return tuple(turn for question, answer in found for turn in (_turn(question, "Q"), _turn(answer, "A")))


def _asks(words: str) -> bool:
    return words.endswith("?") and len(words) <= LONGEST and not _MARKED.search(words)


def _turn(paragraph: Span, who: str) -> Turn:
    voice = Voice.ANSWER if who == "A" else Voice.CROWD
    return Turn(Label(Layout.LETTER, voice, who, "", "", paragraph.start, paragraph), (Part(paragraph),))
