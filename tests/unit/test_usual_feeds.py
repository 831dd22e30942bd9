"""Usual feeds are read by fastfeedparser, and read as feedparser reads them."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.edges.web import fast, feeds
from bot.edges.web.feeds import ParsedFeed
from bot.errors import Unreadable

ROOT = Path(os.environ.get("ONRECORD_EVAL") or Path(__file__).parents[3] / "shared" / "eval")
RSS = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {ns}><channel><title>T</title>{body}</channel></rss>'
NS = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:x="https://x.example/"'
)
LINK = "https://a.example/page"
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff\x80"), max_size=40
)
MARKUP = st.builds("<p>{}</p><br/>{}".format, TEXTS.map(escape), TEXTS.map(escape))
SAID = (TEXTS | MARKUP | st.sampled_from(["&amp;", "&#8217;", "&nbsp;", "&lt;b&gt;", "&amp;amp;", "A & B"])).map(escape)
DATES = st.sampled_from(["Fri, 13 Mar 2026 08:00:00 +0100", "2026-03-13T08:00:00Z", "13 March", "", "1970-01-01"])
IDS = st.sampled_from(["https://a.example/1", "/1", "", " https://a.example/2 ", "tag:a,1", "id 5"])
RSS_PARTS = st.one_of(
    st.builds("<guid{}>{}</guid>".format, st.sampled_from(["", ' isPermaLink="false"', ' isPermaLink="true"']), IDS),
    st.builds("<content:encoded>{}</content:encoded>".format, SAID),
    st.builds("<pubDate>{}</pubDate>".format, DATES),
    st.builds("<dc:date>{}</dc:date>".format, DATES),
    st.sampled_from(
        [
            "<dc:creator>Ada</dc:creator>",
            "<!-- no -->",
            '<media:thumbnail url="x"/>',
            "<category>c</category>",
            "<dc:identifier>tag:a,2</dc:identifier>",
            "<atom:id>tag:a,3</atom:id>",
            "<x:guid>tag:a,4</x:guid>",
            "<x:date>2026-03-12</x:date>",
            "<updated>2026-03-11T08:00:00Z</updated>",
            "<guid>tag:a<!-- no -->,5</guid>",
            "<dc:title>Another</dc:title>",
            "<media:title>A picture</media:title>",
            "<language>de</language>",
            f"<link>{LINK}/2</link>",
            '<atom:link rel="self" href="https://a.example/self"/>',
            '<enclosure url="https://a.example/1.mp3" type="audio/mpeg" length="1"/>',
        ]
    ),
)
ATOM_PARTS = st.one_of(
    st.builds('<link rel="{}" href="{}"/>'.format, st.sampled_from(["self", "replies", "enclosure"]), IDS),
    st.builds("<id>{}</id>".format, IDS),
    st.builds('<content type="html">{}</content>'.format, SAID),
    st.builds("<published>{}</published>".format, DATES),
    st.builds("<updated>{}</updated>".format, DATES),
    st.sampled_from(
        [
            "<dc:date>2026-03-12</dc:date>",
            f"<source><id>tag:b</id><title>B</title><link href='{LINK}/2'/></source>",
            f'<link type="application/json" href="{LINK}.json"/>',
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">in <b>it</b></div></content>',
        ]
    ),
)
PAGES = st.sampled_from([LINK, "/page"])
FILM = st.builds(
    "<media:group><media:title>{}</media:title><media:description>{}</media:description>{}</media:group>".format,
    *(SAID, SAID, st.sampled_from(["", "<media:description>More.</media:description>"])),
)
RSS_WORDS = st.tuples(
    st.builds("<title>{}</title>".format, SAID),
    st.builds("<link>{}</link>".format, st.sampled_from([LINK, f" {LINK} ", "/page"])),
    st.builds("<description>{}</description>".format, SAID) | FILM,
)
ATOM_WORDS = st.tuples(
    st.builds("<title{}>{}</title>".format, st.sampled_from(["", ' type="html"', ' type="text"']), SAID),
    st.builds(
        '<link{} href="{}"/>'.format, st.sampled_from(["", ' rel="alternate"']), st.sampled_from([LINK, "/page"])
    ),
    st.builds("<summary{}>{}</summary>".format, st.sampled_from(["", ' type="html"']), SAID) | FILM,
)


def entries(
    words: st.SearchStrategy[tuple[str, str, str]], parts: st.SearchStrategy[str]
) -> st.SearchStrategy[list[list[str]]]:
    """Return entries with a title, a link and words, and other things once each, in any order."""
    more = st.lists(parts, max_size=5, unique_by=lambda part: part.split(">")[0].split(" ")[0])
    mixed = st.tuples(words, more).flatmap(lambda both: st.permutations([*both[0], *both[1]]))
    return st.lists(mixed, min_size=1, max_size=3)


def slowly(body: bytes, monkeypatch: pytest.MonkeyPatch) -> ParsedFeed | str:
    """Return what feedparser makes of a feed."""
    with monkeypatch.context() as patched:
        patched.setattr(fast, "usual", lambda *_: None)
        return read(body)


def read(body: bytes) -> ParsedFeed | str:
    """Return what is read, or why nothing is; notes on form are not compared."""
    try:
        return replace(feeds.parse(body, "application/xml", "f", "https://a.example/feed"), note="")
    except Unreadable as error:
        return str(error)


def differing(parts: list[list[str]], root: str) -> bytes:
    """Return a feed whose entries are made of such parts."""
    if root == "atom":
        entries = "".join(f"<entry>{''.join(each)}</entry>" for each in parts)
        return f'<feed xmlns="http://www.w3.org/2005/Atom" {NS}><title>T</title>{entries}</feed>'.encode()
    return RSS.format(ns=NS, body="".join(f"<item>{''.join(each)}</item>" for each in parts)).encode()


@given(entries(RSS_WORDS, RSS_PARTS) | st.none(), entries(ATOM_WORDS, ATOM_PARTS))
@settings(max_examples=300, deadline=None)
def test_usual_feeds_are_read_as_feedparser_reads_them(rss: list[list[str]] | None, atom: list[list[str]]) -> None:
    """Whatever is put together from usual parts, in any order, both ways give the same entries."""
    body = differing(atom, "atom") if rss is None else differing(rss, "rss")
    assert read(body) == slowly(body, pytest.MonkeyPatch())


@pytest.mark.parametrize("file", sorted((ROOT / "feeds").glob("*.xml")) or [None], ids=lambda file: file and file.stem)
def test_real_feeds_are_read_alike(file: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of every real feed both ways read the same."""
    if file is None:
        pytest.skip(f"the real feeds are not here: {ROOT} (set ONRECORD_EVAL to the folder that holds feeds/)")
    body = file.read_bytes()
    assert read(body) == slowly(body, monkeypatch)


def usual(body: bytes) -> bool:
    """Say whether a feed is read the fast way."""
    root = feeds._root(body)[0]
    return root is not None and fast.usual(root, body) is not None


def test_most_real_feeds_are_usual() -> None:
    """Nine real feeds of ten are read fast, films among them."""
    files = sorted((ROOT / "feeds").glob("*.xml"))
    if not files:
        pytest.skip(f"the real feeds are not here: {ROOT} (set ONRECORD_EVAL to the folder that holds feeds/)")
    assert sum(usual(file.read_bytes()) for file in files) >= len(files) * 9 // 10


RDF = (
    '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<channel rdf:about="https://a.example/"><title>T</title></channel>'
    f'<item rdf:about="{LINK}/about"><title>t</title><link>{LINK}</link><description>d</description></item></rdf:RDF>'
)
WORDS = f"<title>t</title><link>{LINK}</link>"
A_WORD = f"{WORDS}<description>d</description>"
IDENTIFIED = {  # a feed, and the id of its entry
    RDF: f"{LINK}/about",
    RSS.format(ns=NS, body=f"<item>{A_WORD}<guid>tag:a<!-- no -->,1</guid></item>"): "tag:a,1",
    RSS.format(ns=NS, body=f"<item>{A_WORD}<guid>1</guid><guid>2</guid></item>"): "2",
    RSS.format(ns=NS, body=f"<item>{A_WORD}<x:guid>1</x:guid></item>"): "",
    RSS.format(ns=NS + f' xml:base="{LINK}"', body=f"<item>{A_WORD}<guid>/2</guid></item>"): "https://a.example/2",
    RSS.format(ns=NS, body=f"<item>{A_WORD}<guid> 1&amp;2 </guid></item>"): "1&2",
}


@pytest.mark.parametrize("body", IDENTIFIED)
def test_an_entry_keeps_its_id_whoever_reads_it(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The id is feedparser's to the letter: with another one each article would come once more."""
    for found in (read(body.encode()), slowly(body.encode(), monkeypatch)):
        assert isinstance(found, ParsedFeed)
        assert [each.guid for each in found.entries] == [IDENTIFIED[body]]


THE_BRIDGE = "<description>The bridge is open.</description>"
ENTRIES: dict[str, tuple[str, str]] = {  # what an entry holds, and its text
    "a caption is not the article": (
        '<media:content url="x"><media:description>Ada waves.</media:description></media:content>' + THE_BRIDGE,
        "The bridge is open.",
    ),
    "a film has no words but those beside it": (
        "<media:group><media:description>A film.</media:description></media:group>",
        "A film.",
    ),
    "a tag that is shown stays": (
        f"<description>{escape('<p>Type <code>a &lt;name&gt;</code>.</p>')}</description>",
        "Type a <name>.",
    ),
    "what was encoded twice is read once": ("<description>caf\u00c3\u00a9</description>", "café"),
    "markup that is not escaped": ("<description><p>inside</p></description>", "inside"),
    "the words of Atom in RSS": (
        '<atom:content type="html">All of it.</atom:content>' + "<description>d</description>",
        "All of it.",
    ),
    "the words of RSS after a comment": ("<description>One <!-- no -->word.</description>", "One word."),
    "other vocabularies": ("<itunes:summary>A talk.</itunes:summary>", "A talk."),
}


@pytest.mark.parametrize("fact", ENTRIES)
def test_the_words_of_an_entry(fact: str) -> None:
    """What an entry says is read, whichever parser knows how."""
    inner, text = ENTRIES[fact]
    found = read(RSS.format(ns=NS, body=f"<item>{WORDS}{inner}</item>").encode())
    assert isinstance(found, ParsedFeed)
    assert [(each.text, each.url) for each in found.entries] == [(text, LINK)]


@pytest.mark.parametrize(
    "links",
    [
        f'<link rel="self" href="https://a.example/self"/><link href="{LINK}"/>',
        f'<link rel="enclosure" href="https://a.example/1.mp3"/><link rel="alternate" href="{LINK}"/>',
        f'<link rel="replies" href="https://a.example/r"/><link href="{LINK}"/><link rel="edit" href="https://a.example/e"/>',
    ],
)
def test_the_page_of_an_entry_is_its_address(links: str) -> None:
    """An entry's own address, its film and its replies are not its page."""
    entry = f"<entry><title>t</title><id>u:1</id><summary>s</summary>{links}</entry>"
    found = read(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{entry}</feed>'.encode())
    assert isinstance(found, ParsedFeed)
    assert [each.url for each in found.entries] == [LINK]


@pytest.mark.parametrize(
    "body",
    [
        RSS.format(ns=NS, body=f"<item>{WORDS}<description>broken</item>"),
        RSS.format(ns=NS, body="<item><title>t</title><link>/page</link><description>d</description></item>"),
        RSS.format(ns=NS, body=f"<item>{WORDS}<description>d</description><x:date>2026-03-12</x:date></item>"),
        RSS.format(ns=NS, body=f"<item>{WORDS}{WORDS}<description>d</description></item>"),
        RSS.format(ns=NS, body=f"<dc:language>de</dc:language><item>{WORDS}<description>d</description></item>"),
        RDF,
        "<html/>",
        "",
    ],
)
def test_what_is_not_usual_is_left_to_feedparser(body: str) -> None:
    """Other vocabularies, broken documents and addresses that need a base are not guessed at."""
    assert not usual(body.encode())
