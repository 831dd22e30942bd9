"""Read feeds and pages over HTTP, through the guard."""

from __future__ import annotations

import hashlib
import ssl
import threading
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

import httpcore2

from bot.edges.web import discovery, feeds, guard, pages
from bot.edges.web.deadline import within
from bot.edges.web.links import host, joined
from bot.errors import BadLink, FetchError, Forbidden, Gone, Unreadable
from bot.model.news import FeedPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.config import Settings
    from bot.model.news import Feed, FoundFeed, Page, Polling

HOPS = 5
PERMANENT = {301, 308}
REDIRECTS = PERMANENT | {302, 303, 307}
FEED_TYPES = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
PAGE_TYPES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"
_turn = threading.Lock()  # parsing is work for one core: more threads of it only make people wait


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold an HTTP answer whose body is inflated and within the size limit."""

    url: str  # after redirects
    status: int
    headers: dict[str, str]  # names in lower case
    body: bytes
    moved_to: str = ""  # where permanent redirects alone lead to

    def header(self, name: str) -> str:
        """Return a header's value, or ''."""
        return self.headers.get(name, "")


class WebFetcher:
    """Fetch politely: one User-Agent, conditional GET, no cookies, no proxies, limits on time and size."""

    def __init__(self, settings: Settings, stand_ins: Mapping[str, str] | None = None) -> None:
        """Take limits and the allow-list from the settings, and where names are served that no resolver knows."""
        self._settings = settings
        self._pool = httpcore2.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            network_backend=guard.GuardedBackend(settings.allow_hosts, stand_ins),
            max_connections=4 * settings.fetch_workers,
            keepalive_expiry=15,
        )
        contact = f" (+{settings.contact})" if settings.contact else ""
        self._agent = f"OnRecord/{version('onrecord')}{contact}"

    def feed(self, feed: Feed, polling: Polling) -> FeedPage:
        """Ask for a feed, conditionally; raises BadLink or FetchError."""
        known = {"if-none-match": polling.etag, "if-modified-since": polling.last_modified}
        answer = self.get(feed.url, {"accept": FEED_TYPES} | {name: value for name, value in known.items() if value})
        if answer.status == 304:
            return FeedPage(False, (), max_age=max_age(answer), moved_to=answer.moved_to, **_validators(polling))
        body_hash = hashlib.sha256(answer.body).hexdigest()
        signs = {"etag": answer.header("etag"), "last_modified": answer.header("last-modified"), "body_hash": body_hash}
        if body_hash == polling.body_hash:
            return FeedPage(False, (), max_age=max_age(answer), moved_to=answer.moved_to, **signs)
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
            **signs,
        )

    def page(self, url: str) -> Page:
        """Return the text of a web page; raises BadLink or FetchError."""
        answer = self.get(url, {"accept": PAGE_TYPES})
        return pages.read_page(answer.body, answer.url, answer.header("content-type"))

    def discover(self, url: str) -> tuple[FoundFeed, ...]:
        """Return the feeds at an address, at most 5; raises BadLink or FetchError."""
        url = url if "://" in url else f"https://{url}"
        answer = self.get(url, {"accept": PAGE_TYPES})
        found = discovery.at(answer.url, answer.body, answer.header("content-type"), self._body_of)
        if not found:
            raise FetchError("That page names no feed.")
        return found

    def close(self) -> None:
        """Hang up all connections."""
        self._pool.close()

    def _body_of(self, url: str) -> tuple[bytes, str]:
        answer = self.get(url, {"accept": FEED_TYPES})
        return answer.body, answer.header("content-type")

    def get(self, url: str, headers: dict[str, str]) -> Answer:
        """Follow at most 5 redirects, each checked anew; raises BadLink, FetchError."""
        with within(self._settings.fetch_timeout):
            return self._followed(url, headers)

    def _followed(self, url: str, headers: dict[str, str]) -> Answer:
        moved_to, lasting = "", True
        for _ in range(HOPS + 1):
            url = guard.checked(url, self._settings.allow_hosts)
            answer = self._once(url, headers)
            place = answer.header("location")
            if answer.status not in REDIRECTS or not place:
                return _usable(Answer(url, answer.status, answer.headers, answer.body, moved_to))
            url = joined(url, place) or place
            lasting = lasting and answer.status in PERMANENT
            moved_to = url if lasting else moved_to
        raise FetchError(f"{host(url)} redirects in circles: more than {HOPS} times.")

    def _once(self, url: str, headers: dict[str, str]) -> Answer:
        sent = [("user-agent", self._agent), ("accept-encoding", "gzip"), *headers.items()]
        try:
            with self._pool.stream("GET", ascii_url(url), headers=sent, extensions=self._times()) as response:
                names = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                body = self._body(response.iter_stream(), names, host(url))
                return Answer(url, response.status, names, body)
        except httpcore2.TimeoutException as error:
            raise FetchError(f"{host(url)} did not answer in {self._settings.fetch_timeout:g} s.") from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError, UnicodeError) as error:
            raise FetchError(f"{host(url)} could not be reached: {said(error)}.") from error

    def _times(self) -> dict[str, object]:
        most = self._settings.fetch_timeout
        return {"timeout": {"connect": min(10.0, most), "read": most, "write": most, "pool": most}}

    def _body(self, chunks: Iterator[bytes], headers: dict[str, str], name: str) -> bytes:
        """Return the inflated body; refuses one that is larger than allowed, packed or not."""
        limit, inflate = self._settings.fetch_max_bytes, _unpacking(headers.get("content-encoding", ""), name)
        body, came = bytearray(), 0
        for chunk in chunks:
            came += len(chunk)
            body += inflated(inflate, chunk, limit + 1 - len(body), name) if inflate else chunk
            if max(came, len(body)) > limit:
                raise Unreadable(f"Larger than {limit / 1e6:g} MB, not read.")
        if inflate and came and not inflate.eof:
            raise Unreadable(f"{name} sent a broken gzip answer.")
        return bytes(body)


def _unpacking(encoding: str, name: str) -> zlib._Decompress | None:
    """Return what unpacks an encoding, or None for a plain body; raises Unreadable for one we did not ask for."""
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        return None
    if encoding not in {"gzip", "x-gzip"}:
        raise Unreadable(f"{name} packed its answer in a way we did not ask for ({encoding[:20]}).")
    return zlib.decompressobj(wbits=31)


def inflated(inflate: zlib._Decompress, chunk: bytes, most: int, name: str) -> bytes:
    """Return unpacked bytes, never more than asked for; raises Unreadable for broken packing."""
    try:
        return inflate.decompress(chunk, most)
    except zlib.error as error:
        raise Unreadable(f"{name} sent a broken gzip answer.") from error


def _usable(answer: Answer) -> Answer:
    """Return an answer that has what was asked for; raises the error that its status stands for."""
    name, status = host(answer.url), answer.status
    if status in {200, 203, 226, 304}:
        return answer
    if status == 410:
        raise Gone(f"{name} says that this address is gone for good (HTTP 410).", status=status)
    if status in {403, 429, 503} and feeds.wall(answer.body):
        raise Forbidden(f"{name} asks for a browser check (HTTP {status}).", status=status)
    if status in {401, 402, 403}:
        raise Forbidden(f"That page needs a login (HTTP {status}).", status=status)
    if status in {429, 503}:
        raise FetchError(f"{name} asks us to come back later (HTTP {status}).", status=status, retry_after=wait(answer))
    raise FetchError(f"{name} answered with HTTP {status}.", status=status)


LONGEST_WAIT = timedelta(days=7)  # whatever a server says


def wait(answer: Answer) -> timedelta | None:
    """Return how long the server asks to wait, from seconds or a date; a week at most."""
    value = answer.header("retry-after").strip()
    if seconds := feeds.number(value):
        return min(timedelta(seconds=seconds), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(timedelta(0), moment - datetime.now(UTC)), LONGEST_WAIT)


def max_age(answer: Answer) -> timedelta | None:
    """Return how long the server says that the answer stays fresh; a week at most."""
    for part in answer.header("cache-control").lower().split(","):
        name, _, value = part.strip().partition("=")
        if name == "max-age" and (seconds := feeds.number(value.strip('"'))):
            return min(timedelta(seconds=seconds), LONGEST_WAIT)
    return None


def _validators(polling: Polling) -> dict[str, str]:
    """Return what a 304 confirms."""
    return {"etag": polling.etag, "last_modified": polling.last_modified, "body_hash": polling.body_hash}


def said(error: Exception) -> str:
    """Return a library's complaint in a few words."""
    return str(error).strip().rstrip(".") or type(error).__name__


def ascii_url(url: str) -> str:
    """Return an address with everything outside ASCII encoded; raises BadLink when its host cannot be."""
    parts = urlsplit(url)
    try:
        name = (parts.hostname or "").encode("idna").decode("ascii")
    except UnicodeError as error:
        raise BadLink(f"“{url[:80]}” is no web address.") from error
    place = f"[{name}]" if ":" in name else name
    place += f":{parts.port}" if parts.port else ""
    safe = "/:?#[]@!$&'()*+,;=%-._~"
    return urlunsplit(
        (parts.scheme.lower(), place, quote(parts.path, safe=safe) or "/", quote(parts.query, safe=safe), "")
    )
