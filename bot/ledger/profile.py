"""What a page's event is known by: the words of its headline and opening, the rare ones weighing most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.ledger.topics import place_of, stem
from bot.ledger.words import fold_words
from bot.model.news import Publication

HEADLINE = 1.5  # a word of the headline weighs this many words of the opening
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow week weekend month year day hour".split()
)
DULL = frozenset(
    "the a an of to in on for and or but with as at by from is are was be his her its their it that this not new over "
    "says said say after before will would could may no out up who what why how more than has have he she they we you "
    "been were had into about which one two first when also him them our i my your if there so can all other some "
    "most just like amid while where being those these only us der die das und ein eine den dem des im von zu mit für "
    "auf ist nicht nach bei aus als auch".split()
)
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_DATELINE = re.compile(  # “[Capital FM] Nairobi -- ”, “By A and B PARIS, Feb 17 (Reuters) - ”, “WASHINGTON: ”
    r"(?:\[[^\]\n]{2,40}\]\s*)?(?:By [^()\n]{3,80}?\s+)?"
    r"(?:[A-Z][A-Z/ .]{2,40},? (?:[A-Z][a-z]{2,8}\.? \d{1,2} )?\([A-Za-z]{2,20}\) ?[-–—] |"
    r"[A-Z][\w ]{2,20} -- ?|[A-Z]{4,20}: )?"
)
_APPENDED = re.compile(r"The post .{1,300} appeared first on .*", re.DOTALL)
_TITLED = 0.7  # share of capitals from which they say nothing


@dataclass(frozen=True, slots=True)
class Profile:
    """Hold the words of a page with what each weighs, which of them are names, and how each was written."""

    weights: Mapping[str, float]
    names: frozenset[str]
    written: Mapping[str, str]


def profile_of(publication: Publication) -> Profile:
    """Return what a page's event is known by; the outlet's own name, days and datelines tell nothing."""
    opening = _APPENDED.sub("", without_dateline(publication.opening))
    own = {stem(word) for word in fold_words(publication.outlet).split()}
    weights: dict[str, float] = {}
    written: dict[str, str] = {}
    lower: set[str] = set()
    for text, weight in ((publication.title, HEADLINE), (opening, 1.0)):
        found = list(words(text))
        titled = sum(word[0].isupper() for _, word in found) > _TITLED * len(found)
        for key, word in found:
            if key not in own:
                weights[key] = max(weights.get(key, 0.0), weight)
                written.setdefault(key, word)
                if not word[0].isupper() and not titled:
                    lower.add(key)
    names = frozenset(key for key, word in written.items() if word[0].isupper() and key not in lower)
    return Profile(weights, names, written)


def without_dateline(text: str) -> str:
    """Return a text without the place, day, agency and authors before its first sentence."""
    return _DATELINE.sub("", text, count=1)


def words(text: str) -> Iterator[tuple[str, str]]:
    """Yield the telling words of a text: what it is compared by, and as written."""
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match[0]).replace(".", "")
        folded = word.casefold()
        if len(word) < 2 or word.isdigit() or (folded in DULL and word != "US") or folded in CALENDAR:
            continue
        yield (word[0].isupper() and place_of(word)) or stem(word), word
