"""Which subcommand a line names."""

from __future__ import annotations

from bot.commands.grammar import nearest
from bot.errors import UnknownCommand
from bot.model.ask import Ask, Command


def subcommand(ask: Ask, command: Command, default: str) -> tuple[str, str]:
    """Return the subcommand and the words after it; raises UnknownCommand with usage and the nearest two."""
    first, _, rest = ask.text.partition(" ")
    name = first.casefold()
    if not name:
        return default, ""
    if name in command.subcommands:
        return name, rest.strip()
    near = nearest(name, command.subcommands)
    sentence = f"{command.name} has no “{first[:40]}”. Did you mean {' or '.join(near)}? Usage: {command.usage}."
    raise UnknownCommand(sentence, suggestions=tuple(f"{command.name} {each}" for each in near))
