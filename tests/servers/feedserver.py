"""A real HTTP server on loopback that serves what a test tells it to, with the faults it asks for."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from types import TracebackType
from typing import Self

from tests.servers.quiet import QuietServer


@dataclass(frozen=True, slots=True)
class Served:
    """Hold what one path answers."""

    body: bytes
    etag: str
    status: int
    headers: Mapping[str, str]
    delay: float
    drip: float
    content_type: str

    def unchanged_for(self, asked: Mapping[str, str]) -> bool:
        """Say whether the asker has this already, by its ETag or its date as given."""
        modified = self.headers.get("Last-Modified", "")
        known = (asked.get("if-none-match"), self.etag), (asked.get("if-modified-since"), modified)
        return any(mine and theirs == mine for theirs, mine in known)


@dataclass(frozen=True, slots=True)
class Request:
    """Hold one request as it came; names of headers in lower case."""

    path: str
    headers: Mapping[str, str]
    status: int


@dataclass(slots=True)
class Shelf:
    """Hold what is served and what was asked for, shared by the server's threads."""

    served: dict[str, Served] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    stopping: threading.Event = field(default_factory=threading.Event)
    busy: int = 0
    busiest: int = 0


class FeedServer:
    """Serve bodies on a free loopback port while the context lasts."""

    def __init__(self) -> None:
        """Take a free port; nothing is served yet."""
        self._shelf = Shelf()
        handler = type("Handler", (_Handler,), {"shelf": self._shelf})
        self._server = _Server(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self.address = f"127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        """Begin to serve."""
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop, and wake the answers that are still waiting."""
        self._shelf.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def serve(
        self,
        path: str,
        body: bytes,
        *,
        etag: bool = False,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        delay: float = 0.0,
        drip: float = 0.0,
        content_type: str = "application/xml",
    ) -> str:
        """Answer a path from now on and return its address.

        `etag` gives the body's hash as a validator; `delay` is the wait in seconds before the answer, `drip` the wait
        before each of ten pieces of its body.
        """
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"' if etag else ""
        with self._shelf.lock:
            self._shelf.served[path] = Served(body, tag, status, dict(headers or {}), delay, drip, content_type)
        return self.url(path)

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """Send a path elsewhere and return its address."""
        return self.serve(path, b"", status=status, headers={"Location": to})

    def url(self, path: str) -> str:
        """Return the full address of a path."""
        return f"http://{self.address}{path}"

    @property
    def requests(self) -> tuple[Request, ...]:
        """Return every request so far, in order of arrival."""
        with self._shelf.lock:
            return tuple(self._shelf.requests)

    @property
    def busiest(self) -> int:
        """Return how many requests were answered at once, at most."""
        return self._shelf.busiest


class _Server(QuietServer):
    request_queue_size = 64


class _Handler(BaseHTTPRequestHandler):
    shelf: Shelf
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # as real servers do; heads and bodies come without a pause between them

    def do_GET(self) -> None:
        with self.shelf.lock:
            self.shelf.busy += 1
            self.shelf.busiest = max(self.shelf.busiest, self.shelf.busy)
        try:
            self._answer({name.lower(): value for name, value in self.headers.items()})
        finally:
            with self.shelf.lock:
                self.shelf.busy -= 1

    def _answer(self, asked: dict[str, str]) -> None:
        found = self.shelf.served.get(self.path)
        unchanged = found is not None and found.status == 200 and found.unchanged_for(asked)
        status = 404 if found is None else 304 if unchanged else found.status
        with self.shelf.lock:
            self.shelf.requests.append(Request(self.path, asked, status))
        if found is None:
            found = Served(b"not here", "", 404, {}, 0, 0, "text/plain")
        self.shelf.stopping.wait(found.delay)
        body = b"" if status == 304 else found.body
        self._head(status, found, len(body))
        self._pour(body, found.drip)

    def _head(self, status: int, found: Served, length: int) -> None:
        own = {"Content-Type": found.content_type, "Content-Length": str(length)}
        tag = {"ETag": found.etag} if found.etag else {}
        self.send_response(status)
        for name, value in (own | tag | dict(found.headers)).items():
            self.send_header(name, value)
        self.end_headers()

    def _pour(self, body: bytes, drip: float) -> None:
        size = max(1, -(-len(body) // 10)) if drip else max(1, len(body))
        for start in range(0, len(body), size):
            if drip and self.shelf.stopping.wait(drip):
                return
            self.wfile.write(body[start : start + size])
            self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Stay silent."""
