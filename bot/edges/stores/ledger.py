"""Articles, quotes and speakers on their way into the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table, func, select, update

from bot.edges.stores import search
from bot.edges.stores.corrections import note_corrections
from bot.edges.stores.naming import decided
from bot.edges.stores.positions import Moving
from bot.edges.stores.rivals import take_back_names
from bot.edges.stores.schema import (
    article,
    entry,
    quote,
    quote_key,
    quote_topic,
    report,
    speaker,
    speaker_alias,
)
from bot.edges.stores.schema_lookups import topic as topics
from bot.edges.stores.schema_positions import position_change, split
from bot.ledger import people
from bot.ledger.rivals import words_key
from bot.ledger.words import fold_words
from bot.model.news import digest_of
from bot.model.query import EntryState
from bot.model.record import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement

    from bot.edges.stores.database import Database
    from bot.model.query import Findings
    from bot.model.record import Filed, Quote, Report

NUMBER_BITS = 20  # quotes that share a publication second


def first_seq(moment: datetime) -> int:
    """Return the lowest sequence number of quotes published at this moment."""
    return int(moment.timestamp()) << NUMBER_BITS


def moment_of(seq: int) -> datetime:
    """Return when a quote with this sequence number was published."""
    return datetime.fromtimestamp(seq >> NUMBER_BITS, UTC)


@dataclass(frozen=True)
class Writing:
    """Write one article's findings on one connection."""

    database: Database
    connection: Connection
    findings: Findings
    now: datetime

    def write(self, entry_id: str, text_hash: str, *, finished: bool) -> int:
        """Write everything and return how many quotes are new."""
        self._article()
        new = self._quotes()
        take_back_names(self.database, self.connection, self.now, new)
        self._insert(report, [_report_values(each) for each in self.findings.reports])
        self._positions(self._mark_gone())
        if entry_id:
            self._finish(entry_id, text_hash, finished=finished)
        return len(new)

    def _insert(self, table: Table, rows: Sequence[dict[str, object]]) -> None:
        """Insert rows in one go; those that are there are left alone."""
        if rows:
            self.connection.execute(self.database.insert(table).on_conflict_do_nothing(), rows)

    def _article(self) -> None:
        """Insert the revision as the newest of its page, or make a known one newest again: a page may turn back."""
        publication = self.findings.article.publication
        page = article.c.page_id == publication.page_id
        mine = article.c.id == publication.article_id
        known = self.connection.scalar(select(article.c.revision).where(mine))
        newest = self.connection.scalar(select(func.coalesce(func.max(article.c.revision), 0)).where(page)) or 0
        if not self.findings.silent:
            self._make_loud(page)
        if known:
            if known < newest:
                self.connection.execute(update(article).where(mine).values(revision=newest + 1))
            return
        names = (
            "page_id",
            "url",
            "title",
            "outlet",
            "agency",
            "language",
            "published_at",
            "published_on",
            "fetched_at",
        )
        values: dict[str, object] = {name: getattr(publication, name) for name in names}
        text = self.findings.article.text
        values |= {
            "id": publication.article_id,
            "feed_id": self.findings.article.feed_id,
            "completeness": publication.completeness.value,
            "recorded_at": self.now,
            "text": text,
            "text_hash": digest_of(text),
            "engine": self.findings.engine,
            "gist": self.findings.gist,
            "dropped": self.findings.dropped,
            "silent": self.findings.silent,
            "revision": newest + 1,
        }
        self._insert(article, [values])

    def _make_loud(self, page: ColumnElement[bool]) -> None:
        """Let what was read of a page for a backlog be news now."""
        silent = self.connection.scalars(select(article.c.id).where(page, article.c.silent)).all()
        values = {"recorded_at": self.now}
        self.connection.execute(update(article).where(article.c.id.in_(silent)).values(values | {"silent": False}))
        for table in (quote, position_change, split):
            self.connection.execute(update(table).where(table.c.article_id.in_(silent)).values(values))

    def _quotes(self) -> list[Quote]:
        """Insert the quotes that are new and what they are found by, note that others still stand; return the new."""
        known = self._standing([filed.quote.id for filed in self.findings.quotes])
        new = {filed.quote.id: filed for filed in self.findings.quotes if filed.quote.id not in known}
        numbered = list(zip(self._free([each.quote for each in new.values()]), new.values(), strict=True))
        self._insert(quote, [self._row(filed, seq) for seq, filed in numbered])
        self._speakers([filed.quote for filed in new.values()])
        self._topics(new.values())
        keys = [(key, seq) for seq, filed in numbered for key in {*_keys(filed), *self._called(filed.quote)}]
        self._insert(quote_key, [{"key": key, "seq": seq} for key, seq in keys])
        for seq, filed in numbered:
            parts = (*filed.quote.around, filed.quote.publication.title)
            search.keep(self.database, self.connection, seq, parts)
        return [filed.quote for filed in new.values()]

    def _standing(self, ids: Sequence[str]) -> set[str]:
        """Note that those quotes that are known still stand, and return their ids."""
        known = set(self.connection.scalars(select(quote.c.id).where(quote.c.id.in_(ids))))
        self.connection.execute(update(quote).where(quote.c.id.in_(known)).values(self._seen))
        return known

    @property
    def _seen(self) -> dict[str, object]:
        return {"last_seen": self.findings.article.id, "gone_at": None}

    def _row(self, filed: Filed, seq: int) -> dict[str, object]:
        """Return a new quote's row."""
        values = _quote_values(filed.quote, self._decided) | self._seen
        return values | {"seq": seq, "recorded_at": self.now, "place": filed.place, "stance": filed.stance}

    def _free(self, new: Sequence[Quote]) -> list[int]:
        """Return a number for each quote that no other has."""
        wished = [_seq(each) for each in new]
        taken = set(self.connection.scalars(select(quote.c.seq).where(quote.c.seq.in_(wished))))
        found = []
        for wish in wished:
            free = next(seq for seq in count(wish) if seq not in taken and (seq == wish or not self._has(seq)))
            taken.add(free)
            found.append(free)
        return found

    def _has(self, seq: int) -> bool:
        return self.connection.scalar(select(quote.c.seq).where(quote.c.seq == seq)) is not None

    def _topics(self, new: Iterable[Filed]) -> None:
        """Insert what quotes are about."""
        told = [(filed.quote.id, place, topic) for filed in new for place, topic in enumerate(filed.topics)]
        rows = [
            {"quote_id": id_, "place": place, "key": topic.key, "name": topic.name, "because": topic.because}
            for id_, place, topic in told
        ]
        self._insert(quote_topic, rows)
        names = {topic.key: topic.name for *_, topic in reversed(told)}
        self._insert(topics, [{"key": key, "name": name} for key, name in names.items()])

    def _speakers(self, new: Sequence[Quote]) -> None:
        """Insert who said the quotes, and what they are called."""
        named = [(key, each.speaker) for each in new if each.speaker and (key := _speaker_key(each, self._decided))]
        self._insert(speaker, [{"key": key, "name": each.name, "kind": each.kind.value} for key, each in named])
        called = {(alias, key) for key, each in named for alias in people.called(each.name, self._decided)}
        self._insert(speaker_alias, [{"alias": alias, "speaker_key": key} for alias, key in sorted(called)])

    def _called(self, each: Quote) -> set[str]:
        """Return what look-ups find a quote by that its speaker is called, other names of one person among them."""
        key = _speaker_key(each, self._decided)
        if key is None or each.speaker is None:
            return set()
        forms = set(people.called(each.speaker.name, self._decided))
        if key in self._decided.values():
            forms |= set(
                self.connection.scalars(select(speaker_alias.c.alias).where(speaker_alias.c.speaker_key == key))
            )
        return {f"s:{form}" for form in forms}

    @cached_property
    def _decided(self) -> dict[str, str]:
        return decided(self.connection)

    def _mark_gone(self) -> list[str]:
        """Mark the page's quotes whose words this revision lost, and return their ids.

        Lost are words that stood in the last revision that was read in the same way: a feed's own words, a page, and a
        page behind a paywall hold different parts of one article.
        """
        here = self.findings.article
        page = here.publication.page_id
        alike = (
            article.c.page_id == page,
            article.c.id != here.id,
            article.c.feed_id == here.feed_id,
            article.c.completeness == here.publication.completeness.value,
        )
        before = self.connection.scalar(
            select(article.c.text).where(*alike).order_by(article.c.revision.desc()).limit(1)
        )
        standing = select(quote.c.id, quote.c.text).where(
            quote.c.page_id == page, quote.c.last_seen != here.id, quote.c.gone_at.is_(None)
        )
        found = self.connection.execute(standing).all() if before else []
        gone = [id_ for id_, words in found if words in str(before) and words not in here.text]
        self.connection.execute(update(quote).where(quote.c.id.in_(gone)).values(gone_at=self.now))
        return gone

    def _positions(self, gone: list[str]) -> None:
        """Write what moved; what rested on words that are gone falls with them, and both are corrected."""
        here = self.findings.article
        moving = Moving(self.database, self.connection, self.now, self._decided)
        moving.write(self.findings.changes, self.findings.splits, here.id)
        fallen = moving.take_away(self.findings.taken_away, here.id)
        withdrawn = fallen + moving.withdraw(here, gone)
        note_corrections(self.database, self.connection, self.now, gone, withdrawn, self.findings.quotes)

    def _finish(self, entry_id: str, text_hash: str, *, finished: bool) -> None:
        """Mark an entry read, unless its feed sent other words while it was, or its page is still to be read."""
        mine = entry.c.id == entry_id
        if text_hash:
            mine &= entry.c.text_hash == text_hash
        values = {"article_id": self.findings.article.id}
        done = {"state": EntryState.DONE.value, "text": "", "reason": ""} if finished else {}
        self.connection.execute(update(entry).where(mine).values(values | done))


def _speaker_key(each: Quote, choices: Mapping[str, str]) -> str | None:
    """Return a named speaker's key; unnamed sources are nobody to look up."""
    if each.speaker is None or each.speaker.kind is SpeakerKind.UNNAMED:
        return None
    return people.person(each.speaker.name, choices) or None


def _seq(each: Quote) -> int:
    """Return the number that a quote has if no other has it: by its publication, within a second by its id."""
    moment = each.publication.published_at or each.publication.fetched_at
    return first_seq(moment) | int(each.id[:5], 16) & ((1 << NUMBER_BITS) - 1)


def _keys(filed: Filed) -> set[str]:
    """Return what look-ups find a quote by, beside its speaker."""
    each = filed.quote
    found = {f"t:{topic.key}" for topic in filed.topics} | {f"o:{fold_words(each.publication.outlet)}"}
    if each.publication.agency:
        found.add(f"o:{fold_words(each.publication.agency)}")
    if words_key(each):
        found.add(words_key(each))
    return found


def _quote_values(each: Quote, choices: Mapping[str, str]) -> dict[str, object]:
    """Return a quote's row."""
    return {
        "id": each.id,
        "article_id": each.publication.article_id,
        "page_id": each.publication.page_id,
        "start": each.span.start,
        "end": each.span.end,
        "text": each.text,
        "kind": each.kind.value,
        "carrier_start": each.carrier.span.start,
        "carrier": each.carrier.text,
        "lead_in_start": each.lead_in.span.start if each.lead_in else None,
        "lead_in": each.lead_in.text if each.lead_in else "",
        "speaker_key": _speaker_key(each, choices),
        "speaker_name": each.speaker.name if each.speaker else "",
        "speaker_kind": each.speaker.kind.value if each.speaker else SpeakerKind.UNNAMED.value,
        "role": each.speaker.role if each.speaker else "",
        "venue": each.venue,
        "said_on": each.said_on,
        "confidence": each.confidence,
    }


def _report_values(each: Report) -> dict[str, object]:
    """Return a report's row."""
    return {
        "id": each.id,
        "article_id": each.publication.article_id,
        "start": each.span.start,
        "end": each.span.end,
        "text": each.text,
        "speaker_name": each.speaker.name,
        "speaker_kind": each.speaker.kind.value,
        "role": each.speaker.role,
        "said_on": each.said_on,
        "confidence": each.confidence,
    }
