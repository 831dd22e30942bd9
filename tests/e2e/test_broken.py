"""Everything that servers send instead of a feed: each is one sentence, and the next feed is read."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import wiring
from bot.config import Settings
from bot.desk import Desk
from bot.jobs.poll import PollOutcome, poll, poll_all
from bot.model.news import Feed, Polling, digest_of
from tests.e2e.room import SetClock
from tests.servers.rawserver import Answer, RawServer

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
ITEM = (
    "<item><title>Bridge opens</title><link>https://gazette.example/{0}</link><description>Words.</description></item>"
)
GUIDED = ITEM.replace("</item>", "<guid>g</guid></item>")
HEAD = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Gazette</title>'
GOOD = (HEAD + ITEM.format(1) + "</channel></rss>").encode()
LAUGHING = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel><title>&b;</title>'
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def http(body: bytes, head: str = "", status: str = "200 OK") -> bytes:
    """Return an honest answer around a body."""
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{head}\r\n".encode("latin-1") + body


def endless(head: bytes, piece: bytes) -> Answer:
    """Return an answer that never ends."""
    return lambda: itertools.chain([head], itertools.repeat(piece))


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
FAILING: dict[str, tuple[Answer | bytes, str]] = {
    "empty": (http(b""), "sent an empty answer."),
    "blank": (http(b" \r\n "), "sent an empty answer."),
    "page": (http(b"<!DOCTYPE html><html><body>Welcome</body></html>"), "sent a web page, not a feed."),
    "error page with 200": (http(b"<html><h1>500 Internal error</h1></html>"), "sent a web page, not a feed."),
    "wall": (http(b"<html><title>Just a moment...</title>"), "asks for a browser check of Cloudflare."),
    "wall with 403": (
        http(b"<script src='https://geo.captcha-delivery.com/x'>", status="403 Forbidden"),
        "asks for a browser check of DataDome (HTTP 403).",
    ),
    "words": (http(b"Not Found"), "sent something that is no feed: "),
    "noise": (http(bytes(range(256)) * 40), "sent something that is no feed: "),
    "laughs": (http(LAUGHS + b"<rss><channel><title>&b;</title></channel></rss>"), "declares entities of its own"),
    **{
        f"laughs in {codec}": (
            http(f'<?xml version="1.0" encoding="{codec}"?>{LAUGHING}'.encode(codec)),
            "declares entities of its own",
        )
        for codec in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be")
    },
    "laughs in EBCDIC": (http(f'<?xml version="1.0" encoding="cp500"?>{LAUGHING}'.encode("cp500")), "is no feed: "),
    "inner file": (
        http(b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'),
        "declares entities of its own",
    ),
    "not gzip": (http(b"plain", "Content-Encoding: gzip\r\n"), "sent something that is no feed: "),
    "broken gzip": (http(b"\x1f\x8bplain", "Content-Encoding: gzip\r\n"), "sent a broken gzip answer."),
    "half of a gzip": (http(gzip.compress(GOOD)[:-9], "Content-Encoding: gzip\r\n"), "sent a broken gzip answer."),
    "brotli": (http(GOOD, "Content-Encoding: br\r\n"), "packed its answer in a way we did not ask for (br)."),
    "deflate": (
        http(GOOD, "Content-Encoding: deflate\r\n"),
        "packed its answer in a way we did not ask for (deflate).",
    ),
    "gzip and brotli": (
        http(GOOD, "Content-Encoding: gzip, br\r\n"),
        "packed its answer in a way we did not ask for (br).",
    ),
    "endless": (endless(b"HTTP/1.1 200 OK\r\n\r\n", b"<item/>" * 9_000), "Larger than 0.5 MB, not read."),
    "endless in chunks": (endless(CHUNKED, b"1000\r\n" + b"x" * 4096 + b"\r\n"), "Larger than 0.5 MB, not read."),
    "endless heads": (endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 500), "could not be reached: "),
    "endless line": (endless(b"HTTP/1.1 200 ", b"x" * 9_000), "could not be reached: "),
    "broken off": (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + GOOD, "could not be reached: "),
    "hung up": (b"", "could not be reached: "),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.9\r\n", "could not be reached: "),
    "bad chunks": (CHUNKED + b"zz\r\nx", "could not be reached: "),
    "bad length": (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n" + GOOD, "could not be reached: "),
    "304 at once": (b"HTTP/1.1 304 Not Modified\r\n\r\n", "has sent nothing yet (HTTP 304)."),
    "204": (b"HTTP/1.1 204 No Content\r\n\r\n", "answered with HTTP 204."),
    "circle": (http(b"", "Location: /circle\r\n", "302 Found"), "redirects in circles: more than 5 times."),
    "nowhere": (http(b"", "Location: http://[\r\n", "302 Found"), "is no web address."),
    "inside": (http(b"", "Location: http://127.0.0.1:9/\r\n", "302 Found"), "That address is not on the public web."),
    "redirect without a place": (http(b"", status="302 Found"), "answered with HTTP 302."),
    "json": (http(b'{"items": "none"}'), "sent JSON that is no JSON Feed."),
    "deep json": (http(b'{"items":' + b"[" * 50_000), "sent broken JSON."),
}
READ: dict[str, tuple[Answer | bytes, int]] = {
    "good": (http(GOOD), 1),
    "gzip": (http(gzip.compress(GOOD), "Content-Encoding: gzip\r\n"), 1),
    "gzip said, not done": (http(GOOD, "Content-Encoding: gzip\r\n"), 1),  # taken at what it sends
    "gzip said twice, not done": (http(GOOD, "Content-Encoding: gzip, gzip\r\n"), 1),
    "gzip twice": (http(gzip.compress(gzip.compress(GOOD)), "Content-Encoding: gzip, gzip\r\n"), 1),
    "gzip of a gzip file": (http(gzip.compress(gzip.compress(GOOD)), "Content-Encoding: gzip\r\n"), 1),
    "no length": (b"HTTP/1.1 200 OK\r\n\r\n" + GOOD, 1),
    "wrong type": (http(GOOD, "Content-Type: text/html\r\n"), 1),
    "lying header": (http(GOOD, "Content-Type: text/xml; charset=utf-16\r\n"), 1),
    "lying declaration": (http(GOOD.replace(b"utf-8", b"utf-16")), 1),
    "unknown encoding": (http(GOOD.replace(b"utf-8", b"klingon")), 1),
    "no end": (http(GOOD[:-10]), 1),
    "truncated": (http(GOOD[:-30]), 0),  # the next poll has the entry whole
    "ten thousand": (http((HEAD + "".join(map(ITEM.format, range(3_000))) + "</channel></rss>").encode()), 1_000),
    "no link, date, title": (http((HEAD + "<item><description>x</description></item></channel></rss>").encode()), 1),
    "relative links": (http((HEAD + "<item><title>a</title><link>/x</link></item></channel></rss>").encode()), 1),
    "one entry thrice": (http((HEAD + GUIDED.format(1) * 3 + "</channel></rss>").encode()), 1),
    "one guid": (http((HEAD + "".join(map(GUIDED.format, range(3))) + "</channel></rss>").encode()), 3),
    "dates of 1970 and 2999": (
        http(
            (
                HEAD
                + "".join(
                    f"<item><title>{year}</title><pubDate>Thu, 01 Jan {year} 00:00:00 GMT</pubDate></item>"
                    for year in (1970, 2999, 99999)
                )
                + "</channel></rss>"
            ).encode()
        ),
        3,
    ),
    "laughs in UTF-7": (http(b'<?xml encoding="utf-7"?>' + LAUGHING.replace("<!", "+ADwAIQ-").encode()), 0),
    "laughs in an escape": (
        http(LAUGHING.replace("<!", "\\x3c!").encode(), "Content-Type: text/xml; charset='unicode_escape'\r\n"),
        0,
    ),
    "quiet": (http((HEAD + "</channel></rss>").encode()), 0),
}  # fmt: skip


@pytest.fixture
def server() -> Iterator[RawServer]:
    """Serve raw bytes on a free port."""
    with RawServer() as running:
        yield running


@pytest.fixture
def desk(server: RawServer, tmp_path: Path) -> Iterator[Desk]:
    """Hold a desk over a new ledger that may fetch from the server."""
    settings = Settings(
        database=str(tmp_path / "t.db"), allow_hosts=(server.address,), fetch_timeout=3, fetch_max_bytes=500_000
    )
    with wiring.desk(settings, clock=SetClock(NOW)) as opened:
        yield opened


def follow(desk: Desk, url: str, title: str) -> None:
    """Follow a feed from now on."""
    desk.store.add_feed(Feed(digest_of(url), url, title, title, NOW), Polling(next_at=NOW))


def test_whatever_a_server_sends_is_one_sentence_or_read(server: RawServer, desk: Desk) -> None:
    """Each broken answer is reported in one sentence, each odd one is read, and none of them stops another."""
    for number, (name, (answer, _)) in enumerate({**FAILING, **READ}.items()):
        path = "/circle" if name == "circle" else f"/{number}"
        follow(desk, server.serve(path, answer), name)
    outcomes = {each.feed.title: each for each in poll_all(desk, desk.store.feeds())}
    wrong = {name: outcomes[name].error for name, (_, words) in FAILING.items() if words not in outcomes[name].error}
    assert wrong == {}
    assert {name: (outcomes[name].error, outcomes[name].entries) for name in READ} == {
        name: ("", entries) for name, (_, entries) in READ.items()
    }
    for each in outcomes.values():
        assert_one_sentence(each)
    kept = {each.feed.title: each.polling for each in desk.store.feeds()}
    assert all(kept[name].failures == 1 and not kept[name].seeded for name in FAILING)
    assert max(server.sent.values()) < 20_000_000  # what never ends is not waited for


def assert_one_sentence(outcome: PollOutcome) -> None:
    """Demand one printable line of at most 200 characters that ends like a sentence."""
    for said in filter(None, (outcome.error, outcome.note)):
        assert said.isprintable()
        assert len(said) <= 200
        assert said.endswith(".")


def test_a_feed_that_changes_at_every_poll_costs_no_new_entry(server: RawServer, desk: Desk) -> None:
    """A feed with a new stamp in every answer is parsed anew and brings nothing."""
    count = itertools.count()
    url = server.serve(
        "/stamp", lambda: [http(GOOD.replace(b"<title>The", f"<!-- {next(count)} --><title>The".encode()))]
    )
    follow(desk, url, "stamp")
    outcomes = [poll(desk, desk.store.feeds()[0]) for _ in range(4)]
    assert [(each.changed, each.new) for each in outcomes] == [(True, 1), (True, 0), (True, 0), (True, 0)]


def test_a_304_without_an_answer_before_brings_no_flood(server: RawServer, desk: Desk) -> None:
    """A feed whose first answer was an empty 304 still fills the ledger silently when it comes to itself."""
    follow(desk, server.serve("/feed", b"HTTP/1.1 304 Not Modified\r\n\r\n"), "early")
    poll(desk, desk.store.feeds()[0])
    server.serve("/feed", http(GOOD))
    assert poll(desk, desk.store.feeds()[0]).new == 1
    assert [each.silent for each in desk.store.pending(NOW + timedelta(days=1))] == [True]
