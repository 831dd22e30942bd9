"""Which digest is due: by the wall clock of a channel's zone, each slot once.

A wall time that the clock skips falls an hour later; one that comes twice counts the first time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.model.briefing import Channel, Delivery, DigestTime, Slot

LATEST = timedelta(hours=3)  # a digest later than this goes into the next one
PUNCTUAL = timedelta(minutes=5)  # later than this is said
BACK = timedelta(days=7)  # slots older than this are forgotten
AHEAD = timedelta(days=9)  # every time of a week comes within this
FIRST_WINDOW = timedelta(hours=24)  # of a channel that never had a digest


@dataclass(frozen=True, slots=True)
class Due:
    """Hold the slot to deliver now, what to say of its lateness, and the slots that go into it unposted."""

    slot: Slot | None = None
    note: str = ""  # "late, planned 08:00"
    folded: tuple[Slot, ...] = ()


def slots(channel: Channel, start: datetime, end: datetime) -> tuple[Slot, ...]:
    """Return the slots that fall due in [start, end), both UTC, in order of time; pauses do not count here."""
    zone = ZoneInfo(channel.zone)
    found = {
        slot.id: slot
        for day in days(start.astimezone(zone).date() - timedelta(days=1), end.astimezone(zone).date())
        for each in channel.times
        if day.weekday() in each.days and start <= (slot := slot_at(channel, day, each, zone)).due_at < end
    }
    return tuple(sorted(found.values(), key=lambda slot: (slot.due_at, slot.at)))


def days(first: date, last: date) -> Iterator[date]:
    """Yield every day from the first to the last, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def slot_at(channel: Channel, day: date, when: DigestTime, zone: ZoneInfo) -> Slot:
    """Return the slot of a local day; fold=0 takes the first of two and moves a missing time past the gap."""
    local = datetime.combine(day, when.at.replace(fold=0, tzinfo=None), zone)
    return Slot(channel.id, day, when.at, local.astimezone(UTC))


def due(channel: Channel, settled: Collection[str], now: datetime) -> Due:
    """Return what to do now: deliver the newest slot that is at most 3 h late, fold all older ones.

    `settled` holds the ids of slots that are done with. Nothing before the channel's first time is ever due, and
    nothing while it is paused; what fell due during a pause that is over is folded.
    """
    if resting(channel, now):
        return Due()
    begin = max(now - BACK, channel.since) if channel.since else now - BACK
    waiting = [slot for slot in slots(channel, begin, now + timedelta(microseconds=1)) if slot.id not in settled]
    slept = channel.paused_until if channel.paused else None
    fresh = [slot for slot in waiting if now - slot.due_at <= LATEST and (slept is None or slot.due_at >= slept)]
    if not fresh:
        return Due(folded=tuple(waiting))
    chosen = fresh[-1]
    late = now - chosen.due_at > PUNCTUAL
    folded = tuple(slot for slot in waiting if slot is not chosen)
    return Due(chosen, f"late, planned {chosen.at:%H:%M}" if late else "", folded)


def resting(channel: Channel, now: datetime) -> bool:
    """Say whether the channel is paused at this moment."""
    return channel.paused and (channel.paused_until is None or now < channel.paused_until)


def next_due(channel: Channel, now: datetime) -> datetime | None:
    """Return when the next digest falls due (UTC), after a pause that ends; None without a time or while paused."""
    if channel.paused and channel.paused_until is None:
        return None
    begin = now + timedelta(microseconds=1)
    if channel.paused and channel.paused_until:
        begin = max(begin, channel.paused_until)
    return next((slot.due_at for slot in slots(channel, begin, begin + AHEAD)), None)


def begins(last: Delivery | None, now: datetime) -> datetime:
    """Return where the window of the next digest begins: where the last successful one ended, so nothing is lost."""
    return last.until if last else now - FIRST_WINDOW
