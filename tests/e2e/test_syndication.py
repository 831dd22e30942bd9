"""The record as feeds, over real sockets: read by feedparser, checked as JSON Feed has it."""

from __future__ import annotations

import csv
import io
import json

import feedparser
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import etree, html

from bot.briefing.cited import cited
from bot.briefing.syndicated import as_json_feed, linked_data, of_change, of_quote
from bot.edges.site.syndication import Syndication
from bot.model.cited import Cited, CitedChange, CitedSide
from bot.model.record import Speaker
from bot.model.workspace import Objection
from tests.e2e.test_archive import HOSTILE, OTHERS, SAID, TEAM, Serve, on_record, serve
from tests.unit.building import NOW, article, filed, findings, quote

__all__ = ["serve"]  # the fixture
TEXT = {"type": "string", "minLength": 1}
JSON_FEED = Draft202012Validator(  # what version 1.1 asks for
    {
        "type": "object",
        "required": ["version", "title", "items"],
        "properties": {
            "version": {"const": "https://jsonfeed.org/version/1.1"},
            "title": TEXT,
            "home_page_url": {"type": "string", "pattern": "^https?://"},
            "feed_url": {"type": "string", "pattern": "^https?://"},
            "items": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id"],
                    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                    "properties": {
                        "id": TEXT,
                        "url": {"type": "string", "pattern": "^https?://"},
                        "date_published": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
                        "authors": {"type": "array", "items": {"type": "object", "properties": {"name": TEXT}}},
                    },
                },
            },
        },
    }
)


def test_a_question_is_a_feed(serve: Serve) -> None:
    """A feed reader gets each quote whole, under a name that stays, with day, speaker and the link to its page."""
    with serve(archive="public") as web:
        kept = on_record(web.desk, SAID, "roads")
        for path in ("/search.atom?q=roads%20since:20y", "/person.atom?q=Ana%20Kova%C4%8D"):
            status, head, body = web.get(path)
            assert (status, head["Content-Type"].partition(";")[0]) == (200, "application/atom+xml")
            found = feedparser.parse(body)
            assert not found.bozo
            (entry,) = found.entries or [None]
            assert (entry.id, entry.author) == (f"urn:onrecord:quote:{kept}", "Ana Kovač")
            assert entry.link == f"https://record.example/q/{kept}"
            assert f"“{SAID}”" in html.fromstring(entry.content[0].value).text_content()
            assert entry.updated == "2025-02-14T00:00:00Z"
        told = json.loads(web.get("/search.feed.json?q=roads%20since:20y")[2])
        JSON_FEED.validate(told)
        assert [each["id"] for each in told["items"]] == [f"urn:onrecord:quote:{kept}"]
        assert told["home_page_url"] == "https://record.example/search?q=roads%20since%3A20y"
        (row,) = csv.DictReader(io.StringIO(web.get("/search.csv?q=roads%20since:20y")[2], newline=""))
        assert (row["id"], row["words"], row["speaker"]) == (kept, SAID, "Ana Kovač")


def test_pages_name_their_feeds(serve: Serve) -> None:
    """A reader that is given a page's address finds its feeds, and they are there; a mistake is a problem document."""
    with serve(archive="private") as web:
        on_record(web.desk, SAID, "roads")
        for path in ("/search?q=roads", "/changes", "/person?q=Kova%C4%8D"):
            page = html.fromstring(web.get(web.inside(TEAM, path))[2])
            links = page.xpath("//link[@rel='alternate']/@href")
            assert len(links) == 2
            assert {web.get(link)[0] for link in links} == {200}
            assert web.get(path.replace("?", ".atom?") if "?" in path else f"{path}.atom")[0] == 404
        assert web.get("/corrections.atom")[0] == 200
        assert web.get(web.inside(TEAM, "/search.atom?q=by:nobody"))[0] == 400


def test_who_has_a_feed_is_not_sent_it_again(serve: Serve) -> None:
    """With the tag of what it has a reader gets 304, until something new is on record; corrections come as a feed."""
    with serve(archive="public") as web:
        on_record(web.desk, SAID, "roads")
        path = "/search.atom?q=roads%20since:20y"
        tag = web.get(path)[1]["ETag"]
        assert web.get(path, If_None_Match=tag)[0] == 304
        web.desk.store.record(findings(article("“Nothing of it is left,” he said.")))
        assert web.get(path, If_None_Match=tag)[0] == 200
        found = feedparser.parse(web.get("/corrections.atom")[2])
        assert not found.bozo
        assert len(found.entries) <= 1
        JSON_FEED.validate(json.loads(web.get("/corrections.feed.json")[2]))


def test_what_a_workspace_hid_is_not_in_its_feed(serve: Serve) -> None:
    """A hidden quote leaves the feeds of the workspace that hid it, and nobody else's; who hid it stands nowhere."""
    with serve(archive="private") as web:
        kept = on_record(web.desk, SAID, "roads")
        path = "/search.atom?q=roads%20since:20y"
        before = web.get(web.inside(OTHERS, path))[2]
        web.desk.store.object(Objection(kept, TEAM, f"{TEAM}:U1", "@ana", True, HOSTILE, NOW))
        assert web.get(web.inside(OTHERS, path))[2] == before
        theirs = web.get(web.inside(TEAM, path))[2]
        assert SAID in before
        assert SAID not in theirs
        assert "U1" not in theirs + before


def test_a_quotes_page_holds_it_as_linked_data(serve: Serve) -> None:
    """The data says who said what where, whole, and no markup of a stranger ends it."""
    words = f"We {HOSTILE} </script> will build"
    source = article(f"“{words}” Ana said.", title=f"{HOSTILE}<!--")
    found = quote(source, words, Speaker(f"Ana {HOSTILE}", role="minister"))
    with serve(archive="public") as web:
        web.desk.store.record(findings(source, [filed(found, "roads")]))
        (data,) = html.fromstring(web.get(f"/q/{found.id}")[2]).xpath("//script[@type='application/ld+json']/text()")
        told = json.loads(data)
        assert told["@type"] == ["Quotation", "Claim"]
        assert told["text"] == f"“{words}”"
        assert told["creator"] == {"@type": "Person", "name": f"Ana {HOSTILE}", "jobTitle": "minister"}
        assert (told["isPartOf"]["@type"], told["isPartOf"]["headline"]) == ("NewsArticle", f"{HOSTILE}<!--")


def test_what_on_record_says_of_somebody_is_not_by_them() -> None:
    """Our comparisons and corrections name no author: whoever they are about did not write them."""
    side = CitedSide("“We go.”", "said 2026-03-01", "The Post", "https://post.example/1")
    change = CitedChange("c1", "Ana Kovač", "changed, compared by On Record", (side, side), "2026-03-02")
    assert of_change(change).author == ""
    assert "Ana Kovač" in of_change(change).title


def test_nobody_is_named_who_is_not_sure() -> None:
    """Where the speaker is not sure enough, neither feed nor linked data names one."""
    words = "We will build it all before the winter"
    shown = cited(quote(article(f"“{words}” Ana Kovač said."), words, confidence=0.5), 0.8, lambda _: "")
    assert "creator" not in linked_data(shown)
    item = of_quote(shown)
    assert "Kovač" not in f"{item.title}{item.text}{item.author}{item.html}"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=7, max_size=7))
def test_whatever_strangers_write_a_feed_is_whole(given_words: list[str]) -> None:
    """Text of any characters makes a feed that a strict parser reads, with no markup of the stranger's own."""
    words, speaker, role, outlet, headline, url, ref = given_words
    item = of_quote(Cited(ref or "x", words, words, speaker, role, None, None, outlet, headline, url, url, ""))
    feeds = Syndication(None)  # type: ignore[arg-type]
    body = feeds._xml(headline, "https://a.example/search", "https://a.example/search.atom", [item])
    (content,) = etree.fromstring(body).iter("{http://www.w3.org/2005/Atom}content")
    inner = html.fragment_fromstring(content.text, create_parent="div")
    assert len(inner)
    assert {each.tag for each in inner.iter()} <= {"div", "blockquote", "p", "a"}
    as_json_feed(headline, "https://a.example/", "https://a.example/", [item])
