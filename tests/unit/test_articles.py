"""An entry and its page become an article."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ledger.articles import article_of, first_words, headed, page_article, storable
from bot.ledger.identity import page_id
from bot.model.news import Completeness, Entry, Feed, Page

NOW = datetime(2025, 2, 14, 9, tzinfo=UTC)
URL = "https://harbour.example/roads?utm_source=feed"
FEED = Feed("f1", "https://harbour.example/feed.xml", "Harbour Post: news", "Harbour Post", NOW, language="de")
TEASER = Entry("f1", "g1", URL, "Two roads and a bridge", "The council meets today.", whole=False)
TEXT = "The council met on Friday. “We will build both roads,” said Ana Kovač, the finance minister."
PAGE = Page("https://harbour.example/roads", "Two roads | Harbour Post", TEXT, "The Harbour Post", "fr", NOW)


def test_a_whole_entry_is_the_article_whatever_the_page_says() -> None:
    """An entry that holds the whole text is the article, complete, although a page was fetched."""
    made = article_of(replace(TEASER, whole=True), PAGE, FEED, NOW)
    assert (made.text, made.publication.completeness) == (TEASER.text, Completeness.WHOLE)


def test_a_teaser_gives_way_to_its_page() -> None:
    """The page's text is the article where the entry is only a teaser; how complete it is, the page says."""
    assert article_of(TEASER, PAGE, FEED, NOW).text == TEXT
    walled = article_of(TEASER, replace(PAGE, completeness=Completeness.PAYWALL), FEED, NOW)
    assert walled.publication.completeness is Completeness.PAYWALL


def test_without_a_page_the_teaser_is_the_article() -> None:
    """A page that could not be fetched leaves the entry's own text, marked as a teaser."""
    made = article_of(TEASER, None, FEED, NOW)
    assert (made.text, made.publication.completeness) == (TEASER.text, Completeness.TEASER)


def test_a_page_that_says_less_than_the_feed_is_not_believed() -> None:
    """A page shorter than the teaser does not replace it, yet its paywall is remembered."""
    wall = replace(PAGE, text="Subscribe.", completeness=Completeness.PAYWALL)
    made = article_of(TEASER, wall, FEED, NOW)
    assert (made.text, made.publication.completeness) == (TEASER.text, Completeness.PAYWALL)
    short = article_of(TEASER, replace(PAGE, text="Home."), FEED, NOW)
    assert (short.text, short.publication.completeness) == (TEASER.text, Completeness.TEASER)


def test_the_headline_is_the_feeds_then_the_pages_then_the_texts_first_words() -> None:
    """The feed's headline comes first, the page's second; an article without any is called by its first words."""
    assert article_of(TEASER, PAGE, FEED, NOW).publication.title == "Two roads and a bridge"
    bare = replace(TEASER, title="")
    assert article_of(bare, PAGE, FEED, NOW).publication.title == "Two roads | Harbour Post"
    assert article_of(bare, None, FEED, NOW).publication.title == "The council meets today."
    assert article_of(replace(bare, text=""), None, FEED, NOW).publication.title == "Untitled"


def test_the_entrys_times_come_before_the_pages() -> None:
    """A date in the feed is kept, with the day of its own zone; the page's counts only where the feed has none."""
    dated = replace(TEASER, published_at=NOW - timedelta(hours=11), published_on=date(2025, 2, 14))
    made = article_of(dated, PAGE, FEED, NOW).publication
    assert (made.published_at, made.published_on) == (NOW - timedelta(hours=11), date(2025, 2, 14))
    paged = article_of(TEASER, PAGE, FEED, NOW).publication
    assert (paged.published_at, paged.published_on) == (NOW, date(2025, 2, 14))


def test_an_article_without_any_date_keeps_none() -> None:
    """No date is made up: neither the feed's nor the page's means none, and the fetch is not the publication."""
    made = article_of(TEASER, replace(PAGE, published_at=None), FEED, NOW).publication
    assert (made.published_at, made.published_on, made.fetched_at) == (None, None, NOW)


@pytest.mark.parametrize(
    ("entry", "page", "feed", "language"),
    [("EN-gb", "fr", "de", "en-gb"), ("", "fr", "de", "fr"), ("", "", "de", "de"), ("", "", "", "")],
)
def test_the_language_is_the_nearest_ones(entry: str, page: str, feed: str, language: str) -> None:
    """The entry's language comes before the page's, that before the feed's; none where nobody says."""
    made = article_of(replace(TEASER, language=entry), replace(PAGE, language=page), replace(FEED, language=feed), NOW)
    assert made.publication.language == language


def test_the_outlet_is_the_feeds_never_empty() -> None:
    """The outlet is the one the feed was added under, else the page's, else the feed's title."""
    assert article_of(TEASER, PAGE, FEED, NOW).publication.outlet == "Harbour Post"
    nameless = replace(FEED, outlet="")
    assert article_of(TEASER, PAGE, nameless, NOW).publication.outlet == "The Harbour Post"
    assert article_of(TEASER, None, nameless, NOW).publication.outlet == "Harbour Post: news"


def test_an_agency_in_the_dateline_is_credited() -> None:
    """A text that opens with an agency's dateline names that agency beside the outlet."""
    wire = replace(PAGE, text=f"BRUSSELS (Reuters) - {TEXT}")
    assert article_of(TEASER, wire, FEED, NOW).publication.agency == "Reuters"
    assert article_of(TEASER, PAGE, FEED, NOW).publication.agency == ""


def test_revisions_share_a_page_and_not_an_id() -> None:
    """A changed text is another article of the same page; the same text is the same article at any later time."""
    first, again = article_of(TEASER, PAGE, FEED, NOW), article_of(TEASER, PAGE, FEED, NOW + timedelta(days=1))
    changed = article_of(TEASER, replace(PAGE, text=f"{TEXT} Corrected."), FEED, NOW)
    assert first.id == again.id != changed.id
    assert first.publication.page_id == changed.publication.page_id == page_id(URL, "g1", "f1")


def test_tracking_does_not_make_another_page() -> None:
    """The same address with and without tracking words is one page."""
    plain = replace(TEASER, url="https://harbour.example/roads", guid="g2")
    assert article_of(plain, None, FEED, NOW).id == article_of(TEASER, None, FEED, NOW).id


def test_an_entry_without_an_address_is_known_by_its_guid() -> None:
    """Two entries without addresses are two pages, although their texts are equal."""
    one, two = replace(TEASER, url="", guid="a"), replace(TEASER, url="", guid="b")
    assert article_of(one, None, FEED, NOW).publication.page_id != article_of(two, None, FEED, NOW).publication.page_id


def test_a_pasted_page_names_its_host_where_it_names_no_outlet() -> None:
    """A pasted page is an article of the outlet it names, else of its host without www."""
    assert page_article(PAGE, NOW).publication.outlet == "The Harbour Post"
    bare = page_article(replace(PAGE, outlet="", url="https://www.harbour.example/roads"), NOW)
    assert (bare.publication.outlet, bare.text) == ("harbour.example", TEXT)
    assert bare.publication.title == "Two roads | Harbour Post"


def test_a_time_in_another_zone_is_refused() -> None:
    """A clock that is not UTC is a mistake of the program and is said at once."""
    with pytest.raises(ValueError, match="not an aware UTC time"):
        article_of(TEASER, PAGE, FEED, NOW.astimezone(timezone(timedelta(hours=1))))


@given(st.text(max_size=300))
def test_first_words_of_any_text_are_short_and_its_own(text: str) -> None:
    """Whatever the text, its stand-in headline holds at most twelve of its words, in order, and is never empty."""
    title = first_words(text)
    kept = title.removesuffix(" …").split() if text.split() else []
    assert title
    assert kept == text.split()[: len(kept)]
    assert len(kept) <= 12


@given(st.text(max_size=200), st.text(max_size=200), st.booleans())
def test_any_texts_make_an_article_with_one_of_them(teaser: str, page: str, whole: bool) -> None:
    """Whatever comes in, the text is the entry's or the page's, character for character but for what nobody stores."""
    made = article_of(replace(TEASER, text=teaser, whole=whole), replace(PAGE, text=page), FEED, NOW)
    assert made.text in {storable(teaser), storable(page)}
    assert not whole or made.text == storable(teaser)


@pytest.mark.parametrize(
    ("first", "headline"),
    [
        ("PM: “We will not stop”", True),
        ("‘We will not stop’, says Kovač", True),
        ("“We will not stop,” Kovač said.", False),  # a sentence
        ("“We will not stop.”", False),
        ("Bridge to close in May", False),  # nothing in it could be read as a quote
        (f"“We” {'and so on ' * 30}", False),
    ],
)
def test_a_headline_that_quotes_is_no_quote(first: str, headline: bool) -> None:
    """The first line of a document that stands alone, is no sentence and has marks is its title, not its text."""
    page = Page("", "file.txt", f"{first}\n\nThe bridge closes in May.\n")
    found = headed(page)
    assert (found.title, found.text) == (
        (first, "The bridge closes in May.\n") if headline else (page.title, page.text)
    )
    assert headed(Page("", "f", first)).text == first  # nothing below it: it is all there is
    assert headed(Page("", "f", f"{first}\nand more")).text == f"{first}\nand more"
