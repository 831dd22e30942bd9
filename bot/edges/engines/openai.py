"""The engine that asks a language model: it may choose among what is verified, never invent."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.errors import EngineError, TooLong
from bot.ledger import gates
from bot.ledger.gist import gist_of
from bot.ledger.telling import telling
from bot.ledger.topics import nameable
from bot.model.choice import Choice
from bot.model.position import Compared, Comparison, Statement
from bot.reading.text.parts import Part, halves, parts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.edges.engines.asking import Asker
    from bot.model.news import Article
    from bot.model.record import Quote, Topic
    from bot.ports.world import Engine

LONGEST_QUESTION = 400
PLAIN_QUESTION = "What did Ana Ruiz say about the harbour?"


@dataclass(frozen=True, slots=True)
class Trial:
    """Hold what one small request found out about a server."""

    seconds: float
    understood: bool
    manner: str  # how it wants to be asked, in words


class OpenAIEngine:
    """Choose with a language model; what it leaves open, the rules decide."""

    def __init__(self, asker: Asker, local: Engine, most_characters: int) -> None:
        """Take how to ask, the rules, and how much of an article goes into one request."""
        self._asker, self._local, self._most = asker, local, most_characters

    @property
    def name(self) -> str:
        """Return the model's name."""
        return self._asker.endpoint.model

    def choose(self, article: Article, quotes: Sequence[Quote]) -> Choice:
        """Return topics, key quotes, labels and a gist; raises EngineError where the rules have to take over."""
        ruled = self._local.choose(article, quotes)
        if not quotes:
            return ruled
        named = nameable(article.text, article.publication.title)
        named |= {topic.key: topic for found in ruled.topics.values() for topic in found}
        most = min(self._most, self._asker.manner.room or self._most)
        found = [self._condensed(part, article, named) for part in parts(article.text, quotes, most)]
        choice = Choice(
            topics={**ruled.topics, **{id_: each for one in found for id_, each in one.topics.items()}},
            best=tuple(id_ for one in found for id_ in one.best),
            stances={id_: each for one in found for id_, each in one.stances.items()},
        )
        return replace(choice, gist=self._gist(article))

    def _condensed(self, part: Part, article: Article, named: Mapping[str, Topic]) -> Choice:
        """Return what the model chose among the quotes of a part; one that is too long is asked about in halves."""
        try:
            return self._asker.passed(
                "condense", _offer(part, article), lambda answer: gates.chosen(answer, part.quotes, part.text, named)
            )
        except TooLong as error:
            if error.known:
                self._asker.learn(self._asker.manner.narrowed(len(part.text)))
            found = [self._condensed(half, article, named) for half in halves(part)]
        return Choice(
            {id_: each for one in found for id_, each in one.topics.items()},
            tuple(id_ for one in found for id_ in one.best),
            {id_: each for one in found for id_, each in one.stances.items()},
        )

    def _gist(self, article: Article) -> tuple[str, ...]:
        """Return a gist, or none: an article without one is complete."""
        here = article.publication
        told = telling(article.text, here.title) if (here.language or "en").startswith("en") else []
        if not told:
            return ()
        offered = {f"s{number}": each for number, each in enumerate(told, start=1)}
        try:
            return self._asker.passed("gist", {"paragraphs": offered}, lambda answer: gist_of(answer, offered))
        except EngineError:
            return ()

    def compare(self, topic: Topic, earlier: Statement, later: Statement) -> Comparison:
        """Return how two statements compare: the model is asked about what the rules see, and may only agree.

        So no model can make a change out of nothing or turn one round; raises EngineError where the rules decide alone.
        """
        ruled = self._local.compare(topic, earlier, later)
        if not ruled.label.alert or earlier.on is None or later.on is None:
            return ruled
        data = {"topic": topic.name, "earlier": _side(earlier), "later": _side(later)}
        found = self._asker.passed("compare", data, lambda answer: gates.compared(answer, earlier, later))
        if found.label is not ruled.label:  # two readers who differ are none
            return Comparison(Compared.NOT_COMPARABLE)
        return replace(ruled, confidence=max(ruled.confidence, found.confidence))

    def line(self, words: str) -> str:
        """Return the command line that a question stands for, or ""; the caller parses it again."""
        try:
            return self._asker.passed("ask", {"question": words[:LONGEST_QUESTION]}, gates.line_of)
        except EngineError:
            return ""

    def tried(self, now: datetime) -> Trial:
        """Return what one small request found out about the server; raises EngineError."""
        began = time.monotonic()
        data = {"question": PLAIN_QUESTION, "asked": now.isoformat()}  # a moment of its own: no kept answer will do
        line = self._asker.passed("ask", data, gates.line_of).casefold()
        understood = all(word in line for word in ("ruiz", "harbour"))
        return Trial(time.monotonic() - began, understood, self._asker.manner.told())

    def close(self) -> None:
        """Close connections."""
        self._asker.endpoint.close()


def _side(statement: Statement) -> dict[str, str]:
    return {
        "id": gates.side_id(statement),
        "date": statement.on.isoformat() if statement.on else "",
        "quote": statement.quote,
        "context": statement.context,
    }


def _offer(part: Part, article: Article) -> dict[str, object]:
    """Return what is sent of a part: its text, and its quotes by their ids."""
    offered = [
        {"id": gates.short(each.id), "speaker": each.speaker.name if each.speaker else "", "quote": each.text}
        for each in part.quotes
    ]
    return {"headline": article.publication.title, "text": part.text, "quotes": offered}
