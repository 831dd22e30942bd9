"""The options that hold for every command, wherever they stand in the line."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import BadSetting


@dataclass
class Everywhere:
    """Hold the options that every command takes."""

    demo: bool = False
    database: str = ""
    json: bool = False


everywhere = Everywhere()


def take_everywhere(arguments: list[str]) -> list[str]:
    """Note the options that hold for every command and return the other arguments."""
    everywhere.demo, everywhere.json, everywhere.database = False, False, ""
    left: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            return [*left, *words]
        if word == "--demo":
            everywhere.demo = True
        elif word == "--json":
            everywhere.json = True
        elif word == "--db" or word.startswith("--db="):
            everywhere.database = word[5:] if word != "--db" else next(words, "")
            if not everywhere.database:
                raise BadSetting("--db needs a file: --db onrecord.db")
        else:
            left.append(word)
    return left
