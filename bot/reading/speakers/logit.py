"""Weigh what speaks for each of several answers: a conditional logit over named signs, its weights learned."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp


class Weights(dict[str, float]):
    """Hold what each sign weighs; unknown signs weigh nothing."""

    def __missing__(self, sign: str) -> float:
        """Return nought for a sign that was not learned."""
        return 0.0


Signs = tuple[str, ...]  # what speaks for one answer, each sign by its name


def chances(answers: Sequence[Signs], weights: Weights) -> list[float]:
    """Return the probability of each answer, in order."""
    scores = [sum(map(weights.__getitem__, signs)) for signs in answers]
    best = max(scores)
    odds = [exp(score - best) for score in scores]
    total = sum(odds)
    return [each / total for each in odds]
