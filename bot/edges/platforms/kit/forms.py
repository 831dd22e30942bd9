"""What forms ask, on every platform: the fields that make up the rest of a command line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from bot import bundles
from bot.briefing.schedule import days_of
from bot.edges.platforms.kit.options import Offer

TYPED = "typed"  # the one field of a form that asks for words
BUNDLE = re.compile(r"feeds bundle (\S+)$")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WITHIN = re.compile(r" in:\S+$")  # names the channel that a button acts on


class Kind(Enum):
    """Tell how a field is filled in."""

    TEXT = "words"
    TIME = "a time of day"
    ONE = "one of what is offered"
    MANY = "any number of what is offered"


@dataclass(frozen=True, slots=True)
class Field:
    """Describe a field: what it asks, what may be chosen, and what it adds to the line."""

    name: str
    asks: str
    kind: Kind = Kind.TEXT
    form: str = "{}"  # of what each value adds: 'outlet:"{}"'
    joined: str = " "  # stands between several
    choices: tuple[tuple[str, str], ...] = ()  # (words, value): nothing else may be chosen
    offers: Offer | None = None  # what is known is offered while somebody types
    free: bool = False  # what nobody offers may be typed
    optional: bool = False
    hint: str = ""
    pattern: str = r"(.+)"  # finds in a typed line what is given already
    given: tuple[str, ...] = ()

    def filled(self, typed: str) -> Field:
        """Return the field with what a typed line holds for it."""
        found = [each.strip() for each in re.findall(self.pattern, typed) if each.strip()]
        if self.name == "days":
            numbers = sorted(set().union(*map(days_of, found)) if found else range(5))
            return replace(self, given=tuple(DAYS[number][:3].lower() for number in numbers))
        return replace(self, given=tuple(found) or self.given)


TIMES = (
    Field("at", "Time", Kind.TIME, pattern=r"^(\S+)", given=("08:00",)),
    Field(
        "days",
        "Days",
        Kind.MANY,
        joined=",",
        choices=tuple((day, day[:3].lower()) for day in DAYS),
        pattern=r"(?<![\w/:])([A-Za-z]{3,9})(?![\w/:])",
    ),
    Field(
        "zone",
        "Time zone",
        Kind.ONE,
        offers=Offer.ZONES,
        optional=True,
        hint="Such as Europe/Berlin; empty leaves it as it is.",
        pattern=r"\b([A-Z][A-Za-z_]+/[\w/+-]+|UTC)\b",
    ),
)
FILTER = (
    Field(
        "outlets",
        "Only from these outlets",
        Kind.MANY,
        'outlet:"{}"',
        offers=Offer.OUTLETS,
        optional=True,
        pattern=r'outlet:"([^"]*)"',
    ),
    Field(
        "lang", "Only in this language", form="lang:{}", optional=True, hint="Such as en or de", pattern=r"lang:(\w+)"
    ),
    Field(
        "people",
        "Whose words",
        Kind.MANY,
        choices=(("Only what people said, no bodies", "people"),),
        optional=True,
        pattern=r"\b(people)\b",
    ),
    Field(
        "without",
        "Words to leave out, with commas",
        form="without {}",
        optional=True,
        hint="An outlet, a speaker, a subject: football, Daily Star",
        pattern=r"\bwithout (.+)",
    ),
)
FORMS: Mapping[str, tuple[Field, ...]] = {
    "digest at": TIMES,
    "digest topics": (
        Field(
            "topics",
            "Topics",
            Kind.MANY,
            joined=", ",
            offers=Offer.TOPICS,
            free=True,
            optional=True,
            hint="Empty is everything.",
            pattern=r"\s*([^,]+)",
        ),
    ),
    "digest filter": FILTER,
    "digest mute": (Field("name", "Whom or what?", Kind.ONE, offers=Offer.SPEAKERS, free=True),),
    "feeds remove": (Field("feed", "Which feed?", Kind.ONE, offers=Offer.FEEDS),),
}
TITLES = {
    "digest at": "When it comes",
    "digest topics": "What it is about",
    "digest filter": "What it leaves out",
    "feeds remove": "Remove a feed",
}
EMPTY = {"digest topics": "all", "digest filter": "off"}  # what a form says in which nothing was chosen


def fields(line: str, asks: str, typed: str) -> tuple[Field, ...]:
    """Return what a form asks for the rest of a line, filled in with what was typed before."""
    plain = WITHIN.sub("", line)
    if match := BUNDLE.fullmatch(plain):
        return (_ticks(match[1], typed),)
    words = (Field(TYPED, asks, given=(typed,) if typed else ()),)
    return tuple(each.filled(typed) for each in FORMS[plain]) if plain in FORMS else words


def title(line: str) -> str:
    """Return what a form is called."""
    return TITLES.get(WITHIN.sub("", line), "On Record")


def line_of(line: str, asked: Sequence[Field], values: Mapping[str, Sequence[str]]) -> str:
    """Return the line that a filled-in form makes."""
    plain = WITHIN.sub("", line)
    rest = filled_in(asked, values) or EMPTY.get(plain, "")
    return " ".join(each for each in (plain, rest, line[len(plain) :].strip()) if each)


def filled_in(asked: Sequence[Field], values: Mapping[str, Sequence[str]]) -> str:
    """Return what was filled in, as one types it; the form that opens with it shows it again."""
    parts = [_added(field, values.get(field.name, ())) for field in asked]
    return " ".join(each for each in parts if each)


def at_fault(asked: Sequence[Field], values: Mapping[str, Sequence[str]], said: str) -> str:
    """Return the field that a sentence about a mistake means: whose value or name it has, else the first."""
    wrong = said.partition("Example")[0]  # examples may hold anything
    named = {each: field.name for field in asked for each in values.get(field.name, ()) if each and each in wrong}
    called = (field.name for field in asked if field.name in wrong.casefold())
    return named[max(named, key=len)] if named else next(called, asked[0].name)


def _added(field: Field, given: Sequence[str]) -> str:
    said = [" ".join(each.split()) for each in given]
    quoted = '"' in field.form
    return field.joined.join(field.form.format(each.replace('"', "") if quoted else each) for each in said if each)


def _ticks(key: str, typed: str) -> Field:
    """Return the feeds of a bundle to be ticked off: all of them at first."""
    titles = [each.title for each in bundles.bundle(key).feeds]
    numbers = tuple(str(number) for number in range(1, len(titles) + 1))
    chosen = tuple(each for each in re.findall(r"\d+", typed) if each in numbers) or numbers
    choices = tuple(zip(titles, numbers, strict=True))
    return Field("feeds", "Which feeds?", Kind.MANY, joined=",", choices=choices, given=chosen)
