"""How the fetcher behaves as a guest: robots.txt, waits that were asked for, pauses."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from bot.config import Settings
from bot.edges.web.fetcher import WebFetcher
from bot.edges.web.pace import MOST_HOSTS, PER_HOST, Hosts
from bot.errors import FetchError, Forbidden
from bot.model.news import Feed, Polling
from tests.servers.feedserver import FeedServer

PAGE = b"<html><body><article><p>The mayor opened the bridge.</p></article></body></html>"
RSS = b"<rss><channel><title>x</title><item><title>y</title></item></channel></rss>"
NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[FeedServer]:
    """Serve on a free port."""
    with FeedServer() as running:
        yield running


@pytest.fixture
def fetcher(server: FeedServer) -> WebFetcher:
    """Fetch from that server only."""
    return WebFetcher(Settings(allow_hosts=(server.address,), fetch_timeout=2.0))


def paths(server: FeedServer) -> list[str]:
    """Return what was asked for."""
    return [each.path for each in server.requests]


@pytest.mark.parametrize(
    ("rules", "read"),
    [
        (b"User-agent: *\nDisallow: /private\n", True),
        (b"User-agent: *\nDisallow: /\n", False),
        (b"User-agent: OnRecord\nDisallow: /page\n\nUser-agent: *\nAllow: /\n", False),
        (b"User-agent: onrecord\nAllow: /\n\nUser-agent: *\nDisallow: /\n", True),
        (b"User-agent: *\nDisallow: /p*e$\n", False),
        (b"User-agent: *\nDisallow: /\nAllow: /page\n", True),
        (b"\xff\xfe\x00 no rules at all", True),
        (b"", True),
    ],
)
def test_a_site_says_which_pages_are_read(server: FeedServer, fetcher: WebFetcher, rules: bytes, read: bool) -> None:
    """Rules for us go before rules for all; a page that may not be read is not asked for, and the reason is named."""
    server.serve("/robots.txt", rules, content_type="text/plain")
    url = server.serve("/page", PAGE, content_type="text/html")
    if read:
        assert "bridge" in fetcher.page(url).text
        assert paths(server) == ["/robots.txt", "/page"]
        return
    with pytest.raises(Forbidden, match=r"^127\.0\.0\.1 asks programs not to read that page \(robots\.txt\)\.$"):
        fetcher.page(url)
    assert paths(server) == ["/robots.txt"]


def test_rules_are_asked_for_once_and_hold_for_redirects(server: FeedServer, fetcher: WebFetcher) -> None:
    """A day long one answer counts for the whole site, also for where a page redirects to."""
    server.serve("/robots.txt", b"User-agent: *\nDisallow: /secret\n")
    url = server.serve("/page", PAGE, content_type="text/html")
    fetcher.page(url)
    fetcher.page(url)
    with pytest.raises(Forbidden):
        fetcher.page(server.redirect("/out", "/secret"))
    assert paths(server) == ["/robots.txt", "/page", "/page", "/out"]


@pytest.mark.parametrize(("status", "read"), [(404, True), (403, True), (500, False), (503, False), (429, False)])
def test_missing_rules_allow_and_broken_ones_do_not(
    server: FeedServer, fetcher: WebFetcher, status: int, read: bool
) -> None:
    """No robots.txt allows all; a server that cannot give it now is left alone, and the page is tried again later."""
    server.serve("/robots.txt", b"", status=status)
    url = server.serve("/page", PAGE, content_type="text/html")
    if read:
        assert fetcher.page(url).text
        return
    with pytest.raises(FetchError, match=r"robots\.txt cannot be read now\.$") as caught:
        fetcher.page(url)
    assert not isinstance(caught.value, Forbidden)
    assert paths(server) == ["/robots.txt"]


def test_feeds_are_made_for_programs(server: FeedServer, fetcher: WebFetcher) -> None:
    """A feed is asked for without asking robots.txt: it is there for programs, and somebody chose it."""
    server.serve("/robots.txt", b"User-agent: *\nDisallow: /\n")
    url = server.serve("/feed", RSS)
    assert fetcher.feed(Feed("f", url, "", "", NOW), Polling(next_at=NOW)).changed
    assert paths(server) == ["/feed"]


def test_a_wait_that_a_site_asks_for_is_kept_to(server: FeedServer, fetcher: WebFetcher) -> None:
    """After a Retry-After no page of that host is asked for, and the error says how long it wants."""
    busy = server.serve("/busy", b"", status=429, headers={"Retry-After": "3600"})
    other = server.serve("/other", PAGE, content_type="text/html")
    for url in (busy, other):
        with pytest.raises(FetchError, match="asks us to come back later") as caught:
            fetcher.page(url)
        assert caught.value.retry_after is not None
        assert timedelta(minutes=59) < caught.value.retry_after <= timedelta(hours=1)
    assert paths(server) == ["/robots.txt", "/busy"]


class Time:
    """Tell a time that passes only in sleep."""

    def __init__(self) -> None:
        """Begin at nought."""
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


def test_requests_to_one_host_begin_a_pause_apart() -> None:
    """Each host has a pause of its own, a site may ask for a longer one, and one's own hosts have none."""
    time = Time()
    hosts = Hosts(2.0, own=("mine.example:80",), clock=lambda: time.now, sleep=time.sleep)
    began = []
    for url, pause in (
        ("http://a.example/1", 0.0),
        ("http://a.example/2", 0.0),
        ("http://b.example/1", 0.0),
        ("http://A.example/3", 5.0),
        ("http://a.example/4", 0.0),
        ("http://mine.example:80/1", 0.0),
        ("http://mine.example:80/2", 9.0),
    ):
        with hosts.visiting(url, pause):
            began.append(time.now)
    assert began == [0, 2, 2, 4, 9, 9, 9]


def test_two_at_most_visit_one_host(server: FeedServer, fetcher: WebFetcher) -> None:
    """Eight threads that want pages of one host are never there more than two at once, and ask once for its rules."""
    urls = [server.serve(f"/{number}", PAGE, content_type="text/html", delay=0.05) for number in range(8)]
    threads = [threading.Thread(target=fetcher.page, args=(url,)) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert server.busiest == PER_HOST
    assert paths(server).count("/robots.txt") == 1


class _OncePerConnection(socketserver.StreamRequestHandler):
    """Answer the first request of a connection when another one has come, too, and hang up at the second."""

    together = threading.Barrier(2)

    def handle(self) -> None:
        for first in (True, False):
            while self.rfile.readline(10_000).strip():
                continue
            if first:
                with suppress(threading.BrokenBarrierError):
                    self.together.wait(2)
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(RSS) + RSS)
        self.together.abort()


def test_a_connection_that_was_hung_up_is_not_followed_by_another_such() -> None:
    """After two feeds left their connections open, a third finds both of them dead and is read all the same."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _OncePerConnection) as running:
        threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        address = f"127.0.0.1:{running.server_address[1]}"
        url, fetcher = f"http://{address}/", WebFetcher(Settings(allow_hosts=(address,), fetch_timeout=5.0))
        feed = Feed("f", url, "x", "x", NOW)
        with ThreadPoolExecutor(2) as two:
            pages = list(two.map(lambda _: fetcher.feed(feed, Polling(next_at=NOW)), range(2)))
        pages.append(fetcher.feed(feed, Polling(next_at=NOW)))
        fetcher.close()
        running.shutdown()
    assert [len(page.entries) for page in pages] == [1, 1, 1]


def test_a_host_that_is_slow_does_not_hold_everybody() -> None:
    """Who finds no place at a host in time goes away with a reason, and the places are counted rightly after it."""
    hosts = Hosts(0.0, patience=0.01)
    with hosts.visiting("http://a.example/1"), hosts.visiting("http://a.example/2"):
        with pytest.raises(FetchError, match=r"^a\.example is slow; "), hosts.visiting("http://a.example/3"):
            pass
        with hosts.visiting("http://b.example/1"):
            pass
    with hosts.visiting("http://a.example/4"), hosts.visiting("http://a.example/5"):
        pass


def test_hosts_are_forgotten_when_nothing_of_them_matters() -> None:
    """However many hosts are visited, few are remembered, and a host that wants to be left alone is among them."""
    time = Time()
    hosts = Hosts(1.0, clock=lambda: time.now, sleep=time.sleep)
    hosts.leave("http://busy.example/", timedelta(days=1), "asks for it")
    for number in range(MOST_HOSTS + 10):
        time.now += 2
        with hosts.visiting(f"http://{number}.example/"):
            pass
    assert len(hosts._hosts) < MOST_HOSTS
    assert hosts.away("http://busy.example/x") > (timedelta(hours=1), "")
