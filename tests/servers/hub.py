"""A WebSub hub on loopback: it checks who asks, promises, and sends signed messages."""

from __future__ import annotations

import hashlib
import hmac
import threading
from http.server import BaseHTTPRequestHandler
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlencode
from urllib.request import Request, urlopen

from tests.servers.quiet import QuietServer


class Hub:
    """Keep one subscription at a time."""

    def __init__(self, lease: int = 86_400 * 5) -> None:
        """Take a free port, and the seconds for which it promises."""
        self.lease = lease
        self.asked: list[dict[str, str]] = []
        self.echoed: list[bool] = []
        self._server = QuietServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"hub": self}))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self.address = f"127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        """Begin to serve."""
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def verify(self, form: dict[str, str], challenge: str = "c-42") -> bool:
        """Ask who is said to have asked whether they did."""
        query = {
            "hub.mode": form["hub.mode"],
            "hub.topic": form["hub.topic"],
            "hub.challenge": challenge,
            "hub.lease_seconds": str(self.lease),
        }
        with urlopen(f"{form['hub.callback']}?{urlencode(query)}", timeout=5) as answer:  # noqa: S310 - our own server
            return bool(answer.read().decode() == challenge)

    def send(self, body: bytes, key: str | None = None, method: str = "sha256") -> int:
        """Send news to who asked last, signed with the secret agreed or another one, and return the answer's status."""
        form = self.asked[-1]
        signed_with = (form["hub.secret"] if key is None else key).encode()
        signature = f"{method}={hmac.new(signed_with, body, getattr(hashlib, method)).hexdigest()}"
        request = Request(form["hub.callback"], body, {"X-Hub-Signature": signature}, method="POST")  # noqa: S310
        with urlopen(request, timeout=5) as answer:  # noqa: S310 - our own server
            return int(answer.status)


class _Handler(BaseHTTPRequestHandler):
    hub: Hub

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        self.hub.asked.append(form)
        self.hub.echoed.append(self.hub.verify(form))
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Stay silent."""
