"""Print how good the reading is: `make eval`."""

from __future__ import annotations

from bot.model.record import NAMED_FROM
from tests.evaluation.corpora import CORPORA, MISSING, scored, there


def main() -> None:
    """Print a row of figures for each corpus, or say that they are not here."""
    if not there():
        print(f"Skipped: {MISSING}.")
        return
    found = {name: scored(name, NAMED_FROM) for name in CORPORA}
    print(f"{'percent':<26}" + "".join(f"{name:>10}" for name in found))
    for figure in next(iter(found.values())).figures():
        print(
            f"{figure.replace('_', ' '):<26}" + "".join(f"{score.figures()[figure]:>10.1f}" for score in found.values())
        )
    print(f"{'articles per second':<26}" + "".join(f"{score.per_second:>10.0f}" for score in found.values()))
    print(f"shown = with a name, from confidence {NAMED_FROM}")


if __name__ == "__main__":
    main()
