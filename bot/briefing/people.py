"""Who is who: what managers decided of names."""

from __future__ import annotations

from collections.abc import Sequence

from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted
from bot.model.message import Actions, Block, Button, Context, Header, Message, Section
from bot.model.record import Naming

EXAMPLES = "onrecord people merge Jim Reed = Tom Reed, or onrecord people split Volodymyr Zelenskyy"


def listing(found: Sequence[Naming], viewer: Viewer) -> Message:
    """Return what is decided of names, newest first, each with a button that takes it back."""
    if not found:
        said = "Nothing is decided of names here. Spellings of one name are one person by themselves."
        return Message((Section(said), Context(f"Type {EXAMPLES}.")), empty=True)
    blocks: list[Block] = [Header("Who is who", counted(len(found), "decision"))]
    for each in found:
        blocks.append(Section(f"{each.said} · {each.by}, {viewer.when(each.at)}"))
        blocks.append(Actions((Button("Undo", f"onrecord people undo {each.id}", key="u"),)))
    return Message(tuple(blocks))


def decided(made: Naming, quotes: int) -> Message:
    """Confirm a decision, with how many quotes changed hands."""
    said = f"{made.said}: {counted(quotes, 'quote')} filed anew. What is read from now on follows."
    return Message((Section(said), Actions((Button("Undo", f"onrecord people undo {made.id}", key="u"),))))


def undone(made: Naming, quotes: int) -> Message:
    """Confirm that a decision was taken back."""
    return Message((Section(f"Taken back: {made.said}. {counted(quotes, 'quote')} filed as before."),))
