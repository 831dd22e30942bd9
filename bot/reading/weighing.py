"""Weigh what speaks for each of several answers: a conditional logit over named signs, its weights learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

Signs = tuple[str, ...]  # what speaks for one answer, each sign by its name


def chances(answers: Sequence[Signs], weights: Mapping[str, float]) -> list[float]:
    """Return the probability of each answer, in order; unknown signs weigh nothing."""
    scores = [sum(weights.get(sign, 0.0) for sign in signs) for signs in answers]
    best = max(scores)
    odds = [exp(score - best) for score in scores]
    total = sum(odds)
    return [each / total for each in odds]
