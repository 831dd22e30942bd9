"""The key quotes of one article that somebody linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from bot.briefing.blocks import passage
from bot.briefing.days import short
from bot.briefing.engines import in_short
from bot.briefing.moves import words_in
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted
from bot.ledger.choosing import best
from bot.ledger.passages import passages, repeats
from bot.model.message import Actions, Block, Button, Context, Message, Section
from bot.model.news import Completeness, Publication
from bot.model.record import Filed

MOST_QUOTES = 4


def summary(
    publication: Publication,
    quotes: Sequence[Filed],
    viewer: Viewer,
    *,
    engine: str = "rules",
    person: str = "",
    read_at: datetime | None = None,
    every: bool = False,
    moved: Sequence[Block] = (),
    gist: str = "",
) -> Message:
    """Return an article's headline and up to four of its quotes, one a speaker first; all of them if `every`.

    `moved` are the sections of what moved and of splits.
    `read_at` is given when the answer comes from the ledger; `person` is who asked, where others can see it.
    """
    fresh = [each for each in passages(quotes) if not any(repeats(each.body, text) for text in words_in(moved))]
    shown = fresh if every else best(fresh, MOST_QUOTES, name_from=viewer.name_from)
    title = publication.title or publication.url
    blocks: list[Block] = [Section(title, publication.url, bold=True, note=counts(publication, quotes, viewer))]
    blocks += in_short(replace(publication, gist=gist or publication.gist))
    in_order = sorted(shown, key=lambda each: each.lead.quote.span.start) if every else shown
    blocks += [passage(each, name_from=viewer.name_from, today=viewer.today) for each in in_order]
    blocks += moved
    if publication.url:
        blocks.append(Actions(_buttons(publication.url, more=len(fresh) - len(shown))))
    blocks.append(Context(footer(publication, viewer, engine, person, read_at)))
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


def footer(publication: Publication, viewer: Viewer, engine: str, person: str, read_at: datetime | None) -> str:
    """Return who asked, what was checked, and how much of the article was there."""
    gaps = {Completeness.TEASER: "only a teaser was read", Completeness.PAYWALL: "behind a paywall, read in part"}
    return dotted(
        f"Asked for by {person}" if person else "",
        "every quote found word for word in the article",
        gaps.get(publication.completeness, ""),
        f"engine: {engine}",
        f"read {viewer.when(read_at)}" if read_at else "",
    )


def without_quotes(url: str, words: int) -> Message:
    """Return what to say of a page that holds no quote; `words` is the length of its text."""
    said = f"No quotes found on that page. It has {counted(words, 'word')} of text."
    return Message((Section(said, url),), empty=True)
