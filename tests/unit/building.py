"""Articles and quotes for tests: every quote goes through the gate, as in the program itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.ledger import topics
from bot.model.news import OPENING, Article, Publication, digest_of
from bot.model.position import Extent, MoveKind, OutletSentence, PositionChange, Split
from bot.model.query import Findings
from bot.model.record import Draft, Filed, Quote, QuoteKind, Speaker, Topic
from bot.model.text import Span
from bot.reading.gate import told as gate_told
from bot.reading.gate import verified

NOW = datetime(2025, 2, 14, 9, tzinfo=UTC)
KOVAC = Speaker("Ana Kovač", role="finance minister")
REED = Speaker("Tom Reed", role="harbour master")


def article(
    text: str,
    *,
    url: str = "https://harbour.example/roads",
    outlet: str = "The Harbour Post",
    title: str = "Two roads and a bridge",
    published: datetime | None = NOW,
    fetched: datetime = NOW,
    agency: str = "",
) -> Article:
    """Return an article; articles of one address are revisions of one page."""
    page = digest_of("page", url)
    day = published.date() if published else None
    source = Publication(
        digest_of(page, text),
        page,
        url,
        title,
        outlet,
        fetched,
        published_at=published,
        published_on=day,
        agency=agency,
        opening=text[:OPENING],
    )
    return Article(source, text, "feed")


def quote(
    source: Article,
    words: str,
    speaker: Speaker | None = KOVAC,
    *,
    part: bool = False,
    confidence: float = 0.9,
    lead_in: str = "",
    said_on: date | None = None,
    venue: str = "",
) -> Quote:
    """Return the gate's quote of these words, carried by the paragraph that holds them."""
    start = source.text.index(words)
    begin = source.text.rfind("\n", 0, start) + 1
    end = source.text.find("\n", start)
    draft = Draft(
        span=Span(start, start + len(words)),
        kind=QuoteKind.MIXED if part else QuoteKind.DIRECT,
        carrier=Span(begin, len(source.text) if end < 0 else end),
        lead_in=_place(source.text, lead_in) if lead_in else None,
        speaker=speaker,
        venue=venue,
        said_on=said_on,
        confidence=confidence,
    )
    return verified(source, draft, Counter())


def _place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def filed(found: Quote, *names: str) -> Filed:
    """Return a quote with topics of these names."""
    return Filed(found, tuple(Topic(topics.key(name), name, name) for name in names))


def findings(source: Article, quotes: Sequence[Filed] = (), *, silent: bool = False, dropped: int = 0) -> Findings:
    """Return what reading an article found."""
    return Findings(source, tuple(quotes), dropped=dropped, silent=silent)


def told(
    words: str,
    speaker: Speaker | None = KOVAC,
    *names: str,
    url: str = "https://harbour.example/roads",
    outlet: str = "The Harbour Post",
    title: str = "Two roads and a bridge",
    published: datetime | None = NOW,
    fetched: datetime = NOW,
    confidence: float = 0.9,
    silent: bool = False,
) -> Findings:
    """Return the findings of an article that holds one full quote."""
    who = speaker.name if speaker else "someone"
    source = article(
        f"“{words}” {who} said.", url=url, outlet=outlet, title=title, published=published, fetched=fetched
    )
    return findings(source, [filed(quote(source, words, speaker, confidence=confidence), *names)], silent=silent)


def outlets_say(
    text: str,
    *,
    url: str = "https://harbour.example/say",
    outlet: str = "The Harbour Post",
    said_on: date | None = None,
) -> OutletSentence:
    """Return an outlet's sentence, verified, as one side of a change."""
    source = article(text, url=url, outlet=outlet)
    return gate_told(source, Span(0, len(text)), said_on)


def moved_position(
    before: Quote | OutletSentence,
    after: Quote | OutletSentence,
    speaker: Speaker = KOVAC,
    about: str = "roads",
    kind: MoveKind = MoveKind.WALKED_BACK,
    **more: Any,
) -> PositionChange:
    """Return a change between two sides."""
    topic = Topic(topics.key(about), about, about)
    values: dict[str, Any] = {
        "extent": Extent.WHOLE,
        "reported": isinstance(after, OutletSentence),
        "confidence": 0.9,
    } | more
    words = [side.sentence.text if isinstance(side, OutletSentence) else side.id for side in (before, after)]
    key = digest_of(after.publication.page_id, *words, about, kind.value)
    return PositionChange(key, speaker, topic, kind, before=before, after=after, **values)


def split_camp(
    text: str,
    *members: Speaker,
    about: str = "roads",
    url: str = "https://harbour.example/split",
    source: Article | None = None,
) -> Split:
    """Return a split that an outlet reports in one sentence."""
    source = source or article(text, url=url)
    place = _place(source.text, text)
    topic = Topic(topics.key(about), about, about)
    ground = "they sit in one cabinet"
    return Split(digest_of(url, text), gate_told(source, place), place, members, "the cabinet", ground, topic, 0.9)
