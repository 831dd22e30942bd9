"""Remind who added the bot that it follows no feed yet: once, a day after its first message."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot import bundles
from bot.briefing.first import reminder
from bot.errors import PlatformError
from bot.model.briefing import Channel
from bot.model.workspace import FIRST_MESSAGE

if TYPE_CHECKING:
    from bot.desk import Desk

AFTER = timedelta(days=1)
NO_LONGER_AFTER = timedelta(days=2)
log = structlog.get_logger()


def remind(desk: Desk) -> None:
    """Write to everybody whose channel got its first message a day ago and whose workspace follows no feed."""
    now = desk.clock.now()
    for each in desk.store.references_between(FIRST_MESSAGE, now - NO_LONGER_AFTER, now - AFTER):
        name = each.channel_id.partition(":")[0]
        platform = desk.platforms.get(name)
        if platform is None or not each.person or desk.store.feeds(desk.follower(each.channel_id)):
            continue
        key = f"remind:{each.person}"
        if not desk.store.first(key, now):
            continue
        known = [(bundle.key, bundle.title) for bundle in bundles.bundles()]
        try:  # one try: a reminder that comes twice is worse than none
            platform.post(Channel(each.person, name, each.person), reminder(known), key)
        except PlatformError as error:
            log.info("not reminded", person=each.person, reason=str(error))
