"""Print the figures of a language model from recorded answers: `make model`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.evaluation.model.bars import STRONG, against, costs, lines, morning
from tests.evaluation.model.readers import Strong
from tests.evaluation.model.recordings import read_from


def main(files: list[str]) -> None:
    """Print the bars over our own recordings, a morning with and without a model, costs, then recordings elsewhere."""
    for line in (*lines(), *morning(), *costs()):
        print(line, flush=True)
    for file in files:
        recording = read_from(Path(file))
        found = against(recording, Strong(recording))
        print(f"\n{Path(file).stem}")
        for name, score in (("rules", found.rules), (STRONG, found.model)):
            print(*(f"  {each}" for each in score.lines(name)), sep="\n")
        print(*(f"  by rules ({why}): {number}" for why, number in found.why.items()), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
