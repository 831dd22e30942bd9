"""Serve the newswire over real HTTP on loopback; the Host header says which outlet is asked."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from bot.demo import HOSTS
from bot.demo.papers import served


class Newswire:
    """Serve all three outlets while the context lasts."""

    def __init__(self, port: int = 0, *, corrected: bool = True) -> None:
        """Take a port (0: a free one) and whether corrections have been published."""
        self.corrected = corrected
        self.requests = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self._answer))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="newswire", daemon=True)

    @property
    def address(self) -> str:
        """Return host:port."""
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def stand_ins(self) -> dict[str, str]:
        """Return where each outlet's host is served."""
        return dict.fromkeys(HOSTS.values(), self.address)

    def _answer(self, host: str, path: str) -> tuple[str, bytes] | None:
        self.requests += 1
        found = served(host, path, corrected=self.corrected)
        return (found[0], found[1].encode()) if found else None

    def __enter__(self) -> Self:
        """Begin to serve."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop serving and give the port back."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(answer: Callable[[str, str], tuple[str, bytes] | None]) -> type[BaseHTTPRequestHandler]:
    """Return the handler that answers GET with an ETag, and 304 to whoever has it."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = answer((self.headers.get("Host") or "").partition(":")[0], self.path.partition("?")[0])
            if found is None:
                self._send(404, "text/plain", b"nothing here\n", "")
                return
            etag = f'"{hashlib.sha256(found[1]).hexdigest()[:16]}"'
            known = self.headers.get("If-None-Match") == etag
            self._send(304 if known else 200, found[0], b"" if known else found[1], etag)

        def _send(self, status: int, kind: str, body: bytes, etag: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            if etag:
                self.send_header("ETag", etag)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
