"""Look again at pages whose words were posted: a silent edit is put on record, and what it took back is corrected."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.errors import Forbidden, Gone, SourceError, UserError
from bot.ledger.articles import article_of, page_article
from bot.ledger.edits import one_article
from bot.model.news import Completeness
from bot.recording import recorded

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.model.news import Article
    from bot.model.query import EntryFate

AFTER = (timedelta(hours=2), timedelta(days=1))  # it was posted
LESS = 0.7  # of a short text's length, under which a page is not what was read
GRACE = timedelta(hours=6)  # for which a page that does not answer, or a program that was down, is waited for
log = structlog.get_logger()


def look_again(desk: Desk) -> None:
    """Read each page whose words were posted two hours or a day ago once more; raises StoreError."""
    now = desk.clock.now()
    for after in AFTER:
        for page_id in desk.store.pages_shown(now - after - GRACE, now - after):
            key = f"again:{after}:{page_id}"
            if desk.store.first(key, now) and not _looked(desk, page_id):
                desk.store.forget_first(key)


def _looked(desk: Desk, page_id: str) -> bool:
    """Look at one page, and say whether that is done: what does not answer now is asked again."""
    known = desk.store.page(page_id)
    if known is None or not known.text or not known.publication.url:
        return True
    try:
        article = _as_it_is(desk, known)
    except (Forbidden, Gone, UserError):
        return True
    except SourceError as error:
        log.info("page not seen again", url=known.publication.url, reason=str(error))
        return False
    if article and article.text != known.text and one_article(known.text, article.text):
        log.info("page edited", url=known.publication.url)
        recorded(desk, article, silent=True)
    return True


def _as_it_is(desk: Desk, known: Article) -> Article | None:
    """Return a page as it stands now, read in the way that it was read; None where that is not possible.

    A text that the feed brought is looked at with the feed.
    """
    here, now = known.publication, desk.clock.now()
    fate = desk.store.fate(here.url)
    if fate and fate.entry.whole:
        return None
    page = desk.fetcher.page(here.url)
    feed = next((each.feed for each in desk.store.feeds() if each.feed.id == known.feed_id), None)
    article = article_of(fate.entry, page, feed, now) if fate and feed else page_article(page, now)
    same = article.publication.page_id == here.page_id and article.publication.completeness is here.completeness
    return article if same and not _by_the_feed(known, article, fate) else None


def _by_the_feed(known: Article, article: Article, fate: EntryFate | None) -> bool:
    """Say whether what is known of a short text is the feed's, and not its page's: that did not answer, or has less."""
    if fate is None or known.publication.completeness is not Completeness.TEASER:
        return False
    return bool(fate.reason) or len(article.text) < LESS * len(known.text)
