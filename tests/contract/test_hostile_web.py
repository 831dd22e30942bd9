"""Addresses and answers that lead inside, each tried in full; listeners on loopback count who comes."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import httpcore2
import pytest

from bot.config import Settings
from bot.edges.web.fetcher import WebFetcher
from bot.edges.web.opml import read_opml
from bot.errors import BadLink, FetchError
from bot.model.news import Feed, Polling
from tests.servers.feedserver import FeedServer

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
ADDRESSES = """
127.0.0.1 127.0.0.2 127.1 127.0.1 0 0.0.0.0 2130706433 017700000001 0x7f000001 0177.0.0.1 0x7f.1 0x7f.0.0.1 127.0.0.1.
localhost localhost. LOCALHOST sub.localhost localhost.localdomain [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1]
[::ffff:7f00:1] [::127.0.0.1] [::7f00:1] [::ffff:0:7f00:1] [64:ff9b::7f00:1] [64:ff9b::127.0.0.1] [64:ff9b:1::7f00:1]
[2002:7f00:1::] [2002:7f00:1::1] [2001:0:4136:e378:8000:63bf:80ff:fffe] [::1%25lo] [fe80::1%25lo] [fe80::1] [fec0::1]
[2606:4700:4700::1111%25lo] [fc00::1] [fd00::1] [ff02::1] [100::1] [2001:db8::1] [3fff::1] [5f00::1] [4000::1]
10.0.0.1 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 192.0.2.1 192.88.99.1 198.18.0.1 224.0.0.1 255.255.255.255
１２７.０.０.１ 127。0。0。1 ①②⑦.0.0.1 %31%32%37.0.0.1 printer.local metadata.google.internal router.home.arpa
""".split()
SPELLINGS = """
http://user@{place}/ http://user:word@{place}/ http://example.com@{place}/ http://{place}@{place}/
http://example.com\\@{place}/ http:\\\\{place}\\ http:/{place}/ http:{place}/ //{place}/ ftp://{place}/ gopher://{place}/_x
file://{place}/etc/passwd unix://{place}/ ws://{place}/ dict://{place}/ http://{place}\t/ http://[{place}]/
http://[::ffff:{place}/ jar:http://{place}!/ view-source:http://{place}/
""".split(" ")
NAMES = {  # what a hostile name resolves to
    "loopback.example.com": ("127.0.0.1",),
    "six.example.com": ("::1",),
    "private.example.com": ("10.0.0.1",),
    "mapped.example.com": ("::ffff:127.0.0.1",),
    "zoned.example.com": ("fe80::1%lo",),
    "cloud.example.com": ("169.254.169.254",),
    "mixed.example.com": ("93.184.215.14", "127.0.0.1"),
    "mixed-six.example.com": ("2606:4700:4700::1111", "::1"),
    "nat64.example.com": ("64:ff9b::7f00:1",),
    "sixtofour.example.com": ("2002:7f00:1::1",),
    "nothing.example.com": (),
}


class Listeners:
    """Listen on one port of several loopback addresses and count who connects."""

    def __init__(self) -> None:
        """Take a port that is free on all of them."""
        self.came: list[str] = []
        self._stack = ExitStack()
        self._done = threading.Event()
        first = socket.create_server(("127.0.0.1", 0))
        self.port = int(first.getsockname()[1])
        self._listen(first)
        self._listen(socket.create_server(("127.0.0.2", self.port)))
        if socket.has_ipv6:
            self._listen(socket.create_server(("::1", self.port), family=socket.AF_INET6))

    def _listen(self, server: socket.socket) -> None:
        server.settimeout(0.02)
        thread = threading.Thread(target=self._accept, args=(self._stack.enter_context(server),))
        thread.start()
        self._stack.callback(thread.join)

    def _accept(self, server: socket.socket) -> None:
        while not self._done.is_set():
            try:
                connection, peer = server.accept()
            except TimeoutError:
                continue
            self.came.append(str(peer))
            connection.close()

    def stop(self) -> None:
        """Close all."""
        self._done.set()
        self._stack.close()


@pytest.fixture(scope="module")
def listeners() -> Iterator[Listeners]:
    """Give listeners that nobody may reach; the port is one that the settings add, so only the address forbids it."""
    made = Listeners()
    yield made
    time.sleep(0.05)  # whoever dialled is accepted by now
    made.stop()
    assert made.came == []


@pytest.fixture(scope="module")
def server() -> Iterator[FeedServer]:
    """Serve the hostile answers, from the one place that is allowed."""
    with FeedServer() as running:
        yield running


@pytest.fixture
def fetcher(server: FeedServer, listeners: Listeners) -> Iterator[WebFetcher]:
    """Fetch from that server, and from the listeners' port of public hosts only."""
    settings = Settings(allow_hosts=(server.address,), fetch_ports=(listeners.port,), fetch_timeout=2.0, host_pause=0)
    made = WebFetcher(settings)
    yield made
    made.close()


def feed(url: str) -> Feed:
    """Return a feed at an address."""
    return Feed("f", url, "", "", NOW)


def test_the_listeners_would_count(listeners: Listeners) -> None:
    """A connection to a forbidden address is seen, so that none seen means none made."""
    with socket.create_connection(("127.0.0.1", listeners.port), timeout=1):
        while not listeners.came:
            time.sleep(0.01)
    listeners.came.clear()


def test_there_are_enough() -> None:
    """At least sixty hostile addresses, spellings and names are tried."""
    assert len({*ADDRESSES, *SPELLINGS, *NAMES}) >= 90


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_leads_inside_is_dialled_by_no_way(
    address: str, server: FeedServer, fetcher: WebFetcher, listeners: Listeners
) -> None:
    """As a feed, a page, a site, a redirect and a link of a page, an inner address is refused and never dialled."""
    url = f"http://{address}:{listeners.port}/feed"
    linking = f"<html><head><link rel='alternate' type='application/rss+xml' href='{url}'></head></html>".encode()
    for path in ("/rss", "/feed"):
        server.serve(path, b"", status=404)
    with pytest.raises(BadLink, match=r"not on the public web|is no web address"):
        fetcher.feed(feed(url), Polling(next_at=NOW))
    with pytest.raises(BadLink):
        fetcher.page(url)
    with pytest.raises(BadLink):
        fetcher.discover(url)
    for status in (301, 302, 303, 307, 308):
        with pytest.raises(BadLink):
            fetcher.page(server.redirect(f"/out{status}", url.encode().decode("latin-1"), status))
    with pytest.raises(FetchError, match="names no feed"):
        fetcher.discover(server.serve("/site", linking, content_type="text/html"))
    assert listeners.came == []


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_spelling_that_hides_where_it_leads_is_refused(
    spelling: str, server: FeedServer, fetcher: WebFetcher, listeners: Listeners
) -> None:
    """User names, backslashes, other schemes and broken brackets lead nowhere, typed, redirected to or listed."""
    url = spelling.strip().format(place=f"127.0.0.1:{listeners.port}")
    with pytest.raises(BadLink):
        fetcher.feed(feed(url), Polling(next_at=NOW))
    with pytest.raises((BadLink, FetchError)):
        fetcher.page(server.redirect("/out", url))
    listed = f'<opml><body><outline xmlUrl="{url}"/></body></opml>'.replace("\t", "&#9;").encode()
    assert read_opml(listed).feeds == ()
    assert listeners.came == []


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_refused_unless_all_its_addresses_are_public(
    name: str, fetcher: WebFetcher, listeners: Listeners, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A public name with one inner address among its answers is not dialled at all, over http or https."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (each, 0)) for each in NAMES[name]])
    dialled = dials(monkeypatch)
    for url in (f"http://{name}:{listeners.port}/", f"http://{name}/", f"https://{name}/"):
        for way in (fetcher.page, fetcher.discover, lambda url: fetcher.feed(feed(url), Polling(next_at=NOW))):
            with pytest.raises((BadLink, FetchError)):
                way(url)
    assert dialled == []
    assert listeners.came == []


def dials(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep this machine off the network and return the addresses that would have been dialled."""
    dialled: list[str] = []

    def connect(_self: object, host: str, *_: object, **__: object) -> httpcore2.NetworkStream:
        dialled.append(host)
        raise httpcore2.ConnectError("no network in tests")

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", connect)
    return dialled


def test_the_checked_address_is_the_one_that_is_dialled(
    fetcher: WebFetcher, listeners: Listeners, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is public when it is checked and inner when it is asked for again is asked for once only."""
    asked: list[str] = []

    def rebinding(host: str, *_: object, **__: object) -> list[object]:
        asked.append(host)
        return [(0, 0, 0, "", ("93.184.215.14" if len(asked) == 1 else "127.0.0.1", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    dialled = dials(monkeypatch)
    with pytest.raises(FetchError):
        fetcher.feed(feed(f"http://rebinding.example.com:{listeners.port}/"), Polling(next_at=NOW))
    assert (asked, dialled) == (["rebinding.example.com"], ["93.184.215.14"])
    with pytest.raises(BadLink):  # the next request looks again, and sees
        fetcher.feed(feed(f"http://rebinding.example.com:{listeners.port}/"), Polling(next_at=NOW))
    assert dialled == ["93.184.215.14"]


def test_a_look_up_that_hangs_ends_at_the_deadline(fetcher: WebFetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's look-up of a name counts into the time allowed, and is left behind when that is over."""
    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: release.wait(20) and [])
    with pytest.raises(FetchError, match=r"^slow\.example\.com did not answer in 2 s\.$"):
        fetcher.feed(feed("http://slow.example.com/"), Polling(next_at=NOW))
    assert not release.is_set()
    release.set()
