"""The one way from a message to a post: claim, look, post, settle; whatever crashes in between, it arrives once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.briefing import digest as briefing
from bot.briefing.sieve import sieved
from bot.due.digests import next_due
from bot.editing import edited
from bot.errors import NotNow, PlatformError, Unclear, Unreachable
from bot.model.briefing import CLOSED, Delivery, DeliveryState, Slot

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.model.briefing import Channel, Digest
    from bot.model.message import Message
    from bot.ports.world import Node

LEASE = timedelta(minutes=5)  # for which a claim keeps other nodes away, unless its node is known to be dead
POSTING = 60.0  # seconds after its claim in which a node may begin to post; clocks of nodes differ, and calls take time
DAY, WEEK = timedelta(days=1), timedelta(days=7)
REMEMBERED = 10  # deliveries looked at for what was told


class PostEnding(StrEnum):
    """Tell how a try to post ended."""

    SENT = "sent"
    MAYBE = "maybe"  # nobody knows; never sent again by itself
    LOOK = "look"  # may be under way: the next try looks first
    FREE = "free"  # surely not posted: tried again by itself
    LOST = "lost"  # the place cannot be reached until somebody changes something
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Sent:
    """Hold how a try to post ended, the platform's name of the post, and why it is not there."""

    end: PostEnding
    post: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SlotLease:
    """Hold a claimed slot, when an earlier try began, and until when this node may post."""

    delivery: Delivery
    tried: datetime | None
    fence: Callable[[], None]


def fence(node: Node) -> Callable[[], None]:
    """Return what raises NotNow once this node may no longer post what it claimed just now.

    A node that slept through its lease finds out before it posts: by then another one may have posted.
    """
    began = time.monotonic()

    def still() -> None:
        if time.monotonic() - began > POSTING or not node.sure(began):
            raise NotNow("This machine stood still in between; another one may have posted.", look=True)

    return still


def sent(
    desk: Desk, channel: Channel, message: Message, key: str, *, tried: datetime | None, may: Callable[[], None]
) -> Sent:
    """Post under a key as long as this node may, what an earlier try left found first, and return how that ended."""
    try:
        post = desk.platforms[channel.platform].post(channel, message, key, tried=tried, fence=may)
    except Unclear as error:
        return Sent(PostEnding.MAYBE, error.post, str(error))
    except NotNow as error:
        return Sent(PostEnding.LOOK if error.look else PostEnding.FREE, reason=str(error))
    except Unreachable as error:
        return Sent(PostEnding.LOST, reason=str(error))
    except PlatformError as error:
        return Sent(PostEnding.REFUSED, reason=str(error))
    return Sent(PostEnding.SENT, post)


def window(desk: Desk, channel: Channel, slot: Slot) -> datetime:
    """Return where the window of a slot begins: a review tells the week before it."""
    return slot.due_at - WEEK if slot.week else told_until(desk, channel)


def told_until(desk: Desk, channel: Channel) -> datetime:
    """Return where the next digest's window begins: where the last one ended, else a day before the first."""
    last = desk.store.last_delivery(channel.id, *CLOSED, reviews=False)
    return last.until if last else (channel.since or desk.clock.now()) - DAY


def claimed(desk: Desk, slot: Slot, since: datetime, until: datetime, note: str = "") -> SlotLease | Delivery | None:
    """Return a claim on a slot, or what became of it where it is another's or settled.

    The first claim sets the window: what it posted is found again, what came since is for the next digest.
    """
    now = desk.clock.now()
    wanted = Delivery(slot, DeliveryState.CLAIMED, since, until, now, now + LEASE, note=note)
    may = fence(desk.node)
    mine, before = desk.store.claim(wanted, owner=desk.node.name)
    if not mine:
        return before
    if before is None:
        return SlotLease(wanted, _before_restore(desk, slot), may)
    return SlotLease(replace(wanted, since=before.since, until=before.until), before.claimed_at, may)


def _before_restore(desk: Desk, slot: Slot) -> datetime | None:
    """Return since when a slot may have been posted that a backup, put back since, knows nothing of."""
    lost = desk.store.restored()
    if lost is None or not lost[1] - LEASE <= slot.due_at <= lost[0]:
        return None
    return slot.due_at - LEASE


def compose(
    desk: Desk,
    channel: Channel,
    since: datetime,
    until: datetime,
    *,
    note: str = "",
    without: Delivery | None = None,
    week: bool = False,
) -> Digest:
    """Return the digest of a window as it is told, `without` what one delivery told counting as told.

    That of a `week` tells again what the daily ones told.
    """
    deliveries = [each for each in desk.store.deliveries(channel.id, REMEMBERED) if each != without and not week]
    back = WEEK if any(each.story for each in channel.mutes) else briefing.REMEMBERED_DAYS
    digest = briefing.compose(
        channel,
        sieved(desk.news(channel.id, since, until), channel, desk.clock.now()),
        since,
        until,
        told=briefing.told_in(deliveries),
        engine=desk.engine.name,
        name_from=desk.settings.name_from,
        note=note,
        earlier=desk.news(channel.id, since - back, since),
        own=desk.own_topics(channel.id),
    )
    digest = edited(desk, replace(digest, week=week))
    now = desk.clock.now()
    if until <= now:
        return digest
    # The ledger's time is ahead: this clock was set back. What a person reads is by the clock.
    return replace(digest, day=now.astimezone(ZoneInfo(channel.zone)).date(), next_due=next_due(channel, now))


def telling(desk: Desk, claim: SlotLease, digest: Digest) -> SlotLease:
    """Return a claim with what its digest tells, so that nothing repeats."""
    stories = tuple(story.id for story in digest.stories)
    quotes = briefing.told_by(digest, desk.settings.name_from)
    return replace(claim, delivery=replace(claim.delivery, stories=stories, quotes=quotes))


def posted(desk: Desk, channel: Channel, claim: SlotLease, message: Message) -> Sent:
    """Post a claimed digest and settle its slot."""
    done = sent(desk, channel, message, claim.delivery.slot.id, tried=claim.tried, may=claim.fence)
    settled(desk, channel, claim.delivery, done)
    return done


def settled(desk: Desk, channel: Channel, claim: Delivery, done: Sent) -> None:
    """Write what became of a slot; one that may be under way stays claimed, so that the next try looks."""
    match done.end:
        case PostEnding.SENT:
            now = desk.clock.now()
            desk.store.settle(replace(claim, state=DeliveryState.POSTED, post=done.post, posted_at=now))
        case PostEnding.MAYBE:
            desk.store.settle(replace(claim, state=DeliveryState.MAYBE, post=done.post, note=done.reason))
        case PostEnding.FREE:
            desk.store.release(claim.slot)
        case PostEnding.LOST:
            known = desk.store.channel(channel.id) or channel  # what was set meanwhile stays
            desk.store.keep_channel(replace(known, paused=True, paused_until=None, paused_reason=done.reason))
            desk.store.settle(_untold(claim, done.reason))
        case PostEnding.REFUSED:
            desk.store.settle(_untold(claim, done.reason))
        case PostEnding.LOOK:
            return


def _untold(claim: Delivery, note: str) -> Delivery:
    """Return a claim that failed and told nothing, so that the next digest does."""
    return replace(claim, state=DeliveryState.FAILED, note=note, stories=(), quotes=())


def open_claims(deliveries: Sequence[Delivery]) -> tuple[Slot, ...]:
    """Return the slots of tries that did not come to their end."""
    return tuple(each.slot for each in deliveries if each.state is DeliveryState.CLAIMED)
