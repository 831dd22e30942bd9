"""The only way a quote enters a message, and the whole of a message in plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.briefing.days import short, weekday
from bot.briefing.viewer import Viewer
from bot.briefing.wording import capital, dotted
from bot.ledger import people
from bot.ledger.passages import Passage, together
from bot.ledger.words import fold_words
from bot.model.message import (
    Actions,
    Block,
    Change,
    Chart,
    Context,
    Difference,
    Divider,
    Header,
    Message,
    Quotation,
    Section,
    Side,
)
from bot.model.record import NAMED_FROM, Quote, QuoteKind, Report, Shown, Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.text.sentences import sentences

LONG = 320  # characters from which a full quote is cut, at a sentence's end only
NOT_NAMED = "Speaker unclear"
KINDS = {
    QuoteKind.MIXED: "part-quote",
    QuoteKind.TURN: "from a transcript",
    QuoteKind.STATEMENT: "from a statement",
}
_FORMS = re.compile(r"(?i)(interview|statement|tweet|memo|e-?mail|letter|post|speech|briefing|podcast)\b")
_PLACED = re.compile(r"(?i)(to|at|in|on|during|before|after|with)\s")


def quotation(
    quote: Quote,
    *,
    name_from: float = NAMED_FROM,
    today: date | None = None,
    beside: Sequence[Quote] = (),
    others: Sequence[Quote] = (),
    whole: bool = False,
    fresh: date | None = None,
) -> Quotation:
    """Return the block that shows a quote: never without its carrier, never with a name that is not sure.

    `beside` are further quotes of its sentence, marked too unless their speakers are not sure; `others` are the same
    words at other outlets. Dates of another year than that of `today` have their year. A full quote over 320 characters
    is cut after a sentence, unless `whole`. Words from the day `fresh` on need no date, unless the article dates them.
    """
    in_order = sorted((quote, *beside), key=lambda each: each.span.start)
    sure = [each for each in in_order if each.speaker and each.confidence >= name_from]
    marked = sure or in_order
    lead = quote if quote in marked else marked[0]
    shown = together(in_order, marked)
    return Quotation(
        quote=lead,
        name=named(sure[0].speaker if sure else None),
        head=head(lead, sure, today, dateless=_needs_no_date(lead, fresh, today)),
        shown=without_last_comma(shown if whole else cut(shown)),
        foot=printed_by(lead),
        url=lead.publication.url,
        note=note(lead, others),
        beside=tuple(each for each in marked if each is not lead),
    )


def _needs_no_date(quote: Quote, fresh: date | None, today: date | None) -> bool:
    """Say whether words are as new as the message: today's, or printed since the day `fresh` and not dated."""
    if fresh is None or quote.dated is None:
        return False
    return quote.dated == today or (quote.said_on is None and quote.dated >= fresh)


def passage(
    shown: Passage,
    *,
    name_from: float = NAMED_FROM,
    today: date | None = None,
    whole: bool = False,
    fresh: date | None = None,
) -> Quotation:
    """Return the block that shows a passage: its sentence once, with who else printed it."""
    lead = shown.lead.quote
    beside = [each.quote for each in shown.quotes if each.quote.id != lead.id]
    others = [each.quote for each in shown.others]
    return quotation(lead, name_from=name_from, today=today, beside=beside, others=others, whole=whole, fresh=fresh)


def named(speaker: Speaker | None) -> str:
    """Return the name that a reader sees; an unnamed source goes by the article's words for it."""
    if speaker is None:
        return NOT_NAMED
    return capital(speaker.name) if speaker.kind is SpeakerKind.UNNAMED else speaker.name


def head(quote: Quote, sure: Sequence[Quote], today: date | None, *, dateless: bool = False) -> str:
    """Return what follows the name: role, further speakers, “said” or “reported” with its day, and the venue."""
    speakers = [each.speaker for each in sure if each.speaker]
    said = list({people.key(each.name): each for each in reversed(speakers)}.values())[::-1]
    role = f", {said[0].role}" if said and said[0].role else ""
    also = "".join(f"; {named(each)}{f', {each.role}' if each.role else ''}" for each in said[1:])
    told = venue(quote.venue) if len(said) == 1 else ""
    return "".join((role, also, *(f" · {part}" for part in ("" if dateless else dated(quote, today), told) if part)))


def dated(quote: Quote, today: date | None) -> str:
    """Return “said Thu 13 Feb” only when the article dates the utterance, else “reported 14 Feb”, else nothing."""
    if quote.said_on:
        return f"said {weekday(quote.said_on, today)}"
    published = quote.publication.published_on
    return f"reported {short(published, today)}" if published else ""


def venue(name: str) -> str:
    """Return to whom or in what it was said: “to reporters”, “in a statement”."""
    if not name or _PLACED.match(name):
        return name
    if _FORMS.match(name):
        return f"in {'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"
    return f"to {name}"


def printed_by(quote: Quote) -> str:
    """Return who printed it: “Euronews”, “Harbour Post (Northwire)”."""
    here = quote.publication
    return f"{here.outlet} ({here.agency})" if here.agency and here.agency != here.outlet else here.outlet


def note(quote: Quote, others: Sequence[Quote] = ()) -> str:
    """Return the small print of a quote: “part-quote · also Reuters +2 · wording differs”."""
    there = [each for each in others if each.publication.outlet != quote.publication.outlet]
    more = list(dict.fromkeys(each.publication.outlet for each in there))
    beyond = f"also {more[0]}{f' +{len(more) - 1}' if len(more) > 1 else ''}" if more else ""
    differs = "wording differs" if any(wording(each) != wording(quote) for each in there) else ""
    kind = KINDS.get(quote.kind, "")
    return dotted(kind, beyond, differs)


def as_reported(report: Report, sentence: str, viewer: Viewer, *, source: bool = False) -> Section:
    """Return indirect speech in the outlet's own sentence, never in quotation marks; with its `source` where asked."""
    speaker, here = report.speaker, report.publication
    name = f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name
    when = f"said {weekday(report.said_on, viewer.today)}" if report.said_on else ""
    if source and not when and here.published_on:
        when = short(here.published_on, viewer.today)
    head = dotted(name, "as reported", when)
    return Section(head, here.url if source else "", note=here.outlet if source else "", body=sentence)


def wording(quote: Quote) -> str:
    """Return the words of a quote as they are compared: marks, case and spacing do not count."""
    return fold_words(quote.text)


def cut(shown: Shown) -> Shown:
    """Return a long full quote up to a sentence's end, the dots outside its marks.

    A part-quote stays whole: its sentence carries it. So does a quote whose first sentence is too long.
    """
    if shown.part or len(shown.quoted) <= LONG:
        return shown
    ends = [span.end for span in sentences(shown.quoted, Span(0, len(shown.quoted)), ()) if span.end <= LONG]
    return replace(shown, quoted=shown.quoted[: ends[-1]], after=f"{shown.after} …") if ends else shown


def without_last_comma(shown: Shown) -> Shown:
    """Return a full quote without one comma before its closing mark; nothing else may go."""
    return shown if shown.part or not shown.quoted.endswith(",") else replace(shown, quoted=shown.quoted[:-1])


def body(shown: Shown) -> str:
    """Return what is shown of a quote as one text: the sentence before, then the words in what carries them."""
    words = "".join(text for text, _ in shown.pieces)
    return f"{shown.lead_in} {words}" if shown.lead_in else words


def plain(message: Message) -> str:
    """Return a whole message as plain text in reading order, its thread last; buttons say nothing."""
    parts = [_plain(block) for block in message.blocks]
    text = "\n".join(part for part in parts if part)
    return f"{text}\n\n{plain(message.reply)}" if message.reply else text


def _plain(block: Block) -> str:  # noqa: PLR0911 - one for each kind of block
    match block:
        case Header(text, note, line):
            return dotted(line or text, note)
        case Context(text):
            return text
        case Section(text, url, note=note, body=said):
            return "\n".join(each for each in (f"{text} {url}".strip(), note, said) if each)
        case Quotation():
            return plain_quotation(block)
        case Change(_, title, head, sides, reason):
            return "\n".join([f"{title}{head}", *map(_plain_side, sides), *([reason] if reason else [])])
        case Difference(_, title, head, side, ground):
            return "\n".join([f"{title}{head}", _plain_side(side), *([ground] if ground else [])])
        case Chart(title, alt=alt):
            return f"{title}\n{alt}"
        case Divider() | Actions():
            return ""


def plain_quotation(block: Quotation) -> str:
    """Return one quote with all that stands beside it, as plain text."""
    return f"{block.name}{block.head}\n  {body(block.shown)}\n  {dotted(block.foot, block.note)} {block.url}".rstrip()


def _plain_side(side: Side) -> str:
    return f"{side.label}\n  {body(side.shown)}\n  {side.foot} {side.url}".rstrip()
