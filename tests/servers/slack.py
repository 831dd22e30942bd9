"""A local Slack: its Web API, Socket Mode and response_url over real sockets, with faults; it remembers everything."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import socket
import struct
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from tests.servers.quiet import QuietServer

Json = dict[str, Any]
BOT = "UBOT"
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # noqa: S105 - the test workspace's signing secret
ALL_SCOPES = (
    "app_mentions:read chat:write commands im:history users:read files:write files:read channels:history channels:read"
).split()
FAULTS = ("429", "500", "reset", "malformed", "hang", "lost", "lost-500", "lost-hang", "lost-malformed")


@dataclass
class Exchange:
    """Hold one thing that a person did and all that came back for it."""

    body: Json
    ack: Json | None = None
    seconds: float = 0.0
    later: list[Json] = field(default_factory=list)  # what came to the response_url
    acked: threading.Event = field(default_factory=threading.Event)
    begun: float = field(default_factory=time.monotonic)
    last: float = 0.0  # when the newest of `later` came

    @property
    def answers(self) -> list[Json]:
        """Return what the person saw: in the acknowledgement, then later, replaced ones left out."""
        seen: list[Json] = []
        for each in [
            *([self.ack] if self.ack and (self.ack.get("text") or self.ack.get("blocks")) else []),
            *self.later,
        ]:
            if each.get("delete_original") or (each.get("replace_original") and seen):
                seen.pop()
            if each.get("text") or each.get("blocks"):
                seen.append(each)
        return seen

    def answer(self, count: int = 1, timeout: float = 15) -> Json:
        """Return the last thing the person saw, waiting for that many answers."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            seen = self.answers
            if len(seen) >= count and seen[-1].get("text") != "Looking…":
                return seen[-1]
            time.sleep(0.01)
        raise AssertionError(f"{len(self.answers)} answers to {self.body}")


class LocalSlack:
    """Be one or more workspaces while the context lasts."""

    def __init__(self) -> None:
        """Begin with a fresh workspace; `serve` it with a with statement."""
        self._numbers = itertools.count(1)
        self._lock = threading.RLock()
        self._sockets: list[ServerConnection] = []
        self._connected = threading.Event()
        self._http = QuietServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._ws: Server | None = None
        self._threads: list[threading.Thread] = []
        self.reset()

    def reset(self) -> None:
        """Begin anew, with the connections that stand: one workspace T1 with four people and two channels."""
        self.tokens: dict[str, Json] = {"xoxb-1": {"team_id": "T1", "team": "Harbour", "enterprise_id": None}}
        self.scopes = list(ALL_SCOPES)
        self.users: dict[str, Json] = {
            "UANA": user("UANA", "ana", is_admin=True),
            "UBEN": user("UBEN", "ben"),
            "UGUEST": user("UGUEST", "gus", is_restricted=True),
            "UOUT": user("UOUT", "olga", team_id="T9", is_stranger=True),
            BOT: user(BOT, "onrecord", is_bot=True),
        }
        self.channels: dict[str, Json] = {
            "C1": {"id": "C1", "name": "policy", "members": {"UANA", "UBEN", "UGUEST", BOT}},
            "C2": {"id": "C2", "name": "private", "members": {"UANA"}, "is_private": True},
        }
        self.posts: list[Json] = []
        self.ephemeral: list[Json] = []
        self.views: dict[str, Json] = {}
        self.homes: dict[str, Json] = {}
        self.files: list[Json] = []
        self.calls: list[tuple[str, Json]] = []
        self.recorded: list[Json] = []  # every payload that people would see
        self.faults: defaultdict[str, deque[str]] = defaultdict(deque)
        self.refuse: Callable[[str, Json], str] = lambda _method, _asked: ""
        self.not_drawn: set[str] = set()  # kinds of blocks that are too new for it
        self.refused = 0  # payloads refused for such blocks
        self.hang = 3.0  # seconds
        self.retry_after = "1"  # seconds
        self.installing = ("T2", "Second")  # the workspace where somebody presses “Allow”
        self.token_lives = 43_200  # seconds, of one that has to be renewed
        self.renewals: set[str] = set()  # tokens for renewal that have not been used
        self.events_url = ""  # where HTTP requests go; Socket Mode without
        self._exchanges: dict[str, Exchange] = {}

    def __enter__(self) -> Self:
        """Begin to serve."""
        self._ws = serve(self._socket_mode, "127.0.0.1", 0)
        for name, run in (("slack-http", lambda: self._http.serve_forever(0.05)), ("slack-ws", self._ws.serve_forever)):
            self._threads.append(threading.Thread(target=run, name=name, daemon=True))
            self._threads[-1].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop serving."""
        self._http.shutdown()
        self._http.server_close()
        if self._ws:
            self._ws.shutdown()
        for thread in self._threads:
            thread.join(5)

    @property
    def url(self) -> str:
        """Return the base address of the Web API."""
        return f"http://127.0.0.1:{self._http.server_port}/api/"

    # What people do

    def command(self, command: str, text: str = "", *, who: str = "UANA", where: str = "C1", **more: Any) -> Exchange:
        """Type a slash command."""
        body = self._common(who, where) | {
            "command": command,
            "text": text,
            "channel_id": where,
            "channel_name": self._named(where),
            "user_id": who,
            "user_name": self.users[who]["name"],
            "team_domain": "harbour",
        }
        return self._do("slash_commands", body | more)

    def press(
        self, element: Json, *, who: str = "UANA", where: str = "C1", post: Json | None = None, view: Json | None = None
    ) -> Exchange:
        """Press a button of an answer, a post or a view."""
        action: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": "b"}
        chosen = element["type"] == "static_select"
        action |= {"selected_option": element["options"][0]} if chosen else {"value": element.get("value", "")}
        body = self._interactive("block_actions", who) | {"actions": [action | {"action_ts": str(time.time())}]}
        if view is not None:
            return self._do("interactive", body | {"view": view, "container": {"type": "view", "view_id": view["id"]}})
        body["channel"] = {"id": where, "name": self._named(where)}
        body["container"] = {
            "type": "message",
            "message_ts": (post or {}).get("ts", "1.1"),
            "is_ephemeral": post is None,
        }
        return self._do("interactive", body | ({"message": post} if post else {}))

    def suggest(self, view: Json, block: str, typed: str = "", *, who: str = "UANA") -> list[str]:
        """Return what a select of a modal offers for what somebody types in it."""
        (element,) = [each["element"] for each in view["blocks"] if each["block_id"] == block]
        assert element["type"] in {"external_select", "multi_external_select"}
        asked = {"action_id": element["action_id"], "block_id": block, "value": typed, "view": view}
        body = self._interactive("block_suggestion", who) | asked
        body.pop("response_url", None)
        answer = self._do("interactive", body).ack or {}
        return [each["value"] for each in answer["options"]]

    def submit(self, view: Json, values: Json, *, who: str = "UANA") -> Exchange:
        """Submit a modal; `values` are by block id."""
        state = {"values": {block: {"value": value} for block, value in values.items()}}
        body = self._interactive("view_submission", who) | {"view": view | {"state": state}}
        body.pop("response_url", None)
        return self._do("interactive", body)

    def shortcut(
        self, callback_id: str, *, who: str = "UANA", where: str = "C1", message: Json | None = None
    ) -> Exchange:
        """Use a shortcut on a message, or the global one."""
        kind = "message_action" if message else "shortcut"
        body = self._interactive(kind, who) | {"callback_id": callback_id}
        if message:
            body |= {
                "message": message,
                "channel": {"id": where, "name": self._named(where)},
                "message_ts": message["ts"],
            }
        else:
            body.pop("response_url", None)
        return self._do("interactive", body)

    def event(self, event: Json, *, event_id: str = "", retry: int = 0, team: str = "T1", **more: Any) -> Exchange:
        """Send an event; with `retry` once more."""
        body: Json = {
            "type": "event_callback",
            "team_id": team,
            "api_app_id": "A1",
            "event_id": event_id or f"Ev{next(self._numbers)}",
            "event_time": int(time.time()),
            "authorizations": [{"team_id": team, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}],
            "event": event,
        }
        return self._do("events_api", body | more, retry=retry)

    def mention(self, words: str, *, who: str = "UBEN", where: str = "C1", thread: str = "", **more: Any) -> Exchange:
        """Mention the bot in a channel."""
        said = self.say(f"<@{BOT}> {words}", who=who, where=where, thread=thread)
        event = {"type": "app_mention", "user": who, "text": said["text"], "ts": said["ts"], "channel": where}
        return self.event(event | ({"thread_ts": thread} if thread else {}), **more)

    def say(self, text: str, *, who: str = "UBEN", where: str = "C1", thread: str = "") -> Json:
        """Write a message as a person."""
        with self._lock:
            post: Json = {"type": "message", "user": who, "text": text, "ts": self._ts(), "channel": where}
            self.posts.append(post | ({"thread_ts": thread} if thread else {}))
            return self.posts[-1]

    # What the bot did

    def by_bot(self, where: str = "C1", thread: str | None = None) -> list[Json]:
        """Return the bot's posts in a channel or a thread, oldest first."""
        return [
            each
            for each in self.posts
            if each["user"] == BOT
            and each["channel"] == where
            and (thread is None or each.get("thread_ts", "") == thread)
        ]

    def wait(self, seen: Callable[[], Any], timeout: float = 15) -> Any:
        """Return what `seen` returns as soon as it is something."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if found := seen():
                return found
            time.sleep(0.01)
        raise AssertionError("it did not come")

    def connected(self, timeout: float = 20) -> None:
        """Wait until the bot has a Socket Mode connection."""
        assert self._connected.wait(timeout)

    # Transport

    def _common(self, who: str, where: str) -> Json:
        team = self.users[who]["team_id"] if where == "" else "T1"
        return {
            "team_id": team,
            "api_app_id": "A1",
            "trigger_id": f"trigger.{next(self._numbers)}",
            "is_enterprise_install": "false",
        }

    def _interactive(self, kind: str, who: str) -> Json:
        person = self.users[who]
        return {
            "type": kind,
            "team": {"id": "T1", "domain": "harbour"},
            "user": {"id": who, "name": person["name"], "username": person["name"], "team_id": person["team_id"]},
            "api_app_id": "A1",
            "trigger_id": f"trigger.{next(self._numbers)}",
            "is_enterprise_install": False,
        }

    def _named(self, where: str) -> str:
        return self.channels[where]["name"] if where in self.channels else "directmessage"

    def _do(self, kind: str, body: Json, *, retry: int = 0) -> Exchange:
        number = f"E{next(self._numbers)}"
        if kind != "events_api" and body.get("type") not in {"view_submission", "shortcut", "block_suggestion"}:
            body["response_url"] = f"http://127.0.0.1:{self._http.server_port}/response/{number}"
        exchange = Exchange(body)
        self._exchanges[number] = exchange
        send = self._by_http if self.events_url else self._by_socket
        send(kind, number, exchange, retry)
        return exchange

    def _by_socket(self, kind: str, number: str, exchange: Exchange, retry: int) -> None:
        envelope: Json = {
            "type": kind,
            "envelope_id": number,
            "payload": exchange.body,
            "accepts_response_payload": True,
        }
        envelope |= {"retry_attempt": retry, "retry_reason": "timeout"} if retry else {}
        started = time.monotonic()
        self._sockets[-1].send(json.dumps(envelope))
        assert exchange.acked.wait(10), f"no acknowledgement of {kind} {exchange.body}"
        exchange.seconds = exchange.seconds or time.monotonic() - started

    def _by_http(self, kind: str, _number: str, exchange: Exchange, retry: int) -> None:
        body = exchange.body
        if kind == "events_api":
            raw, media = json.dumps(body), "application/json"
        else:
            raw, media = (
                urlencode(body if kind == "slash_commands" else {"payload": json.dumps(body)}),
                "application/x-www-form-urlencoded",
            )
        started = time.monotonic()
        status, answer = self.signed(raw, media, retry=retry)
        exchange.seconds = time.monotonic() - started
        assert status == 200, (status, answer, body)
        exchange.ack = json.loads(answer) if answer.startswith("{") else {"text": answer} if answer else {}
        exchange.acked.set()
        self._record(exchange.ack)

    def signed(
        self, raw: str, media: str, *, retry: int = 0, at: float | None = None, secret: str = SECRET
    ) -> tuple[int, str]:
        """Send a request over HTTP as Slack signs it and return status and body."""
        stamp = str(int(at or time.time()))
        base = f"v0:{stamp}:{raw}".encode()
        signature = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
        headers = {"Content-Type": media, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
        headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"} if retry else {}
        request = urllib.request.Request(self.events_url, raw.encode(), headers)  # noqa: S310 - our own server
        try:
            with urllib.request.urlopen(request, timeout=15) as response:  # noqa: S310
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def _socket_mode(self, connection: ServerConnection) -> None:
        connection.send(json.dumps({"type": "hello", "num_connections": len(self._sockets) + 1}))
        self._sockets.append(connection)
        self._connected.set()
        try:
            for raw in connection:
                answer = json.loads(raw)
                exchange = self._exchanges.get(answer.get("envelope_id", ""))
                if exchange:
                    exchange.ack = answer.get("payload") or {}
                    exchange.acked.set()
                    self._record(exchange.ack)
        except ConnectionClosed:
            pass
        finally:
            self._sockets.remove(connection)

    def cut(self) -> None:
        """Close every Socket Mode connection, as Slack does now and then."""
        self._connected.clear()
        for each in list(self._sockets):
            each.close()

    def break_off(self) -> None:
        """Reset every Socket Mode connection, as a network does."""
        self._connected.clear()
        for each in list(self._sockets):
            each.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            each.socket.close()

    # The Web API

    def _record(self, payload: Json) -> None:
        seen = payload.get("view") or payload
        if seen.get("text") or seen.get("blocks"):
            self.recorded.append(seen)

    def _ts(self) -> str:
        return f"{time.time():.0f}.{next(self._numbers):06d}"

    def answered(self, method: str, asked: Json, token: str) -> tuple[int, Json, dict[str, str]]:
        """Return status, body and headers for a call; what it writes is written."""
        with self._lock:
            self.calls.append((method, asked))
            if method not in {"apps.connections.open", "oauth.v2.access"} and token not in self.tokens:
                return 200, {"ok": False, "error": "invalid_auth"}, {}
            if refused := self.refuse(method, asked):
                return 200, {"ok": False, "error": refused}, {}
            call = getattr(self, "_" + method.replace(".", "_"), None)
            answer = call(asked | {"_token": token}) if call else {"ok": False, "error": "unknown_method"}
            return 200, {"ok": "error" not in answer} | answer, {"x-oauth-scopes": ",".join(self.scopes)}

    def _auth_test(self, asked: Json) -> Json:
        return self.tokens[asked["_token"]] | {
            "user_id": BOT,
            "bot_id": "B1",
            "user": "onrecord",
            "url": "https://harbour.slack.com/",
        }

    def _apps_connections_open(self, _asked: Json) -> Json:
        assert self._ws
        return {"url": f"ws://127.0.0.1:{self._ws.socket.getsockname()[1]}/link"}

    def _users_info(self, asked: Json) -> Json:
        found = self.users.get(asked["user"])
        return {"user": found} if found else {"error": "user_not_found"}

    def unknown(self, payload: Json) -> str:
        """Return the error for blocks that this workspace does not draw."""
        drawn = payload.get("blocks") or []
        blocks = json.loads(drawn) if isinstance(drawn, str) else drawn
        if not self.not_drawn & {each["type"] for each in blocks}:
            return ""
        self.refused += 1
        return "invalid_blocks"

    def _writable(self, asked: Json) -> str:
        where = asked.get("channel", "")
        if where.startswith(("D", "U")):
            return ""
        channel = self.channels.get(where)
        if channel is None or (channel.get("is_private") and BOT not in channel["members"]):
            return "channel_not_found"
        if channel.get("is_archived"):
            return "is_archived"
        return "" if BOT in channel["members"] else "not_in_channel"

    def _chat_postMessage(self, asked: Json) -> Json:  # noqa: N802 - Slack's name
        if wrong := self._writable(asked) or self.unknown(asked):
            return {"error": wrong}
        post = {name: asked[name] for name in ("channel", "text", "blocks", "thread_ts", "metadata") if asked.get(name)}
        post |= {"type": "message", "user": BOT, "ts": self._ts(), "unfurl_links": asked.get("unfurl_links")}
        post |= {"team": self.tokens[asked["_token"]]["team_id"]}
        self.posts.append(post)
        self._record(asked)
        where = asked["channel"]
        return {"ts": post["ts"], "channel": f"D{where}" if where.startswith("U") else where, "message": post}

    def _chat_getPermalink(self, asked: Json) -> Json:  # noqa: N802 - Slack's name
        if not any(post["ts"] == asked["message_ts"] for post in self.posts):
            return {"error": "message_not_found"}
        at = asked["message_ts"].replace(".", "")
        return {"permalink": f"https://harbour.slack.com/archives/{asked['channel']}/p{at}"}

    def _chat_update(self, asked: Json) -> Json:
        if asked["channel"].startswith("U"):  # a person is no conversation
            return {"error": "channel_not_found"}
        if wrong := self._writable(asked):
            return {"error": wrong}
        for post in self.posts:
            if post["ts"] == asked["ts"] and post["user"] == BOT:
                post |= {"text": asked.get("text", ""), "blocks": asked.get("blocks", [])}
                self._record(asked | {"unfurl_links": False, "unfurl_media": False})  # an update unfurls nothing
                return {"ts": post["ts"], "channel": post["channel"]}
        return {"error": "message_not_found"}

    def _chat_postEphemeral(self, asked: Json) -> Json:  # noqa: N802 - Slack's name
        if wrong := self._writable(asked):
            return {"error": wrong}
        self.ephemeral.append(asked)
        self._record(asked)
        return {"message_ts": self._ts()}

    def _conversations_info(self, asked: Json) -> Json:
        channel = self.channels.get(asked["channel"])
        private = bool(channel and channel.get("is_private"))
        if ("groups:read" if private else "channels:read") not in self.scopes:
            return {"error": "missing_scope"}
        if channel is None or (private and BOT not in channel["members"]):
            return {"error": "channel_not_found"}
        return {"channel": {**channel, "members": [], "is_member": BOT in channel["members"]}}

    def _conversations_open(self, asked: Json) -> Json:
        return {"channel": {"id": f"D{asked['users']}"}}

    def _history(self, asked: Json, posts: list[Json]) -> Json:
        if "channels:history" not in self.scopes:
            return {"error": "missing_scope", "needed": "channels:history"}
        since = float(asked.get("oldest") or 0)
        found = [each for each in reversed(posts) if float(each["ts"]) >= since and each["channel"] == asked["channel"]]
        start, limit = int(asked.get("cursor") or 0), int(asked.get("limit") or 100)
        shown = [
            {k: v for k, v in each.items() if k != "metadata" or asked.get("include_all_metadata")} for each in found
        ]
        more = str(start + limit) if start + limit < len(found) else ""
        return {
            "messages": shown[start : start + limit],
            "has_more": bool(more),
            "response_metadata": {"next_cursor": more},
        }

    def _conversations_history(self, asked: Json) -> Json:
        return self._history(asked, [each for each in self.posts if not each.get("thread_ts")])

    def _conversations_replies(self, asked: Json) -> Json:
        return self._history(asked, [each for each in self.posts if asked["ts"] in (each["ts"], each.get("thread_ts"))])

    def _views_open(self, asked: Json) -> Json:
        view = asked["view"] if isinstance(asked["view"], dict) else json.loads(asked["view"])
        kept = view | {"id": f"V{next(self._numbers)}", "hash": "h", "team_id": "T1"}
        self.views[kept["id"]] = kept
        self._record(view)
        return {"view": kept}

    _views_push = _views_open

    def _views_update(self, asked: Json) -> Json:
        view = asked["view"] if isinstance(asked["view"], dict) else json.loads(asked["view"])
        if asked["view_id"] not in self.views:
            return {"error": "not_found"}
        self.views[asked["view_id"]] = view | {"id": asked["view_id"], "hash": "h2", "team_id": "T1"}
        self._record(view)
        return {"view": self.views[asked["view_id"]]}

    def _views_publish(self, asked: Json) -> Json:
        view = asked["view"] if isinstance(asked["view"], dict) else json.loads(asked["view"])
        self.homes[asked["user_id"]] = view
        self._record(view)
        return {"view": view | {"id": "VH"}}

    def _files_getUploadURLExternal(self, asked: Json) -> Json:  # noqa: N802 - Slack's name
        number = next(self._numbers)
        self.files.append({"id": f"F{number}", "name": asked["filename"], "content": b"", "channel": ""})
        return {"upload_url": f"http://127.0.0.1:{self._http.server_port}/upload/F{number}", "file_id": f"F{number}"}

    def _files_completeUploadExternal(self, asked: Json) -> Json:  # noqa: N802 - Slack's name
        named = asked["files"] if isinstance(asked["files"], list) else json.loads(asked["files"])
        ids = {each["id"] for each in named}
        for each in self.files:
            if each["id"] in ids:
                each["channel"] = asked.get("channel_id", "")
        return {"files": [{"id": each} for each in ids]}

    def _oauth_v2_access(self, asked: Json) -> Json:
        if asked.get("code") == "bad":
            return {"error": "invalid_code"}
        refreshed = asked.get("grant_type") == "refresh_token"
        if refreshed and asked.get("refresh_token") not in self.renewals:
            return {"error": "invalid_refresh_token"}
        self.renewals.discard(asked.get("refresh_token", ""))  # good for one use
        team, name = self.installing
        token = (
            f"xoxe.xoxb-{team}-{next(self._numbers)}"
            if refreshed or asked.get("code") == "rotating"
            else f"xoxb-{team}"
        )
        self.tokens[token] = {"team_id": team, "team": name, "enterprise_id": None}
        answer: Json = {
            "access_token": token,
            "token_type": "bot",
            "scope": ",".join(self.scopes),
            "bot_user_id": BOT,
            "app_id": "A1",
            "team": {"id": team, "name": name},
            "enterprise": None,
            "is_enterprise_install": False,
            "authed_user": {"id": "UZOE"},
        }
        if token.startswith("xoxe"):
            answer |= {"refresh_token": f"xoxe-1-{next(self._numbers)}", "expires_in": self.token_lives}
            self.renewals.add(answer["refresh_token"])
        return answer

    # HTTP

    def _handler(self) -> type[BaseHTTPRequestHandler]:  # noqa: C901 - one small method for each kind of request
        slack = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if self.path.startswith("/response/"):
                    self._respond(json.loads(raw))
                elif self.path.startswith("/upload/"):
                    next(each for each in slack.files if each["id"] == self.path.rsplit("/", 1)[1])["content"] = raw
                    self._send(200, b"OK")
                else:
                    self._call(self.path.removeprefix("/api/"), raw)

            def do_GET(self) -> None:
                name = self.path.rsplit("/", 1)[1]
                found = next((each for each in slack.files if each["id"] == name), None)
                self._send(200 if found else 404, found["content"] if found else b"")

            def _respond(self, payload: Json) -> None:
                exchange = slack._exchanges[self.path.rsplit("/", 1)[1]]
                if wrong := slack.unknown(payload):
                    self._send(400, json.dumps({"ok": False, "error": wrong}).encode())
                    return
                exchange.last = time.monotonic()
                exchange.later.append(payload)
                slack._record(payload)
                if slack.faults["response_url"]:
                    self._fail(slack.faults["response_url"].popleft())
                    return
                self._send(200 if len(exchange.later) <= 5 else 404, b"ok")

            def _call(self, method: str, raw: bytes) -> None:
                form = (self.headers.get("Content-Type") or "").startswith("application/x-www-form")
                asked = dict(parse_qsl(raw.decode())) if form else json.loads(raw or b"{}")
                token = asked.pop("token", None) or (self.headers.get("Authorization") or "").removeprefix("Bearer ")
                fault = slack.faults[method].popleft() if slack.faults[method] else ""
                if not fault or fault.startswith("lost"):
                    status, answer, headers = slack.answered(method, asked, token)
                    if not fault:
                        self._send(status, json.dumps(answer).encode(), headers)
                        return
                self._fail(fault.removeprefix("lost-").replace("lost", "reset"))

            def _fail(self, fault: str) -> None:
                if fault == "429":
                    self._send(429, b'{"ok":false,"error":"ratelimited"}', {"Retry-After": slack.retry_after})
                elif fault == "429-long":
                    self._send(429, b'{"ok":false,"error":"ratelimited"}', {"Retry-After": "90"})
                elif fault == "500":
                    self._send(500, b"oops")
                elif fault == "malformed":
                    self._send(200, b'{"ok":tr')
                elif fault in {"hang", "reset"}:
                    time.sleep(slack.hang if fault == "hang" else 0)
                    linger = struct.pack("ii", 1, 0)
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                    self.close_connection = True
                    self.connection.close()
                else:
                    self._send(200, json.dumps({"ok": False, "error": fault}).encode())

            def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "application/json; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler


def user(name: str, handle: str, **flags: Any) -> Json:
    """Return somebody as users.info describes them."""
    profile = {"display_name": handle, "real_name": handle.title()}
    return {
        "id": name,
        "name": handle,
        "team_id": "T1",
        "tz": "Europe/Berlin",
        "locale": "en-US",
        "profile": profile,
    } | flags


def elements(payload: Json, kind: str = "button") -> list[Json]:
    """Return the buttons, or other elements, of a payload in order."""
    rows = [block for block in payload.get("blocks") or [] if block["type"] == "actions"]
    return [each for row in rows for each in row["elements"] if each["type"] == kind]


def labelled(payload: Json, text: str) -> Json:
    """Return the button with this text."""
    found = {each["text"]["text"]: each for each in elements(payload)}
    assert text in found, (text, list(found))
    return found[text]
