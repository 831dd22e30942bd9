"""Who somebody is, as far as the articles say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.briefing.blocks import passage
from bot.briefing.charts import per_week
from bot.briefing.days import short
from bot.briefing.said import requoted
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted_up_to, dotted, label
from bot.ledger.passages import passages
from bot.model.message import Actions, Block, Button, Context, Header, Message, Section
from bot.model.news import Publication
from bot.model.position import Split
from bot.model.query import KnownSpeaker
from bot.model.record import Filed

MOST_QUOTES = 3
MOST_ROLES = 5


def speaker(
    known: KnownSpeaker,
    last: Sequence[Filed],
    viewer: Viewer,
    counts: Sequence[tuple[date, int]] = (),
    camps: Sequence[Split] = (),
) -> Message:
    """Return a speaker's roles with dates and sources, other names, busiest topics, last three quotes and a chart.

    `counts` are quotes by day, for the chart; `camps` are splits that say which camp the speaker is of.
    """
    name = known.speaker.name
    blocks: list[Block] = [Header(dotted(titled(known), counted_up_to(known.quotes, "quote")))]
    blocks += [
        Section(f"{role} · {first_read(source, viewer)}", source.url) for role, source in known.roles[:MOST_ROLES]
    ]
    if not known.roles:
        blocks.append(Section("No article read so far gives a role."))
    for each in camps[:1]:
        said = f"Camp: {each.camp} · {each.ground} · {first_read(each.told.publication, viewer)}"
        blocks.append(Section(said, each.told.publication.url))
    others = [alias for alias in known.aliases if alias != name.casefold()]
    if others:
        blocks.append(Context(f"Also found as: {', '.join(others)}"))
    if known.topics:
        blocks.append(Context(f"Speaks most about: {', '.join(known.topics)}"))
    shown = passages(last)[:MOST_QUOTES]
    blocks += [passage(each, name_from=viewer.name_from, today=viewer.today) for each in shown]
    if chart := per_week(name, counts, viewer.today):
        blocks.append(chart)
    buttons = [Button("All quotes", f"who-said {requoted(name)} since:1y", key="a")]
    buttons += [
        Button(label(f"On {topic}"), f"who-said {requoted(topic)} by:{requoted(name)}") for topic in known.topics[:3]
    ]
    return Message((*blocks, Actions(tuple(buttons))))


def titled(known: KnownSpeaker) -> str:
    """Return a speaker's name with the newest role."""
    return f"{known.speaker.name}, {known.speaker.role}" if known.speaker.role else known.speaker.name


def first_read(source: Publication, viewer: Viewer) -> str:
    """Return where a role was first read: “Euronews, 14 Feb”."""
    day = source.published_on or source.fetched_at.date()
    return f"{source.outlet}, {short(day, viewer.today)}"
