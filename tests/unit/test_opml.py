from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
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
        (b"<opml><body>\n<outline xmlUrl='https://a.example/f'>", "(line 2)."),
        (b"<html><body/></html>", "its outermost element is not <opml>."),
        (b"x" * (MOST_BYTES + 1), "larger than 5 MB"),
    ],
)
def test_what_is_no_list_is_refused_with_its_line(body: bytes, words: str) -> None:
    """A broken list is refused in one sentence that says where it breaks."""
    with pytest.raises(BadSetting) as caught:
        read_opml(body)
    assert words in str(caught.value)


def test_an_external_entity_reads_no_file(tmp_path: Path) -> None:
    """A list cannot make us read a file of the machine."""
    secret = tmp_path / "secret.txt"
    secret.write_text("https://secret.example/")
    body = f"""<!DOCTYPE o [<!ENTITY x SYSTEM "{secret.as_uri()}">]><opml><body>
    <outline text="t" xmlUrl="https://a.example/f">&x;</outline></body></opml>"""
    assert "secret" not in repr(read_opml(body.encode()))


def test_a_bomb_is_refused() -> None:
    """Entities that multiply end in a refusal, not in memory."""
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    body = f'<!DOCTYPE o [<!ENTITY e0 "lol">{entities}]><opml><body><outline text="&e9;" xmlUrl="&e9;"/></body></opml>'
    with pytest.raises(BadSetting):
        read_opml(body.encode())


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
