"""A server that sends bytes as they are, also such as no HTTP library would send."""

from __future__ import annotations

import contextlib
import socketserver
import threading
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

Answer = Callable[[], Iterable[bytes]]


class RawServer:
    """Answer every request for a path with its pieces, then hang up."""

    def __init__(self) -> None:
        """Take a free port; nothing is served yet."""
        self.answers: dict[str, Answer] = {}
        self.requests: list[str] = []
        self.sent: dict[str, int] = {}  # bytes by path
        self._server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"owner": self}))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self.address = f"127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        """Begin to serve."""
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def serve(self, path: str, answer: Answer | bytes) -> str:
        """Answer a path with raw bytes, head and all, from now on, and return its address."""
        self.answers[path] = answer if callable(answer) else lambda: [answer]
        return f"http://{self.address}{path}"


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64


class _Handler(socketserver.StreamRequestHandler):
    owner: RawServer

    def handle(self) -> None:
        line = self.rfile.readline(10_000)
        while self.rfile.readline(10_000).strip():
            continue
        path = line.split(b" ")[1].decode("latin-1") if line.count(b" ") == 2 else ""
        self.owner.requests.append(path)
        answer = self.owner.answers.get(path, lambda: [b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"])
        with contextlib.suppress(OSError):  # whoever has had enough hangs up
            for piece in answer():
                self.wfile.write(piece)
                self.owner.sent[path] = self.owner.sent.get(path, 0) + len(piece)
