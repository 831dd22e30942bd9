"""An article in short: one or two of its own sentences, whole, chosen by a model by their ids.

The rules refuse what leans on words that are left out, what somebody says in marks, and articles about what did not
happen; then a second answer must say that the whole article supports the sentences. None is a normal answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from bot.errors import Refused
from bot.ledger.topics import dull, stem, tokens
from bot.model.text import Span

MOST = 2  # sentences
SHORTEST, LONGEST = 6, 65  # words, of each and of all
SUPPORTED = "supported"
_WORD = re.compile(r"[^\W_]+(?:[’'.,\-–&/][^\W_]+)*%?")
_MARKS = re.compile(r"[\"“”„«»‹›‚‛″＂`´『』「」〝〞<>＜＞|]|(?<!\w)[‘’']|(?<![s\W])[‘’'](?!\w)|…|\.\.")
# What these mean stands elsewhere, or nowhere in the outlet's own words.
_BEGINS_LEANING = re.compile(
    r"(?i)(?:it|its|this|that|these|those|he|she|they|his|her|their|there|here|then|so|but|and|or|instead|however|also|still|"
    r"meanwhile|both|such|another|others?|yet|nor|not|no|the (?:former|latter|two|three|pair|duo|same|other))\b"
)
_PRONOUN = re.compile(r"(?i)\b(?:he|she|him|her|his|hers|himself|herself|they|them|their|theirs|themselves)\b")
_NAME = re.compile(r"(?<!^)\b[A-Z][\w’'-]+|^(?:The |A |An )?[A-Z][\w’'-]+ (?:[a-z]+ )?[A-Z][\w’'-]+")
_OURS = re.compile(r"\b(?:I|me|my|mine|myself|[Ww]e|us|[Oo]urs?|[Yy]ours?|[Yy]ou)\b(?!\.)")
_PERSON = (
    "man woman boy girl teenager child suspect accused defendant victim driver officer minister senator lawmaker pair "
    "candidate nominee leader executive judge prosecutor politician billionaire businessman actor actress singer duo "
    "coach teacher student player couple trio"
).replace(" ", "|")
_UNNAMED = re.compile(
    rf"\b(?:[Tt]he|[Tt]hat|[Ss]aid) (?:{_PERSON})\b(?! (?:of|who|accused|charged|suspected)\b|,? [A-Z])"
)
_CAPTION = re.compile(
    r"(?i)\b(?:photo(?:graph)?|pictured|getty|file photo|caption|watch|read more|advert\w*|sign up|newsletter|"
    r"subscribe|click)\b"
)
# An article with such words may tell what did not happen, or takes back what it told.
_DOUBTFUL = re.compile(
    r"(?i)\b(?:hoax\w*|satir\w+|parod\w+|spoof|april fool\w*|debunk\w*|fact[- ]check\w*|"
    r"retract(?:ion|ed this)|"
    r"earlier version|editor[’']?s? note|erratum|this (?:article|story) (?:was|has been) (?:corrected|amended|updated)|"
    r"imagine (?:that|if)|work of fiction)\b"
)

_TAKEN_BACK = re.compile(  # behind what was told
    r"(?i)\b(?:(?:is|was|are|were)(?:n[’']t| not) (?:true|so|correct|accurate)|untrue|no truth|false(?:ly|hood)?|"
    r"no such|never happened|incorrect(?:ly)?|mistaken(?:ly)?|turned out not|did not happen|made up)\b"
)
BEHIND = 2  # sentences that may take back what was told


def gist_of(answer: object, sentences: Mapping[str, Span], text: str, headline: str) -> tuple[Span, ...]:
    """Return the sentences of an answer that may tell an article in short, in its order, or none.

    An answer that says nothing of it has none; raises Refused for what was not offered.
    """
    ids = answer.get("short", []) if isinstance(answer, dict) else None
    if not isinstance(ids, list) or len(ids) > MOST:
        raise Refused("malformed", f"Answer with a list “short” of at most {MOST} ids.")
    unknown = [each for each in ids if not isinstance(each, str) or each not in sentences]
    if unknown:
        raise Refused("unknown id", f"There is no sentence {str(unknown[0])[:20]!r}.")
    if len(set(ids)) < len(ids):
        raise Refused("repeated id", "A sentence stands twice in “short”.")
    return _telling(sorted(sentences[each] for each in ids), list(sentences.values()), text, headline)


def _telling(chosen: list[Span], order: Sequence[Span], text: str, headline: str) -> tuple[Span, ...]:
    """Return chosen sentences with the one that the first leans on, or none where they do not tell by themselves."""
    if not chosen or _DOUBTFUL.search(headline) or _DOUBTFUL.search(text):
        return ()
    if headline and not _stems(headline) & _stems(" ".join(each.of(text) for each in chosen)):
        return ()  # on another thing than the headline: a caption, an aside, words that somebody planted
    if leans(chosen[0].of(text)) and len(chosen) < MOST:
        at = order.index(chosen[0])
        chosen = [*order[max(0, at - 1) : at], *chosen]
    words = [each.of(text) for each in chosen]
    if sum(len(_WORD.findall(each)) for each in words) > LONGEST or not all(map(_plain, words)):
        return ()
    last = order.index(chosen[-1]) + 1
    if any(_TAKEN_BACK.search(each.of(text)) for each in order[last : last + BEHIND]):
        return ()
    behind = [False, *(order.index(two) == order.index(one) + 1 for one, two in pairwise(chosen))]
    return () if any(leans(one) and not near for one, near in zip(words, behind, strict=True)) else tuple(chosen)


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(each.text) for each in tokens(words) if not dull(each.text))


def leans(sentence: str) -> bool:
    """Say whether a sentence needs the one before it to say whom or what it means."""
    if _BEGINS_LEANING.match(sentence) or _UNNAMED.search(sentence):
        return True
    pronoun = _PRONOUN.search(sentence)
    return pronoun is not None and not _NAME.search(sentence[: pronoun.start()])


def _plain(sentence: str) -> bool:
    """Say whether words are one whole sentence of the outlet's own: no marks, question or caption, nobody's “we”."""
    if len(_WORD.findall(sentence)) < SHORTEST or not sentence.endswith(".") or not sentence[0].isalnum():
        return False
    capitals = sum(each[0].isupper() for each in _WORD.findall(sentence))
    if capitals > 0.7 * len(_WORD.findall(sentence)):  # a headline
        return False
    return not any(each.search(sentence) for each in (_MARKS, _OURS, _CAPTION))


def supported(answer: object) -> bool:
    """Say whether a second answer lets the sentences stand; raises Refused for no verdict."""
    verdict = answer.get("verdict") if isinstance(answer, dict) else None
    if not isinstance(verdict, str):
        raise Refused("malformed", "Answer with one “verdict”.")
    return verdict == SUPPORTED
