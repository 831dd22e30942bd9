"""What is new in an article: words that no other page had before it, who had the rest, what was said earlier."""

from __future__ import annotations

from datetime import timedelta

from bot.ledger.fresh import before, novelty
from bot.model.record import Filed
from tests.unit.building import KOVAC, NOW, article, filed, quote

WORDS = "We will pay for the bridge in May,"


def printed(words: str, outlet: str, days: int, *topics: str) -> Filed:
    """Return a quote that an outlet printed some days before or after the article."""
    source = article(
        f"“{words}” Kovač said.",
        url=f"https://{outlet.lower()}.example/a",
        outlet=outlet,
        published=NOW + timedelta(days=days),
        fetched=NOW + timedelta(days=days),
    )
    return filed(quote(source, words, KOVAC), *topics)


HERE = printed(WORDS, "Post", 0, "bridge")


def test_words_that_another_page_had_before_are_its_own_first() -> None:
    """The earliest page that had them is named; one that printed them later took them from here."""
    found = novelty(HERE, [printed(WORDS, "Wire", -1), printed(WORDS, "Herald", -2), printed(WORDS, "Gazette", 1)])
    assert found.first is not None
    assert found.first.outlet == "Herald"
    assert novelty(HERE, [printed(WORDS, "Gazette", 1)]).first is None


def test_a_part_of_the_words_counts_and_other_words_do_not() -> None:
    """A shorter quotation of the same words is the same; a changed one, the article itself and three words are not."""
    assert novelty(HERE, [printed("pay for the bridge in May", "Wire", -1)]).first is not None
    assert novelty(HERE, [printed("We will not pay for the bridge in May,", "Wire", -1)]).first is None
    assert novelty(HERE, [printed("for the bridge", "Wire", -1)]).first is None
    assert novelty(HERE, [printed(WORDS, "Post", -1)]).first is None


def test_what_was_said_before_is_the_newest_of_earlier_pages_in_other_words() -> None:
    """The statement before this one is neither later, nor these words again, nor of this page."""
    said = [
        printed("I have never liked bridges at all,", "Wire", -3),
        printed("The bridge can wait another year,", "Herald", -2),
        printed(WORDS, "Gazette", -1),
        printed("I am glad of the bridge now,", "Times", 2),
    ]
    found = before(HERE, said)
    assert found is not None
    assert found.quote.text == "The bridge can wait another year,"
    assert before(HERE, said[2:]) is None
