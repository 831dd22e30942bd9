"""Count how often words stand in a paragraph of the news: `make learn` writes bot/ledger/usual.py."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bot.ledger.profile import words
from tests.evaluation.corpora import ROOT, TRAIN, rows

TRAIN2 = "gold_train2.jsonl.gz"
LEAST = 0.003  # share of the paragraphs
SHORT = 60  # characters of what is no paragraph
TARGET = Path(ROOT / "bot/ledger/usual.py")


def counted() -> dict[str, float]:
    """Return the share of paragraphs in which a word stands, for the words that are no names."""
    found: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    total = 0
    for row in (each for file in (TRAIN, TRAIN2) for each in rows(file)):
        for paragraph in str(row["text"]).split("\n"):
            if len(paragraph) >= SHORT:
                total += 1
                seen = list(words(paragraph))
                found.update({key for key, _ in seen})
                plain.update({key for key, word in seen if word[0].islower()})
    return {word: n / total for word, n in sorted(found.items()) if n >= LEAST * total and plain[word] * 2 > n}


def main() -> None:
    """Write the table."""
    pairs = [f"{word}:{1000 * share:.0f}" for word, share in counted().items()]
    lines, line = [], ""
    for pair in pairs:
        if len(line) + len(pair) > 105:
            lines.append(line)
            line = ""
        line = f"{line} {pair}".strip()
    body = "\n".join([*lines, line])
    TARGET.write_text(
        f'"""How often a word stands in a paragraph of the news, of a thousand (learned: `make learn`)."""\n\n'
        f'_COUNTED = """\n{body}\n"""\n\n'
        'USUAL = {word: int(share) / 1000 for word, share in (pair.split(":") for pair in _COUNTED.split())}\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
