"""The quote block, the same everywhere, and the whole of a message in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.briefing.viewer import day, weekday
from bot.briefing.wording import capital, dotted
from bot.ledger.words import fold_words
from bot.model.message import Actions, Block, Context, Divider, Header, Message, Quotation, Section
from bot.model.record import Quote, QuoteKind, Shown, Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.sentences import sentences

NOT_NAMED = "Speaker not named"
LONGEST = 320  # characters of a full quote before it is cut at a sentence's end
_FORMS = re.compile(r"(?i)(interview|statement|tweet|memo|e-?mail|letter|post|speech|briefing|podcast)\b")
_PLACED = re.compile(r"(?i)(to|at|in|on|during|before|after|with)\s")


def quotation(
    quote: Quote, *, name_from: float = 0.75, others: Sequence[Quote] = (), today: date | None = None
) -> Quotation:
    """Return the block that shows a quote; `others` are the same words at other outlets.

    Nobody is named below the confidence `name_from`. Without `today` every date has its year.
    """
    speaker = quote.speaker if quote.confidence >= name_from else None
    return Quotation(
        quote=quote,
        name=named(speaker),
        head=head(quote, speaker, today),
        shown=shortened(quote.shown, quote.kind),
        foot=foot(quote, others),
        url=quote.publication.url,
    )


def named(speaker: Speaker | None) -> str:
    """Return the name that a reader sees; an unnamed source goes by the article's words for it."""
    if speaker is None:
        return NOT_NAMED
    return capital(speaker.name) if speaker.kind is SpeakerKind.UNNAMED else speaker.name


def head(quote: Quote, speaker: Speaker | None, today: date | None) -> str:
    """Return what follows the name: role, “said” or “reported” with its day, and the venue the article names."""
    role = f", {speaker.role}" if speaker and speaker.role else ""
    return f"{role} · {dotted(dated(quote, today), venue(quote.venue))}"


def dated(quote: Quote, today: date | None) -> str:
    """Return “said Thu 13 Feb” only when the article dates the utterance, else “reported 14 Feb”."""
    if quote.said_on:
        return f"said {weekday(quote.said_on, today)}"
    published = quote.publication.published_on
    return f"reported {day(published, today)}" if published else "date not given"


def venue(name: str) -> str:
    """Return to whom or in what it was said: “to reporters”, “in a statement”."""
    if not name or _PLACED.match(name):
        return name
    if _FORMS.match(name):
        return f"in {'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"
    return f"to {name}"


def shortened(shown: Shown, kind: QuoteKind) -> Shown:
    """Return what is shown with a comma before the closing mark dropped and a long full quote cut at a sentence's end.

    A part-quote stays as it is: its sentence carries it. A quote whose first sentence is too long stays whole.
    """
    if kind is not QuoteKind.DIRECT:
        return shown
    fitting = [span.end for span in sentences(shown.quoted, Span(0, len(shown.quoted)), ()) if span.end <= LONGEST]
    if len(shown.quoted) > LONGEST and fitting:
        return replace(shown, quoted=shown.quoted[: fitting[-1]], after=f"{shown.after} …")
    whole = shown.quoted
    return replace(shown, quoted=whole[:-1]) if whole.endswith(",") and len(whole) > 1 else shown


def foot(quote: Quote, others: Sequence[Quote] = ()) -> str:
    """Return who printed it: “Euronews”, “Euronews, Reuters +2”, “part-quote in Euronews’s sentence”."""
    own = quote.publication.outlet or "the source"
    if quote.publication.agency and quote.publication.agency != own:
        own = f"{own} ({quote.publication.agency})"
    more = [name for name in dict.fromkeys(each.publication.outlet for each in others) if name]
    more = [name for name in more if name != quote.publication.outlet]
    beyond = f"{more[0]}{f' +{len(more) - 1}' if len(more) > 1 else ''}" if more else ""
    differs = "wording differs" if any(wording(each) != wording(quote) for each in others) else ""
    if quote.kind is QuoteKind.DIRECT:
        return dotted(f"{own}, {beyond}" if beyond else own, differs)
    return dotted(f"part-quote in {own}’s sentence", f"also {beyond}" if beyond else "", differs)


def wording(quote: Quote) -> str:
    """Return the words of a quote as they are compared: marks, case and spacing do not count."""
    return fold_words(quote.text)


def body(shown: Shown) -> str:
    """Return what is shown of a quote as one text: the sentence before, then the words in what carries them."""
    words = f"{shown.before}{shown.quoted}{shown.after}"
    return f"{shown.lead_in}\n{words}" if shown.lead_in else words


def plain(message: Message) -> str:
    """Return everything a message says, in reading order, as plain text; buttons say nothing."""
    parts = [text for block in message.blocks for text in lines(block)]
    if message.reply:
        parts += ["", plain(message.reply)]
    return "\n".join(parts)


def lines(block: Block) -> Iterator[str]:
    """Yield the lines of one block."""
    match block:
        case Header(text) | Context(text):
            yield text
        case Section(text, url):
            yield f"{text} <{url}>" if url else text
        case Quotation():
            yield f"{block.name}{block.head}"
            yield body(block.shown)
            yield f"{block.foot} · {block.url}" if block.url else block.foot
        case Divider():
            yield "—"
        case Actions():
            return
