"""Full text on both engines: the only place where they speak differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, TextClause, bindparam, text

from bot.ledger.words import findable, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.edges.stores.database import Database


def keep(database: Database, connection: Connection, seq: int, parts: Iterable[str]) -> None:
    """Make a quote findable by these words."""
    if database.sqlite:
        statement = "INSERT INTO quote_text (rowid, words) VALUES (:seq, :words)"
    else:
        statement = "INSERT INTO quote_text (seq, words) VALUES (:seq, to_tsvector('simple', :words))"
    connection.execute(text(statement), {"seq": seq, "words": findable(parts)})


def forget(database: Database, connection: Connection, seqs: list[int]) -> None:
    """Remove quotes from the search."""
    column = "rowid" if database.sqlite else "seq"
    for seq in seqs:
        connection.execute(text(f"DELETE FROM quote_text WHERE {column} = :seq"), {"seq": seq})  # noqa: S608 - two fixed names


def matching(database: Database, words: str, *, phrase: bool = False) -> TextClause:
    """Return a condition on the table of the texts: all words, or all of them in a row."""
    sought = plain(words)
    if database.sqlite:
        quoted = f'"{sought}"' if phrase else " ".join(f'"{word}"' for word in sought.split())
        return text("quote_text MATCH :sought").bindparams(bindparam("sought", quoted or '""', unique=True))
    parser = "phraseto_tsquery" if phrase else "plainto_tsquery"
    clause = f"words @@ {parser}('simple', :sought)"
    return text(clause).bindparams(bindparam("sought", sought, unique=True))


def having(database: Database, words: str, *, phrase: bool = False) -> TextClause:
    """Return a condition on `quote.seq`: all words, or all of them in a row."""
    sought = plain(words)
    if database.sqlite:
        quoted = f'"{sought}"' if phrase else " ".join(f'"{word}"' for word in sought.split())
        clause = "quote.seq IN (SELECT rowid FROM quote_text WHERE quote_text MATCH :sought)"
        return text(clause).bindparams(sought=quoted or '""')
    parser = "phraseto_tsquery" if phrase else "plainto_tsquery"
    clause = f"quote.seq IN (SELECT seq FROM quote_text WHERE words @@ {parser}('simple', :sought))"  # noqa: S608 - a fixed name
    return text(clause).bindparams(sought=sought)


def having_any(database: Database, phrases: Sequence[str]) -> TextClause:
    """Return a condition on `quote.seq`: the words of at least one phrase in a row."""
    sought = {f"any{number}": plain(phrase) for number, phrase in enumerate(phrases)}
    if database.sqlite:
        quoted = " OR ".join(f'"{phrase}"' for phrase in sought.values())
        clause = "quote.seq IN (SELECT rowid FROM quote_text WHERE quote_text MATCH :any)"
        return text(clause).bindparams(any=quoted)
    either = " || ".join(f"phraseto_tsquery('simple', :{name})" for name in sought)
    clause = f"quote.seq IN (SELECT seq FROM quote_text WHERE words @@ ({either}))"  # noqa: S608 - numbered names
    return text(clause).bindparams(**sought)
