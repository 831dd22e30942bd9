"""The jobs by name, and which of them are due: what the clock submits and the work does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.due.digests import next_due
from bot.jobs import deliver, poll, record
from bot.jobs.again import look_again
from bot.jobs.correct import correct
from bot.jobs.notify import notify
from bot.jobs.push import subscribe
from bot.jobs.remind import remind
from bot.jobs.stopped import look_after
from bot.jobs.watch import watch_all

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.model.briefing import Channel

BUTTONS = timedelta(days=180)  # how long it is known what a button stood for; it acts for 90 days
EVENTS = timedelta(days=14)  # longer than any platform repeats an event
LOOKED = timedelta(minutes=1)  # how long nobody asks again whether a channel is owed anything out of turn
OVERDUE = timedelta(minutes=5)  # an entry is read when its time comes; after this it has been left behind


@dataclass(frozen=True, slots=True)
class Tick:
    """Name a piece of work: the job, its argument, and the key under which it is done once."""

    job: str
    argument: str
    key: str


class Quiet:
    """Remember which channels are owed nothing, so that ten thousand are not looked up every second."""

    def __init__(self) -> None:
        """Begin with knowing of none."""
        self._known: dict[str, tuple[Channel, datetime, datetime]] = {}

    def of(self, channel: Channel, now: datetime) -> bool:
        """Return whether a channel, set as it is, is surely owed nothing now."""
        known = self._known.get(channel.id)
        return known is not None and known[0] == channel and known[1] <= now < known[2]

    def note(self, channel: Channel, now: datetime) -> None:
        """Note that nothing is owed: until the next slot, for a minute at most."""
        later = now + LOOKED
        self._known[channel.id] = (channel, now, min(next_due(channel, now) or later, later))


def ticks(
    desk: Desk, now: datetime, *, epoch: int = 0, steady: bool = True, quiet: Quiet | None = None
) -> Iterator[Tick]:
    """Yield the work that is due now; asking twice gives the same keys.

    `epoch` counts how often a clock was set back, so that no hour's keys come twice. Nothing is thrown away for its age
    unless the clock is `steady`. Channels that are `quiet` are not looked at.
    """
    for each in _due(desk, now, quiet or Quiet(), steady=steady):
        yield replace(each, key=f"{each.key}:{epoch}")


def _due(desk: Desk, now: datetime, quiet: Quiet, *, steady: bool) -> Iterator[Tick]:
    yield from _polls(desk, now)
    for feed_id, since in desk.store.unread(now - OVERDUE, now):
        yield Tick("read", feed_id, f"read:{feed_id}:{since:%Y%m%dT%H%M%S%f}")
    yield from _digests(desk, now, quiet)
    if desk.store.pending(now - OVERDUE, limit=1):
        yield Tick("record", "", f"record:{_part(now, 1)}")
    if desk.store.watches():
        yield Tick("watch", "", f"watch:{_part(now, 1)}")
    if desk.store.corrections_open():
        yield Tick("correct", "", f"correct:{_part(now, 1)}")
    yield Tick("again", "", f"again:{_part(now, 10)}")
    yield Tick("notify", "", f"notify:{_part(now, 10)}")
    if desk.settings.public_url:
        yield Tick("subscribe", "", f"subscribe:{_part(now, 1)}")
    yield Tick("remind", "", f"remind:{_part(now, 60)}")
    if steady:
        yield Tick("prune", "", f"prune:{now:%Y%m%d}")


def _digests(desk: Desk, now: datetime, quiet: Quiet) -> Iterator[Tick]:
    for channel in desk.store.channels():
        if quiet.of(channel, now):
            continue
        owed = deliver.due(desk, channel)
        slots = [*owed.folded, *([owed.post] if owed.post else [])]
        if not slots:
            quiet.note(channel, now)
        for slot in slots[-1:]:  # one job settles all that is owed
            # The minute is in the key: a try that failed is tried again; the claim keeps it to one post.
            yield Tick("deliver", channel.id, f"deliver:{slot.id}:{_part(now, 1)}")


def _polls(desk: Desk, now: datetime) -> Iterator[Tick]:
    """Yield the feeds that are due, two at most of one host: one that hangs holds no more hands than these."""
    hosts: Counter[str] = Counter()
    for each in desk.store.feeds_due(now):
        where = urlsplit(each.feed.url).netloc.lower()
        hosts[where] += 1
        if hosts[where] <= poll.PER_HOST:
            job = "retry" if each.polling.failures else "poll"
            # The minutes are in the key: a poll whose outcome could not be kept is tried again.
            yield Tick(job, each.feed.id, f"poll:{each.feed.id}:{each.polling.next_at:%Y%m%dT%H%M%S}:{_part(now, 5)}")


def _part(now: datetime, minutes: int) -> str:
    """Return the name of a part of time, so many minutes long."""
    return f"{now:%Y%m%dT%H}{now.minute // minutes * minutes:02}"


def poll_one(desk: Desk, feed_id: str) -> None:
    """Poll one feed, unless that was done while this waited."""
    followed = desk.store.feed_due(feed_id, desk.clock.now())
    if followed:
        poll.poll(desk, followed)


def read_one(desk: Desk, feed_id: str) -> None:
    """Read what waits of one feed; its pages may be slow, so no poll waits behind them."""
    record.record_pending(desk, feed_id, bounded=True)


def record_all(desk: Desk, _argument: str) -> None:
    """Read every entry that nothing has come round to: after a crash."""
    record.record_pending(desk, waiting_for=OVERDUE, bounded=True)


def deliver_one(desk: Desk, channel_id: str) -> None:
    """Deliver a channel's due digest."""
    deliver.deliver(desk, channel_id)


def remind_all(desk: Desk, _argument: str) -> None:
    """Remind those who added the bot and no feed."""
    remind(desk)


def look_at_all(desk: Desk, _argument: str) -> None:
    """Look again at pages whose words were posted."""
    look_again(desk)


def notify_all(desk: Desk, _argument: str) -> None:
    """Tell people of feeds and digests that stopped, and let those go on whose trouble is over."""
    look_after(desk)
    notify(desk)


def subscribe_all(desk: Desk, _argument: str) -> None:
    """Ask hubs to say when there is news."""
    subscribe(desk)


def watch_everything(desk: Desk, _argument: str) -> None:
    """Tell those who watch."""
    watch_all(desk)


def correct_all(desk: Desk, _argument: str) -> None:
    """Correct what was posted and is no longer so."""
    correct(desk)


def prune(desk: Desk, _argument: str) -> None:
    """Remove quotes and article texts that are older than the settings keep them."""
    now, settings = desk.clock.now(), desk.settings
    desk.store.prune(
        quotes_before=now - timedelta(days=settings.keep_quotes_days),
        texts_before=now - timedelta(days=settings.keep_texts_days),
    )
    desk.store.forget_posts(now - timedelta(days=settings.keep_quotes_days))
    desk.store.forget_chat(references_before=now - BUTTONS, once_before=now - EVENTS)


JOBS: Mapping[str, Callable[[Desk, str], None]] = {
    "poll": poll_one,
    "retry": poll_one,
    "read": read_one,
    "record": record_all,
    "deliver": deliver_one,
    "watch": watch_everything,
    "correct": correct_all,
    "again": look_at_all,
    "notify": notify_all,
    "subscribe": subscribe_all,
    "remind": remind_all,
    "prune": prune,
}
