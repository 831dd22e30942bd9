"""Answers on quotations that somebody checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.briefing.blocks import passage
from bot.briefing.days import short
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted
from bot.ledger.checking import Alteration, Finding, Verdict
from bot.ledger.passages import passages
from bot.model.message import Block, Context, Divider, Header, Message, Section
from bot.model.query import Totals

LONGEST = 300  # characters of what was typed
MOST_SHOWN = 2  # quotes for each


def verdicts(found: Sequence[Verdict], looked: Totals, viewer: Viewer) -> Message:
    """Return what was found of each quotation, with the quotes on record; nothing that was typed is kept."""
    counts = Counter(each.finding for each in found)
    said = [f"{counts[finding]} {finding.value.partition(':')[0]}" for finding in Finding if counts[finding]]
    blocks: list[Block] = [Header(dotted(counted(len(found), "quotation"), *said))]
    for each in found:
        blocks += [Divider(), *_of(each, viewer)]
    through = f"looked through {counted(looked.quotes, 'quote')} of {counted(looked.articles, 'article')}"
    if looked.since:
        through += f", the oldest of {short(looked.since.date(), viewer.today)}"
    return Message(
        (*blocks, Context(f"{through} · nothing you typed is kept")), empty=not counts.keys() - {Finding.NONE}
    )


def _of(verdict: Verdict, viewer: Viewer) -> list[Block]:
    words = verdict.claim.words.strip()
    shown = words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()} …"
    if verdict.finding is Finding.NONE:
        return [Section(f"“{shown}” is not on the record: no quote holds these words, or words near them.")]
    by = f" · said to be by {verdict.claim.speaker}" if verdict.finding is Finding.OTHER else ""
    blocks: list[Block] = [Section(f"{verdict.finding.value.capitalize()}{by}\nYou have: “{shown}”")]
    if verdict.differences:
        blocks.append(Context(" · ".join(said_of(each) for each in verdict.differences[:6])))
    quotes = passages(verdict.nearest[:MOST_SHOWN])
    return [*blocks, *(passage(each, name_from=viewer.name_from, today=viewer.today, whole=True) for each in quotes)]


def said_of(difference: Alteration) -> str:
    """Return a difference in words: “left out: “not””."""
    if not difference.quoted:
        return f"left out: “{difference.recorded}”"
    if not difference.recorded:
        return f"put in: “{difference.quoted}”"
    return f"“{difference.recorded}” became “{difference.quoted}”"
