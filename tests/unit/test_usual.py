from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

import lxml.etree
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.edges.web import feeds, usual
from bot.edges.web.feeds import ParsedFeed
from bot.errors import Unreadable

ROOT = Path(os.environ.get("ONRECORD_EVAL") or Path(__file__).parents[3] / "shared" / "eval")
RSS = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {ns}><channel><title>T</title>{body}</channel></rss>'
NS = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=40
)
MARKUP = st.builds("<p>{}</p><br/>{}".format, TEXTS.map(escape), TEXTS.map(escape))
SAID = (TEXTS | MARKUP | st.sampled_from(["&amp;", "&#8217;", "&nbsp;", "&lt;b&gt;", "&amp;amp;", "A & B"])).map(escape)
DATES = st.sampled_from(["Fri, 13 Mar 2026 08:00:00 +0100", "2026-03-13T08:00:00Z", "13 March", "", "1970-01-01"])
LINKS = st.sampled_from(["https://a.example/1", "/1", "", " https://a.example/2 ", "tag:a,1", "id 5"])
RSS_PARTS = st.one_of(
    st.builds("<title>{}</title>".format, SAID),
    st.builds("<link>{}</link>".format, LINKS),
    st.builds("<guid{}>{}</guid>".format, st.sampled_from(["", ' isPermaLink="false"', ' isPermaLink="true"']), LINKS),
    st.builds("<description>{}</description>".format, SAID),
    st.builds("<content:encoded>{}</content:encoded>".format, SAID),
    st.builds("<pubDate>{}</pubDate>".format, DATES),
    st.builds("<dc:date>{}</dc:date>".format, DATES),
    st.sampled_from(
        ["<dc:creator>Ada</dc:creator>", "<!-- no -->", '<media:thumbnail url="x"/>', "<category>c</category>"]
    ),
)
ATOM_PARTS = st.one_of(
    st.builds("<title{}>{}</title>".format, st.sampled_from(["", ' type="html"', ' type="text"']), SAID),
    st.builds('<link{} href="{}"/>'.format, st.sampled_from(["", ' rel="alternate"', ' rel="self"']), LINKS),
    st.builds("<id>{}</id>".format, LINKS),
    st.builds("<summary{}>{}</summary>".format, st.sampled_from(["", ' type="html"']), SAID),
    st.builds('<content type="html">{}</content>'.format, SAID),
    st.builds("<published>{}</published>".format, DATES),
    st.builds("<updated>{}</updated>".format, DATES),
)


def slowly(body: bytes, monkeypatch: pytest.MonkeyPatch) -> ParsedFeed | str:
    """Return what feedparser makes of a feed."""
    with monkeypatch.context() as patched:
        patched.setattr(usual, "read", lambda *_: None)
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
        return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{entries}</feed>'.encode()
    return RSS.format(ns=NS, body="".join(f"<item>{''.join(each)}</item>" for each in parts)).encode()


@given(
    st.lists(st.lists(RSS_PARTS, max_size=7), max_size=3) | st.none(),
    st.lists(st.lists(ATOM_PARTS, max_size=7), max_size=3),
)
@settings(max_examples=300, deadline=None)
def test_what_is_read_fast_is_what_feedparser_reads(rss: list[list[str]] | None, atom: list[list[str]]) -> None:
    """Whatever is put together from usual parts, in any order, both ways give the same entries."""
    body = differing(atom, "atom") if rss is None else differing(rss, "rss")
    if usual.read(body, "") is not None:
        assert read(body) == slowly(body, pytest.MonkeyPatch())


@pytest.mark.parametrize("file", sorted((ROOT / "feeds").glob("*.xml")) or [None], ids=lambda file: file and file.stem)
def test_real_feeds_are_read_alike(file: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of every real feed both ways read the same; only a caption that feedparser takes for the article differs."""
    if file is None:
        pytest.skip(f"the real feeds are not here: {ROOT} (set ONRECORD_EVAL to the folder that holds feeds/)")
    body = file.read_bytes()
    fast, slow = read(body), slowly(body, monkeypatch)
    assert isinstance(fast, ParsedFeed)
    assert isinstance(slow, ParsedFeed)
    captions = {caption for caption in captions_of(body) if len(caption) > 20}
    alike = [
        each if own.text != each.text and any(caption in own.text for caption in captions) else own
        for own, each in zip(slow.entries, fast.entries, strict=True)
    ]
    assert replace(slow, entries=tuple(alike)) == fast


def captions_of(body: bytes) -> set[str]:
    """Return the captions of pictures in a feed."""
    root = lxml.etree.fromstring(body, lxml.etree.XMLParser(recover=True))
    tags = ("{http://search.yahoo.com/mrss/}description", "{http://search.yahoo.com/mrss/}title")
    return {" ".join((each.text or "").split()) for tag in tags for each in root.iter(tag)}


def test_most_real_feeds_are_usual() -> None:
    """Two real feeds of three are read fast."""
    files = sorted((ROOT / "feeds").glob("*.xml"))
    if not files:
        pytest.skip(f"the real feeds are not here: {ROOT} (set ONRECORD_EVAL to the folder that holds feeds/)")
    assert sum(usual.read(file.read_bytes(), "") is not None for file in files) >= len(files) * 2 // 3


def test_a_caption_is_not_the_article() -> None:
    """The words under a picture are nobody's report, even where they stand before the description."""
    picture = '<media:content url="x"><media:description>Ada Moor waves.</media:description></media:content>'
    item = f"<item><title>t</title>{picture}<description>The bridge is open.</description></item>"
    found = read(RSS.format(ns=NS, body=item).encode())
    assert isinstance(found, ParsedFeed)
    assert [each.text for each in found.entries] == ["The bridge is open."]


def test_a_caption_alone_is_left_to_feedparser() -> None:
    """Where nothing else tells of the entry, as in feeds of films, the words beside the film are its text."""
    item = "<item><title>t</title><media:group><media:description>A film.</media:description></media:group></item>"
    body = RSS.format(ns=NS, body=item).encode()
    assert usual.read(body, "") is None
    found = read(body)
    assert isinstance(found, ParsedFeed)
    assert [each.text for each in found.entries] == ["A film."]


def test_a_tag_that_is_shown_stays_in_the_text() -> None:
    """A text about markup keeps the markup it shows."""
    said = escape("<p>Type <code>install &lt;name&gt;</code> and wait.</p>")
    found = read(RSS.format(ns=NS, body=f"<item><description>{said}</description></item>").encode())
    assert isinstance(found, ParsedFeed)
    assert [each.text for each in found.entries] == ["Type install <name> and wait."]


@pytest.mark.parametrize(
    "body",
    [
        RSS.format(ns=NS, body="<item><title>caf\u00c3\u00a9</title></item>"),
        RSS.format(ns=NS, body="<item><description><p>inside</p></description></item>"),
        RSS.format(ns=NS, body="<item><description>&amp;lt;p&amp;gt;twice</description></item>"),
        RSS.format(ns=NS, body="<item><title>a</title><itunes:summary>b</itunes:summary></item>"),
        RSS.format(ns=NS, body="<item><atom:link href='https://b.example/'/></item>"),
        RSS.format(ns=NS, body="<item xml:base='https://b.example/'><link>x</link></item>"),
        RSS.format(ns=NS, body="<item><title>broken</item>"),
        RSS.format(ns="", body="").replace("utf-8", "iso-8859-1"),
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="xhtml"><b>x</b></title></entry></feed>',
        '<feed xmlns="http://purl.org/atom/ns#" version="0.3"><title>x</title></feed>',
        "<html/>",
        "",
    ],
)
def test_what_is_not_usual_is_left_to_others(body: str) -> None:
    """Encodings, vocabularies and markup that need knowledge are not guessed at."""
    assert usual.read(body.encode(), "") is None
    assert usual.read(body.encode(), "application/xml; charset=iso-8859-1") is None
