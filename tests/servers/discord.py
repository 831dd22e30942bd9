"""A local Discord: its REST and gateway over real sockets, with faults; it remembers everything."""

from __future__ import annotations

import email.parser
import email.policy
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
from urllib.parse import parse_qs, urlsplit

from nacl.signing import SigningKey

from tests.servers.discord_gateway import Gateway
from tests.servers.discord_limits import COMPONENTS_V2, EPHEMERAL, Json, components
from tests.servers.quiet import QuietServer

BOT, APP, GUILD, C1, C2, ANA, BEN, CARL = "11", "10", "81", "91", "92", "21", "22", "23"
TOKEN = "token-1"  # noqa: S105 - the test server's
FAULTS = ("429", "500", "reset", "malformed", "lost", "lost-500", "lost-malformed")
EPOCH = 1_420_070_400_000
MANAGE_GUILD, MANAGE_CHANNELS, ALL = 1 << 5, 1 << 4, (1 << 50) - 1
READ = (1 << 10) | (1 << 11) | (1 << 14) | (1 << 15) | (1 << 16) | (1 << 35) | (1 << 38)


@dataclass
class Exchange:
    """Hold one thing that a person did and all that came back for it."""

    body: Json
    seconds: float = 0.0
    callbacks: list[Json] = field(default_factory=list)
    messages: list[Json] = field(default_factory=list)  # answers, as they stand now

    @property
    def kind(self) -> int:
        """Return the kind of the first answer, 0 when there is none."""
        return self.callbacks[0]["type"] if self.callbacks else 0

    def answer(self, count: int = 1, timeout: float = 15) -> Json:
        """Return the last thing the person saw, waiting for that many answers."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            seen = [each for each in self.messages if not each.get("loading")]
            if len(seen) >= count:
                return seen[-1]
            time.sleep(0.01)
        raise AssertionError(f"{len(self.messages)} answers to {self.body}")

    def first(self) -> Json:
        """Return the first answer, waiting for it; what comes below it is not meant."""
        self.answer(timeout=30)
        return next(each for each in self.messages if not each.get("loading"))

    def modal(self, timeout: float = 15) -> Json:
        """Return the modal that opened."""
        return dict(self._data(9, timeout))

    def choices(self, timeout: float = 15) -> list[Json]:
        """Return what an option offers."""
        return list(self._data(8, timeout)["choices"])

    def _data(self, kind: int, timeout: float) -> Json:
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if self.callbacks:
                assert self.kind == kind, self.callbacks
                return dict(self.callbacks[0]["data"])
            time.sleep(0.01)
        raise AssertionError(f"no answer to {self.body}")


class LocalDiscord:
    """Be a server with three people and two channels while the context lasts."""

    def __init__(self) -> None:
        """Begin with a fresh server; `serve` it with a with statement."""
        self._numbers = itertools.count(1)
        self.lock = threading.RLock()
        self.key = SigningKey.generate()
        self.gateway = Gateway(self.ready)
        self._http = QuietServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self._serving = threading.Thread(
            target=lambda: self._http.serve_forever(0.05), name="discord-http", daemon=True
        )
        self.reset()

    def reset(self) -> None:
        """Begin anew, with the connections that stand."""
        self.posts: list[Json] = []
        self.recorded: list[Json] = []  # every body that people would see
        self.modals: list[Json] = []
        self.calls: list[tuple[str, str, Json]] = []
        self.commands: list[Json] = []
        self.files: dict[str, bytes] = {}
        self.faults: defaultdict[str, deque[str]] = defaultdict(deque)
        self.forbidden: dict[str, int] = {}  # channels and why nothing can be posted there
        self.no_threads: set[str] = set()
        self.refuse_components = False
        self.history_hidden = False
        self.retry_after = 0.05  # seconds
        self.endpoint = ""  # where interactions go by HTTP; the gateway without
        self.granted: dict[str, int] = {
            ANA: READ | MANAGE_GUILD | MANAGE_CHANNELS,
            BEN: READ,
            CARL: READ | MANAGE_CHANNELS,
        }
        self.bot_granted = READ
        self.roles: dict[str, list[str]] = {}  # who has which
        self.channels: dict[str, Json] = {C1: channel(C1, "policy"), C2: channel(C2, "private")}
        self._exchanges: dict[str, Exchange] = {}

    def __enter__(self) -> Self:
        """Begin to serve."""
        self.gateway.start()
        self._serving.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop serving."""
        self._http.shutdown()
        self._http.server_close()
        self.gateway.stop()
        self._serving.join(5)

    @property
    def url(self) -> str:
        """Return the base address of REST."""
        return f"http://127.0.0.1:{self._http.server_port}/api/v10"

    # What people do

    def command(self, path: str, options: Json | None = None, *, who: str = ANA, **where: Any) -> Exchange:
        """Use a slash command: “digest at”, {"time": "08:00"}."""
        return self._do(2, _command(path, options or {}), who, **where)

    def hand_over(self, path: str, option: str, name: str, content: bytes, *, who: str = ANA) -> Exchange:
        """Use a slash command with a file."""
        self.files[name] = content
        data = _command(path, {option: "5"})
        data["options"][0]["options"][0]["type"] = 11
        url = f"http://127.0.0.1:{self._http.server_port}/files/{name}"
        file = {"id": "5", "filename": name, "size": len(content), "url": url, "proxy_url": url}
        return self._do(2, data | {"resolved": {"attachments": {"5": file}}}, who)

    def choose(
        self, path: str, option: str, role_id: str, *, name: str = "Editors | night", who: str = ANA
    ) -> Exchange:
        """Use a slash command with a role."""
        data = _command(path, {option: role_id})
        data["options"][0]["options"][0]["type"] = 9
        return self._do(2, data | {"resolved": {"roles": {role_id: role(role_id, name, READ)}}}, who)

    def type_in(self, path: str, options: Json, focused: str, *, who: str = ANA, **where: Any) -> Exchange:
        """Type in an option, which may offer something."""
        return self._do(4, _command(path, options, focused), who, **where)

    def menu(self, name: str, message: Json, *, who: str = ANA, **where: Any) -> Exchange:
        """Use a message's menu."""
        data = {"id": "1", "name": name, "type": 3, "target_id": message["id"]}
        return self._do(2, data | {"resolved": {"messages": {message["id"]: message}}}, who, **where)

    def press(self, message: Json, custom_id: str, *, who: str = ANA, values: list[str] | None = None) -> Exchange:
        """Press a button of a message, or choose in a menu."""
        kind = 3 if values else 2
        data: Json = {"custom_id": custom_id, "component_type": kind, "id": 1} | ({"values": values} if values else {})
        return self._do(3, data, who, where=message["channel_id"], message=message)

    def submit(self, modal: Json, values: Json, *, who: str = ANA, message: Json | None = None) -> Exchange:
        """Fill in a modal; `values` are by the ids of its inputs."""
        rows = [_filled(each, values) for each in modal["components"]]
        data = {"custom_id": modal["custom_id"], "components": rows, "resolved": {}}
        return self._do(5, data, who, message=message)

    def say(self, text: str, *, who: str = BEN, where: str = C1, **more: Any) -> Json:
        """Write a message as a person; what the bot may see of it reaches its gateway."""
        post = message(self.snowflake(), where, user(who), content=text) | more
        with self.lock:
            self.posts.append(post)
        return post

    def mention(self, words: str, *, who: str = BEN, where: str = C1, **more: Any) -> Json:
        """Mention the bot."""
        post = self.say(f"<@{BOT}> {words}", who=who, where=where, **more)
        event = post | {"mentions": [user(BOT) | {"member": member()}], "member": member(), "guild_id": GUILD}
        self.gateway.send("MESSAGE_CREATE", event)
        return post

    # What the bot did

    def by_bot(self, where: str = C1) -> list[Json]:
        """Return the bot's posts in a channel or thread, oldest first."""
        with self.lock:
            return [each for each in self.posts if each["author"]["id"] == BOT and each["channel_id"] == where]

    def wait(self, seen: Callable[[], Any], timeout: float = 15) -> Any:
        """Return what `seen` returns as soon as it is something."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if found := seen():
                return found
            time.sleep(0.01)
        raise AssertionError("it did not come")

    # Interactions

    def snowflake(self) -> str:
        """Return an id of this moment."""
        return str(int(time.time() * 1000) - EPOCH << 22 | next(self._numbers) % 4096)

    def _do(
        self, kind: int, data: Json, who: str, *, where: str = C1, message: Json | None = None, owner: str = "0"
    ) -> Exchange:
        token = f"aW50ZXJhY3Rpb24-{next(self._numbers)}"
        body: Json = {
            "id": self.snowflake(),
            "application_id": APP,
            "type": kind,
            "token": token,
            "version": 1,
            "data": data,
            "channel_id": where,
            "channel": self.channels.get(where, {"id": where, "type": 1, "recipients": [user(who)]}),
            "app_permissions": str(self.bot_granted),
            "locale": "en-GB",
            "entitlements": [],
            "authorizing_integration_owners": {owner: GUILD if owner == "0" else who},
            "attachment_size_limit": 10_000_000,
        }
        if where in self.channels:
            here = member(*self.roles.get(who, ())) | {"user": user(who), "permissions": str(self.granted[who])}
            body |= {"guild_id": GUILD, "member": here, "context": 0, "guild": {"id": GUILD, "features": []}}
        else:
            body |= {"user": user(who), "context": 1}
        body |= {"message": message} if message else {}
        exchange = self._exchanges[token] = Exchange(body)
        if self.endpoint:
            for _ in range(2):  # a second one is a replay
                status, _said = self.signed(json.dumps(body).encode())
                assert status == 202, status
        else:
            self.gateway.send("INTERACTION_CREATE", body)
        return exchange

    def signed(self, raw: bytes, *, stamp: str = "", key: SigningKey | None = None) -> tuple[int, str]:
        """Send a request to the endpoint as Discord signs it, now or at a stamp, and return status and body."""
        stamp = stamp or str(int(time.time()))
        signature = (key or self.key).sign(stamp.encode() + raw).signature.hex()
        headers = {"X-Signature-Ed25519": signature, "X-Signature-Timestamp": stamp, "Content-Type": "application/json"}
        return self.posted(raw, headers)

    def posted(self, raw: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """Send anything to the endpoint and return status and body."""
        request = urllib.request.Request(self.endpoint, raw, headers)  # noqa: S310 - our own server
        try:
            with urllib.request.urlopen(request, timeout=15) as response:  # noqa: S310
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def ready(self) -> tuple[Json, list[Json]]:
        """Return what a new connection is told: who the bot is, and its servers."""
        roles = [role(GUILD, "@everyone", READ), role("82", "onrecord", self.bot_granted), role("83", "Editors", READ)]
        guild = {
            "id": GUILD,
            "name": "Harbour",
            "owner_id": ANA,
            "roles": roles,
            "channels": list(self.channels.values()),
            "members": [member("82") | {"user": user(BOT)}],
            "member_count": 4,
            "preferred_locale": "en-US",
        }
        return {"user": user(BOT), "application": {"id": APP, "flags": 0}}, [empty(guild)]

    # REST

    def answered(self, method: str, path: str, query: Json, asked: Any) -> tuple[int, Any]:  # noqa: C901, PLR0911, PLR0912 - one for each call
        """Return status and body for a call; what it writes is written."""
        with self.lock:
            self.calls.append((method, path, asked))
            match [method, *path.strip("/").split("/")]:
                case ["GET", "users", "@me"]:
                    return 200, user(BOT)
                case ["GET", *_, "applications", "@me"]:
                    return 200, application(self.key.verify_key.encode().hex())
                case ["GET", "gateway", "bot"]:
                    limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
                    return 200, {"url": self.gateway.url, "shards": 1, "session_start_limit": limit}
                case ["POST", "users", "@me", "channels"]:
                    return 200, {"id": f"7{asked['recipient_id']}", "type": 1, "recipients": []}
                case ["PUT", "applications", _, "commands"]:
                    self.commands = list(asked)
                    return 200, [
                        {"description": ""} | each | {"id": str(n), "application_id": APP, "version": "1"}
                        for n, each in enumerate(self.commands)
                    ]
                case ["GET", "channels", where, "messages"]:
                    return self._history(where, int(query.get("after", "0")))
                case ["POST", "channels", where, "messages"]:
                    return self._post(where, asked)
                case ["PATCH", "channels", where, "messages", number]:
                    return self._barred(where) or self._patch(self.posts, number, asked)
                case ["POST", "channels", where, "messages", number, "threads"]:
                    return self._thread(where, number, asked)
                case ["POST", "interactions", number, token, "callback"]:
                    return self._callback(self._exchanges[token], asked)
                case ["POST", "webhooks", _, token]:
                    return self._follow(self._exchanges[token], asked)
                case ["PATCH", "webhooks", _, token, "messages", "@original"]:
                    return self._original(self._exchanges[token], asked)
                case ["DELETE", "webhooks", _, token, "messages", "@original"]:
                    self._exchanges[token].messages.pop(0)
                    return 204, None
        return 404, {"message": "404: Not Found", "code": 0}

    def _refused(self, asked: Json) -> bool:
        return self.refuse_components and any(each["type"] >= 9 for each in components(asked.get("components") or []))

    def _barred(self, where: str) -> tuple[int, Any] | None:
        code = self.forbidden.get(where)
        return (404 if code == 10003 else 403, {"message": "Missing Access", "code": code}) if code else None

    def _post(self, where: str, asked: Json) -> tuple[int, Any]:
        if barred := self._barred(where):
            return barred
        if self._refused(asked):
            return 400, {"message": "Invalid Form Body", "code": 50035}
        for each in self.posts if asked.get("enforce_nonce") else ():
            if each.get("nonce") == asked["nonce"] and each["channel_id"] == where:
                return 200, each
        post = self._shown(asked, where)
        self.posts.append(post)
        return 200, post

    def _shown(self, asked: Json, where: str) -> Json:
        self.recorded.append(asked)
        kept: Json = {
            name: asked[name]
            for name in ("components", "content", "embeds", "flags", "nonce", "message_reference")
            if name in asked
        }
        return message(self.snowflake(), where, user(BOT)) | numbered(kept)

    def _patch(self, posts: list[Json], number: str, asked: Json) -> tuple[int, Any]:
        for post in posts:
            if post["id"] == number:
                newer = asked.get("flags", 0) & COMPONENTS_V2
                if self._refused(asked) or (newer and post.get("embeds") and asked.get("embeds") is None):
                    return 400, {"message": "Invalid Form Body", "code": 50035}  # a message has one form or the other
                self.recorded.append(asked)
                post.update(
                    numbered({name: asked[name] for name in ("components", "embeds", "flags") if name in asked})
                )
                return 200, post
        return 404, {"message": "Unknown Message", "code": 10008}

    def _history(self, where: str, after: int) -> tuple[int, Any]:
        if self.history_hidden:
            return 403, {"message": "Missing Permissions", "code": 50013}
        found = [each for each in self.posts if each["channel_id"] == where and int(each["id"]) > after]
        # The nonce is not promised in a channel's history.
        return 200, [{k: v for k, v in each.items() if k != "nonce"} for each in found[:100]]

    def _thread(self, where: str, number: str, asked: Json) -> tuple[int, Any]:
        if where in self.no_threads:
            return 403, {"message": "Missing Permissions", "code": 50013}
        if number in self.channels:
            return 400, {"message": "A thread has already been created for this message", "code": 160004}
        self.channels[number] = channel(number, asked["name"]) | {"type": 11, "parent_id": where, "owner_id": BOT}
        self.channels[number] |= {"message_count": 0, "member_count": 1, "rate_limit_per_user": 0, "flags": 0}
        self.channels[number] |= {
            "thread_metadata": {
                "archived": False,
                "auto_archive_duration": 1440,
                "archive_timestamp": "2025-02-14T09:00:00+00:00",
                "locked": False,
            }
        }
        return 201, self.channels[number]

    def _callback(self, exchange: Exchange, asked: Json) -> tuple[int, Any]:
        if exchange.callbacks:
            return 400, {"message": "Interaction has already been acknowledged.", "code": 40060}
        kind, data = asked["type"], asked.get("data") or {}
        if kind in {4, 7} and self._refused(data):
            return 400, {"message": "Invalid Form Body", "code": 50035}
        exchange.callbacks.append(asked)
        if kind == 9:
            self.modals.append(data)
        if kind == 5:
            loading = message(self.snowflake(), exchange.body["channel_id"], user(BOT))
            exchange.messages.append(loading | {"loading": True, "flags": data.get("flags", 0)})
        if kind == 4:
            exchange.messages.append(self._shown(data, exchange.body["channel_id"]))
        if kind in {6, 7}:
            exchange.messages.append(exchange.body["message"] | {"loading": kind == 6})
        if kind == 7:
            self._original(exchange, data)
        return 204, None

    def _follow(self, exchange: Exchange, asked: Json) -> tuple[int, Any]:
        made = self._shown(asked, exchange.body["channel_id"])
        exchange.messages.append(made)
        if not asked.get("flags", 0) & EPHEMERAL:
            self.posts.append(made)
        return 200, made

    def _original(self, exchange: Exchange, asked: Json) -> tuple[int, Any]:
        if self._refused(asked):
            return 400, {"message": "Invalid Form Body", "code": 50035}
        self.recorded.append(asked)
        first = exchange.messages[0]
        hidden = first.get("flags", 0) & EPHEMERAL
        first |= numbered({name: asked[name] for name in ("components", "embeds", "content") if name in asked})
        first |= {"flags": asked.get("flags", 0) | hidden, "loading": False}
        for post in self.posts:
            if post["id"] == first["id"]:
                post |= {"components": first["components"]}
        return 200, first


def numbered(kept: Json) -> Json:
    """Return a message whose components all have numbers, as Discord gives them."""
    counter = itertools.count(1)
    made: Json = json.loads(json.dumps(kept))
    for each in components(made.get("components") or []):
        if "type" in each:
            each.setdefault("id", next(counter))
            if each["type"] == 12:
                for item in each["items"]:
                    item["media"] |= {"proxy_url": "http://127.0.0.1/x", "width": 640, "height": 360}
    return made


def user(number: str) -> Json:
    names = {BOT: "onrecord", ANA: "ana", BEN: "ben", CARL: "carl"}
    return {
        "id": number,
        "username": names[number],
        "discriminator": "0",
        "avatar": None,
        "global_name": None,
        "bot": number == BOT,
    }


def member(*roles: str) -> Json:
    joined = "2025-01-01T00:00:00+00:00"
    return {
        "roles": list(roles),
        "joined_at": joined,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "nick": None,
        "pending": False,
    }


def role(number: str, name: str, granted: int) -> Json:
    return {
        "id": number,
        "name": name,
        "permissions": str(granted),
        "position": 0,
        "color": 0,
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
    }


def channel(number: str, name: str) -> Json:
    return {
        "id": number,
        "type": 0,
        "name": name,
        "guild_id": GUILD,
        "position": 0,
        "permission_overwrites": [],
        "topic": None,
        "nsfw": False,
        "parent_id": None,
        "permissions": str(READ),
    }


def message(number: str, where: str, author: Json, content: str = "") -> Json:
    return {
        "id": number,
        "channel_id": where,
        "author": author,
        "content": content,
        "timestamp": "2025-02-14T09:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
        "flags": 0,
        "components": [],
    }


def empty(guild: Json) -> Json:
    lists = (
        "threads",
        "emojis",
        "stickers",
        "features",
        "voice_states",
        "presences",
        "stage_instances",
        "guild_scheduled_events",
        "soundboard_sounds",
    )
    return (
        guild
        | {name: [] for name in lists}
        | {
            "large": False,
            "unavailable": False,
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_tier": 0,
            "system_channel_flags": 0,
            "afk_timeout": 60,
            "premium_progress_bar_enabled": False,
            "joined_at": "2025-01-01T00:00:00+00:00",
        }
    )


def application(key: str) -> Json:
    return {
        "id": APP,
        "name": "On Record",
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": key,
        "owner": user(ANA),
        "team": None,
        "flags": 0,
        "rpc_origins": [],
        "summary": "",
    }


def _command(path: str, options: Json, focused: str = "") -> Json:
    name, *inner = path.split()
    given = [
        {"name": key, "type": 3, "value": value} | ({"focused": True} if key == focused else {})
        for key, value in options.items()
    ]
    for each in reversed(inner):
        given = [{"name": each, "type": 1, "options": given}]
    return {"id": "1", "name": name, "type": 1, "options": given}


def _filled(part: Json, values: Json) -> Json:
    inner = part["component"]
    chosen = [each["value"] for each in inner.get("options", ()) if each.get("default")]
    value = values.get(inner["custom_id"], chosen or inner.get("value", ""))
    several = value if isinstance(value, list) else [value] if value else []
    given = {"values": several} if inner["type"] == 3 else {"value": value}
    return {"type": 18, "id": 1, "component": {"type": inner["type"], "custom_id": inner["custom_id"], "id": 2} | given}


def multipart(kind: str, raw: bytes) -> tuple[Json, dict[str, bytes]]:
    """Return the JSON and the files of a multipart body."""
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    parsed = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + raw)
    asked, files = {}, {}
    for each in parsed.iter_parts():
        content = each.get_payload(decode=True)
        assert isinstance(content, bytes)
        if each.get_filename():
            files[str(each.get_filename())] = content
        else:
            asked = json.loads(content)
    return asked, files


def _handler(discord: LocalDiscord) -> type[BaseHTTPRequestHandler]:  # noqa: C901 - one small method for each kind
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path.startswith("/files/"):
                self._send(200, discord.files[self.path.rsplit("/", 1)[1]])
            else:
                self._call("GET")

        def do_POST(self) -> None:
            self._call("POST")

        def do_PATCH(self) -> None:
            self._call("PATCH")

        def do_PUT(self) -> None:
            self._call("PUT")

        def do_DELETE(self) -> None:
            self._call("DELETE")

        def _call(self, method: str) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            kind = str(self.headers.get("Content-Type") or "")
            asked, files = multipart(kind, raw) if kind.startswith("multipart") else (json.loads(raw or b"{}"), {})
            discord.files |= files
            where = urlsplit(self.path)
            path = where.path.removeprefix("/api/v10")
            by_token = path.startswith(("/interactions/", "/webhooks/"))  # its own, in the address
            if not by_token and self.headers.get("Authorization") != f"Bot {TOKEN}":
                self._send(401, b'{"message": "401: Unauthorized", "code": 0}')
                return
            name = f"{method} {path.rsplit('/', 1)[1]}"
            fault = discord.faults[name].popleft() if discord.faults[name] else ""
            if not fault or fault.startswith("lost"):
                query = {key: values[0] for key, values in parse_qs(where.query).items()}
                status, answer = discord.answered(method, path, query, asked)
                if not fault:
                    self._send(status, json.dumps(answer).encode() if answer is not None else b"")
                    return
            self._fail(fault.removeprefix("lost-").replace("lost", "reset"))

        def _fail(self, fault: str) -> None:
            if fault == "429":
                again = {"message": "You are being rate limited.", "retry_after": discord.retry_after, "global": False}
                more = {"Retry-After": str(discord.retry_after), "Via": "1.1 google", "X-RateLimit-Scope": "user"}
                self._send(429, json.dumps(again).encode(), more)
            elif fault == "500":
                self._send(500, b"oops", {"Content-Type": "text/plain"})
            elif fault == "malformed":
                self._send(200, b'{"id":')
            else:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                self.connection.close()

        def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            kind = {} if status == 204 else {"Content-Type": "application/json", "Content-Length": str(len(body))}
            for name, value in (kind | (headers or {})).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
