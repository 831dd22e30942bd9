"""Print how good the reading is: `make eval`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from bot.model.record import NAMED_FROM
from tests.evaluation import pages, positions, stories
from tests.evaluation.corpora import CORPORA, MISSING, Said, Score, scored, there

BINS = (0.33, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
HOWS = {
    "self": "by the full name",
    "surname": "by the surname",
    "pronoun": "by a pronoun",
    "nominal": "by a noun",
    "relative": "by “who”",
    "plural": "by “they”",
    "continued": "going on",
}


def main() -> None:
    """Print a row of figures for each corpus, how sure names were and how right, and what goes wrong."""
    if not there():
        print(f"Skipped: {MISSING}.")
        return
    found = {name: scored(name) for name in CORPORA}
    _figures(found)
    _reliability([said for score in found.values() for said in score.named])
    _errors(found)
    if positions.there():
        _positions()
    stories.show()
    print("\n".join(pages.lines()))


def _positions() -> None:
    """Print how right reported changes, compared changes and splits are, with intervals, and what goes wrong."""
    for name, measure in positions.MEASURED.items():
        figures = measure()
        print(f"\n{name}, percent (shown tier)")
        for key, value in figures.values.items():
            low, high = figures.intervals.get(key, (0.0, 0.0))
            interval = f"   95 %: {low} to {high}" if key in figures.intervals else ""
            print(f"{key.replace('_', ' '):<26}{value:>10.1f}{interval}")
        print(f"what goes wrong: {dict(positions.lost(figures))}")
    full, all_of = positions.labelled(), positions.plain()
    print(f"\nlabelled whole: {full.sentences} sentences, {full.alerts} alerts, {full.false} on none of the changes")
    print(f"train: {all_of.sentences} sentences, {all_of.alerts} alerts")


def _figures(found: Mapping[str, Score]) -> None:
    print(f"{'percent':<26}" + "".join(f"{name:>10}" for name in found))
    for figure in next(iter(found.values())).figures():
        values = "".join(f"{score.figures()[figure]:>10.1f}" for score in found.values())
        print(f"{figure.replace('_', ' '):<26}" + values)
    print(f"{'units':<26}" + "".join(f"{score.all['end_to_end']['gold']:>10}" for score in found.values()))
    print(f"{'articles per second':<26}" + "".join(f"{score.per_second:>10.0f}" for score in found.values()))
    print(f"shown = with a name, from confidence {NAMED_FROM}; bodies = organisations and documents\n")


def _reliability(named: Sequence[Said]) -> None:
    """Print, for steps of confidence, how many names were given and how many of them are right."""
    print(f"{'confidence':<16}{'names':>8}{'mean':>8}{'right':>8}")
    for low, high in pairwise(BINS):
        mine = [said for said in named if low <= said.confidence < high]
        if mine:
            mean = sum(said.confidence for said in mine) / len(mine)
            right = sum(said.right for said in mine) / len(mine)
            print(f"{low:.2f} to {min(high, 1):<8.2f}{len(mine):>8}{100 * mean:>8.1f}{100 * right:>8.1f}")
    print()


def _errors(found: Mapping[str, Score]) -> None:
    """Print what goes wrong, by category: what happened to units, by the words that name their speaker."""
    counts = {name: Counter(_category(error) for error in score.errors) for name, score in found.items()}
    print(f"{'what goes wrong':<34}" + "".join(f"{name:>10}" for name in found))
    for category in sorted({each for count in counts.values() for each in count}):
        print(f"{category:<34}" + "".join(f"{count[category]:>10}" for count in counts.values()))


def _category(error: Mapping[str, object]) -> str:
    how = str(error.get("how") or "").split("-")[0]
    kinds = {"missed": "not found", "wrong": "wrong name", "abstain": "no name"}
    kind = kinds.get(str(error["error"]))
    if kind is None:
        return "words of nobody" if error["error"] == "scare" else "no such stretch"
    return f"{kind}, {HOWS.get(how, 'otherwise')}"


if __name__ == "__main__":
    main()
