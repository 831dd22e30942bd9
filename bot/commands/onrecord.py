"""onrecord: help, what is running, whether words are on the record, and why an entry was not posted."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from pathlib import PurePath
from types import MappingProxyType

from bot.briefing import corrections as corrected
from bot.briefing import objections as told
from bot.briefing.desk import command_help, help_text
from bot.briefing.desk import status as status_of
from bot.briefing.engines import spent
from bot.commands import checking
from bot.commands.catalogue import COMMANDS, ONRECORD, SHOWN
from bot.commands.choice import subcommand
from bot.commands.fate import is_address, why
from bot.commands.files import content, local_file
from bot.commands.grammar import command_named
from bot.commands.links import reached, spelled
from bot.commands.own_topics import own_topics
from bot.commands.people import who_is_who
from bot.commands.permission import HOUR, noticed, require_manager, require_member, require_room
from bot.commands.place import channel_of, viewer_of
from bot.commands.settings import settings
from bot.commands.taken_away import taken_away
from bot.desk import Desk
from bot.errors import NotFound, SourceError, UserError
from bot.ledger.identity import page_id
from bot.ledger.words import fold_words
from bot.model.ask import Ask
from bot.model.briefing import NOT_STARTED, workspace_of
from bot.model.message import Divider, Message

MOST = 5  # reports that are shown


def answer(ask: Ask, desk: Desk) -> Message:
    """Return help, the state of the installation, or the quotes that hold the words; raises UserError."""
    name, rest = subcommand(ask, ONRECORD, default="help")
    if name == "status":
        return status(ask, desk)
    if name == "check":
        return check(rest, ask, desk)
    if name in HANDLERS:
        return HANDLERS[name](rest, ask, desk)
    return usage(command_named(rest.split()[0])[0] if rest else "")


def usage(name: str) -> Message:
    """Return how a command is typed, or the list of all."""
    return command_help(COMMANDS[name]) if name in COMMANDS else help_text(SHOWN)


def status(ask: Ask, desk: Desk) -> Message:
    """Return what the ledger holds and what is under way."""
    mine = desk.follower(ask.channel_id)
    here = [each for each in desk.store.channels() if not mine or workspace_of(each.id) == mine]
    return status_of(
        desk.store.totals(mine),
        viewer_of(channel_of(ask, desk), desk),
        version=version("onrecord"),
        engine=desk.engine.name,
        database="Postgres" if "://" in desk.settings.database else PurePath(desk.settings.database).name,
        channels=sum(bool(each.times) and each.paused_reason != NOT_STARTED for each in here),
        model=spent(desk.store.spending(desk.clock.now()), desk.settings.model_budget)
        if desk.engine is not desk.local
        else "",
    )


def log(_rest: str, ask: Ask, desk: Desk) -> Message:
    """Return the newest changed settings, for the asker alone; raises NotAllowed."""
    require_member(ask, desk, "see what was changed")
    viewer = viewer_of(channel_of(ask, desk), desk)
    return replace(told.changes(desk.store.setting_changes(workspace_of(ask.channel_id)), viewer), private=True)


def reports(_rest: str, ask: Ask, desk: Desk) -> Message:
    """Return the newest reports of wrong quotes; raises NotAllowed."""
    require_manager(ask, desk, "look at reports")
    found = desk.store.objections(workspace_of(ask.channel_id), MOST)
    viewer = viewer_of(channel_of(ask, desk), desk)
    return replace(told.reports([(each, desk.store.quote(each.quote_id)) for each in found], viewer), private=True)


def reviewed(rest: str, ask: Ask, desk: Desk) -> Message:
    """Show a reported quote again; raises NotAllowed, NotFound."""
    require_manager(ask, desk, "decide on reports")
    if not desk.store.review(rest, workspace_of(ask.channel_id), desk.clock.now()):
        raise NotFound("Nobody has reported that quote here. onrecord reports lists those that are reported.")
    message = told.reviewed(desk.store.quote(rest), viewer_of(channel_of(ask, desk), desk))
    return noticed(message, ask, desk, "had a reported quote shown again")


def corrections(_rest: str, ask: Ask, desk: Desk) -> Message:
    """Return the newest corrections that count here."""
    viewer = viewer_of(channel_of(ask, desk), desk)
    return corrected.corrections(desk.store.corrections(workspace_of(ask.channel_id)), viewer)


def check(words: str, ask: Ask, desk: Desk) -> Message:
    """Return how each quotation of a text or a page stands to the record; raises UserError, BadLink.

    Of an address it is said first why it was posted or not.
    """
    if is_address(words.strip('"“”<>')):
        return checked_page(words.strip('"“”<>'), ask, desk)
    text = local_text(words, ask, desk)
    channel = channel_of(ask, desk)
    if not fold_words(text):
        raise UserError('Which words or address? Example: onrecord check "tools of leverage"')
    if quoted := checking.checked(text, ask, desk, channel):
        return quoted
    raise UserError("No quotation stands in that text: nothing between quotation marks, and too long for one itself.")


def checked_page(typed: str, ask: Ask, desk: Desk) -> Message:
    """Return why the page at an address was posted or not, and how its quotations stand to those of other pages."""
    fate = why(typed, ask, desk)
    known = desk.store.page(page_id(spelled(typed)[0], "", ""))
    try:
        text, page = (known.text, known.publication.page_id) if known else fetched(typed, ask, desk)
    except (SourceError, UserError):
        return fate  # it cannot be read, or not for this person: the rest is true all the same
    quoted = checking.checked(text, ask, desk, channel_of(ask, desk), apart=page)
    return Message((*fate.blocks, Divider(), *quoted.blocks)) if quoted else fate


def fetched(typed: str, ask: Ask, desk: Desk) -> tuple[str, str]:
    """Return the text of a page and its id, for whoever may have pages read; raises UserError, SourceError."""
    require_member(ask, desk, "have pages checked")
    require_room(ask, desk, "summarize", most=10, within=HOUR)
    page = reached(typed, desk.fetcher.page)
    return page.text, page_id(page.url, "", "")


def local_text(typed: str, ask: Ask, desk: Desk) -> str:
    """Return what was typed, or what a file on this machine holds; raises BadSetting, Unreadable."""
    file = local_file(typed.strip('"“”')) if ask.channel_id.split(":")[0] == "console" else None
    return desk.fetcher.document(content(file), file.name).text if file else typed


HANDLERS = MappingProxyType(
    {
        "topics": own_topics,
        "people": who_is_who,
        "settings": settings,
        "log": log,
        "reports": reports,
        "reviewed": reviewed,
        "taken": taken_away,
        "corrections": corrections,
    }
)
