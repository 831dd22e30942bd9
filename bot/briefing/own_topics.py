"""The topics that a team made for itself, with the keywords that they stand for."""

from __future__ import annotations

from collections.abc import Sequence

from bot.briefing.wording import counted
from bot.ledger.meant import Meant
from bot.model.message import Actions, Block, Button, Context, Header, Message, Section
from bot.model.workspace import OwnTopic

EXAMPLE = "onrecord topics add grain deal = grain, wheat, Black Sea"
FORM = "The topic and its keywords, such as grain deal = grain, wheat, Black Sea"  # what a form asks for
ADD = Button("Add a topic", "onrecord topics add", key="a", ask=FORM)
MATCHES = "A quote is about one when a keyword is its topic, or stands in its words, around them or in its headline."


def explained(own: OwnTopic) -> str:
    """Return an own topic with its keywords: “grain deal: grain, wheat, Black Sea”."""
    return f"{own.name}: {', '.join(own.keywords)}"


def stands_for(*several: Meant) -> tuple[str, ...]:
    """Return what to say of the topics among these that are the team's own: their keywords."""
    return tuple(explained(each.own) for each in several if each.own)


def typed(own: OwnTopic) -> str:
    """Return an own topic as it is typed: “grain deal = grain, wheat”."""
    return f"{own.name} = {', '.join(own.keywords)}"


def listing(own: Sequence[OwnTopic]) -> Message:
    """Return a team's own topics with their keywords, and the buttons to add and remove."""
    if not own:
        said = f"This workspace has no topics of its own so far. Example: {EXAMPLE}"
        return Message((Section(said), Actions((ADD,))), empty=True)
    blocks: list[Block] = [Header(f"Topics of this workspace · {counted(len(own), 'topic')}")]
    for each in own:
        blocks += [Section(each.name, bold=True, note=", ".join(each.keywords)), Actions(_buttons(each))]
    return Message((*blocks, Actions((ADD,)), Context(MATCHES)))


def _buttons(own: OwnTopic) -> tuple[Button, ...]:
    quotes = f"{own.keywords[0]}, …" if len(own.keywords) > 1 else own.keywords[0]
    kept = f"“{own.name}” then finds only what has that name as its topic, no longer {quotes}"
    return (
        Button("Quotes", f"who-said {own.name}"),
        Button("Add keywords", "onrecord topics add", ask=FORM, typed=f"{own.name} = "),
        Button("Remove", f"onrecord topics remove {own.name}", confirm=kept),
    )


def kept(own: OwnTopic) -> Message:
    """Confirm an own topic with what it now stands for and where it works."""
    works = f"Works here wherever a topic is typed: who-said {own.name}, digest topics +{own.name}, watch {own.name}."
    buttons = (Button("Quotes", f"who-said {own.name}", key="q"), Button("All topics", "onrecord topics", key="l"))
    return Message((Section(f"{explained(own)}."), Context(works), Actions(buttons)))


def removed(own: OwnTopic) -> Message:
    """Confirm that an own topic is no more, with the way back."""
    undo = Button("Undo", f"onrecord topics add {typed(own)}", key="u")
    return Message((Section(f"{own.name} is no topic of this workspace any more."), Actions((undo,))))
