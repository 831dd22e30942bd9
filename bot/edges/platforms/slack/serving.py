"""The two ways in: Socket Mode, and requests over HTTP."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.responses import Response
from starlette.routing import Route

from bot.edges.platforms.kit.requests import body_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from slack_bolt import App
    from starlette.requests import Request

AT_ONCE = 16  # requests in hand: each is there until it is acknowledged, which takes no longer than a few
PING = 0.8  # seconds; slack_sdk gives a silent connection up after four of them, one that fails after five
LOOKS = (  # the pages of Bolt bring their own style, and Slack's button
    "default-src 'none'; style-src 'unsafe-inline'; img-src data: https://platform.slack-edge.com; "
    "base-uri 'none'; frame-ancestors 'none'"
)
EVENTS, INSTALL, ALLOWED = "/slack/events", "/slack/install", "/slack/oauth_redirect"  # paths


@contextmanager
def socket_mode(app: App, app_token: str) -> Iterator[None]:
    """Hold a Socket Mode connection open; it comes back by itself when Slack cuts it."""
    handler = SocketModeHandler(app, app_token, concurrency=AT_ONCE, ping_interval=PING)
    handler.client.on_error_listeners.append(lambda _error: handler.client.disconnect())
    handler.connect()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        handler.close()  # type: ignore[no-untyped-call]


def _signed(request: Request) -> bool:
    """Say whether a request has a time and a signature that can be checked at all."""
    at, signature = (request.headers.get(name, "") for name in ("x-slack-request-timestamp", "x-slack-signature"))
    return at.isascii() and at.isdecimal() and len(at) < 16 and signature.isascii()


def routes(opened: Callable[[], App | None]) -> tuple[Route, ...]:
    """Return the routes for requests from Slack, once there is an app; Bolt checks signature and time of each."""
    pool = ThreadPoolExecutor(AT_ONCE, "slack-http")  # Bolt waits for each acknowledgement: not in the server's loop

    async def events(request: Request) -> Response:
        body = await body_of(request)
        if body is None:
            return Response(status_code=413)
        if not _signed(request):  # Bolt would fall over it
            return Response(status_code=401)
        app = opened()
        if app is None:
            return Response(status_code=503)
        try:
            asked = to_bolt_request(request, body)
        except UnicodeDecodeError:
            return Response(status_code=400)
        return to_starlette_response(await asyncio.get_running_loop().run_in_executor(pool, app.dispatch, asked))

    async def oauth(request: Request) -> Response:
        app = opened()
        flow = app.oauth_flow if app else None
        if flow is None:
            return Response(status_code=404)
        asked = to_bolt_request(request, b"")
        handle = flow.handle_installation if request.url.path == flow.install_path else flow.handle_callback
        page = to_starlette_response(await asyncio.get_running_loop().run_in_executor(pool, handle, asked))
        page.headers["Content-Security-Policy"] = LOOKS
        return page

    return (
        Route(EVENTS, events, methods=["POST"]),
        Route(INSTALL, oauth),
        Route(ALLOWED, oauth),
    )
