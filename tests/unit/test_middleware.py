"""What stands before every page of the web server: headers, and how often one address may ask."""

from __future__ import annotations

from typing import Any

import anyio
import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from bot.edges.site.middleware import SAFE, UNTOLD, Limited, Rate, SafeHeaders, cost, neighbour


def answered(app: Any, host: str = "203.0.113.7", **headers: str) -> tuple[int, dict[str, str]]:
    """Return status and headers of what an application answers."""
    sent: list[Any] = []

    async def keep(message: Any) -> None:
        sent.append(message)

    async def nothing() -> Any:
        return {"type": "http.request", "body": b""}

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": "/", "client": (host, 1), "headers": raw}
    anyio.run(app, scope, nothing, keep)
    return sent[0]["status"], {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def test_every_answer_is_safe() -> None:
    """Each header is there once, and one that a page sets itself stays as it is."""
    own = PlainTextResponse("here", headers={"Referrer-Policy": "same-origin"})
    _, headers = answered(SafeHeaders(own))
    assert {name.lower() for name in SAFE} <= headers.keys()
    assert headers["referrer-policy"] == "same-origin"


def test_a_rate_is_an_address_own() -> None:
    """An address that asks too often waits, and nobody else does; without a rate nobody does."""
    app = Limited(PlainTextResponse("here"), Rate(2))
    assert [answered(app)[0] for _ in range(3)] == [200, 200, 429]
    assert answered(app, "203.0.113.8")[0] == 200
    free = Limited(PlainTextResponse("here"), Rate(0))
    assert {answered(free)[0] for _ in range(200)} == {200}


def test_a_long_body_counts_as_many_requests() -> None:
    """A draft of a hundred thousand characters takes a good part of a minute's rate; none takes more than all."""
    assert cost(Headers({"content-length": "100000"})) == 51
    assert cost(Headers({})) == 1
    assert cost(Headers({"transfer-encoding": "chunked"})) == 1 + UNTOLD
    assert cost(Headers({"content-length": "9" * 40})) == 1 + UNTOLD
    app = Limited(PlainTextResponse("here"), Rate(10))
    assert [answered(app, content_length="1000000")[0] for _ in range(2)] == [200, 429]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("203.0.113.7", "::ffff:203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("testclient", "testclient", True),
    ],
)
def test_who_counts_as_one_reader(one: str, other: str, same: bool) -> None:
    """All addresses of one /64 are one reader, as are both spellings of an address of IPv4."""
    assert (neighbour({"client": (one, 1)}) == neighbour({"client": (other, 1)})) is same
