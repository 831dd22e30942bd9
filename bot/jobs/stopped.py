"""Tell who set a digest that it stopped or may not have arrived; what is mended goes on, and the notice says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.briefing import notices as words
from bot.briefing.viewer import Viewer
from bot.errors import NotNow, PlatformError, Unreachable
from bot.model.briefing import Channel
from bot.model.correction import Post
from bot.model.notice import Notice

if TYPE_CHECKING:
    from datetime import datetime

    from bot.desk import Desk
    from bot.model.briefing import Delivery
    from bot.model.message import Message
    from bot.model.watch import Watch

DAY, KEPT = timedelta(days=1), timedelta(days=7)
MOST = 50  # channels of which a platform is asked in one round
PAUSED, FAILED, ALERTS = "paused:", "failed:", "alerts:"  # what a notice is about, in the place of a feed
log = structlog.get_logger()


def look_after(desk: Desk) -> None:
    """Let digests go on whose trouble is over, and tell of those that stand still or failed since yesterday."""
    now = desk.clock.now()
    channels = {each.id: each for each in desk.store.channels()}
    for channel in _some([each for each in channels.values() if each.stopped], now):
        if _mended(desk, channel):
            channels[channel.id] = _resume(desk, channel)
        else:
            tell_paused(desk, channel)
    for notice in desk.store.notices():
        _over(desk, notice, channels)
    for delivery in desk.store.troubled(now - DAY):
        known = desk.store.channel(delivery.slot.channel_id)
        if known:
            tell_failed(desk, known, delivery)


def tell_paused(desk: Desk, channel: Channel) -> None:
    """Tell who set a digest once why it is paused."""
    if channel.stopped:
        _tell(desk, channel, f"{PAUSED}{channel.id}", words.paused(channel), channel.set_by)


def tell_failed(desk: Desk, channel: Channel, delivery: Delivery) -> None:
    """Tell who set a digest once that one was not posted, or may not have arrived; a pause is told as that."""
    planned = delivery.slot.at in {each.at for each in channel.times}  # else somebody asked, and was answered
    old = channel.since is not None and delivery.claimed_at < channel.since  # of a pause that is over
    if planned and not old and not channel.stopped:
        message = words.not_arrived(channel, delivery, Viewer(desk.clock.now(), channel.zone))
        _tell(desk, channel, f"{FAILED}{delivery.slot.id}", message, channel.set_by)


def tell_alerts_lost(desk: Desk, watch: Watch, channel: Channel, reason: str) -> None:
    """Tell who watches once a week that alerts do not reach their channel."""
    _tell(desk, channel, f"{ALERTS}{watch.id}", words.alerts_lost(watch, channel, reason), watch.person)


def _some(stopped: Sequence[Channel], now: datetime) -> Sequence[Channel]:
    """Return as many channels as a round looks at, others each time."""
    start = int(now.timestamp()) // 600 * MOST % max(1, len(stopped))
    return [*stopped[start:], *stopped[:start]][:MOST]


def _mended(desk: Desk, channel: Channel) -> bool:
    platform = desk.platforms.get(channel.platform)
    try:
        return platform is not None and platform.mended(channel)
    except PlatformError as error:
        log.info("not known whether a channel is mended", channel=channel.id, reason=str(error))
        return False


def _resume(desk: Desk, channel: Channel) -> Channel:
    """Return a channel whose digest goes on from now; who set it is told where the pause itself could not be."""
    known = any(each.feed_id == f"{PAUSED}{channel.id}" for each in desk.store.notices())
    going = replace(channel, paused=False, paused_reason="", since=desk.clock.now())
    desk.store.keep_channel(going)
    log.info("digest goes on", channel=channel.id, was=channel.paused_reason)
    if not known:
        message = words.goes_on(going, Viewer(desk.clock.now(), going.zone), channel.paused_reason)
        _tell(desk, channel, f"{FAILED}{channel.id}|{going.since}", message, channel.set_by)
    return going


def _tell(desk: Desk, channel: Channel, about: str, message: Message, person: str) -> None:
    """Send a notice to somebody unless it was sent; where nothing can be sent now it is tried again later."""
    now = desk.clock.now()
    platform = desk.platforms.get(channel.platform)
    if not person or platform is None or person == channel.platform:  # nobody is known, or who sits at the console
        return
    if any((each.feed_id, each.recipient) == (about, person) for each in desk.store.notices()):
        return
    post = ""
    try:
        post = platform.post(Channel(person, channel.platform, person), message, f"{about}|{now:%Y%m%dT%H%M}")
    except NotNow as error:
        log.info("notice put off", recipient=person, reason=str(error))
        return
    except Unreachable as error:
        log.warning("notice not sent", recipient=person, reason=str(error))
        if str(error) == channel.paused_reason:  # the whole workspace cannot be reached
            return
    except PlatformError as error:
        log.warning("notice not sent", recipient=person, reason=str(error))
    desk.store.keep_notice(Notice(about, person, post, now, now))


def _over(desk: Desk, notice: Notice, channels: dict[str, Channel]) -> None:
    """Let a notice of a pause say that it is over, and forget those that are old."""
    now = desk.clock.now()
    if notice.feed_id.startswith((FAILED, ALERTS)) and now - notice.sent_at > KEPT:
        desk.store.drop_notice(notice)
    channel = channels.get(notice.feed_id.removeprefix(PAUSED))
    if not notice.feed_id.startswith(PAUSED) or (channel and channel.stopped):
        return
    platform = desk.platforms.get(notice.recipient.partition(":")[0])
    if platform and channel and notice.post:
        message = words.goes_on(channel, Viewer(now, channel.zone))
        try:
            platform.edit(Post(notice.recipient, notice.post, notice.sent_at, ()), message)
        except NotNow:
            return
        except PlatformError as error:
            log.warning("notice not edited", recipient=notice.recipient, reason=str(error))
    desk.store.drop_notice(notice)
