"""The prompt of `onrecord console`: a line in, an answer out, buttons as letters."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.edges.platforms.console.draw import buttons_of, drawn, keyed
from bot.edges.platforms.kit.foreign import clean, scrubbed
from bot.errors import OnRecordError, StoreError, UserError
from bot.ledger.people import fold
from bot.model.ask import Command
from bot.model.message import Message

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completer

    from bot.desk import Desk
    from bot.ports.store import Store

LEAVE = frozenset({"q", "quit", "exit", ":q", "bye"})
GREETING = "On Record. Type help for the commands, Tab to complete, q to quit."
_PRESSED = re.compile(r"([a-z])(?:\s+(\d{1,3}))?", re.IGNORECASE)
_KEYS = ("by:", "since:", "until:", "outlet:")
MOST = 25  # completions shown


def talk(desk: Desk, answered: Callable[[str], Message], commands: Sequence[Command] = ()) -> int:
    """Answer lines until the person leaves or the input ends; return the exit code."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        converse(sys.stdin, answered)
        return 0
    say(GREETING)
    converse(typed(completer(desk.store, commands)), answered)
    return 0


def converse(lines: Iterable[str], answered: Callable[[str], Message]) -> None:
    """Answer each line; a letter presses a button of the answer before."""
    last: Message | None = None
    for line in lines:
        words = clean(line)
        if words.casefold().lstrip("/") in LEAVE:
            return
        if not words:
            continue
        try:
            last = step(line, last, answered)
        except KeyboardInterrupt:
            say("Stopped.")
        except OnRecordError as error:
            complain(error)


def step(line: str, last: Message | None, answered: Callable[[str], Message]) -> Message | None:
    """Answer one line, print the answer and return what the next letters refer to; raises OnRecordError."""
    pressed = _PRESSED.fullmatch(clean(line))
    if pressed is None:
        return shown(answered(line))
    letter, number = pressed[1].casefold(), int(pressed[2] or 0)
    if last is None:
        raise UserError("There is no answer yet that a letter could act on. Type help for the commands.")
    if letter == "s":
        say(source(last, number))
        return last
    if letter == "c":
        shown(answered(f"context {last.leads[numbered(last, number)].id}"), letters=False)
        return last  # the letters go on to mean the list above
    return shown(answered(button_line(last, letter)))


def button_line(last: Message, letter: str) -> str:
    """Return the command line that a letter presses; raises UserError that names the letters there are."""
    buttons = keyed(buttons_of(last))
    if letter not in buttons:
        there = ", ".join(f"{each} {clean(button.label).lower()}" for each, button in buttons.items())
        raise UserError(f"“{letter}” does nothing here. {f'There is: {there}.' if there else 'Type help.'}")
    return buttons[letter].line


def numbered(last: Message, number: int) -> int:
    """Return the place of the quote that was printed under a number; raises UserError when there is none."""
    several = len(last.leads)
    if several == 1 and number == 0:
        return 0
    if not 1 <= number <= several:
        there = f"1 to {several}" if several else "none"
        raise UserError(f"Which quote? The answer above holds {there}. Example: c 1")
    return number - 1


def source(last: Message, number: int) -> str:
    """Return headline, outlet and address of a quote's article."""
    publication = last.leads[numbered(last, number)].publication
    return "\n".join(each for each in (publication.title, publication.outlet, publication.url) if each)


def shown(message: Message, *, letters: bool = True) -> Message:
    """Print an answer, keep its file next to us, and return it."""
    print(drawn(message, letters=letters))  # noqa: T201
    if message.file and sys.stdout.isatty():
        say(f"Saved as {saved(message.file.name, message.file.content)}.")
    print(flush=True)  # noqa: T201
    return message


def saved(name: str, content: bytes) -> Path:
    """Write a new file in the working folder, under another name when that one is taken; raises UserError."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).lstrip(".-") or "onrecord.txt"
    stem, dot, ending = plain.rpartition(".")
    for number in range(1, 1000):
        place = Path(
            plain if number == 1 else f"{stem or ending}-{number}{dot if stem else ''}{ending if stem else ''}"
        )
        try:
            with place.open("xb") as file:
                file.write(content)
        except FileExistsError:
            continue
        except OSError as error:
            raise UserError(f"{place} cannot be written: {error.strerror}.") from error
        return place
    raise UserError(f"There are a thousand files named like {plain} here already.")


def complain(error: OnRecordError) -> None:
    """Print what went wrong and what would work."""
    say(str(error))
    for line in error.suggestions if isinstance(error, UserError) else ():
        say(f"  {line}")
    print(flush=True)  # noqa: T201


def say(text: str) -> None:
    """Print lines for a person, without terminal escapes."""
    for line in scrubbed(text).split("\n"):
        print(line.rstrip())  # noqa: T201


def typed(words: Completer) -> Iterator[str]:
    """Yield the lines that a person types, until Ctrl-D; Ctrl-C drops the line."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import InMemoryHistory

    session: PromptSession[str] = PromptSession(history=InMemoryHistory(), completer=words, complete_while_typing=False)
    while True:
        try:
            yield session.prompt("> ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def completer(store: Store, commands: Sequence[Command]) -> Completer:
    """Return what Tab offers: commands, subcommands, keys, and the speakers, topics and outlets of the ledger."""
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document

    class Words(Completer):
        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
            del complete_event
            start, offers = offered(document.text_before_cursor, store, commands)
            for offer in offers[:MOST]:
                yield Completion(offer, start_position=start - len(document.text_before_cursor))

    return Words()


def offered(line: str, store: Store, commands: Sequence[Command]) -> tuple[int, list[str]]:
    """Return where the word at the cursor begins and what may stand there; a ledger in trouble offers nothing."""
    command, space, rest = line.partition(" ")
    if not space:
        start = len(line) - len(line.lstrip("/"))
        names = [*(each.name for each in commands), "help", "quit"]
        return start, [name for name in names if name.startswith(line[start:].casefold())]
    start = line.rfind(" ") + 1
    known = next((each for each in commands if each.name == command.strip("/").casefold()), None)
    if known and known.subcommands and " " not in rest:
        return start, [each for each in known.subcommands if each.startswith(rest.casefold())]
    try:
        return start, _of_ledger(line[start:], store)
    except StoreError:
        return start, []


def _of_ledger(word: str, store: Store) -> list[str]:
    key, colon, begun = word.rpartition(":")
    if key.casefold() == "outlet":
        found = [each for each in store.outlets() if each.casefold().startswith(begun.strip('"').casefold())]
        return [f"outlet:{_one_value(each)}" for each in found]
    if colon and key.casefold() != "by":
        return []
    prefix = fold(begun.strip('"'))
    names = [each.speaker.name for each in store.known_speakers(prefix, MOST)]
    if colon:
        return [f"by:{_one_value(name)}" for name in names]
    own = [each.name for each in store.workspace("console").topics if fold(each.name).startswith(prefix)]
    topics = [*own, *(each.name for each in store.known_topics(prefix, MOST))]
    keys = [each for each in _KEYS if word and each.startswith(word.casefold())]
    return list(dict.fromkeys(clean(each) for each in (*keys, *topics, *names)))


def _one_value(text: str) -> str:
    plain = clean(text).replace('"', "")
    return f'"{plain}"' if " " in plain else plain
