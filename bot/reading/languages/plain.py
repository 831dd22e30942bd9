"""The shape of a language that is read by a few plain patterns: words, and nothing learned."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plain:
    """Hold the words of a language, in lower case but for `according`."""

    saying: frozenset[str]  # verbs of saying, every form that news prose uses
    according: tuple[str, ...]  # what stands before a source: “laut”
    roles: frozenset[str]  # titles and roles that stand before names
    small: frozenset[str]  # words that open a sentence in capitals and are no names
    abbreviations: frozenset[str]  # words whose dot ends no sentence, without the dot
