"""A gist: one whole paragraph of the article, chosen by a model among those that tell by themselves.

Sentences, and sentences with words left out, were tried: too many turn round what somebody did (“arrested a critic of
the mayor”). The first sign of anything else refuses the gist; an article without one is a normal answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.errors import Refused

MOST = 1
SHORTEST, LONGEST = 4, 60  # words of a paragraph
_WORD = re.compile(r"[^\W_]+(?:[’'.,\-–&/][^\W_]+)*%?")
_MARKS = re.compile(r"[\"“”„«»‹›「」]|(?<!\w)[‘’']|[‘’'](?!\w)")
_PLAIN = re.compile(r"[\w\s,.;:’'\-–—%&$€£/()]*")
NEGATIONS = frozenset(
    "no not never none nobody nothing neither nor without cannot hardly barely scarcely denies denied deny".split()
)
MODALS = frozenset("will would shall should can could may might must ought".split())


def gist_of(answer: object, offered: Mapping[str, str]) -> tuple[str, ...]:
    """Return the paragraph of a gist, or none; raises Refused for what is not one that it cites, whole.

    `offered` are paragraphs of the article by their ids.
    """
    rows = answer.get("sentences") if isinstance(answer, dict) else None
    if not isinstance(rows, list) or len(rows) > MOST:
        raise Refused("malformed", "Answer with a list “sentences” of one at most.")
    return tuple(_sentence(row, offered) for row in rows)


def _sentence(row: object, offered: Mapping[str, str]) -> str:
    text, cites = (row.get("text"), row.get("cites")) if isinstance(row, dict) else (None, None)
    if not isinstance(text, str) or not isinstance(cites, list) or not cites:
        raise Refused("malformed", "Each row needs “text” and “cites”.")
    unknown = [each for each in cites if not isinstance(each, str) or each not in offered]
    if unknown:
        raise Refused("unknown id", f"There is no paragraph {str(unknown[0])[:20]!r}.")
    return whole(text, [offered[each] for each in cites])


def whole(text: str, cited: Sequence[str]) -> str:
    """Return the cited paragraph that a text is, word for word, as the article has it; raises Refused for none."""
    if _MARKS.search(text):
        raise Refused("quotation marks", "A gist holds no quotation marks.")
    if not _PLAIN.fullmatch(text):
        raise Refused("marks", "A gist holds only words, commas and full stops.")
    words = _WORD.findall(text)
    if not SHORTEST <= len(words) <= LONGEST:
        raise Refused("length", f"A gist has {SHORTEST} to {LONGEST} words.")
    reasons = [_wrong(words, sentence) for sentence in cited]
    if all(reasons):
        raise next(each for each in reasons if each)
    return " ".join(cited[reasons.index(None)].split())


def _wrong(words: Sequence[str], sentence: str) -> Refused | None:
    """Return why words are not a paragraph, or None when they are."""
    source = _WORD.findall(sentence)
    if sentence.rstrip(" ”\"’'").endswith("?"):
        return Refused("question", "A question says nothing that could be told.")
    known = {each.casefold() for each in source}
    for word in words:
        if word.casefold() not in known:
            return Refused(_kind(word), f"“{word[:30]}” does not stand in the paragraph that is cited.")
    for kind, listed in (("negation", NEGATIONS), ("modal", MODALS)):
        mine, theirs = ([each.casefold() for each in some if _is(each, listed)] for some in (words, source))
        if mine != theirs:
            return Refused(kind, f"The {kind}s differ from those of the paragraph that is cited.")
    if list(words) != source:
        return Refused("reworded", "Copy the paragraph whole: leave no word out, add none, move none.")
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
