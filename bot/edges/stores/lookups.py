"""Look-ups in the ledger, and writing to it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    Table,
    TextClause,
    bindparam,
    distinct,
    func,
    literal,
    or_,
    select,
    true,
)

from bot.edges.stores import rows, search, seeking
from bot.edges.stores.ledger import Writing, first_seq, moment_of
from bot.edges.stores.nodes import stamped
from bot.edges.stores.queries import PUBLISHED, STANDING, UNANSWERED, filed, followed_by, quotes_with, shown_in
from bot.edges.stores.schema import (
    article,
    entry,
    feed,
    quote,
    quote_key,
    quote_topic,
    report,
    speaker,
    speaker_alias,
)
from bot.edges.stores.schema_lookups import DROPPED, GONE, topic
from bot.ledger.words import fold_words
from bot.model.query import COUNTED, EntryState, KnownSpeaker, KnownTopic, QuotePage, QuoteQuery, Totals
from bot.model.record import Filed, Speaker, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime

    from bot.edges.stores.database import Database
    from bot.model.news import Article, Publication
    from bot.model.query import Findings
    from bot.model.record import Report

MANY = 500  # speakers from which all aliases are read at once
OFFERED = 250  # quotes that are counted to order names and topics
VOICED = 200  # quotes of which it is told how many speakers and outlets they have
MOST_ROLES = 50  # of one speaker, the newest


class LedgerTables:
    """Keep articles, quotes, speakers, topics."""

    database: Database
    now: Callable[[], datetime] | None = None

    def record(self, findings: Findings, *, entry_id: str = "", text_hash: str = "", finished: bool = True) -> int:
        """Record an article's findings in one transaction, mark the entry done, and return how many quotes are new."""
        with self.database.writing() as connection:
            # Taken while nobody else can write: what has an earlier time is seen by every later reader.
            now = findings.article.publication.fetched_at
            now = stamped(self.database, connection, self.now()) if self.now else now
            return Writing(self.database, connection, findings, now).write(entry_id, text_hash, finished=finished)

    def article(self, article_id: str) -> Article | None:
        """Return a revision; its text is empty when retention has removed it."""
        return self._one_article(article.c.id == article_id)

    def page(self, page_id: str) -> Article | None:
        """Return the newest revision of a page."""
        return self._one_article(article.c.page_id == page_id)

    def _one_article(self, condition: ColumnElement[bool]) -> Article | None:
        query = select(*PUBLISHED, article.c.text.label("article_text")).where(condition)
        with self.database.reading() as connection:
            row = connection.execute(query.order_by(article.c.revision.desc()).limit(1)).first()
        return None if row is None else rows.article(row)

    def quotes(self, query: QuoteQuery) -> QuotePage:
        """Answer a query, newest publication first; quotes that are gone from their page are left out."""
        most = max(COUNTED, query.offset + query.limit) + 1
        with self.database.reading() as connection:
            # All in one walk: asked for a page of words alone, Postgres bets on them being frequent and reads it all.
            seqs = connection.scalars(seeking.newest(self.database, query, most)).all()
            speakers, outlets = _voices(connection, seqs) if len(seqs) <= VOICED else (0, 0)
            shown = self._filed(connection, seqs[query.offset : query.offset + query.limit])
            return QuotePage(shown, len(seqs), speakers, outlets)

    def said_by(self, alias: str, topic: str, confidence_from: float, limit: int = 30) -> tuple[Filed, ...]:
        """Return the newest quotes surely by a speaker on a topic (a key), without counting them."""
        asked = QuoteQuery(topics=(topic,), speakers=(alias,), confidence_from=confidence_from)
        with self.database.reading() as connection:
            return self._filed(connection, connection.scalars(seeking.newest(self.database, asked, limit)).all())

    def _filed(self, connection: Connection, seqs: Sequence[int]) -> tuple[Filed, ...]:
        """Return the quotes of these numbers, newest first."""
        mine = quote.c.seq.in_(bindparam("seqs", seqs, expanding=True))
        return filed(connection, quotes_with().where(mine).order_by(quote.c.seq.desc()))

    def quotes_by_day(self, query: QuoteQuery) -> tuple[tuple[date, int], ...]:
        """Count what answers a query by the day of publication, oldest first; what has no date is left out."""
        day = article.c.published_on
        counts = select(day, func.count()).select_from(quote.join(article, quote.c.article_id == article.c.id))
        conditions = [STANDING, day.is_not(None), *_conditions(self.database, query)]
        with self.database.reading() as connection:
            found = connection.execute(counts.where(*conditions).group_by(day).order_by(day))
            return tuple((each, number) for each, number in found)

    def quote(self, quote_id: str, workspace: str = "") -> Filed | None:
        """Return one quote."""
        query = quotes_with().where(quote.c.id == quote_id, shown_in(workspace))
        with self.database.reading() as connection:
            return next(iter(filed(connection, query)), None)

    def quotes_of(self, article_id: str, workspace: str = "") -> tuple[Filed, ...]:
        """Return the quotes of a revision's page that still stand in it, in order of the text."""
        page = select(article.c.page_id).where(article.c.id == article_id).scalar_subquery()
        query = quotes_with().where(quote.c.page_id == page, STANDING, shown_in(workspace))
        query = query.order_by(quote.c.start, quote.c.seq)
        with self.database.reading() as connection:
            return filed(connection, query)

    def reports_of(self, article_id: str) -> tuple[Report, ...]:
        """Return the indirect speech of a revision."""
        mine = [column for column in report.c if column.name != "article_id"]
        query = select(*mine, *PUBLISHED).join(article, report.c.article_id == article.c.id)
        with self.database.reading() as connection:
            found = connection.execute(query.where(article.c.id == article_id).order_by(report.c.start))
            return tuple(rows.report(row) for row in found)

    def reports(self, query: QuoteQuery) -> tuple[Report, ...]:
        """Return the newest indirect speech of the query's time, newest first, of pages as they were read last."""
        mine = [column for column in report.c if column.name != "article_id"]
        later = article.alias("later")
        newest = select(func.max(later.c.revision)).where(later.c.page_id == article.c.page_id).scalar_subquery()
        asked = select(*mine, *PUBLISHED).join(article, report.c.article_id == article.c.id)
        asked = asked.where(article.c.revision == newest, article.c.text != "")
        if query.since:  # what was published since was read since
            asked = asked.where(article.c.recorded_at >= query.since, article.c.published_at >= query.since)
        if query.until:
            asked = asked.where(article.c.published_at < query.until)
        asked = asked.order_by(article.c.recorded_at.desc(), report.c.start).limit(query.limit)
        with self.database.reading() as connection:
            return tuple(rows.report(row) for row in connection.execute(asked))

    def gone(self, quote_id: str) -> datetime | None:
        """Return when the quote was first seen missing from its page, or None while it stands."""
        with self.database.reading() as connection:
            return connection.scalar(select(quote.c.gone_at).where(quote.c.id == quote_id))

    def saying(self, folded: str, limit: int = 5, workspace: str = "") -> tuple[Filed, ...]:
        """Return quotes that hold these words as an exact phrase (case, marks and spacing folded)."""
        sought = fold_words(folded)
        if not sought:
            return ()
        query = quotes_with().where(STANDING, shown_in(workspace), search.having(self.database, sought, phrase=True))
        with self.database.reading() as connection:
            found = filed(connection, query.order_by(quote.c.seq.desc()).limit(limit * 20))
        return tuple(each for each in found if f" {sought} " in f" {fold_words(each.quote.text)} ")[:limit]

    def speakers(self, alias: str, confidence_from: float = 0) -> tuple[KnownSpeaker, ...]:
        """Return the speakers that have exactly this folded alias, those with most quotes first.

        Quotes whose speaker is less sure than `confidence_from` give no role and no topic, and are not counted. All are
        counted up to COUNTED, and one more where there are more.
        """
        keys = select(speaker_alias.c.speaker_key).where(speaker_alias.c.alias == alias)
        sure = quote.c.confidence >= confidence_from
        with self.database.reading() as connection:
            found = connection.execute(_busiest(keys, sure))
            return tuple(_known_speaker(connection, row, sure) for row in found)

    def known_speakers(self, prefix: str = "", limit: int = 25) -> tuple[KnownSpeaker, ...]:
        """Return speakers one of whose aliases starts with the folded prefix, busiest first; counted up to OFFERED."""
        number = _few(select(literal(1)).where(quote.c.speaker_key == speaker.c.key), OFFERED)
        query = select(speaker.c.key, speaker.c.name, speaker.c.kind, number.label("number"))
        if prefix:
            mine = speaker_alias.c.alias.startswith(prefix, autoescape=True)
            query = query.where(speaker.c.key.in_(select(speaker_alias.c.speaker_key).where(mine)))
        with self.database.reading() as connection:
            found = connection.execute(query.order_by(number.desc(), speaker.c.key).limit(limit)).all()
            called = defaultdict[str, list[str]](list)
            mine = speaker_alias.c.speaker_key.in_([row.key for row in found]) if len(found) < MANY else true()
            for key, alias in connection.execute(
                select(speaker_alias.c.speaker_key, speaker_alias.c.alias).where(mine)
            ):
                called[key].append(alias)
            return tuple(
                KnownSpeaker(row.key, _speaker(row), tuple(sorted(called[row.key])), (), row.number) for row in found
            )

    def known_topics(self, prefix: str = "", limit: int = 25) -> tuple[KnownTopic, ...]:
        """Return topics whose key or folded name starts with the prefix, busiest first; counted up to OFFERED."""
        number = _few(select(literal(1)).where(quote_topic.c.key == topic.c.key), OFFERED)
        query = select(topic.c.key, topic.c.name, number.label("number")).where(number > 0)
        if prefix:
            name = func.lower(topic.c.name).startswith(prefix, autoescape=True)
            query = query.where(topic.c.key.startswith(prefix, autoescape=True) | name)
        with self.database.reading() as connection:
            found = connection.execute(query.order_by(number.desc(), topic.c.key).limit(limit))
            return tuple(KnownTopic(key, name, count) for key, name, count in found)

    def totals(self, follower: str = "") -> Totals:
        """Count what the ledger holds, and all feeds or a follower's."""
        theirs = followed_by(follower)
        with self.database.reading() as connection:

            def count(table: Table, *conditions: ColumnElement[bool] | TextClause) -> int:
                return connection.scalar(select(func.count()).select_from(table).where(*conditions)) or 0

            oldest = connection.scalar(select(func.min(quote.c.seq)))
            dropped = select(func.coalesce(func.sum(article.c.dropped), 0)).where(DROPPED)
            return Totals(
                feeds=count(feed, theirs),
                entries=count(entry),
                articles=count(article),
                quotes=count(quote) - count(quote, GONE),
                speakers=count(speaker),
                pending=count(entry, entry.c.state == EntryState.PENDING.value),
                failed=count(entry, entry.c.state == EntryState.FAILED.value),
                unanswered=count(entry, *UNANSWERED),
                dropped=connection.scalar(dropped) or 0,
                failing=count(feed, feed.c.failures > 0, theirs),
                last_poll_at=connection.scalar(select(func.max(feed.c.last_try_at)).where(theirs)),
                since=moment_of(oldest) if oldest is not None else None,
            )

    def publications(self, limit: int = 25) -> tuple[Publication, ...]:
        """Return the newest articles."""
        query = select(*PUBLISHED).order_by(article.c.recorded_at.desc(), article.c.id).limit(limit)
        with self.database.reading() as connection:
            return tuple(rows.publication(row) for row in connection.execute(query))


def _few(query: Select[Any], most: int) -> ScalarSelect[Any]:
    """Return the count of a query's rows, up to so many."""
    return select(func.count()).select_from(query.limit(most).correlate(speaker, topic).subquery()).scalar_subquery()


def _voices(connection: Connection, seqs: Sequence[int]) -> tuple[int, int]:
    """Return how many speakers and outlets the quotes of these numbers have."""
    counts = select(func.count(distinct(quote.c.speaker_key)), func.count(distinct(article.c.outlet)))
    mine = quote.c.seq.in_(bindparam("seqs", seqs, expanding=True))
    joined = quote.join(article, quote.c.article_id == article.c.id)
    speakers, outlets = connection.execute(counts.select_from(joined).where(mine)).one()
    return speakers, outlets


def _having(keys: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition that a quote has one of these keys."""
    return quote.c.seq.in_(select(quote_key.c.seq).where(quote_key.c.key.in_(tuple(keys))))


def _conditions(database: Database, query: QuoteQuery) -> Iterable[ColumnElement[bool] | TextClause]:
    """Return what a quote must satisfy."""
    if query.workspace:
        yield shown_in(query.workspace)
    about = [_having(f"t:{key}" for key in query.topics)] if query.topics else []
    if about or query.phrases:
        yield or_(*about, *([search.having_any(database, query.phrases)] if query.phrases else []))
    if query.speakers:
        yield _having(f"s:{name}" for name in query.speakers)
        yield quote.c.confidence >= query.confidence_from
    if query.outlets:
        yield _having(f"o:{fold_words(name)}" for name in query.outlets)
    if query.words:
        yield search.having(database, query.words)
    if query.since:
        yield quote.c.seq >= first_seq(query.since)
    if query.until:
        yield quote.c.seq < first_seq(query.until)
    if query.before:
        yield quote.c.seq < query.before


def _busiest(keys: Select[str], counted: ColumnElement[bool]) -> Select[Any]:
    """Return the query for speakers, those with most quotes of the counted ones first."""
    theirs = select(literal(1)).where(quote.c.speaker_key == speaker.c.key, STANDING, counted)
    number = _few(theirs, COUNTED + 1).label("number")
    query: Select[Any] = select(speaker.c.key, speaker.c.name, speaker.c.kind, number)
    return query.where(speaker.c.key.in_(keys)).order_by(number.desc(), speaker.c.key)


def _held(key: str, sure: ColumnElement[bool]) -> Select[Any]:
    """Return the query for a speaker's roles, newest first, each with the numbers of its first and its last sure quote.

    Each step finds the next role in the index and passes all quotes of the one before: a speaker has few roles and may
    have a hundred thousand quotes.
    """
    next_role = select(func.min(quote.c.role)).where(quote.c.speaker_key == key)
    roles = select(next_role.where(quote.c.role > "").scalar_subquery().label("role")).cte(recursive=True)
    after = next_role.where(quote.c.role > roles.c.role).correlate(roles).scalar_subquery()
    roles = roles.union_all(select(after).where(roles.c.role.is_not(None)))
    mine = select(quote.c.seq).where(quote.c.speaker_key == key, quote.c.role == roles.c.role, sure).correlate(roles)
    first = mine.order_by(quote.c.role, quote.c.seq).limit(1).scalar_subquery().label("first")
    last = mine.order_by(quote.c.role.desc(), quote.c.seq.desc()).limit(1).scalar_subquery().label("last")
    each = select(roles.c.role, first, last).subquery()
    held: Select[Any] = select(each).where(each.c.last.is_not(None)).order_by(each.c.last.desc())
    return held.limit(MOST_ROLES)


def _speaker(row: rows.Found, role: str = "") -> Speaker:
    return Speaker(row.name, SpeakerKind(row.kind), role)


def _known_speaker(connection: Connection, row: rows.Found, sure: ColumnElement[bool]) -> KnownSpeaker:
    """Return all that sure quotes tell of a speaker: roles newest first, each with where it was first read."""
    aliases = connection.scalars(select(speaker_alias.c.alias).where(speaker_alias.c.speaker_key == row.key))
    theirs = (quote.c.speaker_key == row.key, sure)
    roles = connection.execute(_held(row.key, sure)).all()
    said = select(quote.c.seq, *PUBLISHED).join(article, quote.c.article_id == article.c.id)
    firsts = connection.execute(said.where(quote.c.seq.in_([each.first for each in roles])))
    read = {each.seq: rows.publication(each) for each in firsts}
    ordered = [(each.role, read[each.first]) for each in roles]
    newest = select(quote.c.id).where(*theirs).order_by(quote.c.seq.desc()).limit(OFFERED).subquery()
    topics = select(func.min(quote_topic.c.name)).join(newest, quote_topic.c.quote_id == newest.c.id)
    busiest = connection.scalars(topics.group_by(quote_topic.c.key).order_by(func.count().desc()).limit(5))
    return KnownSpeaker(
        key=row.key,
        speaker=_speaker(row, ordered[0][0] if ordered else ""),
        aliases=tuple(sorted(aliases)),
        roles=tuple(ordered),
        quotes=row.number,
        topics=tuple(busiest),
    )
