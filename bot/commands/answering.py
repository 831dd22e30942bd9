"""Which function answers which command, and what a person sees when one fails."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from types import MappingProxyType

from bot.briefing.channel import outcome, topics_of
from bot.briefing.first import home
from bot.briefing.schedule import describe
from bot.briefing.trouble import not_understood, trouble
from bot.briefing.watching import state
from bot.briefing.wording import dotted
from bot.commands import (
    brief,
    changes,
    context,
    digest,
    export,
    feeds,
    onrecord,
    position,
    report,
    speaker,
    summarize,
    watch,
    who_said,
)
from bot.commands.grammar import parse
from bot.commands.looking import bearers
from bot.commands.permission import person_of
from bot.commands.place import channel_of, viewer_of
from bot.commands.questions import asked_of, in_words, understood
from bot.desk import Desk
from bot.due.digests import next_due
from bot.errors import OnRecordError, UnknownCommand
from bot.ledger.meant import meant
from bot.model.ask import Ask, Asker, Standing
from bot.model.briefing import Channel, DeliveryState
from bot.model.message import Actions, Button, Context, Message, Section
from bot.model.query import QuoteQuery
from bot.model.workspace import Reference

Handler = Callable[[Ask, Desk], Message]
HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "who-said": who_said.answer,
        "position": position.answer,
        "changes": changes.answer,
        "brief": brief.answer,
        "summarize": summarize.answer,
        "digest": digest.answer,
        "feeds": feeds.answer,
        "watch": watch.answer,
        "speaker": speaker.answer,
        "export": export.answer,
        "onrecord": onrecord.answer,
        "context": context.answer,
        "report": report.answer,
    }
)
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is read as another
QUESTIONS, HOUR = 20, timedelta(hours=1)  # that one person may have a language model read
LAST = datetime.max.replace(tzinfo=UTC)  # when the digest comes next that does not come
FOLLOWED = timedelta(hours=24)  # how long a question in a thread inherits from the one before


def require_readable(line: str) -> None:
    """Make sure that a typed line is a command or begins like a question; raises UserError."""
    if not in_words(line):
        parse(line)


def asked(line: str, desk: Desk) -> Message:
    """Return the answer to a typed line, a command or a question in words; raises OnRecordError."""
    try:
        return answer(parse(line), desk)
    except UnknownCommand:
        found, message = Answering(desk).words(line, Asker()) if in_words(line) else ("", None)
        if message is None or not found:
            raise
        return message


def answer(ask: Ask, desk: Desk) -> Message:
    """Return the answer to an ask; raises OnRecordError, whose sentence is for the person who asked.

    What nobody foresaw is logged under a reference that the sentence names.
    """
    if ask.text.casefold() in {"help", "?", "hilfe"} and not ask.keys:
        return onrecord.usage(ask.command if ask.command != "onrecord" else "")
    try:
        return HANDLERS[ask.command](ask, desk)
    except OnRecordError:
        raise
    except Exception as error:
        sentence = f"That did not work, and it is not your fault. Reference {noted(ask)}."
        raise OnRecordError(sentence) from error


def noted(ask: Ask) -> str:
    """Write the error at hand to the log and return the reference under which it stands there."""
    import structlog  # half a second that only a crash costs

    reference = "".join(secrets.choice(LETTERS) for _ in range(5))
    structlog.get_logger().exception("command failed", reference=reference, command=ask.command)
    return reference


class Answering:
    """Answer people on a chat platform: whatever they type, something comes back."""

    def __init__(self, desk: Desk) -> None:
        """Take the desk."""
        self._desk = desk

    def line(self, line: str, asker: Asker) -> Message:
        """Return the answer to a command line, or the sentence that says why there is none."""
        try:
            ask = parse(line, asker)
            self._desk.late.soon(lambda: self._desk.store.seen(asker.person, asker.channel_id))
            return answer(ask, self._desk)
        except OnRecordError as error:
            return trouble(error)

    def words(self, words: str, asker: Asker, thread: str = "") -> tuple[str, Message]:
        """Return the line that a question in words stands for, and its answer with how it was read.

        `thread` names the conversation, whose last question is inherited from for 24 hours.
        """
        before = self._desk.store.reference(thread) if thread else None
        fresh = before and self._desk.clock.now() - before.created_at < FOLLOWED
        found = understood(
            words,
            known=lambda text: self._known(text, asker.channel_id),
            before=before.line if before and fresh else "",
        )
        if not found.line:
            found = asked_of(self._proposed(words, asker))
        if not found.line:
            return "", not_understood(self._examples())
        if found.confirm:
            return found.line, to_confirm(found.line)
        message = self.line(found.line, asker)
        if thread and not found.line.startswith("onrecord help"):
            kept = Reference(thread, found.line, asker.channel_id, asker.person, self._desk.clock.now())
            self._desk.late.soon(lambda: self._desk.store.keep_references((kept,)))
        return found.line, message if found.typed else _read_as(found.line, message)

    def _proposed(self, words: str, asker: Asker) -> str:
        """Return the line that a language model makes of a question, where the channel lets it."""
        desk = self._desk
        channel = desk.store.channel(asker.channel_id)
        if desk.engine is desk.local or (channel and not channel.model):
            return ""
        if not desk.store.spend(f"question|{asker.person}", desk.clock.now(), most=QUESTIONS, within=HOUR):
            return ""
        return desk.engine.line(words)

    def feed_list(self, content: bytes, asker: Asker) -> Message:
        """Return what a list of feeds holds, with a button that follows what is new, or why it cannot be read."""
        try:
            return feeds.offered(content, Ask("feeds", asker=asker), self._desk)
        except OnRecordError as error:
            return trouble(error)

    def home(self, asker: Asker) -> Message:
        """Return what somebody's App Home shows: the digests of channels in which they were seen."""
        desk = self._desk
        seen = (desk.store.channel(each) for each in (asker.person, *desk.store.channels_of(asker.person)))
        now = desk.clock.now()
        set_up = [each for each in seen if each and each.times]
        set_up.sort(key=lambda each: (not each.stopped, next_due(each, now) or LAST, each.name))
        channels = [(each, self._state(each)) for each in set_up]
        totals = desk.store.totals(desk.follower(asker.channel_id))
        viewer = viewer_of(channel_of(Ask("watch", asker=asker), desk), desk)
        return home(
            channels,
            feeds=totals.feeds,
            failing=totals.failing,
            engine=desk.engine.name,
            version=version("onrecord"),
            watches=[(each, state(each, viewer, quiet=False)) for each in desk.store.watches(asker.person)],
            manages=person_of(Ask("onrecord", asker=asker), desk).standing is Standing.MANAGER,
        )

    def _state(self, channel: Channel) -> str:
        last = next(iter(self._desk.store.deliveries(channel.id, 1)), None)
        failed = last is not None and last.state in {DeliveryState.FAILED, DeliveryState.MAYBE} and not channel.stopped
        trouble = f"last: {outcome(last, viewer_of(channel, self._desk))}" if last and failed else ""
        return dotted(describe(channel, self._desk.clock.now()), f"topics: {topics_of(channel)}", trouble)

    def _known(self, text: str, channel_id: str) -> bool:
        store = self._desk.store
        about = meant(text, self._desk.own_topics(channel_id))
        if about.own or bearers(text, store):
            return True
        return bool(about.keys) and bool(store.quotes(QuoteQuery(topics=about.keys, limit=1)).total)

    def _examples(self) -> tuple[str, ...]:
        """Return three questions that this ledger can answer."""
        store = self._desk.store
        names = [each.speaker.name for each in store.known_speakers("", 2)]
        about = [each.name for each in store.known_topics("", 1)]
        said = [f"who said something on {name}?" for name in about]
        return (*said, *(f"what did {name} say?" for name in names), "help")[:3]


def to_confirm(line: str) -> Message:
    """Return the question whether a line shall be run: a question in words changes nothing by itself."""
    return Message((Section(f"Shall I? {line}"), Actions((Button("Yes, do that", line),))))


def _read_as(line: str, message: Message) -> Message:
    """Return an answer whose first line says how the question was read, with a button to change that."""
    change = Actions((Button("Change", line.split(" ", 1)[0], ask="The question", typed=line.partition(" ")[2]),))
    return replace(message, blocks=(Context(f"Read as: {line}"), *message.blocks, change))
