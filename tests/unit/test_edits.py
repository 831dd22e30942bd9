"""What an edited page has in the place of words that it had."""

from __future__ import annotations

from bot.ledger.edits import edited, one_article
from tests.unit.building import KOVAC, article, filed, quote

NOW = article(
    "“We may close the old bridge before the winter,” Kovač said. “It is old and it is dangerous to all,” she said."
)
REVISION = [
    filed(quote(NOW, "We may close the old bridge before the winter,", KOVAC)),
    filed(quote(NOW, "It is old and it is dangerous to all,", KOVAC)),
]
TEXT = "The bridge was closed in January after a lorry had damaged two of its pillars and engineers looked at it."


def test_an_edit_is_told_with_what_it_changed() -> None:
    """Changed, added and removed words are named from the old to the new, and the new words stand whole."""
    said = edited("We will close the old bridge before the winter,", REVISION)
    assert said.startswith("edited in the article: “will” became “may”. It now reads “We may close")
    assert "“not” was left out" in edited("We may not close the old bridge before the winter,", REVISION)
    assert "“old” was put in" in edited("We may close the bridge before the winter,", REVISION)


def test_words_that_stand_nowhere_were_taken_out() -> None:
    """Words like none of the new ones have nothing in their place, nor have those that still stand."""
    assert edited("Nobody asked me about the harbour at all", REVISION) == ""
    assert edited("It is old and it is dangerous to all", REVISION) == ""
    assert edited("anything at all", []) == ""


def test_an_edited_article_keeps_most_of_its_words() -> None:
    """One changed sentence is an edit; a wall, a front page and an empty page are another text."""
    assert one_article(f"{TEXT} We will close it, she said.", f"{TEXT} We may close it, she said.")
    assert not one_article(TEXT, "Please enable JavaScript and cookies to continue.")
    assert not one_article(TEXT, "")
    assert not one_article("", TEXT)
