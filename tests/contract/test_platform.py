"""What every platform must do, on each of them."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.briefing.blocks import quotation
from bot.edges.platforms.console import ConsolePlatform
from bot.model.briefing import Channel
from bot.model.message import Actions, Button, Context, Divider, Header, Message, Section
from bot.model.news import Article, Publication, digest_of
from bot.ports import Platform
from bot.reading.read import read

NOW = datetime(2025, 2, 14, 9, tzinfo=UTC)
CHANNEL = Channel("console:desk", "console", "desk", "Europe/Berlin")
TEXT = (
    "Ana Kovač, the finance minister, told reporters she doesn’t believe the plan “is ready for a vote” this year.\n\n"
    "“There are two roads, and both are closed,” Kovač said on Thursday."
)
HOSTILE = "<!channel> @everyone \x1b[31mred\x1b[0m \x1b]0;title\x07 nul\x00 bell\x07 \u202eevil\u202c \x9b2J end"


@dataclass
class Stage:
    """Hold a platform and how to see what it showed."""

    platform: Platform
    shown: Callable[[], str]
    again: Callable[[], Platform]  # the same platform after a restart


@pytest.fixture(params=["console"])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Stage:
    assert request.param == "console"
    out = io.StringIO()
    return Stage(ConsolePlatform(tmp_path, out), out.getvalue, lambda: ConsolePlatform(tmp_path, out))


def article(text: str, outlet: str = "The Harbour Post") -> Article:
    page = digest_of("page", text)
    publication = Publication(
        digest_of(page, text),
        page,
        "https://news.example/a?b=1",
        "Two roads",
        outlet,
        NOW,
        published_on=date(2025, 2, 14),
    )
    return Article(publication, text)


def telling(text: str = TEXT, outlet: str = "The Harbour Post") -> Message:
    quotes = [quotation(quote, name_from=0.5) for quote in read(article(text, outlet)).quotes]
    buttons = Actions((Button("Older", "who-said plan page:2", key="o"), Button("Site", url="https://news.example")))
    small = Message((Context("more below"), *quotes))
    return Message(
        (Header("Who said · plan"), Section("A headline", "https://news.example/a"), Divider(), *quotes, buttons),
        reply=small,
    )


def flat(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


def test_a_post_is_found_by_its_key(stage: Stage) -> None:
    """What was posted under a key is found under it, by the name that posting gave, also after a restart."""
    name = stage.platform.post(CHANNEL, telling(), "console:desk|2025-02-14|08:00")
    assert stage.platform.find(CHANNEL, "console:desk|2025-02-14|08:00") == name
    assert stage.again().find(CHANNEL, "console:desk|2025-02-14|08:00") == name


def test_a_key_never_posted_is_surely_absent(stage: Stage) -> None:
    """A key that nobody posted is None before and after other posts, in this and in other channels."""
    assert stage.platform.find(CHANNEL, "a") is None
    stage.platform.post(CHANNEL, telling(), "a|1")
    assert stage.platform.find(CHANNEL, "a") is None
    assert stage.platform.find(CHANNEL, "a-1") is None
    assert stage.platform.find(Channel("console", "console", "console"), "a|1") is None


def test_a_key_posted_twice_shows_once(stage: Stage) -> None:
    """The second post under a key shows nothing and returns the first one's name, also after a restart."""
    first = stage.platform.post(CHANNEL, telling(), "key")
    shown = stage.shown()
    assert stage.platform.post(CHANNEL, Message((Section("other"),)), "key") == first
    assert stage.again().post(CHANNEL, Message((Section("other"),)), "key") == first
    assert stage.shown() == shown


def test_every_quote_is_shown_whole_and_with_its_carrier(stage: Stage) -> None:
    """Each quote of a post and its thread appears word for word, a part-quote inside the sentence that carries it."""
    message = telling()
    assert len(message.quotes) == 4
    stage.platform.post(CHANNEL, message, "key")
    shown = flat(stage.shown())
    assert shown.count("she doesn’t believe the plan “is ready for a vote” this year.") == 2
    assert shown.count("There are two roads, and both are closed") == 2
    assert "Ana Kovač, the finance minister" in shown


def test_every_block_is_shown(stage: Stage) -> None:
    """Header, section with its address, context and buttons all reach the reader."""
    stage.platform.post(CHANNEL, telling(), "key")
    shown = flat(stage.shown())
    for part in (
        "Who said · plan",
        "A headline",
        "https://news.example/a",
        "more below",
        "Older: who-said plan page:2",
    ):
        assert part in shown


def test_hostile_text_is_harmless(stage: Stage) -> None:
    """Escapes, control characters and overrides from feeds, names and titles never reach the terminal."""
    text = f"“We {HOSTILE} shall not pay for this road,” said Ana Kovač, the {HOSTILE} minister."
    quotes = telling(text, HOSTILE)
    message = Message(
        (Header(HOSTILE), Section(HOSTILE, f"https://x.example/{HOSTILE}"), Context(HOSTILE), *quotes.blocks)
    )
    stage.platform.post(CHANNEL, message, HOSTILE)
    shown = stage.shown()
    bad = {each for each in shown if unicodedata.category(each) in {"Cc", "Cs"} and each != "\n"}
    assert bad == set()
    assert not re.search("[\u202a-\u202e\u2066\u2067\u200e\u200f]", shown)
    assert "shall not pay for this road" in flat(shown)


def test_names_from_right_to_left_are_isolated(stage: Stage) -> None:
    """A name in Hebrew or Arabic stands between isolates, so that the rest of its line keeps its order."""
    stage.platform.post(
        CHANNEL, Message((*telling("“We are open to every offer,” said Mayor דוד כהן.", "الصحيفة").blocks,)), "key"
    )
    shown = stage.shown()
    assert shown.count("\u2068") == shown.count("\u2069")
    assert "We are open to every offer" in flat(shown)


@pytest.mark.parametrize("key", ["../../etc/passwd", "a/b", "", ".", "x" * 5000, "ключ", "\x00", "CON"])
def test_any_key_is_a_good_key(stage: Stage, key: str) -> None:
    """A key that is no file name, or far too long for one, is kept and found like any other."""
    name = stage.platform.post(CHANNEL, telling(), key)
    assert stage.platform.find(CHANNEL, key) == name
