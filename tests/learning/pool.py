"""Learn how much the rules and the encoder count beside each other, from articles that neither saw: the last part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from bot.edges.encoder.onnx import OnnxEncoder
from bot.reading.read import mentioned, scene_of, spoken
from bot.reading.speakers.attribution import believed
from bot.reading.speakers.candidates import sources
from bot.reading.speakers.pointing import FLOOR, NOBODY, UNNAMED, Believed, Likely, pointed
from tests.evaluation.corpora import ROOT, rows, scorer
from tests.learning.labelled import pages
from tests.learning.windowed import labels

TARGET = ROOT / "bot" / "reading" / "languages" / "english_pool.py"
FILES = ("gold_dev.jsonl.gz", "gold_dev2.jsonl.gz")
KEPT = "pages_kept.tsv"  # labels that the encoder did not learn from
NAMES = (
    "rules",
    "encoder",
    "rules of nobody",
    "nobody",
    "unnamed",
    "left to a name",
    "left to the unnamed",
    "not offered",
)
START = (0.65, 0.65, 0.3, -1.0, 0.0, 0.1, 0.4, 0.1)
PULL = 0.003  # of every number towards nought


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what both believe of one quotation and which answers are right."""

    rules: Believed
    encoder: Likely
    right: frozenset[str]

    @property
    def names(self) -> list[str]:
        """Return the names that either has."""
        return sorted({*self.rules.names, *self.encoder} - {NOBODY, UNNAMED})


def asked(articles: Iterable[Mapping[str, Any]]) -> Iterator[Asked]:
    """Yield every quotation whose speaker is known to the labels."""
    encoder = OnnxEncoder()
    for row in articles:
        scene, lines = scene_of(row["text"])
        found = [
            (each, believed(scene, each.sight, sources(each.sight, each.stretch, scene.turns, each.earlier, each.later),
                            each.stretch.words.of(scene.text))[0])
            for each in spoken(scene, lines)
        ]  # fmt: skip
        quotes = [each.stretch.outer for each, _ in found]
        likely = pointed(encoder, scene.text, quotes, mentioned(scene), range(len(quotes)))
        gold = dict(labels(row))
        for (each, rules), encoded in zip(found, likely, strict=True):
            label = gold.get(scorer().trim(row["text"], each.stretch.words.start, each.stretch.words.end))
            right = _right(label, {*rules.names, *(encoded or {})})
            if encoded and right:
                yield Asked(rules, encoded, right)


def _right(label: str | Sequence[str] | None, names: set[str]) -> frozenset[str]:
    if not label:
        return frozenset()
    if isinstance(label, str):
        return frozenset({UNNAMED if label == "unnamed" else NOBODY})
    return frozenset(
        name for name in names - {NOBODY, UNNAMED} if any(scorer().same_speaker(name, each) for each in label)
    )


def learnt(found: Sequence[Asked]) -> dict[str, float]:
    """Return the numbers of the pool that make the right answers likely."""
    numbers = torch.tensor(START, requires_grad=True)
    optimizer = torch.optim.LBFGS([numbers], max_iter=60, line_search_fn="strong_wolfe")

    def loss() -> float:
        optimizer.zero_grad()
        lost = torch.stack([_lost(dict(zip(NAMES, numbers, strict=True)), each) for each in found])
        total = lost.mean() + PULL * (numbers**2).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return float(total)

    optimizer.step(loss)
    return {name: round(float(number), 3) for name, number in zip(NAMES, numbers, strict=True)}


def _lost(pool: Mapping[str, Tensor], each: Asked) -> Tensor:
    """Return the negative log-likelihood of what is right: `pooled` once more, over numbers that can be learned."""
    rules, names = each.rules, each.names
    left = pool["left to a name"].clamp(min=0.0) * rules.left
    known = torch.tensor([rules.names.get(name, 0.0) for name in names])
    unseen = pool["not offered"].clamp(min=0.0)
    seen = torch.stack([torch.tensor(each.encoder[name]) if name in each.encoder else unseen for name in names])
    scores = pool["rules"] * (known + FLOOR + left).log() + pool["encoder"] * (seen + FLOOR).log()
    rest = torch.tensor([each.encoder[NOBODY], each.encoder[UNNAMED]])
    unnamed = rules.unnamed + FLOOR + pool["left to the unnamed"].clamp(min=0.0) * rules.left
    nobody = pool["rules of nobody"] * torch.tensor(rules.nobody + FLOOR).log() + pool["nobody"]
    two = torch.stack([nobody, pool["rules"] * unnamed.log() + pool["unnamed"]])
    likely = torch.cat([scores, two + pool["encoder"] * (rest + FLOOR).log()]).log_softmax(-1)
    right = torch.tensor([name in each.right for name in (*names, NOBODY, UNNAMED)])
    return -likely[right].logsumexp(-1)


def main() -> None:
    """Learn and write."""
    pool: dict[str, Any] = learnt(list(asked([*(row for file in FILES for row in rows(file)), *pages(KEPT)])))
    inside = "".join(f'    "{name}": {number},\n' for name, number in pool.items())
    about = "How much the rules and the encoder count beside each other, learned by `make learn`."
    TARGET.write_text(f'"""{about}"""\n\nPOOL = {{\n{inside}}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
