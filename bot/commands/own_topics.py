"""onrecord topics: the topics that a team makes for itself, and the keywords that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.briefing import own_topics as told
from bot.commands.permission import noticed, require_changer
from bot.desk import Desk
from bot.errors import NotFound, UnknownCommand, UserError
from bot.ledger import topics
from bot.ledger.meant import called
from bot.ledger.words import plain
from bot.model.ask import Ask
from bot.model.briefing import workspace_of
from bot.model.message import Message
from bot.model.workspace import OwnTopic

MOST_TOPICS = 50
MOST_KEYWORDS = 20  # of one topic
SHORTEST, LONGEST = 2, 60  # characters of a name or keyword
CHANGING = "change the topics of this workspace"
TAKEN = frozenset({"all", "everything", "alles", "help", "hilfe", "list"})  # what a command reads as a word of its own
_COMMAS = re.compile(r"\s*[,;]\s*")


def own_topics(rest: str, ask: Ask, desk: Desk) -> Message:
    """Return the workspace's own topics, or what became of one; raises UserError."""
    name, _, typed = rest.partition(" ")
    if name.casefold() in {"", "list"}:
        return told.listing(desk.own_topics(ask.channel_id))
    if name.casefold() == "add":
        return add(typed, ask, desk)
    if name.casefold() == "remove":
        return remove(typed, ask, desk)
    raise UnknownCommand(
        f"Type onrecord topics, {told.EXAMPLE}, or onrecord topics remove grain deal.",
        suggestions=("onrecord topics",),
    )


def add(typed: str, ask: Ask, desk: Desk) -> Message:
    """Make an own topic, or add keywords to one; raises UserError."""
    require_changer(ask, desk, CHANGING)
    name, keywords = parted(typed, ask)
    if not keywords:
        raise UserError(f"Which keywords does “{name[:LONGEST]}” stand for? Example: {told.EXAMPLE}")
    own = desk.own_topics(ask.channel_id)
    before = called(name, own)
    if before is None and len(own) >= MOST_TOPICS:
        raise UserError(f"This workspace has {MOST_TOPICS} topics of its own, the most there can be. Remove one first.")
    made = OwnTopic(before.name if before else named(name), distinct((*(before.keywords if before else ()), *keywords)))
    if len(made.keywords) > MOST_KEYWORDS:
        raise UserError(f"At most {MOST_KEYWORDS} keywords for a topic; “{made.name}” would have {len(made.keywords)}.")
    keep([made if each == before else each for each in own] if before else [*own, made], ask, desk)
    return noticed(told.kept(made), ask, desk, f"set the topic {told.explained(made)}")


def remove(typed: str, ask: Ask, desk: Desk) -> Message:
    """Forget an own topic, or some of its keywords; raises UserError, NotFound."""
    require_changer(ask, desk, CHANGING)
    name, keywords = parted(typed, ask)
    own = desk.own_topics(ask.channel_id)
    before = called(name, own)
    if before is None:
        raise NotFound(
            f"This workspace has no topic “{name[:LONGEST]}” of its own. onrecord topics lists them.",
            suggestions=("onrecord topics",),
        )
    if not keywords:
        keep([each for each in own if each != before], ask, desk)
        return noticed(told.removed(before), ask, desk, f"removed the topic {before.name}")
    left = replace(before, keywords=without(before, keywords))
    keep([left if each == before else each for each in own], ask, desk)
    return noticed(told.kept(left), ask, desk, f"set the topic {told.explained(left)}")


def keep(own: Sequence[OwnTopic], ask: Ask, desk: Desk) -> None:
    """Write the workspace's own topics."""
    workspace = desk.store.workspace(workspace_of(ask.channel_id))
    desk.store.keep_workspace(replace(workspace, topics=tuple(own)))


def parted(typed: str, ask: Ask) -> tuple[str, tuple[str, ...]]:
    """Return the name and the keywords, parted by “=” or, where there is none, by the first colon; raises UserError."""
    if ask.keys:
        keys = ", ".join(f"{key}:" for key in ask.keys)
        raise UserError(f"{keys} means something else in a command. Write it with “=”: {told.EXAMPLE}")
    name, _, words = typed.partition("=" if "=" in typed else ":")
    if not name.strip():
        raise UserError(f"Which topic? Example: {told.EXAMPLE}")
    return name.strip(), distinct(map(spelled, filter(None, _COMMAS.split(words.strip()))))


def named(name: str) -> str:
    """Return a name as it may be; raises UserError."""
    if "," in name or ";" in name:
        raise UserError(f"A topic's name holds no comma. Example: {told.EXAMPLE}")
    if name.casefold() in TAKEN or not topics.key(name):
        raise UserError(f"“{name[:LONGEST]}” cannot be the name of a topic. Example: {told.EXAMPLE}")
    return spelled(name)


def spelled(words: str) -> str:
    """Return a name or keyword of the right length that holds letters or digits; raises UserError."""
    if not SHORTEST <= len(words) <= LONGEST or not plain(words):
        shown = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
        raise UserError(f"“{shown}” is no keyword: names and keywords have {SHORTEST} to {LONGEST} characters.")
    return words


def distinct(keywords: Iterable[str]) -> tuple[str, ...]:
    """Return the keywords in their order, each once, as it was spelled first."""
    first: dict[str, str] = {}
    for each in keywords:
        first.setdefault(plain(each), each)
    return tuple(first.values())


def without(own: OwnTopic, keywords: Sequence[str]) -> tuple[str, ...]:
    """Return a topic's keywords without some; raises NotFound for one that it lacks, UserError when none is left."""
    gone = {plain(each) for each in keywords}
    if lacking := gone - {plain(each) for each in own.keywords}:
        raise NotFound(f"“{own.name}” has no keyword “{min(lacking)}”. {told.explained(own)}.")
    left = tuple(each for each in own.keywords if plain(each) not in gone)
    if not left:
        raise UserError(f"No keyword would be left. onrecord topics remove {own.name} removes the topic.")
    return left
