"""Paragraphs that tell by themselves what happened: the only words that may stand for an article in short.

Sentences were tried: where one begins and ends, whom its pronouns mean and what its neighbours take back cannot be
known surely enough. So a paragraph is offered whole or not at all, and most are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

EARLY = 5  # paragraphs: what matters stands early
FEWEST, MOST = 9, 45  # words: a headline has fewer
LONGEST = 320  # characters
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\"“”„«»‹›‚‛″＂`´『』「」〝〞<>＜＞]|(?<!\w)[‘’']|[‘’'](?!\w)")
_PLAIN = re.compile(r"[A-Z0-9][\w ,.:’'–—%&$€£/()-]*[^\W_]\)?\.")
_LABEL = re.compile(r":(?!\d)|\bwww\.|^[A-Z][A-Z .,’'-]+ ?[–—-] ")  # who says it, a link; a place has an agency, too
_OPENED, _CLOSED = re.compile("[“„«‹『「]"), re.compile("[”»›』」]")
_NO_END = re.compile(r"\.\.|\w\.$(?<=\s\w\.)")  # dots that trail off, an initial
_AFTER_END = re.compile(r"[.!?]['\"”’»)\]]*$")
# What this word means stands elsewhere, or nowhere in the article's own words.
_LEANING = re.compile(
    r"(?i)\b(?:he|she|they|him|her|his|hers|their|theirs|them|himself|herself|themselves|both|former|latter|these|those|"
    r"such|same|another|others|i|me|my|mine|we|us|our|ours|you|your|yours|two|three|pair|duo|couple)\b|"
    r"^(?:it|its|this|that|there|here|then|so|but|and|or|instead|however|also|still|meanwhile|not|no|nor|yet)\b"
)
_PERSON = (
    "man woman boy girl teenager child suspect accused defendant victim driver officer minister secretary president "
    "premier chancellor mayor governor senator lawmaker congressman congresswoman candidate nominee leader chief head "
    "chairman chairwoman chair director executive spokesman spokeswoman spokesperson judge prosecutor lawyer attorney "
    "politician billionaire businessman businesswoman actor actress singer player coach teacher student ambassador "
    "general colonel captain king queen prince princess pope bishop activist journalist author writer doctor nurse "
    "commissioner inspector detective sergeant soldier pilot owner founder heir star professor priest aide adviser"
).replace(" ", "|")
_UNNAMED = re.compile(rf"(?i:\b(?:the|that|said)(?: [\w-]+){{0,2}} (?:{_PERSON})s?\b)(?! [A-Z])")
_CAPTION = re.compile(
    r"(?i)\b(?:photo\w*|picture[ds]?|image|getty|file|credit|caption|video|watch|read more|advert\w*)\b"
)
# An article with such words may say the opposite of what one of its paragraphs does.
_DOUBTFUL = re.compile(
    r"(?i)\b(?:hoax|satir\w+|parod\w+|fiction\w*|spoof|april fool\w*|debunk\w*|fact[- ]check\w*|rumou?r\w*|fabricat\w+|"
    r"fake[ds]?|retract\w*|correction|corrected|clarification|earlier version|updated to|imagine|hypothetical\w*|"
    r"drill|simulat\w+|scenario|myths?|misinformation|disinformation|deepfakes?|conspirac\w+|novel|film|dream)\b"
)
_DENIAL = re.compile(
    r"(?i)\b(?:false\w*|untrue|wrong\w*|incorrect\w*|not (?:so|true|the case)|never|lie[sd]?|den(?:y|ies|ied|ying|ial)|"
    r"disput\w+|reject\w*|contradict\w*|alleg\w*|claim\w*|mislead\w*|no evidence|unproven|unverified|baseless|"
    r"purported\w*|supposed\w*|contrary|untruth\w*|refut\w+|doubt\w*)\b"
)


def telling(text: str, headline: str) -> list[str]:
    """Return early paragraphs of an article, whole, that tell what happened in the outlet's own words.

    None where the article may be about something that did not happen.
    """
    paragraphs = [each.strip() for each in text.split("\n\n") if each.strip()]
    if _DOUBTFUL.search(headline) or any(_DOUBTFUL.search(each) for each in paragraphs):
        return []
    return [each for number, each in _early(paragraphs) if _alone(paragraphs, number)]


def _early(paragraphs: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the first paragraphs with their places, up to a quotation that is not closed in its own paragraph."""
    for number, each in enumerate(paragraphs[:EARLY]):
        if len(_OPENED.findall(each)) != len(_CLOSED.findall(each)) or each.count('"') % 2:
            return
        if _tells(each):
            yield number, each


def _tells(paragraph: str) -> bool:
    """Say whether a paragraph is plain whole sentences that name whom they speak of."""
    if len(paragraph) > LONGEST or not FEWEST <= len(_WORD.findall(paragraph)) <= MOST:
        return False
    if (
        _MARKS.search(paragraph)
        or not _PLAIN.fullmatch(paragraph)
        or _NO_END.search(paragraph)
        or _LABEL.search(paragraph)
    ):
        return False
    words = _WORD.findall(paragraph)
    if sum(each[0].isupper() for each in words) > 0.6 * len(words):  # a headline
        return False
    return not (_LEANING.search(paragraph) or _UNNAMED.search(paragraph) or _CAPTION.search(paragraph))


def _alone(paragraphs: list[str], number: int) -> bool:
    """Say whether the paragraphs beside one neither lead into it nor take it back."""
    before, after = paragraphs[:number][-1:], paragraphs[number + 1 :][:1]
    if before and not _AFTER_END.search(before[0]):
        return False
    return not any(_DENIAL.search(each) for each in (*before, *after))
