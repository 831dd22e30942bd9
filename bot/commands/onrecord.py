"""onrecord: help, what is running, and whether words are on the record."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import PurePath

from bot.briefing.desk import checked, command_help, help_text
from bot.briefing.desk import status as status_of
from bot.commands.catalogue import COMMANDS, ONRECORD, SHOWN
from bot.commands.choice import subcommand
from bot.commands.grammar import command_named
from bot.commands.place import channel_of, viewer_of
from bot.desk import Desk
from bot.errors import UserError
from bot.ledger.words import fold_words
from bot.model.ask import Ask
from bot.model.message import Message

MOST = 5  # quotes that a check shows


def answer(ask: Ask, desk: Desk) -> Message:
    """Return help, the state of the installation, or the quotes that hold the words; raises UserError."""
    name, rest = subcommand(ask, ONRECORD, default="help")
    if name == "status":
        return status(ask, desk)
    if name == "check":
        return check(rest, ask, desk)
    return usage(command_named(rest.split()[0])[0] if rest else "")


def usage(name: str) -> Message:
    """Return how a command is typed, or the list of all."""
    return command_help(COMMANDS[name]) if name in COMMANDS else help_text(SHOWN)


def status(ask: Ask, desk: Desk) -> Message:
    """Return what the ledger holds and what is under way."""
    return status_of(
        desk.store.totals(),
        viewer_of(channel_of(ask, desk), desk),
        version=version("onrecord"),
        engine=desk.engine.name,
        database="Postgres" if "://" in desk.settings.database else PurePath(desk.settings.database).name,
        channels=sum(bool(channel.times) for channel in desk.store.channels()),
    )


def check(words: str, ask: Ask, desk: Desk) -> Message:
    """Return the quotes that hold the words in a row; raises UserError without words."""
    sought = fold_words(words)
    if not sought:
        raise UserError('Which words? Example: onrecord check "tools of leverage"')
    return checked(words, desk.store.saying(sought, MOST), viewer_of(channel_of(ask, desk), desk))
