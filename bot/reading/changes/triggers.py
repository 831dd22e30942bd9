"""Tell by which words a pattern can begin, so that whole texts are searched for words before any pattern runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_ENDS = ("", ",", ".", ";", ":", "”", '"', "’", "'", ")", "?", "!", ",”", ".”", ',"', '."')


def first_words(pattern: str) -> frozenset[str]:
    """Return every first word that a pattern of plain letters, groups, choices and “?” can begin with."""
    found, _ = _choices(pattern, 0)
    return frozenset(word.rstrip("\0") for word in found)


def marked(word: str) -> Iterator[str]:
    """Yield a word as it stands in running text, marks behind it."""
    return (word + end for end in _ENDS)


def variants(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield words as they stand in running text, marks behind them, each with its word."""
    return ((form, word) for word in words for form in marked(word))


def _choices(pattern: str, at: int) -> tuple[set[str], int]:
    """Return the words of choices up to a closing bracket or the end, a finished word ending in NUL."""
    found: set[str] = set()
    while True:
        words, at = _sequence(pattern, at)
        found |= words
        if at >= len(pattern) or pattern[at] == ")":
            return found, at + 1
        at += 1


def _sequence(pattern: str, at: int) -> tuple[set[str], int]:
    """Return the words of one choice, and where it ends."""
    words = {""}
    while at < len(pattern) and pattern[at] not in "|)":
        options, at = _item(pattern, at)
        if pattern[at : at + 1] == "?":
            options, at = options | {""}, at + 1
        words = {word if word.endswith("\0") else word + option for word in words for option in options}
    return words, at


def _item(pattern: str, at: int) -> tuple[set[str], int]:
    """Return the words of a group, a class or a letter, and where it ends."""
    if pattern.startswith("(?!", at) or pattern.startswith("(?=", at):
        return {""}, _choices(pattern, at + 3)[1]
    if pattern.startswith("(?:", at):
        return _choices(pattern, at + 3)
    if pattern[at] == "[":
        end = pattern.index("]", at)
        return {"\0" if each == " " else each for each in pattern[at + 1 : end]}, end + 1
    if pattern[at] == "\\":  # “\w+”, “\b”: no letter is known, so the word ends here
        return {"\0"}, at + 2
    return {"\0" if pattern[at] == " " else pattern[at]}, at + 1
