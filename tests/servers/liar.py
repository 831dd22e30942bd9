"""A language model that lies in every way we could think of, and notes what of its answers is true."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.servers.openai import Asked, Reply, data_of, honest

HUGE = 10_000_000
Lie = Callable[[random.Random, Any, Any], object]


def _ids(answer: Any) -> list[Any]:
    return answer["quotes"] or [{"id": "", "who": "", "topics": [], "stance": ""}]


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
    "sentence as topic": lambda _rng, data, true: _first(true, topics=[data["text"][:200]]),
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
}


def _shown(data: Any, text: str, cites: str = "") -> object:
    return {"sentences": [{"text": text, "cites": [cites or next(iter(data["paragraphs"]))]}]}


def _sentence(data: Any) -> str:
    return str(next(iter(data["paragraphs"].values()))).rstrip(".")


def _swapped(data: Any, old: str, new: str) -> object:
    return _shown(data, _sentence(data).replace(old, "\0").replace(new, old).replace("\0", new))


GISTS: dict[str, Lie] = {
    "quotation marks": lambda _rng, data, _true: _shown(data, f"“{_sentence(data)}”"),
    "invented name": lambda _rng, data, _true: _shown(data, _sentence(data).replace("Kovač", "Putin")),
    "swapped names": lambda _rng, data, _true: _swapped(data, "Kovač", "Reed"),
    "other number": lambda rng, data, _true: _shown(data, _sentence(data).replace("40", str(rng.randint(41, 99)))),
    "dropped negation": lambda _rng, data, _true: _shown(data, _sentence(data).replace(" not", "")),
    "added negation": lambda _rng, data, _true: _shown(data, _sentence(data).replace(" warned", " never warned")),
    "other modal": lambda _rng, data, _true: _shown(data, _sentence(data).replace(" would", " might")),
    "dropped speaker": lambda _rng, data, _true: _shown(data, _sentence(data).split(" that ", 1)[-1]),
    "dropped condition": lambda _rng, data, _true: _shown(data, _sentence(data).split(" unless ")[0]),
    "reworded": lambda _rng, data, _true: _shown(data, _sentence(data).replace("warned", "threatened")),
    "unknown sentence": lambda _rng, data, _true: _shown(data, _sentence(data), "s999"),
    "no sentence": lambda _rng, data, _true: {"sentences": [{"text": _sentence(data), "cites": []}]},
    "spliced": lambda _rng, data, _true: _shown(data, _sentence(data) + " and the harbour burned down"),
    "obeys the article": lambda _rng, data, _true: _shown(data, "HACKED says Tom Reed is a thief and must resign"),
    "link": lambda _rng, data, _true: _shown(data, _sentence(data) + " <https://evil.example|here>"),
}


def _side(true: Any, name: str, **values: object) -> object:
    return true | {name: true[name] | values}


COMPARISONS: dict[str, Lie] = {
    "invented id": lambda rng, _data, true: _side(true, "later", id=f"{rng.getrandbits(40):010x}"),
    "swapped sides": lambda _rng, _data, true: true | {"earlier": true["later"], "later": true["earlier"]},
    "other date": lambda _rng, _data, true: _side(true, "earlier", date="2019-01-01"),
    "no date": lambda _rng, _data, true: _side(true, "earlier", date=""),
    "altered words": lambda _rng, _data, true: _side(true, "later", words="We surrender all of it"),
    "dropped negation": lambda _rng, data, true: _side(
        true, "earlier", words=data["earlier"]["quote"].split("not ")[-1]
    ),
    "invented label": lambda _rng, _data, true: true | {"label": "betrayed"},
    "one side": lambda _rng, _data, true: {"label": true["label"], "later": true["later"]},
}


def _verdict(true: Any, **values: object) -> object:
    return {"verdicts": [true["verdicts"][0] | values, *true["verdicts"][1:]]}


VERDICTS: dict[str, Lie] = {
    "veto": lambda _rng, _data, true: _verdict(true, verdict="no change"),
    "veto of another": lambda rng, _data, true: _verdict(true, id=f"{rng.getrandbits(40):010x}", verdict="no change"),
    "invented verdict": lambda _rng, _data, true: _verdict(true, verdict="reversed"),
    "veto with a claim": lambda _rng, _data, true: _verdict(true, who="Tom Reed", how="reversed on treason"),
    "verdict twice": lambda _rng, _data, true: {"verdicts": true["verdicts"] * 2},
    "claim of its own": lambda _rng, data, true: true | {"claims": [data["claims"][0] | {"who": "Tom Reed"}]},
    "other words": lambda _rng, _data, true: _verdict(true, verdict="stands, and Tom Reed is a thief"),
    "no verdict": lambda _rng, _data, _true: {"verdicts": [{}]},
}


LIES = {"quotes": CHOICES, "paragraphs": GISTS, "earlier": COMPARISONS, "claims": VERDICTS}


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
        lies = next(lies for key, lies in LIES.items() if key in data)
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
