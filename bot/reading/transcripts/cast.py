"""Who speaks under a label: the full name and office that the text itself gives, or nobody."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.model.record import Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.languages.english_transcripts import OFFICES, OWN, TITLES
from bot.reading.names.forms import NAME, POSSESSIVE, is_given, stripped
from bot.reading.transcripts.labels import Label, Voice, folded
from bot.reading.transcripts.turns import Turn

FULL, FOUND, OFFICE, ALONE = 0.98, 0.95, 0.93, 0.9  # how sure a name is: whole, found whole, of an office, a surname
MOST = 400_000  # characters that are searched for names
INITIALS = 3  # letters; more are a word
HEAD = 3_000  # characters of a text that say who holds an office there
_SMALL = frozenset(
    "von van der den de del della di da dos das du la le bin ibn al el zu und y e of the for and".split()
)
_PRESIDING = re.compile(
    r"(?:Hon\.? )?([A-ZÀ-Þ][\w’'.-]*(?: [A-ZÀ-Þ][\w’'.-]*){1,3})(?: \[|, )(?i:(acting )?(chair(?:man|woman|person)?)\b)"
)

_OWN = re.compile(OWN)
_GUEST = re.compile(
    rf"(?i:\b(?:q ?& ?a|interview|conversation|questions|talk|sit-?down|minutes)(?:,? with| for|:)) (?:the )?(?:[a-z][\w-]* ){{0,4}}({NAME.pattern})"
)


@dataclass(slots=True)
class Cast:
    """Hold the names that a text and its headline have, by their ends, and who was given a role."""

    by_end: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))  # end -> folded -> name
    by_first: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    by_initials: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    by_office: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    spelt: dict[str, str] = field(default_factory=dict)  # folded -> as the text writes it, not in capitals
    guest: str = ""  # with whom the headline says that somebody talked
    roles: dict[str, str] = field(default_factory=dict)  # name -> the first role that stands beside it

    def speaker(self, label: Label) -> tuple[Speaker | None, float]:
        """Return who speaks under a label and how sure that is; None is nobody whom the text names."""
        if label.voice in {Voice.CROWD, Voice.UNKNOWN}:
            return None, 0.0
        if label.voice is Voice.ANSWER:
            return (Speaker(self._full(self.guest)), OFFICE) if self.guest else (None, 0.0)
        if label.voice is Voice.OFFICE:
            return self._holder(label)
        titles, words = _untitled(label.name.split())
        held = " ".join(_proper(each) for each in titles if each.casefold().strip(".") not in _POLITE)
        role = self.roles.setdefault(folded(" ".join(words)), label.note or held) or label.note or held
        name = " ".join(words)
        if len(words) > 1 and " of " not in name:
            return Speaker(self.spelt.get(folded(name), _cased(words)), role=role), FULL
        return self._by_one(words[0] if words else name, role, titled=bool(titles))

    def _holder(self, label: Label) -> tuple[Speaker, float]:
        office = folded(label.name)
        held = self.by_office.get(office, {})
        if len(held) == 1:
            return Speaker(self._full(next(iter(held.values()))), role=_office(label)), OFFICE
        return Speaker(_sentence(label.name), SpeakerKind.UNNAMED), ALONE

    def _full(self, name: str) -> str:
        longer = self.by_end.get(folded(name), {}) if " " not in name else {}
        return next(iter(longer.values())) if len(longer) == 1 else name

    def _by_one(self, word: str, role: str, *, titled: bool) -> tuple[Speaker | None, float]:
        """Return who goes by one word: an end or a beginning of one name, its initials; a surname behind a title."""
        found = self.by_end.get(folded(word)) or self.by_first.get(folded(word)) or {}
        if word.isupper() and len(word) <= INITIALS and not found:
            found = self.by_initials.get(word, {})
        if len(found) == 1:
            return Speaker(next(iter(found.values())), role=role), FOUND
        if found or not titled:
            return None, 0.0
        return Speaker(self.spelt.get(folded(word), _cased([word])), role=role), ALONE


_POLITE = frozenset("mr mrs ms miss sir dame lord lady herr frau dr".split())


def cast_of(text: str, title: str, found: Sequence[Turn]) -> Cast:
    """Return the names of a transcript: those of its labels, of its headline and of its words."""
    cast = Cast()
    heads: dict[int, Span] = {
        each.label.paragraph.start: Span(each.label.paragraph.start, each.label.words_at) for each in found
    }
    for each in found:
        _titles, words = _untitled(each.label.name.split())
        if len(words) > 1 and each.label.voice in {Voice.FULL, Voice.TITLED} and "of" not in words:
            _put(cast, _cased(words))
        if each.label.note and folded(each.label.note) in OFFICES:
            cast.by_office[folded(each.label.note)].setdefault(folded(each.label.name), each.label.name)
    for source, most in ((title, HEAD), (text, MOST)):
        for run in NAME.finditer(source, 0, most):
            if source is text and (head := heads.get(run.start())) and head.end > run.start():
                continue
            _run(cast, run.group().split(), office=source is title or run.start() < HEAD)
    for held in _PRESIDING.finditer(text, 0, 2 * HEAD):
        _put(cast, held[1])
        for office in {folded(held[3]), "chairman", "chair", "chairwoman"}:
            cast.by_office[office].setdefault(folded(held[1]), held[1])
    _forget_shorter(cast)
    cast.guest = _guest(text, title, found)
    return cast


def _guest(text: str, title: str, found: Sequence[Turn]) -> str:
    """Return who answers where the answers go by “A”: with whom the headline says that somebody talked.

    Else the one person that it names, if most answers speak of themselves: an outlet that explains does not.
    """
    asked = {_bare(each[1]) for each in _GUEST.finditer(title)}
    answers = [words for each in found if each.label.voice is Voice.ANSWER and (words := each.words(text))]
    if not asked and 2 * sum(bool(_OWN.search(each)) for each in answers) > len(answers):
        runs = (_bare(each.group()) for each in NAME.finditer(title) if not POSSESSIVE.search(each.group()))
        asked = {each for each in runs if " " in each and is_given(each.split()[0])}
    return asked.pop() if len(asked) == 1 else ""


def names_guest(title: str) -> bool:
    """Say whether a headline tells with whom somebody talked."""
    return _GUEST.search(title) is not None


def _bare(run: str) -> str:
    return " ".join(_untitled(stripped(run.split())[1])[1])


def _run(cast: Cast, tokens: list[str], *, office: bool) -> None:
    """Take what a capitalised sequence says: a full name, and the office before it."""
    titles, words = stripped([each.removesuffix("’s").removesuffix("'s") for each in tokens])
    extra, words = _untitled(words)
    titles = [*titles, *extra]
    if not words or not words[-1][0].isupper():
        return
    if len(words) > 1 and len(words) <= 4 and not all(each.isupper() for each in words):
        _put(cast, " ".join(words))
    if office and titles:
        held = folded(" ".join(titles))
        name = " ".join(words)
        for each in (
            "vice president",
            "prime minister",
            "president",
            "chancellor",
            "secretary-general",
            "governor",
            "mayor",
        ):
            if held.endswith(each):
                cast.by_office[each].setdefault(folded(words[-1]), name)
                break


def _put(cast: Cast, name: str) -> None:
    words = name.split()
    cast.spelt.setdefault(folded(name), name)
    cast.by_end[folded(words[-1])].setdefault(folded(name), name)
    cast.by_first[folded(words[0])].setdefault(folded(name), name)
    cast.by_initials["".join(each[0] for each in words if each[0].isupper())].setdefault(folded(name), name)
    for at in range(1, len(words) - 1):  # “Leyen”, “der Leyen”, “von der Leyen”: each a form of the one name
        cast.by_end[folded(" ".join(words[at:]))].setdefault(folded(name), name)


def _forget_shorter(cast: Cast) -> None:
    """Leave of names that are forms of one another the longest one only."""
    for names in (*cast.by_end.values(), *cast.by_first.values(), *cast.by_initials.values()):
        for short in [each for each in names if any(_form(each, other) for other in names)]:
            del names[short]


def _form(short: str, long: str) -> bool:
    """Say whether a name is another one without middle names."""
    mine, theirs = short.split(), long.split()
    return len(mine) < len(theirs) and mine[-1] == theirs[-1] and (mine[0] == theirs[0] or theirs[-len(mine) :] == mine)


def _untitled(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Return the titles before a name, and the name without the place behind “of”."""
    at = 0
    while at < len(tokens) - 1 and tokens[at].casefold().strip(".") in TITLES | {"the"}:
        at += 1
    words = tokens[at:]
    if "of" in words[1:]:
        words = words[: words.index("of")]
    return [each for each in tokens[:at] if each.casefold() != "the"], words


def _cased(words: Sequence[str]) -> str:
    """Return a name in capitals as names are written; any other as it is."""
    loud = [each for each in words if each.upper() == each and len(each.strip(".")) > 1]
    return " ".join(_proper(each) if each in loud or _mixed(each) else each for each in words)


def _mixed(word: str) -> bool:
    return bool(re.fullmatch(r"(?:Mc|Mac|O[’']|D[’'])[A-ZÀ-Þ]{2,}", word))


def _proper(word: str) -> str:
    if word.upper() != word and not _mixed(word):
        return word
    if word.casefold() in _SMALL:
        return word.casefold()
    made = "-".join(each[:1] + each[1:].casefold() for each in word.split("-"))
    made = re.sub(r"^(Mc|O[’']|D[’'])(\w)", lambda found: found[1] + found[2].upper(), made)
    return re.sub(r"^Mac(?=[a-z]{5,})(\w)", lambda found: "Mac" + found[1].upper(), made) if _mixed(word) else made


def _sentence(name: str) -> str:
    words = " ".join(_proper(each) if len(each) > 1 else each for each in name.split())
    return words[:1].upper() + words[1:]


def _office(label: Label) -> str:
    return _sentence(label.name).removeprefix("The ")
