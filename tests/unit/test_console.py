"""How the console draws: layout, width, letters, styles, files."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.briefing.blocks import quotation
from bot.edges.platforms.console.draw import as_json, draw, drawn, keyed
from bot.edges.platforms.console.posting import ConsolePlatform
from bot.edges.platforms.console.prompt import offered, saved
from bot.edges.platforms.console.terminal import PLAIN, Style, style_of, wrapped
from bot.edges.platforms.kit.foreign import clean, isolated, scrubbed
from bot.errors import Unclear, Unreachable, UserError
from bot.model.ask import Command
from bot.model.briefing import Channel
from bot.model.message import Actions, Block, Button, Context, Divider, File, Header, Message, Section
from bot.model.news import Article, Publication, digest_of
from bot.reading.read import read

NOW = datetime(2025, 2, 14, 9, tzinfo=UTC)
CHANNEL = Channel("console", "console", "console")
TEXT = (
    "Ana Kovač, the finance minister, told reporters she doesn’t believe the plan “is ready for a vote” this year.\n\n"
    "“There are two roads, and both of them have been closed since the beginning of the long and hard winter,” "
    "Kovač said on Thursday."
)


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def message(text: str = TEXT, *more: Block) -> Message:
    """Return an answer with the quotes of a text."""
    here = Publication(
        digest_of(text),
        digest_of("p", text),
        "https://news.example/a",
        "Two roads",
        "The Post",
        NOW,
        None,
        date(2025, 2, 14),
    )
    quotes = [quotation(each, name_from=0.5, today=date(2025, 2, 14)) for each in read(Article(here, text)).quotes]
    return Message((Header("who-said plan · last 30 days"), *quotes, *more))


def test_quotes_are_numbered_barred_and_sourced() -> None:
    """A quote has its number and name, its words behind a bar, and its outlet with the whole address below."""
    said = draw(message(), 60, PLAIN)
    assert said.splitlines() == [
        "who-said plan · last 30 days",
        "",
        " 1 Ana Kovač, finance minister · reported 14 Feb · to",
        "   reporters",
        "   │ Ana Kovač, the finance minister, told reporters she",
        "   │ doesn’t believe the plan “is ready for a vote” this",
        "   │ year.",
        "   The Post · part-quote  https://news.example/a",
        "",
        " 2 Ana Kovač, finance minister · said Thu 13 Feb",
        "   │ “There are two roads, and both of them have been closed",
        "   │ since the beginning of the long and hard winter”",
        "   The Post  https://news.example/a",
    ]


def test_the_quoted_words_of_a_sentence_are_bold_on_a_terminal() -> None:
    """Names and the quoted part of a sentence are bold where that can be shown, also over the end of a line."""
    said = draw(message(), 60, Style(bold=True))
    assert " 1 \x1b[1mAna Kovač\x1b[22m, finance minister" in said
    assert "“\x1b[1mis ready for a vote\x1b[22m” this" in said
    narrow = draw(message(), 30, Style(bold=True)).splitlines()
    assert "   │ \x1b[1mvote\x1b[22m” this year." in narrow
    assert all(line.count("\x1b[1m") == line.count("\x1b[22m") for line in narrow)


def test_addresses_are_links_where_the_terminal_can() -> None:
    """A source is an OSC 8 link on a terminal that can do it, and plain text elsewhere."""
    assert "\x1b]8;;https://news.example/a\x1b\\https://news.example/a\x1b]8;;\x1b\\" in draw(
        message(), 88, Style(links=True)
    )
    assert "\x1b" not in draw(message(), 88, PLAIN)


def test_only_the_web_is_linked() -> None:
    """An address of another scheme stays text, even on a terminal that can do links."""
    said = draw(Message((Section("x", "javascript:alert(1)"),)), 88, Style(links=True))
    assert "\x1b]8" not in said


def test_what_a_stream_can_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bold needs a terminal without NO_COLOR, links need a terminal, a dumb one gets neither."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert style_of(Screen()) == Style(bold=True, links=True)
    assert style_of(io.StringIO()) == PLAIN
    monkeypatch.setenv("NO_COLOR", "1")
    assert style_of(Screen()) == Style(bold=False, links=True)
    monkeypatch.setenv("TERM", "dumb")
    assert style_of(Screen()) == PLAIN


def test_buttons_are_lines_to_type_or_letters_to_press() -> None:
    """Outside a prompt a button is its command line; at a prompt it is a letter, and none is given twice."""
    buttons = (
        Button("Older", "who-said plan page:2", key="o"),
        Button("Open source", url="https://news.example/a"),
        Button("Okay then", "brief"),
        Button("Show in context", "context 1", key="c"),
    )
    plain = draw(message(TEXT, Actions(buttons)), 88, PLAIN)
    assert "Older: who-said plan page:2" in plain
    assert "Open source: https://news.example/a" in plain
    letters = draw(message(TEXT, Actions(buttons)), 88, Style(letters=True))
    assert letters.splitlines()[-1] == "o older · k okay then · c N context · s N source · q quit"
    assert {letter: button.label for letter, button in keyed(buttons).items()} == {"o": "Older", "k": "Okay then"}


def test_thirty_buttons_never_share_a_letter() -> None:
    """However many buttons there are, a letter presses one; those for which none is left can still be typed."""
    found = keyed([Button("aaa", f"brief {number}") for number in range(30)])
    assert len(found) == 23
    assert not found.keys() & {"c", "s", "q"}


def test_the_thread_follows_after_a_line_and_numbers_go_on() -> None:
    """The thread of a post is printed below it, its quotes numbered on, its buttons with those of the post."""
    whole = Message((*message().blocks, Actions((Button("A", "brief"),))), reply=message())
    said = draw(whole, 88, PLAIN)
    assert [line[:2].strip() for line in said.splitlines() if line[:2].strip().isdigit()] == ["1", "2", "3", "4"]
    assert "─" * 40 in said
    assert said.endswith("A: brief")


LETTERS = st.text(
    st.sampled_from("ab \n“”é語字한🎉\u0301\u200dא\u05d0ש<&*_\x1b\x00\x9b\u202e\u2066\ud800"), max_size=80
)


@settings(max_examples=150, deadline=None)
@given(LETTERS, st.integers(20, 88))
def test_no_line_is_wider_than_the_screen(text: str, width: int) -> None:
    """Whatever the text, wide characters and accents included, no line passes the width and nothing steers."""
    blocks = (Header(text), Section(text, bold=True), Context(text), Divider())
    for line in draw(Message(blocks), width, PLAIN).splitlines():
        assert cell_len(line) <= width
        assert not any(unicodedata.category(each) in {"Cc", "Cs"} for each in line)


@settings(max_examples=150, deadline=None)
@given(LETTERS, st.integers(8, 60))
def test_wrapping_loses_and_adds_no_character(text: str, width: int) -> None:
    """The lines of a wrapped text hold its characters in order: only spaces go."""
    plain = scrubbed(text)
    assert "".join("".join(wrapped(plain, width)).split()) == "".join(plain.split())


def test_an_address_is_never_broken() -> None:
    """An address longer than the line stays whole, so that it can be copied."""
    url = f"https://news.example/{'long/' * 40}"
    assert f"   {url}" in draw(Message((Section("Title", url),)), 40, PLAIN).splitlines()


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred", "red"),
        ("\x9d0;title\x9cafter", "after"),
        ("\x1bPq#0\x1b\\after", "after"),
        ("a\x08b\x00c\x7f", "abc"),
        ("\u202eevil\u202c", "evil"),
        ("\u2066a\u2069\u200e\u200f", "a"),
        ("tag\U000e0041", "tag"),
        ("two\nlines\r\nhere\u2028now", "two lines here now"),
        ("\x1b", ""),
        ("\ud800x", "x"),
        ("family 👩\u200d👧", "family 👩\u200d👧"),
    ],
)
def test_foreign_text_cannot_steer(hostile: str, harmless: str) -> None:
    """Escapes, controls, overrides and tags are taken out; what people read stays."""
    assert clean(hostile) == harmless


def test_only_text_from_right_to_left_is_isolated() -> None:
    """Hebrew and Arabic stand between isolates; Latin text is left alone."""
    assert isolated("דוד") == "\u2068דוד\u2069"
    assert isolated("Ana Kovač") == "Ana Kovač"


def test_a_file_is_printed_as_it_is_when_nobody_looks_on() -> None:
    """Redirected, an export is the file and nothing else; on a terminal the answer stands before it, made harmless."""
    export = Message((Section("2 quotes in the file."),), file=File("a.csv", "text/csv", b"a,b\n1,\x1b[2J\n"))
    assert drawn(export, io.StringIO()) == "a,b\n1,\x1b[2J"
    screen = drawn(export, Screen())
    assert screen.startswith("2 quotes in the file.")
    assert screen.endswith("a,b\n1,")


def test_json_holds_every_quote_as_a_record() -> None:
    """As JSON an answer holds its text and each quote with its exact words and what carries them."""
    answer = json.loads(as_json(message()))
    assert answer["quotes"][0]["quote"] == "is ready for a vote"
    assert "doesn’t believe" in answer["quotes"][0]["display"]
    assert answer["empty"] is False
    assert "who-said plan" in answer["text"]


def test_a_post_stands_in_its_folder(tmp_path: Path) -> None:
    """A post is a file with its text in the folder of its channel, and nothing else lies there."""
    ConsolePlatform(tmp_path, io.StringIO()).post(CHANNEL, message(), "console|2025-02-14|08:00")
    (folder,) = tmp_path.iterdir()
    (file,) = folder.iterdir()
    assert folder.name == "console"
    assert file.name.startswith("console-2025-02-14-08-00-")
    assert "“There are two roads, and both of them have been closed" in file.read_text(encoding="utf-8")


def test_a_post_that_nobody_can_see_still_stands(tmp_path: Path) -> None:
    """When the screen is gone after the file was written, the post counts as posted."""
    closed = io.StringIO()
    closed.close()
    platform = ConsolePlatform(tmp_path, closed)
    assert platform.post(CHANNEL, message(), "key") == platform.find(CHANNEL, "key", NOW)


def test_a_folder_that_cannot_be_written_is_unreachable(tmp_path: Path) -> None:
    """Where no file can be kept, posting says so, and looking says that there is none or that it cannot tell."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    platform = ConsolePlatform(blocked, io.StringIO())
    with pytest.raises(Unreachable, match="cannot be kept in"):
        platform.post(CHANNEL, message(), "key")
    assert platform.find(CHANNEL, "key", NOW) is None
    looping = tmp_path / "loop"
    looping.symlink_to(looping)
    with pytest.raises(Unclear):
        ConsolePlatform(looping, io.StringIO()).find(CHANNEL, "key", NOW)


def test_of_many_processes_one_posts(tmp_path: Path) -> None:
    """Of several processes that post one key at the same time exactly one prints, and the file is whole."""
    program = (
        "import sys; from pathlib import Path\n"
        "from bot.edges.platforms.console.posting import ConsolePlatform\n"
        "from bot.model.briefing import Channel; from bot.model.message import Message, Section\n"
        "platform = ConsolePlatform(Path(sys.argv[1]), sys.stdout)\n"
        "sys.stdin.readline()\n"
        "platform.post(Channel('console', 'console', 'console'), Message((Section('told ' * 2000),)), 'key')\n"
    )
    words = [sys.executable, "-c", program, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen(words, env={**os.environ, "PYTHONPATH": str(Path.cwd())}, **pipes) for _ in range(4)]  # type: ignore[call-overload]
    printed = [each.communicate("\n")[0] for each in running]
    assert sorted(bool(each) for each in printed) == [False, False, False, True]
    (file,) = (tmp_path / "console").iterdir()
    assert file.read_text(encoding="utf-8").split().count("told") == 2000


def test_saving_never_overwrites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is saved at the prompt takes a new name when its own is taken, and never leaves the folder."""
    monkeypatch.chdir(tmp_path)
    assert saved("a.csv", b"1").name == "a.csv"
    assert saved("a.csv", b"2").name == "a-2.csv"
    assert (tmp_path / "a.csv").read_bytes() == b"1"
    assert saved("../../etc/x", b"3").parent == Path()
    assert len(list(tmp_path.iterdir())) == 3


COMMANDS = (Command("who-said", "", ""), Command("digest", "", "", subcommands=("status", "now", "preview")))


def test_tab_offers_commands_and_subcommands(tmp_path: Path) -> None:
    """At the beginning Tab offers commands, slash or not, and after one that has any its subcommands."""
    from bot.edges.stores.sql import SqlStore

    store = SqlStore(str(tmp_path / "ledger.db"))
    store.migrate()
    try:
        assert offered("wh", store, COMMANDS) == (0, ["who-said"])
        assert offered("/di", store, COMMANDS) == (1, ["digest"])
        assert offered("digest n", store, COMMANDS) == (7, ["now"])
        assert offered("who-said si", store, COMMANDS) == (9, ["since:"])
        assert offered("who-said nato by:V", store, COMMANDS) == (14, [])
    finally:
        store.close()


def test_a_closed_ledger_offers_nothing(tmp_path: Path) -> None:
    """Tab at a prompt whose ledger cannot be read offers nothing and breaks nothing."""
    from bot.edges.stores.sql import SqlStore

    (tmp_path / "ledger.db").write_text("no database")
    store = SqlStore(str(tmp_path / "ledger.db"))
    try:
        assert offered("who-said V", store, COMMANDS) == (9, [])
    finally:
        store.close()


def test_a_number_beyond_the_quotes_is_refused() -> None:
    """`c 9` of an answer with two quotes says which numbers there are."""
    from bot.edges.platforms.console.prompt import numbered

    with pytest.raises(UserError, match="holds 1 to 2"):
        numbered(message(), 9)
