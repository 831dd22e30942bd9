"""Fill a scratch ledger with invented quotes, so that look-ups can be measured at any size."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from bot.edges.stores.ledger import NUMBER_BITS, first_seq
from bot.edges.stores.schema import Moment, article, quote, quote_key, quote_topic, speaker, speaker_alias
from bot.edges.stores.schema_lookups import topic
from bot.ledger import people
from bot.model.news import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from random import Random

    from sqlalchemy import Connection, Table

    from bot.edges.stores.database import Database

WORDS, SPEAKERS, OUTLETS, TOPICS = 30_000, 5_000, 200, 400  # as in life: the second is half as frequent as the first
PERIOD = timedelta(days=3 * 365)
A_PAGE = 5  # quotes
STEP = 10_000  # quotes of one transaction
CACHE = 262_144  # KiB of pages that SQLite keeps while it is filled
LENGTH = 14  # words of a quote
SYLLABLES = "ka ro mi ten sa lu ver no pe dra gol ti ban sor ma fel du ris co wen".split()
FIRST = "Ana Boris Carla Dario Elena Farid Greta Hugo Ines Jonas Karin Luka Marta Nils Olga Pablo Rita Sven".split()
Row = tuple[Any, ...]
ARTICLE = (
    *("id", "page_id", "feed_id", "url", "title", "outlet", "agency", "language", "completeness", "published_at"),
    *("published_on", "fetched_at", "recorded_at", "text", "text_hash", "engine", "dropped", "silent", "revision"),
)
QUOTE = (
    *("id", "seq", "article_id", "page_id", "start", "end", "text", "kind", "carrier_start", "carrier", "lead_in"),
    *("speaker_key", "speaker_name", "speaker_kind", "role", "venue", "confidence", "recorded_at", "last_seen"),
)


def seed(database: Database, quotes: int, now: datetime, chance: Random) -> Iterator[int]:
    """Write so many quotes, the oldest first, and yield after each step how many there are."""
    from_life = Life(chance)
    with database.writing() as connection:
        _put(database, connection, speaker, ("key", "name", "kind"), from_life.known())
        _put(database, connection, topic, ("key", "name"), ((f"topic{n}", f"topic{n}") for n in range(TOPICS)))
        _put(database, connection, speaker_alias, ("alias", "speaker_key"), from_life.aliases())
    for start in range(0, quotes, STEP):
        many = min(STEP, quotes - start)
        with database.writing() as connection:
            _step(database, connection, from_life.quotes(start, many, quotes, now))
        yield start + many


@dataclass
class Life:
    """Hold what quotes are made of; the same chance gives the same."""

    chance: Random
    words: list[str] = field(default_factory=list)
    speakers: list[Invented] = field(default_factory=list)
    weights: dict[int, list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Invent words and names."""
        self.words = [_word(n) for n in range(WORDS)]
        names = (f"{FIRST[n % len(FIRST)]} {_word(n + 400).capitalize()}" for n in range(SPEAKERS))
        self.speakers = [Invented(name, people.key(name), people.called(name, {})) for name in names]

    def drawn(self, size: int, many: int) -> list[int]:
        """Return so many numbers below a size, each as often as its place in the order of frequency says (Zipf)."""
        weights = self.weights.setdefault(size, list(accumulate(1 / (rank + 1) for rank in range(size))))
        return self.chance.choices(range(size), cum_weights=weights, k=many)

    def known(self) -> Iterator[Row]:
        """Yield the speakers' rows."""
        yield from ((each.key, each.name, "person") for each in self.speakers)

    def aliases(self) -> Iterator[Row]:
        """Yield the rows of what they are called."""
        yield from ((alias, each.key) for each in self.speakers for alias in each.called)

    def quotes(self, start: int, many: int, of: int, now: datetime) -> Iterator[Made]:
        """Yield invented quotes, numbered from `start`, spread evenly over the period that ends `now`."""
        words, who, about = self.drawn(WORDS, many * LENGTH), self.drawn(SPEAKERS, many), self.drawn(TOPICS, many * 2)
        outlets = self.drawn(OUTLETS, many // A_PAGE + 1)
        for n in range(many):
            said = " ".join(self.words[each] for each in words[n * LENGTH : (n + 1) * LENGTH])
            topics = tuple({f"topic{each}" for each in about[2 * n : 2 * n + 2]})
            at, number = now - PERIOD * (1 - (start + n) / of), start + n
            page, seq = _id(number // A_PAGE), first_seq(at) + number % (1 << NUMBER_BITS)
            outlet = f"Outlet {outlets[n // A_PAGE]}"
            yield Made(
                _id(number),
                seq,
                page,
                said,
                self.speakers[who[n]],
                topics,
                outlet,
                at,
                1_000 * (number % A_PAGE),
            )


@dataclass(frozen=True, slots=True)
class Invented:
    """Hold an invented speaker."""

    name: str
    key: str
    called: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """Hold one invented quote."""

    id: str
    seq: int
    page: str
    text: str
    speaker: Invented
    topics: tuple[str, ...]
    outlet: str
    at: datetime
    begins: int  # where its sentence stands on the page

    @property
    def carrier(self) -> str:
        """Return the sentence that carries it."""
        return f"“{self.text},” {self.speaker.name} said."

    def found_by(self) -> Iterator[str]:
        """Yield what look-ups find it by."""
        yield from (f"t:{each}" for each in self.topics)
        yield from (f"s:{each}" for each in self.speaker.called)
        yield f"o:{self.outlet.lower()}"
        yield f"w:{digest_of(self.text)}"


def _step(database: Database, connection: Connection, made: Iterator[Made]) -> None:
    """Write the rows of one step."""
    if database.sqlite:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE}")
    new = list(made)
    moment = Moment()
    at = {each.id: moment.process_bind_param(each.at, connection.dialect) for each in new}
    pages = {each.page: each for each in new}
    _put(database, connection, article, ARTICLE, (_article(each, at[each.id]) for each in pages.values()))
    _put(database, connection, quote, QUOTE, (_quote(each, at[each.id]) for each in new))
    keys = sorted((key, each.seq) for each in new for key in each.found_by())
    _put(database, connection, quote_key, ("key", "seq"), iter(keys))
    topics = ((each.id, n, key, key, "") for each in new for n, key in enumerate(each.topics))
    _put(database, connection, quote_topic, ("quote_id", "place", "key", "name", "because"), topics)
    _searchable(database, connection, [(each.seq, f"{each.text} {each.carrier}".lower()) for each in new])


def _id(number: int) -> str:
    """Return an id of the form that digests have; ids in order are written at the end of their index."""
    return f"{number:024x}"


def _article(each: Made, at: int | None) -> Row:
    url, day = f"https://outlet.example/{each.page}", each.at.date()
    title = each.text[:60]
    named = (each.page, each.page, "feed", url, title, each.outlet, "", "en", "whole")
    return (*named, at, str(day), at, at, "", each.page, "rules", 0, False, 1)


def _quote(each: Made, at: int | None) -> Row:
    start = each.begins + 1
    span = (start, start + len(each.text))
    words = (each.id, each.seq, each.page, each.page, *span, each.text, "direct", each.begins, each.carrier, "")
    return (*words, each.speaker.key, each.speaker.name, "person", "minister", "", 0.97, at, each.page)


def _put(database: Database, connection: Connection, table: Table, columns: Sequence[str], rows: Iterator[Row]) -> None:
    """Write rows the fastest way that each engine has, rows that are there left alone."""
    names = ", ".join(f'"{each}"' for each in columns)
    cursor = connection.connection.cursor()
    if database.sqlite:
        marks = ", ".join("?" * len(columns))
        run: Any = cursor.executemany  # it takes any iterable, whatever its stub says
        run(f"INSERT OR IGNORE INTO {table.name} ({names}) VALUES ({marks})", rows)  # noqa: S608 - our own names
        return
    with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _searchable(database: Database, connection: Connection, words: list[tuple[int, str]]) -> None:
    cursor = connection.connection.cursor()
    if database.sqlite:
        cursor.executemany("INSERT INTO quote_text (rowid, words) VALUES (?, ?)", words)
    else:
        cursor.executemany("INSERT INTO quote_text (seq, words) VALUES (%s, to_tsvector('simple', %s))", words)


def _word(number: int) -> str:
    """Return an invented word of three syllables or more, another one for every number."""
    found, left = "", number + len(SYLLABLES) ** 2
    while left:
        left, rest = divmod(left, len(SYLLABLES))
        found += SYLLABLES[rest]
    return found
