from __future__ import annotations

import gzip
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.edges.web.opml import MOST_BYTES, OpmlList, OpmlLists, read_opml, write_opml
from bot.errors import BadSetting
from bot.model.news import Feed
from bot.ports.world import FeedLists

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
NESTED = b"""<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>
<outline text="News"><outline text="Europe"><outline text="Gazette" title="The Gazette" language="en"
 xmlUrl="https://gazette.example/feed"/></outline>
<outline text="Again" xmlUrl="http://GAZETTE.example/feed/?utm_source=x"/></outline>
<outline text="Inside" xmlUrl="http://192.168.1.1/feed"/><outline text="Script" xmlUrl="javascript:alert(1)"/>
<outline text="Folder only"/><outline text="Bare" xmlUrl=" https://bare.example/rss "/></body></opml>"""


def feed(url: str, title: str = "T") -> Feed:
    """Return a followed feed."""
    return Feed("f", url, title, title, NOW, homepage="https://home.example/")


def zipped(name: str, body: bytes) -> bytes:
    """Return an archive of one file."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED)  # no time of now: tests are named by it
    return made.getvalue()


def test_folders_are_flattened_and_addresses_sorted_out() -> None:
    """Nested feeds are found, the same address counts once, private and broken ones are named."""
    found = read_opml(NESTED)
    assert [(each.url, each.title, each.language) for each in found.feeds] == [
        ("https://gazette.example/feed", "The Gazette", "en"),
        ("https://bare.example/rss", "Bare", ""),
    ]
    assert found.bad == ("http://192.168.1.1/feed", "javascript:alert(1)")
    assert found.doubled == 1


@pytest.mark.parametrize(
    "body",
    [
        b"<OPML><body><OUTLINE XMLURL='https://a.example/f'/></body></OPML>",
        b"<opml><body><outline xmlurl='https://a.example/f'/></body></opml>",
        b"<opml xmlns='http://x'><body><outline xmlUrl='https://a.example/f'/></body></opml>",
    ],
)
def test_exporters_spell_as_they_like(body: bytes) -> None:
    """Letter case and namespaces do not hide a feed."""
    assert [each.url for each in read_opml(body.replace(b"OUTLINE", b"outline")).feeds] == ["https://a.example/f"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "Document is empty (line 1)."),
        (b"plain words", "(line 1)."),
        (b"<opml><body>\n<outline <>", "(line 2)."),
        (b"<html><body/></html>", "its outermost element is not <opml>."),
        (b"x" * (MOST_BYTES + 1), "larger than 5 MB"),
    ],
)
def test_what_is_no_list_is_refused_with_its_line(body: bytes, words: str) -> None:
    """A broken list is refused in one sentence that says where it breaks."""
    with pytest.raises(BadSetting) as caught:
        OpmlLists().read(body) if len(body) > MOST_BYTES else read_opml(body)
    assert words in str(caught.value)


def test_an_external_entity_reads_no_file(tmp_path: Path) -> None:
    """A list cannot make us read a file of the machine."""
    secret = tmp_path / "secret.txt"
    secret.write_text("https://secret.example/")
    body = f"""<!DOCTYPE o [<!ENTITY x SYSTEM "{secret.as_uri()}">]><opml><body>
    <outline text="t" xmlUrl="https://a.example/f">&x;</outline></body></opml>"""
    assert "secret" not in repr(read_opml(body.encode()))


def test_a_bomb_does_not_grow() -> None:
    """Entities that multiply stay the names that they are."""
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    body = f'<!DOCTYPE o [<!ENTITY e0 "lol">{entities}]><opml><body><outline text="&e9;" xmlUrl="&e9;"/></body></opml>'
    found = read_opml(body.encode())
    assert (found.feeds, found.bad) == ((), ("&e9;",))


def test_what_is_written_can_be_read() -> None:
    """Every feed of a list comes back with address and title, odd characters and all."""
    feeds = [feed("https://a.example/f?x=1&y=2", "A <b> “c” & d"), feed("https://b.example/f", "nul\x00 and \x1b bell")]
    body = OpmlLists().write(feeds, NOW)
    assert b"Fri, 13 Mar 2026 12:00:00 +0000" in body
    assert [(each.url, each.title) for each in OpmlLists().read(body).feeds] == [
        ("https://a.example/f?x=1&y=2", "A <b> “c” & d"),
        ("https://b.example/f", "nul and  bell"),
    ]


def test_the_lists_are_the_port() -> None:
    """OpmlLists has every method of the port."""
    port: FeedLists = OpmlLists()
    assert port.read(NESTED).bad


@given(st.text(max_size=60))
@settings(max_examples=80, deadline=None)
def test_any_title_can_be_written(title: str) -> None:
    """Whatever a feed is called, the list stays well-formed and keeps its address."""
    assert [each.url for each in read_opml(write_opml([feed("https://a.example/f", title)], NOW)).feeds] == [
        "https://a.example/f"
    ]


@given(st.binary(max_size=200))
@settings(max_examples=80, deadline=None)
def test_any_bytes_are_a_list_or_refused(body: bytes) -> None:
    """Whatever bytes come, the answer is a list or BadSetting."""
    with suppress(BadSetting):
        assert isinstance(read_opml(body), OpmlList)


@pytest.mark.parametrize(
    "body",
    [
        b'<opml><body>\n<outline xmlUrl="https://a.example/f?x=1&y=2"/></body></opml>',
        b'<opml><body><outline text="a&nbsp;b &eacute;" xmlUrl="https://a.example/f?x=1&amp;y=2"/></body></opml>',
        b'<opml><body><outline text="Tom & Co" xmlUrl="https://a.example/f?x=1&y=2&copy=3"/></body></opml>'.replace(
            b"&copy=3", b""
        ),
        b'\xef\xbb\xbf\n <?xml version="1.0"?><opml><body><outline xmlUrl="feed:https://a.example/f?x=1&y=2"/></body></opml>',
        gzip.compress(b'<opml><body><outline xmlUrl="https://a.example/f?x=1&amp;y=2"/></body></opml>', mtime=0),
        '<?xml version="1.0" encoding="utf-16"?><opml><body><outline xmlUrl="https://a.example/f?x=1&amp;y=2"/></body></opml>'.encode(
            "utf-16"
        ),
        b'[{"title": "A", "feed_url": "https://a.example/f?x=1&y=2"}]',
        b'{"folders": [{"feeds": [{"xmlUrl": "https://a.example/f?x=1&y=2"}]}]}',
        b'# mine\nhttps://a.example/f?x=1&y=2 news "~The A"\n"query:x:y"\n',
        b'title,url\n"A",https://a.example/f?x=1&y=2\n',
        b'<o:opml><body><outline xmlUrl="https://a.example/f?x=1&amp;y=2"/></body></o:opml>',
        b'<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A FEEDURL="https://a.example/f?x=1&amp;y=2">A</A></DL>',
        b'<opml><body><outline text="the "good" one" xmlUrl="https://a.example/f?x=1&amp;y=2"/></body></opml>',
        b'<opml><body><outline type="rss" text="A" url="https://a.example/f?x=1&amp;y=2"/></body></opml>',
        b'["https://a.example/f?x=1&y=2"]',
        b"- [The A](https://a.example/f?x=1&y=2)\n",
        zipped("export/list.opml", b'<opml><body><outline xmlUrl="https://a.example/f?x=1&amp;y=2"/></body></opml>'),
    ],
)
def test_lists_of_other_programs_are_read(body: bytes) -> None:
    """A bare &, names of HTML, other schemes, packed files, JSON, plain lines and bookmarks lose no feed."""
    assert [each.url for each in OpmlLists().read(body).feeds] == ["https://a.example/f?x=1&y=2"]


def test_what_is_broken_in_a_list_is_named_with_its_line() -> None:
    """The feeds before and behind a broken place are read, and the place is told."""
    body = b'<opml><body>\n<outline xmlUrl="https://a.example/1"/>\n<outline <>\n<outline xmlUrl="https://a.example/2"/>\n</body></opml>'
    found = OpmlLists().read(body)
    assert [each.url for each in found.feeds] == ["https://a.example/1", "https://a.example/2"]
    assert "line 3" in found.bad[-1]
    lines = OpmlLists().read(b"https://a.example/1\nnonsense " + b"x" * 500)
    assert lines.bad == (f"line 2: nonsense {'x' * 71}",)


@pytest.mark.parametrize(
    "body",
    [
        b"root:x:0:0:root:/root:/bin/bash\n" * 9,
        b'{"a": [1]}',
        b"<html><p>hi</p></html>",
        b"{",
        b"\x00",
        b"<rdf:RDF><channel/></rdf:RDF>",
        b"<opml: ><body/></opml: >",
        b"<!-- x --><?x y?>",
        b'<opml><body><outline text="https://a.example/f"/></body></opml>',
        zipped("notes.txt", b"https://a.example/f"),
        zipped("list.opml", b"<opml/>")[:60],
    ],
)
def test_what_is_no_list_is_said_in_one_sentence(body: bytes) -> None:
    """A wrong file is refused in a few words, whatever it holds."""
    with pytest.raises(BadSetting, match="That is no list of feeds") as refused:
        OpmlLists().read(body)
    assert len(str(refused.value)) < 200
