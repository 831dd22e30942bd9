"""What the pipeline makes of a language model's answers, good, lazy and hostile: `python -m tests.evaluation.model`."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli.scoring import Comparison, Label, Labelled, LabelledPair, labelled, scored
from tests.e2e.newsroom import newsroom
from tests.evaluation.test_own import TEXTS
from tests.servers.openai import ModelServer, answering, honest, task_of, text_of

RECORDED: dict[str, list[dict[str, str]]] = json.loads(
    (Path(__file__).parent / "recorded.json").read_text(encoding="utf-8")
)["texts"]
MOVES: dict[str, Any] = json.loads((Path(__file__).parent / "moves.json").read_text(encoding="utf-8"))
ANSWERS: dict[str, dict[str, Any]] = MOVES["answers"]
ID_OF = {" ".join(each["text"].split()): each["id"] for each in MOVES["texts"]}
Brain = Callable[[Any], object]


def own() -> Iterator[Labelled]:
    """Yield the texts of our own set with their labels."""
    for each in TEXTS:
        row = json.dumps({"id": each.id, "text": each.text, "quotes": []})
        named = (Label(unit.words, None if unit.kind == "unnamed" else unit.speaker) for unit in each.units)
        found = labelled(row)
        assert isinstance(found, Labelled)
        yield Labelled(found.article, tuple(named))


def moving() -> Iterator[Labelled | LabelledPair]:
    """Yield our own texts that tell a change, a split or neither, and our own pairs, with their labels."""
    for each in MOVES["texts"]:
        row = {"id": each["id"], "text": each["text"], "quotes": [], "moves": [one["words"] for one in each["moves"]]}
        yield labelled(json.dumps(row | {"date": "2025-02-14"}))
    for pair in MOVES["pairs"]:
        yield labelled(json.dumps({"pair": pair, "label": pair["label"]}))


def _rows(data: Any, who: Callable[[Any, int], str]) -> dict[str, Any]:
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


def moved_as_recorded(data: Any) -> Any:
    """Answer about changes, splits and pairs as a strong reader did, to both requests alike."""
    if task_of(data) == "compare":
        return {"pairs": [_weighed(each) for each in data["pairs"]]}
    if task_of(data) not in {"condense", "moves"}:
        return honest(data)
    moves = _moves(data)
    return {"moves": moves} if task_of(data) == "moves" else _rows(data, lambda _quote, _at: "") | {"moves": moves}


def _moves(data: Any) -> list[dict[str, Any]]:
    """Return the recorded rows of a text, of which a second request has some paragraphs only."""
    ids = {name: id_ for id_, name in data["names"].items()}
    words = text_of(data).split("\n")
    text = next(id_ for known, id_ in ID_OF.items() if all(" ".join(each.split()) in known for each in words))
    rows = []
    for each in ANSWERS["moves"].get(text, []):
        at = [id_ for paragraph in data["text"] for id_, said in paragraph.items() if said.startswith(each["words"])]
        who = [ids[name] for name in each["who"] if name in ids]
        if at and who:
            named = {key: each[key] for key in ("tells", "kind", "extent", "told_by", "when", "camp")}
            rows.append({"sentence": at[0], "who": who, "before": ""} | named)
    return rows


def _weighed(row: Any) -> dict[str, Any]:
    quotes = {side["quote"] for side in row["sides"]}
    pair = next(each for each in MOVES["pairs"] if {each["earlier"]["quote"], each["later"]["quote"]} == quotes)
    label = ANSWERS["pairs"][pair["id"]]
    sides = [{"id": side["id"], "words": side["quote"]} for side in row["sides"]]
    return {"id": row["id"], "label": label, "sides": [] if label in {"same", "not_comparable"} else sides}


def everything_moved(data: Any) -> Any:
    """Answer that each first sentence tells a change, and that each pair moved: by chance, always another way."""
    rng = random.Random(json.dumps(data))
    if task_of(data) == "compare":
        kinds = ["reversed", "hardened", "softened", "clarified"]
        return {"pairs": [_weighed(each) | {"label": rng.choice(kinds), "sides": _all(each)} for each in data["pairs"]]}
    if task_of(data) not in {"condense", "moves"}:
        return honest(data)
    ids = [id_ for paragraph in data["text"] for id_ in paragraph]
    kind = {"kind": rng.choice(["reversed", "hardened"]), "extent": "whole", "told_by": "outlet", "when": "new"}
    row = {
        "sentence": rng.choice(ids),
        "tells": "change",
        "who": [rng.choice([*data["names"]])],
        "before": "",
        "camp": "",
    }
    moves = [row | kind] if data["names"] else []
    return {"moves": moves} if task_of(data) == "moves" else _rows(data, lambda _quote, _at: "") | {"moves": moves}


def _all(row: Any) -> list[dict[str, str]]:
    return [{"id": side["id"], "words": side["quote"]} for side in row["sides"]]


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


MOVERS: dict[str, Brain] = {"a strong reader": moved_as_recorded, "everything moved": everything_moved}
BRAINS: dict[str, Brain] = {"a strong reader": recorded, "lazy": lazy, "silent": silent, "by chance": hostile}


def compared(brain: Brain, rows: Callable[[], Iterator[Labelled | LabelledPair]] = own) -> Comparison:
    """Return the rules and a model with this brain over our own set, through a real server."""
    first = {"condense"} if rows is own else set[str]()
    with (
        pytest.MonkeyPatch.context() as patch,
        tempfile.TemporaryDirectory() as folder,
        ModelServer(
            answering(lambda data: brain(data) if not first or task_of(data) in first else honest(data))
        ) as server,
        newsroom(Path(folder), server.url, patch, model_timeout=20) as (desk, _),
    ):
        return scored(desk.engine, desk.local, rows())


if __name__ == "__main__":
    for name, brain in BRAINS.items():
        print(*compared(brain).lines(f"a model ({name})"), sep="\n")  # noqa: T201 - the figures are the point
    for name, brain in MOVERS.items():
        print(*compared(brain, moving).lines(f"a model ({name})"), sep="\n")  # noqa: T201
