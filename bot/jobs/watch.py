"""Tell those who watch: what is new, not too often, not at night, each thing once, whatever crashes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import structlog

from bot import delivery
from bot.briefing.moves import distinct, one_change
from bot.briefing.viewer import Viewer
from bot.briefing.watching import MOST_A_DAY, AlertContent, alert
from bot.delivery import PostEnding
from bot.due import alerts
from bot.jobs.stopped import tell_alerts_lost
from bot.ledger.meant import meant
from bot.ledger.passages import passages
from bot.ledger.variants import same
from bot.model.briefing import Channel, workspace_of
from bot.model.news import digest_of
from bot.model.watch import Alert, AlertState

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.model.position import Split
    from bot.model.query import Since
    from bot.model.watch import Watch

TOLD = frozenset({AlertState.SENT, AlertState.MAYBE})
BECAME = {  # one that may be under way stays claimed: the next try looks
    PostEnding.SENT: AlertState.SENT,
    PostEnding.MAYBE: AlertState.MAYBE,
    PostEnding.FREE: AlertState.HELD,  # surely not there: what may be sent, and when, is asked anew
    PostEnding.LOST: AlertState.DROPPED,
    PostEnding.REFUSED: AlertState.DROPPED,
}
log = structlog.get_logger()


def watch_all(desk: Desk) -> None:
    """Look at what is new for every watch, and send what may be sent now; raises StoreError only."""
    with desk.turns.of("watch"):
        now = desk.clock.now()
        until = desk.store.stamp(now)
        news: dict[tuple[str, datetime], Since] = {}
        for watch in desk.store.watches():
            if watch.channel_id.split(":")[0] not in desk.platforms:
                continue
            key = (workspace_of(watch.channel_id), watch.seen_until)
            if key not in news:
                news[key] = desk.news(watch.channel_id, watch.seen_until, until)
            _note(desk, watch, news[key], now)
            if until != watch.seen_until:
                desk.store.keep_watch(replace(watch, seen_until=until))
            _send(desk, watch, now)


def _note(desk: Desk, watch: Watch, news: Since, now: datetime) -> None:
    """Write down what a watch is to be told of; a muted one is told of nothing."""
    about = meant(watch.topic.name, desk.own_topics(watch.channel_id)) if watch.topic else None
    state = AlertState.DROPPED if alerts.muted(watch, now) else AlertState.HELD
    lost = desk.store.restored()
    words = alerts.by_words(about, watch)
    for split in news.splits if watch.only_splits else ():
        if alerts.concerns_split(watch, split, words):
            known = alerts.may_be_told(split.told.publication, lost)
            desk.store.note_alert(Alert(watch.id, split.id, True, now, AlertState.DROPPED if known else state))
    for change in () if watch.only_splits else news.changes:
        if alerts.concerns_change(watch, change, words):
            known = alerts.may_be_told(change.publication, lost)
            desk.store.note_alert(Alert(watch.id, change.id, True, now, AlertState.DROPPED if known else state))
    for filed in () if watch.only_changes or watch.only_splits else news.quotes:
        if alerts.concerns(watch, filed, about, desk.settings.name_from):
            known = alerts.may_be_told(filed.quote.publication, lost)
            desk.store.note_alert(Alert(watch.id, filed.quote.id, False, now, AlertState.DROPPED if known else state))


def _send(desk: Desk, watch: Watch, now: datetime) -> None:
    """Send what is held as one alert, unless it is night or the day's alerts are spent."""
    known = desk.store.alerts(watch.id)
    begun = [each for each in known if each.state is AlertState.CLAIMED]
    if begun:  # an earlier try did not come to its end
        _post(desk, watch, begun, known, now, tried=begun[0].claimed_at)
        return
    held = [each for each in known if each.state is AlertState.HELD]
    spent = len(_today(watch, known, now)) >= MOST_A_DAY
    if not held or spent or alerts.muted(watch, now) or alerts.silent(watch, now):
        return
    fresh, stale = _fresh(desk, watch, held, [*known, *_told_beside(desk, watch)])
    for each in stale:
        desk.store.keep_alert(replace(each, state=AlertState.DROPPED))
    if fresh:
        bundle = digest_of("alert", watch.id, *(each.item for each in fresh))
        claimed = [replace(each, state=AlertState.CLAIMED, claimed_at=now, bundle=bundle) for each in fresh]
        _post(desk, watch, claimed, known, now, tried=None)


def _today(watch: Watch, known: Sequence[Alert], now: datetime) -> set[str]:
    """Return the alerts that a watch got on this day of its own."""
    day = alerts.day_of(watch, now)
    return {each.bundle for each in known if each.sent_at and alerts.day_of(watch, each.sent_at) == day}


def _told_beside(desk: Desk, watch: Watch) -> Iterator[Alert]:
    """Yield what other watches of the same person told at the same place."""
    for other in desk.store.watches(watch.person):
        if other.id != watch.id and (other.here, other.channel_id) == (watch.here, watch.channel_id):
            yield from desk.store.alerts(other.id)


def _fresh(desk: Desk, watch: Watch, held: Sequence[Alert], known: Iterable[Alert]) -> tuple[list[Alert], list[Alert]]:
    """Return the alerts that tell something new, and those whose ground fell away or that were told already."""
    there = workspace_of(watch.channel_id)
    recent = [each for each in known if each.state in TOLD]
    changes = [change for each in recent if each.change and (change := desk.store.change(each.item))]
    quotes = [filed for each in recent if not each.change and (filed := desk.store.quote(each.item))]
    fresh: list[Alert] = []
    stale: list[Alert] = []
    for each in held:
        if watch.only_splits:
            told: object = _standing(desk, each.item) is None or each.item in {other.item for other in recent}
        elif each.change:
            change = desk.store.change(each.item, there)
            told = change is None or change.withdrawn_at or any(one_change(change, other) for other in changes)
        else:
            filed = desk.store.quote(each.item, there)
            gone = filed is None or desk.store.gone(each.item)
            told = gone or any(same(filed.quote, other.quote) for other in quotes if filed)
        (stale if told else fresh).append(each)
    return fresh, stale


def _post(
    desk: Desk, watch: Watch, begun: Sequence[Alert], known: Sequence[Alert], now: datetime, *, tried: datetime | None
) -> None:
    """Claim and post one alert under its key; what an earlier try left is found first."""
    may = delivery.fence(desk.node)
    claimed = [replace(each, lease_until=now + delivery.LEASE) for each in begun]
    if not desk.store.claim_alerts(claimed, now, owner=desk.node.name):
        return  # another node is at it
    found = _found(desk, claimed)
    if not found.number:
        _settle(desk, claimed, AlertState.DROPPED, now)
        return
    viewer = Viewer(now, watch.zone, desk.settings.name_from)
    number = len(_today(watch, known, now) - {claimed[0].bundle}) + 1
    message = alert(watch, found, viewer, today=number)
    done = delivery.sent(desk, _to(desk, watch), message, f"alert:{claimed[0].bundle}", tried=tried, may=may)
    if done.end is not PostEnding.SENT:
        log.warning("alert not sent", watch=watch.id, end=done.end.value, reason=done.reason)
    if done.end in {PostEnding.LOST, PostEnding.REFUSED} and watch.here:
        tell_alerts_lost(desk, watch, _to(desk, watch), done.reason)
    if done.end in BECAME:
        _settle(desk, claimed, BECAME[done.end], now, done.post)


def _found(desk: Desk, claimed: Sequence[Alert]) -> AlertContent:
    """Return what alerts tell: each change and each passage once."""
    changes = [change for each in claimed if each.change and (change := desk.store.change(each.item))]
    quotes = [filed for each in claimed if not each.change and (filed := desk.store.quote(each.item))]
    splits = [split for each in claimed if each.change and (split := _standing(desk, each.item))]
    inside = {quote.id for change in changes for quote in change.quotes}
    return AlertContent(
        distinct(changes), passages([each for each in quotes if each.quote.id not in inside]), tuple(splits)
    )


def _standing(desk: Desk, split_id: str) -> Split | None:
    """Return a split that its page still tells."""
    split = desk.store.split(split_id)
    told = desk.store.splits_of(split.told.publication.article_id) if split else ()
    return next((each for each in told if each.id == split_id), None)


def _settle(desk: Desk, claimed: Iterable[Alert], state: AlertState, now: datetime, post: str = "") -> None:
    at = now if state in TOLD else None
    for each in claimed:
        desk.store.keep_alert(replace(each, state=state, sent_at=at, post=post))


def _to(desk: Desk, watch: Watch) -> Channel:
    """Return where alerts go: the channel, or the person."""
    platform = watch.channel_id.split(":")[0]
    if watch.here or platform == "console":
        return desk.store.channel(watch.channel_id) or Channel(watch.channel_id, platform, platform, watch.zone)
    return Channel(watch.person, platform, watch.person, watch.zone)
