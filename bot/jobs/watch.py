"""Tell those who watch: what is new, not too often, not at night, each thing once, whatever crashes."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import structlog

from bot.briefing.moves import distinct, one_change
from bot.briefing.viewer import Viewer
from bot.briefing.watching import MOST_A_DAY, Found, alert
from bot.errors import NotNow, PlatformError, Unclear
from bot.ledger import people
from bot.ledger.changes import sure
from bot.ledger.meant import is_about, meant, moved_on
from bot.ledger.passages import passages
from bot.ledger.variants import same
from bot.ledger.words import plain
from bot.model.briefing import Channel, workspace_of
from bot.model.news import digest_of
from bot.model.watch import Alert, AlertState

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.ledger.meant import Meant
    from bot.model.position import PositionChange
    from bot.model.query import Since
    from bot.model.record import Filed
    from bot.model.watch import Watch

TOLD = frozenset({AlertState.SENT, AlertState.MAYBE})
_turn = threading.Lock()
log = structlog.get_logger()


def watch_all(desk: Desk) -> None:
    """Look at what is new for every watch, and send what may be sent now; raises StoreError only."""
    with _turn:
        now = desk.clock.now()
        news: dict[tuple[str, datetime], Since] = {}
        for watch in desk.store.watches():
            if watch.channel_id.split(":")[0] not in desk.platforms:
                continue
            key = (workspace_of(watch.channel_id), watch.seen_until)
            if key not in news:
                news[key] = desk.news(watch.channel_id, watch.seen_until, now)
            _note(desk, watch, news[key], now)
            _send(desk, replace(watch, seen_until=now), now)


def _note(desk: Desk, watch: Watch, news: Since, now: datetime) -> None:
    """Write down what a watch is to be told of; a muted one is told of nothing."""
    about = meant(watch.topic.name, desk.own_topics(watch.channel_id)) if watch.topic else None
    state = AlertState.DROPPED if _muted(watch, now) else AlertState.HELD
    for change in news.changes:
        if concerns_change(watch, change, by_words(about, watch)):
            desk.store.note_alert(Alert(watch.id, change.id, True, now, state))
    for filed in () if watch.only_changes else news.quotes:
        if concerns(watch, filed, about, desk.settings.name_from):
            desk.store.note_alert(Alert(watch.id, filed.quote.id, False, now, state))
    if now != watch.seen_until:
        desk.store.keep_watch(replace(watch, seen_until=now))


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


def _muted(watch: Watch, now: datetime) -> bool:
    return watch.muted_until is not None and watch.muted_until > now


def silent(watch: Watch, now: datetime) -> bool:
    """Say whether it is a time at which a watch says nothing."""
    if watch.quiet is None:
        return False
    begin, end = watch.quiet
    at = now.astimezone(ZoneInfo(watch.zone)).time()
    return begin <= at < end if begin < end else at >= begin or at < end


def _send(desk: Desk, watch: Watch, now: datetime) -> None:
    """Send what is held as one alert, unless it is night or the day's alerts are spent."""
    alerts = desk.store.alerts(watch.id)
    begun = [each for each in alerts if each.state is AlertState.CLAIMED]
    if begun:  # an earlier try did not come to its end
        _post(desk, watch, begun, alerts, now, tried=begun[0].claimed_at)
        return
    held = [each for each in alerts if each.state is AlertState.HELD]
    today = {each.bundle for each in alerts if each.sent_at and _day(watch, each.sent_at) == _day(watch, now)}
    if not held or _muted(watch, now) or silent(watch, now) or len(today) >= MOST_A_DAY:
        return
    fresh, stale = _fresh(desk, watch, held, [*alerts, *_told_beside(desk, watch)])
    for each in stale:
        desk.store.keep_alert(replace(each, state=AlertState.DROPPED))
    if not fresh:
        return
    bundle = digest_of("alert", watch.id, *(each.item for each in fresh))
    claimed = [replace(each, state=AlertState.CLAIMED, claimed_at=now, bundle=bundle) for each in fresh]
    for each in claimed:
        desk.store.keep_alert(each)
    _post(desk, watch, claimed, alerts, now, tried=None)


def _day(watch: Watch, at: datetime) -> date:
    return at.astimezone(ZoneInfo(watch.zone)).date()


def _told_beside(desk: Desk, watch: Watch) -> Iterator[Alert]:
    """Yield what other watches of the same person told at the same place."""
    for other in desk.store.watches(watch.person):
        if other.id != watch.id and (other.here, other.channel_id) == (watch.here, watch.channel_id):
            yield from desk.store.alerts(other.id)


def _fresh(desk: Desk, watch: Watch, held: Sequence[Alert], alerts: Iterable[Alert]) -> tuple[list[Alert], list[Alert]]:
    """Return the alerts that tell something new, and those whose ground fell away or that were told already."""
    there = workspace_of(watch.channel_id)
    recent = [each for each in alerts if each.state in TOLD]
    changes = [change for each in recent if each.change and (change := desk.store.change(each.item))]
    quotes = [filed for each in recent if not each.change and (filed := desk.store.quote(each.item))]
    fresh: list[Alert] = []
    stale: list[Alert] = []
    for each in held:
        if each.change:
            change = desk.store.change(each.item, there)
            told = change is None or change.withdrawn_at or any(one_change(change, other) for other in changes)
        else:
            filed = desk.store.quote(each.item, there)
            gone = filed is None or desk.store.gone(each.item)
            told = gone or any(same(filed.quote, other.quote) for other in quotes if filed)
        (stale if told else fresh).append(each)
    return fresh, stale


def _post(
    desk: Desk,
    watch: Watch,
    claimed: Sequence[Alert],
    alerts: Sequence[Alert],
    now: datetime,
    *,
    tried: datetime | None,
) -> None:
    """Post one alert under its key; what an earlier try left is found first."""
    found = _found(desk, claimed)
    if not found.number:
        _settle(desk, claimed, AlertState.DROPPED, now)
        return
    sent = {each.bundle for each in alerts if each.sent_at and _day(watch, each.sent_at) == _day(watch, now)}
    viewer = Viewer(now, watch.zone, desk.settings.name_from)
    message = alert(watch, found, viewer, today=len(sent - {claimed[0].bundle}) + 1)
    platform = desk.platforms[watch.channel_id.split(":")[0]]
    try:
        post = platform.post(_to(desk, watch), message, f"alert:{claimed[0].bundle}", tried=tried)
    except NotNow as error:
        log.warning("alert put off", watch=watch.id, reason=str(error))
        if not error.look:  # surely not there: what may be sent, and when, is asked anew
            _settle(desk, claimed, AlertState.HELD, now)
    except Unclear as error:
        _settle(desk, claimed, AlertState.MAYBE, now, error.post)
    except PlatformError as error:
        log.warning("alert not sent", watch=watch.id, reason=str(error))
        _settle(desk, claimed, AlertState.DROPPED, now)
    else:
        _settle(desk, claimed, AlertState.SENT, now, post)


def _found(desk: Desk, claimed: Sequence[Alert]) -> Found:
    """Return what alerts tell: each change and each passage once."""
    changes = [change for each in claimed if each.change and (change := desk.store.change(each.item))]
    quotes = [filed for each in claimed if not each.change and (filed := desk.store.quote(each.item))]
    inside = {quote.id for change in changes for quote in change.quotes}
    return Found(distinct(changes), passages([each for each in quotes if each.quote.id not in inside]))


def _settle(desk: Desk, alerts: Iterable[Alert], state: AlertState, now: datetime, post: str = "") -> None:
    at = now if state in TOLD else None
    for each in alerts:
        desk.store.keep_alert(replace(each, state=state, sent_at=at, post=post))


def _to(desk: Desk, watch: Watch) -> Channel:
    """Return where alerts go: the channel, or the person."""
    platform = watch.channel_id.split(":")[0]
    if watch.here or platform == "console":
        return desk.store.channel(watch.channel_id) or Channel(watch.channel_id, platform, platform, watch.zone)
    return Channel(watch.person, platform, watch.person, watch.zone)
