"""onrecord check <words or a draft>: every quotation in it against the record."""

from __future__ import annotations

from bot.briefing import checking as told
from bot.commands.place import viewer_of
from bot.desk import Desk
from bot.ledger.checking import QuotedWords, Verdict, phrases, verdict
from bot.model.ask import Ask
from bot.model.briefing import Channel, workspace_of
from bot.model.message import Message
from bot.model.news import Article, Publication, digest_of
from bot.model.query import QuoteQuery
from bot.reading.text.quotes import stretches

MOST = 30  # quotations of one text
MOST_CANDIDATES = 200
MOST_BARE = 80  # words without marks that may be one quotation
LEAST = 3  # words; fewer between marks are a term or a title


def claims(text: str, name_from: float, desk: Desk) -> tuple[QuotedWords, ...]:
    """Return the quotations of a text with the speakers that it names; one without marks is all of it."""
    marked = [each.words for each in stretches(text)]
    words = [span for span in marked if len(span.of(text).split()) >= LEAST] or marked
    if not words:
        return (QuotedWords(text.strip(' "“”„«»')),) if len(text.split()) <= MOST_BARE else ()
    from bot.reading.read import read

    draft = Article(Publication(digest_of(text), digest_of(text), "", "", "", desk.clock.now()), text)
    said = read(draft, desk.encoder).quotes
    sure = [each for each in said if each.speaker and each.confidence >= name_from]
    return tuple(
        QuotedWords(span.of(text), next((q.speaker.name for q in sure if q.speaker and q.span.start == span.start), ""))
        for span in words[:MOST]
    )


def checked(text: str, ask: Ask, desk: Desk, channel: Channel, *, apart: str = "") -> Message | None:
    """Return how each quotation of a text stands to the record, or None where it holds none.

    Quotes of the page `apart` do not count: no page is checked against itself.
    """
    viewer = viewer_of(channel, desk)
    found = verdicts(text, desk, workspace_of(ask.channel_id), viewer.name_from, apart=apart)
    return told.verdicts(found, desk.store.totals(desk.follower(ask.channel_id)), viewer) if found else None


def verdicts(text: str, desk: Desk, workspace: str, name_from: float, *, apart: str = "") -> tuple[Verdict, ...]:
    """Return how each quotation of a text stands to the quotes that a workspace sees, but those of the page `apart`."""
    found = []
    for claim in claims(text, name_from, desk):
        sought = phrases(claim.words)
        query = QuoteQuery(phrases=sought, workspace=workspace, limit=MOST_CANDIDATES)
        theirs = desk.store.quotes(query).quotes if sought else ()
        found.append(verdict(claim, [each for each in theirs if each.quote.publication.page_id != apart]))
    return tuple(found)
