"""What options and forms offer while somebody types: names known by their beginnings, kept in memory."""

from __future__ import annotations

import heapq
import threading
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

import structlog

from bot import bundles
from bot.edges.platforms.kit.foreign import clean
from bot.edges.platforms.kit.options import Offer
from bot.errors import StoreError
from bot.ledger.people import fold as cased
from bot.ledger.words import without_accents

if TYPE_CHECKING:
    from bot.model.ask import Asker
    from bot.ports.store import Store
    from bot.ports.world import Clock

FRESH = timedelta(minutes=1)
PATIENCE = 0.8  # seconds that choices wait for new names; Slack and Discord wait for three
MOST_NAMES = 5_000  # of each kind
MOST = 25  # choices that Discord shows
LONGEST = 100  # characters of a choice
log = structlog.get_logger()


def fold(text: str) -> str:
    """Return a name as it is compared: without case and accents, which phones leave out."""
    return without_accents(cased(text))


@dataclass(frozen=True, slots=True)
class Names:
    """Find names by the beginning of any of their words, the busiest first."""

    ranked: tuple[str, ...]
    _starts: list[tuple[str, int]] = field(default_factory=list)

    @classmethod
    def of(cls, named: Iterable[tuple[str, Sequence[str]]]) -> Names:
        """Return the names, the busiest first, each with the words by which it may be called."""
        ranked: list[str] = []
        starts: set[tuple[str, int]] = set()
        for number, (name, called) in enumerate(named):
            ranked.append(clean(name))
            for folded in {fold(each) for each in (name, *called)}:
                words = folded.split()
                starts |= {(" ".join(words[at:]), number) for at in range(len(words))}
        return cls(tuple(ranked), sorted(starts))

    def beginning(self, typed: str) -> list[str]:
        """Return at most 25 names of which a word begins so."""
        start = fold(typed)
        if not start:
            return list(self.ranked[:MOST])
        first = bisect_left(self._starts, (start, -1))
        after = bisect_left(self._starts, (start + "\U0010ffff", -1))
        return [self.ranked[number] for number in heapq.nsmallest(MOST, {n for _, n in self._starts[first:after]})]


class Index:
    """Hold the names of the ledger."""

    def __init__(self, store: Store, clock: Clock, follower: Callable[[str], str] = lambda _: "") -> None:
        """Begin with nothing; `renew` reads the ledger. `follower` says whose feeds a channel sees."""
        self._store, self._clock, self._follower = store, clock, follower
        self._feeds_known: dict[str, tuple[datetime, list[str]]] = {}  # by follower, when and which
        self._at: datetime | None = None
        self._lock = threading.Lock()
        named = [(each.key, (each.title,)) for each in bundles.bundles()]
        zones = sorted(each for each in available_timezones() if "/" in each and not each.startswith("Etc/"))
        self._names = {
            Offer.BUNDLES: Names.of(named),
            Offer.ZONES: Names.of((zone, zone.replace("_", " ").split("/")) for zone in zones),
        }

    @property
    def stale(self) -> bool:
        """Say whether the names were read too long ago."""
        return self._at is None or self._clock.now() - self._at > FRESH

    def renew(self) -> None:
        """Read the names anew; one at a time."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            self._at = self._clock.now()
            speakers = self._store.known_speakers("", MOST_NAMES)
            topics = self._store.known_topics("", MOST_NAMES)
            self._names = self._names | {
                Offer.SPEAKERS: Names.of((each.speaker.name, each.aliases) for each in speakers),
                Offer.TOPICS: Names.of((each.name, (each.key,)) for each in topics),
                Offer.OUTLETS: Names.of((each, ()) for each in self._store.outlets()[:MOST_NAMES]),
            }
        except StoreError as error:
            log.warning("names not read", reason=str(error))
        finally:
            self._lock.release()

    def found(self, offers: Sequence[Offer | str], typed: str, asker: Asker, speaker: str = "") -> list[str]:
        """Return what an option offers somebody, with the topics of a speaker first.

        What was read meanwhile is offered, unless reading it takes long.
        """
        if self.stale:
            reading = threading.Thread(target=self.renew, name="index", daemon=True)
            reading.start()
            reading.join(PATIENCE)
        own = self._topics(speaker) if speaker else ()
        found = self.offered(offers, typed, own)
        mine = [each for kind in (Offer.FEEDS, Offer.WATCHES) if kind in offers for each in self._mine(kind, asker)]
        return [*found, *(each for each in mine if typed.casefold() in each.casefold() and len(each) <= LONGEST)][:MOST]

    def _topics(self, speaker: str) -> tuple[str, ...]:
        """Return the busiest topics of a speaker."""
        found = self._store.speakers(cased(speaker))
        return found[0].topics if found else ()

    def _mine(self, kind: Offer, asker: Asker) -> list[str]:
        """Return the feeds that are followed, as they were up to a minute ago, or the asker's watches."""
        if kind is Offer.WATCHES:
            return [each.about for each in self._store.watches(asker.person)]
        now, follower = self._clock.now(), self._follower(asker.channel_id)
        at, names = self._feeds_known.get(follower, (now - FRESH, []))
        if now - at >= FRESH:
            names = [each.feed.title or each.feed.url for each in self._store.feeds(follower)]
            self._feeds_known[follower] = (now, names)
        return names

    def offered(self, offers: Sequence[Offer | str], typed: str, own: Sequence[str] = ()) -> list[str]:
        """Return at most 25 things that an option offers for what was typed, those of a speaker's `own` first."""
        found = [each for each in offers if isinstance(each, str) and each.startswith(typed.casefold())]
        found += [each for each in own if fold(each).startswith(fold(typed))]
        lists = [
            self._names[each].beginning(typed) for each in offers if isinstance(each, Offer) and each in self._names
        ]
        longest = max(map(len, lists), default=0)
        found += [each[at] for at in range(longest) for each in lists if at < len(each)]  # kinds take turns
        return [each for each in dict.fromkeys(found) if len(each) <= LONGEST][:MOST]
