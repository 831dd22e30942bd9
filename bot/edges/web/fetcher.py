"""Read feeds and pages over HTTP, through the guard."""

from __future__ import annotations

import hashlib
import ssl
import threading
import time
from dataclasses import replace
from datetime import timedelta
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

import httpcore2

from bot.edges.web import guard
from bot.edges.web.answers import BUSY, Answer, max_age, opened, unpacked, usable, wait
from bot.edges.web.cookies import Cookies
from bot.edges.web.deadline import within
from bot.edges.web.links import joined, unwrapped
from bot.edges.web.names import spelled
from bot.edges.web.pace import Hosts
from bot.edges.web.robots import Robots
from bot.edges.web.walls import wall
from bot.errors import BadLink, FetchError, Late, Unreadable
from bot.ledger.identity import host
from bot.model.news import ArchivePage, FeedPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from bot.config import Settings
    from bot.model.news import Feed, FoundFeed, Page, Polling
    from bot.ports.world import Limits

HOPS = 5
REFRESHES = 2  # pages that only send their reader on
SLOW = timedelta(minutes=5)  # for which pages of a host are not asked for when one did not come in time
PERMANENT = {301, 308}
LATE = "did not answer in time a moment ago"
REDIRECTS = PERMANENT | {302, 303, 307}
FEED_TYPES = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
PAGE_TYPES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"
_turn = threading.Lock()  # parsing is work for one core: more threads of it only make people wait


class _HungUp(Exception):
    """Say that a server ended the connection before it answered."""


class WebFetcher:
    """Fetch politely: one User-Agent, conditional GET, no proxies, limits on time and size.

    Cookies are given back within one chain of redirects, to the host that set them, and then forgotten.
    """

    def __init__(
        self, settings: Settings, stand_ins: Mapping[str, str] | None = None, limits: Limits | None = None
    ) -> None:
        """Take limits and the allow-list from the settings, and where names are served that no resolver knows.

        `limits` hold for all nodes that share them.
        """
        self._settings = settings
        pool = partial(
            httpcore2.ConnectionPool,
            ssl_context=ssl.create_default_context(),
            network_backend=guard.GuardedBackend(settings.allow_hosts, stand_ins, settings.fetch_ports),
            max_connections=4 * settings.fetch_workers,
            keepalive_expiry=15,
        )
        self._pool, self._fresh = pool(), pool(max_keepalive_connections=0)
        contact = f" (+{settings.contact})" if settings.contact else ""
        self._agent = f"OnRecord/{version('onrecord')}{contact}"
        self._hosts = Hosts(settings.host_pause, own=(*settings.allow_hosts, *(stand_ins or ())), shared=limits)
        self._robots = Robots(lambda url: self.get(url, {"accept": "text/plain, */*;q=0.5"}).body)

    def feed(self, feed: Feed, polling: Polling) -> FeedPage:
        """Ask for a feed, conditionally; raises BadLink or FetchError."""
        known = {"if-none-match": polling.etag, "if-modified-since": polling.last_modified}
        answer = self.get(feed.url, {"accept": FEED_TYPES} | {name: value for name, value in known.items() if value})
        if answer.status == 304:
            if not any(known.values()):
                raise Unreadable(f"{host(answer.url)} says that nothing changed, but has sent nothing yet (HTTP 304).")
            return FeedPage(False, (), max_age=max_age(answer), moved_to=answer.moved_to, **_validators(polling))
        body_hash = hashlib.sha256(answer.body).hexdigest()
        signs = {"etag": answer.header("etag"), "last_modified": answer.header("last-modified"), "body_hash": body_hash}
        if body_hash == polling.body_hash:
            return FeedPage(False, (), max_age=max_age(answer), moved_to=answer.moved_to, **signs)
        from bot.edges.web import feeds  # the parsers take a third of a second that an answer has no use for

        with _turn:
            parsed = feeds.parse(answer.body, answer.header("content-type"), feed.id, answer.url)
        ages = [age for age in (max_age(answer), parsed.ttl) if age]
        return FeedPage(
            changed=True,
            entries=parsed.entries,
            title=parsed.title,
            homepage=parsed.homepage,
            language=parsed.language,
            moved_to=answer.moved_to,
            max_age=max(ages, default=None),
            note=parsed.note,
            hub=parsed.hub,
            topic=parsed.topic,
            **signs,
        )

    def page(self, url: str) -> Page:
        """Return the text of a web page; raises BadLink or FetchError."""
        from bot.edges.web import pages

        answer = self.get(unwrapped(url), {"accept": PAGE_TYPES}, page=True)
        for _ in range(REFRESHES):
            if not (place := pages.sends_on(answer.body, answer.url)):
                break
            answer = self.get(unwrapped(place), {"accept": PAGE_TYPES}, page=True)
        if not answer.body.strip():
            raise Unreadable(f"{host(answer.url)} sent an empty page.")
        return pages.read_page(answer.body, answer.url, answer.header("content-type"))

    def archive(self, url: str, since: datetime | None) -> ArchivePage:
        """Return what an archive's address lists, of a page what its site's robots.txt names; raises FetchError."""
        from bot.edges.web import archives

        answer = self.get(url, {"accept": FEED_TYPES})
        kind = answer.header("content-type")
        try:
            with _turn:
                return archives.listed(answer.body, kind, answer.url, since)
        except Unreadable:
            sitemaps = self._robots.sitemaps(answer.url) if "html" in kind.lower() else ()
            if not sitemaps:
                raise
            return ArchivePage((), sitemaps)

    def document(self, body: bytes, name: str) -> Page:
        """Return the text of a file that somebody has: a PDF, a saved page, plain text; raises Unreadable."""
        from bot.edges.web import pages

        return pages.read_file(body, name)

    def tell(self, url: str, form: Mapping[str, str]) -> None:
        """Post a form and look only whether it was taken; raises BadLink or FetchError."""
        url = guard.checked(url, self._settings.allow_hosts, self._settings.fetch_ports)
        with self._hosts.visiting(url), within(self._settings.fetch_timeout):
            answer = self._once(url, {"content-type": "application/x-www-form-urlencoded"}, urlencode(form).encode())
        if not 200 <= answer.status < 300:
            raise FetchError(f"{host(url)} answered with HTTP {answer.status}.", status=answer.status)

    def discover(self, url: str) -> tuple[FoundFeed, ...]:
        """Return the feeds at an address, at most 5; raises BadLink or FetchError, also where none can be read."""
        url = url if "://" in url else f"https://{url}"
        answer = self.get(url, {"accept": PAGE_TYPES})
        until = time.monotonic() + 2 * self._settings.fetch_timeout  # somebody waits

        def body_of(url: str) -> tuple[bytes, str]:
            if time.monotonic() > until:
                raise Late(f"{host(url)} is too slow to be searched for feeds.")
            answer = self.get(url, {"accept": FEED_TYPES})
            return answer.body, answer.header("content-type")

        from bot.edges.web import discovery

        found = discovery.at(answer.url, answer.body, answer.header("content-type"), body_of)
        if not found:
            check = wall(answer.body)
            raise FetchError(f"{host(answer.url)} asks for {check}." if check else "That page names no feed.")
        return found

    def close(self) -> None:
        """Hang up all connections."""
        self._pool.close()
        self._fresh.close()

    def get(self, url: str, headers: dict[str, str], *, page: bool = False) -> Answer:
        """Follow at most 5 redirects, each checked anew; raises BadLink, FetchError.

        Time counts while we talk to servers, not while we wait for our turn. For a `page` the site's robots.txt and the
        wait that it asked for are kept to.
        """
        moved_to, lasting, rest, cookies = "", True, self._settings.fetch_timeout, Cookies()
        for _ in range(HOPS + 1):
            url = guard.checked(url, self._settings.allow_hosts, self._settings.fetch_ports)
            with self._hosts.visiting(url, self._welcome(url) if page else 0.0):
                began = time.monotonic()
                try:
                    with within(rest):
                        answer = self._once(url, headers | cookies.of(url))
                except Late:
                    if page:
                        self._hosts.leave(url, SLOW, LATE)  # its other pages would keep everybody waiting, too
                    raise
                rest -= time.monotonic() - began
            place = address(answer.header("location"))
            if answer.status not in REDIRECTS or not place:
                return self._usable(replace(answer, moved_to=moved_to))
            cookies.keep(url, answer.header("set-cookie"))
            url = joined(url, place) or place
            lasting = lasting and answer.status in PERMANENT
            moved_to = url if lasting else moved_to
        wants = " It seems to want a browser that keeps cookies." if cookies else ""
        raise FetchError(f"{host(url)} redirects in circles: more than {HOPS} times.{wants}")

    def _welcome(self, url: str) -> float:
        """Return the seconds that a site wants between two pages; raises FetchError when we are not to come (now)."""
        away, why = self._hosts.away(url)
        if away:
            raise FetchError(f"{host(url)} {why}.", retry_after=away)
        return self._robots.require(url)

    def _usable(self, answer: Answer) -> Answer:
        """Return a good answer, else raise its error; a wait that it asks for is remembered."""
        if answer.status in BUSY and (asked := wait(answer.header("retry-after"))):
            self._hosts.leave(answer.url, asked, "asks us to come back later")
        return usable(answer)

    def _once(self, url: str, headers: dict[str, str], form: bytes | None = None) -> Answer:
        """Make one request, with a form a POST; raises FetchError that says why no answer came."""
        given = {"user-agent": self._agent, "accept-encoding": "gzip", **headers}
        sent = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in given.items()]  # as they came
        try:
            try:
                return self._exchange(self._pool, url, sent, form)
            except _HungUp:  # a connection that was kept open, and not by the other side: so may be its neighbours
                return self._exchange(self._fresh, url, sent, form)
        except httpcore2.TimeoutException as error:
            raise Late(f"{host(url)} did not answer in {self._settings.fetch_timeout:g} s.") from error
        except (_HungUp, httpcore2.NetworkError, httpcore2.ProtocolError, OSError, UnicodeError) as error:
            raise FetchError(f"{host(url)} could not be reached: {said(error)}.") from error

    def _exchange(
        self, pool: httpcore2.ConnectionPool, url: str, sent: list[tuple[bytes, bytes]], form: bytes | None
    ) -> Answer:
        """Return what a server answers; raises _HungUp when it does not begin to."""
        packing = ""
        try:
            method, times = "GET" if form is None else "POST", self._times()
            with pool.stream(method, ascii_url(url), headers=sent, content=form, extensions=times) as response:
                names = named(response.headers)
                packing, limit = names.get("content-encoding", "identity"), self._settings.fetch_max_bytes
                body = opened(unpacked(response.iter_stream(), packing, limit, host(url)), limit, host(url))
                return Answer(url, response.status, names, body)
        except (httpcore2.RemoteProtocolError, httpcore2.ReadError, httpcore2.WriteError) as error:
            if packing:
                raise
            raise _HungUp(said(error)) from error

    def _times(self) -> dict[str, object]:
        most = self._settings.fetch_timeout
        return {"timeout": {"connect": min(10.0, most), "read": most, "write": most, "pool": most}}


def _validators(polling: Polling) -> dict[str, str]:
    """Return what a 304 confirms."""
    return {"etag": polling.etag, "last_modified": polling.last_modified, "body_hash": polling.body_hash}


def named(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by their names in lower case; of cookies, which come one a header, all."""
    found: dict[str, str] = {}
    for name, value in headers:
        key, said_once = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}\n{said_once}" if key == "set-cookie" and key in found else said_once
    return found


def address(value: str) -> str:
    """Return an address out of a header, which some servers write in UTF-8 and not in ASCII."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return value


def said(error: Exception) -> str:
    """Return a library's complaint in a few words."""
    return str(error).strip().rstrip(".") or type(error).__name__


def ascii_url(url: str) -> str:
    """Return an address with everything outside ASCII encoded; raises BadLink when its host cannot be."""
    parts = urlsplit(url)
    try:
        name = spelled(parts.hostname or "")
    except UnicodeError as error:
        raise BadLink(f"“{url[:80]}” is no web address.") from error
    place = f"[{name}]" if ":" in name else name
    place += f":{parts.port}" if parts.port else ""
    safe = "/:?#[]@!$&'()*+,;=%-._~"
    return urlunsplit(
        (parts.scheme.lower(), place, quote(parts.path, safe=safe) or "/", quote(parts.query, safe=safe), "")
    )
