"""One screen: what named people said since the last digest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.briefing.blocks import quotation
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted
from bot.ledger.choosing import rank
from bot.ledger.variants import versions
from bot.model.briefing import Story
from bot.model.message import Block, Context, Header, Message, Section
from bot.model.record import Filed

MOST_STORIES = 3


def brief(
    stories: Sequence[Story],
    viewer: Viewer,
    *,
    window: str,
    about: str = "",
    notes: Sequence[str] = (),
    moved: Sequence[Block] = (),
) -> Message:
    """Return up to three stories with a quote each, the weightiest first; `stories` come in their order.

    `moved` are the sections of what moved and of splits.

    Only stories with a quote whose speaker is sure are told. Empty when there is none: use `quiet`.
    """
    told = [(story, best) for story in stories if (best := best_of(story, viewer))][:MOST_STORIES]
    title = dotted(f"Brief on {about}" if about else "Brief", window, counted(len(told), "story", "stories"))
    blocks: list[Block] = [Header(title), *map(Context, notes)]
    for number, (story, best) in enumerate(told, start=1):
        blocks.append(Section(f"{number}. {story.lead.title}", story.lead.url, bold=True, note=tellers(story)))
        others = versions(story.quotes, best)
        blocks.append(quotation(best.quote, name_from=viewer.name_from, others=others, today=viewer.today))
    return Message((*blocks, *moved), empty=not (told or moved))


def best_of(story: Story, viewer: Viewer) -> Filed | None:
    """Return the quote that stands for a story, or None when no speaker is sure."""
    sure = [each for each in story.quotes if each.quote.speaker and each.quote.confidence >= viewer.name_from]
    return next(iter(rank(sure, 1, name_from=viewer.name_from)), None)


def tellers(story: Story) -> str:
    """Return who tells a story: “Euronews +3 outlets · 6 articles”."""
    beyond = len(story.outlets) - 1
    outlets = f"{story.lead.outlet} +{counted(beyond, 'outlet')}" if beyond else story.lead.outlet
    return dotted(outlets, counted(len(story.publications), "article"))


def quiet(since: datetime, viewer: Viewer, *, about: str = "", notes: Sequence[str] = ()) -> Message:
    """Return the one line of a window without quotes."""
    sought = f' on "{about}"' if about else ""
    said = f"Quiet: no new quotes{sought} since {viewer.when(since)}."
    return Message((*map(Context, notes), Section(said)), empty=True)
