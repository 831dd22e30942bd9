"""Deliver the digests that are due, each slot once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot import delivery
from bot.briefing import digest as briefing
from bot.delivery import PostEnding, Sent, SlotLease
from bot.due import digests
from bot.errors import NotNow, PlatformError
from bot.jobs import stopped
from bot.model.briefing import Delivery, DeliveryState, Slot

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.model.briefing import Channel

LOOKED_BACK = 100  # deliveries of a channel
log = structlog.get_logger()


def due(desk: Desk, channel: Channel) -> digests.Due:
    """Return what a channel is owed now; a try out of turn that broke off is looked up, and told with the next one."""
    known = desk.store.deliveries(channel.id, LOOKED_BACK)
    now = desk.clock.now()
    settled = {each.slot.id for each in known if each.state is not DeliveryState.CLAIMED}
    owed = digests.due(channel, settled, now)
    scheduled = {slot.id for slot in (*owed.folded, *((owed.post,) if owed.post else ()))}
    stale = [each for each in known if each.claimed_at + delivery.LEASE <= now]
    left = [slot for slot in delivery.open_claims(stale) if slot.id not in scheduled]
    return replace(owed, folded=(*left, *owed.folded))


def deliver(desk: Desk, channel_id: str) -> Delivery | None:
    """Post the channel's due digest once, fold what is too late, and return what became of the newest slot."""
    with desk.turns.of(f"deliver {channel_id}"):  # a node may take up its own claim: one at a time
        channel = desk.store.channel(channel_id)
        if channel is None or channel.platform not in desk.platforms:  # one that this process does not serve
            return None
        owed = due(desk, channel)
        for slot in owed.folded:
            _fold(desk, channel, slot)
        return _post(desk, channel, owed.post, owed.note) if owed.post else None


def _tell(desk: Desk, channel: Channel, slot: Slot) -> None:
    """Tell who set the digest what became of it, where that is not that it was posted."""
    now, settled = desk.store.channel(channel.id) or channel, desk.store.delivery(slot)
    stopped.tell_paused(desk, now)
    if settled and settled.state in {DeliveryState.FAILED, DeliveryState.MAYBE}:
        stopped.tell_failed(desk, now, settled)


def _claimed(desk: Desk, channel: Channel, slot: Slot, note: str = "") -> SlotLease | Delivery | None:
    until = desk.store.stamp(desk.clock.now())
    return delivery.claimed(desk, slot, delivery.window(desk, channel, slot), until, note)


def _fold(desk: Desk, channel: Channel, slot: Slot) -> None:
    """Leave a slot's news to the next digest, unless an earlier try is found to have posted it."""
    claim = _claimed(desk, channel, slot)
    if not isinstance(claim, SlotLease):
        return
    found = _found(desk, channel, claim)
    if found is None:
        return
    if found.end is PostEnding.SENT:
        mine = claim.delivery
        digest = delivery.compose(desk, channel, mine.since, mine.until, week=slot.week)
        delivery.settled(desk, channel, delivery.telling(desk, claim, digest).delivery, found)
    elif found.end is PostEnding.MAYBE:
        delivery.settled(desk, channel, claim.delivery, found)
    else:
        note = digests.folded_note(slot, desk.clock.now())
        desk.store.settle(replace(claim.delivery, state=DeliveryState.FOLDED, note=note))


def _found(desk: Desk, channel: Channel, claim: SlotLease) -> Sent | None:
    """Return what an earlier try left on the platform; None when that is looked up again later."""
    slot = claim.delivery.slot
    try:
        post = desk.platforms[channel.platform].find(channel, slot.id, claim.tried) if claim.tried else None
    except NotNow as error:
        log.warning("slot not looked up", channel=channel.id, slot=slot.id, reason=str(error))
        return None
    except PlatformError as error:
        return Sent(PostEnding.MAYBE, reason=str(error))
    return Sent(PostEnding.SENT, post) if post else Sent(PostEnding.FREE)


def _post(desk: Desk, channel: Channel, slot: Slot, note: str) -> Delivery | None:
    """Claim a slot, tell what is new in its window, and return what became of it."""
    claim = _claimed(desk, channel, slot, note)
    if not isinstance(claim, SlotLease):
        return claim
    window = claim.delivery.since, claim.delivery.until
    digest = delivery.compose(desk, channel, *window, note=note, week=slot.week)
    message = briefing.message(digest, desk.settings.name_from)
    claim = delivery.telling(desk, claim, digest)
    if message.empty and not channel.empty_line:
        desk.store.settle(replace(claim.delivery, state=DeliveryState.EMPTY))
        return desk.store.delivery(slot)
    done = delivery.posted(desk, channel, claim, message)
    if done.end is not PostEnding.SENT:
        log.warning("digest not posted", channel=channel.id, slot=slot.id, end=done.end.value, reason=done.reason)
    _tell(desk, channel, slot)
    return None if done.end in {PostEnding.FREE, PostEnding.LOOK} else desk.store.delivery(slot)
