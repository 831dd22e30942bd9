"""The engine that asks a language model: it may choose among what is verified, never invent."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.edges.engines.offer import (
    ChoiceSet,
    beside_row,
    claim_row,
    foreign_row,
    held_row,
    joined,
    known_row,
    name_row,
    pair_row,
    story_row,
)
from bot.errors import EngineError, TooLong
from bot.ledger import controls, gates
from bot.ledger.gist import supported
from bot.ledger.proposed import agreed
from bot.ledger.translating import alike, translations
from bot.ledger.voices import reliable, tells, trusted
from bot.model.choice import (
    ALIKE,
    DOUBTFUL,
    Candidate,
    Choice,
    Claimed,
    Doubt,
    Foreign,
    Held,
    NamedWords,
    Order,
    Pair,
    Proposal,
)
from bot.model.position import Compared, Comparison
from bot.model.record import Quote, Speaker
from bot.model.text import Span
from bot.reading.text.parts import Part, halves, part_of, parts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.edges.engines.asking import ModelClient
    from bot.model.news import Article
    from bot.ports.world import Engine

LONGEST_QUESTION = 400
MOST_CLAIMS = 8  # of one article
MOST_PAIRS = 8  # in one request
MOST_NAMES = 20  # of one digest
MOST_TEXTS = 12  # in one request
PLAIN_QUESTION = "What did Ana Ruiz say about the harbour?"


@dataclass(frozen=True, slots=True)
class Trial:
    """Hold what one small request found out about a server."""

    seconds: float
    understood: bool
    manner: str  # how it wants to be asked, in words


class OpenAIEngine:
    """Choose with a language model; what it leaves open, the rules decide."""

    def __init__(self, asker: ModelClient, local: Engine, most_characters: int) -> None:
        """Take how to ask, the rules, and how much of an article goes into one request."""
        self._asker, self._local, self._most = asker, local, most_characters

    @property
    def name(self) -> str:
        """Return the model's name."""
        return self._asker.endpoint.model

    def choose(self, article: Article, quotes: Sequence[Quote]) -> Choice:
        """Return voices, topics, key quotes, and what two answers told alike; raises EngineError for the rules.

        One request an article; a second one, about what the first found, for what moved, labels, and what tells it in
        short: each is left out where the answers differ or the second fails.
        """
        if not quotes:
            return Choice({})
        self._require_trust()
        offer = ChoiceSet.of(article, quotes, self._local.choose(article, quotes))
        found = joined([self._condensed(part, offer) for part in parts(article.text, quotes, self._room)])
        self._noted(found, quotes)
        whole = part_of(article.text, quotes)
        return replace(
            found,
            gist=self._supported(found.gist, whole),
            stances=self._labelled(found, quotes),
            proposals=self._confirmed(found.proposals, whole, offer),
        )

    def _require_trust(self) -> None:
        """Raise EngineError where the model was doubtful in too many of the month's articles: nothing is paid for."""
        now = self._asker.clock.now()
        counts = self._asker.store.spending(now).counts
        if not trusted(*(counts.get(f"{kind}{self.name}", 0) for kind in (ALIKE, DOUBTFUL))):
            raise EngineError("The model reads worse than the rules: take another.", why="it reads worse")

    def _noted(self, found: Choice, quotes: Sequence[Quote]) -> None:
        """Count how the model read an article that has a name of which the rules are sure, once for each answer."""
        if self._asker.new and tells(quotes, found.voices):
            kind = ALIKE if reliable(quotes, found.voices) else DOUBTFUL
            self._asker.store.count(f"{kind}{self.name}", self._asker.clock.now())

    @property
    def _room(self) -> int:
        """Return how many characters of an article go into one request, as far as is known by now."""
        return min(self._most, self._asker.manner.room or self._most)

    def _condensed(self, part: Part, offer: ChoiceSet) -> Choice:
        """Return what the model chose among the quotes of a part; one that is too long is asked about in halves."""
        try:
            return self._asker.passed("condense", offer.data(part), lambda answer: offer.gate(answer, part))
        except TooLong as error:
            if error.known:
                self._asker.learn(self._asker.manner.narrowed(len(part.text)))
            return joined([self._condensed(half, offer) for half in halves(part)])

    def _supported(self, gist: tuple[Span, ...], whole: Part) -> tuple[Span, ...]:
        """Return the sentences of a gist where a second answer, to the whole article, lets them stand alone."""
        ids = [id_ for id_, span in whole.sentences.items() if span in gist]
        if not ids or len(whole.text) > self._room:
            return ()
        try:
            stands = self._asker.passed("gist", {"text": whole.numbered, "short": ids}, supported)
        except EngineError:
            return ()
        return gist if stands else ()

    def _confirmed(self, found: Sequence[Proposal], whole: Part, offer: ChoiceSet) -> tuple[Proposal, ...]:
        """Return the proposals that a second answer makes, too, which sees their paragraphs alone."""
        if not found:
            return ()
        near = offer.again(whole, found)
        try:
            second = self._asker.passed("moves", offer.moves(near), lambda answer: offer.second(answer, near))
        except EngineError:
            return ()
        return agreed(found, second)

    def _labelled(self, found: Choice, quotes: Sequence[Quote]) -> Mapping[str, Held]:
        """Return the labels that a second answer gives, too, to the quotes without them and to known ones."""
        asked = [each for each in quotes if each.id in found.stances]
        if not asked:
            return {}
        known = controls.words(found.stances)
        rows = [held_row(each, found.stances[each.id], _who(each, found)) for each in asked]
        rows = sorted([*rows, *(known_row(*each) for each in known.items())], key=lambda row: row["id"])
        ids = [*found.stances, *known]
        try:
            second = self._asker.passed("stance", {"quotes": rows}, lambda answer: gates.labels(answer, ids))
        except EngineError:
            return {}
        if not controls.labelled(found.stances, second):
            return {}
        return {id_: each for id_, each in found.stances.items() if second.get(id_) is each.stance}

    def compare(self, pairs: Sequence[Pair]) -> Mapping[str, Comparison]:
        """Return how pairs compare where two answers say the same, the second with the sides swapped.

        Where the rules see a change and the model none or one the other way, there is none; where both see it, it is
        the rules', the less of it where they differ. Raises EngineError where the rules decide alone.
        """
        found: dict[str, Comparison] = {}
        for at in range(0, len(pairs), MOST_PAIRS):
            found |= self._compared(pairs[at : at + MOST_PAIRS])
        ruled = self._local.compare(pairs)
        return found | {id_: gates.less(each, found[id_]) for id_, each in ruled.items() if each.label.alert}

    def _compared(self, pairs: Sequence[Pair]) -> Mapping[str, Comparison]:
        first = self._weighed(pairs, swapped=False)
        moved = [each for each in pairs if each.id in first and first[each.id].label.alert]
        second = self._weighed(moved[::-1], swapped=True) if moved else {}
        found = gates.both(first, second)
        return {each.id: found.get(each.id, Comparison(Compared.NOT_COMPARABLE)) for each in pairs}

    def _weighed(self, pairs: Sequence[Pair], *, swapped: bool) -> Mapping[str, Comparison]:
        rows = [pair_row(each, swapped=swapped) for each in pairs]
        found = self._asker.passed("compare", {"pairs": rows}, lambda answer: gates.compared(answer, pairs))
        return {id_: replace(each, by=self.name) for id_, each in found.items()}

    def doubts(self, claims: Sequence[Claimed]) -> Mapping[str, Doubt]:
        """Return which claims the model takes away, in one request with two whose answers are known.

        Without a careful answer its own claims fall, and those of the rules stand.
        """
        asked, more = claims[:MOST_CLAIMS], controls.unread(claims[MOST_CLAIMS:])
        if not asked:
            return {}
        put = controls.among(asked)
        rows, ids = [claim_row(each) for each in put], [each.id for each in put]
        try:
            found = self._asker.passed("veto", {"claims": rows}, lambda answer: gates.doubted(answer, ids))
        except EngineError:
            return controls.unread(claims)
        return controls.taken(asked, found) | more

    def doubted_names(self, names: Sequence[NamedWords]) -> Mapping[str, Doubt]:
        """Return which names the model takes from words, in one request; raises EngineError where none are."""
        asked = names[:MOST_NAMES]
        if not asked:
            return {}
        ids = [each.id for each in asked]
        rows = [name_row(each) for each in asked]
        return self._asker.passed("names", {"named": rows}, lambda answer: gates.doubted(answer, ids))

    def order(self, stories: Sequence[Candidate], topics: Sequence[str]) -> Order:
        """Return an order of the day's stories; raises EngineError where the rules' order stands."""
        data = {"topics": list(topics), "stories": [story_row(each) for each in stories]}
        return self._asker.passed("order", data, lambda answer: gates.ordered(answer, stories))

    def translate(self, texts: Sequence[Foreign]) -> Mapping[str, str]:
        """Return translations that keep what can be counted, and that a second answer finds to tell the same.

        Two with a known answer stand among those that it looks at; raises EngineError where the first has no answer.
        """
        asked = texts[:MOST_TEXTS]
        rows = [foreign_row(each) for each in asked]
        found = self._asker.passed("translate", {"originals": rows}, lambda answer: translations(answer, asked))
        if not found:
            return {}
        put = controls.beside(asked[0].source, found, {each.id: each.text for each in asked})
        rows = [beside_row(id_, *sides) for id_, sides in sorted(put.items())]
        try:
            told = self._asker.passed("same", {"translations": rows}, lambda answer: alike(answer, put))
        except EngineError:
            return {}
        return controls.kept(found, told)

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
        """Settle what is under way, and close connections."""
        self._asker.close()


def _who(quote: Quote, found: Choice) -> str:
    """Return under whose name a label is asked for."""
    voice = found.voices.get(quote.id) or quote.speaker
    return voice.name if isinstance(voice, Speaker) else ""
