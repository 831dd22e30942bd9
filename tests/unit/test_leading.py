from __future__ import annotations

from bot.ledger.about import about
from bot.ledger.leading import key_quotes
from bot.ledger.lines import line_of
from bot.reading.read import read
from tests.unit.building import KOVAC, REED, article, quote

TEXT = (
    "The finance minister, Ana Kovač, said on Monday that the harbour bridge would be closed after the storm.\n\n"
    "“It was cold,” Tom Reed, the harbour master, said.\n\n"
    "“The harbour bridge will stay closed until every cable is tested; the storm fund pays,” Kovač said.\n\n"
    "“I had soup,” Reed said. The bridge carries half of the harbour's traffic, and the storm broke two of its cables."
)
SOURCE = article(TEXT, title="Storm closes harbour bridge")
COLD, CLOSED, SOUP = (
    quote(SOURCE, "It was cold,", REED),
    quote(
        SOURCE,
        "The harbour bridge will stay closed until every cable is tested; the storm fund pays,",
        KOVAC,
    ),
    quote(SOURCE, "I had soup,", REED),
)


def test_the_quote_on_what_the_article_is_about_leads() -> None:
    """Of three quotes the one with the article's central words, which commits a minister, is the first key quote."""
    assert key_quotes(SOURCE, [COLD, CLOSED, SOUP])[0] == CLOSED.id
    assert key_quotes(SOURCE, []) == ()


def test_two_key_quotes_do_not_stand_in_one_sentence() -> None:
    """Parts of one sentence are shown together, so only one of them is a key quote."""
    source = article("She called it “a waste of money” and “a farce for the harbour” on Friday, Kovač said.")
    parts = [quote(source, words, part=True) for words in ("a waste of money", "a farce for the harbour")]
    assert len(key_quotes(source, parts)) == 1


def test_a_quote_without_a_sure_name_yields_to_one_that_has_it() -> None:
    """Words alike in all but the name: the named ones lead."""
    source = article("“The bridge is shut for good now,” one said.\n\n“The bridge is shut for long now,” Kovač said.")
    nobody = quote(source, "The bridge is shut for good now,", None, confidence=0.0)
    named = quote(source, "The bridge is shut for long now,", KOVAC)
    assert key_quotes(source, [nobody, named])[0] == named.id


def test_an_article_is_about_what_its_headline_and_opening_name() -> None:
    """The topics are things that a reader types; a person stands without the title, the outlet is none."""
    source = article(
        "French President Emmanuel Macron told The Harbour Post that tariffs on Canada are wrong.",
        title="Tariffs on Canada are wrong, says Macron",
        outlet="The Harbour Post",
    )
    names = [topic.name for topic in about(source)]
    assert {"tariffs", "Canada", "Emmanuel Macron"} <= set(names)
    assert not any("President" in name or "Post" in name for name in names)


def test_a_line_tells_topics_and_places() -> None:
    """What `read --jsonl` prints of an article holds its topics and which quotes are its key quotes, the best 1."""
    line = line_of("1", SOURCE, read(SOURCE))
    quotes = line["quotes"]
    assert isinstance(quotes, list)
    places = [each["place"] for each in quotes]
    assert max(places) <= 3
    assert places.count(1) == 1
    assert quotes[places.index(1)]["text"].startswith("The harbour bridge will stay closed")
    assert line["topics"]
