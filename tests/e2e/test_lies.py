"""A model that lies in every way we could think of, over real HTTP and, ten thousand times, at the gates."""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.briefing.digest import message
from bot.commands.posting import pending
from bot.desk import Desk
from bot.edges.engines.asking import _read
from bot.edges.engines.local import LocalEngine
from bot.edges.engines.openai import Offer, _side
from bot.edges.engines.prompts import prompt
from bot.edges.engines.replies import peeled
from bot.errors import Refused
from bot.ledger import gates
from bot.ledger.choosing import accept
from bot.ledger.gist import gist_of
from bot.ledger.telling import telling
from bot.ledger.voices import SURE
from bot.model.choice import Claimed
from bot.model.message import Context, Message
from bot.model.position import Compared, Statement
from bot.model.record import Quote
from bot.reading.read import read
from bot.reading.text.parts import part_of
from bot.recording import recorded
from tests.e2e.newsroom import newsroom, story
from tests.e2e.newsroom import telling as told_of
from tests.e2e.room import SetClock
from tests.servers.liar import Liar
from tests.servers.openai import ModelServer, Reply

OVER_HTTP = int(os.environ.get("LIES", "150"))  # articles: two to four answers each
A_LEDGER = 50  # articles in one ledger
AT_THE_GATES = 10_000
EARLIER = Statement("We will not sign the grain pact", "", date(2025, 2, 1))
LATER = Statement("We may sign the grain pact in spring", "", date(2025, 2, 9))
NAMES = ("Ana Kovač", "Tom Reed")
CLAIM = Claimed("c0ffee0123456789", "Ana Kovač", "reversed on the pact", EARLIER.quote, LATER.quote, LATER.quote)
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
        assert found.gist in {"", told_of(number)}
        shown.add(found.gist)
    clock.moment += timedelta(seconds=1)
    channel = desk.store.channel("room")
    assert channel
    digest = message(pending(channel, desk))
    assert "HACKED" not in str(digest)
    assert gists(digest) <= shown
    assert all(quote.text in story().text for quote in digest.quotes)


def test_ten_thousand_lies_stop_at_the_gates() -> None:
    """Of ten thousand answers no altered quote, no unknown id and no ungrounded sentence gets through; some do."""
    liar, passed, refused = Liar(random.Random(7)), Counter[str](), Counter[str]()
    source = story(7)
    quotes = read(source).quotes
    told = {f"s{number}": each for number, each in enumerate(telling(source.text, source.publication.title), start=1)}
    part = part_of(source.text, quotes)
    offer = Offer.of(source, quotes, LocalEngine().choose(source, quotes))
    offers = {
        "condense": offer.data(part),
        "gist": {"paragraphs": told},
        "veto": {"claims": [asdict(CLAIM) | {"id": gates.short(CLAIM.id)}]},
        "compare": {"topic": "pact", "earlier": _side(EARLIER), "later": _side(LATER)},
    }
    tasks = {name: {"messages": prompt(name).messages(data)} for name, data in offers.items()}

    def through(task: str, reply: Reply) -> None:
        answer = _read("" if reply.refusal else peeled(reply.content))
        if task == "condense":
            for ruled, filed in zip(quotes, accept(quotes, offer.gate(answer, part)), strict=True):
                assert filed.quote.span.of(source.text) == filed.quote.text
                assert rightly_named(ruled, filed.quote)
        elif task == "gist":
            for sentence in gist_of(answer, told):
                assert sentence in told.values(), sentence
        elif task == "veto":
            assert set(gates.doubted(answer, [CLAIM])) <= {CLAIM.id}  # it takes away, and adds nothing
        else:
            found = gates.compared(answer, EARLIER, LATER)
            assert found.label is Compared.REVERSED
            assert found.reason == f"from “{EARLIER.quote}” to “{LATER.quote}”"

    for _ in range(AT_THE_GATES):
        task = liar.rng.choice(sorted(tasks))
        before = liar.told["honest"]
        reply = liar(tasks[task])
        honest = liar.told["honest"] > before
        try:
            through(task, reply)
            passed["honest" if honest else "harmless"] += 1
        except Refused as error:
            refused["an honest answer" if honest else error.kind] += 1
    assert refused.total() + passed.total() == AT_THE_GATES
    assert passed["honest"] == liar.told["honest"] > 1000
    print(f"\n{AT_THE_GATES} answers at the gates: passed {dict(passed)}, refused {json.dumps(dict(refused))}")  # noqa: T201
