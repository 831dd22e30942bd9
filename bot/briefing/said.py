"""Answers to “who said …”: quotes a page at a time, and what to say when there are none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.briefing.blocks import quotation
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted, label
from bot.ledger.variants import grouped
from bot.model.message import Actions, Block, Button, Context, Header, Message, Section
from bot.model.query import KnownSpeaker, QuotePage, Totals

PER_PAGE = 5
_PAGE = re.compile(r"\s*\bpage:\S*")
_SINCE = re.compile(r"\s*\b(since|until|page):(\"[^\"]*\"|\S*)")


def who_said(
    page: QuotePage,
    viewer: Viewer,
    *,
    line: str,
    window: str,
    number: int = 1,
    notes: Sequence[str] = (),
    buttons: Sequence[Button] = (),
) -> Message:
    """Return one page of quotes, newest first; `line` is the ask as typed, `window` its time in words.

    `number` is the page shown, from 1. `notes` stand before the quotes, `buttons` after those for paging. One quote
    that several outlets report is one entry.
    """
    counts = dotted(
        window, counted(page.total, "quote"), counted(page.speakers, "speaker"), counted(page.outlets, "outlet")
    )
    _, _, sought = without_page(line).partition(" ")
    blocks: list[Block] = [Header(f"Who said · {sought}", counts, without_page(line)), *map(Context, notes)]
    for group in grouped(page.quotes):
        others = [each.quote for each in group.others]
        blocks.append(quotation(group.lead.quote, name_from=viewer.name_from, others=others, today=viewer.today))
    pages = max(1, -(-page.total // PER_PAGE))
    if pages > 1:
        blocks.append(Context(f"newest first · page {number} of {pages}"))
    if offered := (*paging(without_page(line), number, pages), *buttons):
        blocks.append(Actions(offered))
    return Message(tuple(blocks))


def without_page(line: str) -> str:
    """Return a command line without its page."""
    return _PAGE.sub("", line).strip()


def paging(line: str, number: int, pages: int) -> tuple[Button, ...]:
    """Return the buttons to older and newer pages, where there are any."""
    older = Button("Older", f"{line} page:{number + 1}", key="o")
    newer = Button("Newer", line if number == 2 else f"{line} page:{number - 1}", key="n")
    return (*([older] if number < pages else []), *([newer] if number > 1 else []))


def nothing_said(
    *,
    line: str,
    about: str,
    window: str,
    last_year: int = 0,
    notes: Sequence[str] = (),
    near: Sequence[str] = (),
) -> Message:
    """Return what to say when no quote matches: how many the last year holds, and the nearest names that are known.

    `about` is what was asked for as typed; `near` are up to three names of speakers or topics.
    """
    sought = f' on "{about}"' if about else ""
    said = f"No quotes{sought} {stretch(window)}."
    buttons = []
    if last_year:
        said += f" {last_year:,} in the last year."
        buttons.append(Button("Show the last year", f"{_SINCE.sub('', line).strip()} since:1y", key="y"))
    command = line.split(" ", 1)[0]
    buttons += [Button(label(name), f"{command} {requoted(name)}") for name in near[:3]]
    if about:
        buttons.append(Button(label(f"Watch “{about}”"), f"watch {requoted(about)}", key="w"))
    if near:
        said += f" Near it: {', '.join(near[:3])}."
    blocks: list[Block] = [*map(Context, notes), Section(said)]
    return Message((*blocks, *([Actions(tuple(buttons))] if buttons else [])), empty=True)


def stretch(window: str) -> str:
    """Return a window as it stands in a sentence: “in the last 30 days”, “since Thu 13 Feb”."""
    if window.startswith("last "):
        return f"in the {window}"
    return window if window.startswith(("since ", "until ", "in ", "from ")) else f"in {window}" if window else "yet"


def requoted(name: str) -> str:
    """Return a name as one word of a command line."""
    plain = name.replace('"', "")
    return f'"{plain}"' if " " in plain else plain


def empty_ledger(totals: Totals, viewer: Viewer) -> Message:
    """Return what to say while the ledger holds no quote at all."""
    if not totals.feeds:
        said = "No feeds yet. Add some: feeds bundle europe, or feeds add <address>."
        return Message((Section(said), Actions((Button("Add a bundle", "feeds bundle", key="b"),))), empty=True)
    feeds = counted(totals.feeds, "feed")
    were = "was" if totals.feeds == 1 else "were"
    if totals.last_poll_at is None:
        said = f"Nothing is in the ledger yet. {feeds} {were} not read so far."
    elif totals.failing == totals.feeds:
        said = (
            f"Nothing is in the ledger yet. No feed could be read {viewer.ago(totals.last_poll_at)}: see feeds health."
        )
    elif totals.pending:
        said = f"Nothing is in the ledger yet. {counted(totals.pending, 'article')} still to be read."
    else:
        said = (
            f"Nothing is in the ledger yet. {feeds} {were} read {viewer.ago(totals.last_poll_at)} and held no quotes."
        )
    return Message((Section(said),), empty=True)


def chooser(alias: str, speakers: Sequence[KnownSpeaker], *, line: str) -> Message:
    """Return a question when several speakers share a name; up to four buttons with their roles.

    A button types the line again with the full name in place of the alias.
    """
    shown = speakers[:4]
    blocks: list[Block] = [Section(f"{len(speakers)} people are called “{alias}”. Whom do you mean?")]
    blocks += [Context(known_as(each)) for each in shown]
    buttons = tuple(Button(label(each.speaker.name), renamed(line, alias, each.speaker.name)) for each in shown)
    return Message((*blocks, Actions(buttons)), empty=True)


def known_as(known: KnownSpeaker) -> str:
    """Return a speaker's name, role and number of quotes."""
    name = f"{known.speaker.name}, {known.speaker.role}" if known.speaker.role else known.speaker.name
    return dotted(name, counted(known.quotes, "quote"))


def renamed(line: str, alias: str, name: str) -> str:
    """Return a command line with a name in place of the alias that was typed, or before the rest of the line."""
    command, _, rest = line.partition(" ")
    whole = re.compile(rf'(?i)(?<![\w-])"?{re.escape(alias)}"?(?![\w-])')
    replaced, times = whole.subn(lambda _: requoted(name), rest, count=1)
    return f"{command} {replaced if times else f'{requoted(name)} {rest}'.strip()}"


def nearest(about: str, near: Sequence[str], *, command: str) -> Message:
    """Return the names nearest to one that nobody knows, as buttons."""
    if not near:
        return Message((Section(f"I know no “{about}”, and nothing like it."),), empty=True)
    buttons = tuple(Button(label(name), f"{command} {requoted(name)}") for name in near[:3])
    return Message((Section(f"I know no “{about}”. Near it: {', '.join(near[:3])}."), Actions(buttons)), empty=True)
