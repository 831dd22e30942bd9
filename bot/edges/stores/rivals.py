"""Take back names in the database: the same words under two people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, select, update

from bot.edges.stores import corrections
from bot.edges.stores.positions import Moving
from bot.edges.stores.queries import filed, quotes_with
from bot.edges.stores.schema import quote, quote_key
from bot.ledger.rivals import misnamed, words_key
from bot.model.correction import Cause
from bot.model.record import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.edges.stores.database import Database
    from bot.model.record import Quote

NO_NAME = {"speaker_key": None, "speaker_name": "", "speaker_kind": SpeakerKind.UNNAMED.value, "role": ""}


def take_back_names(database: Database, connection: Connection, now: datetime, new: Sequence[Quote]) -> None:
    """Take the less sure name from words that stand under two people; what was shown of it is corrected."""
    for each in _repeated(connection, new):
        fallen = {one.id: (one, rival) for one, rival in misnamed(each, _of_the_same_words(connection, each))}
        for one, rival in fallen.values():
            _take_back(connection, one.id)
            moved = Moving(database, connection, now, {}).resting_on([one.id])
            if one.id != each.id:
                made = corrections.of_quote(one, now, Cause.NAME)
                said = f"its speaker is in doubt: {rival.publication.outlet} has these words of another person"
                corrections.write(database, connection, [replace(made, said=said)])
            corrections.note_corrections(database, connection, now, [], moved)


def _repeated(connection: Connection, new: Sequence[Quote]) -> list[Quote]:
    """Return those quotes whose words stand on the ledger more than once."""
    keys = {each.id: key for each in new if (key := words_key(each))}
    many = select(quote_key.c.key).where(quote_key.c.key.in_(set(keys.values())))
    shared = set(connection.scalars(many.group_by(quote_key.c.key).having(func.count() > 1)))
    return [each for each in new if keys.get(each.id) in shared]


def _of_the_same_words(connection: Connection, each: Quote) -> list[Quote]:
    """Return the other quotes of the same words that still stand."""
    same = quote.c.seq.in_(select(quote_key.c.seq).where(quote_key.c.key == words_key(each)))
    found = filed(connection, quotes_with().where(same, quote.c.id != each.id, quote.c.gone_at.is_(None)))
    return [other.quote for other in found]


def _take_back(connection: Connection, quote_id: str) -> None:
    seq = select(quote.c.seq).where(quote.c.id == quote_id).scalar_subquery()
    connection.execute(delete(quote_key).where(quote_key.c.seq == seq, quote_key.c.key.like("s:%")))
    connection.execute(update(quote).where(quote.c.id == quote_id).values(NO_NAME | {"confidence": 0.0}))
