"""What was shown and is no longer so, and the posts that showed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.news import require_utc


class Cause(StrEnum):
    """Tell why something is corrected."""

    GONE = "gone"  # its page no longer holds the words
    EDITED = "edited"  # it has other words in their place
    HIDDEN = "hidden"  # reported in a workspace
    NAME = "name"  # its words stand under another person, too
    WITHDRAWN = "withdrawn"  # a change whose ground fell away


@dataclass(frozen=True, slots=True)
class Correction:
    """Hold one correction: of a quote or a change, everywhere or in one workspace."""

    id: str
    item: str  # the id of a quote or a change
    cause: Cause
    at: datetime
    workspace: str = ""  # '' = everywhere
    said: str = ""  # what is wrong, in one line
    who: str = ""  # whose words they were
    url: str = ""
    taken_back_at: datetime | None = None  # the words were right after all, and stand again

    def __post_init__(self) -> None:
        require_utc(self.at, self.taken_back_at)


@dataclass(frozen=True, slots=True)
class Post:
    """Hold what was posted where, so that it can be corrected there."""

    channel_id: str
    post: str  # the platform's name of the message
    at: datetime
    items: tuple[str, ...]  # the ids of the quotes and changes it shows
    content: str = ""  # as the platform drew it
    thread: str = ""  # the post below which it stands

    def __post_init__(self) -> None:
        require_utc(self.at)
