"""What somebody was told of a feed's trouble."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.model.news import require_utc

EVERY_FEED = "*"  # in the place of a feed: all of them fail


@dataclass(frozen=True, slots=True)
class Notice:
    """Hold a notice that was sent, so that it can be edited when the feed works again."""

    feed_id: str
    recipient: str  # the platform's name of a person, or of a channel
    post: str
    sent_at: datetime
    since: datetime  # when the trouble began

    def __post_init__(self) -> None:
        require_utc(self.sent_at, self.since)


@dataclass(frozen=True, slots=True)
class Follower:
    """Say who follows a feed, and who there added it."""

    feed_id: str
    follower: str  # a workspace; "" where all share their feeds
    person: str  # the platform's name of who added it, or ""
    name: str  # how others see them
