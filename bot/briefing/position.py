"""What a speaker holds on a topic: a timeline of words, with every change between its two sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.briefing.blocks import passage
from bot.briefing.charts import per_week
from bot.briefing.days import short
from bot.briefing.moves import day, distinct, grade, moved, words_in
from bot.briefing.said import requoted
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, counted_up_to, dotted, label, listed
from bot.ledger.passages import Passage, repeats
from bot.model.briefing import Moved
from bot.model.message import Actions, Block, Button, Context, Header, Message, Quotation, Section
from bot.model.position import PositionChange
from bot.model.query import KnownSpeaker

MOST_POINTS = 4  # quotes of a timeline besides those that changes show
MOST_CHANGES = 3
LEGEND = "▲ marks a change · quotes are the record"
LABELLED = "▲ marks a change · labels are set by a model, quotes are the record"


def position(
    known: KnownSpeaker,
    topic: str,
    said: Sequence[Passage],
    changes: Sequence[PositionChange],
    viewer: Viewer,
    *,
    total: int,
    counts: Sequence[tuple[date, int]] = (),
) -> Message:
    """Return a speaker's timeline on a topic, oldest first, both sides of each change, and quotes per week.

    `said` are passages newest first, `changes` newest first, `total` counts the quotes, `counts` quotes by day.
    """
    shown = distinct(changes)[:MOST_CHANGES]
    name = known.speaker.name
    titled = f"{name}, {known.speaker.role}" if known.speaker.role else name
    blocks: list[Block] = [Header(f"{titled} · on {topic}", _counts(said, shown, total, viewer))]
    blocks += _timeline(said, shown, viewer)
    if len(said) == 1 and not shown:
        blocks.append(Context("One statement so far, nothing to compare."))
    moved_on = [each.change.after.dated for each in shown if each.change.after.dated]
    if chart := per_week(f"{name} on {topic}", counts, viewer.today, changed=moved_on):
        blocks.append(chart)
    blocks += [Actions(_buttons(name, topic)), Context(dotted(grade(changes, len(said)), _legend(said)))]
    return Message(tuple(blocks))


def _legend(said: Sequence[Passage]) -> str:
    """Return what the marks mean, and who set the labels where there are any."""
    return LABELLED if any(each.lead.stance for each in said) else LEGEND


def _counts(said: Sequence[Passage], shown: Sequence[Moved], total: int, viewer: Viewer) -> str:
    """Return “5 quotes · 12–14 Feb 2025 · 1 change”."""
    days = [each.lead.quote.dated for each in said]
    days += [day for one in shown for day in (one.change.before.dated, one.change.after.dated)]
    known = [each for each in days if each]
    window = stretch(min(known), max(known), viewer.today) if known else ""
    quotes = counted_up_to(total, "quote")
    return dotted(quotes, window, counted(len(shown), "change") if shown else "")


def stretch(first: date, last: date, today: date) -> str:
    """Return “12–14 Feb 2025”, “30 Jan – 2 Feb”, or one day."""
    if first == last:
        return short(last, today)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short(last, today)}"
    return f"{short(first, today)} – {short(last, today)}"


def _timeline(said: Sequence[Passage], shown: Sequence[Moved], viewer: Viewer) -> list[Block]:
    """Return the points of a timeline in the order of their days; what a change shows does not stand twice."""
    moves = [(each, moved(each.change, viewer.today, mark="▲ ", also=each.also)) for each in shown]
    told = words_in([block for _, block in moves])
    free = [each for each in said if not any(repeats(each.body, words) for words in told)]
    points: list[tuple[date, int, Block]] = [
        (each.lead.quote.dated or date.min, 0, point(each, viewer)) for each in free[:MOST_POINTS]
    ]
    points += [(each.change.after.dated or date.min, 1, block) for each, block in moves]
    return [block for _, _, block in sorted(points, key=lambda each: each[:2])]


def point(said: Passage, viewer: Viewer) -> Quotation:
    """Return a passage as a point: “● Wed 12 Feb”, a model's label, its words, and who printed them."""
    block = passage(said, name_from=viewer.name_from, today=viewer.today)
    held = said.lead.stance
    return replace(block, name=f"● {day(said.lead.quote, viewer.today)}", head=f" · {held}" if held else "")


def _buttons(name: str, topic: str) -> tuple[Button, ...]:
    return (
        Button("Full list", f"who-said {requoted(topic)} by:{requoted(name)} since:1y", key="f"),
        Button("Watch changes", f"watch {requoted(f'{name} on {topic}')} only:changes", key="w"),
    )


def unknown_pair(known: KnownSpeaker, topic: str) -> Message:
    """Return what to say when a speaker said nothing on a topic: what they speak about most."""
    name = known.speaker.name
    about = f" on “{topic}”" if topic else ""
    said = f"No quotes by {name}{about}." if topic else f"On what? {name} speaks most about:"
    if known.topics and topic:
        said += f" Most are about {listed(known.topics[:3])}."
    buttons = tuple(Button(label(each), f"position {requoted(name)} on {requoted(each)}") for each in known.topics[:3])
    blocks: list[Block] = [Section(said)]
    return Message((*blocks, *([Actions(buttons)] if buttons else [])), empty=True)
