from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ledger.people import aliases, fold, key
from bot.ledger.words import fold_words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Ana Kovač", "ana kovač"),
        ("  Ana   Kovač’s ", "ana kovač"),
        ("J. D. Vance", "jd vance"),
        ("JD Vance", "jd vance"),
        ("“Reed”", "reed"),
        ("O’Neill", "o'neill"),
        ("Ａｎａ", "ana"),
        ("", ""),
    ],
)
def test_names_are_folded(typed: str, folded: str) -> None:
    """Case, spacing, initials' dots, possessives and marks around a name do not count."""
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Ana Kovač", {"ana kovač", "kovač", "kovac", "ana kovac"}),
        ("President Ana Kovač", {"ana kovač", "kovač"}),
        ("Ursula von der Leyen", {"ursula von der leyen", "von der leyen", "ursula leyen"}),
        ("J.D. Vance", {"jd vance", "vance"}),
        ("The Harbour Board", {"the harbour board", "harbour board"}),
        ("Reed", {"reed"}),
    ],
)
def test_what_people_type_for_a_name(name: str, wanted: set[str]) -> None:
    """The whole name, its surname with particles, and each without accents find a speaker."""
    assert wanted <= set(aliases(name))


def test_a_first_name_alone_is_no_alias() -> None:
    """Nobody is found by a first name, by a title or by nothing."""
    assert "ana" not in aliases("Ana Kovač")
    assert "president" not in aliases("President Ana Kovač")
    assert aliases("") == aliases(" . ") == ()


def test_one_person_has_one_key() -> None:
    """Titles, accents, case and dots make no second person; another first name does."""
    assert len({key(each) for each in ("Ana Kovač", "ana kovac", "Dr. Ana Kovač", "ANA KOVAČ’s")}) == 1
    assert key("Ben Kovač") != key("Ana Kovač")
    assert key("The Harbour Times") == key("Harbour Times")
    assert key("The Who") != key("WHO")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_folding_is_done_once(text: str) -> None:
    """Any text folds; words folded twice are as folded once."""
    aliases(text)
    assert fold_words(fold_words(text)) == fold_words(text)
