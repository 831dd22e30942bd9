"""The engine that asks a language model: it may choose among what is verified, never invent."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from bot.errors import EngineError, TooLong
from bot.ledger import gates
from bot.ledger.gist import gist_of
from bot.ledger.telling import telling
from bot.ledger.topics import nameable
from bot.model.choice import Choice, Claimed, Doubt
from bot.model.position import Compared, Comparison, Statement
from bot.reading.names.offered import speakers_named
from bot.reading.text.parts import Part, halves, parts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.edges.engines.asking import Asker
    from bot.model.news import Article
    from bot.model.record import Quote, Speaker, Topic
    from bot.ports.world import Engine

LONGEST_QUESTION = 400
MOST_CLAIMS = 8  # of one article
BEGINNING = 60  # characters of a quote that tell it from others
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
        """Return voices, topics, key quotes, labels and a gist; raises EngineError where the rules take over."""
        if not quotes:
            return Choice({})
        most = min(self._most, self._asker.manner.room or self._most)
        offer = Offer.of(article, quotes, self._local.choose(article, quotes))
        found = (self._condensed(part, offer) for part in parts(article.text, quotes, most))
        return replace(_joined(list(found)), gist=self._gist(article))

    def _condensed(self, part: Part, offer: Offer) -> Choice:
        """Return what the model chose among the quotes of a part; one that is too long is asked about in halves."""
        try:
            return self._asker.passed("condense", offer.data(part), lambda answer: offer.gate(answer, part))
        except TooLong as error:
            if error.known:
                self._asker.learn(self._asker.manner.narrowed(len(part.text)))
            return _joined([self._condensed(half, offer) for half in halves(part)])

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

    def doubts(self, claims: Sequence[Claimed]) -> Mapping[str, Doubt]:
        """Return which claims the model takes away, in one request; raises EngineError where the rules decide alone."""
        if not claims:
            return {}
        rows = [asdict(each) | {"id": gates.short(each.id)} for each in claims[:MOST_CLAIMS]]
        return self._asker.passed("veto", {"claims": rows}, lambda answer: gates.doubted(answer, claims[:MOST_CLAIMS]))

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


def _joined(found: Sequence[Choice]) -> Choice:
    """Return what was chosen in the parts of an article as one choice."""
    return Choice(
        {id_: each for one in found for id_, each in one.topics.items()},
        {id_: each for one in found for id_, each in one.voices.items()},
        tuple(id_ for one in found for id_ in one.best),
        {id_: each for one in found for id_, each in one.stances.items()},
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """Hold what of an article a model may choose among."""

    headline: str
    speakers: Mapping[str, Speaker]  # by ids
    topics: Mapping[str, Topic]  # by keys

    @classmethod
    def of(cls, article: Article, quotes: Sequence[Quote], ruled: Choice) -> Offer:
        """Return what an article offers: the names of its text, and the topics that rules find in it."""
        topics = nameable(article.text, article.publication.title)
        topics |= {topic.key: topic for found in ruled.topics.values() for topic in found}
        named = speakers_named(article.text, [each.speaker for each in quotes])
        return cls(article.publication.title, {f"n{at}": each for at, each in enumerate(named, start=1)}, topics)

    def data(self, part: Part) -> dict[str, object]:
        """Return what is sent of a part: its text, the names, and the beginnings of its quotes by their ids.

        Whom the rules take for the speakers is not sent: the model reads for itself.
        """
        return {
            "headline": self.headline,
            "text": part.text,
            "names": {id_: each.name for id_, each in self.speakers.items()},
            "quotes": [{"id": gates.short(each.id), "quote": _beginning(each.text)} for each in part.quotes],
        }

    def gate(self, answer: object, part: Part) -> Choice:
        """Return what of an answer gets through; raises Refused."""
        return gates.chosen(answer, part.quotes, part.text, self.topics, self.speakers)


def _beginning(words: str) -> str:
    """Return enough of a quote to find it in the text."""
    if len(words) <= BEGINNING:
        return words
    return words[:BEGINNING].rsplit(None, 1)[0] + " …"
