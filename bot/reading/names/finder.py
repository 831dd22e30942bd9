"""Find the names of an article, with every sign of person, role and gender that stands beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.model.record import SpeakerKind
from bot.reading.languages import english
from bot.reading.names.forms import (
    CONTRACTED,
    NAME,
    POSSESSIVE,
    a_name,
    extended,
    is_given,
    kind_of,
    parts,
    plain,
    stripped,
)
from bot.reading.names.names import Known, Mention, Names
from bot.reading.names.roles import held, role_of

_AGED = re.compile(r", \d\d,")
_SHORT_WORD = re.compile(r"[HhSs](?<!\w[HhSs])\w{1,6}\b")
_PRONOUNS = {"he": "male", "his": "male", "himself": "male", "she": "female", "herself": "female"} | dict.fromkeys(
    ("him", "her", "hers"),
    "",  # mostly somebody else: “Ruiz backed her up”
)
_OWNED = re.compile(r"\s(?!(?:up|to|in|on|for|as|and|at|with|from|of|that)\b)[a-z]")  # “her bank”
_LINE = re.compile(r"[^\n]+")
_LARGE_WORD = re.compile(r"[A-Za-zÀ-Þ](?<!\w[A-Za-zÀ-Þ])[\w’'-]{3,}")
_LETTERS = re.compile(r" \((?:the )?([A-Z][A-Z&-]{1,8})\)")
_PART_END = re.compile(r"[\n“\"]|\. ")
TITLE = 3  # a title shows gender as surely as so many pronouns
ENOUGH = 12  # mentions of one name whose neighbours are looked at
GENDER_REACH = 120  # characters from a name to the pronoun that shows its gender
MOST = 400_000  # characters of a text that are searched for names


def names_of(text: str) -> Names:
    """Return the names of a text, in time that grows with its length."""
    known: dict[str, Known] = {}
    mentions: list[Mention] = []
    headlines: list[re.Match[str]] = []
    for line in _LINE.finditer(text, 0, MOST):
        if _headline(line.group()):
            headlines.append(line)
        else:
            mentions += _of_line(text, *line.span(), known)
    for line in headlines:
        mentions += _known_in(text, line, known)
    mentions = _without_openers(text, sorted(mentions, key=lambda each: each.start), known)
    _gender(text, mentions, known)
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in known:
        for word in {plain(name.split()[-1]), plain(name.split()[0])}:
            by_word[word].append(name)
    starts = tuple(each.start for each in mentions)
    names = Names(known, {word: tuple(each) for word, each in by_word.items()}, tuple(mentions), starts)
    names.forms.update(_letters(text, mentions))
    _gather(names)
    return names


def _of_line(text: str, start: int, end: int, known: dict[str, Known]) -> Iterator[Mention]:
    """Yield the mentions in one line, noted."""
    found = NAME.search(text, start, end)
    while found:
        stop = min(extended(text, found.start(), found.end()), end)
        yield from _noted(text, found.start(), text[found.start() : stop], known)
        found = NAME.search(text, stop, end)


def _letters(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, tuple[str, bool]]]:
    """Yield the letters that the text gives a body, each with its name: “Harbour Safety Board (HSB)”."""
    for each in mentions:
        found = _LETTERS.match(text, each.end) if " " in each.name else None
        initials = "".join(word[0] for word in each.name.split() if word[0].isupper())
        if found and found[1][0] == initials[0] and set(found[1]) <= set(each.name.upper()):
            yield found[1], (each.name, True)


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
    mentions = [_shortened(text, each, known) for each in mentions]
    for name in known.keys() - {each.name for each in mentions}:
        del known[name]
    longer = {word for name in known if " " in name for word in (name.split()[0], name.split()[-1])}
    inside = {each.name for each in mentions if " " not in each.name and _inside(text, each)}
    for name in [name for name in known if " " not in name and name not in inside and name not in longer]:
        each = known[name]
        if each.kind is SpeakerKind.PERSON and not (each.titled or each.speaks or each.aged):
            del known[name]
    return [each for each in mentions if each.name in known]


def _shortened(text: str, mention: Mention, known: dict[str, Known]) -> Mention:
    """Return a mention without a verb before it that opens its sentence: “Following Ruiz”."""
    first, _, rest = mention.name.partition(" ")
    opens = first.endswith(("ing", "ed")) or first.lower() in english.OPENING_VERBS
    if not opens or rest not in known or not _begins(text, mention.start):
        return mention
    known[rest].mentions.append(mention.start)
    return replace(mention, start=mention.start + len(first) + 1, name=rest)


def _inside(text: str, mention: Mention) -> bool:
    """Say whether a mention's capital is no sentence's or quotation's first letter: “said Ruiz”, “The Ruiz campaign”."""
    before = text[max(0, mention.start - 3) : mention.start].rstrip(" \u00a0")
    opens = not before or before[-1] in ".!?:\n“”\"‘’'—–-•"
    behind = text[mention.end : mention.end + 14].split(maxsplit=1)[:1]
    body = any(
        word.strip(",.") in english.BODIES for word in behind
    )  # “The Orvane government” is a body called by a place
    return not opens or (text[mention.start : mention.end] != mention.name and not body)


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
        bare = POSSESSIVE.sub("", token)
        if not tokens:
            begin = at
        if bare.lower() in english.COMMON_OWNERS and start + len(found) > at + len(token):
            bare = token
        tokens.append(bare)
        if bare != token:
            made.append(_note(text, begin, at + len(bare), tokens, known, owner=True))
            tokens = []
        at += len(token)
    if tokens:
        made.append(_note(text, begin, at, tokens, known, owner=False))
    return [each for each in made if each]


def _note(
    text: str, start: int, end: int, tokens: list[str], known: dict[str, Known], *, owner: bool
) -> Mention | None:
    """Note one name without its titles, with what stands beside it."""
    start, titles, words = _parted(text, start, end, tokens) if len(tokens) > 1 else (start, [], tokens)
    if not words or not a_name(words, titles, text[end : end + 1]):
        return None
    before = text[max(0, start - 14) : start].rstrip(", \u00a0").rsplit(None, 1)
    word_before = before[-1] if before and before[-1].isalpha() else ""
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


def _parted(text: str, start: int, end: int, tokens: list[str]) -> tuple[int, list[str], list[str]]:
    """Return where a name of several words begins, with an office before it, its titles, and its own words."""
    if _inverted(text, start, end, tokens):
        start, tokens = start + len(tokens[0]) + 1, tokens[1:]
    titles, words = ([], tokens) if _whole(tokens) and not _begins(text, start) else stripped(tokens)
    office = held(text, start) if len(words) > 1 else ""
    at = _behind_office(words) if office else 0
    if office:
        titles, words = [*office.split(), *words[:at]] if at else titles, words[at:]
    return start - len(office) if at else start, titles, words


def _inverted(text: str, start: int, end: int, tokens: Sequence[str]) -> bool:
    """Say whether a verb of saying opens the sentence before a whole name: “Said Ana Ruiz, the mayor:”."""
    return (
        len(tokens) > 2
        and tokens[0].lower() in english.SAYING
        and text[end : end + 1] in {",", ":"}
        and _begins(text, start)
    )


def _whole(tokens: Sequence[str]) -> bool:
    """Say whether inside a sentence a first word belongs to the name that would open one: “Will Reed”, “The Independent”."""
    return (len(tokens) == 2 and tokens[0] in english.NAMES_TOO) or (len(tokens) > 1 and tokens[0] == "The")


def _behind_office(words: Sequence[str]) -> int:
    """Return where the name begins behind what somebody is secretary or minister of: “State Ana Ruiz”."""
    given = next((at for at in range(1, len(words)) if is_given(words[at])), 0)
    small = next((at for at, word in enumerate(words[:-1]) if word.lower() not in english.OFFICES), len(words) - 1)
    return given or small


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
    for found in _SHORT_WORD.finditer(text, 0, MOST):
        word = found[0][0].lower() + found[0][1:]
        number = bisect_left(starts, found.start()) - 1 if word in _PRONOUNS else done
        if number == done or number < 0:
            continue
        done, each = number, mentions[number]
        between = text[each.end : found.start()]
        if len(between) < GENDER_REACH and not _PART_END.search(between):
            gender = "female" if word == "her" and _OWNED.match(text, found.end()) else _PRONOUNS[word]
            known[each.name].male += gender == "male"
            known[each.name].female += gender == "female"
