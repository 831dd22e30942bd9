"""What a whole article is about, as a reader would type it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat

from bot.ledger.topics import lexis_of, own_words, voted
from bot.model.news import Article
from bot.model.record import Topic

MOST = 5
READ = 12  # paragraphs behind the headline; what matters stands there
HEADLINE, FIRST, SECOND, LATER = 5.0, 3.0, 2.0, 1.0


def about(article: Article) -> tuple[Topic, ...]:
    """Return what an article is about, the likeliest first: by its headline and its first paragraphs."""
    own = own_words(article.publication, None)
    return voted(_parts(article), own, lexis_of(article.text), MOST)


def _parts(article: Article) -> Iterator[tuple[float, str]]:
    """Yield the texts that may name a topic, each with its weight."""
    title = article.publication.title
    yield HEADLINE, title
    paragraphs = [each for each in article.text.split("\n") if each.strip() and each.strip() != title]
    yield from zip(chain((FIRST, SECOND), repeat(LATER)), paragraphs[:READ], strict=False)
