"""Which digest is due: wall-clock slots in a channel's zone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model.briefing import CLOSED, Channel, Delivery, DeliveryState, Slot

LATE = timedelta(hours=3)  # up to this a digest is posted late; then it is folded into the next one
BACK = timedelta(days=7)  # how far back missed slots are looked for


@dataclass(frozen=True, slots=True)
class Due:
    """Hold the slots that have come: at most one to post, the others to fold into it or into the next."""

    post: Slot | None = None
    folded: tuple[Slot, ...] = ()
    note: str = ""


def utc_of(day: date, at: time, zone: str) -> datetime:
    """Return the moment of a wall-clock time: a time that the clock change skips comes an hour later, of two the first.

    The rule is that of PEP 495 with fold=0: 02:30 in the gap of spring is the moment that the clock shows as 03:30.
    """
    local = datetime.combine(day, at, ZoneInfo(zone))
    return local.astimezone(UTC)


def slots(channel: Channel, after: datetime, until: datetime) -> Iterator[Slot]:
    """Yield the channel's slots that are due later than `after`, up to and with `until`, in order."""
    day = (after.astimezone(ZoneInfo(channel.zone)) - timedelta(days=1)).date()
    last = (until.astimezone(ZoneInfo(channel.zone)) + timedelta(days=1)).date()
    found: dict[str, Slot] = {}  # two times of a channel may name one slot
    while day <= last:
        for each in channel.times:
            if day.weekday() in each.days:
                due_at = utc_of(day, each.at, channel.zone)
                if after < due_at <= until:
                    slot = Slot(channel.id, day, each.at, due_at, each.week)
                    found[slot.id] = slot
        day += timedelta(days=1)
    yield from sorted(found.values(), key=lambda slot: (slot.due_at, slot.id))


def paused(channel: Channel, now: datetime) -> bool:
    """Say whether a channel is paused at this moment."""
    return channel.paused and (channel.paused_until is None or now < channel.paused_until)


def due(channel: Channel, settled: Collection[str], now: datetime) -> Due:
    """Return what has to be delivered now; `settled` are ids of slots that are done.

    The newest slot is posted when it is at most three hours late; all others are folded. A weekly review is due beside
    the daily digests: one of both is posted, and the other at the next look.
    """
    if not channel.times or channel.since is None or paused(channel, now):
        return Due()
    # A slot in the minute of setting counts, one before it does not.
    begin = max(channel.since - timedelta(seconds=1), now - BACK)
    if channel.paused and channel.paused_until:
        begin = max(begin, channel.paused_until)
    open_slots = [slot for slot in slots(channel, begin, now) if slot.id not in settled]
    daily, reviews = (_newest([slot for slot in open_slots if slot.week is week], now) for week in (False, True))
    first = daily if daily.post else reviews
    return Due(first.post, (*daily.folded, *reviews.folded), first.note)


def _newest(open_slots: Sequence[Slot], now: datetime) -> Due:
    """Return the newest slot as the one to post unless it is too late, the others as folded."""
    if not open_slots or now - open_slots[-1].due_at > LATE:
        return Due(folded=tuple(open_slots))
    newest = open_slots[-1]
    late = now - newest.due_at > timedelta(minutes=10)
    return Due(newest, tuple(open_slots[:-1]), f"late, planned {newest.at:%H:%M}" if late else "")


def owed_since(
    channels: Iterable[tuple[Channel, Sequence[Delivery]]], now: datetime
) -> tuple[datetime | None, datetime | None]:
    """Return since when a digest is due that is not done, and when the newest was done, over all channels."""
    waiting: list[datetime] = []
    done: list[datetime] = []
    for channel, deliveries in channels:
        settled = {each.slot.id for each in deliveries if each.state is not DeliveryState.CLAIMED}
        owed = due(channel, settled, now)
        waiting += [slot.due_at for slot in (*owed.folded, *((owed.post,) if owed.post else ()))][-1:]
        done += [each.posted_at or each.until for each in deliveries if each.state in CLOSED]
    return min(waiting, default=None), max(done, default=None)


def folded_note(slot: Slot, now: datetime) -> str:
    """Return why a slot's news is left to another digest."""
    if now - slot.due_at > LATE:
        return "more than 3 h late: told in the next digest"
    return "told in the digest after it"


def next_due(channel: Channel, now: datetime) -> datetime | None:
    """Return when the next digest comes, or None when none is set."""
    begin = max(now, channel.paused_until) if channel.paused and channel.paused_until else now
    if channel.paused and channel.paused_until is None:
        return None
    found = next(iter(slots(channel, begin, begin + timedelta(days=8))), None)
    return found.due_at if found else None
