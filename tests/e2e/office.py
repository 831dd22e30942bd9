"""A workspace with the bot in it, and what people there see."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

from bot.desk import Desk
from bot.edges.platforms.slack.app import SlackApp
from tests.servers.slack import Json, LocalSlack


@dataclass
class Office:
    """Hold a workspace with the bot in it, and the desk behind the bot."""

    slack: LocalSlack
    desk: Desk
    app: SlackApp

    def said(self, payload: Json) -> str:
        """Return the text of a payload as one reads it."""
        return html.unescape(str(payload.get("text", "")))

    def answer(self, command: str, text: str = "", **who: Any) -> str:
        """Return what a slash command answers."""
        exchange = self.slack.command(command, text, **who)
        exchange.answer()
        return "\n".join(map(self.said, exchange.answers))

    def notices(self) -> list[str]:
        """Return the lines that the whole channel saw of changes."""
        later = [each for exchange in self.slack._exchanges.values() for each in exchange.later]
        return [self.said(each) for each in later if each.get("response_type") == "in_channel"]
