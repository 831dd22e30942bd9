"""The paragraph that may stand for an article in short: its first, whole, where it tells by itself what happened.

Sentences were tried, and later paragraphs: where one begins and ends, who says it, whom it means and what takes it back
cannot be known surely enough. What accuses somebody is never told so; most articles have no such paragraph.
"""

from __future__ import annotations

import re

from bot.ledger.topics import dull, stem
from bot.ledger.words import fold_words

FEWEST, MOST = 9, 45  # words: a headline has fewer
LONGEST = 320  # characters
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\"“”„«»‹›‚‛″＂`´『』「」〝〞<>＜＞]|(?<!\w)[‘’']|[‘’'](?!\w)")
_PLAIN = re.compile(r"[A-Z0-9][\w ,.:’'–—%&$€£/()-]*[^\W_]\)?\.")
_LABEL = re.compile(r":(?!\d)|\bwww\.|^[A-Z][A-Z .,’'-]+ ?[–—-] ")  # who says it, a link; a place has an agency, too
_NO_END = re.compile(r"\.\.|\w\.$(?<=\s\w\.)")  # dots that trail off, an initial
# What this word means stands elsewhere, or nowhere in the article's own words.
_LEANING = re.compile(
    r"(?i)\b(?:he|she|they|him|her|his|hers|their|theirs|them|himself|herself|themselves|both|former|latter|these|"
    r"those|such|same|another|others|i|me|my|mine|we|us|our|ours|you|your|yours|"
    r"the (?:two|three|four|pair|duo|couple|trio)(?= (?:were|are|had|have|has|said|say|will|came|of)\b|[.,]))\b|"
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
_DAYS = (
    "(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
)
_DAYS += "November|December)"
_UNNAMED = re.compile(rf"(?i:\b(?:the|that|said)(?: [\w-]+){{0,2}} (?:{_PERSON})s?\b)(?!,? (?!{_DAYS})[A-Z])")
_CAPTION = re.compile(
    r"(?i)\b(?:photo\w*|picture[ds]?|image|getty|file|credit|caption|video|watch|read more|advert\w*)\b"
)
# An article with such words may say the opposite of what one of its paragraphs does.
_DOUBTFUL = re.compile(
    r"(?i)\b(?:hoax\w*|satir\w+|parod\w+|fiction\w*|spoof|april fool\w*|debunk\w*|fact[- ]check\w*|rumou?r\w*|"
    r"fabricat\w+|"
    r"fake[ds]?|retract\w*|correction|corrected|clarification|earlier version|updated?|imagine|hypothetical\w*|drill|"
    r"simulat\w+|scenario|myths?|misinformation|disinformation|deepfakes?|conspirac\w+|novel|film|dream|withdrawn|erratum|"
    r"amended|apologi\w+|apology|editor[’']?s? note|false\w*|untrue|lies|lied|liar|bogus|invented)\b"
)
_TAKEN_BACK = re.compile(  # behind what was told: a denial, a doubt
    r"(?i)\b(?:not|never|none|nobody|nothing|neither|nor|\w+n[’']t|however|wrong\w*|incorrect\w*|den(?:y|ies|ied|ying|ial)|"
    r"disput\w+|reject\w*|contradict\w*|alleg\w*|claim\w*|mislead\w*|unproven|unverified|unfounded|groundless|baseless|"
    r"purported\w*|supposed\w*|contrary|refut\w+|doubt\w*|no (?:such|truth|evidence|proof|one))\b"
)
_ACCUSING = re.compile(
    r"(?i)\b(?:accus\w+|arrest\w*|charg(?:ed|es)|jail\w*|prison\w*|imprison\w*|fraud\w*|brib\w+|murder\w*|rap(?:e[ds]?|ist)|"
    r"stol(?:e|en)|steal\w*|theft|thie(?:f|ves)|corrupt\w*|convict\w*|sentenc\w+|indict\w*|guilty|abus\w+|assault\w*|"
    r"kill\w*|shot|stabb\w+|attack\w*|crim\w+|scandal\w*|illegal\w*|launder\w*|embezzl\w+|extort\w*|harass\w*|traffick\w*|"
    r"smuggl\w+|terror\w*|blackmail\w*|perjur\w+|lawsuit|sued|sues|suing|prosecut\w*|detain\w*|handcuff\w*|crook\w*|cheat\w*|"
    r"drunk\w*|affair|resign\w*|fired|sacked|suspend\w*|investigat\w*|police|court|trial|verdict)\b"
)


def telling(text: str, headline: str) -> list[str]:
    """Return the first paragraph of an article, if it tells in the outlet's words what the headline says; else none.

    None where the article may be about something that did not happen, or accuses somebody.
    """
    paragraphs = [each.strip() for each in text.split("\n\n") if each.strip()]
    if not paragraphs or any(_DOUBTFUL.search(each) for each in (headline, *paragraphs)):
        return []
    if fold_words(paragraphs[0]) == fold_words(headline):
        paragraphs = paragraphs[1:]
    first, behind = next(iter(paragraphs), ""), paragraphs[1:2]
    if _ACCUSING.search(first) or any(_TAKEN_BACK.search(each) for each in behind):
        return []
    return [first] if _tells(first) and _of_one_thing(first, headline) else []


def _of_one_thing(paragraph: str, headline: str) -> bool:
    """Say whether a paragraph and the headline share two words that are nobody's name: a caption has the name only."""
    plain = {stem(each) for each in _WORD.findall(paragraph) if each.islower()}
    return len(plain & {stem(each) for each in _WORD.findall(headline) if len(each) > 2 and not dull(each)}) > 1


def _tells(paragraph: str) -> bool:
    """Say whether a paragraph is plain whole sentences that name whom they speak of."""
    words = _WORD.findall(paragraph)
    if len(paragraph) > LONGEST or not FEWEST <= len(words) <= MOST:
        return False
    if _MARKS.search(paragraph) or not _PLAIN.fullmatch(paragraph):
        return False
    if _NO_END.search(paragraph) or _LABEL.search(paragraph):
        return False
    if sum(each[0].isupper() for each in words) > 0.6 * len(words):  # a headline
        return False
    return not (_LEANING.search(paragraph) or _UNNAMED.search(paragraph) or _CAPTION.search(paragraph))
