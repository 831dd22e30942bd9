"""Ask the hubs of feeds to say when there is news (WebSub); polling goes on, more rarely, in case they forget."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.errors import BadLink, FetchError
from bot.model.push import Subscription

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.model.news import Feed, FeedPage

PATH = "/websub/"  # of our public address, before a subscription's token
LEASE = timedelta(days=10)
EARLY = timedelta(days=1)  # before its end a promise is renewed
PATIENCE = timedelta(hours=6)  # between two requests for one
BETWEEN = timedelta(minutes=1)  # two polls for a hub's sake: messages can be sent again by anybody who saw one
PUSHED = 240  # minutes between polls of a feed whose hub has promised
log = structlog.get_logger()


def offered(desk: Desk, feed: Feed, page: FeedPage) -> None:
    """Take up the hub that a feed names, where our HTTP server has a public address."""
    if not (desk.settings.public_url and page.hub and page.topic):
        return
    known = next((each for each in desk.store.subscriptions() if each.feed_id == feed.id), None)
    if known is None or (known.hub, known.topic) != (page.hub, page.topic):
        token, secret = secrets.token_urlsafe(24), secrets.token_urlsafe(32)
        desk.store.keep_subscription(Subscription(feed.id, page.hub, page.topic, token, secret))


def least(desk: Desk, feed_id: str) -> int:
    """Return the minutes between polls of a busy feed: more where a hub has promised to say when there is news."""
    least, now = desk.settings.poll_minutes, desk.clock.now()
    if not desk.settings.public_url:
        return least
    promised = any(s.feed_id == feed_id and s.until and s.until > now for s in desk.store.subscriptions())
    return max(least, PUSHED) if promised else least


def subscribe(desk: Desk) -> None:
    """Ask each hub whose promise is missing or ends soon; one that refuses is asked again in six hours."""
    now = desk.clock.now()
    for each in desk.store.subscriptions():
        if not wanted(each, now):
            continue
        desk.store.keep_subscription(replace(each, asked_at=now))
        form = {
            "hub.mode": "subscribe",
            "hub.topic": each.topic,
            "hub.callback": f"{desk.settings.public_url.rstrip('/')}{PATH}{each.token}",
            "hub.secret": each.secret,
            "hub.lease_seconds": str(int(LEASE.total_seconds())),
        }
        try:
            desk.fetcher.tell(each.hub, form)
        except (BadLink, FetchError) as error:
            log.info("hub not asked", hub=each.hub, reason=str(error))


def wanted(each: Subscription, now: datetime) -> bool:
    """Say whether a hub is to be asked now."""
    ends = each.until is None or each.until - now < EARLY
    return ends and (each.asked_at is None or now - each.asked_at >= PATIENCE)


def confirmed(desk: Desk, token: str, mode: str, topic: str, lease: int) -> bool:
    """Say whether a hub asks about what we asked it, and keep until when it promises; a refusal ends the promise."""
    found = desk.store.subscription(token)
    if found is None or topic != found.topic or mode not in {"subscribe", "denied"}:
        return False
    until = desk.clock.now() + timedelta(seconds=min(max(lease, 3_600), 30 * 86_400))
    desk.store.keep_subscription(replace(found, until=until if mode == "subscribe" else None))
    return True


def pushed(desk: Desk, token: str) -> None:
    """Let a feed be polled at once: what the hub says beyond that is not taken from it.

    Not one that is stopped or fails, as when it is tried again is its server's to say; one just polled in a minute.
    """
    found = desk.store.subscription(token)
    followed = next((each for each in desk.store.feeds() if found and each.feed.id == found.feed_id), None)
    if followed and not followed.polling.failures and not followed.polling.paused:
        tried = followed.polling.last_try_at
        desk.store.poll_soon(followed.feed.id, max(desk.clock.now(), tried + BETWEEN) if tried else desk.clock.now())


def secret_of(desk: Desk, token: str) -> str:
    """Return with what a hub signs, or '' for a token that is none."""
    found = desk.store.subscription(token)
    return found.secret if found else ""
