"""The names of an article: full names, roles beside them, signs of gender, all from the same text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from bot.model.record import SpeakerKind
from bot.reading.languages import english

_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Col|Lt|Sgt|Rev|Prof|Hon|St|Capt|Jr|Sr)\."
NAME_WORD = rf"(?:{_TITLE}|[A-ZÀ-ÖØ-Þ][\w’'-]*\w|[A-Z]\.?(?:[A-Z]\.)*|[A-ZÀ-ÖØ-Þ]\w*)"
NAME = re.compile(
    rf"(?<![\w’'@#]){NAME_WORD}(?:[ \u00a0](?:(?:von|van|der|den|de|del|della|di|da|bin|bint|al|el|ibn|ter|ten)\s)?{NAME_WORD})*"
)
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
_APPOSITION = re.compile(
    r",\s(?:(?:the|a|an|his|her|who is|who was)\s)?([^,.;:()“”\"!?\n]{3,90}?)(?=,|\.|;| who\b| and\b)"
)
_ANNOUNCED = re.compile(r"(?:^|[\s“‘\"])((?:[Tt]he |[Ii]ts |[Aa]n? )?(?:[\w-]+[’']s? )?(?:[\w-]+ ){0,4}[\w-]+), $")
_HE = re.compile(r"\b(he|him|his|himself)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(she|her|hers|herself)\b", re.IGNORECASE)


@dataclass(slots=True)
class Known:
    """Hold what the text says of one name."""

    name: str
    kind: SpeakerKind
    role: str = ""
    mentions: list[int] = field(default_factory=list)
    male: int = 0
    female: int = 0
    titled: bool = False
    speaks: bool = False  # a verb of saying stands beside it


@dataclass(frozen=True, slots=True)
class Names:
    """Hold the names of one text."""

    known: dict[str, Known]
    by_word: dict[str, tuple[str, ...]]  # last word, lower case -> full names that end with it

    def full(self, name: str) -> tuple[str, bool]:
        """Return the fullest form that the text has of a name, and whether it is the only one."""
        words = name.split()
        if len(words) > 1 and name in self.known:
            return name, True
        if words[-1].lower() in english.PLACES_AND_TIMES:
            return name, True
        fits = [full for full in self.by_word.get(words[-1].lower(), ()) if _fits(words, full.split())]
        longer = [full for full in fits if len(full.split()) > len(words)]
        distinct = _distinct(longer)
        if len(distinct) == 1:
            return distinct[0], True
        return name, not distinct

    def person(self, name: str) -> bool:
        """Say whether the text shows that a name is a person's: a title, a role, a verb of saying, its surname alone."""
        each = self.known.get(name)
        if each is None or each.kind is not SpeakerKind.PERSON:
            return False
        words = name.split()
        if len(words) == 1:
            return each.titled or bool(each.male or each.female) or (each.speaks and len(each.mentions) > 1)
        alone = self.known.get(words[-1]) if len(words) < 5 else None
        parts = [each] + ([alone] if alone else [])
        signs = any(part.titled or part.role or part.speaks or part.male or part.female for part in parts)
        return signs or (alone is not None and alone.kind is SpeakerKind.PERSON)

    def of(self, name: str) -> Known | None:
        """Return what is known of a name."""
        return self.known.get(name)


def _fits(short: list[str], full: list[str]) -> bool:
    """Say whether the words of a short form stand in a full name in their order."""
    rest = iter(word.lower().strip(".") for word in full)
    return all(word.lower().strip(".") in rest for word in short)


def _distinct(fulls: list[str]) -> list[str]:
    """Return the names that are not merely longer forms of one another, each as its longest form."""
    ordered = sorted(set(fulls), key=lambda each: (-len(each.split()), each))
    kept: list[str] = []
    for each in ordered:
        if not any(_fits(each.split(), longer.split()) for longer in kept):
            kept.append(each)
    return kept


def stripped(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Return the title words before a name, and the name's own words; days and months beside it are no part of it."""
    while len(tokens) > 1 and tokens[-1].lower() in english.CALENDAR:
        tokens = tokens[:-1]
    start = 0
    while start < len(tokens) - 1 and tokens[start].lower().strip(".") in english.OPENERS:
        start += 1
    last_title = start
    for at in range(start, len(tokens) - 1):
        word = tokens[at].lower().strip(".")
        if word in english.ROLES or (word in english.DEMONYMS and at == last_title):
            last_title = at + 1
    return tokens[start:last_title], tokens[last_title:]


def kind_of(words: list[str]) -> SpeakerKind:
    """Return what a name stands for: bodies by their words or capitals, else a person."""
    lower = [word.lower().strip(".") for word in words]
    body = any(word in english.ORGANISATION_WORDS for word in lower)
    acronym = len(words) == 1 and len(words[0].strip(".")) > 1 and words[0].replace(".", "").isupper()
    place = len(words) == 1 and lower[0] in english.PLACES_AND_TIMES
    return SpeakerKind.ORGANISATION if body or acronym or place else SpeakerKind.PERSON


def names_of(text: str) -> Names:
    """Return the names of a text, in time that grows with its length."""
    known: dict[str, Known] = {}
    for found in NAME.finditer(text[:400_000]):
        _note(text, found.start(), found.group(), known)
    for name, each in known.items():
        if each.kind is SpeakerKind.PERSON and len(name.split()) > 1:
            _gender(text, each)
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in known:
        for word in {name.split()[-1].lower(), name.split()[0].lower()}:
            by_word[word].append(name)
    return Names(known, {word: tuple(each) for word, each in by_word.items()})


def parts(found: str) -> list[list[str]]:
    """Return the words of a capitalised sequence, parted behind each possessive: an owner and what is owned."""
    owned: list[list[str]] = [[]]
    for token in found.split():
        plain = _POSSESSIVE.sub("", token)
        owned[-1].append(plain)
        if plain != token:
            owned.append([])
    return [tokens for tokens in owned if tokens]


def _note(text: str, start: int, found: str, known: dict[str, Known]) -> None:
    """Note the names in one capitalised sequence."""
    pieces = parts(found)
    for number, tokens in enumerate(pieces):
        at = start if number == 0 else text.find(tokens[0], start)
        _note_one(text, at, found if len(pieces) == 1 else " ".join(tokens), tokens, known)


def _note_one(text: str, start: int, found: str, tokens: list[str], known: dict[str, Known]) -> None:
    """Note one name without its titles, with what stands beside it."""
    titles, words = stripped(tokens)
    if not words or (len(words) == 1 and words[0].lower() in english.NO_NAMES):
        return
    name = " ".join(words).rstrip(".,")
    if not name:
        return
    each = known.setdefault(name, Known(name, kind_of(words)))
    each.mentions.append(start)
    lower = {title.lower().strip(".") for title in titles}
    each.male += bool(lower & english.MALE_TITLES)
    each.female += bool(lower & english.FEMALE_TITLES)
    each.titled = each.titled or bool(lower & english.TITLES)
    beside = (
        text[start + len(found) : start + len(found) + 14].lstrip(",").split()
        + text[max(0, start - 14) : start].split()[-1:]
    )
    each.speaks = each.speaks or any(
        word.strip(",.") in english.SAYING or word == "who" for word in beside[:1] + beside[-1:]
    )
    if len(words) > 1 or titles:
        _role(text, start, found, titles, each)


def _role(text: str, start: int, found: str, titles: list[str], each: Known) -> None:
    """Keep the first role that the text gives a person: before the name or in an apposition."""
    if each.role or each.kind is not SpeakerKind.PERSON:
        return
    before = [title for title in titles if title.lower().strip(".") not in english.HONORIFICS]
    if any(title.lower().strip(".") in english.ROLES for title in before):
        each.role = " ".join(before)
        return
    after = _APPOSITION.match(text, start + len(found))
    if after and _has_role(after[1]) and not re.match(r"\w+ed\b", after[1]):
        each.role = after[1].strip()
        return
    announced = _ANNOUNCED.search(text[max(0, start - 90) : start])
    if announced and _has_role(announced[1]):
        each.role = _trimmed_role(announced[1])
        return
    lead = re.search(
        r"(?:^|[\s(])((?:[a-z][\w-]*|[A-Z][\w’'-]*)(?:\s(?:[a-z][\w-]*|[A-Z][\w’'-]*)){0,3})\s$",
        text[max(0, start - 60) : start],
    )
    if lead and lead[1].split()[-1].lower() in english.ROLES:
        each.role = _trimmed_role(lead[1])


def _has_role(phrase: str) -> bool:
    """Say whether a phrase names a role and is no clause with a verb of saying."""
    words = [word.strip(".,’'") for word in phrase.split()]
    role = any(word.lower().removesuffix("’s") in english.ROLES for word in words[:9])
    return role and not any(word in english.SAYING for word in words)  # “United States” is no verb


def _trimmed_role(phrase: str) -> str:
    """Return the words of a role from behind the last small word; “the” stays before an owner: “the bank’s governor”."""
    words = phrase.split()
    at = max(
        (n + 1 for n, word in enumerate(words) if word.lower() in english.STARTERS or word in english.SAYING), default=0
    )
    owned = at and words[at - 1].lower() == "the" and len(words) > at and _POSSESSIVE.search(words[at])
    return ("the " if owned else "") + " ".join(words[at:])


def _gender(text: str, each: Known) -> None:
    """Count he and she in the sentence parts that follow a mention of the full name."""
    votes: Counter[str] = Counter()
    for start in each.mentions[:6]:
        part = re.split(r"[\n“\"]", text[start + len(each.name) : start + len(each.name) + 160], maxsplit=1)[0]
        he, she = _HE.search(part), _SHE.search(part)
        if he and (not she or he.start() < she.start()) and not NAME.search(part[: he.start()]):
            votes["male"] += 1
        elif she and not NAME.search(part[: she.start()]):
            votes["female"] += 1
    each.male += votes["male"]
    each.female += votes["female"]
