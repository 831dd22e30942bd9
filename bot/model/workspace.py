"""Where a team talks: its settings, and what its people did there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.model.ask import Standing
from bot.model.news import require_utc

FIRST_MESSAGE = "first:"  # before a channel's id: the name of the reference that holds its first message


@dataclass(frozen=True, slots=True)
class OwnTopic:
    """Name a topic that a team made for itself, and the keywords that it stands for."""

    name: str  # as the team writes it: "grain deal"
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Appointee:
    """Name a person or a role that may manage besides a workspace's administrators."""

    id: str  # "slack:T1:U1", "discord:81:@17"; of a role "discord:81:&5"
    name: str = ""  # "@ana", "Editors"; '' where it was not told

    @property
    def title(self) -> str:
        """Return the name, or the platform's id where it was not told."""
        return self.name or self.thing

    @property
    def thing(self) -> str:
        """Return the platform's id."""
        return self.id.rsplit(":", 1)[-1]


@dataclass(frozen=True, slots=True)
class Workspace:
    """Hold the settings of a Slack workspace or Discord server."""

    id: str  # "slack:T1"
    name: str = ""
    policy: Standing = Standing.MEMBER  # who may change settings
    managers: tuple[Appointee, ...] = ()  # who installed, and those named
    classic: bool = False  # it refused the newest kinds of blocks
    topics: tuple[OwnTopic, ...] = ()  # its own, in the order they were made
    gone_at: datetime | None = None  # the bot was removed: nothing is posted, data stay until retention ends
    commands: str = ""  # how they begin where it is not “/”: “/or-”, “/onrecord ”
    here_since: datetime | None = None  # when it was last seen to be there, by the platform's clock

    def __post_init__(self) -> None:
        require_utc(self.gone_at, self.here_since)

    def names(self, *ids: str) -> bool:
        """Say whether one of these people and roles may manage besides its administrators."""
        return any(each.id in ids for each in self.managers)


@dataclass(frozen=True, slots=True)
class Reference:
    """Hold the command line that a button or a thread stands for, and where it was answered."""

    ref: str
    line: str
    channel_id: str
    person: str
    created_at: datetime

    def __post_init__(self) -> None:
        require_utc(self.created_at)


@dataclass(frozen=True, slots=True)
class Objection:
    """Hold one person's report that a quote is wrong."""

    quote_id: str
    workspace: str
    person: str
    name: str
    manager: bool
    reason: str
    at: datetime

    def __post_init__(self) -> None:
        require_utc(self.at)


@dataclass(frozen=True, slots=True)
class SettingChange:
    """Hold one changed setting in the words that the channel saw."""

    at: datetime
    channel_id: str
    person: str
    said: str

    def __post_init__(self) -> None:
        require_utc(self.at)
