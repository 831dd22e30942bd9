"""What a language model took away, each as it would have been shown, and what a manager shows anyway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.briefing.blocks import quotation
from bot.briefing.moves import differing, moved
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted
from bot.model.choice import TakenAway
from bot.model.message import Actions, Block, Button, Context, Header, Message, Section
from bot.model.position import TAKEN_AWAY, PositionChange, Split
from bot.model.record import Quote

LONGEST = 40  # characters of a name on a button
Known = PositionChange | Split | Quote  # what was taken away; of a name, the quote that bore it


def listing(lost: Sequence[TakenAway], known: Mapping[str, Known], viewer: Viewer) -> Message:
    """Return what was taken away, newest first, with who did and why, and a button that shows it anyway."""
    if not lost:
        return Message((Section("A language model has taken nothing away."),), empty=True)
    told: list[Block] = [Header("Taken away by a language model", f"the newest {counted(len(lost), 'claim')}")]
    for each in lost:
        about = f"“{each.who}” as the speaker" if each.what == "name" else each.what.capitalize()
        told.append(_claim(each, known.get(each.id), viewer))
        told.append(Context(dotted(f"{about} {TAKEN_AWAY}{each.engine}: {each.why}", viewer.full(each.at))))
        if each.id in known:
            label = f"Show anyway: {each.what}, {each.who[:LONGEST]}"
            told.append(Actions((Button(label, f"onrecord taken show {each.id}"),)))
    return Message(tuple(told))


def shown(each: TakenAway, known: Known | None, viewer: Viewer) -> Message:
    """Confirm that a claim is shown anyway, and say where it comes up."""
    then = (
        "The name stands with the words again, wherever they are looked up."
        if each.what == "name"
        else "It comes with the next digest of the channels that it concerns, and is not put before the model again."
    )
    return Message((Section(f"The {each.what} is shown anyway."), _claim(each, known, viewer), Context(then)))


def _claim(each: TakenAway, known: Known | None, viewer: Viewer) -> Block:
    """Return a claim as it would have been shown; of what is no longer on record, the words that it was about."""
    if isinstance(known, PositionChange):
        return moved(known, viewer.today)
    if isinstance(known, Split):
        return differing(known, viewer.today)
    if isinstance(known, Quote):
        return quotation(known, name_from=viewer.name_from, today=viewer.today)
    return Section(f"{each.who}: {each.words}", each.url)
