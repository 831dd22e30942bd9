"""Commands as a workspace has them: with its prefix, or as words of the one command that is ours there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.briefing import workspace_of
from bot.model.message import Block, Context, Message, Section

if TYPE_CHECKING:
    from bot.model.ask import Asker
    from bot.ports.store import Store
    from bot.ports.world import Answers

NAMES = "who-said|position|changes|brief|summarize|digest|feeds|watch|speaker|export|onrecord"
WITHIN = frozenset({"export"})  # a word of /onrecord everywhere
_COMMAND = re.compile(rf"(?P<before>^|[\s`(]|Try |…)/(?P<name>{NAMES})(?![\w/.-])")
_WORDS = (  # a command that stands without its slash in a sentence of ours, known by the word after it
    "digest (?:status|now|preview|at|topics|pause|resume|history|off|model|translate|setup|start|why)",
    "feeds (?:list|add|bundle|rename|remove|import|export|health|try)",
    "watch (?:list|remove|mute|unmute|quiet)",
    "onrecord (?:help|status|check|topics|settings|log|reports|taken|corrections|people)",
)
_BARE = re.compile(rf"(?P<lead>(?:[:,.] |\b[Tt]ype |\b[Ss]ee |\bor |^))(?P<line>{'|'.join(_WORDS)})\b")
_OURS = re.compile(rf"/?(?P<prefix>[a-z0-9]+-)?(?P<name>{NAMES})")


def begins_with(command: str, text: str, known: str) -> str:
    """Return how commands begin in a workspace, after one that somebody typed there: “/”, “/or-”, “/or-onrecord ”.

    A command under its own name says it for sure; as a word of another it says so only where nothing else is known.
    """
    match = _OURS.fullmatch(command)
    if match is None or match["name"] in WITHIN:
        return known
    prefix = match["prefix"] or ""
    if match["name"] != "onrecord":
        return f"/{prefix}"
    inner = text.split(" ", 1)[0]
    within = _OURS.fullmatch(inner) is not None and inner not in WITHIN
    return f"/{prefix}onrecord " if within and not known else known or (f"/{prefix}" if prefix else "")


def as_typed(message: Message, begins: str) -> Message:
    """Return a message whose sentences name commands as they are typed; quotes and headlines stay as they are."""
    blocks = tuple(_block(each, begins) for each in message.blocks)
    reply = as_typed(message.reply, begins) if message.reply else None
    return replace(message, blocks=blocks, reply=reply, notice=in_words(message.notice, begins))


def in_words(text: str, begins: str) -> str:
    """Return a sentence of ours whose commands begin as they do in a workspace."""
    return _COMMAND.sub(lambda match: f"{match['before']}{_named(match['name'], begins)}", text)


def _named(name: str, begins: str) -> str:
    begins = begins or "/"
    return f"{begins.removesuffix('onrecord ')}onrecord" if name == "onrecord" else f"{begins}{name}"


def _block(block: Block, begins: str) -> Block:
    match block:
        case Section() if not block.url and not block.body:
            return replace(block, text=_said(block.text, begins), note=_said(block.note, begins))
        case Context():
            return replace(block, text=_said(block.text, begins))
        case _:
            return block


def _said(text: str, begins: str) -> str:
    return in_words(_BARE.sub(lambda match: f"{match['lead']}/{match['line']}", text), begins)


class AsTyped:
    """Answer people with the commands that their workspace has."""

    def __init__(self, answers: Answers, store: Store) -> None:
        """Take what answers, and the store, which knows the workspaces."""
        self._answers, self._store = answers, store

    def line(self, line: str, asker: Asker) -> Message:
        """Return the answer to a command line, or why there is none."""
        return self._typed(self._answers.line(line, asker), asker)

    def words(self, words: str, asker: Asker, thread: str = "") -> tuple[str, Message]:
        """Return the line that a question in words stands for, and its answer."""
        line, message = self._answers.words(words, asker, thread)
        return line, self._typed(message, asker)

    def feed_list(self, content: bytes, asker: Asker) -> Message:
        """Return what a list of feeds holds."""
        return self._typed(self._answers.feed_list(content, asker), asker)

    def home(self, asker: Asker) -> Message:
        """Return what somebody sees who looks at the bot itself."""
        return self._typed(self._answers.home(asker), asker)

    def _typed(self, message: Message, asker: Asker) -> Message:
        return as_typed(message, self._store.workspace(workspace_of(asker.channel_id)).commands)
