"""A small Discord gateway: HELLO, IDENTIFY, READY, heartbeats, events, and RESUME after a cut."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Callable
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

Json = dict[str, Any]
DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, HEARD = 0, 1, 2, 6, 7, 9, 10, 11


class Gateway:
    """Tell connected bots what happens."""

    def __init__(self, ready: Callable[[], tuple[Json, list[Json]]]) -> None:
        """Take who says what a new connection is told."""
        self._ready = ready
        self._numbers, self._sessions = itertools.count(1), itertools.count(1)
        self._lock = threading.RLock()
        self._sent: list[Json] = []
        self._live: list[ServerConnection] = []
        self._server: Server | None = None
        self._thread: threading.Thread | None = None
        self.beat = 41_250  # milliseconds between two heartbeats
        self.beats = self.resumes = 0
        self.identified: list[Json] = []
        self.connected = threading.Event()

    def start(self) -> None:
        """Serve."""
        self._server = serve(self._serve, "127.0.0.1", 0)
        self._thread = threading.Thread(target=self._server.serve_forever, name="discord-ws", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop serving."""
        if self._server and self._thread:
            self._server.shutdown()
            self._thread.join(5)

    @property
    def url(self) -> str:
        """Return the gateway's address."""
        assert self._server
        return f"ws://127.0.0.1:{self._server.socket.getsockname()[1]}"

    def send(self, event: str, data: Json) -> None:
        """Tell every connection of an event; one that is cut hears it when it resumes."""
        with self._lock:
            frame = {"op": DISPATCH, "t": event, "s": next(self._numbers), "d": data}
            self._sent.append(frame)
            for each in self._live:
                each.send(json.dumps(frame))

    def cut(self, code: int = 4000) -> None:
        """Close every connection, as happens now and then."""
        self.connected.clear()
        with self._lock:
            live, self._live = self._live, []
        for each in live:
            each.close(code)

    def _serve(self, connection: ServerConnection) -> None:
        connection.send(json.dumps({"op": HELLO, "d": {"heartbeat_interval": self.beat}}))
        try:
            for raw in connection:
                self._heard(connection, json.loads(raw))
        except ConnectionClosed:
            pass
        finally:
            with self._lock:
                self._live = [each for each in self._live if each is not connection]

    def _heard(self, connection: ServerConnection, said: Json) -> None:
        if said["op"] == HEARTBEAT:
            self.beats += 1
            connection.send(json.dumps({"op": HEARD}))
        elif said["op"] == IDENTIFY:
            self.identified.append(said["d"])
            self._welcome(connection, said["d"].get("shard", [0, 1]))
        elif said["op"] == RESUME:
            self.resumes += 1
            self._resume(connection, said["d"]["seq"])

    def _welcome(self, connection: ServerConnection, shard: list[int]) -> None:
        who, guilds = self._ready()
        ready = who | {
            "v": 10,
            "session_id": f"s{next(self._sessions)}",
            "resume_gateway_url": self.url,
            "shard": shard,
        }
        ready |= {"guilds": [{"id": each["id"], "unavailable": True} for each in guilds]}
        with self._lock:
            for event, data in (("READY", ready), *(("GUILD_CREATE", each) for each in guilds)):
                connection.send(json.dumps({"op": DISPATCH, "t": event, "s": next(self._numbers), "d": data}))
            self._live.append(connection)
        self.connected.set()

    def _resume(self, connection: ServerConnection, seen: int) -> None:
        with self._lock:
            for each in self._sent:
                if each["s"] > seen:
                    connection.send(json.dumps(each))
            connection.send(json.dumps({"op": DISPATCH, "t": "RESUMED", "s": next(self._numbers), "d": {}}))
            self._live.append(connection)
        self.connected.set()
