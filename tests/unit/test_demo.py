from __future__ import annotations

import pytest

from bot.demo import FEEDS, HOSTS, START
from bot.demo.articles import articles
from bot.demo.papers import served

TEXTS = {each.slug: each for each in articles()}
HELD = (
    ("harbour-04-bridge", "patience is not a policy"),
    ("meridian-03-bridge", "patience is no policy"),
    ("ledger-03-bridge", "patience is not a policy"),
    ("ledger-04-walkback", "sought to walk back part of"),
    ("harbour-01-never", "will never apply to join Nato"),
    ("harbour-06-if", "I no longer rule out Nato"),
    ("meridian-04-split", "would be a mistake we could not take back"),
    ("ledger-04-walkback", "does not believe that membership ‘would make"),
    ("meridian-04-split", "I don't see that happening"),
    ("harbour-02-strike", "so-called “quiet hours”"),
    ("meridian-01-rates", "(Northwire)"),
    ("ledger-01-levy", "not related to the opposition leader"),
)


@pytest.mark.parametrize(("slug", "words"), HELD)
def test_the_newswire_holds_what_its_page_says(slug: str, words: str) -> None:
    """Each phenomenon of the demo's table is in the article that the table names."""
    assert words in TEXTS[slug].text


def test_there_are_enough_articles_of_three_outlets_over_four_days() -> None:
    """At least sixteen articles, three outlets, four days, all before the demo's clock begins."""
    assert len(TEXTS) >= 16
    assert {each.outlet for each in articles()} == set(HOSTS)
    assert len({each.published.date() for each in articles()}) == 4
    assert all(each.published < START for each in articles())


def test_each_outlet_has_marks_of_its_own() -> None:
    """One outlet writes curly marks, one single ones, one straight ones."""
    marks = {outlet: "".join(each.text for each in articles() if each.outlet == outlet) for outlet in HOSTS}
    assert "“" in marks["Harbour Post"]
    assert "‘" in marks["The Northern Ledger"]
    assert "“" not in marks["The Northern Ledger"]
    assert '"' in marks["Meridian Wire"]


def test_a_quotation_of_three_paragraphs_is_closed_once() -> None:
    """The speech at the gates opens three times and closes in its last paragraph."""
    opened = [each for each in TEXTS["harbour-05-speech"].paragraphs if each.startswith(("“I", "“G"))]
    assert [each.count("”") for each in opened[:3]] == [1, 0, 1]


def test_a_correction_changes_the_text_and_leaves_the_address() -> None:
    """Before and after its correction, the ferry article has one address, two texts, and one quote in common."""
    each = TEXTS["harbour-07-correction"]
    host = HOSTS[each.outlet]
    before, after = served(host, each.path, corrected=False), served(host, each.path, corrected=True)
    assert before is not None
    assert after is not None
    assert "200 lorries" in before[1]
    assert "120 lorries" in after[1]
    assert "Nobody should get rich" in before[1]
    assert "Nobody should get rich" in after[1]


def test_every_article_is_in_its_feed() -> None:
    """The three feeds name every article by its address."""
    feeds = {}
    for url, _, outlet in FEEDS:
        found = served(HOSTS[outlet], "/" + url.rsplit("/", 1)[1], corrected=True)
        assert found is not None
        feeds[outlet] = found[1]
    assert [each.slug for each in articles() if each.url not in feeds[each.outlet]] == []
