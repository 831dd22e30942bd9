"""What people are told of feeds and digests that stopped, and of those that go on."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from bot.briefing.days import weekday
from bot.briefing.feeds import name_of, removal
from bot.briefing.said import requoted
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, reason_of
from bot.due.digests import next_due
from bot.model.briefing import Channel, Delivery, DeliveryState
from bot.model.message import Actions, Button, Context, Header, Message, Section
from bot.model.notice import Follower
from bot.model.query import Followed
from bot.model.watch import Watch

REMINDED = 7  # days until somebody is told again


def stopped(each: Followed, follower: Follower, viewer: Viewer) -> Message:
    """Return what the person who added a feed is told when it fails for long: since, reason, tries, next try."""
    polling = each.polling
    since = f" since {viewer.full(polling.failing_since)}" if polling.failing_since else ""
    tries = counted(polling.failures, "try", "tries")
    coming = "It is not tried again" if polling.paused else f"Next try {viewer.when(polling.next_at)}"
    said = f"{name_of(each.feed)} has failed{since}: {polling.reason.rstrip('.')}, {tries}. {coming}."
    who = f"{follower.name}, who added it" if follower.name else "who added it"
    return Message(
        (
            Header("One feed stopped working"),
            Section(said, each.feed.url),
            Section("The digest goes on without it."),
            Actions(
                (
                    Button("Find its new address", f"feeds add {requoted(site_of(each))}", key="f"),
                    Button("Try now", f"feeds try {requoted(each.feed.url)}", key="t"),
                    Button("Remove it", removal(each.feed), key="r"),
                )
            ),
            Context(f"Sent once to {who} · next reminder in {REMINDED} days"),
        )
    )


def site_of(each: Followed) -> str:
    """Return the address of the site whose feed it is."""
    parts = urlsplit(each.feed.homepage or each.feed.url)
    return f"{parts.scheme}://{parts.netloc}/"


def works_again(each: Followed, since: datetime, viewer: Viewer) -> Message:
    """Return what the notice becomes when its feed is read again."""
    at = each.polling.last_ok_at or viewer.now
    said = f"{name_of(each.feed)} works again since {viewer.full(at)}. It had failed since {viewer.full(since)}."
    return Message((Header("This feed works again"), Section(said, each.feed.url)))


def no_longer_followed(feed: str) -> Message:
    """Return what the notice becomes when its feed was removed."""
    return Message((Header("This feed is not followed any more"), Section(f"It was removed: {feed}")))


def paused(channel: Channel) -> Message:
    """Return what who set a digest is told when it stopped: why, what follows, and how it goes on."""
    return Message(
        (
            Section(f"The digest of {channel.title} is paused.", bold=True),
            Section(reason_of(channel.paused_reason)),
            Context("It goes on by itself once I can post there, and tells what is new until then. Its settings stay."),
            Actions(
                (
                    Button("Try again", f"digest resume in:{channel.id}", key="r"),
                    Button("History", f"digest history in:{channel.id}", key="h"),
                )
            ),
        )
    )


def goes_on(channel: Channel, viewer: Viewer, reason: str = "") -> Message:
    """Return what that becomes when the digest goes on; with a reason what is told of a pause that could not be."""
    why = f" It was paused: {reason_of(reason)}" if reason else ""
    following = next_due(channel, viewer.now)
    coming = f" Next: {viewer.full(following)}." if following else ""
    return Message((Section(f"The digest of {channel.title} goes on.{coming}{why}"),))


def not_arrived(channel: Channel, delivery: Delivery, viewer: Viewer) -> Message:
    """Return what who set a digest is told of one that failed, or of which nobody knows whether all of it arrived."""
    at = f"{weekday(delivery.slot.day, viewer.today)} {delivery.slot.at:%H:%M}"
    maybe = delivery.state is DeliveryState.MAYBE
    what = "may not have arrived whole" if maybe else "was not posted"
    then = (
        "It is not sent again by itself, so that nobody reads it twice."
        if maybe
        else "What it would have told is in the next one."
    )
    return Message(
        (
            Section(f"The digest of {channel.title} for {at} {what}.", bold=True),
            Section(f"{reason_of(delivery.note)} {then}"),
            Actions(
                (
                    Button("Post a digest now", f"digest now in:{channel.id}", key="n"),
                    Button("History", f"digest history in:{channel.id}", key="h"),
                )
            ),
        )
    )


def alerts_lost(watch: Watch, channel: Channel, reason: str) -> Message:
    """Return what who watches is told when alerts cannot be posted into a channel."""
    return Message(
        (
            Section(f"Alerts on {watch.about} cannot be posted in {channel.title}.", bold=True),
            Section(f"{reason_of(reason)} What they would have told is not made up for."),
            Actions((Button("Stop this watch", f"watch remove {watch.id}", key="x"),)),
        )
    )


def none_read(number: int, since: datetime, reason: str, viewer: Viewer) -> Message:
    """Return what a channel is told when no feed at all can be read."""
    feeds = "its only feed" if number == 1 else f"all {number} feeds"
    said = f"No feed could be read since {viewer.full(since)}: {feeds} of this channel's digest fail. Last: {reason}"
    return Message(
        (Header("No feed can be read"), Section(said), Actions((Button("Health", "feeds health", key="h"),)))
    )


def read_again(since: datetime, viewer: Viewer) -> Message:
    """Return what that becomes when feeds are read again."""
    return Message((Header("Feeds are read again"), Section(f"None could be read since {viewer.full(since)}.")))
