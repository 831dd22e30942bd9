from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.edges.web.feeds import MOST_ENTRIES, ParsedFeed, parse
from bot.errors import Unreadable

URL = "https://www.gazette.example/feeds/all"
LONG = "The council met on Monday and agreed on the new bridge. " * 20


def read(body: bytes | str, content_type: str = "application/xml") -> ParsedFeed:
    """Parse a body as the feed at our address."""
    return parse(body.encode() if isinstance(body, str) else body, content_type, "f1", URL)


def rss(items: str, channel: str = "") -> str:
    """Return an RSS 2.0 feed around items."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>The Gazette</title><link>https://gazette.example/</link>{channel}{items}</channel></rss>"
    )


def item(inner: str) -> str:
    """Return an RSS feed of one entry."""
    return rss(f"<item>{inner}</item>")


RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://gazette.example/"><title>The Gazette</title><link>https://gazette.example/</link></channel>
<item rdf:about="https://gazette.example/1"><title>One</title><link>https://gazette.example/1</link>
<dc:date>2026-03-13T08:00:00+01:00</dc:date></item></rdf:RDF>"""
RSS_091 = """<?xml version="1.0"?><rss version="0.91"><channel><title>The Gazette</title><link>https://gazette.example/</link>
<item><title>One</title><link>https://gazette.example/1</link></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/blog/">
<title>The Gazette</title><link rel="self" href="https://base.example/feed"/><link href="https://gazette.example/"/>
<entry><id>tag:gazette.example,2026:1</id><title type="html">Bridges &amp;amp; roads</title><link href="post/1"/>
<published>2026-03-13T08:00:00Z</published><updated>2026-03-14T08:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Gazette",
        "home_page_url": "https://gazette.example/",
        "language": "en",
        "items": [
            {
                "id": 7,
                "url": "/1",
                "title": "One",
                "content_html": "<p>A.</p><p>B.</p>",
                "date_published": "2026-03-13T08:00:00+01:00",
            },
            {"id": None, "content_text": "5 < 6, he said"},
            {"id": "bad", "title": "No link", "url": "http://["},
            "not an entry",
            {"id": "empty"},
        ],
    }
)


@pytest.mark.parametrize(
    ("body", "link"),
    [
        (RDF, "https://gazette.example/1"),
        (RSS_091, "https://gazette.example/1"),
        (ATOM, "https://base.example/blog/post/1"),
        (JSON, "https://gazette.example/1"),
    ],
)
def test_every_kind_of_feed_is_read(body: str, link: str) -> None:
    """RDF, RSS 0.91, Atom and JSON Feed all give their title, homepage and first entry's full address."""
    feed = read(body)
    assert (feed.title, feed.homepage) == ("The Gazette", "https://gazette.example/")
    assert feed.entries[0].url == link
    assert feed.entries[0].feed_id == "f1"


def test_atom_gives_publication_not_update() -> None:
    """The moment of publication wins over a later update, the id is kept, escaped titles are decoded once."""
    entry = read(ATOM).entries[0]
    assert entry.published_at == datetime(2026, 3, 13, 8, tzinfo=UTC)
    assert entry.guid == "tag:gazette.example,2026:1"
    assert (entry.title, entry.text) == ("Bridges & roads", "One.\n\nTwo.")


def test_a_json_feed_is_read_with_its_oddities() -> None:
    """Numbers as ids, missing ids, broken links and things that are no entries do no harm."""
    feed = read(JSON)
    assert [(each.guid, each.title, each.text) for each in feed.entries] == [
        ("7", "One", "A.\n\nB."),
        ("", "", "5 < 6, he said"),
        ("bad", "No link", ""),
    ]
    assert feed.entries[0].published_on == date(2026, 3, 13)
    assert feed.entries[0].published_at == datetime(2026, 3, 13, 7, tzinfo=UTC)
    assert feed.language == "en"


@pytest.mark.parametrize("text", ["title", "link", "pubDate", "guid", "description"])
def test_an_entry_may_lack_anything(text: str) -> None:
    """An entry without a title, link, date, guid or text is still an entry."""
    parts = {
        "title": "<title>One</title>",
        "link": "<link>https://gazette.example/1</link>",
        "pubDate": "<pubDate>Fri, 13 Mar 2026 08:00:00 GMT</pubDate>",
        "guid": '<guid isPermaLink="false">1</guid>',
        "description": "<description>Words.</description>",
    }
    entry = read(item("".join(value for name, value in parts.items() if name != text))).entries[0]
    assert (entry.title == "") is (text == "title")
    assert (entry.url == "") is (text == "link")
    assert (entry.published_at is None) is (text == "pubDate")
    assert (entry.guid == "") is (text == "guid")
    assert (entry.text == "") is (text == "description")


def test_an_entry_that_says_nothing_is_none() -> None:
    """An entry with neither title nor text is left out."""
    assert read(item("<link>https://gazette.example/1</link>")).entries == ()


def test_a_guid_that_is_an_address_is_the_link() -> None:
    """A permalink guid stands in for a missing link."""
    assert (
        read(item("<title>a</title><guid>https://gazette.example/9</guid>")).entries[0].url
        == "https://gazette.example/9"
    )


def test_a_guid_shared_by_several_addresses_is_no_identity() -> None:
    """Entries that differ in address keep apart although a careless feed gives them one guid."""
    twins = "".join(
        f"<item><title>t{n}</title><link>https://gazette.example/{n}</link>"
        f'<guid isPermaLink="false">{guid}</guid></item>'
        for n, guid in ((1, "same"), (2, "same"), (3, "own"))
    )
    assert [each.guid for each in read(rss(twins)).entries] == ["", "", "own"]


def test_what_a_feed_says_twice_is_counted() -> None:
    """An entry that repeats another and one without words are not kept, and the note says how many of each."""
    one = "<item><title>a</title><link>/a</link><guid>1</guid></item>"
    feed = read(rss(one + one + "<item><link>/b</link></item>"))
    assert len(feed.entries) == 1
    assert feed.note == (
        "1 of 3 entries repeat another by name and headline or time. 1 of 3 entries have neither a headline nor words."
    )


@pytest.mark.parametrize(
    ("raw", "moment", "day"),
    [
        ("Fri, 13 Mar 2026 23:30:00 -0500", datetime(2026, 3, 14, 4, 30, tzinfo=UTC), date(2026, 3, 13)),
        ("Fri, 13 Mar 2026 23:30:00 EST", datetime(2026, 3, 14, 4, 30, tzinfo=UTC), date(2026, 3, 13)),
        ("Fri, 13 Mar 2026 23:30:00 PDT", datetime(2026, 3, 14, 6, 30, tzinfo=UTC), date(2026, 3, 13)),
        ("Fri, 13 Mar 2026 23:30:00 GMT", datetime(2026, 3, 13, 23, 30, tzinfo=UTC), date(2026, 3, 13)),
        ("2026-03-14T00:30:00+02:00", datetime(2026, 3, 13, 22, 30, tzinfo=UTC), date(2026, 3, 14)),
        ("2026-03-13", datetime(2026, 3, 13, tzinfo=UTC), date(2026, 3, 13)),
        ("", None, None),
        ("yesterday", None, None),
        ("0000-00-00", None, None),
        ("Fri, 99 Foo 2026", None, None),
    ],
)
def test_dates_are_utc_with_the_day_as_printed(raw: str, moment: datetime | None, day: date | None) -> None:
    """The moment is in UTC, the day is that of the zone the feed wrote, and no date is no date."""
    entry = read(item(f"<title>a</title><pubDate>{raw}</pubDate>")).entries[0]
    assert (entry.published_at, entry.published_on) == (moment, day)


@pytest.mark.parametrize("raw", ["Fri, 31 Dec 9999 23:59:59 -1200", "0001-01-01T00:00:00+14:00", "9" * 5000])
def test_impossible_dates_do_no_harm(raw: str) -> None:
    """Dates at the ends of time raise nothing."""
    assert len(read(item(f"<title>a</title><pubDate>{raw}</pubDate>")).entries) == 1


@pytest.mark.parametrize(
    ("inner", "whole"),
    [
        (f"<content:encoded><![CDATA[<p>{LONG[:450]}</p>]]></content:encoded>", True),
        (f"<content:encoded><![CDATA[<p>{LONG[:300]}</p>]]></content:encoded>", False),
        (f"<description>{LONG}</description>", True),
        (f"<description>{LONG[:800]}</description>", False),
        (f"<description>{LONG} […]</description>", False),
        (f"<description>{LONG} [...]</description>", False),
        (f"<description>{LONG}…</description>", False),
        (f"<description>{LONG} Continue reading the story →</description>", False),
        (f"<description>{LONG} Read more</description>", False),
        (f"<description>Short.</description><content:encoded>{LONG}</content:encoded>", True),
    ],
)
def test_whole_texts_are_told_from_teasers(inner: str, whole: bool) -> None:
    """A full content of 400 characters or a summary of 900 counts as the article unless it says that it was cut."""
    assert read(item(f"<title>a</title>{inner}")).entries[0].whole is whole


def test_words_declared_in_the_wrong_encoding_survive() -> None:
    """Windows bytes in a feed that says utf-8 keep their quotation marks."""
    body = item("<title>“Café” – ‘oui’</title>")
    assert read(body.encode("cp1252")).entries[0].title == "“Café” – ‘oui’"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_other_encodings_are_read(codec: str) -> None:
    """A byte order mark, UTF-16 and Latin-1 are read as what they are."""
    body = item("<title>Café</title>").replace("utf-8", codec.removesuffix("-sig"))
    assert read(body.encode(codec)).entries[0].title == "Café"


def test_a_truncated_feed_gives_what_came() -> None:
    """A feed that breaks off gives the entries before the break and says that it is not well-formed."""
    items = "".join(f"<item><title>t{n}</title><link>https://gazette.example/{n}</link></item>" for n in range(5))
    body = rss(items)
    feed = read(body[: body.index("t4")])
    assert [each.title for each in feed.entries] == ["t0", "t1", "t2", "t3"]
    assert "Not quite well-formed" in feed.note


@pytest.mark.timeout(60)
def test_a_large_broken_feed_is_read_without_a_long_wait() -> None:
    """Half a megabyte that breaks off gives its entries, and half a megabyte of nonsense is refused."""
    items = "".join(f"<item><title>t{n}</title><description>{LONG}</description></item>" for n in range(500))
    assert len(read(rss(items)[:-60]).entries) >= 499
    with pytest.raises(Unreadable):
        read("<a>" * 200_000)


def test_an_endless_feed_is_cut_with_a_note() -> None:
    """Only a thousand entries are read, and the feed's note says so."""
    feed = read(rss("".join(f"<item><title>a {number}</title></item>" for number in range(1_200))))
    assert len(feed.entries) == MOST_ENTRIES
    assert feed.note == "Only the newest 1,000 of 1,200 entries are read."


@pytest.mark.parametrize("step", [1, -1])
def test_of_an_endless_feed_the_newest_are_read(step: int) -> None:
    """Whether a feed begins or ends with its newest entries, and whether it is XML or JSON, those are read."""
    days = [datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=number) for number in range(1_500)][::step]
    items = "".join(
        f"<item><title>{day:%Y%m%d}</title><pubDate>{format_datetime(day)}</pubDate></item>" for day in days
    )
    listed = [{"title": f"{day:%Y%m%d}", "date_published": day.isoformat()} for day in days]
    for body in (rss(items), json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": listed})):
        feed = read(body)
        assert {each.title for each in feed.entries} == {f"{day:%Y%m%d}" for day in sorted(days)[-MOST_ENTRIES:]}
        assert feed.note == "Only the newest 1,000 of 1,500 entries are read."


@pytest.mark.parametrize(
    ("reference", "character"),
    [
        ("&#55357;&#56832;", "😀"),
        ("&#xD83D;&#xDE00;", "😀"),
        ("&#xD800;", "\N{REPLACEMENT CHARACTER}"),
        ("&#0;", "\N{REPLACEMENT CHARACTER}"),
        ("&#x1F600;&#12345;", "😀〹"),
        ("&#99999999;", "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_a_reference_to_no_character_costs_no_entry(reference: str, character: str) -> None:
    """A character that XML does not have is replaced, and one that came in two halves is put together."""
    entries = read(rss(f"<item><title>a {reference} b</title></item><item><title>c</title></item>")).entries
    assert [each.title for each in entries] == [f"a {character} b", "c"]


def test_an_article_about_entities_is_read() -> None:
    """Words that look like a declaration of entities are words where nothing can be declared."""
    entry = read(item("<title>a</title><description><![CDATA[Write <!ENTITY x 'y'> there.]]></description>")).entries[0]
    assert entry.title == "a"


def test_a_feed_of_nothing_but_tags_is_refused() -> None:
    """What costs a parser seconds and hundreds of megabytes is not parsed."""
    with pytest.raises(Unreadable, match=r"more than 250,000 tags; it is not read\.$"):
        read(rss("<item/>" * 250_001))


BIG = "x" * 10_000
NAMES = "&a;" * 10_000
BOMB = f'<!DOCTYPE r [\n<!ENTITY a "{BIG}">\n]>\n'
LOADED = f"<rss><channel><title>t</title><item><title>{NAMES}</title></item></channel></rss>"
DASHES = "utf" + "-" * 80 + "7"
U7 = BOMB.replace("<", "+ADw-")
BOMBS: dict[str, tuple[bytes, str]] = {
    "before a document type": (f'<?xml version="1.0"?>\n<!ENTITY a "{BIG}">\n<!DOCTYPE r>\n{LOADED}'.encode(), ""),
    "without one": (f'<?xml version="1.0"?>\n<!ENTITY a "{BIG}">\n{LOADED}'.encode(), ""),
    "in a comment": (f'<!--\n<!ENTITY a "{BIG}">\n--><!DOCTYPE rss SYSTEM "x.dtd">{LOADED}'.encode(), ""),
    "in an instruction": (f'<?x\n<!ENTITY a "{BIG}">\n?><!DOCTYPE rss SYSTEM "x.dtd">{LOADED}'.encode(), ""),
    "behind an instruction without an end": (f'<?x\n<!DOCTYPE r [\n<!ENTITY a "{BIG}">\n]>\n{LOADED}'.encode(), ""),
    "behind a comment without an end": (f'<!--\n<!DOCTYPE r [\n<!ENTITY a "{BIG}">\n]>\n{LOADED}'.encode(), ""),
    "behind the root": (LOADED.replace("<rss>", f"<rss>{BOMB}").encode(), ""),
    "in a second root": (f"<rss></rss>{BOMB}{LOADED}".encode(), ""),
    "behind a broken page": (f"<br>{BOMB}{LOADED}".encode(), ""),
    "in the header's codec": ((U7 + LOADED).encode(), "application/xml; charset=utf-7"),
    "in a codec with a long name": ((U7 + LOADED).encode(), f"application/xml; charset={DASHES}"),
    "in a declared codec": (f'<?xml version="1.0" encoding="{DASHES}"?>{U7}{LOADED}'.encode(), ""),
    "in a codec that moves signs": (
        b'<?xml version="1.0" encoding="mac-arabic"?>' + BOMB.encode().replace(b"<", b"\xbc") + LOADED.encode(),
        "",
    ),
    "in a head of another codec": (
        b"\xff\xfe" + '<?xml version="1.0" \u0a0a encoding="utf-7"?>'.encode("utf-16-le") + (U7 + LOADED).encode(),
        "",
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_no_entity_is_ever_expanded(name: str) -> None:
    """Wherever and in whatever encoding an entity is declared, it stands for nothing."""
    body, content_type = BOMBS[name]
    with suppress(Unreadable):
        feed = parse(body, content_type, "f", URL)
        assert BIG[:100] not in repr(feed)


@pytest.mark.parametrize("path", ["{}", "file://{}", "feed:{}"])
def test_no_file_is_read_for_a_feed_that_names_it(tmp_path: Path, path: str) -> None:
    """A feed whose bytes are the name of a file here does not have it read."""
    file = tmp_path / "feed.xml"
    file.write_text(item("<title>secret</title>"))
    with pytest.raises(Unreadable, match="is no feed"):
        read(path.format(file))


@pytest.mark.timeout(20)
@pytest.mark.parametrize("blank", ["\n", " ", "\t\n", "<!-- -->\n", "<?x?>\n", "<!--", "<?", "<author ", "<author/>"])
def test_nothing_before_a_feed_takes_long(blank: str) -> None:
    """A million blanks before the first tag cost no time that grows with their square."""
    with suppress(Unreadable):
        assert read("<?xml version='1.0'?>" + blank * 60_000 + rss("<item><title>a</title></item>")).entries
    assert blank.startswith("<") or read(blank * 60_000 + rss("<item><title>a</title></item>")).entries


@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", ["author", "dc:creator", "managingEditor", "itunes:author", "webMaster"])
@pytest.mark.parametrize("word", ["a" * 60_000, "1-" * 60_000])
def test_no_authors_name_takes_long(name: str, word: str) -> None:
    """An endless name of an author costs nothing; a usual one is no matter either."""
    body = rss(f"<item><title>a</title><x>1</x><{name}>{word}</{name}></item><item><title>b</title></item>")
    body = body.replace('version="2.0"', 'version="2.0" xmlns:dc="d:" xmlns:itunes="i:"')
    assert [each.title for each in read(body).entries] == ["a", "b"]
    assert read(body.replace("<x>1</x>", "<x>1")).entries[0].title == "a"


ODD = "<item><title>“Café”</title></item>"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (rss(ODD).encode("cp1252"), "text/xml; charset=windows-1252"),
        (rss(ODD).encode("cp1252"), "text/xml; charset=iso-8859-1"),  # as the web reads it
        (rss(ODD).encode("cp1252"), "text/xml; charset=klingon"),
        (rss(ODD).encode(), "text/xml; charset=iso-8859-1"),
        (rss(ODD).encode(), "text/xml; charset=utf-16"),
        (rss(ODD).replace("utf-8", "shift_jis").encode(), ""),
        (rss(ODD).encode("utf-16-be"), ""),
        (rss(ODD).encode("utf-32"), "text/xml; charset=utf-8"),
        (("\ufeff" + rss(ODD)).encode(), "text/xml"),
        (rss(ODD).replace("utf-8", "gb2312").encode("gb18030"), ""),
    ],
)
def test_words_are_read_in_whatever_encoding_they_are(body: bytes, content_type: str) -> None:
    """What header and declaration say is believed where the bytes are not UTF-8."""
    assert read(body, content_type).entries[0].title == "“Café”"


def test_a_seven_bit_encoding_is_read() -> None:
    """ISO 2022-JP looks like UTF-8 and is not."""
    body = rss("<item><title>会議</title></item>").replace("utf-8", "iso-2022-jp").encode("iso2022_jp")
    assert read(body).entries[0].title == "会議"


COMPLETE = {
    "a comment behind the last": rss("<item><title>a &nope b</title></item><!-- <item> -->"),
    "a section in the last": rss("<item><title>a & b</title><description><![CDATA[<item>]]></description></item>"),
    "words behind the end": rss("<item><title>a & b</title></item>") + "<script>'<item>'</script>",
    "a last one without an end": rss("<item><title>a & b</title>"),
    "an empty last one": rss("<item><title>a & b</title></item><item x='y'/>"),
    "a warning before": "<br />\n<b>Warning</b>: in <i>x</i>\n" + rss("<item><title>a & b</title></item>"),
}


@pytest.mark.parametrize("name", COMPLETE)
def test_an_entry_that_is_whole_is_not_taken_for_a_broken_one(name: str) -> None:
    """Only a document that ends inside an entry breaks off."""
    assert read(COMPLETE[name]).entries[0].title.startswith("a &")


def test_nothing_that_an_entry_says_is_without_end() -> None:
    """Headlines, names and texts have a length that people and databases bear; a long name stays one of its kind."""
    long = "word " * 100_000
    one, other = (
        f"<item><title>{long}</title><guid>{long}{n}</guid><description>{long}</description></item>" for n in "12"
    )
    feed = read(rss(one + other, f"<description>{long}</description>").replace("The Gazette", long))
    assert len({each.guid for each in feed.entries}) == 2
    for each in feed.entries:
        assert max(len(each.title), len(each.guid)) <= 1_000
        assert len(each.text) <= 300_000
    assert len(feed.title) <= 1_000


def test_a_pinned_entry_does_not_hide_the_news() -> None:
    """Of too many entries the newest are read though one of long ago stands before them."""
    days = [
        datetime(2020, 1, 1, tzinfo=UTC),
        *(datetime(2026, 1, 1, tzinfo=UTC) - timedelta(days=n) for n in range(1_200)),
    ]
    items = "".join(
        f"<item><title>{day:%Y%m%d}</title><pubDate>{format_datetime(day)}</pubDate></item>" for day in days
    )
    assert read(rss(items)).entries[1].title == "20260101"


def test_a_quiet_feed_is_a_feed() -> None:
    """A feed without entries is read, not refused."""
    feed = read(rss("", "<ttl>60</ttl><language>en-GB</language>"))
    assert (feed.entries, feed.ttl, feed.language) == ((), timedelta(hours=1), "en-GB")


@pytest.mark.parametrize("ttl", ["", "x", "-5", "²", "0", "9" * 5_000])
def test_a_nonsense_pace_is_none(ttl: str) -> None:
    """A ttl that is no number of minutes asks for nothing."""
    assert read(rss("<item><title>a</title></item>", f"<ttl>{ttl}</ttl>")).ttl is None


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "gazette.example sent an empty answer."),
        (b" \r\n\t ", "gazette.example sent an empty answer."),
        (b"<!DOCTYPE html><html><body>hi</body></html>", "gazette.example sent a web page, not a feed."),
        (b"<!-- c --><html lang='en'><body>hi</body></html>", "gazette.example sent a web page, not a feed."),
        (b"<html><head><title>Just a moment...</title>", "gazette.example asks for a browser check of Cloudflare."),
        (b"<html><body>Please solve the CAPTCHA</body></html>", "gazette.example asks for a browser check."),
        (b"{broken", "gazette.example sent broken JSON."),
        (b'{"a": 1}', "gazette.example sent JSON that is no JSON Feed."),
        (b'{"items": 5}', "gazette.example sent JSON that is no JSON Feed."),
        (b'{"a":' + b"[" * 100_000, "gazette.example sent broken JSON."),
        (b"plain words", "gazette.example sent something that is no feed: "),
        (b"%PDF-1.7 ...", "gazette.example sent something that is no feed: "),
    ],
)
def test_what_is_no_feed_is_named(body: bytes, words: str) -> None:
    """The refusal says what came instead of a feed."""
    with pytest.raises(Unreadable) as caught:
        read(body)
    assert str(caught.value).startswith(words)


BOMB = '<!DOCTYPE l [<!ENTITY a "{a}"><!ENTITY b "{b}"><!ENTITY c "{c}"><!ENTITY d "{d}">]>'.format(
    a="lol" * 100, b="&a;" * 100, c="&b;" * 100, d="&c;" * 100
)


@pytest.mark.parametrize("prefix", ["", " " * 100_000, "<!-- x -->"])
def test_a_feed_with_entities_of_its_own_is_refused(prefix: str) -> None:
    """A billion laughs are not laughed, wherever the declaration stands."""
    with pytest.raises(Unreadable, match="declares entities of its own"):
        read('<?xml version="1.0"?>' + prefix + BOMB + "<rss><channel><item><title>&d;</title></item></channel></rss>")


def test_a_bomb_in_another_encoding_stays_small() -> None:
    """Hidden in UTF-16 the bomb is not expanded either."""
    body = '<?xml version="1.0" encoding="utf-16"?>' + BOMB
    body += '<rss version="2.0"><channel><title>t</title><item><title>&d;</title></item></channel></rss>'
    with suppress(Unreadable):
        assert sum(len(each.title) for each in read(body.encode("utf-16")).entries) < 100_000


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_an_external_entity_reads_no_file(tmp_path: Path, codec: str) -> None:
    """A feed cannot make us read a file of the machine."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    body = (
        f'<?xml version="1.0" encoding="{codec}"?><!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<rss version="2.0"><channel><title>t</title><item><title>a &x;</title></item></channel></rss>'
    )
    with suppress(Unreadable):
        assert "secret words" not in repr(read(body.encode(codec)))


def test_hostile_links_do_no_harm() -> None:
    """Scripts, mail addresses and broken brackets are no links."""
    for link in ("javascript:alert(1)", "mailto:a@b.example", "http://[", "file:///etc/passwd"):
        assert read(item(f"<title>a</title><link>{link}</link>")).entries[0].url == ""


PIECES = st.sampled_from(
    [
        *"<channel> <item> </item> <title> </title> <link> http://[ <pubDate> 9999-99-99 <entry> <feed> <guid>".split(),
        *'<content:encoded> <![CDATA[ ]]> &lt;p&gt; &#0; &nope; \x00 <!DOCTYPE <html> \ufeff <rdf:RDF> "'.split(),
        *("<rss version='2.0'>", '{"items":[', "{}", "]}", "<?xml version='1.0'?>", "<!-- ", " -->"),
    ]
)


@given(st.binary(max_size=400) | st.lists(PIECES, max_size=30).map(lambda parts: "".join(parts).encode()))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_feed_or_unreadable(body: bytes) -> None:
    """Whatever bytes come, parsing gives a feed or Unreadable in one printable line."""
    try:
        assert isinstance(read(body), ParsedFeed)
    except Unreadable as error:
        said = str(error)
    else:
        said = "gazette.example"
    assert said.startswith("gazette.example")
    assert "\n" not in said


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("<title>Tom & Co</title>", "Tom & Co"),
        ("<title>caf&eacute;&nbsp;bar</title>", "café bar"),
        ("<title>a &copy; b</title>", "a © b"),
        ("<title><![CDATA[R&D &amp; more]]></title>", "R&D & more"),
    ],
)
def test_a_bare_ampersand_breaks_nothing(inside: str, title: str) -> None:
    """References that XML does not have are read as HTML has them; what is a quotation of markup stays."""
    feed = read(rss(f"<item>{inside}<link>/a</link></item><item><title>b</title><link>/b</link></item>"))
    assert [each.title for each in feed.entries] == [title, "b"]


def test_what_is_broken_is_named_with_its_line() -> None:
    """The note of a feed that is not well-formed says where; so it does for bytes that stand for nothing."""
    feed = read(rss("\n<item><title>a & b</title><link>/a</link></item>\n<item><title>c</title><link>/c</link></item>"))
    assert len(feed.entries) == 2
    assert re.search(r"Not quite well-formed: .* \(line 2\)", feed.note)
    broken = parse(rss("\n\n<item><title>Zürich Köln X</title></item>").encode().replace(b"X", b"\xff"), "", "f", URL)
    assert broken.note == "1 sign could not be read (line 3)."


def test_a_large_broken_feed_loses_only_what_is_broken() -> None:
    """One stray bracket in half a megabyte costs one entry at most."""
    many = [
        f"<item><title>t {n}</title><link>/{n}</link><description>{'x' * 500}</description></item>" for n in range(900)
    ]
    many[450] = many[450].replace("</title>", "</titel>")
    assert len(read(rss("".join(many))).entries) >= 899


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("&amp;lt;p&amp;gt;We go,&amp;lt;/p&amp;gt;", "We go,"),
        ("&lt;div class='a'&gt;&amp;lt;b&amp;gt;We&amp;lt;/b&amp;gt; go,&lt;/div&gt;", "We go,"),
        ("<![CDATA[&lt;span&gt;We go,&lt;/span&gt;]]>", "We go,"),
        ("&amp;lt;we&amp;gt; go,", "<we> go,"),
        ("if a &amp;lt; b, &amp;lt;p&amp;gt; is a tag,", "if a < b, <p> is a tag,"),
    ],
)
def test_markup_escaped_twice_is_no_text(written: str, text: str) -> None:
    """What begins as an element once it is read is markup that was escaped once too often."""
    assert read(item(f"<title>a</title><description>{written}</description>")).entries[0].text == text


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("gazette.example/1", "https://gazette.example/1"),
        ("www.gazette.example/1", "https://www.gazette.example/1"),
        ("//gazette.example/1", "https://gazette.example/1"),
        ("news/gazette.example", "https://gazette.example/news/gazette.example"),
        ("\n  https://gazette.example/my story\n", "https://gazette.example/my%20story"),
    ],
)
def test_an_address_without_its_scheme_is_one(link: str, url: str) -> None:
    """What begins with the site's own name is no path on it."""
    assert read(item(f"<title>a</title><link>{link}</link>")).entries[0].url == url


GOOGLE = "https://news.example.com/rss/search?q=harbour"


@pytest.mark.parametrize(
    ("source", "outlet"),
    [
        ('<source url="https://port.example">The Port Gazette</source>', "The Port Gazette"),
        ("<source>The Port Gazette</source>", "The Port Gazette"),
        ('<source url="https://gazette.example/feed">Ours</source>', ""),
        ('<n:Source xmlns:n="https://www.bing.com/news/search?q=x">The Port Gazette</n:Source>', ""),
        ("", ""),
    ],
)
def test_a_feed_of_searches_names_the_outlet(source: str, outlet: str) -> None:
    """The outlet is the one that an entry names as its source; its name does not stay behind headline and words."""
    entry = f"<title>Dredged - The Port Gazette</title><link>https://news.example.com/a</link>{source}"
    body = rss(f"<item>{entry}<description>Dredged, says Petrova The Port Gazette</description></item>")
    (found,) = parse(body.encode(), "", "f", GOOGLE).entries
    assert found.outlet == outlet
    assert (found.title == "Dredged") is bool(outlet)
    assert (found.text == "Dredged, says Petrova") is bool(outlet)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://www.google.com/url?rct=j&amp;url=https://a.example/x%3Fb%3D1&amp;ct=ga", "https://a.example/x?b=1"),
        ("http://www.bing.com/news/apiclick.aspx?ref=x&amp;url=https%3a%2f%2fa.example%2fx", "https://a.example/x"),
        ("https://l.social.example/l.php?u=https%3A%2F%2Fa.example%2Fx", "https://a.example/x"),
        ("https://a.example/out?to=javascript:alert(1)", "https://a.example/out?to=javascript:alert(1)"),
        ("https://a.example/story?url=https://b.example/", "https://a.example/story?url=https://b.example/"),
    ],
)
def test_a_link_through_an_engine_names_the_article(link: str, url: str) -> None:
    """Alerts and counters carry the article's address in their own; such an entry is not the feed's own site's."""
    (entry,) = read(rss(f"<item><title>a</title><link>{link}</link></item>")).entries
    assert entry.url == url
    assert entry.own is (url == link.replace("&amp;", "&"))
