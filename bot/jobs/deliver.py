"""Deliver digests: claim the slot, look whether it was posted, post, settle."""

from __future__ import annotations

import os
import socket
import threading
from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.briefing import digest as briefing
from bot.briefing import windows
from bot.errors import NotNow, PlatformError, Unclear, Unreachable
from bot.model.briefing import Delivery, DeliveryState, Slot

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.model.briefing import Channel, Digest
    from bot.model.message import Message

LEASE = timedelta(minutes=2)
DAY = timedelta(days=1)
CLOSED = (DeliveryState.POSTED, DeliveryState.EMPTY, DeliveryState.MAYBE)  # their window is told
_turns: defaultdict[str, threading.Lock] = defaultdict(
    threading.Lock
)  # a node may take up its own claim: one at a time
log = structlog.get_logger()


def node() -> str:
    """Return this machine's stable name, under which it may take up its own claims again at once."""
    return os.environ.get("ONRECORD_NODE") or socket.gethostname()


def due(desk: Desk, channel: Channel) -> windows.Due:
    """Return what a channel is owed now."""
    settled = {
        each.slot.id for each in desk.store.deliveries(channel.id, 100) if each.state is not DeliveryState.CLAIMED
    }
    return windows.due(channel, settled, desk.clock.now())


def deliver(desk: Desk, channel_id: str) -> Delivery | None:
    """Post the channel's due digest once, fold what is too late, and return what became of the newest slot."""
    with _turns[channel_id]:
        return _deliver(desk, channel_id)


def _deliver(desk: Desk, channel_id: str) -> Delivery | None:
    channel = desk.store.channel(channel_id)
    if channel is None or channel.platform not in desk.platforms:  # a platform that this process does not serve
        return None
    owed = due(desk, channel)
    for slot in owed.folded:
        _fold(desk, channel, slot)
    return _post(desk, channel, owed.post, owed.note) if owed.post else None


def opened(desk: Desk, channel: Channel, slot: Slot) -> Delivery:
    """Return a claim on a slot; its window begins where the last told one ended, so nothing is lost."""
    now = desk.clock.now()
    last = desk.store.last_delivery(channel.id, *CLOSED)
    since = last.until if last else (channel.since or now) - DAY
    return Delivery(slot, DeliveryState.CLAIMED, since, now, now, now + LEASE)


def _fold(desk: Desk, channel: Channel, slot: Slot) -> None:
    """Leave a slot's news to the next digest, unless an earlier try is found to have posted it."""
    claim = opened(desk, channel, slot)
    mine, before = desk.store.claim(claim, owner=node())
    if not mine:
        return
    if before:
        claim = replace(claim, since=before.since, until=before.until)
    note = "more than 3 h late: told in the next digest"
    try:
        post = desk.platforms[channel.platform].find(channel, slot.id, before.claimed_at) if before else None
    except NotNow as error:  # a later tick looks again
        log.warning("slot not looked up", channel=channel.id, slot=slot.id, reason=str(error))
        return
    except PlatformError as error:
        _settled(desk, replace(claim, note=str(error)), DeliveryState.MAYBE)
        return
    if post:
        _settled(desk, _telling(desk, channel, replace(claim, post=post, posted_at=claim.until)), DeliveryState.POSTED)
    else:
        _settled(desk, replace(claim, note=note), DeliveryState.FOLDED)


def _telling(desk: Desk, channel: Channel, claim: Delivery) -> Delivery:
    """Return a claim with what its digest tells."""
    digest = compose(desk, channel, claim.since, claim.until)
    return replace(claim, stories=_stories(digest), quotes=_quotes(desk, digest))


def _post(  # noqa: PLR0911 - each end of a try is a return of its own
    desk: Desk, channel: Channel, slot: Slot, note: str
) -> Delivery | None:
    """Claim, look, post, settle; whatever crashes in between, the next try finds out what happened."""
    claim = opened(desk, channel, slot)
    mine, before = desk.store.claim(claim, owner=node())
    if not mine:
        return before
    if before:  # the first claim set the window: what was posted is found again, what came since is for the next digest
        claim = replace(claim, since=before.since, until=before.until)
    digest = compose(desk, channel, claim.since, claim.until, note)
    message = briefing.message(digest, desk.settings.name_from)
    claim = replace(claim, note=note, stories=_stories(digest), quotes=_quotes(desk, digest))
    if message.empty and not channel.empty_line:
        return _settled(desk, claim, DeliveryState.EMPTY)
    try:
        return _sent(desk, channel, claim, message, before.claimed_at if before else None)
    except Unclear as error:
        return _settled(desk, replace(claim, post=error.post, note=str(error)), DeliveryState.MAYBE)
    except Unreachable as error:
        known = desk.store.channel(channel.id) or channel  # what was set meanwhile stays
        desk.store.keep_channel(replace(known, paused=True, paused_until=None, paused_reason=str(error)))
        return _settled(desk, _untold(claim, str(error)), DeliveryState.FAILED)
    except NotNow as error:  # the slot is free again: a later tick posts it, up to three hours late
        log.warning("post put off", channel=channel.id, slot=slot.id, reason=str(error))
        if not error.look:
            desk.store.release(slot)
        return None
    except PlatformError as error:
        log.warning("post failed", channel=channel.id, slot=slot.id, reason=str(error))
        return _settled(desk, _untold(claim, str(error)), DeliveryState.FAILED)


def _sent(desk: Desk, channel: Channel, claim: Delivery, message: Message, tried: datetime | None) -> Delivery:
    """Post under the slot's key what an earlier try has not."""
    post = desk.platforms[channel.platform].post(channel, message, claim.slot.id, tried=tried)
    return _settled(desk, replace(claim, post=post, posted_at=desk.clock.now()), DeliveryState.POSTED)


def compose(desk: Desk, channel: Channel, since: datetime, until: datetime, note: str = "") -> Digest:
    """Return the digest of a window from what the store holds."""
    told = briefing.told_in(desk.store.deliveries(channel.id, 10))
    return briefing.compose(
        channel,
        desk.news(channel.id, since, until),
        since,
        until,
        told=told,
        engine=desk.engine.name,
        name_from=desk.settings.name_from,
        note=note,
        earlier=desk.news(channel.id, since - briefing.REMEMBERED_DAYS, since),
        own=desk.own_topics(channel.id),
    )


def _untold(claim: Delivery, note: str) -> Delivery:
    """Return a claim that told nothing, so that the next digest does."""
    return replace(claim, note=note, stories=(), quotes=())


def _settled(desk: Desk, claim: Delivery, state: DeliveryState) -> Delivery:
    settled = replace(claim, state=state)
    desk.store.settle(settled)
    return settled


def _stories(digest: Digest) -> tuple[str, ...]:
    return tuple(story.id for story in digest.stories)


def _quotes(desk: Desk, digest: Digest) -> tuple[str, ...]:
    return briefing.told_by(digest, desk.settings.name_from)
