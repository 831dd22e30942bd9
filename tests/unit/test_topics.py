from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ledger.topics import MOST, key, lexis_of, topics_of
from bot.model.record import Speaker
from bot.reading.read import read
from tests.unit.building import article, quote


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nato", "NATO"),
        ("NATO", "North Atlantic Treaty Organization"),
        ("nato", "OTAN"),
        ("Ukraine war", "ukraine"),
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


TOLD_BEFORE = (
    ("The minister sounded gloomy about the island’s Nato hopes.", "I don’t think that will come about,"),
    ("Asked if they might enter the North Atlantic alliance, she shook her head.", "That is not on my desk,"),
    ("Reporters wished to know whether the island would apply to OTAN.", "That would be news to me,"),
)


@pytest.mark.parametrize(("before", "words"), TOLD_BEFORE, ids=[words for _, words in TOLD_BEFORE])
def test_what_that_stands_for_is_a_topic(before: str, words: str) -> None:
    """A quote that says “that” is about what the sentence before it names, under any of its names."""
    source = article(f"Ana Kovač met farmers in Port Sel on Thursday.\n\n{before}\n\n“{words}” Kovač told them.")
    said = next(each for each in read(source).quotes if each.text == words)
    assert "nato" in {topic.key for topic in topics_of(said, "Kovač meets farmers", lexis_of(source.text))}


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80).map(lambda text: " ".join(f"road {text}".split())), st.text(max_size=40))
def test_any_words_have_at_most_three_topics(words: str, title: str) -> None:
    """Whatever was said, there are at most three topics, each once, each with key, name and reason."""
    text = f"“{words}” he said."
    found = topics_of(quote(article(text), words, Speaker("Ana Kovač")), title)
    assert len(found) <= MOST
    assert len({topic.key for topic in found}) == len(found)
    assert all(topic.key and topic.name and topic.because for topic in found)
