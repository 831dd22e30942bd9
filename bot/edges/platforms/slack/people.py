"""Who somebody is in Slack: name, zone, and what they may do."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.edges.platforms.kit.foreign import clean
from bot.edges.platforms.slack.calls import called
from bot.edges.platforms.slack.places import Spot, spot
from bot.model.ask import Person, Standing

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.ports.store import Store
    from bot.ports.world import Clock

FRESH = timedelta(minutes=10)
MOST = 10_000  # people remembered


class People:
    """Look people up, and remember them for ten minutes."""

    def __init__(self, clients: Callable[[str], WebClient], store: Store, clock: Clock) -> None:
        """Take the client of each workspace."""
        self._clients, self._store, self._clock = clients, store, clock
        self._known: dict[str, tuple[datetime, Person]] = {}
        self._lock = threading.Lock()

    def person(self, channel_id: str, person: str) -> Person:
        """Return who somebody is here; raises PlatformError."""
        now = self._clock.now()
        with self._lock:
            at, known = self._known.get(person, (None, None))
        if known is None or at is None or now - at > FRESH:
            known = self._asked(spot(person))
            with self._lock:
                if len(self._known) >= MOST:
                    self._known.clear()
                self._known[person] = (now, known)
        return self._managing(known, spot(channel_id).workspace)

    def _asked(self, who: Spot) -> Person:
        client = self._clients(who.workspace)
        user = called(lambda: client.users_info(user=who.thing, include_locale=True)).get("user") or {}
        return Person(who.id, name_of(user), standing_of(user, who), zone_of(user), str(user.get("locale") or ""))

    def _managing(self, known: Person, workspace_id: str) -> Person:
        """Return the person, raised to a manager when the workspace's settings name them."""
        if known.standing is not Standing.MEMBER or not self._store.workspace(workspace_id).names(known.id):
            return known
        return Person(known.id, known.name, Standing.MANAGER, known.zone, known.language)


def name_of(user: dict[str, Any]) -> str:
    """Return “@ana”: the name by which others see somebody; as plain text it pings nobody."""
    profile = user.get("profile") or {}
    name = clean(str(profile.get("display_name") or user.get("name") or user.get("real_name") or ""))
    return f"@{name[:80]}" if name else ""


def zone_of(user: dict[str, Any]) -> str:
    """Return the IANA zone of somebody, or ''."""
    try:
        return ZoneInfo(str(user.get("tz") or "")).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


def standing_of(user: dict[str, Any], who: Spot) -> Standing:
    """Return what somebody may do: guests, bots and people of other workspaces only read."""
    outside = bool(user.get("is_stranger")) or not _of(user, who)
    if outside or any(user.get(flag) for flag in ("deleted", "is_bot", "is_restricted", "is_ultra_restricted")):
        return Standing.GUEST
    manages = any(user.get(flag) for flag in ("is_admin", "is_owner", "is_primary_owner"))
    return Standing.MANAGER if manages else Standing.MEMBER


def _of(user: dict[str, Any], who: Spot) -> bool:
    """Say whether somebody belongs to the workspace, or to one of its organisation."""
    organisation = user.get("enterprise_user") or {}
    if who.enterprise and organisation.get("enterprise_id") == who.enterprise:
        return True
    return user.get("team_id") in {None, "", who.team} or who.team in (organisation.get("teams") or [])
