"""Pages to leaf through: a sheet of quotes, and on the first one what is known of whom or what they are by or about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.briefing.blocks import passage
from bot.briefing.charts import per_week
from bot.briefing.days import short
from bot.briefing.feeds import silent, trouble
from bot.briefing.moves import differing, distinct, moved
from bot.briefing.said import requoted
from bot.briefing.speaker import first_read, titled
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, counted_up_to, dotted, label, language, listed
from bot.ledger.identity import host
from bot.ledger.mastheads import Masthead
from bot.ledger.passages import passages
from bot.model.message import Actions, Block, Button, Context, Divider, Header, Message, Section
from bot.model.news import Publication
from bot.model.position import PositionChange, Split
from bot.model.query import Followed, KnownOutlet, KnownSpeaker, Sheet
from bot.model.record import Filed

QUOTES, SPLITS = 20, 50  # on one page
MOST_TOPICS = 5
Voices = Sequence[tuple[str, int]]


def said(
    sheet: Sheet,
    viewer: Viewer,
    *,
    line: str,
    window: str = "",
    notes: Sequence[str] = (),
    buttons: Sequence[Button] = (),
    before: int = 0,
) -> Message:
    """Return a sheet of the quotes that answer a search."""
    sought = line.partition(" ")[2]
    blocks: list[Block] = [Header(f"Who said · {sought}", dotted(window, "newest first")), *map(Context, notes)]
    return Message((*blocks, *leaf(sheet, viewer, line, before=before, buttons=buttons)))


def leaf(
    sheet: Sheet, viewer: Viewer, line: str, *, before: int = 0, buttons: Sequence[Button] = ()
) -> tuple[Block, ...]:
    """Return the quotes of a sheet, one sentence once, and the links to the older and to the newest ones."""
    shown = [passage(each, name_from=viewer.name_from, today=viewer.today) for each in passages(sheet.quotes)]
    older = Button("Older", f"{line} page:{sheet.before}", key="o") if sheet.before else None
    newest = Button("Newest", line, key="n") if before else None
    offered = tuple(each for each in (older, newest, *buttons) if each)
    end = () if shown else (Context("There is nothing older."),)
    return (*shown, *end, *([Actions(offered)] if offered else []))


def voiced(voices: Voices) -> tuple[Block, ...]:
    """Return links to the people who are quoted most."""
    if not voices:
        return ()
    links = tuple(Button(f"{name} · {number}", f"speaker {requoted(name)}") for name, number in voices)
    return (Section("Quoted most of late", bold=True), Actions(links))


def changed(
    changes: Sequence[PositionChange], splits: Sequence[Split], viewer: Viewer, more: str = ""
) -> tuple[Block, ...]:
    """Return what moved and where a camp is split, each only where there is something."""
    blocks: list[Block] = []
    if changes:
        blocks.append(Section("What moved", bold=True))
        blocks += [moved(each.change, viewer.today, also=each.also) for each in distinct(changes)]
        blocks += [Actions((Button("All changes", more),))] if more else []
    if splits:
        blocks.append(Section("Split inside one camp", bold=True))
        blocks += [differing(each, viewer.today) for each in splits]
    return tuple(blocks)


def topic(
    name: str,
    sheet: Sheet,
    viewer: Viewer,
    *,
    line: str,
    before: int = 0,
    voices: Voices = (),
    changes: Sequence[PositionChange] = (),
    splits: Sequence[Split] = (),
) -> Message:
    """Return a sheet of a topic's quotes, after who speaks on it and what moved."""
    head = Header(f"On {name}", "newest first" if before else "")
    told = (*voiced(voices), *changed(changes, splits, viewer, f"changes {requoted(name)} since:1y"))
    return Message((head, *told, *_quotes(sheet, viewer, line, before, parted=bool(told))))


def _quotes(sheet: Sheet, viewer: Viewer, line: str, before: int, *, parted: bool) -> tuple[Block, ...]:
    title = (Section("Quotes, newest first", bold=True),) if parted else ()
    return (*title, *leaf(sheet, viewer, line, before=before))


def outlet(
    known: KnownOutlet,
    sheet: Sheet,
    viewer: Viewer,
    *,
    line: str,
    before: int = 0,
    about: Masthead | None = None,
    feeds: Sequence[Followed] = (),
    voices: Voices = (),
) -> Message:
    """Return a sheet of an outlet's quotes, after what it is, how well it is read and whom it quotes."""
    blocks: list[Block] = [Header(known.name, dotted(about.kind, about.country) if about else host(known.url))]
    if not before:
        blocks += _described(known, about)
        blocks.append(Section(f"{read_well(known)} Newest read {viewer.ago(known.read_at)}."))
        blocks += [Context(f"A feed of it: {doing(each, viewer)}") for each in feeds]
        blocks += voiced(voices)
    return Message((*blocks, *_quotes(sheet, viewer, line, before, parted=not before)))


def _described(known: KnownOutlet, about: Masthead | None) -> list[Block]:
    """Return what it is written in: as our table has it, else as its articles show."""
    if about is not None:
        return [Context(f"Language: {about.language}. From a table of ours that is kept by hand.")]
    written = listed([language(each) for each in known.languages])
    return [Context(f"Its articles are in {written}.")] if written else []


def read_well(known: KnownOutlet) -> str:
    """Return how well an outlet is read, in a sentence."""
    whole = f"{known.whole} were read whole" if known.whole != 1 else "1 was read whole"
    rest = f", of {known.teasers} only the beginning or what the feed says" if known.teasers else ""
    return f"Of its newest {counted(known.looked, 'article')} {whole}{rest}; {known.quoted} hold quotes."


def person(
    known: KnownSpeaker,
    sheet: Sheet,
    viewer: Viewer,
    *,
    line: str,
    before: int = 0,
    spellings: Voices = (),
    counts: Sequence[tuple[date, int]] = (),
    camps: Sequence[Split] = (),
    changes: Sequence[PositionChange] = (),
) -> Message:
    """Return a sheet of a person's quotes, after names, roles with sources, topics, what moved and a chart."""
    name = known.speaker.name
    head = Header(titled(known), counted_up_to(known.quotes, "quote"))
    if before:
        return Message((head, *leaf(sheet, viewer, line, before=before)))
    blocks: list[Block] = [Section(f"{role} · {first_read(at, viewer)}", at.url) for role, at in known.roles]
    blocks += [] if known.roles else [Section("No article read so far gives a role.")]
    for each in camps[:1]:
        where = first_read(each.told.publication, viewer)
        blocks.append(Section(dotted(f"Camp: {each.camp}", each.ground, where), each.told.publication.url))
    blocks += _called(name, known, spellings)
    if known.topics:
        lines = tuple(
            Button(label(each), f"position {requoted(name)} on {requoted(each)}") for each in known.topics[:MOST_TOPICS]
        )
        blocks += [Section("Timeline by topic", bold=True), Actions(lines)]
    if chart := per_week(name, counts, viewer.today):
        blocks.append(chart)
    blocks += changed(changes, (), viewer, f"changes by:{requoted(name)} since:1y")
    return Message((head, *blocks, *_quotes(sheet, viewer, line, before, parted=True)))


def _called(name: str, known: KnownSpeaker, spellings: Voices) -> list[Block]:
    """Return under which names somebody is quoted, and by which else they are found."""
    printed = [f"{each} ({number})" for each, number in spellings]
    shown = {name.casefold(), *(each.casefold() for each, _ in spellings)}
    others = [each for each in known.aliases if each not in shown]
    blocks: list[Block] = [Context(f"Printed as: {', '.join(printed)}")] if len(printed) > 1 else []
    return [*blocks, *([Context(f"Also found as: {', '.join(others)}")] if others else [])]


def story(
    pages: Sequence[Publication],
    copied: Sequence[Publication],
    quotes: Sequence[Filed],
    viewer: Viewer,
    *,
    lead: str,
    changes: Sequence[PositionChange] = (),
    splits: Sequence[Split] = (),
) -> Message:
    """Return who tells a story, what moved in it, and its voices; `lead` is the page whose headline it has."""
    here = next((each for each in pages if each.page_id == lead), pages[0])
    outlets = list(dict.fromkeys(each.outlet for each in pages))
    voices = {each.quote.speaker.name for each in quotes if each.quote.speaker}
    counts = dotted(counted(len(outlets), "outlet"), counted(len(pages), "article"), counted(len(voices), "voice"))
    blocks: list[Block] = [Header(here.title, counts), *changed(changes, splits, viewer)]
    blocks.append(Section("Who tells it", bold=True))
    twice = {each.page_id for each in copied}
    blocks += [_telling(each, viewer, copied=each.page_id in twice) for each in pages]
    shown = passages(quotes)[:QUOTES]
    blocks += [Section("Voices", bold=True)] if shown else []
    blocks += [passage(each, name_from=viewer.name_from, today=viewer.today) for each in shown]
    return Message(tuple(blocks))


def _telling(page: Publication, viewer: Viewer, *, copied: bool) -> Section:
    day = short(page.published_on, viewer.today) if page.published_on else ""
    return Section(page.title, page.url, note=dotted(page.outlet, day, "a copy" if copied else ""))


def splits(found: Sequence[Split], viewer: Viewer, *, about: str = "") -> Message:
    """Return splits inside one camp, newest first."""
    title = f"Splits inside one camp · {about}" if about else "Splits inside one camp"
    if not found:
        return Message((Header(title), Section("No outlet read so far tells of one.")), empty=True)
    return Message((Header(title, "newest first"), *(differing(each, viewer.today) for each in found)))


def health(feeds: Sequence[Followed], viewer: Viewer, *, named: bool = True) -> Message:
    """Return how the feeds do, those in trouble first; `named` where the reader may know which there are."""
    troubled = [each for each in feeds if trouble(each, viewer.now)]
    counts = dotted(f"{len(feeds) - len(troubled)} well", f"{len(troubled)} in trouble")
    head = Header("Health of the feeds", counts)
    if not named:
        return Message((head, Section("Which feeds a team follows is its own affair.")))
    well = [each for each in feeds if each not in troubled]
    rest = [Divider()] if troubled and well else []
    return Message((head, *(_feed(each, viewer) for each in troubled), *rest, *(_feed(each, viewer) for each in well)))


def _feed(each: Followed, viewer: Viewer) -> Section:
    return Section(each.feed.outlet or each.feed.title or host(each.feed.url), note=doing(each, viewer))


def doing(each: Followed, viewer: Viewer) -> str:
    """Return how a feed does, without the server's own words, which may hold an address."""
    polling = each.polling
    entries = counted(each.entries, "entry", "entries")
    if polling.paused:
        return dotted(entries, "stopped")
    if polling.failures:
        return dotted(entries, f"failing, {counted(polling.failures, 'try', 'tries')}")
    if polling.last_ok_at is None:
        return "not read yet"
    return dotted(entries, f"read {viewer.ago(polling.last_ok_at)}", "silent" if silent(each, viewer.now) else "")
