"""Who reads the archive."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.ask import PUBLIC
from bot.model.briefing import workspace_of


@dataclass(frozen=True, slots=True)
class Reader:
    """Say for whom a page is made: the people of a workspace, or everybody."""

    workspace: str = ""  # "slack:T1"; '' = everybody
    token: str = ""  # what stands for the workspace in addresses

    @property
    def channel_id(self) -> str:
        """Return the channel as which the reader asks: one that nobody set up, in their workspace."""
        return f"{self.workspace}:{PUBLIC}" if self.workspace else PUBLIC

    @property
    def hidden_for(self) -> str:
        """Return the workspace whose hidden quotes are left out."""
        return self.workspace or workspace_of(PUBLIC)
