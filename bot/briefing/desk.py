"""Help, what is running, and whether words are on the record."""

from __future__ import annotations

from collections.abc import Sequence

from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted
from bot.model.ask import Command
from bot.model.message import Block, Context, Header, Message, Section
from bot.model.query import Totals


def help_text(commands: Sequence[Command]) -> Message:
    """Return all commands, a line each."""
    blocks: list[Block] = [Header("On Record · who said what, word for word, with the source")]
    blocks += [Section(f"{command.name} · {command.summary}") for command in commands]
    keys = "Keys anywhere in the line: by:Vance since:7d until:2025-02-01 outlet:euronews page:2"
    return Message((*blocks, Context(keys), Context("help after a command tells more: who-said help")))


def command_help(command: Command) -> Message:
    """Return one command's usage with examples."""
    blocks: list[Block] = [Header(f"{command.name} · {command.summary}"), Section(command.usage)]
    return Message((*blocks, *(Context(example) for example in command.examples)))


def status(
    totals: Totals, viewer: Viewer, *, version: str, engine: str, database: str, channels: int, model: str = ""
) -> Message:
    """Return what the ledger holds and what is under way."""
    polled = f"feeds read {viewer.ago(totals.last_poll_at)}" if totals.last_poll_at else "feeds not read yet"
    rest = [
        f"{counted(totals.pending, 'article')} to be read" if totals.pending else "",
        f"{counted(totals.unanswered, 'page')} did not answer yet: see feeds health" if totals.unanswered else "",
        f"{totals.failed:,} given up" if totals.failed else "",
        f"{counted(totals.dropped, 'candidate')} dropped, their words not found in the article"
        if totals.dropped
        else "",
    ]
    holds = dotted(
        counted(totals.quotes, "quote"),
        counted(totals.speakers, "speaker"),
        counted(totals.articles, "article"),
        counted(totals.feeds, "feed"),
    )
    blocks: list[Block] = [
        Header(f"On Record {version}"),
        Section(holds),
        Section(dotted(polled, *rest)),
        Section(dotted(f"engine: {engine}", database, f"{counted(channels, 'channel')} with a digest")),
        *((Section(model),) if model else ()),
        Context(f"{viewer.full(viewer.now)} {viewer.zone} · a name is shown from confidence {viewer.name_from:g}"),
    ]
    return Message(tuple(blocks))
