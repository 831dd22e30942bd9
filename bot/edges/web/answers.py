"""What a server's answer says: unpacked within limits, an error in words, how long it stays fresh."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.edges.web.walls import wall
from bot.errors import FetchError, Forbidden, Gone, Unreadable
from bot.ledger.identity import host

LONGEST_WAIT = timedelta(days=7)  # whatever a server says
BUSY = {429, 503}
FOREIGN = {"br", "compress", "deflate", "x-compress", "zstd", "dcb", "dcz"}
MEMBER = b"\x1f\x8b"  # how a member of a gzip file begins


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


def usable(answer: Answer) -> Answer:
    """Return an answer that has what was asked for; raises the error that its status stands for."""
    name, status = host(answer.url), answer.status
    if status in {200, 203, 226, 304}:
        return answer
    if status == 410:
        raise Gone(f"{name} says that this address is gone for good (HTTP 410).", status=status)
    if status in {403, 405, 429, 503} and (check := wall(answer.body)):
        raise Forbidden(f"{name} asks for {check} (HTTP {status}).", status=status)
    if status in {401, 402, 403}:
        raise Forbidden(f"That page needs a login (HTTP {status}).", status=status)
    if status in BUSY:
        later = wait(answer.header("retry-after"))
        raise FetchError(f"{name} asks us to come back later (HTTP {status}).", status=status, retry_after=later)
    raise FetchError(f"{name} answered with HTTP {status}.", status=status)


def wait(value: str) -> timedelta | None:
    """Return how long a busy server asks to wait by its Retry-After, seconds or a date; a week at most."""
    value = value.strip()
    if seconds := number(value):
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
        if name == "max-age" and (seconds := number(value.strip('"'))):
            return min(timedelta(seconds=seconds), LONGEST_WAIT)
    return None


def number(text: str) -> int:
    """Return a whole number as servers write it, or 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else 0


def unpacked(chunks: Iterator[bytes], encoding: str, limit: int, name: str) -> bytes:
    """Return the inflated body; raises Unreadable for one that is larger than allowed, packed or not.

    A server that says gzip and sends something else is taken at what it sends.
    """
    packed = _packed(encoding, name)
    inflate: zlib._Decompress | None = None
    body, came = bytearray(), 0
    for chunk in _begun(chunks):
        if not came and packed and chunk.startswith(MEMBER):
            inflate = zlib.decompressobj(wbits=31)
        came += len(chunk)
        if inflate is None:
            body += chunk
        rest = chunk if inflate else b""
        while inflate and rest and len(body) <= limit:
            if inflate.eof and not rest.startswith(MEMBER):
                break  # one member may follow another; anything else behind the last is nothing
            inflate = zlib.decompressobj(wbits=31) if inflate.eof else inflate
            body += _inflated(inflate, rest, limit + 1 - len(body), name)
            rest = inflate.unused_data
        if max(came, len(body)) > limit:
            raise Unreadable(f"Larger than {limit / 1e6:g} MB, not read.")
    if inflate and came and not inflate.eof:
        raise Unreadable(f"{name} sent a broken gzip answer.")
    return bytes(body)


def opened(body: bytes, limit: int, name: str) -> bytes:
    """Return what a packed file holds (feed.xml.gz), or the body as it is; raises Unreadable as `unpacked` does."""
    return unpacked(iter((body,)), "gzip", limit, name) if body.startswith(MEMBER) else body


def _begun(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the chunks, the first of at least two bytes: they tell what the body is."""
    first = b""
    for chunk in chunks:
        first += chunk
        if len(first) >= len(MEMBER):
            yield first
            yield from chunks
            return
    if first:
        yield first


def _packed(encoding: str, name: str) -> bool:
    """Say whether a body may be packed; raises Unreadable for a packing that we did not ask for.

    Whatever else a server says (utf-8, none, binary) is no packing, as browsers and curl take it.
    """
    said = {each.strip() for each in encoding.lower().split(",")}
    if known := said & FOREIGN:
        raise Unreadable(f"{name} packed its answer in a way we did not ask for ({', '.join(sorted(known))}).")
    return not said.isdisjoint({"gzip", "x-gzip"})


def _inflated(inflate: zlib._Decompress, chunk: bytes, most: int, name: str) -> bytes:
    """Return unpacked bytes, never more than asked for; raises Unreadable for broken packing."""
    try:
        return inflate.decompress(chunk, most)
    except zlib.error as error:
        raise Unreadable(f"{name} sent a broken gzip answer.") from error
