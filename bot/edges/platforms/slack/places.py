"""Names of Slack's places in our ledger: everything is keyed by (enterprise, team, channel)."""

from __future__ import annotations

from dataclasses import dataclass

PLATFORM = "slack"


@dataclass(frozen=True, slots=True)
class Spot:
    """Name a channel, or with a person's id in its place a person, in a workspace of an organisation."""

    team: str
    thing: str  # "C…" or "U…"
    enterprise: str = ""

    @property
    def id(self) -> str:
        """Return “slack:T1:C1”, or “slack:E1/T1:C1” in an organisation."""
        return f"{self.workspace}:{self.thing}"

    @property
    def workspace(self) -> str:
        """Return “slack:T1” or “slack:E1/T1”."""
        return f"{PLATFORM}:{f'{self.enterprise}/' if self.enterprise else ''}{self.team}"


def spot(name: str) -> Spot:
    """Return the place that a name of ours stands for; raises ValueError for another platform's."""
    platform, workspace, thing = name.split(":")
    if platform != PLATFORM:
        raise ValueError(f"not a place in Slack: {name}")
    enterprise, slash, team = workspace.partition("/")
    return Spot(team if slash else enterprise, thing, enterprise if slash else "")
