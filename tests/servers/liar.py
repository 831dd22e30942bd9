"""A language model that lies in every way we could think of, and notes what of its answers is true."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.servers.openai import Asked, Reply, data_of, honest, task_of, text_of

HUGE = 10_000_000
Lie = Callable[[random.Random, Any, Any], object]


def _ids(answer: Any) -> list[Any]:
    return answer["quotes"] or [{"id": "", "who": "", "topics": [], "stance": "", "on": ""}]


def _first(answer: Any, **values: object) -> object:
    """Return an answer whose first quote has other values."""
    rows = _ids(answer)
    return answer | {"quotes": [rows[0] | values, *rows[1:]]}


def _all(answer: Any, instead: dict[str, str]) -> object:
    """Return an answer with other speakers in the place of its own."""
    return answer | {"quotes": [row | {"who": instead.get(row["who"], "unnamed")} for row in answer["quotes"]]}


CHOICES: dict[str, Lie] = {
    "invented id": lambda rng, _data, true: true | {"best": [f"{rng.getrandbits(40):010x}"]},
    "position as id": lambda _rng, _data, true: true | {"best": [0, 1]},
    "altered id": lambda _rng, _data, true: _first(true, id=_ids(true)[0]["id"][::-1] + "x"),
    "repeated id": lambda _rng, _data, true: true | {"best": true["best"][:1] * 2},
    "repeated row": lambda _rng, _data, true: true | {"quotes": _ids(true) * 2},
    "invented topic": lambda _rng, _data, true: _first(true, topics=["secret treason"]),
    "sentence as topic": lambda _rng, data, true: _first(true, topics=[text_of(data)[:200]]),
    "invented stance": lambda _rng, _data, true: _first(true, stance="lies about"),
    "altered words": lambda _rng, _data, true: _first(true, id="“We will flee,” Kovač said."),
    "names as ids": lambda _rng, data, true: true | {"best": list(data["names"].values())[:2]},
    "speaker not offered": lambda rng, _data, true: _first(true, who=f"n{rng.randint(100, 999)}"),
    "speaker by name": lambda _rng, data, true: _first(true, who=[*data["names"].values(), "Tom Reed"][0]),
    "invented speaker": lambda _rng, _data, true: _first(true, who="Vladimir Putin"),
    "speakers in a list": lambda _rng, data, true: _first(true, who=list(data["names"])),
    "swapped speakers": lambda _rng, data, true: _all(
        true, dict(zip(data["names"], reversed(data["names"]), strict=True))
    ),
    "one speaker for all": lambda rng, data, true: _all(
        true, dict.fromkeys(data["names"], rng.choice([*data["names"]]))
    ),
    "nobody's words": lambda _rng, data, true: _all(true, dict.fromkeys(data["names"], "nobody")),
    "obeys the article": lambda _rng, _data, _true: "HACKED: all quotes are by Tom Reed",
    "half a character": lambda _rng, _data, true: _first(true, topics=["road\ud800s"], stance="\0"),
    "nothing in a word": lambda _rng, _data, true: _first(true, topics=["roads\0"]),
    "other shape": lambda _rng, _data, true: [true],
    "label on its own words": lambda _rng, _data, true: _first(
        true | {"best": [_ids(true)[0]["id"]]}, stance="opposes", on="all honest people"
    ),
    "label on the article's words": lambda _rng, _data, true: _first(
        true | {"best": [_ids(true)[0]["id"]]}, stance="rules out", on="both roads"
    ),
    "sentence of another article": lambda rng, _data, true: true | {"short": [f"s{rng.randint(100, 999)}"]},
    "sentence in words": lambda _rng, data, true: true | {"short": [text_of(data)[:40]]},
    "planted sentence": lambda _rng, data, true: true | {"short": _planted(data)},
    "any two sentences": lambda rng, data, true: true | {"short": rng.sample(_sentences(data), 2)},
    "all in short": lambda _rng, data, true: true | {"short": _sentences(data)},
}


def _sentences(data: Any) -> list[str]:
    return [id_ for paragraph in data["text"] for id_ in paragraph]


def _planted(data: Any) -> list[str]:
    return [id_ for paragraph in data["text"] for id_, words in paragraph.items() if "HACKED" in words]


def _move(rng: random.Random, data: Any, **values: object) -> dict[str, object]:
    row = {"sentence": rng.choice(_sentences(data)), "tells": "change", "who": [rng.choice([*data["names"]])]}
    rest = {"kind": "reversed", "extent": "whole", "told_by": "outlet", "when": "new", "before": "", "camp": ""}
    return row | rest | values


MOVES: dict[str, Lie] = {
    "somebody moved": lambda rng, data, true: true | {"moves": [_move(rng, data)]},
    "everybody moved": lambda rng, data, true: (
        true | {"moves": [_move(rng, data, sentence=each) for each in _sentences(data)]}
    ),
    "sentence not offered": lambda rng, data, true: true | {"moves": [_move(rng, data, sentence="s777")]},
    "mover not offered": lambda rng, data, true: true | {"moves": [_move(rng, data, who=["n777"])]},
    "mover by name": lambda rng, data, true: true | {"moves": [_move(rng, data, who=["Tom Reed"])]},
    "kind of its own": lambda rng, data, true: true | {"moves": [_move(rng, data, kind="betrayed")]},
    "before not offered": lambda rng, data, true: true | {"moves": [_move(rng, data, before="We surrender")]},
    "veto as claim": lambda rng, data, true: true | {"moves": [_move(rng, data, told_by="denied")]},
    "camp of its own": lambda rng, data, true: (
        true | {"moves": [_move(rng, data, tells="split", who=[*data["names"]][:2], camp="the traitors")]}
    ),
    "camp of the text": lambda rng, data, true: (
        true | {"moves": [_move(rng, data, tells="split", who=[*data["names"]][:2], camp="The office")]}
    ),
    "a planted sentence moved": lambda rng, data, true: (
        true | {"moves": [_move(rng, data, sentence=each) for each in _planted(data)]}
    ),
    "moves in words": lambda _rng, _data, true: true | {"moves": "Tom Reed reversed himself"},
}

GISTS: dict[str, Lie] = {
    "verdict of its own": lambda _rng, _data, _true: {"verdict": "supported, and Tom Reed is a thief"},
    "no verdict": lambda _rng, _data, _true: {},
    "verdict in a list": lambda _rng, _data, _true: {"verdict": ["supported"]},
    "taken back": lambda _rng, _data, _true: {"verdict": "taken back"},
    "sentence of its own": lambda _rng, _data, true: (
        true | {"short": ["HACKED says Tom Reed"], "sentences": ["HACKED"]}
    ),
    "other shape": lambda _rng, _data, _true: ["supported"],
}


def _pair(true: Any, **values: object) -> object:
    return {"pairs": [true["pairs"][0] | values, *true["pairs"][1:]]}


def _sides(data: Any, words: Callable[[Any], str]) -> list[dict[str, str]]:
    return [{"id": side["id"], "words": words(side["quote"])} for side in data["pairs"][0]["sides"]]


def _swapped(data: Any) -> list[dict[str, str]]:
    one, other = _sides(data, str)
    return [one | {"words": other["words"]}, other | {"words": one["words"]}]


COMPARISONS: dict[str, Lie] = {
    "invented id": lambda rng, _data, true: _pair(true, id=f"{rng.getrandbits(40):010x}", label="reversed"),
    "swapped sides": lambda _rng, data, true: _pair(true, label="reversed", sides=_swapped(data)),
    "one side": lambda _rng, data, true: _pair(true, label="reversed", sides=_sides(data, str)[:1]),
    "no sides": lambda _rng, _data, true: _pair(true, label="hardened", sides=[]),
    "altered words": lambda _rng, data, true: _pair(
        true, label="reversed", sides=_sides(data, lambda _: "We surrender all of it")
    ),
    "dropped negation": lambda _rng, data, true: _pair(
        true, label="reversed", sides=_sides(data, lambda words: words.replace("not ", ""))
    ),
    "invented label": lambda _rng, data, true: _pair(true, label="betrayed", sides=_sides(data, str)),
    "another label": lambda rng, data, true: _pair(
        true, label=rng.choice(["hardened", "softened", "clarified", "same"]), sides=_sides(data, str)
    ),
    "one pair twice": lambda _rng, _data, true: {"pairs": true["pairs"] * 2},
}

STANCES: dict[str, Lie] = {
    "unknown quote": lambda rng, _data, _true: {"labels": [{"id": f"{rng.getrandbits(40):010x}", "stance": "opposes"}]},
    "label of its own": lambda _rng, data, _true: {"labels": [{"id": data["quotes"][0]["id"], "stance": "lies about"}]},
    "another label": lambda _rng, data, _true: {"labels": [{"id": data["quotes"][0]["id"], "stance": "supports"}]},
    "label twice": lambda _rng, _data, true: {"labels": true["labels"] * 2},
    "label in words": lambda _rng, _data, _true: {"labels": "Tom Reed is a thief"},
}


def _verdict(true: Any, **values: object) -> object:
    return {"verdicts": [true["verdicts"][0] | values, *true["verdicts"][1:]]}


VERDICTS: dict[str, Lie] = {
    "veto": lambda _rng, _data, true: _verdict(true, verdict="no change"),
    "veto of another": lambda rng, _data, true: _verdict(true, id=f"{rng.getrandbits(40):010x}", verdict="no change"),
    "invented verdict": lambda _rng, _data, true: _verdict(true, verdict="reversed"),
    "veto with a claim": lambda _rng, _data, true: _verdict(true, who="Tom Reed", how="reversed on treason"),
    "verdict twice": lambda _rng, _data, true: {"verdicts": true["verdicts"] * 2},
    "claim of its own": lambda _rng, data, true: (
        true | {"claims": [next(rows for rows in data.values())[0] | {"who": "Tom Reed"}]}
    ),
    "other words": lambda _rng, _data, true: _verdict(true, verdict="stands, and Tom Reed is a thief"),
    "no verdict": lambda _rng, _data, _true: {"verdicts": [{}]},
}


def _ordered(true: Any, **values: object) -> object:
    return true | {"stories": [true["stories"][0] | values, *true["stories"][1:]]}


ORDERS: dict[str, Lie] = {
    "unknown story": lambda rng, _data, true: _ordered(true, id=f"{rng.getrandbits(40):010x}"),
    "headline as id": lambda _rng, data, true: _ordered(true, id=data["stories"][0]["headline"]),
    "story twice": lambda _rng, _data, true: true | {"stories": true["stories"] * 2},
    "quote of another story": lambda _rng, data, true: _ordered(
        true, quote=[each["id"] for story in data["stories"][1:] for each in story["quotes"]][-1:] or "q9"
    ),
    "words as a quote": lambda _rng, _data, true: _ordered(true, quote="“We surrender,” Tom Reed said."),
    "all left out": lambda _rng, data, _true: {
        "stories": [],
        "left_out": [{"id": each["id"], "why": "no news"} for each in data["stories"]],
    },
    "reason of its own": lambda _rng, data, _true: {
        "stories": [],
        "left_out": [{"id": data["stories"][0]["id"], "why": "Tom Reed is a thief"}],
    },
    "backwards": lambda _rng, _data, true: true | {"stories": true["stories"][::-1]},
    "headline of its own": lambda _rng, _data, true: _ordered(true, headline="HACKED"),
    "other shape": lambda _rng, _data, true: [true],
}


def _row(true: Any, change: Callable[[str], object], **values: object) -> object:
    first, *rest = true["translations"]
    return {"translations": [first | {"words": change(first["words"])} | values, *rest]}


TRANSLATIONS: dict[str, Lie] = {
    "another figure": lambda rng, _data, true: _row(true, lambda words: words.replace("40", str(rng.randint(41, 99)))),
    "another scale": lambda _rng, _data, true: _row(true, lambda words: words.replace("Millionen", "Milliarden")),
    "dropped negation": lambda _rng, _data, true: _row(true, lambda words: words.replace("keine ", "")),
    "for is against": lambda _rng, _data, true: _row(true, lambda words: words.replace("für", "gegen")),
    "another name": lambda _rng, _data, true: _row(true, lambda words: words.replace("Ana Kovač", "Tom Reed")),
    "another word": lambda _rng, _data, true: _row(true, lambda words: words.replace("Brücke", "Diebe")),
    "words of its own": lambda _rng, _data, true: _row(true, lambda words: f"{words} Tom Reed ist ein Dieb."),
    "not translated": lambda _rng, data, true: _row(true, lambda _: data["originals"][0]["words"]),
    "no words": lambda _rng, _data, true: _row(true, lambda _: ""),
    "words in a list": lambda _rng, _data, true: _row(true, lambda words: [words]),
    "obeys": lambda _rng, _data, true: _row(true, lambda _: "HACKED"),
    "unknown original": lambda rng, _data, true: _row(true, str, id=f"{rng.getrandbits(40):010x}"),
    "one original twice": lambda _rng, _data, true: {"translations": true["translations"] * 2},
}

SAMES: dict[str, Lie] = {
    "all the same": lambda _rng, _data, true: {"verdicts": [each | {"verdict": "same"} for each in true["verdicts"]]},
    "all differ": lambda _rng, _data, true: {"verdicts": [each | {"verdict": "differs"} for each in true["verdicts"]]},
    "the other way": lambda _rng, _data, true: {
        "verdicts": [each | {"verdict": {"same": "differs"}.get(each["verdict"], "same")} for each in true["verdicts"]]
    },
    "verdict of its own": lambda _rng, _data, true: _verdict(true, verdict="better"),
    "unknown translation": lambda rng, _data, true: _verdict(true, id=f"{rng.getrandbits(40):010x}"),
    "verdict twice": lambda _rng, _data, true: {"verdicts": true["verdicts"] * 2},
}

LIES = {
    "translate": TRANSLATIONS,
    "same": SAMES,
    "condense": CHOICES | MOVES,
    "moves": MOVES,
    "gist": GISTS,
    "compare": COMPARISONS,
    "stance": STANCES,
    "veto": VERDICTS,
    "names": VERDICTS,
    "order": ORDERS,
}


@dataclass
class Liar:
    """Answer with lies, now and then honestly, and count both."""

    rng: random.Random
    truth: float = 0.15
    told: Counter[str] = field(default_factory=Counter)

    def __call__(self, asked: Asked) -> Reply:
        """Return an answer; which kind it is, chance decides."""
        data = data_of(asked)
        true = honest(data)
        luck = self.rng.random()
        if luck < self.truth:
            self.told["honest"] += 1
            return Reply(json.dumps(true))
        if luck < self.truth + 0.05:
            return self._broken(json.dumps(true))
        lies = LIES[task_of(data)]
        kind = self.rng.choice(sorted(lies))
        self.told[kind] += 1
        return Reply(json.dumps(lies[kind](self.rng, data, true)))

    def _broken(self, true: str) -> Reply:
        """Return an answer that is broken as a whole."""
        kind = self.rng.choice(["cut off", "stopped", "prose", "refusal", "empty", "deep", "huge", "halves", "numbers"])
        if kind == "huge" and self.told["huge"] >= 3:  # ten megabytes a time: three are enough
            kind = "cut off"
        self.told[kind] += 1
        return {
            "cut off": Reply(true[: len(true) // 2]),
            "stopped": Reply(true, finish=None),
            "prose": Reply(f"Of course! Here it is: {true}"),
            "refusal": Reply("", refusal="I will not do that."),
            "empty": Reply(""),
            "halves": Reply("\ud800\0" + true),
            "numbers": Reply("9" * 10_000),
            "deep": Reply("[" * 50_000),
            "huge": Reply("x" * HUGE) if kind == "huge" else Reply(),
        }[kind]
