"""What people are told of feeds that stopped working, and of those that work again."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from bot.briefing.feeds import name_of, removal
from bot.briefing.said import requoted
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted
from bot.model.message import Actions, Button, Context, Header, Message, Section
from bot.model.notice import Follower
from bot.model.query import Followed

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
