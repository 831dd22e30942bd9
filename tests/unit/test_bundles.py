from __future__ import annotations

import pytest

from bot.bundles import bundle, bundles
from bot.edges.web.guard import checked
from bot.errors import NotFound
from bot.ledger.identity import canonical_url

KINDS = {"general", "official", "specialist", "broadcaster", "agency"}


def test_there_are_ten_bundles_of_eight_to_twelve_feeds() -> None:
    """Ten bundles stand, each with 8 to 12 feeds, and no key or address stands twice in one."""
    assert len(bundles()) == 10
    assert len({each.key for each in bundles()}) == 10
    for each in bundles():
        assert 8 <= len(each.feeds) <= 12, each.key
        assert len({canonical_url(feed.url) for feed in each.feeds}) == len(each.feeds), each.key
        assert len({feed.title for feed in each.feeds}) == len(each.feeds), each.key


def test_every_feed_is_complete_and_public() -> None:
    """Every feed has a secure public address that the guard lets through, a title, a language and a known kind."""
    for feed in (feed for each in bundles() for feed in each.feeds):
        assert feed.url.startswith("https://")
        assert checked(feed.url) == feed.url
        assert feed.title.strip() == feed.title != ""
        assert feed.language in {"en", "de", "fr"}
        assert feed.kind in KINDS


def test_no_aggregator_is_in_a_bundle() -> None:
    """Bundles name publishers, never those who pass on what others wrote."""
    for feed in (feed for each in bundles() for feed in each.feeds):
        assert not any(name in feed.url for name in ("news.google", "allsides", "reddit", "feedburner"))


def test_the_national_bundles_speak_their_language() -> None:
    """The bundles for Germany and France are in German and French."""
    assert {feed.language for feed in bundle("germany").feeds} == {"de"}
    assert {feed.language for feed in bundle("france").feeds} == {"fr"}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("europe", "europe"),
        ("EUROPE", "europe"),
        (" Europe ", "europe"),
        ("eur", "europe"),
        ("united states", "united-states"),
        ("united-k", "united-kingdom"),
        ("Security and defence", "security"),
        ("tech", "technology-policy"),
        ("w", "world"),
    ],
)
def test_a_bundle_is_found_by_key_title_or_beginning(typed: str, key: str) -> None:
    """Case and dashes do not count, and an unmistakable beginning is enough."""
    assert bundle(typed).key == key


def test_an_unknown_name_names_the_nearest() -> None:
    """A misspelt bundle is refused with the nearest key and a line that works."""
    with pytest.raises(NotFound, match="Did you mean europe") as caught:
        bundle("eurpoe")
    assert caught.value.suggestions == ("feeds bundle europe",)


def test_a_beginning_of_two_names_both() -> None:
    """“united” may mean two bundles, so neither is chosen and both are named."""
    with pytest.raises(NotFound, match="united-states or united-kingdom"):
        bundle("united")


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "zzzzzz", "x" * 5000])
def test_nonsense_names_all_bundles(typed: str) -> None:
    """A name like no bundle's is refused with the list of all."""
    with pytest.raises(NotFound, match="There are: world, europe"):
        bundle(typed)
