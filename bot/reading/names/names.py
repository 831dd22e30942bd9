"""The names of an article: where each stands, its fullest form, its role, signs of gender, all from the same text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.model.record import SpeakerKind
from bot.reading.languages import english
from bot.reading.languages.given import GIVEN
from bot.reading.names.forms import CONTRACTED, NAME, POSSESSIVE, a_name, kind_of, parts, stripped
from bot.reading.names.roles import role_of

_AGED = re.compile(r", \d\d,")
_PRONOUN = re.compile(  # “him”, and “her” before a small word, are mostly somebody else: “Ruiz backed her up”
    r"\b(?:([Hh]e|[Hh]is|[Hh]imself)|([Ss]he|[Hh]erself|[Hh]er(?=\s(?!up\b|to\b|in\b|on\b|for\b|as\b|and\b|at\b|with\b|from\b|of\b|that\b)[a-z]))|[Hh]im|[Hh]ers?)\b"
)
_LINE = re.compile(r"[^\n]+")
_LARGE_WORD = re.compile(r"\b[A-Za-zÀ-Þ][\w’'-]{3,}")
_PART_END = re.compile(r"[\n“\"]|\. ")
TITLE = 3  # a title shows gender as surely as so many pronouns
ENOUGH = 12  # mentions of one name whose neighbours are looked at
GENDER_REACH = 120  # characters from a name to the pronoun that shows its gender
MOST = 400_000  # characters of a text that are searched for names


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
    aged: bool = False  # “Ana Ruiz, 60,”
    after_the: int = 0  # mentions behind “the”
    after_in: int = 0  # mentions behind “in”, “at”, “from”
    called: set[str] = field(default_factory=set)  # nouns for bodies right before it: “the newspaper Harbour Times”


@dataclass(frozen=True, slots=True)
class Mention:
    """Hold a place where a text names somebody: titles inside, the possessive outside."""

    start: int
    end: int
    name: str  # its own words, titles left out
    owner: bool  # a possessive follows: “Ruiz’s”
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Hold the names of one text."""

    known: dict[str, Known]
    by_word: dict[str, tuple[str, ...]]  # first or last word, lower case -> names that begin or end with it
    mentions: tuple[Mention, ...]  # in the order of the text
    starts: tuple[int, ...]
    forms: dict[str, tuple[str, bool]] = field(default_factory=dict)

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin at `start` or later and before `end`."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def full(self, name: str) -> tuple[str, bool]:
        """Return the fullest form that the text has of a name, and whether it is the only one."""
        if name not in self.forms:
            self.forms[name] = self._full(name)
        return self.forms[name]

    def _full(self, name: str) -> tuple[str, bool]:
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

    def who(self, mention: Mention) -> tuple[str, bool]:
        """Return the full name of who is mentioned; Mr and Mrs tell two of one surname apart."""
        full, only = self.full(mention.name)
        if only or not mention.titles:
            return full, only
        lower = {title.lower().strip(".") for title in mention.titles}
        male, female = bool(lower & english.MALE_TITLES), bool(lower & english.FEMALE_TITLES)
        if male == female:
            return full, only
        words = mention.name.split()
        fits = [each for each in self.by_word.get(words[-1].lower(), ()) if _fits(words, each.split())]
        holders = _distinct([each for each in fits if len(each.split()) > len(words)])
        borne = [each for each in holders if self._of(each, male=male)]
        return (borne[0], True) if len(borne) == 1 else (full, only)

    def _of(self, name: str, *, male: bool) -> bool:
        each = self.known[name]
        return each.male > each.female if male else each.female > each.male

    def person(self, name: str) -> bool:
        """Say whether the text shows that a name is a person's: a title, a role, a verb of saying, its surname alone."""
        each = self.known.get(name)
        if each is None or each.kind is not SpeakerKind.PERSON or 2 * each.after_the > len(each.mentions):
            return False
        words = name.split()
        if len(words) > 1 and words[0].lower().strip(".") in GIVEN:
            return True
        signs = each.titled or each.aged or each.male or each.female or (each.speaks and len(each.mentions) > 1)
        if len(words) == 1:
            return bool(signs)
        alone = self.known.get(words[-1])
        return bool(signs or each.role or each.speaks or each.aged or (alone and alone.kind is SpeakerKind.PERSON))

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


def names_of(text: str) -> Names:
    """Return the names of a text, in time that grows with its length."""
    known: dict[str, Known] = {}
    mentions: list[Mention] = []
    headlines: list[re.Match[str]] = []
    for line in _LINE.finditer(text, 0, MOST):
        if _headline(line.group()):
            headlines.append(line)
        else:
            for found in NAME.finditer(text, *line.span()):
                mentions += _noted(text, found.start(), found.group(), known)
    for line in headlines:
        mentions += _known_in(text, line, known)
    mentions = _without_openers(text, sorted(mentions, key=lambda each: each.start), known)
    _gender(text, mentions, known)
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in known:
        for word in {name.split()[-1].lower(), name.split()[0].lower()}:
            by_word[word].append(name)
    starts = tuple(each.start for each in mentions)
    names = Names(known, {word: tuple(each) for word, each in by_word.items()}, tuple(mentions), starts)
    _gather(names)
    return names


def _gather(names: Names) -> None:
    """Add what the text says of a short form to the one full form that it stands for."""
    for name, each in names.known.items():
        full, only = names.full(name)
        if not only or full == name:
            continue
        whole = names.known[full]
        whole.male += each.male
        whole.female += each.female
        whole.mentions += each.mentions
        whole.titled = whole.titled or each.titled
        whole.speaks = whole.speaks or each.speaks


def _without_openers(text: str, mentions: Sequence[Mention], known: dict[str, Known]) -> list[Mention]:
    """Return the mentions without words that only open sentences and that nothing shows to be names."""
    longer = {word for name in known if " " in name for word in (name.split()[0], name.split()[-1])}
    inside = {each.name for each in mentions if " " not in each.name and not _opens(text, each.start)}
    for name in [name for name in known if " " not in name and name not in inside and name not in longer]:
        each = known[name]
        if each.kind is SpeakerKind.PERSON and not (each.titled or each.speaks or each.aged):
            del known[name]
    return [each for each in mentions if each.name in known]


def _opens(text: str, start: int) -> bool:
    """Say whether a place opens a sentence or a quotation."""
    before = text[max(0, start - 3) : start].rstrip(" \u00a0")
    return not before or before[-1] in ".!?:\n“”\"‘’'—–-•"


def _begins(text: str, start: int) -> bool:
    """Say whether a place begins a sentence, marks before it aside."""
    before = text[max(0, start - 6) : start].rstrip(" \u00a0“\"‘'”’")
    return not before or before[-1] in ".!?\n"


def _headline(line: str) -> bool:
    """Say whether a line is set in capitals like a headline, so that capitals show no names in it."""
    if len(line) > 160:
        return False
    large = _LARGE_WORD.findall(line)
    return len(large) > 4 and sum(word[0].isupper() for word in large) >= 0.85 * len(large)


def _known_in(text: str, line: re.Match[str], known: dict[str, Known]) -> list[Mention]:
    """Return the mentions in a headline of names that the rest of the text has."""
    found: list[Mention] = []
    for run in NAME.finditer(text, *line.span()):
        at = run.start()
        words = [word for tokens in parts(run.group()) for word in tokens]
        for size in (3, 2, 1):
            for first in range(len(words) - size + 1):
                name = " ".join(words[first : first + size])
                place = text.find(name, at, run.end())
                if name in known and place >= 0 and not any(each.start <= place < each.end for each in found):
                    end = place + len(name)
                    found.append(Mention(place, end, name, owner=text[end : end + 2] in {"’s", "'s"}))
    return found


def _noted(text: str, start: int, found: str, known: dict[str, Known]) -> list[Mention]:
    """Note the names in one capitalised sequence and return where they stand."""
    if "’" not in found and "'" not in found:
        mention = _note(text, start, start + len(found), found.split(), known, owner=False)
        return [mention] if mention else []
    if CONTRACTED.match(found):
        return []
    made, at, tokens = [], start, list[str]()
    begin = start
    for token in found.split():
        at = text.find(token, at)
        plain = POSSESSIVE.sub("", token)
        if not tokens:
            begin = at
        tokens.append(plain)
        if plain != token:
            made.append(_note(text, begin, at + len(plain), tokens, known, owner=True))
            tokens = []
        at += len(token)
    if tokens:
        made.append(_note(text, begin, at, tokens, known, owner=False))
    return [each for each in made if each]


def _note(
    text: str, start: int, end: int, tokens: list[str], known: dict[str, Known], *, owner: bool
) -> Mention | None:
    """Note one name without its titles, with what stands beside it."""
    titles, words = stripped(tokens)
    if len(tokens) == 2 and tokens[0] in english.NAMES_TOO and not _begins(text, start):
        titles, words = [], tokens
    if not words or (len(words) == 1 and not a_name(words[0], titles, text[end : end + 1])):
        return None
    before = text[max(0, start - 14) : start].rstrip(", \u00a0").rsplit(None, 1)
    word_before = before[-1] if before and before[-1].isalpha() else ""
    if word_before == "of" and len(words) > 2 and words[0].lower() in english.OFFICES:
        words = words[-2:]  # “Secretary of State Ana Ruiz”
    name = " ".join(words).rstrip(".,")
    if not name:
        return None
    each = known.get(name)
    if each is None:
        each = known[name] = Known(name, kind_of(words))
    each.mentions.append(start)
    if len(each.mentions) <= ENOUGH:
        _beside(text, end, each, word_before, titles, dated=words[0].lower() in english.CALENDAR)
    if len(words) == 1 and not titles and word_before in english.KIN:
        _related(text, start, each, word_before)
    if len(words) > 1 or titles:
        each.aged = each.aged or bool(_AGED.match(text, end))
        if not each.role and each.kind is SpeakerKind.PERSON:
            each.role = role_of(text, start, end, titles)
    return Mention(start, end, name, owner, tuple(titles))


def _related(text: str, start: int, each: Known, noun: str) -> None:
    """Note that a single name is a person's and of which gender, where the text says so: “his wife, Jane”."""
    if text.startswith(", ", start - 2) or text.startswith(noun, start - len(noun) - 1):
        each.titled = True
        each.male += TITLE * (noun in english.MALE_TITLES)
        each.female += TITLE * (noun in english.FEMALE_TITLES)


def _beside(text: str, end: int, each: Known, word_before: str, titles: Sequence[str], *, dated: bool) -> None:
    """Note what the words beside a mention tell of who is named: titles, verbs of saying, “the”, “in”."""
    if word_before:
        each.after_the += word_before in {"the", "The"} and not titles
        each.after_in += word_before in {"in", "at", "from", "near", "In", "At"}
        each.speaks = each.speaks or word_before in english.SAYING
        if word_before in english.BODIES and not dated and not text.startswith(",", each.mentions[-1] - 2):
            each.called.add(word_before)
    if titles:
        lower = {title.lower().strip(".") for title in titles}
        each.male += TITLE * bool(lower & english.MALE_TITLES)
        each.female += TITLE * bool(lower & english.FEMALE_TITLES)
        each.titled = each.titled or bool(lower & english.TITLES)
    if not each.speaks:
        beside = text[end : end + 14].lstrip(",").split(maxsplit=1)[:1]
        each.speaks = any(word.strip(",.") in english.SAYING or word == "who" for word in beside)


def _gender(text: str, mentions: Sequence[Mention], known: dict[str, Known]) -> None:
    """Count he and she where they follow a person's mention in its sentence and nobody else is named between."""
    starts = [each.start for each in mentions]
    done = -1
    for pronoun in _PRONOUN.finditer(text, 0, MOST):
        number = bisect_left(starts, pronoun.start()) - 1
        if number == done or number < 0:
            continue
        done, each = number, mentions[number]
        between = text[each.end : pronoun.start()]
        if len(between) < GENDER_REACH and not _PART_END.search(between):
            known[each.name].male += pronoun[1] is not None
            known[each.name].female += pronoun[2] is not None
