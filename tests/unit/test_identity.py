from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ledger.identity import canonical_url, fingerprint, keys, page_id, site
from bot.model.news import Entry
from tests.unit.building import NOW

ENTRY = Entry("feed", "g1", "https://a.example/x", "A title", "The text.", whole=True)


@pytest.mark.parametrize(
    ("given_url", "wanted"),
    [
        ("http://A.Example/x", "https://a.example/x"),
        ("https://a.example:443/x/", "https://a.example/x"),
        ("https://a.example:8443/x", "https://a.example:8443/x"),
        ("https://a.example/x?utm_source=rss&id=3&fbclid=1", "https://a.example/x?id=3"),
        ("https://a.example/x#top", "https://a.example/x"),
        ("https://a.example", "https://a.example"),
        ("https://a.example/", "https://a.example"),
        ("https://a.example/%7Eana", "https://a.example/~ana"),
        ("https://a.example./x", "https://a.example/x"),
        ("  https://a.example/x  ", "https://a.example/x"),
        ("https://a.example/?q=", "https://a.example?q="),
        ("https://[::1", "https://[::1"),
        ("https://a.example:port/", "https://a.example:port/"),
        ("mailto:ana@a.example", "mailto:ana@a.example"),
        ("", ""),
    ],
)
def test_addresses_are_compared(given_url: str, wanted: str) -> None:
    """Scheme, host's case, default port, tracking, fragment and last slash do not count; all else does."""
    assert canonical_url(given_url) == wanted


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | st.text(max_size=40).map(lambda tail: f"https://a.example/{tail}"))
def test_canonical_is_done_once(url: str) -> None:
    """Any text has a canonical form, and that form is its own."""
    assert canonical_url(canonical_url(url)) == canonical_url(url)


@pytest.mark.parametrize(
    ("address", "whose"),
    [
        ("https://feeds.example.org/rss", "example.org"),
        ("https://news.gazette.co.uk/1", "gazette.co.uk"),
        ("https://ada.wordpress.com/1", "ada.wordpress.com"),
        ("https://ada.blogspot.com/1", "ada.blogspot.com"),
        ("http://127.0.0.1:80/x", "127.0.0.1:80"),
        ("https://[", "https://["),
        ("", ""),
    ],
)
def test_a_site_is_what_somebody_registered(address: str, whose: str) -> None:
    """Hosts under one registered name are one site, also where names are sold below co.uk; nonsense is its own."""
    assert site(address) == whose


def test_a_date_is_no_part_of_an_entry() -> None:
    """The fingerprint changes with title or text and with nothing else."""
    assert fingerprint(replace(ENTRY, published_at=NOW, url="https://b.example")) == fingerprint(ENTRY)
    assert fingerprint(replace(ENTRY, text="Another.")) != fingerprint(ENTRY)
    assert fingerprint(replace(ENTRY, title="Another")) != fingerprint(ENTRY)


def test_what_an_entry_is_known_by() -> None:
    """An entry is known by guid and address; only one without both by its text."""
    assert keys(ENTRY) == ("guid:g1", "url:https://a.example/x")
    assert keys(replace(ENTRY, guid="", url="")) == (f"text:{fingerprint(ENTRY)}",)


def test_revisions_share_a_page() -> None:
    """A page is its canonical address; without one, the guid within its feed."""
    assert page_id("http://a.example/x/", "g1", "f") == page_id("https://a.example/x?utm_source=a", "g2", "h")
    assert page_id("", "g1", "f") == page_id("", "g1", "f")
    assert page_id("", "g1", "f") != page_id("", "g1", "h")


def test_a_guid_of_a_few_characters_is_a_place_in_the_list() -> None:
    """Entries numbered 0, 1, 2 are known by their addresses: tomorrow another article has that number."""
    first = replace(ENTRY, guid="0", url="https://a.example/1")
    assert not set(keys(first)) & set(keys(replace(first, url="https://a.example/2")))
    assert keys(replace(first, url="")) == ("guid:0",)
