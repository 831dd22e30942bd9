from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.catalogue import DESK
from bot.commands.grammar import line_of, normalised, parse
from bot.errors import UnknownCommand, UserError

LINES: tuple[tuple[str, str, str, dict[str, tuple[str, ...]]], ...] = (
    ("who-said nato", "who-said", "nato", {}),
    ("/who-said nato", "who-said", "nato", {}),
    ("/or-who-said nato", "who-said", "nato", {}),
    ("or-brief", "brief", "", {}),
    ("WHO-SAID NATO", "who-said", "NATO", {}),
    ("  who-said   nato  ", "who-said", "nato", {}),
    ("who-said\u00a0nato", "who-said", "nato", {}),
    ("who-said nato by:Vance", "who-said", "nato", {"by": ("Vance",)}),
    ("who-said by:Vance nato", "who-said", "nato", {"by": ("Vance",)}),
    ("who-said nato by: Vance", "who-said", "nato", {"by": ("Vance",)}),
    ("who-said nato BY:Vance", "who-said", "nato", {"by": ("Vance",)}),
    ("who-said nato By: Vance SINCE:7d", "who-said", "nato", {"by": ("Vance",), "since": ("7d",)}),
    ('who-said nato by:"J.D. Vance"', "who-said", "nato", {"by": ("J.D. Vance",)}),
    ("who-said nato by:“J.D. Vance”", "who-said", "nato", {"by": ("J.D. Vance",)}),
    ("who-said nato by:„Friedrich Merz“", "who-said", "nato", {"by": ("Friedrich Merz",)}),
    ("who-said nato by:«Emmanuel Macron»", "who-said", "nato", {"by": ("Emmanuel Macron",)}),
    ('who-said nato by: "J.D. Vance" since:7d', "who-said", "nato", {"by": ("J.D. Vance",), "since": ("7d",)}),
    ("who-said nato by:Vance by:Hegseth", "who-said", "nato", {"by": ("Vance", "Hegseth")}),
    (
        "who-said nato von:Merz seit:7d bis:gestern",
        "who-said",
        "nato",
        {"by": ("Merz",), "since": ("7d",), "until": ("gestern",)},
    ),
    ('who-said "war crimes"', "who-said", "war crimes", {}),
    ("who-said “war crimes” ukraine", "who-said", "war crimes ukraine", {}),
    ("who-said war “crimes", "who-said", "war crimes", {}),
    ("who-said Trump’s tariffs", "who-said", "Trump’s tariffs", {}),
    ("who-said cafe\u0301", "who-said", "café", {}),
    ('who-said "by:Vance"', "who-said", "by:Vance", {}),
    ("summarize https://example.org/a?b=c:d", "summarize", "https://example.org/a?b=c:d", {}),
    ("summarize <https://example.org/x|example.org/x>", "summarize", "https://example.org/x", {}),
    ("summarize <https://example.org/x>", "summarize", "https://example.org/x", {}),
    ("summarize <https://example.org/?a=1&amp;b=2>", "summarize", "https://example.org/?a=1&b=2", {}),
    ("summarize http://a.org http://b.org", "summarize", "http://a.org http://b.org", {}),
    ("who-said AT&amp;T", "who-said", "AT&T", {}),
    ("who-said profit &lt;10%", "who-said", "profit <10%", {}),
    ("who-said nato outlet:euronews page:2", "who-said", "nato", {"outlet": ("euronews",), "page": ("2",)}),
    ("who-said nato page:2 outlet:https://x.org", "who-said", "nato", {"page": ("2",), "outlet": ("https://x.org",)}),
    ("digest at 08:00 weekdays Europe/Berlin", "digest", "at 08:00 weekdays Europe/Berlin", {}),
    ("digest topics +nato -climate", "digest", "topics +nato -climate", {}),
    ("digest pause until:friday", "digest", "pause", {"until": ("friday",)}),
    ("feeds add example.org in:#desk", "feeds", "add example.org", {"in": ("#desk",)}),
    ("export nato as:csv", "export", "nato", {"as": ("csv",)}),
    ('onrecord check "tools of leverage"', "onrecord", 'check "tools of leverage"', {}),
    ("help", "onrecord", "help", {}),
    ("?", "onrecord", "help", {}),
    ("/help digest", "onrecord", "help digest", {}),
    ("brief", "brief", "", {}),
    ("who-said 10:30 alarm", "who-said", "10:30 alarm", {}),
    ("who-said \u202egnp.exe\u0000\u001b[31m", "who-said", "gnp.exe[31m", {}),
)


@pytest.mark.parametrize(("line", "command", "text", "keys"), LINES, ids=[row[0][:40] for row in LINES])
def test_lines_are_read(line: str, command: str, text: str, keys: dict[str, tuple[str, ...]]) -> None:
    """Each line of the table asks what the table says, whatever the spelling."""
    ask = parse(line)
    assert (ask.command, ask.text, dict(ask.keys)) == (command, text, keys)


@pytest.mark.parametrize("row", LINES, ids=[row[0][:40] for row in LINES])
def test_printed_lines_parse_the_same(row: tuple[str, str, str, dict[str, tuple[str, ...]]]) -> None:
    """The line that an ask holds asks the same again."""
    ask = parse(row[0])
    assert parse(ask.line) == ask


def test_an_unknown_key_stays_text_and_is_named() -> None:
    """`bye:Vance` is searched for as it stands, and the ask says that nobody knows the key."""
    ask = parse("who-said nato bye:Vance")
    assert (ask.text, ask.unknown) == ("nato bye:Vance", ("bye",))


def test_an_address_is_never_a_key() -> None:
    """The colon of `https://` makes no key, known or not."""
    assert parse("summarize https://x.org/by:a").unknown == ()


@pytest.mark.parametrize("line", ["who-said nato by:", "who-said nato by: since:7d", 'who-said nato by:""'])
def test_a_key_without_a_value_is_an_error_with_an_example(line: str) -> None:
    """`by:` with nothing behind it says what to type instead."""
    with pytest.raises(UserError, match=r"by: needs a value\. Example: who-said nato by:Vance"):
        parse(line)


@pytest.mark.parametrize(
    ("line", "near"), [("who-sad nato", "who-said"), ("summarise x", "summarize"), ("feed", "feeds")]
)
def test_an_unknown_command_names_the_nearest(line: str, near: str) -> None:
    """A mistyped command is answered with what looks most like it; what looks like none names none."""
    with pytest.raises(UnknownCommand, match=rf"Did you mean {near}\? Type help") as caught:
        parse(line)
    assert caught.value.suggestions[0] == near
    with pytest.raises(UnknownCommand, match=r"There is no command “hello”\. Type help"):
        parse("hello")


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("who-said greenland since January", "who-said greenland since:January"),
        ("who-said greenland since January 2026", 'who-said greenland since:"January 2026"'),
        ("position Macron on Nato since last week", "position Macron on Nato since:7d"),
        ("who-said nato since the war began", "who-said nato since the war began"),
        ('who-said "waited since January"', 'who-said "waited" "since" "January"'),
        ("onrecord check we have waited since January", "onrecord check we have waited since January"),
    ],
)
def test_since_is_understood_without_its_colon(typed: str, line: str) -> None:
    """“since January” at a look-up is a time; other words, exact words and other commands keep it as it is."""
    assert parse(typed).line == line
    assert parse(parse(typed).line) == parse(typed)


@pytest.mark.parametrize("line", ["", "   ", "/", "\u200b", '""'])
def test_an_empty_line_lists_the_commands(line: str) -> None:
    """A line with nothing in it is answered with what can be typed."""
    with pytest.raises(UnknownCommand, match="who-said, position, changes, brief"):
        parse(line)


def test_a_line_as_long_as_a_book_is_refused() -> None:
    """A line over the limit is told how long it is, at once."""
    with pytest.raises(UserError, match="1,000,005 characters"):
        parse("brief" + "&amp;" * 200_000)


def test_words_of_a_shell_keep_their_values_whole() -> None:
    """A shell has taken the quotes off already; the line made of its words has them again."""
    line = line_of(["who-said", "war crimes", "by:J.D. Vance", "since:7d"])
    ask = parse(line)
    assert (ask.text, dict(ask.keys)) == ("war crimes", {"by": ("J.D. Vance",), "since": ("7d",)})


PIECES = st.sampled_from(
    [
        *"who-said brief /or-feeds by: since:7d bye: on: // https://x.org : <https://x|y> &amp; &lt; amp;".split(),
        *"< > e ſ -".split(),
        *'" “ „ » \u0338 \u0301 \u202e \ud800 \x00 Vance nato'.split(" "),
        *" \u00a0\n ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join)))
def test_any_string_parses_or_is_a_user_error(line: str) -> None:
    """No line, however odd, raises anything but a UserError."""
    for each in (line, f"who-said {line}"):
        try:
            parse(each)
        except UserError:
            continue


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join)))
def test_an_ask_printed_back_parses_the_same(rest: str) -> None:
    """Parsing the line that an ask holds gives the same ask, for any text after the command."""
    try:
        ask = parse(f"who-said {rest}")
    except UserError:
        return
    assert parse(ask.line) == ask
    assert normalised(ask.line) == ask.line


def test_a_text_to_check_keeps_its_marks() -> None:
    """Quotation marks part a draft into what is quoted and what is not, so they stay."""
    assert parse("onrecord check He said “we sign” by:noon").text == 'check He said "we sign" by:noon'
    assert parse('who-said check "free trade"').text == "check free trade"


@pytest.mark.parametrize(("word", "about"), DESK.items())
def test_the_help_of_a_word_has_an_example_that_can_be_typed(word: str, about: str) -> None:
    """What a shell prints for `onrecord status --help` ends with a line that the grammar reads as that word."""
    example = about[about.index("onrecord ") :].removesuffix(".")
    assert parse(example).command == "onrecord"
    assert parse(example).text.split()[0] == word
