from __future__ import annotations

from itertools import combinations
from pathlib import Path

from bot.ledger.people import aliases, key

# One person a line, under the names that pages gave; all of them are different people.
PEOPLE = [
    [name.strip() for name in line.split("|")]
    for line in (Path(__file__).parent / "persons.txt").read_text(encoding="utf-8").splitlines()
    if line.strip()
]
NAMES = [name for names in PEOPLE for name in names]


def test_people_are_merged_only_with_themselves() -> None:
    """Of over 300 names from the news no two people share a key, and nearly all spellings of one person do."""
    assert len(NAMES) >= 300
    owners: dict[str, set[int]] = {}
    for number, names in enumerate(PEOPLE):
        for name in names:
            owners.setdefault(key(name), set()).add(number)
    assert {of: people for of, people in owners.items() if len(people) > 1} == {}
    pairs = [pair for names in PEOPLE for pair in combinations(names, 2)]
    merged = [one for one, other in pairs if key(one) == key(other)]
    assert len(merged) >= 0.95 * len(pairs)


def test_a_person_is_found_under_every_spelling() -> None:
    """Who types one spelling, or its surname, finds the words kept under another."""
    assert {"zelensky", "zelenskyy", "volodymyr zelensky", "selenskyj"} <= set(aliases("Volodymyr Zelenskyy"))
    assert "sanae" not in aliases("Sanae Takaichi")


def test_a_surname_or_a_relation_is_another_person() -> None:
    """Nobody is merged on a surname alone, nor with a son, a brother or a father of that name."""
    keys = [
        key(each) for each in ("Trump", "Donald Trump", "Donald Trump Jr.", "Eric Trump", "Zelensky", "Olena Zelenska")
    ]
    assert len(set(keys)) == len(keys)
    assert key("George W. Bush") != key("George H.W. Bush")
    assert key("Donald J. Trump") == key("Donald Trump")
