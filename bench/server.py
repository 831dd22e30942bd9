"""Serve feeds from a process of its own, so that the server's work is not measured: `python -m bench.server FOLDER`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.feedserver import FeedServer


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder's feeds under /tagged/ (with ETags) and /plain/ (without) and give the address."""
    words = [sys.executable, "-m", "bench.server", str(folder)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("no pipes")
        yield process.stdout.readline().strip()
        process.stdin.close()


def main() -> None:
    """Serve until standard input ends."""
    with FeedServer() as server:
        for file in Path(sys.argv[1]).glob("*.xml"):
            server.serve(f"/tagged/{file.name}", file.read_bytes(), etag=True)
            server.serve(f"/plain/{file.name}", file.read_bytes())
        print(server.address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
