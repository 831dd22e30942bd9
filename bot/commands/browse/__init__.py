"""What only the archive answers: pages to leaf through, a sheet at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.commands.browse import everything, outlet, person, story, topic
from bot.desk import Desk
from bot.model.ask import Ask, Asker
from bot.model.message import Message

_PLACE = re.compile(r"\s*\bpage:(\d{5,18})\s*$")  # of a sheet; a short number is a page of an answer in chat
LEAVES: Mapping[str, Callable[[Ask, Desk, int], Message]] = MappingProxyType(
    {
        "who-said": everything.said,
        "speaker": person.answer,
        "topic": topic.answer,
        "outlet": outlet.answer,
        "story": story.answer,
        "splits": everything.splits,
        "health": everything.health,
    }
)


def parted(line: str) -> tuple[str, str, int]:
    """Return a line's first word, the rest of it, and the place before which its sheet begins, 0 for the newest."""
    found = _PLACE.search(line)
    word, _, rest = (line[: found.start()] if found else line).partition(" ")
    return word, rest.strip(), int(found[1]) if found else 0


def asked(word: str, rest: str, asker: Asker) -> Ask:
    """Return the ask of a page whose whole rest is a name."""
    return Ask(word, rest, line=f"{word} {rest}".strip(), asker=asker)
