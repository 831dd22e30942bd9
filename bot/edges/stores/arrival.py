"""What a poll brought, into the database in a few statements however many entries there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, literal, or_, select, update

from bot.edges.stores import rows
from bot.edges.stores.nodes import stamped
from bot.edges.stores.schema import article, entry, entry_key, feed, quote
from bot.edges.stores.schema_positions import position_change, split
from bot.ledger.identity import fingerprint, same, url_keys
from bot.model.news import digest_of
from bot.model.query import EntryState

if TYPE_CHECKING:
    from bot.edges.stores.database import Database
    from bot.model.news import Entry

Keyed = tuple[tuple[str, ...], "Entry"]
TOLD = (quote, position_change, split)  # what a digest tells of an article, by when it was recorded
FROM_ENTRY = (
    *("feed_id", "guid", "url", "title", "text", "whole"),
    *("published_at", "published_on", "language", "own", "shared", "outlet"),
)
REVISED = tuple(each for each in FROM_ENTRY if each not in {"guid", "url", "shared"})  # what it is known by stays


_KNOWN = (  # by the names of an answer's entries: in this feed, or by address in any; made once
    select(
        entry_key.c.key,
        entry_key.c.feed_id.label("named_by"),
        feed.c.id.is_not(None).label("followed"),
        *(each for each in entry.c if each.name != "text"),
        literal("").label("text"),
    )
    .join(entry, entry.c.id == entry_key.c.entry_id)
    .outerjoin(feed, feed.c.id == entry.c.feed_id)
    .where(
        entry_key.c.key.in_(bindparam("keys", expanding=True)),
        or_(entry_key.c.feed_id == bindparam("here"), *(entry_key.c.key.like(kind) for kind in ("url:%", "number:%"))),
    )
)


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """Name an entry that is kept: as it came, the hash of its words, and whether its feed is still read."""

    id: str
    entry: Entry
    text_hash: str
    followed: bool = True  # whether its feed is still read


@dataclass(slots=True)
class Arrival:
    """Keep the entries of one poll of one feed on one connection.

    One article is one entry, whichever feed names its address; but what a site's own feed says of its article is news
    though another site's feed pointed to it before.
    """

    database: Database
    connection: Connection
    feed_id: str
    now: datetime
    silent: bool  # the feed's first answer
    here: dict[str, KeptEntry] = field(default_factory=dict)  # by key, as this feed named it
    own: dict[str, KeptEntry] = field(default_factory=dict)  # by address, in the feeds of its site
    pointed: dict[str, KeptEntry] = field(default_factory=dict)  # by address, in feeds of other sites
    fresh: list[dict[str, object]] = field(default_factory=list)
    revised: dict[str, Entry] = field(default_factory=dict)
    named: list[dict[str, object]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)  # what this document named already: the next one is something else
    loud: set[str] = field(default_factory=set)  # news here, whatever another feed's backlog held before

    def keep(self, entries: Sequence[Keyed]) -> int:
        """Keep what is new or revised and return how many are new."""
        if not entries:
            return 0
        self._look_up([key for keys, _ in entries for key in keys])
        for keys, each in entries:
            self._sort_in(keys, each, fingerprint(each))
        self._insert()
        return len(self.fresh)

    def _look_up(self, keys: Iterable[str]) -> None:
        """Fetch the entries that these keys name: in this feed, or by address in any."""
        for row in self.connection.execute(_KNOWN, {"keys": sorted(set(keys)), "here": self.feed_id}):
            known = KeptEntry(row.id, rows.entry(row), row.text_hash, row.followed)
            if row.named_by == self.feed_id:
                self.here[row.key] = known
            elif row.key in url_keys(row.url):  # not what another feed gave to something else
                (self.own if row.own else self.pointed)[row.key] = known

    def _sort_in(self, keys: tuple[str, ...], each: Entry, text_hash: str) -> None:
        """Tell whether an entry is new, revised (its own whole text changed; a changed date is nothing) or known."""
        here, own, pointed = (self._found(side, keys, each, text_hash) for side in (self.here, self.own, self.pointed))
        known = here or own or (None if each.own else pointed)
        if not here and not (self.silent or each.silent):
            self.loud |= {other.id for other in (own, pointed) if other}
        if known is None:
            if held := [key for key in keys if key in self.here]:  # names of something else
                each = replace(each, shared=each.shared or any(key.startswith("url:") for key in held))
            name = (*keys, each.title) if held else keys[:1]
            known = KeptEntry(digest_of("entry", each.feed_id, *name), each, text_hash)
            self.fresh.append(self._row(known, each))
        elif each.whole and each.own and known.text_hash != text_hash and _gives_way(known, each.feed_id):
            known = KeptEntry(known.id, each, text_hash)
            self.revised[known.id] = each
        self.named += [
            {"key": key, "feed_id": each.feed_id, "entry_id": known.id} for key in keys if key not in self.here
        ]
        self.taken.add(known.id)
        self.here = dict.fromkeys(keys, known) | self.here

    def _found(
        self, side: Mapping[str, KeptEntry], keys: Iterable[str], each: Entry, text_hash: str
    ) -> KeptEntry | None:
        """Return the kept entry that this one is, by the surest of its names."""
        named = (side[key] for key in keys if key in side)
        free = (known for known in named if known.id not in self.taken)
        return next((known for known in free if same(known.entry, each, same_words=known.text_hash == text_hash)), None)

    def _row(self, known: KeptEntry, each: Entry) -> dict[str, object]:
        """Return a new entry's row."""
        values: dict[str, object] = {name: getattr(each, name) for name in FROM_ENTRY}
        state = {"tries": 0, "reason": "", "article_id": "", "silent": self.silent or each.silent}
        return values | state | self._waiting(known.text_hash) | {"id": known.id}

    def _waiting(self, text_hash: str) -> dict[str, object]:
        return {"text_hash": text_hash, "state": EntryState.PENDING.value, "tries": 0, "retry_at": self.now}

    def _insert(self) -> None:
        """Write what was sorted in."""
        for table, new in ((entry, self.fresh), (entry_key, self.named)):
            if new:
                self.connection.execute(self.database.insert(table).on_conflict_do_nothing(), new)
        if self.loud:
            mine = entry.c.id.in_(self.loud) & entry.c.silent  # what was read is not read again: its words stand
            join = article.join(entry, entry.c.article_id == article.c.id)
            read = self.connection.scalars(select(article.c.id).select_from(join).where(mine)).all()
            self.connection.execute(update(article).where(article.c.id.in_(read)).values(silent=False))
            at = stamped(self.database, self.connection, self.now)
            for table, whose in ((article, article.c.id), *((each, each.c.article_id) for each in TOLD)):
                self.connection.execute(update(table).where(whose.in_(read)).values(recorded_at=at))
            self.connection.execute(update(entry).where(mine).values(silent=False))
        for entry_id, each in self.revised.items():
            values = {name: getattr(each, name) for name in REVISED} | self._waiting(fingerprint(each))
            self.connection.execute(update(entry).where(entry.c.id == entry_id).values(values))


def _gives_way(known: KeptEntry, feed_id: str) -> bool:
    """Say whether a feed's whole text takes the place of what is kept: its own, a teaser, or of a feed that is gone."""
    return known.entry.feed_id == feed_id or not known.entry.whole or not known.followed
