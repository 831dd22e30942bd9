"""What a language model was asked and cost, in the database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, case, delete, func, select, true, update

from bot.edges.stores.schema_model import model_answer, model_count, model_endpoint, translation
from bot.model.choice import Reservation, Spending, Translation

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bot.edges.stores.database import Database
    from bot.model.choice import Budget, Cost, PendingRequest

LEASE = timedelta(minutes=5)  # after which a request that nobody settled may be made again


class ModelTables:
    """Keep answers before they are used, so that none is paid for twice; count what they cost."""

    database: Database

    def claim_answer(self, asking: PendingRequest, budget: Budget) -> tuple[Reservation, str]:
        """Reserve a request within the budget, or return the answer that was paid for before."""
        mine = model_answer.c.key == asking.key
        with self.database.writing() as connection:
            row = connection.execute(select(model_answer).where(mine)).first()
            if row is not None and row.answered:
                return Reservation.KNOWN, row.body
            if row is not None and asking.at - row.at < LEASE:
                return Reservation.BUSY, ""
            if _exceeds(_spent(connection, asking.at), asking, budget):
                settled = _spent(connection, asking.at, open_since=asking.at - LEASE)
                return Reservation.SPENT if _exceeds(settled, asking, budget) else Reservation.CROWDED, ""
            if row is not None:  # its asker fell silent: what that may have cost stays spent
                again = {
                    "at": asking.at,
                    "tokens_in": row.tokens_in + asking.tokens,
                    "money": row.money + asking.money,
                }
                connection.execute(update(model_answer).where(mine).values(again))
            else:
                connection.execute(model_answer.insert().values(_reserved(asking)))
            return Reservation.ASK, ""

    def keep_answer(self, asking: PendingRequest, body: str, cost: Cost) -> None:
        """Write an answer and what it really cost, before anybody looks at it."""
        values = {"answered": 1, "body": body, "tokens_out": cost.tokens_out} | _instead(asking, cost, cost.tokens_in)
        with self.database.writing() as connection:
            connection.execute(update(model_answer).where(model_answer.c.key == asking.key).values(values))

    def lose_asking(self, asking: PendingRequest, cost: Cost | None = None) -> None:
        """Let a request count as spent that got no answer, at its cost or at the most; it may be made again at once."""
        mine = (model_answer.c.key == asking.key, model_answer.c.answered == 0)
        known = _instead(asking, cost, cost.tokens_in + cost.tokens_out) if cost else {}
        with self.database.writing() as connection:
            connection.execute(update(model_answer).where(*mine).values({"at": asking.at - LEASE} | known))

    def drop_asking(self, asking: PendingRequest) -> None:
        """Give a reservation back: the request was surely not paid for."""
        mine = (model_answer.c.key == asking.key, model_answer.c.answered == 0)
        left = {"tokens_in": model_answer.c.tokens_in - asking.tokens, "money": model_answer.c.money - asking.money}
        with self.database.writing() as connection:  # an earlier try that fell silent stays spent
            connection.execute(delete(model_answer).where(*mine, model_answer.c.tokens_in <= asking.tokens))
            connection.execute(update(model_answer).where(*mine).values(left | {"at": asking.at - LEASE}))

    def count(self, name: str, now: datetime) -> None:
        """Count one thing on its day."""
        insert = self.database.insert(model_count).values(day=now.date(), name=name, count=1)
        more = {"count": model_count.c.count + 1}
        with self.database.writing() as connection:
            connection.execute(insert.on_conflict_do_update(index_elements=["day", "name"], set_=more))

    def spending(self, now: datetime) -> Spending:
        """Return what this day and month cost, and this month's counts."""
        named = select(model_count.c.name, func.sum(model_count.c.count)).group_by(model_count.c.name)
        with self.database.reading() as connection:
            day_money, month_money, day_tokens, month_tokens = _spent(connection, now)
            calls = connection.scalar(select(func.count()).where(model_answer.c.answered == 1)) or 0
            found = connection.execute(named.where(model_count.c.day >= now.date().replace(day=1)))
            counts = {name: int(count) for name, count in sorted(found.all())}
        return Spending(day_money, month_money, day_tokens, month_tokens, calls, counts)

    def keep_translations(self, made: Mapping[str, Translation], now: datetime) -> None:
        """Write translations by ids, so that none is paid for twice; the first of some words stays."""
        rows = [{"id": id_, "words": each.words, "engine": each.by, "at": now} for id_, each in made.items()]
        with self.database.writing() as connection:
            for row in rows:
                connection.execute(self.database.insert(translation).values(row).on_conflict_do_nothing())

    def translations(self, ids: Collection[str]) -> dict[str, Translation]:
        """Return the translations that are known, by ids."""
        query = select(translation).where(translation.c.id.in_(ids))
        with self.database.reading() as connection:
            return {row.id: Translation(row.words, row.engine) for row in connection.execute(query)}

    def endpoint_manner(self, address: str, model: str) -> str:
        """Return how an endpoint wants to be asked, as was found out before; "" when it was not."""
        here = (model_endpoint.c.address == address, model_endpoint.c.model == model)
        with self.database.reading() as connection:
            return connection.scalar(select(model_endpoint.c.mode).where(*here)) or ""

    def keep_endpoint_manner(self, address: str, model: str, manner: str) -> None:
        """Write how an endpoint wants to be asked."""
        insert = self.database.insert(model_endpoint).values(address=address, model=model, mode=manner)
        with self.database.writing() as connection:
            newer = {"mode": manner}
            connection.execute(insert.on_conflict_do_update(index_elements=["address", "model"], set_=newer))


def _spent(connection: Connection, now: datetime, open_since: datetime | None = None) -> tuple[int, int, int, int]:
    """Return money of the day and month, tokens of the day and month.

    What is reserved counts, but not what was reserved after `open_since` and has no answer yet.
    """
    counted = true() if open_since is None else (model_answer.c.answered == 1) | (model_answer.c.at <= open_since)
    day = datetime(now.year, now.month, now.day, tzinfo=UTC)
    tokens = model_answer.c.tokens_in + model_answer.c.tokens_out
    today = model_answer.c.at >= day
    sums = [
        func.coalesce(func.sum(each), 0)
        for each in (
            case((today, model_answer.c.money), else_=0),
            model_answer.c.money,
            case((today, tokens), else_=0),
            tokens,
        )
    ]
    row = connection.execute(select(*sums).where(model_answer.c.at >= day.replace(day=1), counted)).one()
    return int(row[0]), int(row[1]), int(row[2]), int(row[3])


def _instead(asking: PendingRequest, cost: Cost, tokens: int) -> dict[str, object]:
    """Return the columns with a cost in the place of what was reserved; an earlier try that fell silent stays spent."""
    return {
        "tokens_in": model_answer.c.tokens_in - asking.tokens + tokens,
        "money": model_answer.c.money - asking.money + cost.money,
    }


def _exceeds(spent: tuple[int, int, int, int], asking: PendingRequest, budget: Budget) -> bool:
    """Say whether a request could cost more than what is left."""
    limits = (budget.day_money, budget.month_money, budget.day_tokens, budget.month_tokens)
    wanted = (asking.money, asking.money, asking.tokens, asking.tokens)
    return any(used + more > limit for used, more, limit in zip(spent, wanted, limits, strict=True))


def _reserved(asking: PendingRequest) -> dict[str, object]:
    return {
        "key": asking.key,
        "task": asking.task,
        "version": asking.version,
        "model": asking.model,
        "at": asking.at,
        "answered": 0,
        "body": "",
        "tokens_in": asking.tokens,
        "tokens_out": 0,
        "money": asking.money,
    }
