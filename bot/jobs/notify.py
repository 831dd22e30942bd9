"""Tell who added a feed that it stopped working; when it works again, the notice says so."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.briefing import notices as told
from bot.briefing.viewer import Viewer
from bot.errors import NotNow, PlatformError
from bot.model.briefing import Channel, workspace_of
from bot.model.correction import Post
from bot.model.notice import EVERY_FEED, Follower, Notice

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.model.message import Message
    from bot.model.query import Followed

AFTER, TRIES = timedelta(hours=12), 6  # a feed that fails for less may come back by itself
DAY, AGAIN = timedelta(days=1), timedelta(days=told.REMINDED)
MOST = 3  # notices to one person a day; the others stand in `feeds health`
log = structlog.get_logger()


def notify(desk: Desk) -> None:
    """Edit the notices whose trouble is over, then send those that are due; each is sent once, and again in a week."""
    feeds = {each.feed.id: each for each in desk.store.feeds()}
    following: dict[str, list[Follower]] = defaultdict(list)
    for each in desk.store.followers():
        if each.feed_id in feeds:
            following[each.follower].append(each)
    for notice in desk.store.notices():
        if notice.feed_id != EVERY_FEED and ":" in notice.feed_id:  # of a digest, not of a feed
            continue
        _recovered(desk, notice, feeds, following)
    for follower, theirs in following.items():
        _tell(desk, follower, theirs, feeds)


def lasting(each: Followed, now: datetime) -> bool:
    """Say whether a feed fails for good, or so long and often that somebody should know."""
    polling = each.polling
    since = polling.failing_since
    return since is not None and (polling.paused or (now - since >= AFTER and polling.failures >= TRIES))


def _tell(desk: Desk, follower: str, theirs: list[Follower], feeds: dict[str, Followed]) -> None:
    """Tell the channels when all feeds of a follower fail, else each person of the feeds they added."""
    now = desk.clock.now()
    failing = [each for each in theirs if lasting(feeds[each.feed_id], now)]
    channels = [c for c in desk.store.channels() if c.times and follower in {"", workspace_of(c.id)}]
    if failing and len(failing) == len(theirs) and channels:
        worst = [feeds[each.feed_id].polling for each in failing]
        since = max(polling.failing_since or now for polling in worst)  # since then none of them works
        for channel in channels:
            viewer = Viewer(now, channel.zone)
            message = told.none_read(len(failing), since, worst[-1].reason, viewer)
            _send(desk, EVERY_FEED, channel, message, since)
        return
    for each in failing:
        if each.person:
            person = Channel(each.person, each.person.partition(":")[0], each.person)
            since = feeds[each.feed_id].polling.failing_since or now
            _send(desk, each.feed_id, person, told.stopped(feeds[each.feed_id], each, _viewer(desk, person)), since)


def _send(desk: Desk, feed_id: str, channel: Channel, message: Message, since: datetime) -> None:
    """Send a notice unless one was sent within a week, or enough others today."""
    now = desk.clock.now()
    platform = desk.platforms.get(channel.platform)
    sent = [each for each in desk.store.notices() if each.recipient == channel.id and now - each.sent_at < AGAIN]
    today = [each for each in sent if now - each.sent_at < DAY]
    if platform is None or feed_id in {each.feed_id for each in sent} or len(today) >= MOST:
        return
    key = f"notice:{feed_id}:{channel.id}:{now:%Y%m%d}"
    if not desk.store.first(key, now):
        return
    try:
        post = platform.post(channel, message, key)
        desk.store.keep_notice(Notice(feed_id, channel.id, post, now, since))
    except NotNow as error:
        if not error.look:  # else it may be there: it is tried again tomorrow
            desk.store.forget_first(key)
        log.info("notice put off", recipient=channel.id, reason=str(error))
    except PlatformError as error:
        log.warning("notice not sent", recipient=channel.id, reason=str(error))


def _recovered(desk: Desk, notice: Notice, feeds: dict[str, Followed], following: dict[str, list[Follower]]) -> None:
    """Edit a notice whose trouble is over, and forget it; one that cannot be edited now stays for the next time."""
    channel = Channel(notice.recipient, notice.recipient.partition(":")[0], notice.recipient)
    platform = desk.platforms.get(channel.platform)
    if platform is None:
        return
    message = _over(desk, notice, feeds, following, _viewer(desk, channel))
    if message is None:
        return
    try:
        platform.edit(Post(notice.recipient, notice.post, notice.sent_at, ()), message)
    except NotNow as error:
        log.info("notice not edited yet", recipient=notice.recipient, reason=str(error))
        return
    except PlatformError as error:
        log.warning("notice not edited", recipient=notice.recipient, reason=str(error))
    desk.store.drop_notice(notice)


def _over(
    desk: Desk, notice: Notice, feeds: dict[str, Followed], following: dict[str, list[Follower]], viewer: Viewer
) -> Message | None:
    """Return what a notice becomes, or None while its trouble lasts."""
    if notice.feed_id == EVERY_FEED:
        mine = following.get(desk.follower(notice.recipient), [])
        works = any(not feeds[each.feed_id].polling.failures for each in mine)
        return told.read_again(notice.since, viewer) if works or not mine else None
    each = feeds.get(notice.feed_id)
    if each is None:
        return told.no_longer_followed(notice.feed_id)
    works = not each.polling.failures and not each.polling.paused
    return told.works_again(each, notice.since, viewer) if works else None


def _viewer(desk: Desk, channel: Channel) -> Viewer:
    """Return for whom a notice is written: in a channel's zone, or a person's where the platform knows it."""
    known = desk.store.channel(channel.id)
    zone = known.zone if known else desk.settings.zone
    try:
        zone = zone if known else desk.platforms[channel.platform].person(channel.id, channel.id).zone or zone
    except PlatformError:
        log.info("zone not known", person=channel.id)
    return Viewer(desk.clock.now(), zone or "UTC")
