"""Readers in a language model's place: a strong one whose answers are recorded, lazy ones, and ones that guess."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from typing import Any

from bot.ledger.controls import MOVED
from tests.evaluation.model.recordings import Json, Recording
from tests.servers.openai import honest, labels, task_of, text_of, verdicts

Brain = Callable[[Any], object]
NO_MOVE = {"same", "not_comparable", ""}
KINDS = ("reversed", "hardened", "softened", "clarified")
VERDICTS = ("stands", "no change", "somebody else", "denied or claimed", "not new", "two matters")
STANCES = ("supports", "opposes", "rules out", "undecided", "")
PLAIN_MOVE = {"tells": "change", "extent": "whole", "told_by": "outlet", "when": "new", "before": "", "camp": ""}


class Strong:
    """Answer as a strong reader did, who saw the same prompt; what was not recorded is answered by nothing."""

    def __init__(self, recording: Recording) -> None:
        """Take what was recorded."""
        self._of, self._pairs, self._order = recording.texts, recording.pairs, recording.order
        self._known = recording.text_of

    def __call__(self, data: Any) -> object:
        """Return the answer to a request of any task."""
        tasks: dict[str, Brain] = {
            "condense": self._condensed,
            "moves": lambda data: {"moves": self._moves(data)},
            "gist": lambda _data: {"verdict": "supported"},
            "compare": lambda data: {"pairs": [self._weighed(each) for each in data["pairs"]]},
            "stance": self._labelled,
            "veto": self._doubted,
            "order": self._ordered,
        }
        answer: Brain = tasks.get(task_of(data), honest)
        return answer(data)

    def _about(self, data: Any) -> Json:
        """Return what is recorded of the text of which a request holds paragraphs."""
        return self._told([" ".join(each.split()) for each in text_of(data).split("\n")])

    def _told(self, words: Sequence[str]) -> Json:
        page = next((id_ for id_, text in self._known.items() if all(each in text for each in words)), "")
        return dict(self._of.get(page, {}))

    def _condensed(self, data: Any) -> object:
        about = self._about(data)
        ids = {name: id_ for id_, name in data["names"].items()} | {"unnamed": "unnamed", "nobody": "nobody"}
        left = [*about.get("who", [])]
        quotes, rows = data["quotes"], []
        for each in quotes:
            answer = _taken(left, each["quote"])
            stance, on = next(
                (held for said, held in about.get("stances", {}).items() if _begins(each, said)), ["", ""]
            )
            who = ids.get(answer, "")
            rows.append({"id": each["id"], "who": who, "topics": [], "stance": stance, "on": on})
        best = [each["id"] for said in about.get("best", []) for each in quotes if _begins(each, said)][:8]
        short = [id_ for said in about.get("short", []) for id_ in _sentences(data, said)][:2]
        return {"best": list(dict.fromkeys(best)), "quotes": rows, "short": short, "moves": self._moves(data)}

    def _moves(self, data: Any) -> list[Json]:
        ids = {name: id_ for id_, name in data["names"].items()}
        rows = []
        for each in self._about(data).get("moves", []):
            who = [ids[name] for name in each["who"] if name in ids]
            if who and (at := _sentences(data, each["words"])):
                row = {key: value for key, value in each.items() if key != "words"}
                before = next(iter(_sentences(data, each.get("before") or "\0")), "")
                rows.append(PLAIN_MOVE | row | {"sentence": at[0], "who": who, "before": before})
        return rows

    def _doubted(self, data: Any) -> object:
        """Return verdicts that are of one mind with what the reader says of the same text."""
        found = verdicts(data, "")
        for row, each in zip(found["verdicts"], data["claims"], strict=True):
            row["verdict"] = row["verdict"] or self._verdict(each)
        return found

    def _verdict(self, claim: Any) -> str:
        about = self._told([" ".join(claim["paragraph"].split())])
        if "moves" not in about:
            return "stands"  # a pair, or a text whose changes were not asked about
        said: Json = next((each for each in about["moves"] if each["words"] in claim["after"]), {})
        return ("not new" if said.get("when") == "background" else "stands") if said else "no change"

    def _weighed(self, row: Any) -> Json:
        label = self._pairs.get(frozenset(side["quote"] for side in row["sides"])) or "not_comparable"
        return {"id": row["id"], "label": label, "sides": [] if label in NO_MOVE else whole(row)}

    def _labelled(self, data: Any) -> object:
        held = {said: each for about in self._of.values() for said, each in about.get("stances", {}).items()}
        found = labels(data, "")
        for row, each in zip(found["labels"], data["quotes"], strict=True):
            stance = next((label for said, (label, _) in held.items() if each["words"].startswith(said)), "")
            row["stance"] = row["stance"] or stance
        return found

    def _ordered(self, data: Any) -> object:
        def named(said: str) -> list[Json]:
            return [each for each in data["stories"] if each["headline"].startswith(said)]

        best = {said for about in self._of.values() for said in about.get("best", [])[:1]}
        stories = [
            {"id": each["id"], "quote": next((one["id"] for one in each["quotes"] if _holds(one, best)), "")}
            for said in self._order.get("first", [])
            for each in named(said)
        ]
        left = [{"id": each["id"], "why": why} for said, why in self._order["left_out"].items() for each in named(said)]
        return {"stories": stories, "left_out": left}


def _taken(left: list[list[str]], quote: str) -> str:
    """Return whose a quote is by the answers that are left, and take that away."""
    begun = quote.removesuffix(" …")
    found = next((each for each in left if each[0].startswith(begun) or begun.startswith(each[0])), None)
    if found:
        left.remove(found)
    return found[1] if found else ""


def _begins(quote: Any, said: str) -> bool:
    return bool(quote["quote"].startswith(said[:40]))


def _holds(quote: Any, said: set[str]) -> bool:
    return any(each in quote["quote"] for each in said)


def _sentences(data: Any, said: str) -> list[str]:
    return [id_ for paragraph in data["text"] for id_, words in paragraph.items() if words.startswith(said)]


def whole(row: Any) -> list[dict[str, str]]:
    """Return both sides of a pair, cited whole."""
    return [{"id": side["id"], "words": side["quote"]} for side in row["sides"]]


def _answer(data: Any, who: Sequence[str], **more: object) -> Json:
    rows = [
        {"id": each["id"], "who": name, "topics": [], "stance": "", "on": ""}
        for each, name in zip(data["quotes"], who, strict=True)
    ]
    return {"best": [], "quotes": rows, "short": [], "moves": []} | more


def silent(data: Any) -> object:
    """Name nobody, choose nothing, let nothing stand."""
    if task_of(data) == "condense":
        return _answer(data, ["unnamed"] * len(data["quotes"]))
    return _same(data, "unclear", "not_comparable", "", "unsure")


def lazy(data: Any) -> object:
    """Give one answer to everything: the first name, the first sentence, moved, stands."""
    if task_of(data) not in {"condense", "moves"}:
        return _same(data, "stands", "reversed", "opposes", "supported")
    first = [id_ for paragraph in data["text"] for id_ in paragraph][:1]
    who = [*data["names"]][:1]
    moved = [PLAIN_MOVE | {"sentence": first[0], "who": who, "kind": "reversed"}] if who else []
    if task_of(data) == "moves":
        return {"moves": moved}
    ids = [each["id"] for each in data["quotes"]]
    found = _answer(data, [(who or ["unnamed"])[0]] * len(ids), best=ids[:3], short=first, moves=moved)
    for row in found["quotes"]:
        row |= {"stance": "opposes", "on": _words(data)}
    return found


def guessing(data: Any) -> object:
    """Answer by chance, to the same words always the same."""
    rng = random.Random(json.dumps(data, sort_keys=True))
    if task_of(data) not in {"condense", "moves"}:
        return _same(data, None, None, None, rng.choice(["supported", "unsure"]), rng)
    ids = [id_ for paragraph in data["text"] for id_ in paragraph]
    names = [*data["names"]]
    moved = [_moved(rng, ids, names)] if names else []
    if task_of(data) == "moves":
        return {"moves": moved}
    quotes = [each["id"] for each in data["quotes"]]
    who = [rng.choice([*names, "unnamed"]) for _ in quotes]
    best = rng.sample(quotes, min(3, len(quotes)))
    found = _answer(data, who, best=best, short=[rng.choice(ids)], moves=moved)
    for row in found["quotes"]:
        row |= {"stance": rng.choice(STANCES), "on": _words(data)}
    return found


def lying(data: Any) -> object:
    """Tell the same lies to both requests: wrong names, changes and splits that no text tells, and all of it stands."""
    if task_of(data) not in {"condense", "moves"}:
        return _same(data, "stands", None, "rules out", "supported", random.Random(_sorted(data)))
    rng = random.Random(" ".join(data["names"].values()))
    ids = [id_ for paragraph in data["text"] for id_ in paragraph]
    names = [*data["names"]]
    told = ids[:6] if names else []
    moved = [PLAIN_MOVE | {"sentence": each, "who": [rng.choice(names)], "kind": "reversed"} for each in told]
    if task_of(data) == "moves":
        return {"moves": moved}
    found = _answer(data, [rng.choice([*names, "unnamed"]) for _ in data["quotes"]], short=ids[-1:], moves=moved)
    found["best"] = [each["id"] for each in data["quotes"]][-3:]
    for row in found["quotes"]:
        row |= {"stance": "rules out", "on": _words(data)}
    return found


def sly(data: Any) -> object:
    """Lie about what moved, to both requests alike, and get right whatever has a known answer: no name is wrong."""
    match task_of(data):
        case "veto":
            return verdicts(data, "stands")
        case "stance":
            return labels(data, "rules out")
        case "condense":
            found: Any = lying(data)
            return found | {"quotes": [each | {"who": ""} for each in found["quotes"]]}
        case _:
            return lying(data)


def stubborn(data: Any) -> object:
    """Take every fourth sentence for a change, by its words, and so in every request alike; all else is right."""
    match task_of(data):
        case "veto":
            found: Any = verdicts(data, "stands")
            for row, each in zip(found["verdicts"], data["claims"], strict=True):
                wrong = (
                    row["verdict"] == "stands"
                    and each["who"] != MOVED.who
                    and not _fourth(each["after"].partition(": ")[2])
                )
                row["verdict"] = "no change" if wrong else row["verdict"]
            return found
        case "condense" | "moves":
            ids = [id_ for paragraph in data["text"] for id_, words in paragraph.items() if _fourth(words)][:6]
            who = [*data["names"]][:1]
            moved = [PLAIN_MOVE | {"sentence": each, "who": who, "kind": "reversed"} for each in ids if who]
            return (
                {"moves": moved} if task_of(data) == "moves" else _answer(data, [""] * len(data["quotes"]), moves=moved)
            )
        case _:
            return sly(data)


def _fourth(words: str) -> bool:
    return random.Random(" ".join(words.split())).random() < 0.25


def _sorted(data: Any) -> str:
    """Return what a request says, the same whichever side stands first."""
    rows = data.get("pairs", [])
    return str(sorted(side["quote"] for each in rows for side in each["sides"]))


def _moved(rng: random.Random, ids: Sequence[str], names: Sequence[str]) -> Json:
    return PLAIN_MOVE | {"sentence": rng.choice(ids), "who": [rng.choice(names)], "kind": rng.choice(KINDS)}


def _words(data: Any) -> str:
    """Return words of a text that a label may be on."""
    return " ".join(next(iter(data["text"][0].values())).split()[:3]).strip(" .,;:“”")


def _same(
    data: Any, verdict: str | None, label: str | None, stance: str | None, gist: str, rng: random.Random | None = None
) -> object:
    """Return one answer to all rows of a task, or one by chance to each."""
    chance = rng or random.Random(0)

    def one(said: str | None, of: Sequence[str]) -> str:
        return chance.choice(of) if said is None else said

    match task_of(data):
        case "veto":
            return {"verdicts": [{"id": each["id"], "verdict": one(verdict, VERDICTS)} for each in data["claims"]]}
        case "compare":
            told = [(each, one(label, KINDS)) for each in data["pairs"]]
            rows = [{"id": each["id"], "label": kind, "sides": whole(each)} for each, kind in told]
            return {"pairs": rows}
        case "stance":
            return {"labels": [{"id": each["id"], "stance": one(stance, STANCES)} for each in data["quotes"]]}
        case "gist":
            return {"verdict": gist}
        case _:
            return honest(data)


BAD: dict[str, Brain] = {
    "silent": silent,
    "lazy": lazy,
    "guessing": guessing,
    "lying": lying,
    "sly": sly,
    "stubborn": stubborn,
}
