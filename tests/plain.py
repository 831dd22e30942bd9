"""A fourth chat, to prove what a platform needs: plain text over HTTP, known again by a key; and its server."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, unquote
from urllib.request import Request, urlopen

from bot.edges.platforms.console.draw import draw
from bot.edges.platforms.console.terminal import PLAIN
from bot.errors import NotNow, PlatformError, RateLimited, Unclear, Unreachable
from bot.model.ask import Person, Standing
from bot.model.briefing import Channel
from bot.model.correction import Post
from bot.model.message import Message, Section
from bot.model.news import digest_of
from bot.ports.store import Store
from bot.ports.world import free

WIDTH = 100  # characters of a line
Json = dict[str, Any]


class PlainPlatform:
    """Post plain text to a chat that knows each message by the key it came with."""

    name = "plain"

    def __init__(self, url: str, store: Store) -> None:
        """Take the chat's address, and the store that keeps what was posted."""
        self._url, self._store = url, store

    def post(
        self,
        channel: Channel,
        message: Message,
        key: str,
        *,
        tried: datetime | None = None,
        fence: Callable[[], None] = free,
    ) -> str:
        """Post a message with its thread below it; what an earlier try left is found first."""
        if tried and (found := self.find(channel, key, tried)):
            return found
        text = draw(message, WIDTH, PLAIN)
        fence()
        try:
            post = self._called("POST", channel.id, {"key": digest_of(key), "text": text})
        except Unclear as error:  # the chat takes a key once: asked again it names what is there
            try:
                post = self._called("POST", channel.id, {"key": digest_of(key), "text": text})
            except Unclear:
                raise NotNow(str(error), look=True) from error
        items = tuple(dict.fromkeys([*(q.id for q in message.quotes), *(c.id for c in message.changes)]))
        self._store.keep_post(Post(channel.id, str(post["id"]), datetime.now(UTC), items, text))
        return str(post["id"])

    def find(self, channel: Channel, key: str, since: datetime) -> str | None:  # noqa: ARG002 - keys are for ever
        """Return the post with the key, or None when there is none."""
        try:
            posts = self._called("GET", channel.id)["messages"]
        except (NotNow, Unclear) as error:  # to look again writes nothing
            raise NotNow(f"Whether it was sent is looked up again. {error}", look=True) from error
        return next((str(each["id"]) for each in posts if each["key"] == digest_of(key)), None)

    def preflight(self, channel: Channel) -> None:
        """Make sure that the channel is there; raises Unreachable."""
        self._called("GET", channel.id)

    def mended(self, channel: Channel) -> bool:
        """Return whether a channel that was gone is there again."""
        if not channel.paused_reason.endswith("(404)"):
            return False
        try:
            self.preflight(channel)
        except Unreachable:
            return False
        return True

    def amend(self, post: Post, notes: Mapping[str, str]) -> None:
        """Let a post end with what is no longer so."""
        said = "".join(f"\nCorrection: {note} ({item[:8]})" for item, note in notes.items())
        self._called("PUT", f"{post.channel_id}/{post.post}", {"text": post.content + said})

    def edit(self, post: Post, message: Message) -> None:
        """Put a message in the place of one that was posted."""
        self._called("PUT", f"{post.channel_id}/{post.post}", {"text": draw(message, WIDTH, PLAIN)})

    def reply(self, post: Post, message: Message, key: str, *, tried: datetime | None = None) -> str:
        """Post below what was posted: here the next message, which names it."""
        named = Message((Section(f"To {post.post}:"), *message.blocks))
        return self.post(Channel(post.channel_id, self.name, ""), named, key, tried=tried)

    def person(self, channel_id: str, person: str) -> Person:  # noqa: ARG002 - who is in is a member everywhere
        """Let everybody be a member."""
        return Person(person, standing=Standing.MEMBER)

    def _called(self, method: str, path: str, body: Json | None = None) -> Json:
        """Return the chat's answer; raises PlatformError."""
        data = json.dumps(body).encode() if body is not None else None
        request = Request(f"{self._url}/{quote(path, safe='/')}", data, method=method)  # noqa: S310 - the test's own server
        try:
            with urlopen(request, timeout=5) as answer:  # noqa: S310 - as above
                found: Json = json.load(answer)
                return found
        except HTTPError as error:
            raise _meaning(error) from error
        except (OSError, ValueError) as error:
            raise Unclear("The chat's answer did not come.") from error


def _meaning(error: HTTPError) -> PlatformError:
    """Return what the chat's refusal means: every platform says these five things somehow."""
    if error.code == 429:
        wait = timedelta(seconds=float(error.headers.get("Retry-After") or 30))
        return RateLimited("The chat asks us to wait.", after=wait)
    if error.code >= 500:
        return Unclear("The chat could not say whether the message arrived.")
    if error.code in {401, 403, 404}:
        return Unreachable(f"I cannot post there. ({error.code})")
    return PlatformError(f"The chat refuses that: {error.code}.")


class PlainChat:
    """Be a chat that keeps messages by channel."""

    def __init__(self) -> None:
        """Begin with no message; a fault is how the next requests go wrong."""
        self.messages: list[Json] = []
        self.faults: list[str] = []  # "500", "lost", "429"

    def text(self) -> str:
        """Return all that people see."""
        return "\n".join(each["text"] for each in self.messages)

    def answered(self, method: str, path: str, body: Json) -> tuple[int, Json]:
        """Return status and body of an answer; a key is taken once."""
        channel, _, post = path.partition("/")
        here = [each for each in self.messages if each["channel"] == channel]
        if method == "GET":
            return 200, {"messages": here}
        if method == "PUT":
            found = [each for each in here if each["id"] == post]
            for each in found:
                each["text"] = body["text"]
            return (200, {}) if found else (404, {})
        known = [each for each in here if each["key"] == body["key"]]
        if not known:
            self.messages.append({"id": str(len(self.messages) + 1), "channel": channel, **body})
        return 200, {"id": (known or self.messages)[-1]["id"]}


@contextmanager
def served(chat: PlainChat) -> Iterator[str]:
    """Serve a chat while the context lasts, and give its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        do_POST = do_PUT = do_GET  # noqa: N815 - the library's names

        def _answer(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            fault = chat.faults.pop(0) if chat.faults else ""
            status, body = chat.answered(self.command, unquote(self.path[1:]), json.loads(raw or b"{}"))
            self.send_response(500 if fault == "lost" else int(fault or status))
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=lambda: server.serve_forever(0.05), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(5)
