"""How two dated statements of one speaker on one topic compare: said only when it is sure."""

from __future__ import annotations

from bot.model.position import Compared, Comparison, Statement


def compare(topic: str, earlier: Statement, later: Statement) -> Comparison:  # noqa: ARG001
    """Return how the later statement compares with the earlier one; not comparable where that is not sure."""
    return Comparison(Compared.NOT_COMPARABLE)
