"""Search a text for the few sentences that may tell of a change, fast: words first, patterns only where these stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bot.reading.changes import contrasts, cues, triggers
from bot.reading.languages import english_changes
from bot.reading.text.sentence import Line

RULES = (*cues.RULES, *contrasts.RULES)
ANSWERS, OWN = -1, -2  # stand among the numbers of rules for what looks at more than one sentence's words
_LEADS = frozenset(number for number, rule in enumerate(RULES) if rule.leads)


def _index() -> dict[str, tuple[int, ...]]:
    """Return for each word or phrase the numbers of the rules that need it."""
    numbers: dict[str, list[int]] = {}
    for number, rule in enumerate(RULES):
        for word in rule.words:
            numbers.setdefault(word, []).append(number)
    for word in contrasts.ANSWER_WORDS:
        numbers.setdefault(word, []).append(ANSWERS)
    for word in english_changes.FIRST_WORDS.split():
        numbers.setdefault(word, []).append(OWN)
    return {word: tuple(each) for word, each in numbers.items()}


_INDEX = _index()
_PHRASES = tuple(
    (
        frozenset(phrase.split("_")[:-1]),
        frozenset(triggers.marked(phrase.rsplit("_", 1)[1])),
        phrase.replace("_", " "),
        numbers,
    )
    for phrase, numbers in _INDEX.items()
    if "_" in phrase
)
_WORDS = {form: _INDEX[word] for form, word in triggers.variants(word for word in _INDEX if "_" not in word)}
_FORMS = frozenset(_WORDS)
_EVERY = _FORMS.union(*(first | last for first, last, _, _ in _PHRASES))


def candidates(text: str, all_lines: Sequence[Line]) -> dict[int, set[int]]:
    """Return by number the sentences in which some rules may find something, with the numbers of these rules."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters change their length, and places must not
        lower = text
    starts = [line.span.start for line in all_lines]
    found: dict[int, set[int]] = {}
    for form, rules in _present(_EVERY.intersection(lower.split())):
        at = lower.find(form)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            if number >= 0:
                for rule in rules:
                    if _hopeful(text, at, all_lines[number], rule):
                        found.setdefault(number, set()).add(rule)
            at = lower.find(form, at + len(form))
    return found


def _present(words: frozenset[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the words and phrases that a text may have, given which of their words it has, with the rules that need them."""
    for form in _FORMS & words:
        yield form, _WORDS[form]
    for first, last, phrase, rules in _PHRASES:
        if first <= words and not last.isdisjoint(words):  # cheaper than looking for each
            yield phrase, rules


def _hopeful(text: str, at: int, line: Line, number: int) -> bool:
    """Say whether a rule may find something: at its first word, else in the sentence; dots (“Mr.”) need a closer look."""
    if number < 0:
        return True
    if number in _LEADS:
        return RULES[number].pattern.match(text, at) is not None
    dotted = text.find(".", line.span.start, line.span.end - 2) >= 0
    return dotted or RULES[number].pattern.search(text, line.span.start, line.span.end) is not None
