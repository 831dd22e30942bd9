"""Messages as answers for programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.briefing import citing
from bot.briefing.blocks import body, plain
from bot.briefing.checking import said_of
from bot.briefing.export import iso
from bot.ledger.checking import Verdict
from bot.model.cited import Checked, Cited, CitedChange, CitedReply, CitedSide
from bot.model.message import Change, Message
from bot.model.record import Quote

Link = Callable[[str], str]  # from a quote's id to the address of its page


def cited(quote: Quote, name_from: float, link: Link) -> Cited:
    """Return a quote with what carries it, its source and its addresses; no name that is not sure."""
    speaker = quote.speaker if quote.confidence >= name_from else None
    here = quote.publication
    return Cited(
        id=quote.id,
        words=quote.text,
        shown=body(quote.shown),
        speaker=speaker.name if speaker else None,
        role=(speaker.role or None) if speaker else None,
        said_on=iso(quote.said_on),
        reported_on=iso(here.published_on),
        outlet=here.outlet,
        headline=here.title,
        url=here.url,
        exact_url=citing.exact(quote),
        permalink=link(quote.id),
    )


def reply(message: Message, name_from: float, link: Link) -> CitedReply:
    """Return a message as an answer for a program."""
    blocks = [*message.blocks, *(message.reply.blocks if message.reply else ())]
    return CitedReply(
        text=plain(message),
        quotes=tuple(cited(each, name_from, link) for each in message.quotes),
        changes=tuple(_change(each) for each in blocks if isinstance(each, Change)),
        understood=not message.private,
    )


def checked(found: Sequence[Verdict], name_from: float, link: Link) -> tuple[Checked, ...]:
    """Return verdicts on the quotations of a draft for a program."""
    return tuple(
        Checked(
            words=each.claim.words.strip(),
            verdict=each.finding.value,
            differences=tuple(map(said_of, each.differences)),
            on_record=tuple(cited(filed.quote, name_from, link) for filed in each.nearest),
        )
        for each in found
    )


def _change(block: Change) -> CitedChange:
    sides = tuple(CitedSide(each.label, body(each.shown), each.foot, each.url) for each in block.sides)
    return CitedChange(
        block.change.id,
        block.title,
        block.head.removeprefix(" · "),
        sides,
        iso(block.change.after.publication.published_on),
    )
