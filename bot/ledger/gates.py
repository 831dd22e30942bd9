"""What of a model's answers gets through: ids that were offered, labels of closed lists, words that stand there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.errors import Refused
from bot.ledger import topics
from bot.ledger.words import fold_words
from bot.model.choice import Candidate, Choice, Doubt, Held, LeftOut, Order, Pair, Unnamed
from bot.model.news import digest_of
from bot.model.position import Compared, Comparison, Stance, Statement
from bot.model.record import Quote, Speaker, Topic
from bot.model.text import Span
from bot.reading.text.sentences import sentences

MOST_TOPICS, LONGEST_TOPIC = 3, 4  # topics of a quote, words of a topic
MOST_BEST = 8
LONGEST_LINE, LONGEST_MATTER = 300, 60
STANDS = "stands"  # the verdict that takes nothing away
CONFIDENCE = 0.85  # of a comparison on which two answers agree


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
    stances: dict[str, Held] = {}
    for row in rows:
        quote = _offered(row.get("id"), known, seen)
        if row.get("who"):
            voices[quote.id] = _voice(row["who"], speakers)
        named[quote.id] = _topics(row.get("topics"), words, nameable)
        if row.get("stance"):
            stance = _stance(row["stance"])
            if row.get("on"):  # a label of nothing is none
                stances[quote.id] = Held(stance, _matter(row["on"], text))
    best = tuple(_offered(each, known, set()).id for each in listed(answer, "best"))
    if len(set(best)) < len(best):
        raise Refused("repeated id", "A quote stands twice among the best.")
    best = tuple(each for each in best if voices.get(each) is not Unnamed.NOBODY)  # no quote, so no key quote
    stances = {id_: each for id_, each in stances.items() if id_ in best}
    return Choice({id_: each for id_, each in named.items() if each}, voices, best[:MOST_BEST], stances)


def listed(answer: object, name: str) -> list[object]:
    """Return a list of an answer; raises Refused where it has none."""
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


def _matter(words: object, text: str) -> str:
    """Return what a stance is on, as the article has it; raises Refused for words that do not stand there."""
    plain = " ".join(words.split()).strip(" .,;:") if isinstance(words, str) else ""
    if not plain or len(plain) > LONGEST_MATTER or plain not in " ".join(text.split()):
        raise Refused("altered words", "What a stance is “on” does not stand in the article.")
    return plain


def labels(answer: object, offered: Collection[str]) -> dict[str, Stance]:
    """Return the labels of a second answer by the offered ids; raises Refused for what was not offered."""
    known, found, seen = {short(each): each for each in offered}, dict[str, Stance](), set[str]()
    for row in listed(answer, "labels"):
        id_ = row.get("id") if isinstance(row, dict) else None
        if not isinstance(row, dict) or not isinstance(id_, str) or id_ not in known or id_ in seen:
            raise Refused("unknown id", f"There is no quote {str(id_)[:20]!r}, or it stands there twice.")
        seen.add(id_)
        if row.get("stance"):
            found[known[id_]] = _stance(row["stance"])
    return found


def side_id(statement: Statement) -> str:
    """Return what stands for one side of a comparison."""
    return short(digest_of(statement.quote, str(statement.on)))


def compared(answer: object, pairs: Sequence[Pair]) -> dict[str, Comparison]:
    """Return how offered pairs compare, each with whole sentences cited of both its sides; raises Refused.

    The reason is put together here from what is cited: no word of it is the model's own. A pair without an answer is
    not comparable.
    """
    known, found = {short(each.id): each for each in pairs}, dict[str, Comparison]()
    for row in listed(answer, "pairs"):
        id_ = row.get("id") if isinstance(row, dict) else None
        if not isinstance(row, dict) or not isinstance(id_, str) or id_ not in known or known[id_].id in found:
            raise Refused("unknown id", f"There is no pair {str(id_)[:20]!r}, or it stands there twice.")
        found[known[id_].id] = _comparison(row, known[id_])
    return found


def _comparison(row: Mapping[str, object], pair: Pair) -> Comparison:
    try:
        label = Compared(str(row.get("label")))
    except ValueError as error:
        raise Refused("label", "The label is none of the list.") from error
    if not label.alert:
        return Comparison(label)
    sides = {str(each.get("id")): each.get("words") for each in listed(row, "sides") if isinstance(each, dict)}
    if set(sides) != {side_id(pair.earlier), side_id(pair.later)}:
        raise Refused("unknown id", "Answer with both “sides”, by the ids that were offered.")
    earlier, later = (_cited(sides[side_id(each)], each) for each in (pair.earlier, pair.later))
    return Comparison(label, f"from “{earlier}” to “{later}”", CONFIDENCE)


def both(one: Mapping[str, Comparison], other: Mapping[str, Comparison]) -> dict[str, Comparison]:
    """Return the comparisons on which two answers agree; all others are not comparable."""
    none = Comparison(Compared.NOT_COMPARABLE)
    return {id_: each if other.get(id_, none).label is each.label else none for id_, each in one.items()}


def less(ruled: Comparison, told: Comparison) -> Comparison:
    """Return what rules and a model see alike of a change, the less of it where both see the same way; else none."""
    if ruled.label is told.label:
        return ruled
    alike = {ruled.label, told.label} <= {Compared.SOFTENED, Compared.REVERSED}
    return replace(ruled, label=Compared.SOFTENED) if alike else Comparison(Compared.NOT_COMPARABLE)


def _cited(said: object, statement: Statement) -> str:
    """Return the words that are cited of a side."""
    words = " ".join(str(said or "").split())
    if words not in _sentences(statement.quote):
        raise Refused("altered words", "The cited words are no whole sentence of the quote.")
    return words


def _sentences(quote: str) -> frozenset[str]:
    """Return the sentences of a quote, and all of it: what is cited keeps its conditions, doubts and negations."""
    plain = " ".join(quote.split())
    found = [each.of(plain) for each in sentences(plain, Span(0, len(plain)), ())]
    return frozenset(each for part in (*found, plain) for each in (part, part.rstrip(" .,;")))


def ordered(answer: object, offered: Sequence[Candidate]) -> Order:
    """Return how an answer orders the offered stories; raises Refused for ids not offered or given twice.

    What it does not name keeps the rules' place, behind what it does.
    """
    known, leads, left = {short(each.id): each for each in offered}, dict[str, str](), dict[str, LeftOut]()
    places: list[str] = []
    for row in listed(answer, "stories"):
        story = _story(row, known, {*places, *left})
        places.append(story.id)
        quotes = {short(each): each for each in story.quotes}
        if lead := row["quote"] if isinstance(row, dict) and row.get("quote") else "":
            if not isinstance(lead, str) or lead not in quotes:
                raise Refused("unknown id", f"There is no quote {str(lead)[:20]!r} in that story.")
            leads[story.id] = quotes[lead]
    for row in listed(answer, "left_out"):
        story = _story(row, known, {*places, *left})
        try:
            left[story.id] = LeftOut(str(row["why"] if isinstance(row, dict) and "why" in row else ""))
        except ValueError as error:
            raise Refused("reason", "A story is left out for none of the reasons of the list.") from error
    return Order(tuple(places), leads, left)


def _story(row: object, known: Mapping[str, Candidate], seen: Collection[str]) -> Candidate:
    id_ = row.get("id") if isinstance(row, dict) else None
    if not isinstance(id_, str) or id_ not in known:
        raise Refused("unknown id", f"There is no story {str(id_)[:20]!r} here.")
    if known[id_].id in seen:
        raise Refused("repeated id", f"The story {id_} stands there twice.")
    return known[id_]


def doubted(answer: object, offered: Collection[str]) -> dict[str, Doubt]:
    """Return which claims of these ids may not be shown, and why; raises Refused for a verdict on what was not offered.

    It can only take away: whatever else an answer says, a claim stands as it was made.
    """
    known, found, seen = {short(each): each for each in offered}, dict[str, Doubt](), set[object]()
    for row in listed(answer, "verdicts"):
        id_, verdict = (row.get("id"), row.get("verdict")) if isinstance(row, dict) else (None, None)
        if not isinstance(id_, str) or id_ not in known or id_ in seen:
            raise Refused("unknown id", f"There is no claim {str(id_)[:20]!r}, or it stands there twice.")
        seen.add(id_)
        if verdict != STANDS:
            found[known[id_]] = _doubt(verdict)
    return found


def _doubt(verdict: object) -> Doubt:
    if str(verdict) not in {*Doubt} - {Doubt.UNREAD}:  # which is ours to say
        raise Refused("verdict", f"{str(verdict)[:30]!r} is no verdict of the list.")
    return Doubt(str(verdict))


def line_of(answer: object) -> str:
    """Return the line that a question was turned into; raises Refused for what is no line."""
    line = answer.get("line") if isinstance(answer, dict) else None
    if not isinstance(line, str) or len(line) > LONGEST_LINE or not line.isprintable():
        raise Refused("malformed", "Answer with one short “line”.")
    return line.strip()
