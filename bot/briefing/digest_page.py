"""What a digest told, long after it was posted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.briefing.blocks import passage
from bot.briefing.days import weekday
from bot.briefing.moves import moved
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted
from bot.ledger.passages import Passage, passages
from bot.model.briefing import Delivery
from bot.model.correction import Correction
from bot.model.message import Block, Context, Divider, Header, Message, Section
from bot.model.position import PositionChange
from bot.model.record import Filed


def digest_page(
    told: Delivery,
    quotes: Sequence[Filed],
    changes: Sequence[PositionChange],
    since: Sequence[Correction],
    viewer: Viewer,
) -> Message:
    """Return the quotes and changes that a digest told, by article, each with what was corrected since."""
    shown = passages(quotes)
    title = f"Daily briefing · {weekday(told.slot.day, viewer.today)}"
    posted = f"posted {viewer.full(told.posted_at)} ({viewer.zone})" if told.posted_at else told.state.value
    fixed = counted(len({each.item for each in since}), "correction") + " since" if since else "nothing corrected since"
    blocks: list[Block] = [Header(title, dotted(posted, counted(len(quotes), "quote"), fixed))]
    headline = ""
    for each in shown:
        here = each.lead.quote.publication
        if here.title != headline:
            headline = here.title
            blocks += [Divider(), Section(headline, here.url, bold=True)]
        blocks.append(passage(each, name_from=viewer.name_from, today=viewer.today, whole=True))
        blocks += _corrected(_items(each), since, viewer)
    blocks += [Divider(), Section("What moved", bold=True)] if changes else []
    for change in changes:
        blocks += [moved(change, viewer.today), *_corrected({change.id}, since, viewer)]
    return Message(tuple(blocks), empty=not (shown or changes))


def _items(shown: Passage) -> set[str]:
    return {each.quote.id for each in shown.every}


def _corrected(items: set[str], since: Sequence[Correction], viewer: Viewer) -> Iterator[Context]:
    """Yield what is no longer so of things that were told."""
    for each in since:
        if each.item in items:
            yield Context(dotted("Corrected", viewer.full(each.at), each.who, each.said))
