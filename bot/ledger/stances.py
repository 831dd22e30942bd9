"""Where words stand: a label from a closed list, only where the words carry it."""

from __future__ import annotations

from bot.model.position import Stance
from bot.model.record import Quote


def stance(quote: Quote) -> Stance | None:  # noqa: ARG001
    """Return the label that a quote's own words carry, in their sentence, or None."""
    return None
