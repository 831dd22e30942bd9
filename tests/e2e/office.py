"""A workspace or server with the bot in it, and what people there see."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

from bot.desk import Desk
from bot.edges.platforms.discord.app import DiscordApp
from bot.edges.platforms.slack.app import SlackApp
from tests.servers.discord import LocalDiscord
from tests.servers.discord_limits import EPHEMERAL, as_read, components, texts
from tests.servers.slack import Json, LocalSlack
from tests.unit.building import KOVAC, told


def learned(desk: Desk) -> None:
    """Put one more quote on Nato on the record: the newest of all."""
    now = desk.clock.now()
    words = "The members of Nato will hear of it before anybody else does"
    found = told(words, KOVAC, "nato", url="https://harbour.example/late", published=now, fetched=now)
    desk.store.record(found)


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

    def settled(self) -> None:
        """Wait until what was sent before has had its effect: a question that is sent after it is answered."""
        marker = {"type": "message", "channel_type": "im", "user": "UANA", "text": "nato", "channel": "DUANA"}
        before = len(self.slack.by_bot("DUANA"))
        self.slack.event(marker | {"ts": f"9.{before}"})
        self.slack.wait(lambda: len(self.slack.by_bot("DUANA")) > before)


@dataclass
class Hall:
    """Hold a Discord server with the bot in it, and the desk behind the bot."""

    discord: LocalDiscord
    desk: Desk
    app: DiscordApp

    def said(self, message: Json) -> str:
        """Return the text of a message as one reads it."""
        return as_read(texts(message))

    def answer(self, path: str, options: Json | None = None, **who: Any) -> str:
        """Return what a slash command answers, which only the asker sees."""
        message = self.discord.command(path, options, **who).first()
        assert message["flags"] & EPHEMERAL
        return self.said(message)

    def button(self, message: Json, label: str) -> str:
        """Return the id of the button with this label."""
        found = {each["label"]: each["custom_id"] for each in components(message["components"]) if "label" in each}
        assert label in found, (label, list(found))
        return str(found[label])

    def posted(self, where: str = "91") -> str:
        """Return what the bot said in a channel, for all to see."""
        return as_read([text for each in self.discord.by_bot(where) for text in texts(each)])
