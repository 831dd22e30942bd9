"""The only way a position that moved, or a split, enters a message: with both sides, their days and links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.briefing.blocks import body, cut, dated, without_last_comma
from bot.briefing.days import short, weekday
from bot.briefing.wording import dotted, listed
from bot.ledger import people
from bot.ledger.passages import repeats
from bot.ledger.variants import same
from bot.model.briefing import Moved
from bot.model.message import Block, Change, Difference, Divider, Section, Side
from bot.model.position import Extent, MoveKind, OutletSentence, PositionChange, Split
from bot.model.record import Quote, Shown

WORDS = {  # neutral words: what was done, never what it was worth
    MoveKind.REVERSED: "changed",
    MoveKind.WALKED_BACK: "walked back",
    MoveKind.SOFTENED: "softened",
    MoveKind.HARDENED: "hardened",
    MoveKind.CLARIFIED: "clarified",
    MoveKind.OTHER: "shifted",
}
CHANGED, PARTLY, UNCHANGED, UNKNOWN = "changed", "partly changed", "no change shown", "not enough evidence"
RETOLD = timedelta(days=3)  # within which outlets tell one change again
NO_WORDS = "no direct words in the source"


def moved(
    change: PositionChange,
    today: date | None = None,
    *,
    mark: str = "",
    also: Sequence[str] = (),
) -> Change:
    """Return the block that shows a change; `mark` stands before its title, `also` are further outlets that report it.

    Days of another year than that of `today` have their year.
    """
    sides = [_side("Before", change.before, today)]
    sides.append(_side("After", change.after, today, silent=change.said is None))
    if change.said and not any(
        repeats(body(change.said.shown), words_of(each)) for each in (change.before, change.after)
    ):
        sides.append(_side("In their words", change.said, today))
    head = f" · {dotted(change.topic.name, f'{moved_as(change)}, {told_by(change, also)}')}"
    return Change(change, f"{mark}{change.speaker.name}", head, tuple(sides), change.reason)


def moved_as(change: PositionChange) -> str:
    """Return how a position moved: “walked back in part”, an attempt named as one."""
    part = change.extent is Extent.PART or change.in_part
    attempted = change.extent is Extent.ATTEMPTED
    return f"{WORDS[change.kind]}{' in part' if part else ''}{' (attempted)' if attempted else ''}"


def told_by(change: PositionChange, also: Sequence[str] = ()) -> str:
    """Return who says so: “as Euronews reports”, “compared by On Record”, “compared by a machine (its name)”."""
    if not change.reported:
        return f"compared by a machine ({change.by})" if change.by else "compared by On Record"
    outlet = change.publication.outlet or "the source"
    return f"as {outlet} reports" if not also else f"as {outlet} +{len(also)} report"


def in_short(change: PositionChange) -> str:
    """Return a change in a few words: “walked back in part (reported)”."""
    return f"{moved_as(change)} ({'reported' if change.reported else 'compared'})"


def _side(name: str, side: Quote | OutletSentence, today: date | None, *, silent: bool = False) -> Side:
    words = f" ({NO_WORDS})" if silent and isinstance(side, OutletSentence) else ""
    shown = told(side) if isinstance(side, OutletSentence) else without_last_comma(cut(side.shown))
    return Side(f"{name}, {day(side, today)}{words}", shown, side.publication.outlet, side.publication.url)


def day(side: Quote | OutletSentence, today: date | None) -> str:
    """Return “Wed 12 Feb” where the article dates the words, else “reported 14 Feb”."""
    if isinstance(side, Quote):
        return dated(side, today).removeprefix("said ")
    if side.said_on:
        return weekday(side.said_on, today)
    published = side.publication.published_on
    return f"reported {short(published, today)}" if published else ""


def moved_and_split(changes: Sequence[Moved], splits: Sequence[Split], today: date) -> list[Block]:
    """Return the sections “What moved” and “Split inside one camp”, each only where there is something."""
    blocks: list[Block] = [Divider()] if changes or splits else []
    if changes:
        blocks.append(Section("What moved", bold=True))
        blocks += [moved(each.change, today, also=each.also) for each in changes]
    if splits:
        blocks.append(Section(f"Split inside one camp · {len(splits)}", bold=True))
        blocks += [differing(each, today) for each in splits]
    return blocks


def words_in(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the words that changes and splits among blocks show, so that nothing else shows them again."""
    sides = (side for each in blocks if isinstance(each, Change | Difference) for side in _sides(each))
    return tuple(body(each.shown) for each in sides)


def _sides(block: Change | Difference) -> tuple[Side, ...]:
    return block.sides if isinstance(block, Change) else (block.side,)


def words_of(side: Quote | OutletSentence) -> str:
    """Return all that a reader sees of a side."""
    return body(told(side) if isinstance(side, OutletSentence) else side.shown)


def told(side: OutletSentence) -> Shown:
    """Return an outlet's sentence as a reader sees it: whole, without marks of ours."""
    return Shown("", side.sentence.text, "", "", part=False)


def differing(split: Split, today: date | None = None) -> Difference:
    """Return the block that shows a split, in the words of the outlet that reports it."""
    outlet = split.told.publication.outlet or "the source"
    topic = split.topic.name if split.topic else ""
    side = Side(day(split.told, today), told(split.told), outlet, split.told.publication.url)
    who = listed(tuple(dict.fromkeys(each.name for each in split.members)))
    ground = f"{who}, one camp: {split.ground}" if split.ground else who
    return Difference(split, split.camp, f" · {dotted(topic, f'reported by {outlet}')}", side, ground)


def grade(changes: Sequence[PositionChange], statements: int) -> str:
    """Return one of three public grades, or that there is not enough to tell."""
    if any(change.extent is Extent.WHOLE and change.kind is not MoveKind.CLARIFIED for change in changes):
        return CHANGED
    if changes:
        return PARTLY
    return UNCHANGED if statements > 1 else UNKNOWN


def distinct(changes: Sequence[PositionChange]) -> tuple[Moved, ...]:
    """Return each change once, in order, with the further outlets that report it or print its words.

    Where two quotes of the speaker show a change that an outlet reports too, the quotes are shown.
    """
    kept: list[Moved] = []
    for change in sorted(changes, key=lambda each: (each.reported, each.after.dated or date.max)):
        at = next((at for at, each in enumerate(kept) if one_change(each.change, change)), None)
        if at is None:
            kept.append(Moved(change))
        elif change.publication.outlet not in {kept[at].change.publication.outlet, *kept[at].also}:
            kept[at] = replace(kept[at], also=(*kept[at].also, change.publication.outlet))
    places = {change.id: number for number, change in enumerate(changes)}
    return tuple(sorted(kept, key=lambda each: places[each.change.id]))


def one_change(one: PositionChange, other: PositionChange) -> bool:
    """Say whether two changes are one as two outlets tell it: one speaker, one way, within days, on one topic.

    Two outlets may call it by two topics, where they set it against the same words.
    """
    if people.key(one.speaker.name) != people.key(other.speaker.name):
        return False
    if (one.kind is MoveKind.HARDENED) is not (other.kind is MoveKind.HARDENED):
        return False
    known = isinstance(one.before, Quote) and isinstance(other.before, Quote) and same(one.before, other.before)
    if one.topic.key != other.topic.key:
        return known and one.after.dated == other.after.dated
    if isinstance(one.after, Quote) and isinstance(other.after, Quote) and same(one.after, other.after):
        return True
    here, there = one.after.dated, other.after.dated
    if here is None or there is None or not (one.reported or other.reported):
        return here == there
    return abs(here - there) <= RETOLD
