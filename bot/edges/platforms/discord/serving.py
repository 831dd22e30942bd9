"""The other way in: interactions over HTTP, each signed by Discord; the same handlers hear them."""

from __future__ import annotations

import json
import re
import time
from functools import cache
from typing import TYPE_CHECKING, Any

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.edges.platforms.kit.requests import body_of
from bot.errors import BadSetting, PlatformError

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from bot.edges.platforms.discord.app import DiscordApp

SKEW = 300  # seconds that a signature may be old, or our clock late
INTERACTIONS = "/discord/interactions"  # path
PING, PONG = 1, 1
_NUMBER = re.compile(r"[0-9]{1,20}")  # an id of Discord's


def routes(app: DiscordApp, key: Callable[[], str]) -> tuple[Route, ...]:
    """Return the route for interactions; `key` tells the application's public key, in hexadecimal, once it is known."""

    @cache
    def verifying() -> VerifyKey:
        return VerifyKey(bytes.fromhex(key()))

    async def interactions(request: Request) -> Response:
        raw = await body_of(request)
        if raw is None:
            return Response(status_code=413)
        try:
            verify = await run_in_threadpool(verifying)
        except (PlatformError, BadSetting):  # Discord, who signs, did not answer since the start
            return Response(status_code=503)
        if not _signed(verify, request, raw):
            return Response(status_code=401)
        payload = _interaction(raw)
        if payload is None:
            return Response(status_code=400)
        if payload.get("type") == PING:
            return JSONResponse({"type": PONG})
        await run_in_threadpool(app.heard, payload)
        return Response(status_code=202)  # the answer comes by a call of ours

    return (Route(INTERACTIONS, interactions, methods=["POST"]),)


def _interaction(raw: bytes) -> dict[str, Any] | None:
    """Return what a body says, or None when it is no interaction."""
    try:
        payload: Any = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return payload if isinstance(payload, dict) and _NUMBER.fullmatch(str(payload.get("id"))) else None


def _signed(verify: VerifyKey, request: Request, raw: bytes) -> bool:
    """Say whether Discord signed time and body, some minutes ago at most."""
    signature, stamp = (request.headers.get(f"x-signature-{name}", "") for name in ("ed25519", "timestamp"))
    if not (stamp.isascii() and stamp.isdecimal() and abs(int(stamp[:12]) - time.time()) < SKEW):
        return False
    try:
        verify.verify(stamp.encode() + raw, bytes.fromhex(signature))
    except (BadSignatureError, ValueError):
        return False
    return True
