"""What of a model's answers gets through: ids that were offered, labels of closed lists, words that stand there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.errors import Refused
from bot.ledger import topics
from bot.ledger.words import fold_words
from bot.model.choice import Choice, Claimed, Doubt, Unnamed
from bot.model.news import digest_of
from bot.model.position import Compared, Comparison, Stance, Statement
from bot.model.record import Quote, Speaker, Topic
from bot.model.text import Span
from bot.reading.text.sentences import sentences

MOST_TOPICS, LONGEST_TOPIC = 3, 4  # topics of a quote, words of a topic
MOST_BEST = 8
LONGEST_LINE = 300
STANDS = "stands"  # the verdict that takes nothing away
CONFIDENCE = 0.85  # of a comparison that rules and a model both see


def short(id_: str) -> str:
    """Return what stands for an id in a request: still a hash, so that another article's is never taken for it."""
    return id_[:10]


def chosen(
    answer: object,
    offered: Sequence[Quote],
    text: str,
    nameable: Mapping[str, Topic],
    speakers: Mapping[str, Speaker],
) -> Choice:
    """Return what a model chose among the offered quotes and names; raises Refused for what was not offered.

    Topics are those that rules find in the article (`nameable`): what a model puts together of an article's words can
    say what the article does not.
    """
    rows = answer.get("quotes") if isinstance(answer, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refused("malformed", "Answer with a list “quotes” of objects.")
    known, seen = {short(quote.id): quote for quote in offered}, set[str]()
    words = frozenset(fold_words(text).split())
    named: dict[str, tuple[Topic, ...]] = {}
    voices: dict[str, Speaker | Unnamed] = {}
    stances: dict[str, Stance] = {}
    for row in rows:
        quote = _offered(row.get("id"), known, seen)
        if row.get("who"):
            voices[quote.id] = _voice(row["who"], speakers)
        named[quote.id] = _topics(row.get("topics"), words, nameable)
        if row.get("stance"):
            stances[quote.id] = _stance(row["stance"])
    best = tuple(_offered(each, known, set()).id for each in _listed(answer, "best"))
    if len(set(best)) < len(best):
        raise Refused("repeated id", "A quote stands twice among the best.")
    best = tuple(each for each in best if voices.get(each) is not Unnamed.NOBODY)  # no quote, so no key quote
    return Choice({id_: each for id_, each in named.items() if each}, voices, best[:MOST_BEST], stances)


def _listed(answer: object, name: str) -> list[object]:
    found = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(found, list):
        raise Refused("malformed", f"Answer with a list “{name}”.")
    return found


def _offered(id_: object, known: Mapping[str, Quote], seen: set[str]) -> Quote:
    if not isinstance(id_, str) or id_ not in known:
        raise Refused("unknown id", f"There is no quote {str(id_)[:20]!r} here.")
    if id_ in seen:
        raise Refused("repeated id", f"The quote {id_} stands there twice.")
    seen.add(id_)
    return known[id_]


def _voice(who: object, speakers: Mapping[str, Speaker]) -> Speaker | Unnamed:
    """Return the speaker of an id, or none of the two kinds; raises Refused for a name that was not offered."""
    if isinstance(who, str) and who in speakers:
        return speakers[who]
    try:
        return Unnamed(str(who))
    except ValueError as error:
        raise Refused("unknown name", f"There is no name {str(who)[:20]!r} among those offered.") from error


def _topics(names: object, words: frozenset[str], known: Mapping[str, Topic]) -> tuple[Topic, ...]:
    """Return those topics that are known; raises Refused for words that do not stand in the article."""
    if not isinstance(names, list) or len(names) > MOST_TOPICS:
        raise Refused("malformed", f"A quote has a list of at most {MOST_TOPICS} topics.")
    found: dict[str, Topic] = {}
    for name in names:
        plain = fold_words(name).split() if isinstance(name, str) and name.isprintable() else []
        if not plain or len(plain) > LONGEST_TOPIC or not set(plain) <= words:
            raise Refused("topic", f"The topic {str(name)[:30]!a} is not made of words of the article.")
        if topic := known.get(topics.key(" ".join(plain))):
            found.setdefault(topic.key, topic)
    return tuple(found.values())


def _stance(label: object) -> Stance:
    try:
        return Stance(str(label))
    except ValueError as error:
        raise Refused("stance", f"{str(label)[:30]!r} is no label of the list.") from error


def side_id(statement: Statement) -> str:
    """Return what stands for one side of a comparison."""
    return short(digest_of(statement.quote, str(statement.on)))


def compared(answer: object, earlier: Statement, later: Statement) -> Comparison:
    """Return a comparison that names both ids and both days and cites both sides word for word; raises Refused.

    The reason is put together here from what is cited: no word of it is the model's own.
    """
    if not isinstance(answer, dict):
        raise Refused("malformed", "Answer with one object.")
    try:
        label = Compared(str(answer.get("label")))
    except ValueError as error:
        raise Refused("label", "The label is none of the list.") from error
    cited = [_cited(answer.get(name), statement) for name, statement in (("earlier", earlier), ("later", later))]
    if label is Compared.NOT_COMPARABLE:
        return Comparison(label)
    return Comparison(label, f"from “{cited[0]}” to “{cited[1]}”", CONFIDENCE)


def _cited(side: object, statement: Statement) -> str:
    """Return the words that are cited of a side."""
    if not isinstance(side, dict):
        raise Refused("malformed", "Answer with “earlier” and “later”.")
    if side.get("id") != side_id(statement):
        raise Refused("unknown id", "A side's id is not the one that was offered.")
    if statement.on is None or side.get("date") != statement.on.isoformat():
        raise Refused("date", "A side's date is not the one that was offered.")
    words = " ".join(str(side.get("words") or "").split())
    if words not in _sentences(statement.quote):
        raise Refused("altered words", "The cited words are no whole sentence of the quote.")
    return words


def _sentences(quote: str) -> frozenset[str]:
    """Return the sentences of a quote, and all of it: what is cited keeps its conditions, doubts and negations."""
    plain = " ".join(quote.split())
    found = [each.of(plain) for each in sentences(plain, Span(0, len(plain)), ())]
    return frozenset(each for part in (*found, plain) for each in (part, part.rstrip(" .,;")))


def doubted(answer: object, offered: Sequence[Claimed]) -> dict[str, Doubt]:
    """Return which claims may not be shown, and why; raises Refused for a verdict on what was not offered.

    It can only take away: whatever else an answer says, a claim stands as it was made.
    """
    known, found, seen = {short(each.id): each.id for each in offered}, dict[str, Doubt](), set[object]()
    for row in _listed(answer, "verdicts"):
        id_, verdict = (row.get("id"), row.get("verdict")) if isinstance(row, dict) else (None, None)
        if not isinstance(id_, str) or id_ not in known or id_ in seen:
            raise Refused("unknown id", f"There is no claim {str(id_)[:20]!r}, or it stands there twice.")
        seen.add(id_)
        if verdict != STANDS:
            found[known[id_]] = _doubt(verdict)
    return found


def _doubt(verdict: object) -> Doubt:
    try:
        return Doubt(str(verdict))
    except ValueError as error:
        raise Refused("verdict", f"{str(verdict)[:30]!r} is no verdict of the list.") from error


def line_of(answer: object) -> str:
    """Return the line that a question was turned into; raises Refused for what is no line."""
    line = answer.get("line") if isinstance(answer, dict) else None
    if not isinstance(line, str) or len(line) > LONGEST_LINE or not line.isprintable():
        raise Refused("malformed", "Answer with one short “line”.")
    return line.strip()
