"""Print how good the reading is: `make eval`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from math import sqrt

from bot.cli.measuring import answered
from bot.model.record import NAMED_FROM
from tests.evaluation import blind, pages, positions, stories, told
from tests.evaluation.corpora import CORPORA, MISSING, Said, Score, encoder, scored, there

TIERS = (0.5, 0.7, 0.8, 0.9, 0.95)
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
    """Print how good the reading is on texts that were looked at, by rules and with the encoder, then on blind ones."""
    if not there():
        print(f"Skipped: {MISSING}.")
        return
    found = {f"{name}, rules": scored(name, rules=True) for name in CORPORA} | {name: scored(name) for name in CORPORA}
    _figures(found)
    for name in ("dev", "dev2", "dev2, rules"):
        _tiers(name, found[name])
    _reliability([said for name in CORPORA for said in found[name].named])
    _errors({name: found[name] for name in CORPORA})
    if positions.there():
        _positions()
    for part in told.PARTS:
        print(f"our own changes, {part}: {told.figures(part)}")
    stories.show()
    print("\n".join(pages.lines()))
    if blind.there():
        _blind()


def _blind() -> None:
    """Print what the blind sets' own script says; nobody reads their labels."""
    for kind in blind.KINDS:
        print(f"\nblind, {kind}\n" + blind.scored(kind, partial(answered, pointing=encoder())))
    print("blind, quotes, by the rules alone\n" + blind.scored("quotes", partial(answered, pointing=None)))


def _tiers(name: str, score: Score) -> None:
    """Print how many names are wrong, and how many quotations have the right one, from each confidence on."""
    print(f"{name}: names from … on, wrong in percent (95 %)")
    for least in TIERS:
        mine = [said for said in score.named if said.confidence >= least]
        other = sum(not said.right and not said.nobodys for said in mine)
        nobody = sum(said.nobodys for said in mine)
        right, units = sum(said.right for said in mine), score.all["end_to_end"]["gold"]
        parts = (wilson(other, len(mine)), wilson(nobody, len(mine)), wilson(right, units))
        print(f"{least:>6} somebody else's {parts[0]}, nobody's {parts[1]}, recall {parts[2]}")
    print()


def wilson(some: int, many: int) -> str:
    """Return a share in percent with Wilson's interval."""
    if not many:
        return "none"
    share, z = some / many, 1.96
    middle = (share + z * z / (2 * many)) / (1 + z * z / many)
    half = z * sqrt(share * (1 - share) / many + z * z / (4 * many * many)) / (1 + z * z / many)
    return f"{100 * share:.1f} ({100 * (middle - half):.1f} to {100 * (middle + half):.1f})"


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
    print(f"{'percent':<26}" + "".join(f"{name:>16}" for name in found))
    for figure in next(iter(found.values())).figures():
        values = "".join(f"{score.figures()[figure]:>16.1f}" for score in found.values())
        print(f"{figure.replace('_', ' '):<26}" + values)
    print(f"{'units':<26}" + "".join(f"{score.all['end_to_end']['gold']:>16}" for score in found.values()))
    print(f"{'articles per second':<26}" + "".join(f"{score.per_second:>16.0f}" for score in found.values()))
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
    print(f"{'what goes wrong':<34}" + "".join(f"{name:>16}" for name in found))
    for category in sorted({each for count in counts.values() for each in count}):
        print(f"{category:<34}" + "".join(f"{count[category]:>16}" for count in counts.values()))


def _category(error: Mapping[str, object]) -> str:
    how = str(error.get("how") or "").split("-")[0]
    kinds = {"missed": "not found", "wrong": "wrong name", "abstain": "no name"}
    kind = kinds.get(str(error["error"]))
    if kind is None:
        return "words of nobody" if error["error"] == "scare" else "no such stretch"
    return f"{kind}, {HOWS.get(how, 'otherwise')}"


if __name__ == "__main__":
    main()
