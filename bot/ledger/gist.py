"""The one text that a language model may write: sentences of the article with words left out, none added or moved.

What is only left out cannot swap speakers, invent a name or turn a claim round, as long as the words that carry it
stay: negations, modals, conditions, verbs of saying, hedges, names and numbers. The first sign of anything else
refuses the whole gist; an article without one is a normal answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.errors import Refused

MOST_SENTENCES = 2
SHORTEST, LONGEST = 4, 60  # words of a sentence
_WORD = re.compile(r"[^\W_]+(?:[’'.,\-–&/][^\W_]+)*%?")
_MARKS = re.compile(r"[\"“”„«»‹›「」]|(?<!\w)[‘’']|[‘’'](?!\w)")
_PLAIN = re.compile(r"[\w\s,.;:’'\-–—%&$€£/()]*")
NEGATIONS = frozenset(
    "no not never none nobody nothing neither nor without cannot hardly barely scarcely denies denied deny".split()
)
MODALS = frozenset("will would shall should can could may might must ought".split())
_BEARING = (
    "if unless until whether although though despite except but because "  # conditions and contrasts
    "by that who which to "  # who did what to whom
    "is are was were be been being am has have had do does did gets got "
    "almost nearly about only even half most some all few many former fake alleged allegedly reportedly so-called "
    "apparently possibly perhaps likely unlikely false falsely rumoured rumored according "
    "says said say saying told tells claims claimed claim insists insisted argues argued warns warned adds added "
    "believes believed thinks thought hopes hoped fears feared suspects suspected accused accuses suggests suggested "
    "asked asks wrote writes promised promises vowed threatened refused refuses failed fails pretends planned plans "
    "wants wanted tried tries rejects rejected opposes opposed supports supported"
)
BEARING = NEGATIONS | MODALS | frozenset(_BEARING.split())
OPENINGS = frozenset("and but also meanwhile however still yet then so the a an on in moreover".split())
MOST_OPENING = 3  # words that may be left out before the first one that stays


def gist_of(answer: object, offered: Mapping[str, str]) -> tuple[str, ...]:
    """Return the sentences of a gist that each shorten one they cite; raises Refused for the first that does not.

    `offered` are the article's sentences by their ids.
    """
    rows = answer.get("sentences") if isinstance(answer, dict) else None
    if not isinstance(rows, list) or len(rows) > MOST_SENTENCES:
        raise Refused("malformed", f"Answer with a list “sentences” of at most {MOST_SENTENCES}.")
    return tuple(_sentence(row, offered) for row in rows)


def _sentence(row: object, offered: Mapping[str, str]) -> str:
    text, cites = (row.get("text"), row.get("cites")) if isinstance(row, dict) else (None, None)
    if not isinstance(text, str) or not isinstance(cites, list) or not cites:
        raise Refused("malformed", "Each sentence needs “text” and “cites”.")
    unknown = [each for each in cites if not isinstance(each, str) or each not in offered]
    if unknown:
        raise Refused("unknown id", f"There is no sentence {str(unknown[0])[:20]!r}.")
    require_shortened(text, [offered[each] for each in cites])
    return " ".join(text.split()).rstrip(" .,;:") + "."


def require_shortened(text: str, cited: Sequence[str]) -> None:
    """Raise Refused unless a text is one of the cited sentences with harmless words left out."""
    if _MARKS.search(text):
        raise Refused("quotation marks", "A gist holds no quotation marks.")
    if not _PLAIN.fullmatch(text):
        raise Refused("marks", "A gist holds only words, commas and full stops.")
    words = _WORD.findall(text)
    if not SHORTEST <= len(words) <= LONGEST:
        raise Refused("length", f"A sentence of a gist has {SHORTEST} to {LONGEST} words.")
    reasons = [_wrong(words, sentence) for sentence in cited]
    if all(reasons):
        raise next(each for each in reasons if each)


def _wrong(words: Sequence[str], sentence: str) -> Refused | None:
    """Return why words do not shorten a sentence, or None when they do."""
    source = _WORD.findall(sentence)
    if sentence.rstrip(" ”\"’'").endswith("?"):
        return Refused("question", "A question says nothing that could be told.")
    known = {each.casefold() for each in source}
    for word in words:
        if word.casefold() not in known:
            return Refused(_kind(word), f"“{word[:30]}” does not stand in the sentence that is cited.")
    for kind, listed in (("negation", NEGATIONS), ("modal", MODALS)):
        mine, theirs = ([each.casefold() for each in some if _is(each, listed)] for some in (words, source))
        if mine != theirs:
            return Refused(kind, f"The {kind}s differ from those of the sentence that is cited.")
    if not _left_out(words, source):
        return Refused("reworded", "Only leave words out: add none, move none, keep who says and does what.")
    return None


def _kind(word: str) -> str:
    """Return what an invented word is."""
    if any(each.isdigit() for each in word):
        return "number"
    if _is(word, NEGATIONS):
        return "negation"
    if _is(word, MODALS):
        return "modal"
    return "name" if word[0].isupper() else "reworded"


def _is(word: str, listed: frozenset[str]) -> bool:
    plain = word.casefold().replace("’", "'")
    return plain in listed or (listed is NEGATIONS and plain.endswith("n't"))


def _left_out(words: Sequence[str], source: Sequence[str]) -> bool:
    """Say whether the words are the source with only droppable words left out between and around them."""
    reached = {at for at, word in enumerate(source) if word.casefold() == words[0].casefold() and _opening(source[:at])}
    for word in words[1:]:
        reached = {
            at
            for start in reached
            for at in range(start + 1, len(source))
            if source[at] == word and not any(map(_bears, source[start + 1 : at]))
        }
    return any(not any(_weighs(each) for each in source[end + 1 :]) for end in reached)


def _opening(before: Sequence[str]) -> bool:
    return len(before) <= MOST_OPENING and all(each.casefold() in OPENINGS for each in before)


def _weighs(word: str) -> bool:
    """Say whether a word turns what stands before it, so that it may not be cut off."""
    return _is(word, NEGATIONS) or word.casefold() in BEARING


def _bears(word: str) -> bool:
    """Say whether a word in the middle may not be left out: it bears the sense, or is a name or number."""
    return _weighs(word) or word[0].isupper() or any(each.isdigit() for each in word)
