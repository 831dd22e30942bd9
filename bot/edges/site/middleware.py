"""What stands before every page: headers that keep a browser safe, and how often one address may ask."""

from __future__ import annotations

import hashlib
import math
import time
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import Headers, MutableHeaders

from bot.edges.site.problems import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}
PART = 2_000  # bytes of a body that count as one more request: a long draft takes as long as many pages
UNTOLD = 50  # requests that a body of untold length counts as
NEIGHBOURS = 64  # bits that one reader's addresses of IPv6 share


class SafeHeaders:
    """Give every answer the headers that keep a browser safe, where it has none of its own."""

    def __init__(self, app: ASGIApp) -> None:
        """Take what answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SAFE.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, told)


class Conditional:
    """Give whole answers a tag of their content, and say 304 to whoever has that already."""

    def __init__(self, app: ASGIApp) -> None:
        """Take what answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, once all of the answer is there."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def kept(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
            else:
                body += message.get("body", b"")

        await self._app(scope, receive, kept)
        if start["status"] == 200:
            headers = MutableHeaders(scope=start)
            tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
            headers["ETag"] = tag
            headers.setdefault("Cache-Control", "private, no-cache")
            given = Headers(scope=scope).get("if-none-match", "")
            if tag in {each.strip().removeprefix("W/") for each in given.split(",")} or given.strip() == "*":
                start, body = {**start, "status": 304}, b""
                del headers["Content-Length"]
        await send(start)
        await send({"type": "http.response.body", "body": body})


class Rate:
    """Count what each address asks in the last minute, in this process's memory."""

    def __init__(self, a_minute: int) -> None:
        """Take how much one address may ask a minute; 0 = as much as it likes."""
        self._item = RateLimitItemPerMinute(a_minute) if a_minute else None
        self._windows = SlidingWindowCounterRateLimiter(MemoryStorage())

    def wait(self, address: str, cost: int = 1) -> int:
        """Count a request and return 0, or the seconds after which it may be asked again."""
        item = self._item
        if item is None or self._windows.hit(item, address, cost=min(cost, item.amount)):
            return 0
        return max(1, math.ceil(self._windows.get_window_stats(item, address).reset_time - time.time()))


class Limited:
    """Refuse what one address asks beyond its rate."""

    def __init__(self, app: ASGIApp, rate: Rate) -> None:
        """Take what answers, and what counts."""
        self._app, self._rate = app, rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say when to come again."""
        wait = self._rate.wait(neighbour(scope), cost(Headers(scope=scope))) if scope["type"] == "http" else 0
        if not wait:
            await self._app(scope, receive, send)
            return
        said = f"That was more than one address may ask in a minute. Ask again in {wait} s."
        await problem(429, said, {"Retry-After": str(wait)})(scope, receive, send)


def neighbour(scope: Scope) -> str:
    """Return the address that asks; of IPv6 the network that is one reader's."""
    host = str((scope.get("client") or ("",))[0])
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return f"{int(address) >> (128 - NEIGHBOURS):x}"
    return str(getattr(address, "ipv4_mapped", None) or address)


def cost(headers: Headers) -> int:
    """Return as how many requests one counts by the length of its body."""
    length = headers.get("content-length", "0")
    told = length.isascii() and length.isdecimal() and len(length) < 16 and "transfer-encoding" not in headers
    return 1 + (int(length) // PART if told else UNTOLD)
