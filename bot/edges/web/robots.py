"""Ask a site's robots.txt before its pages are read (RFC 9309)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin

from protego import Protego

from bot.edges.web.answers import BUSY
from bot.errors import BadLink, FetchError, Forbidden, Unreadable
from bot.ledger.identity import host

NAME = "OnRecord"  # as robots.txt may call us
LARGEST = 500_000  # bytes that count
KEPT, KEPT_FAILURE = 86_400.0, 600.0  # seconds for which an answer, or none, is remembered
LONGEST_PAUSE = 10.0  # seconds between two pages, whatever a site asks for
MOST_SITES = 500  # that are remembered


@dataclass(frozen=True, slots=True)
class Rules:
    """Hold what a site lets us read, until when that is remembered, and why it is not known."""

    parsed: Protego | None
    until: float
    wrong: str = ""


@dataclass(slots=True)
class _Site:
    turn: threading.Lock = field(default_factory=threading.Lock)
    rules: Rules | None = None


class Robots:
    """Remember what each site lets us read."""

    def __init__(self, fetch: Callable[[str], bytes], clock: Callable[[], float] = time.monotonic) -> None:
        """Take what fetches an address through the guard."""
        self._fetch, self._clock = fetch, clock
        self._lock = threading.Lock()
        self._known: dict[str, _Site] = {}

    def require(self, url: str) -> float:
        """Return the seconds that a site wants between two pages; raises Forbidden for a page that we may not read.

        A site that has no robots.txt lets everything be read; one whose robots.txt cannot be read now lets nothing.
        """
        site = urljoin(url, "/robots.txt")
        rules = self._rules(site)
        if rules.wrong:
            raise FetchError(rules.wrong)
        if rules.parsed is None:
            return 0.0
        if not rules.parsed.can_fetch(url, NAME):
            raise Forbidden(f"{host(url)} asks programs not to read that page (robots.txt).")
        return min(float(rules.parsed.crawl_delay(NAME) or 0.0), LONGEST_PAUSE)

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """Return the sitemaps that a site's robots.txt names; raises FetchError when the site does not answer."""
        parsed = self._rules(urljoin(url, "/robots.txt")).parsed
        return tuple(parsed.sitemaps) if parsed else ()

    def _rules(self, site: str) -> Rules:
        """Return what is remembered of a site, else ask it: one of us at a time."""
        known = self._site(site)
        with known.turn:
            now = self._clock()
            if known.rules is None or known.rules.until <= now:
                known.rules = self._asked(site, now)
            return known.rules

    def _site(self, site: str) -> _Site:
        with self._lock:
            if len(self._known) >= MOST_SITES and site not in self._known:
                del self._known[next(iter(self._known))]  # the one that has been known for longest
            return self._known.setdefault(site, _Site())

    def _asked(self, site: str, now: float) -> Rules:
        """Fetch a site's rules; raises FetchError when the site does not answer at all, as its pages then do not."""
        try:
            body = self._fetch(site)
        except BadLink:
            return Rules(None, now + KEPT)  # it leads nowhere we go; the page is checked for itself
        except FetchError as error:
            if error.status is None and not isinstance(error, Unreadable):
                raise
            if error.status is not None and error.status < 500 and error.status not in BUSY:
                return Rules(None, now + KEPT)
            wrong = f"{host(site)} does not say what programs may read: its robots.txt cannot be read now."
            return Rules(None, now + KEPT_FAILURE, wrong)
        return Rules(Protego.parse(body[:LARGEST].decode("utf-8", "replace")), now + KEPT)
