"""A model that lies in every way we could think of, in each task, over HTTP and fifteen thousand times at the gates."""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.briefing.digest import message
from bot.commands.posting import pending
from bot.desk import Desk
from bot.edges.engines.asking import _read
from bot.edges.engines.local import LocalEngine
from bot.edges.engines.offer import (
    ChoiceSet,
    beside_row,
    claim_row,
    foreign_row,
    held_row,
    name_row,
    pair_row,
    story_row,
)
from bot.edges.engines.prompts import prompt
from bot.edges.engines.replies import peeled
from bot.errors import EngineError, Refused
from bot.ledger import gates
from bot.ledger.choosing import accept
from bot.ledger.gist import supported
from bot.ledger.proposed import as_changes, as_splits
from bot.ledger.translating import alike, translations
from bot.ledger.voices import SURE
from bot.model.choice import Candidate, Claimed, Foreign, Held, NamedWords, Pair, Proposal
from bot.model.message import Context, Message
from bot.model.news import Article, digest_of
from bot.model.position import Stance, Statement
from bot.model.record import Quote
from bot.reading.read import read
from bot.reading.text.parts import Part, part_of
from bot.recording import recorded
from tests.e2e.newsroom import newsroom, story
from tests.e2e.newsroom import telling as told_of
from tests.e2e.room import SetClock
from tests.servers.liar import Liar
from tests.servers.openai import GERMAN, ModelServer

OVER_HTTP = int(os.environ.get("LIES", "150"))  # articles: two to four answers each
# Articles in one ledger. After so many (voices.KNOWN) the liar is known for what it is and not asked any more, so a
# longer ledger would hear no more lies: it would only look thorough.
A_LEDGER = 8
AT_THE_GATES = 15_000
EARLIER = Statement("We will not sign the grain pact", "", date(2025, 2, 1))
LATER = Statement("We may sign the grain pact in spring", "", date(2025, 2, 9))
NAMES = ("Ana Kovač", "Tom Reed")
CLAIM = Claimed("c0ffee0123456789", "Ana Kovač", "reversed on the pact", EARLIER.quote, LATER.quote, LATER.quote)
PAIR = Pair("facade0123456789", "Ana Kovač", "pact", EARLIER, LATER)
STORIES = [
    Candidate(f"{n}bad" * 6, f"Headline {n}", "", n, {f"{n}q0" * 8: "Tom Reed: “We wait.”"}) for n in range(1, 4)
]
ENGLISH = next(each for each in GERMAN if "Kovač" in each)
FOREIGN = Foreign("decade0123456789", ENGLISH, "en", "de", NAMES)
SHORTENED = "In short, chosen by a machine: "


def gists(shown: Message) -> set[str]:
    """Return every gist that a message shows."""
    told = (each.text for each in shown.blocks if isinstance(each, Context))
    return {text.removeprefix(SHORTENED) for text in told if text.startswith(SHORTENED)}


def rightly_named(ruled: Quote, shown: Quote) -> bool:
    """Say whether a quote bears no name, or one that the article has and that no sure rule contradicts."""
    sure = ruled.speaker is not None and ruled.confidence >= SURE
    return not shown.speaker or (ruled.speaker == shown.speaker if sure else shown.speaker.name in NAMES)


def test_nothing_false_reaches_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the server answers, the ledger's quotes stay word for word, and a gist is a sentence of its article."""
    liar, counts = Liar(random.Random(6)), Counter[str]()
    with ModelServer(liar) as server:
        for first in range(0, OVER_HTTP, A_LEDGER):
            folder = tmp_path / str(first)
            folder.mkdir()
            with newsroom(folder, server.url, monkeypatch) as (desk, clock):
                told_truly(desk, clock, range(first, min(first + A_LEDGER, OVER_HTTP)))
                counts.update(desk.store.spending(clock.now()).counts)
    refused = {name: number for name, number in sorted(counts.items()) if ":" in name}
    print(f"\n{sum(liar.told.values())} answers over HTTP: {refused}")  # noqa: T201 - the figures are the point


def test_whatever_it_says_of_what_is_offered_stays_within_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over HTTP it compares, checks claims and names, and orders: it adds nothing to what was put before it."""
    liar = Liar(random.Random(8))
    with ModelServer(liar) as server, newsroom(tmp_path, server.url, monkeypatch) as (desk, clock):
        for number in range(OVER_HTTP // 3):
            clock.moment += timedelta(minutes=6)
            for ask in (_compares, _checks, _names, _orders, _translates):
                with suppress(EngineError):
                    ask(desk, digest_of("lie", str(number)))
    print(f"\n{sum(liar.told.values())} answers over HTTP to what is offered")  # noqa: T201 - the figures are the point


def _compares(desk: Desk, id_: str) -> None:
    (found,) = desk.engine.compare([replace(PAIR, id=id_)]).values()
    assert found.reason in {"", f"from “{EARLIER.quote}” to “{LATER.quote}”"} or not found.by


def _checks(desk: Desk, id_: str) -> None:
    claims = [replace(CLAIM, id=f"1{id_}"), replace(CLAIM, id=f"2{id_}", by="test-model")]
    assert set(desk.engine.doubts(claims)) <= {each.id for each in claims}


def _names(desk: Desk, id_: str) -> None:
    named = NamedWords(id_, "Ana Kovač", EARLIER.quote, f"“{EARLIER.quote},” Ana Kovač said.")
    assert set(desk.engine.doubted_names([named])) <= {id_}


def _orders(desk: Desk, id_: str) -> None:
    stories = [replace(each, id=f"{at}{id_}") for at, each in enumerate(STORIES)]
    found = desk.engine.order(stories, ())
    assert {*found.stories, *found.left_out} <= {each.id for each in stories}
    assert {*found.leads.values()} <= {quote for each in stories for quote in each.quotes}


def _translates(desk: Desk, id_: str) -> None:
    assert set(desk.engine.translate([replace(FOREIGN, id=id_)]).values()) <= {GERMAN[ENGLISH]}


def told_truly(desk: Desk, clock: SetClock, numbers: range) -> None:
    """Record articles and look at all that the ledger and a digest then hold."""
    shown = set[str]()
    for number in numbers:
        source = story(number)
        clock.moment += timedelta(minutes=6)  # two monsters in a row, and the endpoint is left alone for five
        found, _ = recorded(desk, source, silent=False)
        ruled = {each.id: each for each in read(source).quotes}
        for filed in desk.store.quotes_of(source.id):
            assert rightly_named(ruled[filed.quote.id], filed.quote)
            assert filed.quote.span.of(source.text) == filed.quote.text
            assert all(set(topic.name.split()) <= set(source.text.split()) for topic in filed.topics if filed.place)
        assert found.gist in {"", *tellable(number)}
        assert all(each.by == "" or each.after.sentence.text in source.text for each in found.changes)  # type: ignore[union-attr]
        shown.add(found.gist)
    clock.moment += timedelta(seconds=1)
    channel = desk.store.channel("room")
    assert channel
    digest = message(pending(channel, desk))
    assert "HACKED" not in str(digest)
    assert gists(digest) <= shown
    assert all(quote.text in story().text for quote in digest.quotes)


def tellable(number: int) -> set[str]:
    """Return what may tell an article in short: its first sentence, alone or with one of the outlet's own."""
    first, boats = told_of(number), f"The office counted {number} boats."
    return {first, boats, f"{first} {boats}"}


@dataclass(frozen=True)
class Asked:
    """Hold an article with what is offered of it in each task, and what must be true of whatever gets through."""

    source: Article
    quotes: tuple[Quote, ...]
    part: Part
    offer: ChoiceSet

    @classmethod
    def about(cls, source: Article) -> Asked:
        """Return what is asked about an article."""
        quotes = read(source).quotes
        offer = ChoiceSet.of(source, quotes, LocalEngine().choose(source, quotes))
        return cls(source, quotes, part_of(source.text, quotes), offer)

    @property
    def held(self) -> dict[str, Held]:
        """Return a label that is asked about a second time."""
        return {self.quotes[0].id: Held(Stance.OPPOSES, "both roads")}

    @property
    def tasks(self) -> dict[str, dict[str, object]]:
        """Return a request for each task."""
        first = self.quotes[0]
        named = NamedWords(first.id, "Ana Kovač", first.text, first.carrier.text)
        offers: dict[str, object] = {
            "condense": self.offer.data(self.part),
            "moves": self.offer.moves(self.part),
            "gist": {"text": self.part.numbered, "short": ["s1"]},
            "stance": {"quotes": [held_row(first, self.held[first.id], "Ana Kovač")]},
            "veto": {"claims": [claim_row(CLAIM)]},
            "names": {"named": [name_row(named)]},
            "compare": {"pairs": [pair_row(PAIR, swapped=False)]},
            "order": {"topics": [], "stories": [story_row(each) for each in STORIES]},
            "translate": {"originals": [foreign_row(FOREIGN)]},
            "same": {"translations": [beside_row(FOREIGN.id, FOREIGN.text, GERMAN[ENGLISH])]},
        }
        return {name: {"messages": prompt(name).messages(data)} for name, data in offers.items()}

    def through(self, task: str, answer: object) -> None:
        """Put an answer through its gate, and look at what is left; raises Refused."""
        looks: dict[str, Callable[[object], object]] = {
            "condense": self._choice,
            "moves": lambda answer: self._moves(self.offer.second(answer, self.part)),
            "gist": supported,
            "stance": lambda answer: gates.labels(answer, self.held),
            "veto": lambda answer: _veto(answer, CLAIM.id),
            "names": lambda answer: _veto(answer, self.quotes[0].id),
            "compare": _comparison,
            "order": _order,
            "translate": _translation,
            "same": lambda answer: alike(answer, [FOREIGN.id]),
        }
        looks[task](answer)

    def _choice(self, answer: object) -> None:
        found, text = self.offer.gate(answer, self.part), self.source.text
        for ruled, filed in zip(self.quotes, accept(self.quotes, found), strict=True):
            assert filed.quote.span.of(text) == filed.quote.text
            assert rightly_named(ruled, filed.quote)
        assert all(each.on in text for each in found.stances.values())
        assert " ".join(each.of(text) for each in found.gist) in {"", *tellable(7)}
        self._moves(found.proposals)

    def _moves(self, found: Sequence[Proposal]) -> None:
        for change in as_changes(self.source, found, [], "liar"):
            assert change.told.sentence.text in self.source.text
            assert change.asserted_by.counts
            assert change.speaker in self.offer.speakers.values()
        for split in as_splits(self.source, found, [], "liar"):
            assert split.camp in self.source.text
            assert set(split.members) <= set(self.offer.speakers.values())


def _comparison(answer: object) -> None:
    for found in gates.compared(answer, [PAIR]).values():
        assert found.reason in {"", f"from “{EARLIER.quote}” to “{LATER.quote}”"}


def _translation(answer: object) -> None:
    """Look at what could be counted; whether the rest says the same, a second answer tells."""
    for words in translations(answer, [FOREIGN]).values():
        assert " 40 Millionen " in words
        assert words.count("keine") == 1
        assert words.endswith("“, sagte Ana Kovač.")


def _order(answer: object) -> None:
    found = gates.ordered(answer, STORIES)
    assert {*found.stories, *found.left_out} <= {each.id for each in STORIES}
    assert {*found.leads.values()} <= {id_ for each in STORIES for id_ in each.quotes}


def _veto(answer: object, id_: str) -> None:
    assert set(gates.doubted(answer, [id_])) <= {id_}  # it takes away, and adds nothing


def test_fifteen_thousand_lies_stop_at_the_gates() -> None:
    """Of fifteen thousand answers no altered quote, unknown id or ungrounded sentence gets through; honest ones do."""
    liar, passed, refused = Liar(random.Random(7)), Counter[str](), Counter[str]()
    asked = Asked.about(story(7))
    tasks = asked.tasks
    for _ in range(AT_THE_GATES):
        task = liar.rng.choice(sorted(tasks))
        before = liar.told["honest"]
        reply = liar(tasks[task])
        honest = liar.told["honest"] > before
        try:
            asked.through(task, _read("" if reply.refusal else peeled(reply.content)))
            passed["honest" if honest else "harmless"] += 1
        except Refused as error:
            refused["an honest answer" if honest else error.kind] += 1
    assert refused.total() + passed.total() == AT_THE_GATES
    assert passed["honest"] == liar.told["honest"] > 1000
    print(f"\n{AT_THE_GATES} answers at the gates: passed {dict(passed)}, refused {json.dumps(dict(refused))}")  # noqa: T201
