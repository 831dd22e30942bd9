"""Weigh what speaks for each of several answers: a conditional logit over named signs, its weights learned."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from math import exp

Weights = dict[str, float]  # what each sign weighs
Signs = tuple[str, ...]  # what speaks for one answer, each sign by its name


def chances(answers: Sequence[Signs], weights: Weights) -> list[float]:
    """Return the probability of each answer, in order; signs that were not learned weigh nothing."""
    scores = [sum(map(weights.get, signs, repeat(0.0))) for signs in answers]
    best = max(scores)
    odds = [exp(score - best) for score in scores]
    total = sum(odds)
    return [each / total for each in odds]
