"""Our own labelled texts and pairs, each with what a strong reader answered to the prompts about it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.cli.scoring import Labelled, LabelledPair, labelled
from bot.demo.articles import articles
from bot.reading.read import read
from bot.reading.text.parts import part_of
from tests.evaluation import told
from tests.evaluation.test_own import TEXTS
from tests.learning.labelled import invented

FOLDER = Path(__file__).parent / "recorded"
DAY = date(2025, 2, 14)
PLAIN = 1_000  # sentences at least that tell no change
SPEAKS = "\n\n“We will see,” said Mona Brandis."  # a text without a quotation is not put before a model
Json = dict[str, Any]
Row = Labelled | LabelledPair


@dataclass(frozen=True, slots=True)
class Recording:
    """Hold labelled rows, and the answers to them: of a text by its id, of a pair by its two quotes."""

    rows: tuple[Row, ...]
    texts: Mapping[str, Json] = field(default_factory=dict)
    pairs: Mapping[frozenset[str], str] = field(default_factory=dict)
    order: Json = field(default_factory=dict)

    @property
    def text_of(self) -> dict[str, str]:
        """Return the texts by their ids, each in one line."""
        ids = {each.article.publication.page_id: each for each in self.rows if isinstance(each, Labelled)}
        return {id_: " ".join(each.article.text.split()) for id_, each in ids.items()}

    @property
    def sentences(self) -> int:
        """Return how many sentences the texts have."""
        return sum(len(part_of(each.article.text, ()).sentences) for each in self.rows if isinstance(each, Labelled))


def stored(name: str) -> Json:
    """Return what a file of recordings holds."""
    found: Json = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _row(text: str, id_: str, **labels: object) -> Labelled:
    found = labelled(json.dumps({"id": id_, "text": text, "quotes": [], "date": DAY.isoformat()} | labels))
    assert isinstance(found, Labelled)
    return found


def _by_page(rows: Iterator[tuple[Labelled, Json]]) -> Recording:
    found = list(rows)
    return Recording(tuple(row for row, _ in found), {row.article.publication.page_id: answer for row, answer in found})


@cache
def names() -> Recording:
    """Return 120 short texts and whose their quotes are."""
    answers = stored("names")["texts"]

    def rows() -> Iterator[tuple[Labelled, Json]]:
        for each in TEXTS:
            quotes = [
                {"words": unit.words, "speaker": None if unit.kind == "unnamed" else unit.speaker}
                for unit in each.units
            ]
            who = [[one["words"], one["who"]] for one in answers.get(each.id, [])]
            yield _row(each.text, each.id, quotes=quotes, date=None), {"who": who}

    return _by_page(rows())


@cache
def changes() -> Recording:
    """Return 362 sentences, half of them changes of position, half of these new."""
    answers = stored("told")["answers"]

    def rows() -> Iterator[tuple[Labelled, Json]]:
        for part in told.PARTS:
            for at, each in enumerate(told.sentences(part)):
                new, old = ([each.text] if each.answer == answer else [] for answer in ("new", "old"))
                answer = answers.get(part, {}).get(str(at))
                row = _row(f"{each.text}{SPEAKS}", f"{part}-{at}", moves=new, recalled=old)
                yield row, {"moves": [answer] if answer else []}

    return _by_page(rows())


@cache
def moves() -> Recording:
    """Return twenty texts that tell a change, a split or neither."""
    return _with_answers(stored("moves"))


@cache
def splits() -> Recording:
    """Return 24 texts with two voices, half of them of one camp that is split."""
    return _with_answers(stored("splits"))


def _with_answers(found: Json) -> Recording:
    answers = found["answers"]
    of = answers.get("moves", {})

    def rows() -> Iterator[tuple[Labelled, Json]]:
        for each in found["texts"]:
            begin = [one if isinstance(one, str) else one["words"] for one in each["moves"]]
            answer = of.get(each["id"]) or answers.get(each["id"], {}).get("moves", [])
            yield _row(each["text"], each["id"], moves=begin), {"moves": answer}

    return _by_page(rows())


@cache
def pairs() -> Recording:
    """Return sixteen pairs of quotes, half of which moved."""
    found = stored("moves")
    return _paired(found["pairs"], found["answers"]["pairs"])


@cache
def natural() -> Recording:
    """Return a hundred pairs as a ledger has them: of one speaker, none a change."""
    found = stored("natural")
    days = ("2025-02-03", "2025-03-20")
    rows = [
        {"id": str(at), "speaker": each["speaker"], "topic": "", "label": "not_comparable"}
        | {side: {"quote": each[side], "date": day} for side, day in zip(("earlier", "later"), days, strict=True)}
        for at, each in enumerate(found["pairs"])
    ]
    return _paired(rows, found["answers"])


def _paired(rows: list[Json], answers: Mapping[str, str]) -> Recording:
    found = [labelled(json.dumps({"pair": each, "label": each["label"]})) for each in rows]
    said = {frozenset((each["earlier"]["quote"], each["later"]["quote"])): answers.get(each["id"], "") for each in rows}
    return Recording(tuple(found), pairs=said)


@cache
def plain() -> Recording:
    """Return articles of at least a thousand sentences, none of which tells a change or a split."""
    rows, count = list[tuple[Labelled, Json]](), 0
    for at, each in enumerate(invented()):
        rows.append((_row(each["text"], f"plain-{at}", moves=[]), {}))
        count += len(part_of(each["text"], ()).sentences)
        if count >= PLAIN:
            break
    return _by_page(iter(rows))


@cache
def day() -> Recording:
    """Return the newswire of the demo: whose its quotes are, the key ones, and what an editor would print."""
    found = stored("day")

    def rows() -> Iterator[tuple[Labelled, Json]]:
        for each in articles():
            row = _row(each.text, each.slug, title=each.title, date=f"{each.published:%Y-%m-%d}")
            quotes = [quote.text for quote in read(row.article).quotes]
            marked = [
                label | {"words": next((one for one in quotes if one.startswith(label["words"])), label["words"])}
                for label in found["labels"][each.slug]["quotes"]
            ]
            first = next(iter(part_of(each.text, ()).sentences.values())).of(each.text)
            answer = found["answers"][each.slug]
            about: Json = {"title": each.title, "date": f"{each.published:%Y-%m-%d}"}
            labels = _row(each.text, each.slug, quotes=marked, short=[first], **about)
            yield labels, answer | {"who": [*answer["who"].items()]}

    pairs = {frozenset(each["sides"]): each["label"] for each in found["pairs"]}
    return replace(_by_page(rows()), order=found["order"], pairs=pairs)


def read_from(file: Path) -> Recording:
    """Return texts, pairs and answers of a file that lies elsewhere, such as of texts that are not ours."""
    found = json.loads(file.read_text(encoding="utf-8"))
    texts, said, rows = dict[str, Json](), dict[frozenset[str], str](), list[Row]()
    for each in found["rows"]:
        row = labelled(json.dumps(each))
        rows.append(row)
        if isinstance(row, Labelled):
            texts[row.article.publication.page_id] = found["texts"].get(each["id"], {})
        else:
            said[frozenset((row.pair.earlier.quote, row.pair.later.quote))] = found["pairs"].get(each["id"], "")
    return Recording(tuple(rows), texts, said)
