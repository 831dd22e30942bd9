"""Names of Discord's places in our ledger: everything is keyed by (server, channel)."""

from __future__ import annotations

from dataclasses import dataclass

PLATFORM = "discord"
NOWHERE = "@me"  # in place of a server: a direct message, or a server that has not invited the bot


@dataclass(frozen=True, slots=True)
class Spot:
    """Name a channel, or with a person's id in its place a person, in a server."""

    guild: str
    thing: str  # "92"; "@17" for a person

    @property
    def id(self) -> str:
        """Return “discord:81:92”."""
        return f"{self.workspace}:{self.thing}"

    @property
    def workspace(self) -> str:
        """Return “discord:81”."""
        return f"{PLATFORM}:{self.guild}"

    def beside(self, thing: str) -> str:
        """Return our name of another thing in the same server: of a person “@17”, of a role “&5”."""
        return Spot(self.guild, thing).id

    @property
    def person(self) -> str:
        """Return the number of the person, '' for a channel."""
        return self.thing[1:] if self.thing.startswith("@") else ""


def spot(name: str) -> Spot:
    """Return the place that a name of ours stands for; raises ValueError for another platform's."""
    platform, guild, thing = name.split(":")
    if platform != PLATFORM:
        raise ValueError(f"not a place in Discord: {name}")
    return Spot(guild, thing)


def address(name: str, post: str) -> str:
    """Return the web address of a post, which is named by its channel or thread and its number, in a place's server."""
    return f"https://discord.com/channels/{spot(name).guild}/{post}"
