"""What the pipeline makes of a language model's answers, good, lazy and hostile: `python -m tests.evaluation.model`."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli.scoring import Comparison, Label, Labelled, labelled, scored
from tests.e2e.newsroom import newsroom
from tests.evaluation.test_own import TEXTS
from tests.servers.openai import ModelServer, answering, honest, task_of, text_of

RECORDED: dict[str, list[dict[str, str]]] = json.loads(
    (Path(__file__).parent / "recorded.json").read_text(encoding="utf-8")
)["texts"]
Brain = Callable[[Any], object]


def own() -> Iterator[Labelled]:
    """Yield the texts of our own set with their labels."""
    for each in TEXTS:
        row = json.dumps({"id": each.id, "text": each.text, "quotes": []})
        named = (Label(unit.words, None if unit.kind == "unnamed" else unit.speaker) for unit in each.units)
        yield Labelled(labelled(row).article, tuple(named))


def _rows(data: Any, who: Callable[[Any, int], str]) -> object:
    """Return an answer that names somebody for each quote."""
    rows = [
        {"id": each["id"], "who": who(each, at), "topics": [], "stance": ""} for at, each in enumerate(data["quotes"])
    ]
    return {"best": [], "quotes": rows, "short": [], "moves": []}


def recorded(data: Any) -> object:
    """Answer as a strong reader did, who saw the same prompt."""
    ids = {name: id_ for id_, name in data["names"].items()}
    text = next(each.id for each in TEXTS if each.text.split() == text_of(data).split())
    left = list(RECORDED.get(text, []))

    def who(quote: Any, _at: int) -> str:
        begun = quote["quote"].removesuffix(" …")
        answer = next((each for each in left if each["words"].startswith(begun)), None)
        if answer is None:
            return ""
        left.remove(answer)
        return str(ids.get(answer["who"], answer["who"] if answer["who"] in {"unnamed", "nobody"} else ""))

    return _rows(data, who)


def lazy(data: Any) -> object:
    """Answer for the first quote alone, with the first name."""
    return _rows({**data, "quotes": data["quotes"][:1]}, lambda _quote, _at: next(iter(data["names"]), "unnamed"))


def silent(data: Any) -> object:
    """Name nobody."""
    return _rows(data, lambda _quote, _at: "unnamed")


def hostile(data: Any) -> object:
    """Name anybody but the likeliest: by chance, always the same."""
    rng = random.Random(text_of(data))
    return _rows(data, lambda _quote, _at: rng.choice([*data["names"], "unnamed"]))


BRAINS: dict[str, Brain] = {"a strong reader": recorded, "lazy": lazy, "silent": silent, "by chance": hostile}


def compared(brain: Brain) -> Comparison:
    """Return the rules and a model with this brain over our own set, through a real server."""
    with (
        pytest.MonkeyPatch.context() as patch,
        tempfile.TemporaryDirectory() as folder,
        ModelServer(answering(lambda data: brain(data) if task_of(data) == "condense" else honest(data))) as server,
        newsroom(Path(folder), server.url, patch, model_timeout=20) as (desk, _),
    ):
        return scored(desk.engine, desk.local, own())


if __name__ == "__main__":
    for name, brain in BRAINS.items():
        print(*compared(brain).lines(f"a model ({name})"), sep="\n")  # noqa: T201 - the figures are the point
