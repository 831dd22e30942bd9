"""What a language model says that sentences tell: ids, closed lists, two answers that agree, the rules' vetoes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from bot.errors import Refused
from bot.ledger import people
from bot.ledger.gates import listed
from bot.ledger.topics import dull, stem, tokens
from bot.ledger.words import fold_words
from bot.model.choice import Proposal, Tells
from bot.model.news import Article, digest_of
from bot.model.position import AssertedBy, Extent, MoveKind, Recency, ReportedChange, Split
from bot.model.record import Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.gate import told
from bot.reading.text.dates import said_on

AGREED = 0.9  # confidence of what two answers told alike
MOST = 6  # proposals of one answer
FEWEST_MEMBERS, MOST_MEMBERS = 2, 6  # of a camp
NEAR = 700  # characters before a sentence in which whom it means must be named
LONGEST, LONGEST_CAMP = 700, 60  # characters of a sentence, of the name of a camp
BACKWARD = frozenset({MoveKind.REVERSED, MoveKind.WALKED_BACK, MoveKind.SOFTENED, MoveKind.OTHER})
Label = TypeVar("Label", bound=StrEnum)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MARKED = re.compile(r"[“\"«„][^”\"»“]*[”\"»“]")


def proposed(
    answer: object, sentences: Mapping[str, Span], speakers: Mapping[str, Speaker], text: str
) -> tuple[Proposal, ...]:
    """Return what an answer says that offered sentences tell, also nothing; raises Refused for what was not offered."""
    rows = listed({"moves": []} | answer, "moves") if isinstance(answer, dict) else listed(answer, "moves")
    if len(rows) > MOST:
        raise Refused("malformed", f"At most {MOST} “moves”.")
    return tuple(_proposal(row, sentences, speakers, text) for row in rows)


def _proposal(row: object, sentences: Mapping[str, Span], speakers: Mapping[str, Speaker], text: str) -> Proposal:
    if not isinstance(row, dict):
        raise Refused("malformed", "Each of “moves” is an object.")
    before = row.get("before") or None
    return Proposal(
        sentence=_place(row.get("sentence"), sentences),
        tells=_label(Tells, row.get("tells")),
        who=tuple(_who(each, speakers) for each in listed(row, "who")),
        kind=_label(MoveKind, row.get("kind")),
        extent=_label(Extent, row.get("extent")),
        asserted_by=_label(AssertedBy, row.get("told_by")),
        recency=_label(Recency, row.get("when")),
        before=_place(before, sentences) if before else None,
        camp=_camp(row.get("camp"), text),
    )


def _place(id_: object, sentences: Mapping[str, Span]) -> Span:
    if not isinstance(id_, str) or id_ not in sentences:
        raise Refused("unknown id", f"There is no sentence {str(id_)[:20]!r} here.")
    return sentences[id_]


def _who(id_: object, speakers: Mapping[str, Speaker]) -> Speaker:
    if not isinstance(id_, str) or id_ not in speakers:
        raise Refused("unknown name", f"There is no name {str(id_)[:20]!r} among those offered.")
    return speakers[id_]


def _label(labels: type[Label], value: object) -> Label:
    try:
        return labels(str(value))
    except ValueError as error:
        raise Refused("label", f"{str(value)[:30]!r} is none of {', '.join(labels)}.") from error


def _camp(words: object, text: str) -> str:
    """Return what a camp is called, as the text has it; raises Refused for words that do not stand there."""
    plain = " ".join(words.split()) if isinstance(words, str) else ""
    if plain and (len(plain) > LONGEST_CAMP or plain not in " ".join(text.split())):
        raise Refused("altered words", "The camp's name does not stand in the text.")
    return plain


def agreed(first: Sequence[Proposal], second: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Return what two answers tell alike of the same sentences: the same thing of the same people, as a fact."""
    return tuple(
        both for one in first for other in second if one.sentence == other.sentence and (both := _both(one, other))
    )


def _both(one: Proposal, other: Proposal) -> Proposal | None:
    if one.tells is not other.tells or _names(one) != _names(other):
        return None
    alike = one.kind is other.kind
    if not alike and not {one.kind, other.kind} <= BACKWARD:
        return None
    if not (one.asserted_by.counts and other.asserted_by.counts):
        return None
    old = Recency.BACKGROUND in {one.recency, other.recency}
    return replace(
        one,
        kind=one.kind if alike else MoveKind.OTHER,
        extent=max(one.extent, other.extent, key=list(Extent).index),  # the less that moved
        recency=Recency.BACKGROUND if old else Recency.NEW,
        before=one.before if other.before in {one.before, None} else None,
        camp=one.camp if people.key(one.camp) == people.key(other.camp) else "",
    )


def _names(one: Proposal) -> frozenset[str]:
    return frozenset(people.key(each.name) for each in one.who)


def as_changes(
    article: Article, found: Sequence[Proposal], ruled: Sequence[ReportedChange], by: str
) -> Iterator[ReportedChange]:
    """Yield the changes on which two answers agree and that the rules do not forbid, each with the article's words."""
    for each in found:
        if each.tells is not Tells.CHANGE or len(each.who) != 1 or _forbidden(article, each):
            continue
        here = [one for one in ruled if each.sentence.overlaps(one.span)]
        facts = [one.recency for one in here if one.asserted_by.counts]
        if (here and not facts) or Recency.NEW in facts:
            continue  # the rules say that it is denied, supposed or a charge, or have it already
        yield _change(article, each, by)


def _change(article: Article, found: Proposal, by: str) -> ReportedChange:
    words, day = found.sentence.of(article.text), article.publication.published_on
    speaker = found.who[0]
    held = found.before if found.before and _of_one_thing(article.text, found) else None
    return ReportedChange(
        id=digest_of("change", article.publication.page_id, words, speaker.name),
        told=told(article, found.sentence, said_on(words, day)),
        span=found.sentence,
        speaker=speaker,
        kind=found.kind,
        extent=found.extent,
        asserted_by=found.asserted_by,
        recency=found.recency,
        earlier=told(article, held, said_on(held.of(article.text), day)) if held else None,
        in_part=found.extent is Extent.PART,
        confidence=AGREED,
        by=by,
    )


def as_splits(article: Article, found: Sequence[Proposal], ruled: Sequence[Split], by: str) -> Iterator[Split]:
    """Yield the splits on which two answers agree, where the text names the camp and each member."""
    seen = {frozenset(people.key(each.name) for each in one.members) for one in ruled}
    for each in found:
        fits = each.tells is Tells.SPLIT and each.camp and FEWEST_MEMBERS <= len(_names(each)) <= MOST_MEMBERS
        if not fits or _names(each) in seen or each.recency is not Recency.NEW or _forbidden(article, each):
            continue
        seen.add(_names(each))
        words = each.sentence.of(article.text)
        yield Split(
            id=digest_of("split", article.publication.page_id, words),
            told=told(article, each.sentence, said_on(words, article.publication.published_on)),
            span=each.sentence,
            members=each.who,
            camp=each.camp,
            ground="",
            confidence=AGREED,
            by=by,
        )


def _forbidden(article: Article, found: Proposal) -> bool:
    """Say whether a sentence cannot tell it: no fact, a question, no end, an old year, all in marks, nobody near."""
    words = found.sentence.of(article.text)
    if not found.asserted_by.counts or words.rstrip(" ”\"’'").endswith("?") or len(words) > LONGEST:
        return True
    day = article.publication.published_on
    if day and any(int(year) < day.year for year in _YEAR.findall(words)):
        return True
    plain = _MARKED.sub(" ", words)
    if found.asserted_by is AssertedBy.OUTLET and len(plain) * 3 < len(words):
        return True
    near = fold_words(article.text[max(0, found.sentence.start - NEAR) : found.sentence.end])
    return not all(_near(each, near.split()) for each in found.who)


def _near(speaker: Speaker, near: Sequence[str]) -> bool:
    """Say whether somebody is named near; an unnamed source never is."""
    words = fold_words(speaker.name).split()
    return speaker.kind is not SpeakerKind.UNNAMED and bool(words) and words[-1] in near


def _of_one_thing(text: str, found: Proposal) -> bool:
    """Say whether what was held before is near the change, or of its words."""
    before = found.before
    if before is None or before == found.sentence:
        return False
    here, there = (
        {stem(token.text) for token in tokens(span.of(text)) if not dull(token.text)}
        for span in (found.sentence, before)
    )
    return bool(here & there) or abs(found.sentence.start - before.start) < NEAR
