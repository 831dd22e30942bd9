"""Where hubs reach us (WebSub): they ask whether we asked, and say that a feed has news."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

LARGEST = 20_000_000  # bytes of a message; it is signed, not kept
LONGEST = 30.0  # seconds in which it has to come
METHODS = {"sha1", "sha256", "sha384", "sha512"}
Confirmed = Callable[[str, str, str, int], bool]  # token, mode, topic, seconds of the promise


def push_of(path: str, confirmed: Confirmed, secret: Callable[[str], str], pushed: Callable[[str], None]) -> Route:
    """Return the route below a path, with what knows the subscriptions by their tokens."""

    async def called(request: Request) -> Response:
        token = str(request.path_params["token"])
        if request.method == "GET":
            asked = request.query_params
            lease = asked.get("hub.lease_seconds", "")
            seconds = int(lease) if lease.isascii() and lease.isdigit() and len(lease) < 10 else 0
            mode, topic = asked.get("hub.mode", ""), asked.get("hub.topic", "")
            if await run_in_threadpool(confirmed, token, mode, topic, seconds):
                return PlainTextResponse(asked.get("hub.challenge", ""))
            return PlainTextResponse("not asked for\n", status_code=404)
        known = await run_in_threadpool(secret, token)
        if not known:
            return PlainTextResponse("not asked for\n", status_code=410)
        if await signed(request, known):
            await run_in_threadpool(pushed, token)
        return Response(status_code=202)  # as the standard wants it: a wrong signature is not told

    return Route(f"{path}{{token}}", called, methods=["GET", "POST"])


async def signed(request: Request, secret: str) -> bool:
    """Say whether a message carries a signature made with the secret."""
    method, _, signature = request.headers.get("x-hub-signature", "").partition("=")
    if method not in METHODS:
        return False
    made, size = hmac.new(secret.encode(), digestmod=method), 0
    try:
        async with asyncio.timeout(LONGEST):
            async for chunk in request.stream():
                size += len(chunk)
                if size > LARGEST:
                    return False
                made.update(chunk)
    except TimeoutError:
        return False
    return hmac.compare_digest(made.hexdigest().encode(), signature.strip().lower().encode())
