from __future__ import annotations

import gzip
import hashlib
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.config import Settings
from bot.edges.web.fetcher import WebFetcher
from bot.errors import BadLink, FetchError, Forbidden, Gone, Unreadable
from bot.model.news import Feed, Polling
from bot.ports.world import Fetcher
from tests.servers.feedserver import FeedServer

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
POLLING = Polling(next_at=NOW)
RSS = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Harbour Gazette</title>
<link>https://gazette.example/</link><language>en</language><ttl>90</ttl>
<item><title>Bridge opens</title><link>/bridge</link><guid>b1</guid><pubDate>Fri, 13 Mar 2026 08:00:00 GMT</pubDate>
<description>The bridge is open.</description></item>
<item><title>Ferry stops</title><link>/ferry</link></item></channel></rss>"""
PAGE = b"""<!DOCTYPE html><html lang="en"><head><title>x</title>
<link rel="alternate" type="application/rss+xml" href="/all.xml"></head><body><article><h1>Bridge opens</h1>
<p>The mayor opened the bridge on Friday. \xe2\x80\x9cIt will carry us for a hundred years,\xe2\x80\x9d she said.</p>
</article></body></html>"""


@pytest.fixture
def server() -> Iterator[FeedServer]:
    """Serve on a free port."""
    with FeedServer() as running:
        yield running


@pytest.fixture
def fetcher(server: FeedServer) -> WebFetcher:
    """Fetch from that server only, with short patience."""
    return WebFetcher(Settings(allow_hosts=(server.address,), fetch_timeout=1.0, fetch_max_bytes=100_000))


def feed(url: str) -> Feed:
    """Return a feed at an address."""
    return Feed("f1", url, "", "", NOW)


def test_the_fetcher_is_the_port(fetcher: WebFetcher) -> None:
    """WebFetcher has every method of the port."""
    port: Fetcher = fetcher
    assert port is fetcher


def test_a_feed_is_read_with_all_it_says(server: FeedServer, fetcher: WebFetcher) -> None:
    """Title, homepage, language, validators, the body's hash, its own pace and its entries come back."""
    url = server.serve("/feed", RSS, etag=True, headers={"Last-Modified": "Fri, 13 Mar 2026 08:00:00 GMT"})
    page = fetcher.feed(feed(url), POLLING)
    assert page.changed
    assert [(each.title, each.url) for each in page.entries] == [
        ("Bridge opens", "https://gazette.example/bridge"),
        ("Ferry stops", "https://gazette.example/ferry"),
    ]
    assert (page.title, page.homepage, page.language) == ("The Harbour Gazette", "https://gazette.example/", "en")
    assert page.body_hash == hashlib.sha256(RSS).hexdigest()
    assert page.last_modified == "Fri, 13 Mar 2026 08:00:00 GMT"
    assert page.etag.startswith('"')
    assert page.max_age == timedelta(minutes=90)


def test_validators_go_out_as_they_came(server: FeedServer, fetcher: WebFetcher) -> None:
    """An odd ETag is sent back letter for letter, and a 304 changes nothing of what is known."""
    odd = {"ETag": 'W/"abc-gzip', "Last-Modified": "yesterday"}
    url = server.serve("/feed", RSS, headers=odd)
    first = fetcher.feed(feed(url), POLLING)
    known = replace(POLLING, etag=first.etag, last_modified=first.last_modified, body_hash=first.body_hash)
    again = fetcher.feed(feed(url), known)
    assert server.requests[-1].headers["if-none-match"] == 'W/"abc-gzip'
    assert server.requests[-1].headers["if-modified-since"] == "yesterday"
    assert server.requests[-1].status == 304
    assert (again.changed, again.entries, again.etag, again.body_hash) == (False, (), first.etag, first.body_hash)


def test_the_body_hash_is_compared_before_parsing(server: FeedServer, fetcher: WebFetcher) -> None:
    """A body seen before is not parsed: even one that could not be is simply unchanged."""
    nonsense = b"no feed at all"
    url = server.serve("/feed", nonsense)
    known = replace(POLLING, body_hash=hashlib.sha256(nonsense).hexdigest())
    assert not fetcher.feed(feed(url), known).changed
    with pytest.raises(Unreadable):
        fetcher.feed(feed(url), POLLING)


def test_requests_are_polite(server: FeedServer) -> None:
    """One User-Agent with version and contact, gzip only, no cookies even when they were set."""
    polite = WebFetcher(Settings(allow_hosts=(server.address,), contact="https://desk.example/bot"))
    url = server.serve("/feed", RSS, headers={"Set-Cookie": "a=b"})
    polite.feed(feed(url), POLLING)
    polite.feed(feed(url), POLLING)
    sent = server.requests[-1].headers
    assert sent["user-agent"].startswith("OnRecord/")
    assert sent["user-agent"].endswith("(+https://desk.example/bot)")
    assert sent["accept-encoding"] == "gzip"
    assert "cookie" not in sent
    assert sent["host"] == server.address


def test_proxies_of_the_environment_are_not_used(server: FeedServer, fetcher: WebFetcher) -> None:
    """A proxy named in the environment would see and could change what is fetched, so it is left aside."""
    before = os.environ.get("http_proxy")
    os.environ["http_proxy"] = "http://127.0.0.1:9"
    try:
        assert fetcher.feed(feed(server.serve("/feed", RSS)), POLLING).changed
    finally:
        os.environ.pop("http_proxy")
        if before is not None:
            os.environ["http_proxy"] = before


def test_a_packed_answer_is_unpacked(server: FeedServer, fetcher: WebFetcher) -> None:
    """A gzip answer is inflated, and the hash is that of the inflated body."""
    url = server.serve("/feed", gzip.compress(RSS), headers={"Content-Encoding": "gzip"})
    assert fetcher.feed(feed(url), POLLING).body_hash == hashlib.sha256(RSS).hexdigest()


def test_the_other_pages_of_a_slow_host_wait(server: FeedServer, fetcher: WebFetcher) -> None:
    """After a page that did not come in time the next one of that host is put off at once; feeds are still asked."""
    slow, other = (server.serve(f"/page{number}", b"<p>x</p>", delay=3.0) for number in range(2))
    with pytest.raises(FetchError, match="did not answer in 1 s"):
        fetcher.page(slow)
    began = time.monotonic()
    with pytest.raises(FetchError, match="did not answer in time a moment ago") as caught:
        fetcher.page(other)
    assert time.monotonic() - began < 0.5
    assert caught.value.retry_after
    assert fetcher.feed(feed(server.serve("/feed", RSS)), POLLING).changed


def test_every_member_of_a_gzip_answer_is_read(server: FeedServer, fetcher: WebFetcher) -> None:
    """An answer may be packed in several members; what stands behind the last one is nothing."""
    packed = gzip.compress(RSS[:300]) + gzip.compress(RSS[300:]) + b"\0\0"
    page = fetcher.feed(feed(server.serve("/feed", packed, headers={"Content-Encoding": "gzip"})), POLLING)
    assert page.body_hash == hashlib.sha256(RSS).hexdigest()


def test_a_gzip_bomb_is_not_inflated(server: FeedServer, fetcher: WebFetcher) -> None:
    """Fifty megabytes in fifty kilobytes end at the limit, at once."""
    url = server.serve("/feed", gzip.compress(b"\0" * 50_000_000), headers={"Content-Encoding": "gzip"})
    start = time.monotonic()
    with pytest.raises(Unreadable, match=r"^Larger than 0.1 MB, not read\.$"):
        fetcher.feed(feed(url), POLLING)
    assert time.monotonic() - start < 3


def test_a_large_body_is_not_read(server: FeedServer, fetcher: WebFetcher) -> None:
    """A plain body over the limit is refused in the same words."""
    with pytest.raises(Unreadable, match=r"^Larger than 0.1 MB, not read\.$"):
        fetcher.page(server.serve("/page", b"x" * 100_001, content_type="text/html"))


@pytest.mark.parametrize("said", ["utf-8", "none", "binary", "gzip", "identity, utf-8"])
def test_a_plain_answer_is_read_whatever_it_is_called(server: FeedServer, fetcher: WebFetcher, said: str) -> None:
    """Content-Encoding with the name of a charset, or gzip that was not done, is taken at what was sent."""
    url = server.serve("/feed", RSS, headers={"Content-Encoding": said})
    assert len(fetcher.feed(feed(url), POLLING).entries) == 2


@pytest.mark.parametrize("times", [1, 2])
def test_a_packed_file_is_unpacked(server: FeedServer, fetcher: WebFetcher, times: int) -> None:
    """A feed that is kept packed (feed.xml.gz) is read, also where it is packed once more for the way."""
    body = gzip.compress(RSS) if times == 1 else gzip.compress(gzip.compress(RSS))
    url = server.serve("/feed.xml.gz", body, headers={} if times == 1 else {"Content-Encoding": "gzip"})
    assert len(fetcher.feed(feed(url), POLLING).entries) == 2


def test_broken_packing_is_said(server: FeedServer, fetcher: WebFetcher) -> None:
    """What is gzip and breaks off is no answer."""
    url = server.serve("/feed", gzip.compress(RSS)[:-20], headers={"Content-Encoding": "gzip"})
    with pytest.raises(Unreadable, match=r"^127\.0\.0\.1 sent a broken gzip answer\.$"):
        fetcher.feed(feed(url), POLLING)


def test_packing_that_was_not_asked_for_is_refused(server: FeedServer, fetcher: WebFetcher) -> None:
    """Brotli was not offered, so it is not guessed at."""
    url = server.serve("/feed", RSS, headers={"Content-Encoding": "br"})
    with pytest.raises(Unreadable, match="did not ask for"):
        fetcher.feed(feed(url), POLLING)


@pytest.mark.parametrize("wait", [{"delay": 5.0}, {"drip": 0.4}])
def test_a_slow_answer_ends_at_the_deadline(server: FeedServer, fetcher: WebFetcher, wait: dict[str, float]) -> None:
    """Late heads and dripping bodies end after the whole time allowed, in words a person can use."""
    url = server.serve("/slow", RSS, delay=wait.get("delay", 0), drip=wait.get("drip", 0))
    start = time.monotonic()
    with pytest.raises(FetchError, match=r"^127\.0\.0\.1 did not answer in 1 s\.$"):
        fetcher.feed(feed(url), POLLING)
    assert time.monotonic() - start < 3


def test_the_deadline_spans_redirects(server: FeedServer, fetcher: WebFetcher) -> None:
    """Three hops of 0.4 s do not fit into one second."""
    for hop in range(3):
        path = f"/hop{hop}"
        server.serve(path, b"", status=302, headers={"Location": f"/hop{hop + 1}"}, delay=0.4)
    server.serve("/hop3", RSS)
    with pytest.raises(FetchError, match="did not answer in 1 s"):
        fetcher.feed(feed(server.url("/hop0")), POLLING)


def test_permanent_redirects_are_remembered(server: FeedServer, fetcher: WebFetcher) -> None:
    """When all hops are for good (301, 308) the feed's new address comes back."""
    server.serve("/new", RSS)
    server.redirect("/mid", "/new", 308)
    assert fetcher.feed(feed(server.redirect("/old", "/mid", 301)), POLLING).moved_to == server.url("/new")


def test_a_passing_redirect_is_not_remembered(server: FeedServer, fetcher: WebFetcher) -> None:
    """A 302 says nothing for tomorrow, and what comes after it neither."""
    server.serve("/new", RSS)
    server.redirect("/mid", "/new", 301)
    assert fetcher.feed(feed(server.redirect("/old", "/mid", 302)), POLLING).moved_to == ""


def test_a_redirect_loop_ends(server: FeedServer, fetcher: WebFetcher) -> None:
    """A circle is left after five redirects."""
    url = server.redirect("/a", "/b")
    server.redirect("/b", "/a")
    with pytest.raises(FetchError, match=r"redirects in circles: more than 5 times\.$"):
        fetcher.feed(feed(url), POLLING)
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.1:1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "file:///etc/passwd",
        "http://[",
    ],
)
def test_a_redirect_to_a_private_place_is_refused(server: FeedServer, fetcher: WebFetcher, place: str) -> None:
    """Each hop is checked anew."""
    with pytest.raises(BadLink):
        fetcher.page(server.redirect("/out", place))


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (401, Forbidden, "That page needs a login (HTTP 401)."),
        (402, Forbidden, "That page needs a login (HTTP 402)."),
        (403, Forbidden, "That page needs a login (HTTP 403)."),
        (404, FetchError, "127.0.0.1 answered with HTTP 404."),
        (410, Gone, "127.0.0.1 says that this address is gone for good (HTTP 410)."),
        (429, FetchError, "127.0.0.1 asks us to come back later (HTTP 429)."),
        (500, FetchError, "127.0.0.1 answered with HTTP 500."),
        (503, FetchError, "127.0.0.1 asks us to come back later (HTTP 503)."),
    ],
)
def test_each_status_has_its_error(
    server: FeedServer, fetcher: WebFetcher, status: int, kind: type[FetchError], words: str
) -> None:
    """A status becomes one error of the tree and one sentence."""
    with pytest.raises(kind) as caught:
        fetcher.page(server.serve("/s", b"no", status=status))
    assert type(caught.value) is kind
    assert str(caught.value) == words
    assert caught.value.status == status


def test_a_browser_check_is_named(server: FeedServer, fetcher: WebFetcher) -> None:
    """A wall against robots is not called a login."""
    url = server.serve("/wall", b"<html><title>Just a moment...</title></html>", status=403, content_type="text/html")
    with pytest.raises(Forbidden, match=r"^127\.0\.0\.1 asks for a browser check of Cloudflare \(HTTP 403\)\.$"):
        fetcher.page(url)


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        ("120", 120, 120),
        ("99999999", 604_800, 604_800),
        ("in two hours", 7_100, 7_200),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 604_800, 604_800),
        ("Fri, 31 Dec 1999 23:59:59 GMT", 0, 0),
    ],
)
def test_retry_after_is_read(server: FeedServer, fetcher: WebFetcher, value: str, least: int, most: int) -> None:
    """Seconds and dates are both understood, and nobody can ask for more than a week."""
    if value == "in two hours":
        value = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    with pytest.raises(FetchError) as caught:
        fetcher.page(server.serve("/busy", b"", status=503, headers={"Retry-After": value}))
    assert caught.value.retry_after is not None
    assert least <= caught.value.retry_after.total_seconds() <= most


@pytest.mark.parametrize("value", ["", "soon", "-5", "\u00b2", "9" * 5000, "Fri, 99 Foo"])
def test_a_nonsense_retry_after_is_none(server: FeedServer, fetcher: WebFetcher, value: str) -> None:
    """A Retry-After that says nothing usable asks for nothing."""
    with pytest.raises(FetchError) as caught:
        fetcher.page(server.serve("/busy", b"", status=429, headers={"Retry-After": value}))
    assert caught.value.retry_after is None


@pytest.mark.parametrize(
    ("value", "minutes"), [("max-age=7200", 120), ("public, Max-Age=7200", 120), ("max-age=x", 90)]
)
def test_cache_control_sets_the_pace(server: FeedServer, fetcher: WebFetcher, value: str, minutes: int) -> None:
    """The longer of Cache-Control and the feed's own ttl counts; nonsense counts as nothing."""
    url = server.serve("/feed", RSS, headers={"Cache-Control": value})
    assert fetcher.feed(feed(url), POLLING).max_age == timedelta(minutes=minutes)


def test_a_dead_host_is_said() -> None:
    """A server that is gone gives one sentence with its name."""
    with FeedServer() as server:
        fetcher = WebFetcher(Settings(allow_hosts=(server.address,)))
    with pytest.raises(FetchError, match=r"^127\.0\.0\.1 could not be reached: "):
        fetcher.page(server.url("/x"))


def test_a_page_is_read(server: FeedServer, fetcher: WebFetcher) -> None:
    """A page gives its text with the quote as printed."""
    page = fetcher.page(server.serve("/page", PAGE, content_type="text/html; charset=utf-8"))
    assert "“It will carry us for a hundred years,” she said." in page.text
    assert page.title == "Bridge opens"


def test_a_page_names_its_feed(server: FeedServer, fetcher: WebFetcher) -> None:
    """A page's link to its feed is followed and its newest headlines are shown."""
    server.serve("/all.xml", RSS)
    found = fetcher.discover(server.serve("/", PAGE, content_type="text/html"))
    assert [(each.url, each.title, each.headlines) for each in found] == [
        (server.url("/all.xml"), "The Harbour Gazette", ("Bridge opens", "Ferry stops"))
    ]


def test_a_feed_is_its_own_discovery(server: FeedServer, fetcher: WebFetcher) -> None:
    """The address of a feed is found to be one, without asking for anything else."""
    assert fetcher.discover(server.serve("/feed", RSS))[0].url == server.url("/feed")
    assert len(server.requests) == 1


def test_common_paths_are_tried(server: FeedServer, fetcher: WebFetcher) -> None:
    """A page that names no feed is asked at the usual places."""
    server.serve("/atom.xml", RSS)
    found = fetcher.discover(server.serve("/", b"<html><body>hi</body></html>", content_type="text/html"))
    assert [each.url for each in found] == [server.url("/atom.xml")]


def test_a_site_without_feeds_says_so(server: FeedServer, fetcher: WebFetcher) -> None:
    """Where there is no feed the answer is one sentence."""
    with pytest.raises(FetchError, match=r"^That page names no feed\.$"):
        fetcher.discover(server.serve("/", b"<html><body>hi</body></html>", content_type="text/html"))


def test_a_feed_that_is_named_and_cannot_be_read_says_why(server: FeedServer, fetcher: WebFetcher) -> None:
    """A page whose only feed refuses us is not called a page without feeds."""
    server.serve("/all.xml", b"", status=403)
    with pytest.raises(FetchError, match=r"^That page needs a login \(HTTP 403\)\.$"):
        fetcher.discover(server.serve("/", PAGE, content_type="text/html"))


def test_a_site_that_became_slow_is_not_asked_for_every_guess(server: FeedServer, fetcher: WebFetcher) -> None:
    """Whoever waits for a feed to be found waits for one time-out, not for eight."""
    server.serve("/feed", RSS, delay=3)
    with pytest.raises(FetchError, match=r"^127\.0\.0\.1 did not answer in 1 s\.$"):
        fetcher.discover(server.serve("/", b"<html><body>hi</body></html>", content_type="text/html"))
    assert [each.path for each in server.requests] == ["/", "/feed"]


def test_a_site_behind_a_wall_says_so(server: FeedServer, fetcher: WebFetcher) -> None:
    """A site whose feeds hide behind a browser check is not called a page without feeds."""
    url = server.serve("/", b"<html><title>Just a moment...</title></html>", content_type="text/html")
    with pytest.raises(FetchError, match=r"^127\.0\.0\.1 asks for a browser check of Cloudflare\.$"):
        fetcher.discover(url)


def test_a_page_cannot_lead_discovery_inside(server: FeedServer, fetcher: WebFetcher) -> None:
    """A feed link to a private address is skipped, not dialled."""
    body = PAGE.replace(b"/all.xml", b"http://127.0.0.1:1/feed")
    with pytest.raises(FetchError, match="names no feed"):
        fetcher.discover(server.serve("/", body, content_type="text/html"))


def test_what_a_server_gave_goes_back_as_it_came(server: FeedServer, fetcher: WebFetcher) -> None:
    """An ETag outside ASCII is sent back byte for byte, and an address in UTF-8 is followed."""
    url = server.serve("/odd", RSS, headers={"ETag": '"caf\xe9"'})
    page = fetcher.feed(feed(url), POLLING)
    again = fetcher.feed(feed(url), replace(POLLING, etag=page.etag, body_hash=page.body_hash))
    assert (page.changed, again.changed) == (True, False)
    server.serve("/caf%C3%A9", b"<p>Here it is.</p>", content_type="text/html")
    moved = server.serve("/moved", b"", status=302, headers={"Location": "/café".encode().decode("latin-1")})
    assert fetcher.page(moved).url.endswith("/café")
    assert server.requests[-1].status == 200
