"""The key quotes of one article that somebody linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from urllib.parse import urlsplit

from bot.briefing.blocks import as_reported, passage
from bot.briefing.days import ago, short
from bot.briefing.engines import in_short
from bot.briefing.moves import words_in
from bot.briefing.standfirst import FOREIGN
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted
from bot.ledger.choosing import best
from bot.ledger.fresh import Novelty
from bot.ledger.identity import bare
from bot.ledger.passages import passages, repeats
from bot.ledger.reports import sentences_told
from bot.model.message import Actions, Block, Button, Context, Divider, Header, Message, Section
from bot.model.news import Completeness, Publication
from bot.model.record import Filed, Report
from bot.reading.text.quotes import paragraphs
from bot.reading.text.sentences import sentences

MOST_QUOTES = 4
OF_SEVERAL = 2  # of each page where several are told of in one answer
FEWEST, LONGEST = 40, 500  # characters of a paragraph that is worth showing
ENDINGS = ".!?…”\"’'»"


@dataclass(frozen=True, slots=True)
class Answered:
    """Name a link that was answered before, the post that answers it, and when that was written."""

    link: str
    post: str
    at: datetime


def there_already(found: Sequence[Answered], now: datetime) -> Message:
    """Return where links were answered already, with a button that tells of them again."""
    blocks: list[Block] = []
    for each in found:
        blocks.append(Section(f"Answered here {ago(each.at, now)}", each.post, note=each.link))
        blocks.append(Actions((Button("Summarize again", f"summarize {each.link}", key="a"),)))
    return Message(tuple(blocks))


def together(messages: Sequence[Message]) -> Message:
    """Return the answers on several links as one, a page that two of them lead to once."""
    pages: dict[str, Message] = {}
    for at, message in enumerate(messages):
        first = next((block.url for block in message.blocks if isinstance(block, Section) and block.url), "")
        pages.setdefault(bare(first) if first else str(at), message)
    read = sum(not each.empty for each in pages.values())
    missing = len(pages) - read
    head = dotted(counted(len(messages), "link"), f"{read} read", f"{missing} without an answer" if missing else "")
    blocks = [block for message in pages.values() for block in (Divider(), *message.blocks)]
    links = tuple(dict.fromkeys(link for message in messages for link in message.links))
    return Message((Header(head), *blocks), empty=not read, links=links)


def summary(
    publication: Publication,
    quotes: Sequence[Filed],
    viewer: Viewer,
    *,
    engine: str = "rules",
    person: str = "",
    read_at: datetime | None = None,
    every: bool = False,
    most: int = MOST_QUOTES,
    moved: Sequence[Block] = (),
    gist: str = "",
    read: str = "",
    new: Sequence[Block] = (),
) -> Message:
    """Return an article's headline and its `most` best quotes, one a speaker first; all of them if `every`.

    `moved` are the sections of what moved and of splits; `read` says what the page is, `new` what is new in it.
    `read_at` is given when the answer comes from the ledger; `person` is who asked, where others can see it.
    """
    fresh = [each for each in passages(quotes) if not any(repeats(each.body, text) for text in words_in(moved))]
    shown = fresh if every else best(fresh, most, name_from=viewer.name_from)
    title = publication.title or publication.url
    blocks: list[Block] = [
        Section(title, publication.url, bold=True, note=dotted(read, counts(publication, quotes, viewer)))
    ]
    blocks += in_short(replace(publication, gist=gist or publication.gist))
    in_order = sorted(shown, key=lambda each: each.lead.quote.span.start) if every else shown
    blocks += [passage(each, name_from=viewer.name_from, today=viewer.today) for each in in_order]
    blocks += moved
    blocks += new
    if publication.url:
        blocks.append(Actions(_buttons(publication.url, more=len(fresh) - len(shown))))
    blocks.append(Context(footer(viewer, engine, person, read_at)))
    return Message(tuple(blocks))


def _buttons(url: str, *, more: int) -> tuple[Button, ...]:
    """Return what can be done with an article: see all its quotes, follow its outlet."""
    parts = urlsplit(url)
    every = (Button(f"More quotes · {more}", f"summarize {url} only:all", key="a"),) if more else ()
    return (*every, Button("Add this outlet", f"feeds add {parts.scheme}://{parts.netloc}", key="f"))


def counts(publication: Publication, quotes: Sequence[Filed], viewer: Viewer) -> str:
    """Return “Euronews · 14 Feb · 5 speakers · 6 quotes”."""
    names = {
        each.quote.speaker.name for each in quotes if each.quote.speaker and each.quote.confidence >= viewer.name_from
    }
    day = short(publication.published_on, viewer.today) if publication.published_on else ""
    speakers = counted(len(names), "speaker") if names else ""
    return dotted(publication.outlet, day, speakers, counted(len(quotes), "quote"))


def footer(viewer: Viewer, engine: str, person: str, read_at: datetime | None) -> str:
    """Return who asked, what was checked, who chose, and when it was read."""
    return dotted(
        f"Asked for by {person}" if person else "",
        "every quote found word for word in the article",
        f"engine: {engine}",
        f"read {viewer.when(read_at)}" if read_at else "",
    )


def what(publication: Publication, text: str, quotes: Sequence[Filed] = (), form: str = "") -> str:
    """Return what a page is and how much of it was read: “whole article, 640 words”, “PDF, 12 pages, transcript”."""
    words = counted(len(text.split()), "word")
    kinds = {each.quote.kind for each in quotes if each.quote.kind.bare}
    talk = next((name for kind, name in (("turn", "transcript"), ("statement", "statement")) if kind in kinds), "")
    read = {
        Completeness.TEASER: f"a teaser or a short text: {words}",
        Completeness.PAYWALL: f"paywall: only {words} before it were read",
    }.get(publication.completeness, "")
    if form:
        return ", ".join(each for each in (form, talk, words) if each)
    return read or f"{talk or 'whole article'}, {words}"


def without_quotes(
    publication: Publication, text: str, reports: Sequence[Report], viewer: Viewer, *, read: str, person: str = ""
) -> Message:
    """Return what is true of a page without quotations: its first paragraph, and what it reports that somebody said.

    These are the outlet's own sentences, whole, and never in quotation marks.
    """
    title = publication.title or publication.url
    day = short(publication.published_on, viewer.today) if publication.published_on else ""
    blocks: list[Block] = [Section(title, publication.url, bold=True, note=dotted(read, publication.outlet, day))]
    told = sentences_told(text, reports)
    first = opening(text)
    if first and first not in (sentence for _, sentence in told):
        blocks.append(Section("It begins", body=first))
    blocks += [as_reported(report, sentence, viewer) for report, sentence in told[:MOST_QUOTES]]
    marks = "no quotations in it" if first or told else "no quotations found, and no sentence to show"
    own = "the sentences are the outlet’s own" if first or told else ""
    blocks.append(Context(dotted(f"Asked for by {person}" if person else "", marks, own)))
    return Message(tuple(blocks), empty=not (first or told))


def opening(text: str) -> str:
    """Return the first paragraph that is prose, or its first sentences where it is long; ""."""
    for paragraph in paragraphs(text):
        if paragraph.end - paragraph.start < FEWEST or text[paragraph.end - 1] not in ENDINGS:
            continue
        every = sentences(text, paragraph, ())
        own = takewhile(lambda each: not FOREIGN.search(each.of(text)), every)
        kept = [each for each in own if each.end - paragraph.start <= LONGEST]
        if kept:
            return text[paragraph.start : kept[-1].end]
    return ""


def new_here(found: Sequence[Novelty], earlier: Filed | None, topic: str, viewer: Viewer) -> list[Block]:
    """Return which of an article's words were not on record, who had the others first, and what was said before."""
    if not found:
        return []
    known = {each.first.outlet: each.first for each in reversed(found) if each.first}
    had = ", ".join(_first(each, viewer) for each in reversed(known.values()))
    new = sum(each.first is None for each in found)
    if new == len(found):
        said = "none of these words was on record before."
    elif new:
        said = f"{new} of {counted(len(found), 'quote')}. The rest stood first in {had}."
    else:
        said = f"nothing. These words stood first in {had}."
    blocks: list[Block] = [Section(f"New here: {said}")]
    if earlier and earlier.quote.speaker:
        blocks.append(Context(f"{earlier.quote.speaker.name} before, on {topic}"))
        blocks += [passage(each, name_from=viewer.name_from, today=viewer.today) for each in passages([earlier])]
    return blocks


def _first(publication: Publication, viewer: Viewer) -> str:
    day = f" ({short(publication.published_on, viewer.today)})" if publication.published_on else ""
    return f"{publication.outlet}{day}"
