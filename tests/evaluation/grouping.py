"""How fast pages are grouped into stories, and whether what is held for it grows: a simulated month of a newsroom."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from bot.ledger.events import WITHIN, Events
from bot.ledger.usual import USUAL
from bot.model.news import Publication, digest_of

DAYS, MONTH = 30, 100_000  # of a simulated month: days, articles
TELLING = 2.5  # articles an event, on average
HOURLY = 24
START = datetime(2025, 3, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Grouping:
    """Hold what a simulated month cost: articles a second, and at the end of each day how much was held."""

    per_second: float
    held: tuple[int, ...]

    @property
    def growth(self) -> float:
        """Return the most that was held in the last ten days by the most of the ten before; 1 is flat."""
        return max(self.held[-10:]) / max(self.held[-20:-10])


def month(articles: int = MONTH, seed: int = 1) -> Grouping:
    """Group a month of made-up articles hour by hour, forgetting what ended, and return what that cost."""
    chance, held, spent = random.Random(seed), list[int](), 0.0
    events = Events()
    for hour in range(DAYS * HOURLY):
        at = START + timedelta(hours=hour)
        pages = list(_hour(chance, hour, at, articles // (DAYS * HOURLY)))
        began = time.process_time()
        events.add(pages)
        events.forget(at - WITHIN)
        spent += time.process_time() - began
        if hour % HOURLY == HOURLY - 1:
            held.append(events.weight())
    return Grouping(articles / spent, tuple(held))


def _hour(chance: random.Random, hour: int, at: datetime, articles: int) -> Iterator[Publication]:
    """Yield the articles of an hour: usual words, and the names of an event of the last two days."""
    words, shares = list(USUAL), list(accumulate(USUAL.values()))
    for number in range(articles):
        event = chance.randrange(max(0, hour - 2 * HOURLY), hour + 1) * int(articles / TELLING) + chance.randrange(
            max(1, int(articles / TELLING))
        )
        names = [f"Name{event}x{chance.randrange(8)}" for _ in range(6)]
        text = [*chance.choices(words, cum_weights=shares, k=24), *names]
        chance.shuffle(text)
        page = digest_of("page", f"{hour} {number}")
        title, opening = " ".join([*names[:3], *text[:6]]), " ".join(text)
        outlet = f"Outlet {chance.randrange(60)}"
        yield Publication(page, page, "", title, outlet, at, published_at=at, opening=opening)
