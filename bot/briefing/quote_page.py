"""A quote with all that stands beside it, as its page shows it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.briefing import citing
from bot.briefing.blocks import quotation
from bot.briefing.cited import cited
from bot.briefing.context import around, source, standing
from bot.briefing.viewer import Viewer
from bot.briefing.wording import dotted
from bot.model.cited import Cited
from bot.model.correction import Correction
from bot.model.message import Quotation
from bot.model.news import Article
from bot.model.record import Filed, Quote, Topic

BESIDE = 600  # characters of the paragraph before and after the words: enough to judge them, not the article


@dataclass(frozen=True, slots=True)
class CitedQuote:
    """Hold what the page of a quote shows; `shown` never lacks the clause that carries the words."""

    shown: Quotation
    lead: str  # the outlet's sentence before, where the quote leans on it and the paragraph does not hold it
    before: str
    words: str
    after: str
    source: str  # outlet, agency, day, when it was read
    standing: str  # whether the words still stood there when it was read last
    gone: bool
    exact: str  # the article with the words marked, as browsers do it
    hashes: tuple[tuple[str, str], ...]
    others: tuple[Quotation, ...]  # the same words at other outlets
    corrections: tuple[Correction, ...]
    topics: tuple[Topic, ...]
    cites: tuple[tuple[str, str], ...]  # “Text”, “HTML”, “BibTeX”
    cited: Cited  # the same for programs
    address: str  # of the page itself, where it is known from outside

    @property
    def quote(self) -> Quote:
        """Return the quote."""
        return self.shown.quote

    @property
    def title(self) -> str:
        """Return what a browser's tab says."""
        return dotted(self.shown.name, self.quote.publication.title)


def quote_page(
    filed: Filed,
    article: Article | None,
    viewer: Viewer,
    *,
    gone: datetime | None = None,
    others: Sequence[Quote] = (),
    corrections: Sequence[Correction] = (),
    address: str = "",
) -> CitedQuote:
    """Return the page of a quote; without the article's text its carrier stands for the paragraph."""
    quote, sure = filed.quote, viewer.name_from
    before, words, after = around(quote, article.text if article else "", BESIDE)
    lead = quote.lead_in.text if quote.lead_in else ""
    return CitedQuote(
        shown=quotation(quote, name_from=sure, today=viewer.today, whole=True),
        lead="" if lead and lead in before else lead,
        before=before,
        words=words,
        after=after,
        source=source(quote.publication, viewer),
        standing=standing(quote, viewer, gone),
        gone=gone is not None,
        exact=citing.exact(quote),
        hashes=(
            ("SHA-256 of the words", hashlib.sha256(quote.text.encode("utf-8", "surrogatepass")).hexdigest()),
            ("Revision of the article", quote.publication.article_id),
        ),
        others=tuple(quotation(each, name_from=sure, today=viewer.today, whole=True) for each in others),
        corrections=tuple(corrections),
        topics=filed.topics,
        cites=(
            ("Text", citing.as_text(quote, address, name_from=sure)),
            ("HTML", citing.as_html(quote, address, name_from=sure)),
            ("BibTeX", citing.as_bibtex(quote, address, name_from=sure)),
        ),
        cited=cited(quote, sure, lambda _: address),
        address=address,
    )
