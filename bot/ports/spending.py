"""The door to what a language model was asked and cost; raises StoreError."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from bot.model.choice import Budget, Cost, PendingRequest, Reservation, Spending, TakenAway, Translation


class ModelStore(Protocol):
    """Keep answers before they are used, so that none is paid for twice; every method raises StoreError."""

    def claim_answer(self, asking: PendingRequest, budget: Budget) -> tuple[Reservation, str]:
        """Reserve a request within the budget, or return the answer that was paid for before."""
        ...

    def keep_answer(self, asking: PendingRequest, body: str, cost: Cost) -> None:
        """Write an answer and what it really cost, before anybody looks at it."""
        ...

    def lose_asking(self, asking: PendingRequest, cost: Cost | None = None) -> None:
        """Let a request count as spent that got no answer, at its cost or at the most; it may be made again at once."""
        ...

    def drop_asking(self, asking: PendingRequest) -> None:
        """Give a reservation back: the request was surely not paid for."""
        ...

    def count(self, name: str, now: datetime) -> None:
        """Count one thing on its day."""
        ...

    def spending(self, now: datetime) -> Spending:
        """Return what this day and month cost, and this month's counts."""
        ...

    def keep_translations(self, made: Mapping[str, Translation], now: datetime) -> None:
        """Write translations by ids, so that none is paid for twice; the first of some words stays."""
        ...

    def translations(self, ids: Collection[str]) -> Mapping[str, Translation]:
        """Return the translations that are known, by ids."""
        ...

    def endpoint_manner(self, address: str, model: str) -> str:
        """Return how an endpoint wants to be asked, as was found out before; "" when it was not."""
        ...

    def keep_endpoint_manner(self, address: str, model: str, manner: str) -> None:
        """Write how an endpoint wants to be asked."""
        ...


class TakenAwayStore(Protocol):
    """Keep what a second reader took away, and what managers show all the same; every method raises StoreError."""

    def keep_taken_away(self, lost: Sequence[TakenAway]) -> None:
        """Write what was taken away; a quote loses its name everywhere, unless it is shown anyway."""
        ...

    def lost(self, limit: int = 50) -> tuple[TakenAway, ...]:
        """Return the newest of what a second reader took away, without what is shown anyway."""
        ...

    def shown_anyway(self, ids: Collection[str]) -> frozenset[str]:
        """Return which of these ids a manager shows although they were taken away."""
        ...

    def show_anyway(self, id_: str, by: str, now: datetime) -> TakenAway | None:
        """Show what was taken away, as news of now, and return it; None where there is none or its words are gone."""
        ...
