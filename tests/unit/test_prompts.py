"""The prompts and the answers that were kept of them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.edges.engines.prompts import FENCE, FOLDER, prompt
from bot.errors import Refused
from bot.ledger import gates
from bot.ledger.gist import gist_of
from bot.ledger.proposed import proposed
from bot.ledger.topics import nameable
from bot.ledger.translating import translations
from bot.model.choice import Doubt, Foreign, LeftOut, Tells
from bot.model.position import AssertedBy, Extent, MoveKind, Recency, Stance
from bot.model.record import Speaker
from bot.reading.text.parts import part_of
from tests.servers.openai import data_of
from tests.unit.building import article, quote

PROMPTS = sorted(path.stem for path in FOLDER.glob("*.md"))
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['why']}")
    for path in sorted((FOLDER / "cases").glob("*.jsonl"))
    for case in map(json.loads, path.read_text(encoding="utf-8").splitlines())
]


def test_each_task_has_a_file() -> None:
    """Each task has one file, named like itself."""
    assert PROMPTS == [
        "ask",
        "compare",
        "condense",
        "gist",
        "moves",
        "names",
        "order",
        "same",
        "stance",
        "translate",
        "veto",
    ]
    assert [prompt(name).name for name in PROMPTS] == PROMPTS


@pytest.mark.parametrize("name", PROMPTS)
def test_a_changed_text_is_a_new_version(name: str) -> None:
    """A prompt's file is the one that its version stands for: what was answered to another text is not its answer."""
    known = {}
    for line in (FOLDER / "versions.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            of, version, hashed = line.split()
            known[of, int(version)] = hashed
    hashed = hashlib.sha256((FOLDER / f"{name}.md").read_bytes()).hexdigest()[:24]
    now = prompt(name).version
    assert known.get((name, now)) == hashed, f"raise the version of {name} and add “{name} {now + 1} …” to versions.txt"
    assert now == max(version for of, version in known if of == name)


def objects(schema: Any) -> list[Any]:
    """Return every object that a schema holds."""
    inner = [each for part in schema.values() if isinstance(part, dict) for each in objects(part)]
    return [schema, *inner] if schema.get("type") == "object" else inner


@pytest.mark.parametrize("name", PROMPTS)
def test_every_schema_is_strict(name: str) -> None:
    """Each object names all its keys as required and allows no other: else a strict server refuses the schema."""
    for each in objects(prompt(name).schema):
        assert each["additionalProperties"] is False
        assert sorted(each["required"]) == sorted(each["properties"])


def test_the_stances_are_the_closed_list() -> None:
    """The schema offers the labels that the ledger knows, and silence."""
    first: Any = prompt("condense").schema
    second: Any = prompt("stance").schema
    for rows in (first["properties"]["quotes"], second["properties"]["labels"]):
        assert rows["items"]["properties"]["stance"]["enum"] == ["", *(each.value for each in Stance)]


def test_the_lists_of_a_move_are_the_ledgers() -> None:
    """Both requests about what moved offer the same closed lists, those of the ledger."""
    first, second = (prompt(name).schema["properties"]["moves"] for name in ("condense", "moves"))  # type: ignore[index]
    assert first == second
    lists = {name: each["enum"] for name, each in first["items"]["properties"].items() if "enum" in each}
    known: dict[str, Any] = {"tells": Tells, "kind": MoveKind, "extent": Extent, "told_by": AssertedBy, "when": Recency}
    assert lists == {name: [each.value for each in labels] for name, labels in known.items()}


def test_the_reasons_are_closed_lists() -> None:
    """Both vetoes and the order offer reasons that the ledger knows, and no other."""
    verdicts = {verdict for name in ("veto", "names") for verdict in _enum(name, "verdicts", "verdict")}
    assert verdicts == {gates.STANDS, *Doubt} - {Doubt.UNREAD}  # which is ours to say
    assert _enum("order", "left_out", "why") == list(LeftOut)


def _enum(name: str, rows: str, key: str) -> list[str]:
    schema: Any = prompt(name).schema
    found: list[str] = schema["properties"][rows]["items"]["properties"][key]["enum"]
    return found


@given(st.text() | st.sampled_from([FENCE, f"\n{FENCE}\n", "===", "\u2028"]))
def test_nothing_breaks_out_of_the_fence(text: str) -> None:
    """Whatever an article holds, it comes back as it was from between exactly two fences."""
    messages = prompt("gist").messages({"sentences": {"s1": text}})
    assert messages[1]["content"].count(FENCE) == 2
    assert data_of({"messages": messages}) == {"sentences": {"s1": text}}


@pytest.mark.parametrize("case", CASES)
def test_kept_answers_go_through_the_gates(case: dict[str, Any]) -> None:
    """An answer that was kept gets through, or is refused for the kind that is noted with it."""
    try:
        kind = passed(case)
    except Refused as refused:
        kind = refused.kind
    assert kind == case["refused"]


def passed(case: dict[str, Any]) -> str:
    """Put a kept answer through its gate; raises Refused."""
    if case["task"] == "gist":
        text = "\n".join(case["sentences"].values())
        part = part_of(text, ())
        found = gist_of(case["answer"], part.sentences, text, "")
        assert [id_ for id_, span in part.sentences.items() if span in found] == case["shown"]
        return ""
    if case["task"] == "translate":
        asked = Foreign("Q1", case["original"], "en", case["into"], ("Ana Kovač",))
        assert list(translations(case["answer"], [asked]).values()) == case["shown"]
        return ""
    source = article("\n\n".join(f"“{words}” Kovač said." for words in case["quotes"]))
    quotes = [quote(source, words) for words in case["quotes"]]
    names = {f"Q{number}": gates.short(each.id) for number, each in enumerate(quotes, start=1)}
    answer = json.dumps(case["answer"])
    for name, id_ in names.items():
        answer = answer.replace(f'"{name}"', f'"{id_}"')
    topics = nameable(source.text, source.publication.title)
    speakers = {"n1": Speaker("Ana Kovač")}
    gates.chosen(json.loads(answer), quotes, source.text, topics, speakers)
    proposed(json.loads(answer), part_of(source.text, quotes).sentences, speakers, source.text)
    return ""


def test_the_cases_are_there() -> None:
    """The tasks whose answers are shown have kept answers, good and bad."""
    of = {(case.values[0]["task"], bool(case.values[0]["refused"])) for case in CASES}  # type: ignore[index]
    assert of == {(task, bad) for task in ("condense", "gist", "translate") for bad in (False, True)}
    assert Path(FOLDER / "versions.txt").exists()
