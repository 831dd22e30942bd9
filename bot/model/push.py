"""A hub's promise to say when a feed changes (WebSub)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.model.news import require_utc


@dataclass(frozen=True, slots=True)
class Subscription:
    """Hold what we asked of a hub, and until when it promised."""

    feed_id: str
    hub: str  # its address
    topic: str  # what the feed calls itself there
    token: str  # the end of the address at which the hub reaches us; nobody else knows it
    secret: str = field(repr=False)  # with which it signs what it sends
    until: datetime | None = None  # None = not confirmed
    asked_at: datetime | None = None

    def __post_init__(self) -> None:
        require_utc(self.until, self.asked_at)
