"""A digest that a language model edits, behind a real server: in its minute or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot import editing
from bot.briefing.blocks import plain
from bot.briefing.digest import message
from bot.commands.answering import Answering
from bot.commands.posting import pending
from bot.desk import Desk
from bot.edges.engines import asking
from bot.edges.platforms.console import draw as console
from bot.edges.platforms.console.terminal import PLAIN
from bot.edges.stores.schema_model import model_answer
from bot.edges.stores.sql import SqlStore
from bot.model.ask import Asker
from bot.model.news import Article
from bot.recording import recorded
from tests.e2e.newsroom import newsroom
from tests.e2e.room import DUE, SetClock
from tests.servers.openai import GERMAN, ModelServer, Reply, answering, data_of, honest, task_of
from tests.unit.building import article

HEADLINES = (
    "Harbour bridge closes for good",
    "Mayor loses vote on schools",
    "Police raid two offices of the port",
    "Ferry sinks",
)
SAID = (  # whom “he” means, the text hardly says
    ("Trucks must drive around the bay from Monday", "Steel of that age breaks like glass"),
    ("Parents in the north have waited long enough", "Two classrooms stay without heating"),
    ("We took forty boxes of papers from the port", "Nobody was arrested in the raid today"),
    ("Divers will search the wreck until it gets dark", "Everybody on board wore a life vest"),
)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """Serve an honest model."""
    with ModelServer() as running:
        yield running


def page(number: int) -> Article:
    """Return an article of its own; whom its second quote means, the text hardly says."""
    one, other = SAID[number]
    text = f"“{one},” Ana Kovač said.\n\nTom Reed and Kovač spoke for an hour. “{other}.”"
    at = DUE - timedelta(hours=1 + number)
    url = f"https://{number}.example/a"
    return article(text, url=url, outlet=f"Post {number}", title=HEADLINES[number], published=at, fetched=DUE)


def shown(desk: Desk, clock: SetClock) -> str:
    """Return the digest after four articles, as text."""
    for number in range(len(HEADLINES)):
        recorded(desk, page(number), silent=False)
    clock.moment += timedelta(seconds=1)
    channel = desk.store.channel("room")
    assert channel
    return str(message(pending(channel, desk)))


def answered(desk: Desk, task: str) -> list[int]:
    """Return of each request of a task whether it has an answer; 0: it is reserved."""
    assert isinstance(desk.store, SqlStore)
    with desk.store.database.reading() as connection:
        found = connection.scalars(select(model_answer.c.answered).where(model_answer.c.task == task))
        return list(found)


def test_the_models_order_is_the_digests(server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One request with all stories; what it leaves out is not there, and the footer says whose order it is."""

    def brain(data: Any) -> object:
        if task_of(data) != "order":
            return honest(data)
        by = {each["headline"]: each for each in data["stories"]}
        rows = [
            {"id": by[title]["id"], "quote": next(iter(by[title]["quotes"]))["id"]} for title in HEADLINES[::-1][:2]
        ]
        return {"stories": rows, "left_out": [{"id": by[HEADLINES[1]]["id"], "why": "of local interest"}]}

    server.answer = answering(brain)
    with newsroom(tmp_path, server.url, monkeypatch) as (desk, clock):
        told = shown(desk, clock)
    assert told.index(HEADLINES[3]) < told.index(HEADLINES[2]) < told.index(HEADLINES[0])
    assert HEADLINES[1] not in told
    assert "order: test-model" in told
    assert sum(task_of(data_of(each)) == "order" for each in server.asked) == 1


@pytest.mark.parametrize("reply", [Reply("nonsense"), Reply(json.dumps({"stories": [{"id": "x"}]})), Reply(delay=20)])
def test_without_an_order_the_rules_have_theirs(
    reply: Reply, server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nonsense, unknown ids, and an answer that does not come in time: every story is there, in the rules' order."""
    monkeypatch.setattr(editing, "WAITS", 1.0)
    server.answer = lambda asked: reply if task_of(data_of(asked)) == "order" else answering(honest)(asked)
    with newsroom(tmp_path, server.url, monkeypatch, model_timeout=20.0) as (desk, clock):
        told = shown(desk, clock)
        server.stopping.set()
    assert all(title in told for title in HEADLINES)
    assert "order:" not in told


@pytest.mark.parametrize(("linger", "orders"), [(6.0, 1), (0.0, 0)])
def test_what_is_under_way_is_settled_at_the_end(
    linger: float, orders: int, server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that ends while an order is asked for leaves nothing reserved: its answer is kept, or given back."""
    monkeypatch.setattr(editing, "WAITS", 0.2)
    monkeypatch.setattr(asking, "LINGER", linger)
    slow = Reply(json.dumps({"stories": [], "left_out": []}), delay=1.0)
    server.answer = lambda asked: slow if task_of(data_of(asked)) == "order" else answering(honest)(asked)
    with newsroom(tmp_path, server.url, monkeypatch, model_timeout=20.0) as (desk, clock):
        shown(desk, clock)
    with newsroom(tmp_path, server.url, monkeypatch) as (desk, _):
        kept = answered(desk, "order")
    assert kept == [1] * orders


@pytest.mark.parametrize("verdict", ["stands", "somebody else", "nobody’s words", "unclear", "betrayed"])
def test_a_second_reader_takes_names_away(
    verdict: str, server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a reason of the list the words are not told, but counted and kept for a look; nonsense takes nothing."""

    def brain(data: Any) -> object:
        if task_of(data) == "names":
            return {"verdicts": [{"id": each["id"], "verdict": verdict} for each in data["named"]]}
        found = honest(data)
        if task_of(data) == "condense":
            reed = next(id_ for id_, name in data["names"].items() if name == "Tom Reed")
            for each, quote in zip(found["quotes"], data["quotes"], strict=True):
                each["who"] = reed if any(quote["quote"].startswith(other[:9]) for _, other in SAID) else each["who"]
            found["best"] = found["best"][:1]  # the unsure one
        return found

    server.answer = answering(brain)
    with newsroom(tmp_path, server.url, monkeypatch) as (desk, clock):
        told = shown(desk, clock)
        channel = desk.store.channel("room")
        assert channel
        again = str(message(pending(channel, desk)))
        lost = desk.store.lost()
        status = str(Answering(desk).line("onrecord status", Asker("room", "ana", "Ana")))
    asked = [each for one in server.asked if "named" in data_of(one) for each in data_of(one)["named"]]
    assert asked
    gone = verdict not in {"stands", "betrayed"}
    assert {each.words for each in lost} == ({each["words"] for each in asked} if gone else set())
    assert all(each["words"] not in told + again for each in asked) == gone
    assert (f"{verdict}" in status) == gone
    assert all(each["paragraphs"].count("\n") <= 1 for each in asked)


def translating(desk: Desk, into: str) -> str:
    """Set into which language the channel wants its quotes, and return what that is answered."""
    return plain(Answering(desk).line(f"digest translate {into}", Asker("room", "ana", "Ana")))


def test_quotes_are_translated_where_a_channel_asks_for_it(
    server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below the original, marked as a machine's, paid for once, also by another digest; in no export and on no page."""
    with newsroom(tmp_path, server.url, monkeypatch) as (desk, clock):
        assert "translated by a machine" not in shown(desk, clock)
        assert "only" in translating(desk, "fr") or "Type digest translate en" in translating(desk, "fr")
        assert "German" in translating(desk, "de")
        channel = desk.store.channel("room")
        assert channel
        told = pending(channel, desk)
        asked = [task_of(data_of(each)) for each in server.asked]
        again = pending(channel, desk)
        text, exported = console.draw(message(told), 200, PLAIN), console.as_json(message(told))
        site = str(Answering(desk).line("export harbour as:json", Asker("room", "ana", "Ana")))
        translating(desk, "off")
        channel = desk.store.channel("room")
        assert channel
        off = str(message(pending(channel, desk)))
    here = {one: other for one, other in GERMAN.items() if one in told.translations}
    assert text.count("translated by a machine (test-model): „") == len(here) == 4
    assert all(text.index(one.strip("“”")) < text.index(other) for one, other in here.items())
    assert "„" not in json.dumps(json.loads(exported)["quotes"], ensure_ascii=False) + site
    assert (asked.count("translate"), asked.count("same")) == (1, 1)
    assert len(server.asked) == len(asked)
    assert again.translations == told.translations
    assert "„" not in off


@pytest.mark.parametrize("bad", ["unsure", "careless", "otherwise", "strange"])
def test_a_translation_that_is_not_sure_is_not_shown(
    bad: str, server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second look finds it different or is careless, it adds a “not”, or it is of no quote that was offered."""

    def brain(data: Any) -> object:
        found: Any = honest(data)
        if task_of(data) == "same":
            verdict = {"unsure": "differs", "careless": "same"}.get(bad)
            return {"verdicts": [each | ({"verdict": verdict} if verdict else {}) for each in found["verdicts"]]}
        for each in found["translations"] if task_of(data) == "translate" else []:
            each["words"] = each["words"].replace("“", " nicht“") if bad == "otherwise" else each["words"]
            each["id"] = "q99" if bad == "strange" else each["id"]
        return found

    server.answer = answering(brain)
    with newsroom(tmp_path, server.url, monkeypatch) as (desk, clock):
        translating(desk, "de")
        told = shown(desk, clock)
    assert any(task_of(data_of(each)) == "translate" for each in server.asked)
    assert "„" not in told


def test_what_stays_at_home_is_not_edited(server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where outlets may not be sent, no list of stories and no name is."""
    with newsroom(tmp_path, server.url, monkeypatch, model_feeds_off=("Post 3",)) as (desk, clock):
        assert "order:" not in shown(desk, clock)
    assert not any(task_of(data_of(each)) in {"order", "names"} for each in server.asked)
