"""What Slack's requests say: who asks where, and what a message holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.edges.platforms.slack.places import Spot
from bot.model.ask import Asker

Json = dict[str, Any]
MOST_LINKS = 3
NAMELESS = frozenset({"privategroup", "directmessage"})  # what Slack calls every channel that it does not name
_LINK = re.compile(r"<(https?://[^<>|\s]+)(?:\|[^<>]*)?>|(https?://[^\s<>|]+)")
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^<>]*)?>")


def asker_of(context: Json, body: Json) -> Asker:
    """Return who asks where; in App Home and global shortcuts the place is the person."""
    team, enterprise = str(context.get("team_id") or ""), str(context.get("enterprise_id") or "")
    person = Spot(team, str(context.get("user_id") or ""), enterprise)
    where = str(context.get("channel_id") or person.thing)
    named = body.get("user") if isinstance(body.get("user"), dict) else {}
    handle = str(body.get("user_name") or (named or {}).get("username") or (named or {}).get("name") or "")
    channel = body.get("channel") if isinstance(body.get("channel"), dict) else {}
    place = str(body.get("channel_name") or (channel or {}).get("name") or "")
    place = "" if place in NAMELESS else place
    return Asker(Spot(team, where, enterprise).id, person.id, f"@{handle}" if handle else "", place)


def without_mention(text: str) -> str:
    """Return what somebody wrote, without the names that were called."""
    return " ".join(_MENTION.sub(" ", text).split())


def links_in(message: Json) -> tuple[str, ...]:
    """Return up to three addresses of a message: of its text, its blocks and what is attached, each once."""
    found = [one or other for text in _texts(message) for one, other in _LINK.findall(text)]
    return tuple(dict.fromkeys(each.rstrip(".,;:!?)\"'") for each in found))[:MOST_LINKS]


def shown_in(message: Json, kind: str = "q", *, leads: bool = False) -> tuple[str, ...]:
    """Return the ids of the quotes that a message of ours shows, or of its changes (“c”): its blocks carry them.

    With `leads` only one of each sentence.
    """
    ids = (str(block.get("block_id", "")).split(":") for block in message.get("blocks") or [])
    mine = (parts[1] for parts in ids if len(parts) == 3 and parts[0] == kind)
    return tuple(dict.fromkeys(each for several in mine for each in several.split(",")[: 1 if leads else None]))


def _texts(part: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(part, dict):
        for name in ("text", "url", "from_url", "original_url", "title_link"):
            if isinstance(part.get(name), str):
                yield part[name]
        for value in part.values():
            if isinstance(value, dict | list):
                yield from _texts(value)
    elif isinstance(part, list):
        for each in part:
            yield from _texts(each)
