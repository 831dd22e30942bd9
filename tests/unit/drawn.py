"""Quotes as hypothesis draws them, hostile words included."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from bot.model.news import Publication, digest_of
from bot.model.record import Carrier, Filed, Quote, QuoteKind, Speaker, Topic
from bot.model.text import Span

AT = datetime(2025, 2, 14, 9, tzinfo=UTC)
ODD = ("=1+1", "@here", "<!channel>", "-2", "'=x", "\t=x", "x\ny", "[a](javascript:b)", "“inner”", "we won’t,", "ﬁ́")
WORDS = st.one_of(st.sampled_from(ODD), st.text(min_size=1, max_size=40).filter(str.strip))


def source(
    name: str, *, title: str = "A bridge", outlet: str = "Post", at: datetime = AT, agency: str = ""
) -> Publication:
    """Return a publication whose page goes by this name."""
    url = f"https://news.example/{name}"
    page = digest_of("page", url)
    return Publication(
        digest_of(page, "1"), page, url, title, outlet, at, published_at=at, published_on=at.date(), agency=agency
    )


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    """Draw a quote with a carrier that holds it."""
    before, words, after = draw(WORDS), draw(WORDS), draw(WORDS)
    carrier = f"{before} “{words}” {after}"
    start = len(before) + 2
    kind = draw(st.sampled_from(QuoteKind))
    lead = draw(st.one_of(st.none(), WORDS))
    return Quote(
        id=digest_of(carrier, kind.value),
        publication=source(str(draw(st.integers(0, 99))), title=draw(WORDS), outlet=draw(WORDS)),
        span=Span(100 + start, 100 + start + len(words)),
        text=words,
        kind=kind,
        carrier=Carrier(Span(100, 100 + len(carrier)), carrier),
        lead_in=Carrier(Span(0, len(lead)), lead) if lead else None,
        speaker=draw(st.one_of(st.none(), st.builds(Speaker, WORDS, role=st.one_of(st.just(""), WORDS)))),
        venue=draw(st.sampled_from(["", "reporters", "interview with the Post"])),
        said_on=draw(st.one_of(st.none(), st.just(date(2025, 2, 13)))),
        confidence=draw(st.floats(0, 1)),
    )


def filed() -> st.SearchStrategy[Filed]:
    """Draw a quote with up to three topics."""
    topic = st.sampled_from([Topic("nato", "Nato"), Topic("trade", "trade"), Topic("water", "=water")])
    return st.builds(Filed, quotes(), st.lists(topic, max_size=3, unique=True).map(tuple))
