"""What an alert is about and when it may come: pure functions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.ledger import people
from bot.ledger.changes import sure
from bot.ledger.meant import is_about, moved_on, split_on
from bot.ledger.words import plain

if TYPE_CHECKING:
    from bot.ledger.meant import Meant
    from bot.model.news import Publication
    from bot.model.position import PositionChange, Split
    from bot.model.record import Filed
    from bot.model.watch import Watch


def concerns(watch: Watch, filed: Filed, about: Meant | None, name_from: float) -> bool:
    """Say whether a quote is what a watch is about: by its speaker, when that is sure, and on what its topic means."""
    if not sure(filed.quote, name_from) or filed.quote.speaker is None:
        return False
    if watch.alias and not _is_whom(watch, filed.quote.speaker.name):
        return False
    return about is None or is_about(filed, about)


def _is_whom(watch: Watch, name: str) -> bool:
    """Say whether a name is that of whom a watch is about: a bare surname is, another first name is not."""
    theirs, wanted = people.aliases(name), people.aliases(watch.speaker)
    return watch.alias in theirs and (people.key(watch.speaker) in theirs or people.key(name) in wanted)


def by_words(about: Meant | None, watch: Watch) -> Meant | None:
    """Return what a topic means for a change: words of its sides count too, since it has one topic only."""
    if about is None or about.phrases or watch.topic is None:
        return about
    return replace(about, phrases=(plain(watch.topic.name),))


def concerns_change(watch: Watch, change: PositionChange, about: Meant | None) -> bool:
    """Say whether a change is what a watch is about."""
    if watch.alias and not _is_whom(watch, change.speaker.name):
        return False
    return about is None or moved_on(change, about)


def concerns_split(watch: Watch, split: Split, about: Meant | None) -> bool:
    """Say whether a split is what a watch is about: by one of its members, and on what its topic means."""
    if watch.alias and not any(_is_whom(watch, each.name) for each in split.members):
        return False
    return about is None or split_on(split, about)


def muted(watch: Watch, now: datetime) -> bool:
    """Return whether a watch is muted at this moment."""
    return watch.muted_until is not None and watch.muted_until > now


def silent(watch: Watch, now: datetime) -> bool:
    """Say whether it is a time at which a watch says nothing."""
    if watch.quiet is None:
        return False
    begin, end = watch.quiet
    at = now.astimezone(ZoneInfo(watch.zone)).time()
    return begin <= at < end if begin < end else at >= begin or at < end


def day_of(watch: Watch, at: datetime) -> date:
    """Return the day of a moment where a watch is at home."""
    return at.astimezone(ZoneInfo(watch.zone)).date()


def may_be_told(there: Publication, lost: tuple[datetime, datetime] | None) -> bool:
    """Return whether an article came out in the time of which a ledger that was put back does not know what it told."""
    return lost is not None and there.published_at is not None and lost[1] <= there.published_at <= lost[0]
