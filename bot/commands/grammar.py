"""One grammar for every platform: `command words key:value`, in any order, however a phone mangles it.

A parsed ask holds its own line in one plain spelling: parsing that line again gives the same ask.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from bot.commands import spoken
from bot.commands.catalogue import COMMANDS, SHOWN
from bot.errors import UnknownCommand, UserError
from bot.model.ask import Ask, Asker

KEYS = ("by", "since", "until", "outlet", "on", "lang", "as", "page", "only", "in")
ALIASES = {"von": "by", "seit": "since", "bis": "until"}
SPANNED = frozenset({"who-said", "position", "changes", "brief", "export"})  # look back over a time, also said in words
EXAMPLES = {
    "by": "who-said nato by:Vance",
    "since": "who-said nato since:7d",
    "until": "who-said nato until:yesterday",
    "outlet": "who-said nato outlet:euronews",
    "as": "export nato as:csv",
    "page": "who-said nato page:2",
}
LONGEST = 4000  # characters of a line
LIKE = 70.0  # likeness from which a command is worth offering

_MARKS = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_LINK = re.compile(r"<((?:https?://|mailto:)[^<>|\s]+)(?:\|[^<>]*)?>|<([@#!][^<>|\s]+)(?:\|[^<>]*)?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_INVISIBLE = frozenset("\u200b\u200e\u200f\u061c\ufeff") | {
    chr(code) for code in chain(range(0x202A, 0x202F), range(0x2060, 0x206A))
}
_TOKEN = re.compile(
    r"""(?P<key>[^\W\d_][\w-]*):(?!//)(?:"(?P<quoted_value>[^"]*)"|(?P<value>[^\s"]*))"""
    r"""|"(?P<quoted>[^"]*)"|(?P<word>[^\s"]+)|(?P<mark>")"""
)
_WORDS = frozenset(command.name for command in SHOWN) - {"onrecord"}
_KEYLIKE = re.compile(r"([^\W\d_][\w-]*):(?!//)")


@dataclass(frozen=True, slots=True)
class Word:
    """Hold one word, quoted phrase or `key:value` of a line; `stray` names a key that nobody knows."""

    text: str
    key: str = ""
    stray: str = ""


def parse(line: str, asker: Asker | None = None) -> Ask:
    """Return what a typed line asks; raises UserError (UnknownCommand for a command that is none)."""
    if len(line) > LONGEST:
        raise UserError(f"That line has {len(line):,} characters; I read up to {LONGEST:,}.")
    first, _, rest = normalised(line).partition(" ")
    command, implied = command_named(first)
    inner, _, beyond = rest.partition(" ")
    if command == "onrecord" and not implied and inner.casefold() in _WORDS:  # where only /onrecord is ours
        command, implied, rest = inner.casefold(), (), beyond
    quoted = " ".join([*(token.text for token in implied), rest])
    if command == "onrecord" and quoted.casefold().startswith("check "):
        return Ask(command, quoted, line=f"{command} {quoted}", asker=asker or Asker())  # with the marks as typed
    found = [*implied, *tokens(rest)]
    text = " ".join(token.text for token in found if not token.key)
    keys: dict[str, tuple[str, ...]] = {}
    for token in found:
        if token.key:
            keys[token.key] = (*keys.get(token.key, ()), token.text)
    if command in SPANNED and not keys.keys() & {"since", "until"} and '"' not in rest:
        text, since = spoken.since(text)
        text, keys = _squeezed(text), keys | ({"since": (since,)} if since else {})
    stray = tuple(dict.fromkeys(token.stray for token in found if token.stray))
    plain = printed(command, text, keys, stray)
    if len(plain) > LONGEST:
        raise UserError(f"That line is too long; I read up to {LONGEST:,} characters.")
    return Ask(command, text, MappingProxyType(keys), stray, plain, asker or Asker())


def line_of(words: Sequence[str]) -> str:
    """Return the line for words that a shell has parted already, so that `by:J.D. Vance` stays one value."""
    return " ".join(_requoted(word) for word in words)


def normalised(line: str) -> str:
    """Return a line in NFC with straight double quotes, plain spaces, no Slack escapes and nothing invisible."""
    before, after = None, line
    while before != after:  # one escape may hold another; each round is shorter or the last
        before, after = after, _once(after)
    return after


def command_named(word: str) -> tuple[str, tuple[Word, ...]]:
    """Return the command for a typed word, slash and prefix taken off, and what else it says; raises UnknownCommand."""
    name = word.strip('/\\／⁄"').casefold()
    if name in {"help", "?", "hilfe"}:
        return "onrecord", (Word("help"),)
    for each in (name, re.sub(r"^[a-z0-9]+-", "", name)):
        if each in COMMANDS:
            return each, ()
    names = [command.name for command in SHOWN]
    if not name:
        raise UnknownCommand(f"Type a command: {', '.join(names)}.", suggestions=("onrecord help",))
    near = nearest(name, names, least=LIKE)
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    sentence = f"There is no command “{name[:40]}”.{meant} Type help for all commands."
    raise UnknownCommand(sentence, suggestions=tuple(near))


def nearest(word: str, names: Sequence[str], limit: int = 2, least: float = 0.0) -> list[str]:
    """Return the names most like a word (0 to 100), the nearest first."""
    from rapidfuzz import fuzz, process

    return [
        match[0]
        for match in process.extract(word.casefold(), names, scorer=fuzz.WRatio, limit=limit, score_cutoff=least)
    ]


def tokens(rest: str) -> Iterator[Word]:
    """Yield what a normalised line holds after its command; raises UserError for a key without a value."""
    matches = iter(_TOKEN.finditer(rest))
    for match in matches:
        key = known(match["key"] or "")
        if not key:
            yield from _words(match)
            continue
        value = _value(match)
        if not value and match["quoted_value"] is None:
            value = _word_after(next(matches, None))
        if not value:
            raise UserError(f"{key}: needs a value. Example: {EXAMPLES.get(key, f'{key}:…')}")
        yield Word(value, key=key)


def known(key: str) -> str:
    """Return the key that a typed one stands for, or '' when nobody knows it."""
    folded = ALIASES.get(key.casefold(), key.casefold())
    return folded if folded in KEYS else ""


def printed(command: str, text: str, keys: Mapping[str, tuple[str, ...]], stray: Sequence[str]) -> str:
    """Return the one plain spelling of an ask."""
    exact = command in SPANNED and bool(spoken.since(text)[1])  # were words in quotation marks, and stay so
    words = [f'"{word}"' if exact or _misread(word, stray) else word for word in text.split()]
    values = [f"{key}:{_quoted(value)}" for key, several in keys.items() for value in several]
    return " ".join([command, *words, *values])


def _words(match: re.Match[str]) -> Iterator[Word]:
    if match["key"]:
        value = match["value"] if match["quoted_value"] is None else match["quoted_value"]
        text = _squeezed(f"{match['key']}:{value}")
        yield Word(text, stray=match["key"].casefold() if _KEYLIKE.match(text) else "")
    elif text := _squeezed(match["quoted"] or match["word"] or ""):
        yield Word(text)


def _value(match: re.Match[str]) -> str:
    return _squeezed(match["quoted_value"] or match["value"] or "")


def _word_after(match: re.Match[str] | None) -> str:
    """Return the word or phrase that stands a space after its key; another key is none."""
    if match is None or known(match["key"] or ""):
        return ""
    return _squeezed(match["quoted"] or match["word"] or match[0].replace('"', ""))


def _once(line: str) -> str:
    text = _LINK.sub(lambda match: match[1] or match[2], line)
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    text = unicodedata.normalize("NFC", text.translate(_MARKS))
    return _squeezed("".join(each for each in text if each not in _INVISIBLE and _sayable(each)))


def _sayable(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cs"}


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value or value.startswith("//") else value


def _misread(word: str, stray: Sequence[str]) -> bool:
    match = _KEYLIKE.match(word)
    return match is not None and match[1].casefold() not in stray


def _requoted(word: str) -> str:
    plain = _squeezed(word.translate(_MARKS).replace('"', " "))
    key, colon, value = plain.partition(":")
    if " " not in plain:
        return plain
    if colon and known(key):
        return f'{key}:"{value.strip()}"'
    return f'"{plain}"'
