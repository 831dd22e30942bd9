"""The only way a quote enters a message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.briefing.days import short, weekday
from bot.model.message import Actions, Block, Context, Divider, Header, Message, Quotation, Section
from bot.model.record import Quote, Shown, SpeakerKind

LONG = 320  # characters from which a full quote is cut, at a sentence's end only
NOT_NAMED = "Speaker not named with certainty"
_SENTENCE = re.compile(r"[.!?…][\"”’']?(?=\s)")


def quotation(
    quote: Quote, *, name_from: float, today: date | None = None, others: Sequence[Quote] = (), whole: bool = False
) -> Quotation:
    """Return the block that shows a quote: never without its carrier, never with a name that is not sure.

    `others` are the same words in other outlets. A full quote over 320 characters is cut after a sentence, unless `whole`.
    """
    sure = quote.speaker is not None and quote.confidence >= name_from
    shown = quote.shown if whole else _cut(quote.shown)
    return Quotation(
        quote=quote,
        name=quote.speaker.name if sure and quote.speaker else NOT_NAMED,
        head=_head(quote, today, sure=sure),
        shown=_without_last_comma(shown),
        foot=_foot(quote, others),
        url=quote.publication.url,
    )


def _head(quote: Quote, today: date | None, *, sure: bool) -> str:
    """Return what stands behind the name: role, date with its word, venue."""
    role = quote.speaker.role if sure and quote.speaker and quote.speaker.kind is not SpeakerKind.UNNAMED else ""
    parts = [f", {role}" if role else ""]
    if quote.said_on:
        parts.append(f" · said {weekday(quote.said_on, today)}")
    elif quote.publication.published_on:
        parts.append(f" · reported {short(quote.publication.published_on, today)}")
    if quote.venue and sure:
        joined = (
            quote.venue
            if quote.venue.startswith(("interview", "statement", "post", "tweet", "memo", "email", "letter"))
            else ""
        )
        parts.append(f" · {_article(joined)}" if joined else f" · to {_the(quote.venue)}")
    return "".join(parts)


def _article(venue: str) -> str:
    return f"in {'an' if venue[0] in 'aeiou' else 'a'} {venue}"


def _the(venue: str) -> str:
    return venue[0].lower() + venue[1:] if venue.startswith("The ") else venue


def _foot(quote: Quote, others: Sequence[Quote]) -> str:
    """Return the outlet, how many others have it, and whether the words are a part-quote in its sentence."""
    here = quote.publication
    own = f"{here.outlet} ({here.agency})" if here.agency else here.outlet
    more = {other.publication.outlet for other in others} - {here.outlet}
    if not quote.shown.part:
        names = sorted(more)[:1]
        rest = f" +{len(more) - 1}" if len(more) > 1 else ""
        return own + "".join(f", {name}" for name in names) + rest
    counted = f" · also in {len(more)} other outlet{'' if len(more) == 1 else 's'}" if more else ""
    return f"part-quote in {own}’s sentence{counted}"


def _cut(shown: Shown) -> Shown:
    """Return a long full quote up to a sentence's end, the dots outside its marks; a part-quote stays whole."""
    if shown.part or len(shown.quoted) <= LONG:
        return shown
    ends = [found.end() for found in _SENTENCE.finditer(shown.quoted) if found.end() <= LONG]
    return replace(shown, quoted=shown.quoted[: ends[-1]], after="” …") if ends else shown


def _without_last_comma(shown: Shown) -> Shown:
    """Return a full quote without one comma before its closing mark; nothing else may go."""
    return shown if shown.part or not shown.quoted.endswith(",") else replace(shown, quoted=shown.quoted[:-1])


def plain(message: Message) -> str:
    """Return a whole message as plain text in reading order, its thread last."""
    parts = [_plain(block) for block in message.blocks]
    text = "\n".join(part for part in parts if part)
    return f"{text}\n\n{plain(message.reply)}" if message.reply else text


def _plain(block: Block) -> str:
    match block:
        case Header(text) | Context(text):
            return text
        case Section(text, url):
            return f"{text} {url}".strip()
        case Quotation():
            return plain_quotation(block)
        case Divider():
            return ""
        case Actions(buttons):
            return " ".join(f"[{button.label}]" for button in buttons)


def plain_quotation(block: Quotation) -> str:
    """Return one quote with all that stands beside it, as plain text."""
    shown = block.shown
    lead = f"{shown.lead_in} " if shown.lead_in else ""
    return f"{block.name}{block.head}\n  {lead}{shown.before}{shown.quoted}{shown.after}\n  {block.foot} {block.url}".rstrip()
