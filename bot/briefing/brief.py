"""One screen: what named people said since the last digest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.briefing.blocks import passage
from bot.briefing.moves import words_in
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted
from bot.ledger.choosing import best
from bot.ledger.passages import Passage, passages, repeats
from bot.model.briefing import Story
from bot.model.message import Block, Context, Header, Message, Section

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
    shown = words_in(moved)
    told = [(story, best) for story in stories if (best := best_of(story, viewer, shown))][:MOST_STORIES]
    title = dotted(f"Brief on {about}" if about else "Brief", window, counted(len(told), "story", "stories"))
    blocks: list[Block] = [Header(title), *map(Context, notes)]
    for number, (story, best) in enumerate(told, start=1):
        blocks.append(Section(f"{number}. {story.lead.title}", story.lead.url, bold=True, note=tellers(story)))
        blocks.append(passage(best, name_from=viewer.name_from, today=viewer.today))
    return Message((*blocks, *moved), empty=not (told or moved))


def best_of(story: Story, viewer: Viewer, shown: Sequence[str] = ()) -> Passage | None:
    """Return the passage that stands for a story and repeats nothing that is shown, or None when no speaker is sure."""
    sure = [each for each in story.quotes if each.quote.speaker and each.quote.confidence >= viewer.name_from]
    fresh = [each for each in passages(sure) if not any(repeats(each.body, text) for text in shown)]
    return next(iter(best(fresh, 1, name_from=viewer.name_from)), None)


def tellers(story: Story) -> str:
    """Return who tells a story, copies counted once: “Reuters, BBC, DW +3 · 9 articles, 2 of them copies”."""
    names = dict.fromkeys([story.lead.outlet, *story.independent])
    outlets = ", ".join([*names][:3]) + (f" +{len(names) - 3}" if len(names) > 3 else "")
    copied = (
        f", {'one a copy' if len(story.copies) == 1 else f'{len(story.copies)} of them copies'}" if story.copies else ""
    )
    articles = len(story.publications)
    return dotted(outlets, f"{counted(articles, 'article')}{copied}" if articles > 1 else "")


def quiet(since: datetime, viewer: Viewer, *, about: str = "", notes: Sequence[str] = ()) -> Message:
    """Return the one line of a window without quotes."""
    sought = f' on "{about}"' if about else ""
    said = f"Quiet: no new quotes{sought} since {viewer.when(since)}."
    return Message((*map(Context, notes), Section(said)), empty=True)
