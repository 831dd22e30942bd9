"""Answers to “who said …”: quotes a page at a time, and what to say when there are none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.briefing.blocks import passage
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, counted_up_to, dotted, label, listed, up_to
from bot.ledger.passages import Passage, passages
from bot.model.message import Actions, Block, Button, Context, Header, Message, Section
from bot.model.query import KnownSpeaker, QuotePage, Totals
from bot.model.record import Filed

PER_PAGE = 5
MOST_OF_ARTICLE = 2  # entries of one page
LOOKED, DEEPEST = 40, 200  # newest quotes that are read for each page of an answer, and at most
_PAGE = re.compile(r"\s*\bpage:\S*")
_ONLY = re.compile(r"\s*\bonly:\S*")
_SINCE = re.compile(r"\s*\b(since|until|page):(\"[^\"]*\"|\S*)")


@dataclass(frozen=True, slots=True)
class Listing:
    """Hold quotes as pages of passages, and how many passages without a sure name are folded."""

    found: QuotePage
    pages: tuple[tuple[Passage, ...], ...]
    folded: int = 0


def listing(found: QuotePage, viewer: Viewer, *, unclear: bool = False) -> Listing:
    """Return the passages by page in the order of the quotes, those with a sure name; the others where `unclear`.

    Where no name is sure, all are shown.
    """
    every = passages(found.quotes)
    named, doubtful = list[Passage](), list[Passage]()
    for each in every:
        (named if any(_sure(one, viewer) for one in each.quotes) else doubtful).append(each)
    shown = doubtful if unclear or not named else named
    return Listing(found, tuple(paged(shown)), len(every) - len(shown) if shown is named else 0)


def looked(number: int, viewer: Viewer, read: Callable[[int], QuotePage], *, unclear: bool = False) -> Listing:
    """Return as many of the newest quotes as a page takes that is followed by another, or all up to DEEPEST.

    `read` gives the newest so many. A longer reading has the same full pages, and more.
    """
    limit = min(LOOKED * number, DEEPEST)
    shelf = listing(read(limit), viewer, unclear=unclear)
    while limit < min(shelf.found.total, DEEPEST) and len(shelf.pages) <= number:
        limit = min(2 * limit, DEEPEST)
        shelf = listing(read(limit), viewer, unclear=unclear)
    return shelf


def _sure(filed: Filed, viewer: Viewer) -> bool:
    return filed.quote.speaker is not None and filed.quote.confidence >= viewer.name_from


def paged(shown: Sequence[Passage]) -> Iterator[tuple[Passage, ...]]:
    """Yield pages of at most five passages, at most two of one article; what is too many of it waits for the next."""
    waiting = list(shown)
    while waiting:
        page, left, taken = list[Passage](), list[Passage](), Counter[str]()
        for each in waiting:
            article = each.lead.quote.publication.page_id
            fits = len(page) < PER_PAGE and taken[article] < MOST_OF_ARTICLE
            (page if fits else left).append(each)
            taken[article] += fits
        waiting = left
        yield tuple(page)


def who_said(
    shelf: Listing,
    viewer: Viewer,
    *,
    line: str,
    window: str,
    number: int = 1,
    notes: Sequence[str] = (),
    buttons: Sequence[Button] = (),
) -> Message:
    """Return one page of quotes, newest first; `line` is the ask as typed, `window` its time in words.

    `shelf` holds the newest quotes, as `looked` gives them, and counts all. `number` is the page shown, from 1; empty
    when there is none of that number. `notes` stand before the quotes, `buttons` after those for paging. One sentence
    is one entry.
    """
    found = shelf.found
    shown = shelf.pages[number - 1] if number <= len(shelf.pages) else ()
    plain = without_page(line)
    blocks: list[Block] = [Header(f"Who said · {_sought(plain)}", _counts(found, window), plain), *map(Context, notes)]
    blocks += [passage(each, name_from=viewer.name_from, today=viewer.today) for each in shown]
    blocks += map(Context, _small_print(shelf, number))
    more = f"{shelf.folded} more" if _whole(found) else "More"
    unsure = Button(f"{more} without a sure name", f"{plain} only:unclear", key="u")
    if offered := (*paging(plain, number, len(shelf.pages)), *([unsure] if shelf.folded else ()), *buttons):
        blocks.append(Actions(offered))
    return Message(tuple(blocks), empty=not shown)


def also_reported(message: Message, told: Sequence[Section]) -> Message:
    """Return an answer with outlets' sentences of what was said, before its buttons; they are no quotes."""
    if not told:
        return message
    head = Context("As reported, in the outlet’s own words:")
    at = next((at for at, each in enumerate(message.blocks) if isinstance(each, Actions)), len(message.blocks))
    return replace(message, blocks=(*message.blocks[:at], head, *told, *message.blocks[at:]), empty=False)


def _sought(line: str) -> str:
    return _ONLY.sub("", line.partition(" ")[2])


def _counts(found: QuotePage, window: str) -> str:
    speakers = counted(found.speakers, "speaker") if found.speakers else ""
    outlets = counted(found.outlets, "outlet") if found.outlets else ""  # of many neither is counted
    return dotted(window, counted_up_to(found.total, "quote"), speakers, outlets)


def _small_print(shelf: Listing, number: int) -> Iterator[str]:
    """Yield what is not on this page."""
    found = shelf.found
    if len(shelf.pages) > 1:
        yield dotted("newest first", f"page {number} of {len(shelf.pages)}" if _whole(found) else f"page {number}")
    if not _whole(found) and number == len(shelf.pages):
        looked = f"the newest {len(found.quotes)} of {up_to(found.total)} quotes"
        yield f"These are from {looked}. Narrow it with by:, since: or until: to see others."


def _whole(found: QuotePage) -> bool:
    """Tell whether all quotes that match were read."""
    return len(found.quotes) == found.total


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
    buttons: Sequence[Button] = (),
) -> Message:
    """Return what to say when no quote matches: how many the last year holds, and the nearest names that are known.

    `about` is what was asked for as typed; `near` are up to three names of speakers or topics; `buttons` come first.
    """
    sought = f' on "{about}"' if about else ""
    said = f"No quotes{sought} {stretch(window)}."
    buttons = [*buttons]
    if last_year:
        said += f" {up_to(last_year)} in the last year."
        buttons.append(Button("Show the last year", f"{_SINCE.sub('', line).strip()} since:1y", key="y"))
    command = line.split(" ", 1)[0]
    buttons += [Button(label(name), f"{command} {requoted(name)}") for name in near[:3]]
    if about:
        buttons.append(Button(label(f"Watch “{about}”"), f"watch {requoted(about)}", key="w"))
    if near:
        said += f" Did you mean {listed(near[:3], 'or')}?"
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
    return dotted(name, counted_up_to(known.quotes, "quote"))


def renamed(line: str, alias: str, name: str) -> str:
    """Return a command line with a name in place of the alias that was typed, or before the rest of the line."""
    command, _, rest = line.partition(" ")
    whole = re.compile(rf'(?i)(?<![\w-])"?{re.escape(alias)}"?(?![\w-])')
    replaced, times = whole.subn(lambda _: requoted(name), rest, count=1)
    return f"{command} {replaced if times else f'{requoted(name)} {rest}'.strip()}"


def nearest(about: str, near: Sequence[str], *, command: str) -> Message:
    """Return the names nearest to one that nobody knows, as buttons."""
    if not near:
        return Message((Section(f"I know nobody called “{about}”, and no name like it."),), empty=True)
    buttons = tuple(Button(label(name), f"{command} {requoted(name)}") for name in near[:3])
    said = f"I know nobody called “{about}”. Did you mean {listed(near[:3], 'or')}?"
    return Message((Section(said), Actions(buttons)), empty=True)
