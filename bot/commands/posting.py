"""The digest of this moment: what it would say, and telling it out of turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import delivery
from bot.briefing import digest as briefing
from bot.briefing.channel import not_again
from bot.briefing.sieve import sieved
from bot.commands.place import viewer_of
from bot.delivery import PostEnding, SlotLease
from bot.desk import Desk
from bot.errors import UserError
from bot.model.briefing import Channel, Delivery, DeliveryState, Digest, Slot
from bot.model.message import Message, Section

DAY = timedelta(hours=24)
MOST_BACK = 30  # minutes before this one whose slot a second digest may take


def pending(channel: Channel, desk: Desk, *, until: datetime | None = None, again: Delivery | None = None) -> Digest:
    """Return the digest of everything since the last one; with `again`, of that one's window too, as if not told."""
    since = again.since if again else delivery.told_until(desk, channel)
    return delivery.compose(desk, channel, since, until or desk.store.latest(desk.clock.now()), without=again)


def retold(channel: Channel, told: Delivery, desk: Desk) -> Digest:
    """Return the digest that was told, made again."""
    digest = delivery.compose(desk, channel, told.since, told.until, without=told, week=told.slot.week)
    return replace(digest, stories=tuple(each for each in digest.stories if each.id in told.stories))


def example(channel: Channel, desk: Desk) -> Digest:
    """Return a digest of the last day, or week, with what was there before the channel began; for a look only."""
    moment = desk.clock.now()
    digest = pending(channel, desk)
    for back in (DAY, 7 * DAY):
        news = sieved(desk.news(channel.id, moment - back, moment, backlog=True), channel, moment)
        note = "an example, from what was there before"
        digest = briefing.compose(
            channel,
            news,
            moment - back,
            moment,
            told=briefing.AlreadyTold(),
            engine=desk.engine.name,
            name_from=desk.settings.name_from,
            note=note,
            own=desk.own_topics(channel.id),
        )
        if digest.stories:
            return digest
    return digest


def post_now(channel: Channel, desk: Desk, *, anyway: bool) -> Message:
    """Post the digest in this minute's slot and say so; raises UserError when one is under way or it did not arrive."""
    with desk.turns.of(f"deliver {channel.id}"):
        return _post_now(channel, desk, anyway=anyway)


def _post_now(channel: Channel, desk: Desk, *, anyway: bool) -> Message:
    last = desk.store.last_delivery(channel.id, DeliveryState.POSTED)
    until = desk.store.stamp(desk.clock.now())
    digest = pending(channel, desk, until=until, again=last if anyway else None)
    message = briefing.message(digest, desk.settings.name_from)
    if message.empty:
        return (not_again(last, viewer_of(channel, desk)) if last and not anyway else None) or message
    claim = delivery.telling(desk, claimed(channel, digest, desk, back=MOST_BACK if anyway else 0), digest)
    if channel.platform == "console":  # the answer itself is what the console's channel sees
        desk.store.settle(replace(claim.delivery, state=DeliveryState.POSTED, posted_at=desk.clock.now()))
        return message
    return _posted(channel, claim, message, desk)


def _posted(channel: Channel, claim: SlotLease, message: Message, desk: Desk) -> Message:
    """Post a digest out of turn to its channel and say so; raises UserError where it did not arrive."""
    done = delivery.posted(desk, channel, claim, message)
    if done.end is PostEnding.LOOK:  # somebody waits for the answer: look at once
        done = delivery.posted(desk, channel, replace(claim, tried=claim.delivery.claimed_at), message)
    match done.end:
        case PostEnding.SENT:
            return Message((Section("The digest is posted in the channel."),))
        case PostEnding.MAYBE:
            raise UserError(f"The digest may have been posted. {done.reason}")
        case PostEnding.LOOK:
            raise UserError(f"The digest may have been posted; that is looked up. {done.reason}")
        case PostEnding.FREE:
            raise UserError(f"The digest was not posted. {done.reason}")
        case _:
            raise UserError(done.reason)


def claimed(channel: Channel, digest: Digest, desk: Desk, *, back: int) -> SlotLease:
    """Return a claim on the slot of this minute, or of one up to `back` minutes before; raises UserError."""
    planned = {each.at for each in channel.times}
    now = desk.clock.now()
    local = now.astimezone(ZoneInfo(channel.zone)).replace(second=0, microsecond=0, fold=0)
    for minutes in range(back + 1):
        moment = local - timedelta(minutes=minutes)
        if minutes and moment.time() in planned:
            continue  # a slot that its own digest may still need
        slot = Slot(channel.id, moment.date(), moment.time(), now)
        if desk.store.delivery(slot) is None:
            claim = delivery.claimed(desk, slot, digest.since, digest.until, "asked for")
            if isinstance(claim, SlotLease):
                return claim
    raise UserError("A digest is posted here in this very minute. Try again in the next one.")
