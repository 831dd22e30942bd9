from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ledger.identity import bare, canonical_url, fingerprint, keys, number, page_id, page_of, same, site, told_apart
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


@pytest.mark.parametrize(
    "other",
    [
        "https://m.a.example/2026/harbour",
        "https://amp.a.example/2026/harbour",
        "https://a.example/amp/2026/harbour",
        "https://www.a.example/2026/harbour/amp/",
        "http://a.example/2026/harbour?outputType=amp",
        "https://a.example/2026/harbour?xtor=RSS-1&wt_zmc=x",
    ],
)
def test_an_article_on_a_telephone_is_the_same(other: str) -> None:
    """Addresses for telephones and of campaigns name the article that the plain one names."""
    assert bare(other) == bare("https://a.example/2026/harbour")
    assert bare("https://m.example/2026/harbour") != bare("https://example/2026/harbour")
    assert bare("https://a.example/amplifiers") == "https://a.example/amplifiers"


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


LATER = NOW + timedelta(hours=3)
SHOW = replace(ENTRY, url="https://a.example/show", guid="ep-1", title="Tolls", text="", published_at=NOW)


def test_an_address_of_several_entries_names_none() -> None:
    """Episodes that link to their show are several things: each is known by its own guid, and has a page of its own."""
    other = replace(SHOW, guid="ep-2", title="Cranes", published_at=LATER)
    kept, repeated = told_apart([SHOW, other])
    assert (len(kept), repeated) == (2, 0)
    assert [keys(each) for each in kept] == [("guid:ep-1",), ("guid:ep-2",)]
    assert len({page_of(each, "feed") for each in kept}) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"guid": "ep-2", "title": "Cranes"},  # an advisory, a podcast
        {"guid": "ep-2", "url": "https://a.example/show#2", "published_at": LATER},  # parts of one page
        {"guid": "", "title": "Cranes"},  # no guids at all
        {"title": "Cranes", "published_at": LATER},  # the page's address for a guid
        {"guid": "ep-2", "text": "Others answer.", "published_at": None},  # comments under one headline
        {"url": "https://a.example/other"},  # a careless guid
    ],
)
def test_what_a_document_names_twice_is_two_things(changes: dict[str, object]) -> None:
    """Entries that share address, guid or headline are kept apart where anything but that differs."""
    entries = [SHOW, replace(SHOW, **changes)]  # type: ignore[arg-type]
    kept, repeated = told_apart(entries)
    assert (len(kept), repeated) == (2, 0)
    assert set(keys(kept[0])).isdisjoint(keys(kept[1]))


@pytest.mark.parametrize("changes", [{}, {"text": "Corrected."}, {"title": "Toll", "text": "More."}, {"guid": "again"}])
def test_what_a_document_repeats_is_one_thing(changes: dict[str, object]) -> None:
    """One name with the same headline or time is one entry, so are the same words of the same moment; it is counted."""
    kept, repeated = told_apart([SHOW, replace(SHOW, **changes)])  # type: ignore[arg-type]
    assert (len(kept), repeated) == (1, 1)


OLD = replace(ENTRY, url="https://a.example/2026/11/harbour", guid="node-77", title="Harbour dredged", published_at=NOW)


@pytest.mark.parametrize(
    ("changes", "is_one"),
    [
        ({"url": "https://a.example/2026/11/tram", "title": "Mayor on tram", "published_at": LATER}, False),
        ({"url": "https://a.example/2026/11/tram", "title": "Mayor on tram", "published_at": None}, False),
        ({"url": "https://a.example/2026/11/dredging", "title": "Work begins in May"}, True),  # of the same moment
        ({"url": "https://a.example/x", "title": "Harbour dredged at last", "published_at": LATER}, True),  # moved
        ({"url": "http://www.a.example/2026/11/harbour/", "title": "Other", "published_at": LATER}, True),
        ({"guid": "node-78", "published_at": LATER}, True),  # a guid that counts
        ({"guid": "https://a.example/2026/11/harbour#3", "title": "Harbour closed", "published_at": LATER}, False),
        ({"guid": "", "title": "Minister resigns", "published_at": LATER}, True),  # the address is a name
    ],
)
def test_the_names_of_a_known_entry(changes: dict[str, object], is_one: bool) -> None:
    """A guid of something else elsewhere is news; the same thing moved, corrected, re-dated or under www is not."""
    assert same(OLD, replace(OLD, **changes), same_words=False) is is_one  # type: ignore[arg-type]


def test_a_counter_behind_an_address_is_no_other_guid() -> None:
    """A broadcaster counts the versions of an article in its guid: headline and time may change with it."""
    old = replace(OLD, guid=f"{OLD.url}#0")
    assert same(old, replace(old, guid=f"{OLD.url}#1", title="All over", published_at=LATER), same_words=False)


def test_an_address_of_a_show_names_no_article() -> None:
    """An alert feed with one entry, always at the same front page: each new guid and headline is news."""
    assert not same(SHOW, replace(SHOW, guid="ep-2", title="Cranes", published_at=LATER), same_words=False)
    assert not same(SHOW, replace(SHOW, guid="", title="Cranes", published_at=LATER), same_words=False)
    assert same(SHOW, replace(SHOW, guid="x", title="Tolls", published_at=None), same_words=False)


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("https://a.example/en/old-words/a-70001", "https://www.a.example/en/new/a-70001", True),
        ("https://a.example/world/old-words-13456789", "https://a.example/world/quite-other-words-13456789", True),
        ("https://a.example/old-words-13456789.html", "https://a.example/new-13456789.html", True),
        ("https://a.example/2026/11/30/1234567890/old-words", "https://a.example/2026/11/30/1234567890/new", True),
        ("https://a.example/en/old-words/a-70001", "https://a.example/en/old-words/a-70002", False),
        ("https://a.example/video/some-words-70001", "https://a.example/article/some-words-70001", False),
        ("https://a.example/en/old-words/a-70001", "https://b.example/en/new-words/a-70001", False),
        ("https://a.example/news/first-20261130", "https://a.example/news/second-20261130", False),
        ("https://a.example/dossier-70001/first", "https://a.example/dossier-70001/second", False),
    ],
)
def test_the_number_in_an_address(one: str, other: str, is_one: bool) -> None:
    """An address that holds a headline and a number is known by the number; a day or a dossier is none."""
    assert (number(one) == number(other) != "") is is_one
