"""Open the prompt that answers every chat command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.answering import asked
from bot.commands.catalogue import SHOWN
from bot.edges.platforms.console.prompt import talk

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.model.message import Message


def talk_on(desk: Desk) -> int:
    """Answer lines until the person leaves; return the exit code."""

    def answered(line: str) -> Message:
        return asked(line, desk)

    return talk(desk, answered, SHOWN)
