"""How one endpoint wants to be asked: begun with what most take, mended by what it says, remembered once it answers."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields, replace

STRUCTURES = ("schema", "json", "plain")  # a strict schema, an object of any shape, in words alone
LIMITS = ("max_tokens", "max_completion_tokens")
THOUGHTS = 600  # tokens that a thinking model gets beyond its answer, until they prove too few
MORE_THOUGHTS = 2_000  # that it gets then
MOST_THOUGHTS = 8_000
LEAST_ROOM = 1_500  # characters of an article, below which it is not the article that does not fit
Messages = list[dict[str, str]]

_UNKNOWN = re.compile(
    r"unsupported|(?:not|n't) (?:\w+ )?(?:support|permit|allow|recogni|enabled|accept)|unknown|unrecogni|unexpected|"
    r"extra|instead|forbidden|unavailable|invalid"
)
_EFFORT = re.compile(r"reasoning[_. ]effort")
_SYSTEM = re.compile(
    r"system[ '\"`_]{1,3}(?:role|message|prompt|instruction)|role[ '\"`:=]{1,4}system|(?:role|message)s must alternate|"
    r"developer instruction"
)
_TIER = re.compile(r"service[_ ]?tier|\bflex\b")
_STRUCTURE = re.compile(
    r"response[_ .]?format|json[_ ]?schema|json[_ ]object|json mode|structured[_ ]?output|grammar|guided[_ ]|schema|"
    r"additionalproperties|output_config"
)


@dataclass(frozen=True, slots=True)
class Manner:
    """Hold what was found out about an endpoint."""

    structure: str = STRUCTURES[0]
    limit: str = LIMITS[0]  # what the most tokens of an answer are called
    effort: bool = True  # it may be told to think little
    tier: bool = True  # it may be asked for another tier
    system: bool = True  # the task may have a message of its own
    thoughts: int = 0  # tokens that it thinks with before it answers
    room: int = 0  # characters of an article that fit beside an answer; 0: as many as ever came

    def mended(self, said: str) -> Manner | None:
        """Return the next manner to try after what a server said of this one, or None where it says nothing of it."""
        if self.limit in said and _UNKNOWN.search(said):
            return replace(self, limit=next(each for each in LIMITS if each != self.limit))
        if self.effort and _EFFORT.search(said):
            return replace(self, effort=False)
        if self.tier and _TIER.search(said):
            return replace(self, tier=False)
        if self.system and _SYSTEM.search(said):
            return replace(self, system=False)
        if self.structure != STRUCTURES[-1] and _STRUCTURE.search(said):
            return replace(self, structure=STRUCTURES[STRUCTURES.index(self.structure) + 1])
        return None

    def thoughtful(self, had: int) -> Manner | None:
        """Return the manner that leaves more tokens to think with than it had, or None where they are enough."""
        return replace(self, thoughts=max(MORE_THOUGHTS, had * 4)) if had < MOST_THOUGHTS else None

    def narrowed(self, characters: int) -> Manner:
        """Return the manner after so many characters of an article did not fit."""
        return replace(self, room=max(characters // 2, LEAST_ROOM))

    def spoken(self, messages: Messages) -> Messages:
        """Return messages as this endpoint takes them."""
        if self.system:
            return messages
        return [{"role": "user", "content": "\n\n".join(each["content"] for each in messages)}]

    def kept(self) -> str:
        """Return the manner as text."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str, limit: str) -> Manner:
        """Return a manner that was kept; where nothing was, the one to begin with."""
        try:
            found = json.loads(text)
        except ValueError:  # kept by an earlier version, which knew structures alone
            return cls(structure=text if text in STRUCTURES else STRUCTURES[0], limit=limit)
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in found.items() if name in known})

    def told(self) -> str:
        """Return what was found out, for a person."""
        takes = {"schema": "takes JSON schemas", "json": "knows JSON, not schemas"}
        said = [takes.get(self.structure, "is asked for JSON in words"), f"calls its limit {self.limit}"]
        said += ["has no cheaper tier"] if not self.tier else []
        said += ["takes the task and the text as one message"] if not self.system else []
        said += [f"thinks before it answers (up to {self.thoughts:,} tokens more)"] if self.thoughts else []
        said += [f"is asked for {self.room:,} characters of an article at a time"] if self.room else []
        return ", ".join(said)
