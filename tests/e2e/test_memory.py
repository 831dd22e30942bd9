"""What is far too large is not held in memory: measured in the program itself."""

from __future__ import annotations

import gzip
import itertools
import os
import subprocess
import sys
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from tests.servers.rawserver import RawServer

MOST = 400_000  # kilobytes
MB = 1_000_000
PAGES = 10
HEAD = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Large</title>'
ITEM = "<item><title>Story {0}</title><link>http://{1}/page{0}</link><description>{2}</description>{3}</item>"


def bomb(megabytes: int) -> bytes:
    """Return a small gzip answer that unpacks to so many megabytes."""
    packer = zlib.compressobj(1, wbits=31)
    body = b"".join([*(packer.compress(b"\0" * MB) for _ in range(megabytes)), packer.flush()])
    return b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def large_feed(address: str) -> Iterator[bytes]:
    """Yield an honest feed of 50 MB, entry by entry."""
    yield b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n\r\n" + HEAD.encode()
    yield from (ITEM.format(number, address, "Words. " * 140, "").encode() for number in range(50_000))
    yield b"</channel></rss>"


def most_entries(address: str) -> bytes:
    """Return a feed as large as is read, of 10,000 entries."""
    today = f"<pubDate>{format_datetime(datetime.now(UTC))}</pubDate>"
    words = "A few words and a few more. " * 14
    items = "".join(ITEM.format(n, address, words, today if n < PAGES else "") for n in range(10_000))
    body = f"{HEAD}{items}</channel></rss>".encode()[: 5 * MB - 1]
    packed = gzip.compress(body)
    return b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed


def test_bombs_and_large_feeds_stay_under_400_mb(tmp_path: Path) -> None:
    """A poll of a 300 MB bomb, a 50 MB feed, endless bodies and a page bomb, all at once, stays under 400 MB."""
    with RawServer() as server:
        zeros = itertools.repeat(b"\0" * 100_000)
        large = bomb(300)
        urls = [
            server.serve("/bomb", large),
            server.serve("/feed", lambda: large_feed(server.address)),
            server.serve("/endless", lambda: itertools.chain([b"HTTP/1.1 200 OK\r\n\r\n"], zeros)),
            server.serve("/most", most_entries(server.address)),
            server.serve("/twice", large),
        ]
        for number in range(PAGES):
            server.serve(f"/page{number}", large)
        feeds = tmp_path / "feeds.txt"
        feeds.write_text("\n".join(urls))
        database = ["--db", str(tmp_path / "t.db")]
        outcome = run([*database, "feeds", "import", str(feeds)], server.address)[1]
        assert "5 new" in outcome
        memory, said = run([*database, "poll"], server.address)
        polled = [line for line in said.splitlines() if "Larger than 5 MB, not read." in line]
        assert len(polled) >= 4, said
        assert sum(path.startswith("/page") for path in server.requests) == PAGES
        assert memory < MOST, f"{memory / 1000:.0f} MB"
        assert server.sent["/feed"] < 40 * MB  # it was not read to its end


# Of a process of ours: a child's peak is never below that of the process that it was forked from.
LAUNCHER = "import os, subprocess, sys; p = subprocess.Popen(sys.argv[1:]); print(os.wait4(p.pid, 0)[2].ru_maxrss)"


def run(words: list[str], allowed: str) -> tuple[int, str]:
    """Run the program and return its peak memory in kilobytes and what it printed."""
    environment = os.environ | {"ONRECORD_ALLOW_HOSTS": f'["{allowed}"]', "ONRECORD_ZONE": "UTC"}
    line = [sys.executable, "-c", LAUNCHER, sys.executable, "-m", "bot", *words]
    done = subprocess.run(
        line, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True
    )
    said, _, peak = done.stdout.rstrip().rpartition("\n")
    return int(peak), said
