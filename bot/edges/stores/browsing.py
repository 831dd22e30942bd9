"""What people leaf through, each answer out of an index: sheets of quotes, outlets, what was read around a page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import Connection, exists, func, literal, select

from bot.edges.stores import rows, seeking
from bot.edges.stores.queries import LABEL, PUBLISHED, STANDING, filed, quotes_with
from bot.edges.stores.schema import article, quote, quote_key, speaker
from bot.edges.stores.schema_lookups import topic
from bot.edges.stores.schema_positions import split
from bot.edges.stores.splits import found_splits
from bot.ledger.words import fold_words
from bot.model.news import Completeness
from bot.model.query import KnownOutlet, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.edges.stores.database import Database
    from bot.model.news import Publication
    from bot.model.position import Split
    from bot.model.query import QuoteQuery

NEWEST = 200  # articles by which it is told how well an outlet is read, and quotes by which voices are counted
CALLED = 20  # quotes among which an outlet's own spelling is looked for
MOST_VOICES = 8


class BrowsingTables:
    """Give what is read a sheet at a time."""

    database: Database

    def sheet(self, query: QuoteQuery) -> Sheet:
        """Return the newest quotes that answer a query, without counting the rest, and where the older ones begin."""
        asked = seeking.newest(self.database, query, query.limit + 1)
        with self.database.reading() as connection:
            found = connection.scalars(asked).all()
            shown = found[: query.limit]
            page = quotes_with().where(quote.c.seq.in_(shown)).order_by(quote.c.seq.desc())
            return Sheet(filed(connection, page), shown[-1] if len(found) > query.limit else 0)

    def outlets(self) -> tuple[str, ...]:
        """Return all outlets that have quotes, those with most articles first."""
        other = article.alias()
        quoted = select(literal(1)).select_from(other.join(quote, quote.c.article_id == other.c.id))
        each = select(article.c.outlet, func.count().label("number")).group_by(article.c.outlet).subquery()
        query = select(each.c.outlet).where(exists(quoted.where(other.c.outlet == each.c.outlet)))
        with self.database.reading() as connection:
            return tuple(connection.scalars(query.order_by(each.c.number.desc(), each.c.outlet)))

    def outlet(self, name: str) -> KnownOutlet | None:
        """Return what is known of an outlet, whose name is compared without case and marks."""
        with self.database.reading() as connection:
            called = _called(connection, name)
            quoted = exists(select(literal(1)).where(quote.c.article_id == article.c.id)).label("quoted")
            read = select(article.c.url, article.c.language, article.c.completeness, article.c.recorded_at, quoted)
            newest = read.where(article.c.outlet == called).order_by(article.c.recorded_at.desc()).limit(NEWEST)
            found = connection.execute(newest).all() if called else []
        return _known_outlet(called, found) if found else None

    def topic_called(self, key: str) -> str:
        """Return the name of a topic, '' where there is none of that key."""
        with self.database.reading() as connection:
            return connection.scalar(select(topic.c.name).where(topic.c.key == key)) or ""

    def topic_voices(self, key: str, confidence_from: float) -> tuple[tuple[str, int], ...]:
        """Return who is surely quoted most on a topic, and how often, of its newest quotes."""
        return self._voices(f"t:{key}", confidence_from)

    def outlet_voices(self, outlet: str, confidence_from: float) -> tuple[tuple[str, int], ...]:
        """Return whom an outlet surely quotes most, and how often, of its newest quotes."""
        return self._voices(f"o:{fold_words(outlet)}", confidence_from)

    def _voices(self, key: str, confidence_from: float) -> tuple[tuple[str, int], ...]:
        newest = select(quote_key.c.seq).where(quote_key.c.key == key).order_by(quote_key.c.seq.desc())
        here = newest.limit(NEWEST).subquery()
        said = here.join(quote, quote.c.seq == here.c.seq).join(speaker, speaker.c.key == quote.c.speaker_key)
        each = select(LABEL, func.count().label("number")).select_from(said)
        each = each.where(STANDING, quote.c.confidence >= confidence_from).group_by(speaker.c.key, LABEL)
        with self.database.reading() as connection:
            found = connection.execute(each.order_by(func.count().desc(), speaker.c.key).limit(MOST_VOICES))
            return tuple((name, number) for name, number in found)

    def read_around(self, page_id: str, each_way: int = 150) -> tuple[Publication, ...]:
        """Return what was read last before a page, the page, and what was read first after it; nothing without it."""
        at = article.c.recorded_at
        with self.database.reading() as connection:
            newest = select(at).where(article.c.page_id == page_id).order_by(article.c.revision.desc()).limit(1)
            moment: datetime | None = connection.scalar(newest)
            if moment is None:
                return ()
            before = select(*PUBLISHED).where(at <= moment).order_by(at.desc()).limit(each_way + 1)
            after = select(*PUBLISHED).where(at > moment).order_by(at).limit(each_way)
            found = [*connection.execute(before).all()[::-1], *connection.execute(after)]
        return tuple({row.page_id: rows.publication(row) for row in found}.values())

    def splits(self, topic: str = "", limit: int = 50) -> tuple[Split, ...]:
        """Return the newest splits, of everything or on a topic."""
        with self.database.reading() as connection:
            return found_splits(connection, *([split.c.topic_key == topic] if topic else []), limit=limit)


def _called(connection: Connection, name: str) -> str:
    """Return an outlet's name as its articles have it, '' where nobody is called that."""
    known = select(article.c.outlet).where(article.c.outlet == name).limit(1)
    if found := connection.scalar(known):
        return str(found)
    folded = fold_words(name)
    under = select(article.c.outlet).join(quote, quote.c.article_id == article.c.id)
    under = under.join(quote_key, quote_key.c.seq == quote.c.seq).where(quote_key.c.key == f"o:{folded}")
    near = connection.scalars(under.order_by(quote_key.c.seq.desc()).limit(CALLED))  # an agency's are other outlets'
    return next((each for each in near if fold_words(each) == folded), "")


def _known_outlet(name: str, found: Sequence[rows.Found]) -> KnownOutlet:
    """Return an outlet by its newest articles."""
    whole = sum(row.completeness == Completeness.WHOLE.value for row in found)
    languages = Counter(row.language.split("-")[0].lower() for row in found if row.language)
    return KnownOutlet(
        name=name,
        url=found[0].url,
        languages=tuple(each for each, _ in languages.most_common(3)),
        read_at=found[0].recorded_at,
        looked=len(found),
        whole=whole,
        teasers=len(found) - whole,
        quoted=sum(bool(row.quoted) for row in found),
    )
