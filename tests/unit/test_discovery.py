from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.edges.web.discovery import MOST, PATHS, at, linked
from bot.errors import BadLink, FetchError

URL = "https://gazette.example/news/today"
RSS = b"""<rss version="2.0"><channel><title>The Gazette</title><item><title>One</title></item><item><title>Two</title>
</item><item><title>Three</title></item><item><title>Four</title></item></channel></rss>"""


def link(href: str, kind: str = "application/rss+xml", rel: str = "alternate") -> str:
    """Return a link element."""
    return f'<link rel="{rel}" type="{kind}" href="{href}">'


def page(*links: str) -> bytes:
    """Return a page with these links in its head."""
    return f"<html><head>{''.join(links)}</head><body>hi</body></html>".encode()


def test_all_kinds_of_feed_links_are_found() -> None:
    """RSS, Atom and JSON Feed links are found, relative ones made whole, each once."""
    body = page(
        link("/rss"), link("atom.xml", "application/atom+xml"), link("//other.example/f.json", "APPLICATION/feed+json"),
        link("/rss"), link("/de", rel="Alternate home"), link("/c", "application/rss+xml; charset=utf-8"),
    )  # fmt: skip
    assert linked(URL, body) == [
        "https://gazette.example/rss",
        "https://gazette.example/news/atom.xml",
        "https://other.example/f.json",
        "https://gazette.example/de",
        "https://gazette.example/c",
    ]
    assert linked(URL, page('<base href="https://cdn.example/x/">', link("feed"))) == ["https://cdn.example/x/feed"]


def test_other_links_are_not_feeds() -> None:
    """Style sheets, other languages, scripts and broken brackets are passed over."""
    body = page(
        link("/style", "text/css"), link("/fr", "text/html"), link("/x", rel="stylesheet"),
        link("javascript:alert(1)"), link("http://["), link(""),
    )  # fmt: skip
    assert linked(URL, body) == []


def test_no_more_than_five_are_asked_for() -> None:
    """A page that names a hundred feeds has five of them tried."""
    asked: list[str] = []

    def body_of(url: str) -> tuple[bytes, str]:
        asked.append(url)
        return RSS, ""

    found = at(URL, page(*(link(f"/{n}") for n in range(100))), "text/html", body_of)
    assert len(found) == len(asked) == MOST
    assert found[0].headlines == ("One", "Two", "Three")
    assert found[0].title == "The Gazette"


def test_a_dead_feed_among_several_is_skipped() -> None:
    """One address that fails, or is private, does not hide the next."""

    def body_of(url: str) -> tuple[bytes, str]:
        if url.endswith("/dead"):
            raise FetchError("no answer")
        if url.endswith("/inside"):
            raise BadLink("not public")
        return (RSS, "") if url.endswith("/live") else (b"<html></html>", "")

    found = at(URL, page(link("/dead"), link("/inside"), link("/html"), link("/live")), "text/html", body_of)
    assert [each.url for each in found] == ["https://gazette.example/live"]


def test_usual_places_are_tried_last_and_one_is_enough() -> None:
    """Without links the common paths of the site are asked, and the first feed found is the answer."""
    asked: list[str] = []

    def body_of(url: str) -> tuple[bytes, str]:
        asked.append(url)
        return RSS, ""

    found = at(URL, page(), "text/html", body_of)
    assert [each.url for each in found] == ["https://gazette.example" + PATHS[0]]
    assert asked == ["https://gazette.example" + PATHS[0]]


@pytest.mark.parametrize("body", [b"", b"\x00", b"<!-- -->", b"<?x?>", b"words"])
def test_odd_pages_have_no_links(body: bytes) -> None:
    """What is hardly a page has no links and does no harm."""
    assert linked(URL, body) == []


@given(st.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_bytes_have_links_or_none(body: bytes) -> None:
    """Whatever bytes come, the answer is a list of web addresses."""
    assert all(each.startswith("http") for each in linked(URL, body))
