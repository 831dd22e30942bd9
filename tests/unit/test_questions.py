from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.grammar import parse
from bot.commands.questions import understood
from bot.commands.spoken import timed

KNOWN = {"nato", "merz", "friedrich merz", "tariffs", "zölle", "vance", "ukraine", "tax reform", "nordic defence pact"}


def known(name: str) -> bool:
    """Know a few names."""
    return name.casefold() in KNOWN


def asked(words: str, before: str = "") -> str:
    """Return the line that words stand for."""
    return understood(words, known=known, before=before).line


TALK = (
    ("who-said nato by:Vance", "who-said nato by:Vance"),
    ("/who-said nato", "who-said nato"),
    ("digest status", "digest status"),
    ("help", "onrecord help"),
    ("", "onrecord help"),
    (" ? ", "onrecord help"),
    ("Hilfe", "onrecord help"),
    ("https://euronews.example/a", "summarize https://euronews.example/a"),
    ("what does <https://a.example/x|a.example> say?", "summarize https://a.example/x"),
    (
        "read https://a.example/1, https://a.example/2 and https://a.example/1.",
        "summarize https://a.example/1 https://a.example/2",
    ),
    ("what did Merz say about tariffs?", "position Merz on tariffs"),
    ("What has Friedrich Merz said on the tax reform?", "position Friedrich Merz on tax reform"),
    ("did Vance flip-flop on Nato?", 'changes Nato by:"Vance"'),
    ("why did Vance change his mind about Nato?", 'changes Nato by:"Vance"'),
    ("has Vance walked back his remarks on Nato?", 'changes Nato by:"Vance"'),
    ("what does Vance think about Nato", "position Vance on Nato"),
    ("what did Merz say about tariffs last week?", "position Merz on tariffs since:7d"),
    ("what did Merz say about tariffs since Monday?", "position Merz on tariffs since:Monday"),
    ("what did Merz say on tariffs in the last 3 days", "position Merz on tariffs since:3d"),
    ("where does Vance stand on Ukraine?", "position Vance on Ukraine"),
    ("Was hat Merz zu Zöllen gesagt?", "position Merz on Zöllen"),
    ("was sagt Merz über Zölle?", "position Merz on Zölle"),
    ("was hat Merz über Zölle gesagt seit Montag?", "position Merz on Zölle since:Montag"),
    ("what did Vance say?", 'who-said by:"Vance"'),
    ("what did Vance say yesterday?", 'who-said by:"Vance" since:yesterday'),
    ("was hat Merz gesagt", 'who-said by:"Merz"'),
    ('who said "tools of leverage"?', 'onrecord check "tools of leverage"'),
    ("who said “tools of leverage”?", 'onrecord check "tools of leverage"'),
    ("Who mentioned „Werkzeuge des Drucks“?", 'onrecord check "Werkzeuge des Drucks"'),
    ("wer hat „nie wieder“ gesagt?", 'onrecord check "nie wieder"'),
    ("who said anything about nato?", "who-said nato"),
    ("who talked about the tax reform this month?", "who-said tax reform since:1m"),
    ("who spoke on Ukraine today?", "who-said Ukraine since:today"),
    ("wer hat etwas zu Zöllen gesagt?", "who-said Zöllen"),
    ("wer hat über Nato gesprochen?", "who-said Nato"),
    ("wer hat letzte Woche über Nato gesprochen?", "who-said Nato since:7d"),
    ("did Merz change his mind on tariffs?", 'changes tariffs by:"Merz"'),
    ("has Vance walked back his position about Ukraine?", 'changes Ukraine by:"Vance"'),
    ("has Vance softened?", 'changes by:"Vance"'),
    ("hat Merz seine Meinung zu Zöllen geändert?", 'changes Zöllen by:"Merz"'),
    ("what changed?", "changes"),
    ("what changed since Monday?", "changes since:Monday"),
    ("what's new on nato?", "brief nato"),
    ("was hat sich geändert?", "changes"),
    ("brief me", "brief"),
    ("brief me on nato", "brief nato"),
    ("please brief me up on the tax reform", "brief tax reform"),
    ("catch me up", "brief"),
    ("catch me up on Ukraine, please", "brief Ukraine"),
    ("was ist neu?", "brief"),
    ("was ist neu zu Nato?", "brief Nato"),
    ("brief nato since:2d", "brief nato since:2d"),
    ("who is Friedrich Merz?", "speaker Friedrich Merz"),
    ("wer ist Merz?", "speaker Merz"),
    ("what do you know about Vance?", "speaker Vance"),
    ("anything from Friedrich Merz?", 'who-said "Friedrich Merz"'),
    ("nato", 'who-said "nato"'),
    ("tell me something of the nordic defence pact now", 'who-said "nordic defence pact"'),
    ("hello there", ""),
    ("how are you?", ""),
    ("tell me when Merz says something about tariffs", "watch Merz on tariffs"),
    ("follow Nato", "watch Nato"),
    ("tell me when somebody talks about Nato", "watch Nato"),
    ("tell me when Merz speaks of Zimbabwe", "watch Merz on Zimbabwe"),
)


@pytest.mark.parametrize(("words", "line"), TALK)
def test_a_question_stands_for_a_line(words: str, line: str) -> None:
    """Each question, English or German, is read as the command line that answers it."""
    assert asked(words) == line


@pytest.mark.parametrize(
    ("words", "before", "line"),
    [
        ("and on NATO?", 'who-said tariffs by:"Merz"', 'who-said NATO by:"Merz"'),
        ("und zu Zöllen?", 'who-said Nato by:"Merz"', 'who-said Zöllen by:"Merz"'),
        ("and Vance?", 'who-said tariffs by:"Merz"', 'who-said tariffs by:"Vance"'),
        ("what about Ukraine", "who-said nato", "who-said Ukraine"),
        ("and on NATO?", "", 'who-said "NATO"'),
        ("and on Zimbabwe?", "", ""),
        ("and on NATO?", "position Merz on tariffs", "position Merz on NATO"),
        ("and Vance?", "position Merz on tariffs since:7d", "position Vance on tariffs"),
    ],
)
def test_a_follow_up_inherits(words: str, before: str, line: str) -> None:
    """A short question in a thread takes speaker or topic from the one before, and nothing without one."""
    assert asked(words, before) == line


def test_typed_lines_are_told_from_read_ones() -> None:
    """A line that begins with a command is the person's own; any other was read."""
    assert understood("who-said nato", known=known).typed
    assert not understood("who said something about nato", known=known).typed


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("over the last 12 months", "12m"),
        ("in den letzten 3 Tagen", "3d"),
        ("der letzten 2 Wochen", "2w"),
        ("since 2025-02-01", "2025-02-01"),
        ("diese Woche", "7d"),
        ("last year", "1y"),
        ("gestern", "yesterday"),
        ("soon", ""),
    ],
)
def test_times_in_words_become_keys(text: str, since: str) -> None:
    """Words for a time become a value that since: takes."""
    assert timed(text)[1] == since
    assert not since or parse(f"who-said nato since:{since}").one("since") == since


@given(st.text(max_size=300))
def test_any_words_give_a_line_that_parses(words: str) -> None:
    """Whatever is asked, the line is empty or one that the grammar takes."""
    line = understood(words, known=lambda _: True, before="who-said nato by:Merz").line
    assert not line or parse(line)


@pytest.mark.parametrize(
    "words", ["what did " * 2000, "who said " + "\x00" * 9000, '"' * 9000, "a " * 5000, "https://" * 2000]
)
def test_long_and_odd_words_are_answered_at_once(words: str) -> None:
    """A question of thousands of characters is read within a second."""
    started = time.monotonic()
    asked(words)
    assert time.monotonic() - started < 1
