from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ledger.topics import MOST, key, topics_of
from bot.model.record import Speaker
from tests.unit.building import article, quote


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nato", "NATO"),
        ("NATO", "North Atlantic Treaty Organization"),
        ("the US", "America"),
        ("U.S.", "United States"),
        ("tariffs", "tariff"),
        ("climate crisis", "Climate Change"),
        ("the European Union", "EU"),
        ("Kovač", "kovac"),
    ],
)
def test_one_thing_has_one_key(one: str, other: str) -> None:
    """Case, articles, accents, plurals and known other names do not make another topic."""
    assert key(one) == key(other)


def test_different_things_have_different_keys() -> None:
    """Names that are not alike stay apart."""
    assert len({key(each) for each in ("Nato", "tariffs", "Ukraine", "United Kingdom", "United States")}) == 5


def names(text: str, words: str, title: str = "") -> list[str]:
    return [topic.key for topic in topics_of(quote(article(text), words), title)]


def test_a_topic_comes_from_the_quote_first() -> None:
    """A name in the words said comes before one in the headline."""
    text = "“We shall leave Nato next year,” Kovač said."
    assert names(text, "We shall leave Nato next year,", "Tariffs hit Dover")[0] == "nato"


def test_who_speaks_is_no_topic() -> None:
    """Neither the speaker nor the outlet is a topic of their own words."""
    text = "“Kovač will fight for fishermen,” Ana Kovač told The Harbour Post."
    found = names(text, "Kovač will fight for fishermen,")
    assert key("Kovač") not in found
    assert key("The Harbour Post") not in found
    assert key("fishermen") in found


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80).map(lambda text: " ".join(f"road {text}".split())), st.text(max_size=40))
def test_any_words_have_at_most_three_topics(words: str, title: str) -> None:
    """Whatever was said, there are at most three topics, each once, each with key, name and reason."""
    text = f"“{words}” he said."
    found = topics_of(quote(article(text), words, Speaker("Ana Kovač")), title)
    assert len(found) <= MOST
    assert len({topic.key for topic in found}) == len(found)
    assert all(topic.key and topic.name and topic.because for topic in found)
