"""The patterns that the reading is told by, each beside sentences that it fits and others that it must not."""

from __future__ import annotations

import re

import pytest

from bot.reading.languages import english_clauses, english_splits
from bot.reading.languages.words import any_of, listed

PATTERNS = (
    (
        english_clauses.OLD,
        ("In 2013, Tereza Malá reversed herself.", "Ikeda had changed his mind years earlier, in Osaka."),
        ("Tereza Malá reversed herself on Friday in Brno.", "Ikeda changes his mind about the 2013 bridge."),
    ),
    (
        english_clauses.NOW,
        ("Okafor relented on Tuesday in Lagos.", "Of course Silva has recently given in."),
        ("Okafor relented in March.", "Silva gave in at last, in Recife."),
    ),
    (
        english_clauses.DATED,
        ("Okafor relented two days later.", "Silva gave in last week."),
        ("Okafor relented in Lagos.", "Silva gives a lasting answer in Recife."),
    ),
    (
        english_clauses.CHARGED,
        ("According to the union, Silva gave in.", "The Lagos daily mocked Okafor for giving in."),
        ("Silva gave in to the union.", "The Lagos daily met Okafor for an hour."),
    ),
    (
        english_clauses.BEHIND,
        ("Silva has given in, Okafor said on Monday.", "Malá dropped the plan, her rival in Brno argued."),
        ("Silva has given in on Monday.", "Malá said she dropped the plan in Brno, as planned."),
    ),
    (
        english_clauses.FICTION.pattern,
        ("In the second novel, Silva gives in.", "Imagine that Okafor gave in, in Lagos."),
        ("In the end, Silva gives in.", "On the bridge in Brno Malá gave in."),
    ),
    (
        english_splits.TONE,
        ("Their words strike a different tone.", "Malá’s remarks appeared to strike a very different note."),
        ("Malá did not strike a different tone.", "The film from Recife has a different tone."),
    ),
)


@pytest.mark.parametrize(("pattern", "fits", "misses"), PATTERNS)
def test_each_pattern_fits_its_sentences_and_no_other(
    pattern: str, fits: tuple[str, str], misses: tuple[str, str]
) -> None:
    """Each pattern finds both sentences that it fits, and neither of those that it must not."""
    assert all(re.search(pattern, each) for each in fits)
    assert not any(re.search(pattern, each) for each in misses)


def test_a_list_of_words_finds_the_longest_first() -> None:
    """Words are parted by spaces, phrases by commas; the longer one of two that begin alike is found."""
    assert listed("left, left for  good") == ["left", "left for good"]
    found = re.match(any_of("left, left for good"), "left for good by Silva")
    assert found is not None
    assert found[0] == "left for good"
