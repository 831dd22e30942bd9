"""How two dated statements of one speaker on one topic compare: said only when it is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.ledger import commitments as said
from bot.ledger.commitments import Cue, Level
from bot.ledger.topics import dull, stem, tokens
from bot.ledger.variants import alike
from bot.ledger.words import fold_words
from bot.model.position import Compared, Comparison, Statement

NONE = Comparison(Compared.NOT_COMPARABLE)
SHORTEST = 3  # words that can have been meant otherwise
SAME, SURE, FAIRLY = 0.9, 0.92, 0.82
MOST_OF = 0.6  # of what the earlier words name must be named by the later ones, for the opposite
SOON = timedelta(days=3)  # within which somebody's words on earlier ones need not repeat any of them
LONG_ENOUGH = 6  # words that say themselves what they are about
_END = re.compile(r"(?<=[.!?;])\s+")
_POINTING = re.compile(r"\b(?:it|that|this|them|there|so)\b")


def compare(topic: str, earlier: Statement, later: Statement) -> Comparison:
    """Return how the later statement compares with the earlier one; not comparable where that is not sure."""
    if not earlier.quote.strip() or not later.quote.strip() or said.IDLE.search(f"{earlier.quote} {later.quote}"):
        return NONE
    conditions = bool(said.own_condition(earlier.quote)), bool(said.own_condition(later.quote))
    if alike(earlier.quote, later.quote) and conditions[0] == conditions[1]:
        return Comparison(Compared.SAME, "the same words", SAME)
    mine = said.MINE.search(later.quote) is not None
    if not (mine or _on_one_thing(topic, earlier, later)):
        return NONE
    return next(_answers(topic, earlier, later), NONE)


def _answers(topic: str, earlier: Statement, later: Statement) -> Iterator[Comparison]:
    """Yield what the words show, the surest first."""
    yield from _own_words(earlier, later, tied=_tied(topic, earlier, later))
    first, second = _own(earlier), _own(later)
    if bool(said.OTHER_THING.search(first.quote)) == bool(said.OTHER_THING.search(second.quote)):
        yield from _acts(topic, first, second)
        yield from _levels(topic, first, second)


def _own(statement: Statement) -> Statement:
    """Return a statement without the sentences that only hold somebody else's words, or ask."""
    kept = [each for each in _END.split(statement.quote) if not said.NOT_OWN.search(each)]
    return replace(statement, quote=" ".join(kept))


def _tied(topic: str, earlier: Statement, later: Statement) -> bool:
    """Say whether words on earlier ones mean these: said within days of them, or with words of theirs."""
    if earlier.on and later.on and later.on - earlier.on <= SOON:
        return True
    alone = len(later.quote.split()) >= LONG_ENOUGH
    around = _stems(later.quote if alone else f"{later.quote} {later.context}")
    return bool((_stems(earlier.quote) & around) - _thing(topic))


def _own_words(earlier: Statement, later: Statement, *, tied: bool) -> Iterator[Comparison]:
    """Yield what the later words say of the earlier ones themselves."""
    for pattern, label, means in (
        (said.TURNED, Compared.REVERSED, "the later words say that it changed"),
        (said.WITHDRAWN, Compared.SOFTENED, "the later words take back"),
        (said.MEANT, Compared.CLARIFIED, "the later words say what was meant"),
        (said.WIDER, Compared.HARDENED, "the later words go further"),
    ):
        found = pattern.search(later.quote) if tied or label is Compared.HARDENED else None
        if len(earlier.quote.split()) < SHORTEST:
            return
        if found and not pattern.search(earlier.quote) and not _conditional(later.quote, found.start()):
            yield Comparison(label, f"{means}: “{shown(found.group())}”, after “{opening(earlier.quote)}”", FAIRLY)


def _conditional(text: str, at: int) -> bool:
    """Say whether a place stands in a clause that only supposes something."""
    clause = re.split(r"[.;!?]", text[:at])[-1]
    return bool(re.search(r"(?i)\b(?:if|whether|would|should|unless)\b", clause))


def _acts(topic: str, earlier: Statement, later: Statement) -> Iterator[Comparison]:
    """Yield that the same act is now done or not done, or only on a condition: “will not sign” became “will sign”."""
    before = {stem(act.verb): act for act in said.acts(earlier.quote)}
    for act in said.acts(later.quote):
        then = before.get(stem(act.verb))
        common = _shared(earlier, later) - {stem(act.verb)}
        if then is None or not common - _thing(topic):
            continue
        condition = said.own_condition(later.quote)
        if then.does != act.does and not condition and not said.own_condition(earlier.quote):
            yield Comparison(Compared.REVERSED, f"from “{shown(then.words)}” to “{shown(act.words)}”", FAIRLY)
        elif act.does and condition and not said.own_condition(earlier.quote):
            yield Comparison(Compared.SOFTENED, f"now conditional: “{condition}”, before: “{shown(then.words)}”", SURE)


def _levels(topic: str, earlier: Statement, later: Statement) -> Iterator[Comparison]:
    """Yield how far both go, where that differs enough: from “never” to “not now”."""
    before, after = _level(topic, earlier, later), _level(topic, later, earlier)
    if before is None or after is None:
        return
    label = _moved(before.level, after.level)
    if label is None:
        return
    condition = said.own_condition(later.quote)
    if label is Compared.REVERSED and not _same_object(topic, earlier, later, before):
        return
    if after.level is Level.IF and condition:
        yield Comparison(label, f"now conditional: “{condition}”, before: “{shown(before.words)}”", SURE)
    else:
        yield Comparison(label, f"from “{shown(before.words)}” to “{shown(after.words)}”", FAIRLY)


def _moved(before: Level, after: Level) -> Compared | None:  # noqa: PLR0911 - each step is a return of its own
    """Return what lies between two levels, or None where both can stand unaltered."""
    if before <= Level.NO and after in {Level.OPEN, Level.IF, Level.NOT_NOW}:
        return Compared.SOFTENED if before is Level.NEVER or after is not Level.NOT_NOW else None
    if before <= Level.NOT_NOW and after >= Level.YES:
        return Compared.REVERSED
    if before >= Level.YES and after in {Level.IF, Level.OPEN}:
        return Compared.SOFTENED
    if before >= Level.YES and after <= Level.NO:
        return Compared.REVERSED
    if before is Level.OPEN and after <= Level.NO:
        return Compared.REVERSED
    if before is Level.OPEN and after is Level.ABSOLUTELY:
        return Compared.HARDENED
    return None


def _level(topic: str, one: Statement, other: Statement) -> Cue | None:
    """Return how far a statement goes for the thing that both are about, or None when it says that in two ways."""
    found = [
        _under_condition(cue, sentence)
        for sentence in _END.split(one.quote)
        if _on_topic(sentence, topic, one, other)
        for cue in said.cues(sentence)
    ]
    levels = {cue.level for cue in found}
    return found[0] if len(levels) == 1 else None


def _under_condition(cue: Cue, sentence: str) -> Cue:
    """Return a cue as conditional where a condition of the speaker's own stands in its sentence."""
    held = cue.level >= Level.YES and said.own_condition(sentence)
    return Cue(Level.IF, cue.words, cue.start) if held else cue


def _on_one_thing(topic: str, earlier: Statement, later: Statement) -> bool:
    """Say whether words of both, or around both, are about the topic: in one of them at least it is named."""
    thing = _thing(topic)
    named = [bool(thing & _words(f"{each.quote} {each.context}")) for each in (earlier, later)]
    return any(named) if thing else bool(_shared(earlier, later))


def _same_object(topic: str, earlier: Statement, later: Statement, cue: Cue) -> bool:
    """Say whether what the earlier words commit to is what the later ones are about, as far as they name it."""
    behind = earlier.quote[earlier.quote.find(cue.words) + len(cue.words) :]
    thing = _stems(" ".join(re.split(r"[.;!?]", behind)[0].split()[:8])) - _thing(topic)
    return not thing or len(thing & _stems(later.quote)) > MOST_OF * len(thing)


def _on_topic(sentence: str, topic: str, one: Statement, other: Statement) -> bool:
    """Say whether a sentence is about what both statements are about."""
    words = _words(sentence)
    if words & (_thing(topic) | _shared(one, other)):
        return True
    return bool(_POINTING.search(sentence)) or len(one.quote.split()) <= 12


def _shared(one: Statement, other: Statement) -> frozenset[str]:
    """Return the stems of the telling words that both statements hold."""
    return _stems(one.quote) & _stems(other.quote)


def _words(text: str) -> frozenset[str]:
    """Return the stems of all words of a text."""
    return frozenset(map(stem, fold_words(text).split()))


def _thing(topic: str) -> frozenset[str]:
    """Return the stems of a topic's words, also of those that say little."""
    return _stems(topic) or frozenset(map(stem, fold_words(topic).split()))


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(token.text) for token in tokens(text) if not dull(token.text))


def shown(words: str) -> str:
    """Return words as a reason shows them: on one line, without marks at their ends."""
    return " ".join(words.split()).strip(" ,.;:“”\"'")


def opening(quote: str) -> str:
    """Return the first words of a quote."""
    words = quote.split()
    return shown(" ".join(words[:8])) + (" …" if len(words) > 8 else "")
