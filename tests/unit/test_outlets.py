from __future__ import annotations

from dataclasses import replace

import pytest

from bot.ledger.articles import article_of
from bot.ledger.outlets import known_outlet
from bot.model.news import Entry, Feed
from tests.unit.building import NOW


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.washingtonpost.com/world/2026/02/17/a/", "The Washington Post"),
        ("https://english.elpais.com/culture/a.html", "El País"),
        ("https://www.bbc.co.uk/news/a", "BBC"),
        ("https://evilbbc.com/a", ""),
        ("https://time.com.evil.example/a", ""),
        ("not an address", ""),
        ("", ""),
    ],
)
def test_a_known_outlet_is_named_by_its_host(url: str, name: str) -> None:
    """Subdomains count, hosts that only look alike do not."""
    assert known_outlet(url) == name


def test_two_feeds_of_one_outlet_are_one_outlet() -> None:
    """An article of a known site bears the site's name, whatever its feed calls itself."""
    feed = Feed("f", "https://feeds.example/world", "World", "World", NOW)
    entry = Entry("f", "1", "https://time.com/7377319/a/", "Headline", "Words.", True)
    tech = replace(feed, id="t", title="Tech – TIME", outlet="Tech – TIME")
    names = {article_of(replace(entry, feed_id=each.id), None, each, NOW).publication.outlet for each in (feed, tech)}
    assert names == {"TIME"}
