"""A body that a chat or a hub sends over HTTP is bounded in size and in time."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.edges.platforms.kit import requests
from bot.edges.site import push


class Sent:
    """Send a body in pieces, with a pause before each."""

    def __init__(self, pieces: list[bytes], pause: float = 0.0) -> None:
        self._pieces, self._pause = pieces, pause
        signature = hmac.new(b"hush", b"".join(pieces), "sha256").hexdigest()
        self.headers = {"x-hub-signature": f"sha256={signature}"}

    async def stream(self) -> AsyncIterator[bytes]:
        """Yield the pieces."""
        for each in self._pieces:
            await asyncio.sleep(self._pause)
            yield each


def body_of(sent: Any) -> bytes | None:
    """Return what is read of a request."""
    return asyncio.run(requests.body_of(sent))


def test_a_body_is_read_whole() -> None:
    """What comes in pieces is one body."""
    assert body_of(Sent([b"a", b"b"])) == b"ab"


def test_a_body_that_is_too_large_is_none() -> None:
    """More than any chat sends is not read to its end."""
    assert body_of(Sent([b"x" * requests.LARGEST, b"y"])) is None


def test_a_body_that_never_ends_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who sends a byte now and then holds no connection open for ever."""
    monkeypatch.setattr(requests, "LONGEST", 0.05)
    assert body_of(Sent([b"x"] * 1_000, pause=0.01)) is None


def test_what_a_hub_sends_has_to_come_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message that is signed rightly is taken; one that takes too long to come is not."""

    def signed(sent: Any) -> bool:
        return asyncio.run(push.signed(sent, "hush"))

    assert signed(Sent([b"a", b"b"]))
    monkeypatch.setattr(push, "LONGEST", 0.05)
    assert not signed(Sent([b"x"] * 1_000, pause=0.01))
