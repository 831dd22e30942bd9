"""The day of an utterance, only where the text dates the verb of saying itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.model.text import Span
from bot.reading.languages import english
from bot.reading.languages.words import any_of, listed

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAY = re.compile(rf"\b(?:on |late |early |this |last )?({'|'.join(_DAYS)})\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(yesterday|today|tonight|this morning|this afternoon|this evening|earlier today)\b", re.IGNORECASE
)
_MONTH_NAME = "|".join(month.capitalize() + "|" + month[:3].capitalize() + r"\.?" for month in _MONTHS) + r"|Sept\.?"
_CALENDAR = re.compile(
    rf"\b(?:(\d{{1,2}}) ({_MONTH_NAME})|({_MONTH_NAME}) (\d{{1,2}}))(?:st|nd|rd|th)?,?(?: (\d{{4}}))?\b"
)
_OTHER_DAY = re.compile(r"(?i)\b(?:next|until|by|before|after|since|from)\s+$")
_NOT_FOR_LONG = timedelta(days=120)  # a day without a year that lies so little ahead is still to come
_WHEN = rf"{_WEEKDAY.pattern}|{_RELATIVE.pattern}|{_CALENDAR.pattern}"
_DAY = re.compile(rf"(?:\b(?:on|late|early|earlier|later|last|this)\s+)*(?:{_WHEN})(?![\w-])", re.IGNORECASE)
# A day is looked for by its name, and the small words and the number before it from there.
_DAY_NAMES = [each.capitalize() for each in (*_DAYS, *_MONTHS, *(month[:3] for month in _MONTHS), "sept")]
_DAY_NAME = re.compile(
    any_of([*_DAY_NAMES, *listed("Yesterday yesterday Today today Tonight tonight morning afternoon evening")])
)
_AHEAD = re.compile(r"(?:\b(?:on|late|early|earlier|later|last|this)\s+)*(?:\b\d{1,2} )?$", re.IGNORECASE)
_NO_DAY_OF_SAYING = re.compile(
    r"\s(?:was|is|were|will|would|has|had|could|should|may|might)\b"
)  # “said Monday was a dark day”
_DATE_BEHIND = re.compile(rf",? {_CALENDAR.pattern}")
_FOR_ANOTHER = re.compile(r"(?i)\b(?:before|ahead of|after|until|since)\b")  # “speaking before the vote on Thursday”
_LONGEST = 40  # characters of small words before a day
_BESIDE = 12  # words between a verb and its day
_PLACES = frozenset("in at during to on from via aboard for with by through".split())
_OPENS = re.compile(
    r"^\W*(?:(?:but|and|then|so|later|earlier|meanwhile)\b,?\s*)?"
    r"(?:(?:in|at|during|speaking|writing|addressing)\b[^,;:\x01]{0,80}\s)?$",
    re.IGNORECASE,
)
_ASKED = re.compile(rf"^(?:{'|'.join(english.PUT_QUESTIONS)})\b[^,;:\x01]{{0,40}}\s$")
_STOPS = frozenset(
    """
    that how who whom which what whether if when while as because but starting beginning until before after since
    ahead following he she it they we i you would will could should may might can is are was were has have had be been
    """.split()
)
_SUBJECTS = frozenset("he she it they".split())
_GOES_ON = re.compile(
    rf"\s*(?:$|[.,:;)—–\x01]|(?:that|after|during|in|at|while|as|when|before|and|to|\w+ing)\b"
    rf"|(?:[a-z]+ )?(?:release|{'|'.join(sorted(english.SPEECH_NOUNS))})\b)"
)
_OF_A_DAY = re.compile(r"\s+(?:at|in|during)\s+(?:an? |the )?$")  # “said at yesterday’s hearing”
_PARTICIPLE = re.compile(r",\s(?:\w+ly |also |then )?$")
_WORD = re.compile(r"[\w’'.-]*\w|[,;:\x01]+")


def said_on(words: str, published: date | None) -> date | None:
    """Return the day that words name, counted back from the day of publication; never one that is still to come."""
    if published is None:
        return None
    calendar = _CALENDAR.search(words)
    if calendar:
        return _calendar_day(calendar, published)
    relative = _RELATIVE.search(words)
    if relative:
        return published - timedelta(days=relative[1].lower() == "yesterday")
    weekday = _WEEKDAY.search(words)
    if weekday is None or _OTHER_DAY.search(words[: weekday.start()]):
        return None
    back = (published.weekday() - _DAYS.index(weekday[1].lower())) % 7
    if weekday.group().lower().startswith("last") and back == 0:
        back = 7
    return published - timedelta(days=back)


def _calendar_day(found: re.Match[str], published: date) -> date | None:
    """Return a day like “12 February”, in the year it last was before publication."""
    day = int(found[1] or found[4])
    name = (found[2] or found[3])[:3].lower()
    month = next(n for n, each in enumerate(_MONTHS, start=1) if each.startswith(name))
    try:
        said = date(int(found[5]) if found[5] else published.year, month, day)
        if not found[5] and said - published > _NOT_FOR_LONG:
            said = said.replace(year=published.year - 1)
    except ValueError:
        return None
    return said if said <= published else None


def whole_days(words: str) -> tuple[date, ...]:
    """Return the days that words name with their year, in their order."""
    days = (_calendar_day(found, date.max) for found in _CALENDAR.finditer(words) if found[5])
    return tuple(day for day in days if day)


def uttered_on(mask: str, verb: Span, published: date | None) -> date | None:
    """Return the day that dates a verb of saying in its masked sentence, or None: days of events date no words.

    A day dates the verb that it stands right before (“Ruiz on Monday said”) or behind (“said in Sarn on Monday”), whose
    sentence it opens (“On Monday, Ruiz said”), or that goes with a dated one (“Ruiz resigned on Monday, saying”).
    """
    for day in _days(mask):
        show = day.group() in {"Today", "Tonight"} and mask[: day.start()].strip()  # NBC’s Today
        if show:
            continue
        if day.end() <= verb.start:
            dated = _opening(mask, day, verb) or _before(mask, day, verb) or _together(mask, day, verb)
        else:
            dated = day.start() >= verb.end and _behind(mask, day, verb)
        if dated and not _NO_DAY_OF_SAYING.match(mask, day.end()) and not _OTHER_DAY.search(mask[: day.start()]):
            named = _DATE_BEHIND.match(mask, day.end())  # “on Thursday, 4 June”
            return said_on(named[0] if named else day.group(), published)
    return None


def _days(mask: str) -> Iterator[re.Match[str]]:
    """Yield the days that a masked sentence names, with the small words before them."""
    at = 0
    for name in _DAY_NAME.finditer(mask):
        ahead = len(_AHEAD.findall(mask, max(at, name.start() - _LONGEST), name.start())[0])
        day = _DAY.match(mask, name.start() - ahead) or _DAY.match(mask, name.start())
        if day and name.start() >= at:
            at = day.end()
            yield day


def _words(mask: str, start: int, end: int) -> list[str]:
    return _WORD.findall(mask[start:end])


def _stopped(words: Sequence[str]) -> bool:
    """Say whether words hold another clause or another verb of saying."""
    return any(word.lower() in _STOPS or word.lower() in english.CUES for word in words)


def _opening(mask: str, day: re.Match[str], verb: Span) -> bool:
    """Say whether a day opens the sentence, and nothing but a subject stands between it and the verb."""
    between = _words(mask, day.end(), verb.start)
    if _FOR_ANOTHER.search(mask, 0, day.start()):
        return False
    if _ASKED.match(mask[: day.start()]):
        return not any(word in english.CUES or word[0] == "\x01" for word in between)
    free = not _stopped([word for word in between if word not in _SUBJECTS])
    return len(between) <= _BESIDE and free and bool(_OPENS.match(mask[: day.start()]))


def _before(mask: str, day: re.Match[str], verb: Span) -> bool:
    """Say whether a day stands right before the verb, an adverb between: “Ruiz on Monday also said”."""
    return day.start() > 0 and bool(re.fullmatch(r"\s+(?:also |again |\w+ly )?", mask[day.end() : verb.start]))


def _together(mask: str, day: re.Match[str], verb: Span) -> bool:
    """Say whether a participle of saying goes with the sentence's main verb, which the day dates."""
    participle = mask[verb.start : verb.end].endswith("ing") and _PARTICIPLE.search(mask[: verb.start])
    before = [word.lower() for word in _words(mask, 0, day.start())]
    return bool(participle) and not any(word in _STOPS - _SUBJECTS for word in before)


def _behind(mask: str, day: re.Match[str], verb: Span) -> bool:
    """Say whether a day stands behind the verb with nothing between but whom and where: no clause, no other verb."""
    between = _words(mask, verb.end, day.start())
    owner = mask.startswith(("’s", "'s"), day.end())
    if owner:
        return bool(_OF_A_DAY.fullmatch(mask, verb.end, day.start()))
    if len(between) > _BESIDE or _stopped(between) or any(word[0] in ",;:\x01" for word in between):
        return False
    if not between:
        return True
    said = mask[verb.start : verb.end]
    open_to = said not in english.SAYING or said.startswith(("told", "tell", "ask"))
    turned = mask[: verb.start].rstrip().endswith((",", "\x01"))
    return (between[0].lower() in _PLACES or open_to or turned) and bool(_GOES_ON.match(mask, day.end()))
