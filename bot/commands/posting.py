"""The digest of this moment: what it would say, and telling it out of turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.briefing import digest as briefing
from bot.briefing.channel import not_again
from bot.commands.place import viewer_of
from bot.desk import Desk
from bot.errors import NotNow, PlatformError, Unclear, UserError
from bot.model.briefing import Channel, Delivery, DeliveryState, Digest, Slot
from bot.model.message import Message, Section

DAY = timedelta(hours=24)
LEASE = timedelta(minutes=2)
MOST_BACK = 30  # minutes before this one whose slot a second digest may take
REMEMBERED = 10  # deliveries looked at for what was told
CLOSED = (DeliveryState.POSTED, DeliveryState.EMPTY, DeliveryState.MAYBE)  # their window is told


def pending(channel: Channel, desk: Desk, *, again: Delivery | None = None) -> Digest:
    """Return the digest of everything since the last one; with `again`, of that one's window too, as if not told."""
    moment = desk.clock.now()
    since = again.since if again else told_until(channel, desk)
    deliveries = [each for each in desk.store.deliveries(channel.id, REMEMBERED) if each != again]
    return briefing.compose(
        channel,
        desk.news(channel.id, since, moment),
        since,
        moment,
        told=briefing.told_in(deliveries),
        engine=desk.engine.name,
        name_from=desk.settings.name_from,
        earlier=desk.news(channel.id, since - briefing.REMEMBERED_DAYS, since),
        own=desk.own_topics(channel.id),
    )


def example(channel: Channel, desk: Desk) -> Digest:
    """Return a digest of the last day, or week, with what was there before the channel began; for a look only."""
    moment = desk.clock.now()
    digest = pending(channel, desk)
    for back in (DAY, 7 * DAY):
        news = desk.news(channel.id, moment - back, moment, backlog=True)
        note = "an example, from what was there before"
        digest = briefing.compose(
            channel,
            news,
            moment - back,
            moment,
            told=briefing.Told(),
            engine=desk.engine.name,
            name_from=desk.settings.name_from,
            note=note,
            own=desk.own_topics(channel.id),
        )
        if digest.stories:
            return digest
    return digest


def told_until(channel: Channel, desk: Desk) -> datetime:
    """Return where the next digest's window begins: where the last one ended, else a day before the first."""
    last = desk.store.last_delivery(channel.id, *CLOSED)
    return last.until if last else (channel.since or desk.clock.now()) - DAY


def post_now(channel: Channel, desk: Desk, *, anyway: bool) -> Message:
    """Post the digest in this minute's slot and say so; raises UserError when one is under way or it did not arrive."""
    last = desk.store.last_delivery(channel.id, DeliveryState.POSTED)
    digest = pending(channel, desk, again=last if anyway else None)
    message = briefing.message(digest, desk.settings.name_from)
    if message.empty:
        return (not_again(last, viewer_of(channel, desk)) if last and not anyway else None) or message
    claim = claimed(channel, digest, desk, back=MOST_BACK if anyway else 0)
    quotes = briefing.told_by(digest, desk.settings.name_from)
    stories = tuple(story.id for story in digest.stories)
    telling = replace(claim, stories=stories, quotes=quotes)
    if channel.platform == "console":  # the answer itself is what the console's channel sees
        desk.store.settle(replace(telling, state=DeliveryState.POSTED, posted_at=digest.until))
        return message
    return posted(channel, telling, message, desk)


def posted(channel: Channel, claim: Delivery, message: Message, desk: Desk) -> Message:
    """Post a digest out of turn to its channel and say so; raises UserError where it did not arrive."""
    platform = desk.platforms[channel.platform]
    try:
        try:
            post = platform.post(channel, message, claim.slot.id)
        except NotNow as error:
            if not error.look:
                raise
            post = platform.post(channel, message, claim.slot.id, tried=claim.claimed_at)
    except Unclear as error:
        desk.store.settle(replace(claim, state=DeliveryState.MAYBE, post=error.post, note=str(error)))
        raise UserError(f"The digest may have been posted. {error}") from error
    except NotNow as error:
        if error.look:
            desk.store.settle(replace(claim, state=DeliveryState.MAYBE, note=str(error)))
            raise UserError(f"The digest may have been posted. {error}") from error
        desk.store.release(claim.slot)
        raise UserError(f"The digest was not posted. {error}") from error
    except PlatformError as error:
        untold = replace(claim, state=DeliveryState.FAILED, note=str(error), stories=(), quotes=())
        desk.store.settle(untold)
        raise UserError(str(error)) from error
    desk.store.settle(replace(claim, state=DeliveryState.POSTED, post=post, posted_at=desk.clock.now()))
    return Message((Section("The digest is posted in the channel."),))


def claimed(channel: Channel, digest: Digest, desk: Desk, *, back: int) -> Delivery:
    """Return a claim on the slot of this minute, or of one up to `back` minutes before; raises UserError."""
    planned = {each.at for each in channel.times}
    local = digest.until.astimezone(ZoneInfo(channel.zone)).replace(second=0, microsecond=0, fold=0)
    for minutes in range(back + 1):
        moment = local - timedelta(minutes=minutes)
        if minutes and moment.time() in planned:
            continue  # a slot that its own digest may still need
        claim = claim_on(Slot(channel.id, moment.date(), moment.time(), digest.until), digest)
        if desk.store.claim(claim, owner="digest now")[0]:
            return claim
    raise UserError("A digest is posted here in this very minute. Try again in the next one.")


def claim_on(slot: Slot, digest: Digest) -> Delivery:
    """Return the claim that a digest lays on a slot."""
    now = digest.until
    return Delivery(slot, DeliveryState.CLAIMED, digest.since, now, now, now + LEASE, note="asked for")
