"""Where a quote stands: its paragraph, with the words marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.briefing.blocks import quotation
from bot.briefing.viewer import Viewer
from bot.briefing.wording import dotted
from bot.ledger.meant import found_by, meant
from bot.ledger.words import plain
from bot.model.message import Actions, Block, Button, Context, Header, Message
from bot.model.news import Article, Publication
from bot.model.record import Filed, Quote, Shown, Topic
from bot.model.text import Span
from bot.model.workspace import OwnTopic

MARKS = ("⟦", "⟧")  # in no newspaper's sentence, so that nobody takes them for the source's own
MOST = 2_000  # characters of a paragraph before and after the quote


def context(
    filed: Filed,
    article: Article | None,
    viewer: Viewer,
    *,
    gone: datetime | None = None,
    own: Sequence[OwnTopic] = (),
    page: str = "",
) -> Message:
    """Return a quote with the paragraph that holds it, its words marked ⟦ ⟧, and where and when it was read.

    Without the article's text (retention removes it) its carrier stands for the paragraph. `gone` is when the words
    were first missing from the page. `own` are the team's topics, of which those that it is about are named too.
    `page` is where the quote stands in the archive.
    """
    quote = filed.quote
    block = quotation(quote, name_from=viewer.name_from, today=viewer.today, whole=True)
    blocks: list[Block] = [
        Header(quote.publication.title or "The quote in its article"),
        replace(block, shown=paragraph(quote, article.text if article else "")),
        Context(source(quote.publication, viewer)),
        Context(standing(quote, viewer, gone)),
    ]
    if named := (*filed.topics, *own_topics(filed, own)):
        blocks.append(Context(f"Topics: {'; '.join(map(explained, named))}"))
    leading = (("Open source", quote.publication.url), ("Page to cite", page))
    if links := tuple(Button(label, url=url) for label, url in leading if url):
        blocks.append(Actions(links))
    return Message(tuple(blocks))


def own_topics(filed: Filed, own: Sequence[OwnTopic]) -> tuple[Topic, ...]:
    """Return the team's own topics that a quote is about, each with the keyword that says so."""
    found = ((each, found_by(filed, meant(each.name, own))) for each in own)
    return tuple(Topic("", each.name, as_written(by, each)) for each, by in found if by)


def as_written(words: str, own: OwnTopic) -> str:
    """Return folded words as the team wrote them in a keyword."""
    return next((each for each in own.keywords if plain(each) == words), words)


def explained(topic: Topic) -> str:
    """Return a topic with the words that led to it: “Nato (because: “Nato ambitions”)”."""
    same = topic.because.casefold() in {"", topic.name.casefold()}
    return topic.name if same else f"{topic.name} (because: “{topic.because}”)"


def paragraph(quote: Quote, text: str) -> Shown:
    """Return the paragraph around a quote with its words marked, or its carrier where the text is missing."""
    before, words, after = around(quote, text)
    return Shown("", f"{before}{MARKS[0]}", words, f"{MARKS[1]}{after}", part=True)


def around(quote: Quote, text: str, most: int = MOST) -> tuple[str, str, str]:
    """Return what stands before a quote in its paragraph, the quote, and what stands after it."""
    span = quote.span
    if span.of(text) != quote.text:
        base = quote.carrier.span.start
        held = quote.carrier.span.holds(span)
        text = quote.carrier.text if held else quote.text
        span = Span(span.start - base, span.end - base) if held else Span(0, len(text))
    start = text.rfind("\n\n", 0, span.start)
    end = text.find("\n\n", span.end)
    start, end = (0 if start < 0 else start + 2), (len(text) if end < 0 else end)
    before, after = text[start : span.start], text[span.end : end]
    before = f"… {before[-most:]}" if len(before) > most else before
    after = f"{after[:most]} …" if len(after) > most else after
    return before.lstrip(), span.of(text), after.rstrip()


def source(publication: Publication, viewer: Viewer) -> str:
    """Return outlet, agency, day of publication and when the page was read."""
    published = publication.published_on.isoformat() if publication.published_on else ""
    return dotted(
        publication.outlet,
        f"text by {publication.agency}" if publication.agency and publication.agency != publication.outlet else "",
        f"published {published}" if published else "",
        f"read {viewer.full(publication.fetched_at)} ({viewer.zone})",
    )


def standing(quote: Quote, viewer: Viewer, gone: datetime | None) -> str:
    """Return whether the words still stood in the article when it was read last."""
    if gone:
        return f"removed from the article, seen gone {viewer.when(gone)}"
    place = f"characters {quote.span.start}–{quote.span.end}"
    return f"in the article as of {viewer.full(quote.publication.fetched_at)} · {place}"
