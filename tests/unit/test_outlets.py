from __future__ import annotations

from dataclasses import replace

import pytest

from bot.ledger.articles import article_of
from bot.ledger.outlets import is_outlet, known_outlet
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


def test_what_readers_call_an_outlet_goes_before_all_other_names() -> None:
    """A feed's outlet that was renamed keeps that name on its articles, even where the host is well known."""
    feed = Feed("f", "https://www.bbc.com/feed", "World", "Auntie", NOW, named="Auntie")
    entry = Entry("f", "1", "https://www.bbc.com/news/a", "Bridge closes", "The bridge closes.", whole=True)
    assert article_of(entry, None, feed, NOW).publication.outlet == "Auntie"
    assert article_of(entry, None, replace(feed, named=""), NOW).publication.outlet == "BBC"


def test_a_paper_is_known_as_one_by_its_name() -> None:
    """The article before a name does not count; a ministry is none."""
    assert all(is_outlet(name) for name in ("Washington Post", "The Guardian", "Reuters", "AP", "Associated Press"))
    assert not any(is_outlet(name) for name in ("Foreign Office", "Post", "Marco Rubio", ""))
