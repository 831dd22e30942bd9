"""Servers as they are: each way in which one differs from OpenAI's own is found out once, or stops no other article."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.edges.engines.endpoint import Endpoint
from bot.recording import recorded
from tests.e2e.newsroom import engine_after, newsroom, story
from tests.servers.openai import Asked, ModelServer, Reply, data_of, honest, problem, task_of, text_of

Answer = Callable[[Asked], Reply]


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """Serve an honest model."""
    with ModelServer() as running:
        yield running


def true(asked: Asked) -> str:
    """Return an honest answer to a request, whatever its manner."""
    whole = {"messages": [None, asked["messages"][-1]]}
    return json.dumps(honest(data_of(whole)))


def engines(desk: Desk, count: int = 3) -> list[str]:
    return [engine_after(desk, story(number)) for number in range(count)]


def raw(message: object, finish: str | None = "stop", **usage: int) -> Reply:
    """Return a reply whose message has any shape."""
    body = {"choices": [{"index": 0, "finish_reason": finish, "message": message}], "usage": usage}
    return Reply(raw=json.dumps(body).encode())


AROUND: dict[str, Callable[[str], Reply]] = {
    "a fence": lambda good: Reply(f"```json\n{good}\n```"),
    "thoughts before it": lambda good: Reply(f"<think>\nThere are {{two}}.\n</think>\n\n{good}"),
    "a preface": lambda good: Reply(f"Of course! Here it is:\n{good}"),
    "thoughts as parts": lambda good: raw(
        {"content": [{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": good}]}
    ),
    "an empty message beside it": lambda good: raw({"content": "", "reasoning_content": f"So: {good}"}),
    "a tool call": lambda good: raw(
        {
            "content": None,
            "tool_calls": [{"id": "1", "type": "function", "function": {"name": "x", "arguments": good}}],
        },
        "tool_calls",
    ),
    "another end": lambda good: Reply(good, finish="eos_token"),
    "no end": lambda good: Reply(good, finish=None),
}


@pytest.mark.parametrize("around", AROUND)
def test_what_stands_around_an_answer_costs_no_second_request(
    around: str, server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each article is chosen by the model with its two requests."""
    server.answer = lambda asked: AROUND[around](true(asked))
    with newsroom(tmp_path, server.url, monkeypatch) as (desk, _):
        assert engines(desk) == ["test-model"] * 3
    assert len(server.asked) == 6


def without(name: str, said: str, status: int = 400) -> Answer:
    """Return a server that refuses requests with some parameter."""
    return lambda asked: problem(status, said) if name in asked else Reply(true(asked))


def with_one_role(asked: Asked) -> Reply:
    first = asked["messages"][0]["role"] == "system"
    return problem(400, "System role not supported") if first else Reply(true(asked))


def thoughtful(asked: Asked) -> Reply:
    """Spend the room on thoughts unless it is large."""
    if asked["max_tokens"] < 2_000:
        return Reply("<think>Let me see", finish="length")
    return Reply(f"<think>Let me see</think>{true(asked)}")


REFUSING: dict[str, tuple[Answer, int]] = {
    "another limit": (without("max_tokens", "Unsupported parameter: use 'max_completion_tokens', not 'max_tokens'"), 1),
    "a grammar": (without("response_format", "failed to parse grammar", 500), 2),
    "one role": (with_one_role, 1),
    "thoughts": (thoughtful, 1),
}


@pytest.mark.parametrize("kind", REFUSING)
def test_how_a_server_wants_to_be_asked_is_found_out_once(
    kind: str, server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first request may fail; what it taught is remembered, by the next process too."""
    server.answer, lessons = REFUSING[kind]
    for number in range(3):
        with newsroom(tmp_path, server.url, monkeypatch) as (desk, _):
            assert engine_after(desk, story(number)) == "test-model"
    assert len(server.asked) == 6 + lessons


def small(most: int, refusal: Reply) -> Answer:
    """Return a server with little room for a text."""
    return lambda asked: refusal if len(text_of(data_of(asked))) > most else Reply(true(asked))


NARROW: dict[str, Reply] = {
    "other words": problem(400, "request (4390 tokens) exceeds the available context size (4096 tokens)"),
    "a proxy": Reply(status=413, raw=b"<html>Request Entity Too Large</html>"),
    "cut off": Reply('{"best": ["', finish="length"),
    "silently cut": raw({"content": '{"best": [], "quotes": []}'}, prompt_tokens=1_024, completion_tokens=9),
    "words that nobody knows": problem(400, "Ungültige Anfrage"),
}


@pytest.mark.parametrize("kind", NARROW)
def test_what_is_too_long_is_asked_in_halves(
    kind: str, server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever says so, also an answer that was cut off or a question that was, each article is the model's."""
    more = [
        f"The office counted {number} boats in the harbour of Aurel and wrote them down. " * 5 for number in range(30)
    ]
    server.answer = small(7_000, NARROW[kind])
    with newsroom(tmp_path, server.url, monkeypatch) as (desk, _):
        for number in range(2):
            assert engine_after(desk, story(number, *more)) == "test-model"
    data = [data_of(asked) for asked in server.asked]
    texts = [len(text_of(each)) for each in data if task_of(each) == "condense"]
    learns = kind != "words that nobody knows"
    assert sum(each > 7_000 for each in texts) == (1 if learns else 2)


ONE: dict[str, Reply] = {
    "Azure's filter": problem(400, "The response was filtered by the content management policy.", "content_filter"),
    "a filtered answer": Reply("", finish="content_filter"),
    "a refusal": Reply("", refusal="I cannot help with that."),
    "a moderator": problem(403, "Your input was flagged"),
    "a request nobody understands": problem(400, "Bad Request"),
}


@pytest.mark.parametrize("kind", ONE)
def test_one_article_closes_the_way_for_no_other(
    kind: str, server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three articles that the server refuses go by rules, and the next is the model's, for one request more each."""
    server.answer = lambda asked: ONE[kind] if "massacre" in str(data_of(asked)) else Reply(true(asked))
    with newsroom(tmp_path, server.url, monkeypatch) as (desk, _):
        for number in range(3):
            assert engine_after(desk, story(number, "The massacre of 1911 was remembered.")).startswith("rules (")
        assert engine_after(desk, story(3)) == "test-model"
        assert desk.store.spending(desk.clock.now()).calls == 2


@pytest.mark.parametrize(
    ("error", "engine"),
    [
        ({"code": 402, "message": "no credits left"}, "rules (credit spent)"),
        ({"code": 400, "message": "bad"}, "rules (request refused)"),
        ({"code": "502", "message": "Provider returned error"}, "rules (model is down)"),
        ("overloaded", "rules (model is down)"),
    ],
)
def test_an_error_inside_an_answer_is_neither_kept_nor_paid(
    error: object, engine: str, server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an error of its kind, and the same article is asked about anew later."""
    server.answer = lambda _asked: Reply(raw=json.dumps({"error": error, "user_id": "u"}).encode())
    prices = {"model_prices": {"test-model": (1.0, 1.0)}, "model_timeout": 0.9}
    with newsroom(tmp_path, server.url, monkeypatch, **prices) as (desk, _):
        assert engine_after(desk, story()) == engine
        assert desk.store.spending(desk.clock.now()).day_tokens == 0
    server.answer = lambda asked: Reply(true(asked))
    with newsroom(tmp_path, server.url, monkeypatch) as (desk, _):
        assert recorded(desk, story(), silent=False)[0].engine == "test-model"


@pytest.mark.parametrize(
    "passing",
    [
        Reply(raw=b'{"error": {"code": 429, "message": "Provider returned error"}}'),
        raw({"content": ""}, "error"),
        problem(503, "Loading model"),
    ],
)
def test_what_passes_is_asked_again(
    passing: Reply, server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A router whose provider is busy, or a server that still loads its model, gets the same request a second later."""
    server.answer = lambda asked: passing if len(server.asked) == 1 else Reply(true(asked))
    with newsroom(tmp_path, server.url, monkeypatch) as (desk, _):
        assert engine_after(desk, story()) == "test-model"
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("answer", "engine", "requests"),
    [
        (Reply("I would rather talk about boats."), "rules (answers are no JSON)", 5),
        (Reply('{"best": [' + '"a", ' * 9_000, finish="length"), "rules (answers cut off)", 2),
    ],
)
def test_a_model_that_never_answers_is_left_alone(
    answer: Reply, engine: str, requests: int, server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no answer is paid for a few times, not for each article of the day; the footer says what is wrong."""
    server.answer = lambda _asked: answer
    with newsroom(tmp_path, server.url, monkeypatch) as (desk, _):
        assert engines(desk, 9)[-1] == engine
        assert desk.store.spending(desk.clock.now()).calls == 0
    assert len(server.asked) == requests


def test_azure_gets_its_header_and_version(server: ModelServer) -> None:
    """The version in an address goes along with each request; the key goes as Azure wants it, and only there."""
    here = Endpoint(f"{server.url}?api-version=2024-10-21", "m", "key", 1.0)
    assert str(here._client.default_query) == "{'api-version': '2024-10-21'}"
    assert "api-key" not in here._client.default_headers
    here.close()
    there = Endpoint("https://x.openai.azure.com/openai/deployments/d?api-version=2024-10-21", "m", "key", 1.0)
    assert there._client.default_headers["api-key"] == "key"
    assert str(there._client.base_url) == "https://x.openai.azure.com/openai/deployments/d/"
    there.close()


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("http://ollama:11434/v1", True),
        ("http://192.168.1.7/v1", True),
        ("http://[::1]:8080/v1", True),
        ("http://gpu.local/v1", True),
        ("https://api.openai.com/v1", False),
        ("https://8.8.8.8/v1", False),
    ],
)
def test_a_server_of_this_network_is_known(address: str, local: bool) -> None:
    """Names without a dot, private addresses and local names are this network's."""
    endpoint = Endpoint(address, "m", "key", 1.0)
    assert endpoint.local is local
    endpoint.close()
