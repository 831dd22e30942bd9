"""What a person can type, and what one person typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


PUBLIC = "web"  # the channel of whoever reads the archive without being of a workspace


@dataclass(frozen=True, slots=True)
class Command:
    """Describe a command the way every platform offers it."""

    name: str  # "who-said"
    summary: str  # at most 100 characters, starts with a capital
    usage: str  # "who-said <topic or name> [by:] [since:] [until:] [outlet:]"
    examples: tuple[str, ...] = ()
    subcommands: tuple[str, ...] = ()


class Standing(IntEnum):
    """Tell what somebody may do: read, change settings where they are a member, or manage."""

    GUEST = 0
    MEMBER = 1
    MANAGER = 2


@dataclass(frozen=True, slots=True)
class Person:
    """Hold who somebody is on a platform."""

    id: str
    name: str = ""
    standing: Standing = Standing.GUEST
    zone: str = ""  # IANA name, where the platform knows it
    language: str = ""
    lacks: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # commands that a platform's own
    # permissions keep them from changing anything with, and the permission that is missing


@dataclass(frozen=True, slots=True)
class Asker:
    """Say who asks where."""

    channel_id: str = "console"
    person: str = "console"  # the platform's name of who asks: "slack:T1:U1"
    name: str = ""  # how others see who asks: "@ana"; nobody on the console
    channel_name: str = ""  # "policy", where the platform says it


@dataclass(frozen=True, slots=True)
class Ask:
    """Hold one parsed line and who typed it where."""

    command: str
    text: str = ""  # the free words, quotes removed, in order
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))  # by, since, until …
    unknown: tuple[str, ...] = ()  # unknown keys, kept in the text and named in the answer
    line: str = ""  # the line as normalised
    asker: Asker = field(default_factory=Asker)

    @property
    def channel_id(self) -> str:
        """Return where it was asked."""
        return self.asker.channel_id

    @property
    def person(self) -> str:
        """Return who asked."""
        return self.asker.person

    @property
    def name(self) -> str:
        """Return how others see who asked, '' on the console."""
        return self.asker.name

    def one(self, key: str) -> str:
        """Return the last value given for a key, or ''."""
        values = self.keys.get(key, ())
        return values[-1] if values else ""
