"""Whatever comes in, something of ours comes out: feeds, pages, lists, robots.txt and command lines.

The suite tries a few hundred of each; `make fuzz` tries twenty thousand (ONRECORD_FUZZ says how many).
"""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import wiring
from bot.commands.answering import Answering
from bot.commands.catalogue import COMMANDS
from bot.config import Settings
from bot.desk import Desk
from bot.due.polls import sensible
from bot.edges.platforms.console.draw import drawn
from bot.edges.web import feeds, pages
from bot.edges.web.opml import read_opml
from bot.edges.web.robots import Robots
from bot.errors import BadSetting, FetchError, OnRecordError
from bot.jobs import poll, record
from bot.ledger.identity import keys
from bot.model.ask import Asker
from bot.model.message import Message

TRIES = int(os.environ.get("ONRECORD_FUZZ", "150"))
ROOT = Path(os.environ.get("ONRECORD_EVAL") or Path(__file__).parents[3] / "shared" / "eval")
NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
LARGEST = 20_000  # bytes of a seed; the forgiving parser is slow
SEEDS = Path(__file__).parent / "seeds"
PIECES = (
    b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?", b"?>", b"&#0;", b"&#xffffff;", b"&nope;", b"<!DOCTYPE x [", b"\x00",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"http://[", b"xml:base='http://['", b"<item>", b"</item>",
    b"9" * 30, b"encoding='utf-16'", b"<entry>", b"{", b"}", b"[", b'"', b"\\u0000", b"xmlns=''", b"<media:group>",
    b"</channel>", b"encoding='utf-7'", b"<!ENTITY a 'b'>", b"&#55357;&#56832;", b"&#xd800;",
)  # fmt: skip
WORDS = st.one_of(
    st.sampled_from([*COMMANDS, *(sub for each in COMMANDS.values() for sub in each.subcommands)]),
    st.sampled_from(
        '" “ ” by: since: until: outlet: as: in:here only: page:-1 page:999999999999 2w 0d 9999y 24:61 -x +y = , | ; '
        "`$(x)` http://127.0.0.1/ http://[::1 https://g.example/1 ../../etc/passwd nato all 31.2. %s {} \\n".split()
    ),
    st.text(max_size=20),
)
bounded = settings(max_examples=TRIES, deadline=None, suppress_health_check=list(HealthCheck))


def corpus() -> list[bytes]:
    """Return what is mutated: the seeds, and the heads of real feeds where they are here."""
    real = sorted((ROOT / "feeds").glob("*.xml"))
    return [*(file.read_bytes() for file in sorted(SEEDS.iterdir())), *(file.read_bytes()[:LARGEST] for file in real)]


CORPUS = corpus()


def mutated(number: int) -> bytes:
    """Return a seed with one to eight changes, the same for the same number."""
    chance = random.Random(number)
    body = bytearray(chance.choice(CORPUS))
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(body) + 1)
        to = min(len(body), at + chance.randint(1, 200))
        change = chance.randrange(6)
        if change == 0:
            del body[at:to]
        elif change == 1:
            body[at:at] = chance.choice(PIECES)
        elif change == 2:
            body[at:to] = body[at:to] * chance.randint(2, 5)
        elif change == 3:
            body[at:to] = bytes(chance.randrange(256) for _ in range(to - at))
        elif change == 4:
            other = chance.choice(CORPUS)
            begin = chance.randrange(len(other))
            body[at:to] = other[begin : begin + 300]
        else:
            del body[at:]
    return bytes(body)


MUTANTS = st.integers(0, 2**40).map(mutated)
TYPES = st.sampled_from(["", "application/xml", "text/html; charset=utf-16", "text/xml; charset=nope", "\x00;charset="])


def one_line(error: OnRecordError) -> None:
    """Demand that an error is one printable sentence of bearable length."""
    assert str(error).isprintable()
    assert 0 < len(str(error)) < 300


@given(MUTANTS | st.binary(max_size=300), TYPES)
@bounded
def test_any_feed_is_entries_or_a_sentence(body: bytes, kind: str) -> None:
    """A feed gives entries that can be kept, or one sentence."""
    try:
        parsed = feeds.parse(body, kind, "f", "https://g.example/feed")
    except FetchError as error:
        one_line(error)
        return
    for each in parsed.entries:
        assert keys(sensible(each, NOW))
        assert each.url == "" or each.url.startswith(("http://", "https://"))


@given(MUTANTS | st.binary(max_size=300), TYPES)
@bounded
def test_any_page_is_text_or_a_sentence(body: bytes, kind: str) -> None:
    """A page gives text or one sentence."""
    try:
        assert isinstance(pages.read_page(body, "https://g.example/1", kind).text, str)
    except FetchError as error:
        one_line(error)


@given(MUTANTS | st.binary(max_size=300))
@bounded
def test_any_list_is_feeds_or_a_sentence(body: bytes) -> None:
    """A list of feeds gives addresses on the public web or one sentence."""
    try:
        assert all(each.url.startswith(("http", "HTTP")) for each in read_opml(body).feeds)
    except BadSetting as error:
        one_line(error)


@given(MUTANTS | st.binary(max_size=300), st.text(max_size=30))
@bounded
def test_any_robots_txt_is_yes_or_no(body: bytes, path: str) -> None:
    """Rules that are none forbid nothing or something, and never fail otherwise."""
    with suppress(FetchError):
        assert Robots(lambda _: body).require(f"https://g.example/{path}") >= 0


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Hold the newswire's desk, with no way to any name server."""
    settings = Settings(database=str(tmp_path_factory.mktemp("fuzz") / "ledger.db"), zone="UTC")
    with wiring.demo_desk(settings) as opened, pytest.MonkeyPatch().context() as patched:
        poll.poll_all(opened, opened.store.feeds())
        record.record_pending(opened)
        patched.setattr(socket, "getaddrinfo", nowhere)
        yield opened


def nowhere(*_: object, **__: object) -> None:
    """Know no name."""
    raise socket.gaierror(socket.EAI_NONAME, "no network in tests")


@given(st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=80))
@bounded
def test_any_line_is_answered(desk: Desk, line: str) -> None:
    """Whatever is typed, an answer comes that can be drawn, and it is never our fault."""
    for message in (Answering(desk).line(line, Asker()), Answering(desk).words(line, Asker())[1]):
        assert isinstance(message, Message)
        assert "it is not your fault" not in drawn(message)
