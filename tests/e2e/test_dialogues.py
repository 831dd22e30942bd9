"""Conversations on the console: what is typed, and what is printed, over a real ledger and a real newswire."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot import wiring
from bot.commands import answering
from bot.commands.answering import answer
from bot.commands.catalogue import COMMANDS, SHOWN
from bot.commands.grammar import parse
from bot.config import Settings
from bot.demo import FEEDS
from bot.demo.opening import open_demo
from bot.demo.server import Newswire
from bot.desk import Desk
from bot.edges.platforms.console import draw as console
from bot.edges.platforms.console import prompt
from bot.edges.platforms.console.terminal import PLAIN
from bot.errors import BadLink, BadSetting, BadTime, FetchError, NotFound, OnRecordError, UnknownCommand, UserError
from bot.jobs import poll, record
from bot.model.ask import Ask, Asker
from bot.model.briefing import DeliveryState
from bot.model.message import Message, Visibility
from tests.e2e.room import SetClock

MORNING = datetime(2026, 3, 13, 6, 30, tzinfo=UTC)  # 07:30 in Brussels, half an hour before the digest


class Room:
    """Hold a desk, its clock, and a way to ask."""

    def __init__(self, desk: Desk, clock: SetClock) -> None:
        self.desk = desk
        self.clock = clock

    def ask(self, line: str) -> Message:
        """Return the answer to a line."""
        return answer(parse(line), self.desk)

    def said(self, line: str) -> str:
        """Return the answer as it is printed."""
        return console.draw(self.ask(line), 88, PLAIN)

    def flat(self, line: str) -> str:
        """Return the answer as printed, on one line without the bars."""
        return " ".join(self.said(line).replace("│", " ").split())

    def read(self) -> None:
        """Poll all feeds and read what they hold, and let a minute pass."""
        poll.poll_all(self.desk, self.desk.store.feeds())
        record.record_pending(self.desk)
        self.clock.moment += timedelta(minutes=1)


@contextmanager
def room(folder: Path) -> Iterator[Room]:
    """Hold a desk open over the ledger in a folder, which may hold one already."""
    settings = Settings(database=str(folder / "ledger.db"), zone="Europe/Brussels")
    clock = SetClock(MORNING)
    with Newswire() as newswire, wiring.desk(settings, stand_ins=newswire.stand_ins, clock=clock) as desk:
        yield Room(desk, clock)


@cache
def morning_ledger() -> bytes:
    """Return a ledger that holds the whole newswire: read once, as every test that changes it works on a copy."""
    with TemporaryDirectory() as folder:
        with room(Path(folder)) as opened:
            open_demo(opened.desk.store, MORNING)
            opened.read()
        return (Path(folder) / "ledger.db").read_bytes()


@contextmanager
def busy_room(folder: Path) -> Iterator[Room]:
    """Hold a desk open over a ledger of its own that holds the whole newswire, a minute after it was read."""
    (folder / "ledger.db").write_bytes(morning_ledger())
    with room(folder) as opened:
        opened.clock.moment += timedelta(minutes=1)
        yield opened


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A ledger that holds the whole newswire; nothing in it may be changed."""
    with busy_room(tmp_path_factory.mktemp("newsroom")) as opened:
        yield opened


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Room]:
    """A ledger that holds nothing yet."""
    with room(tmp_path) as opened:
        yield opened


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[Room]:
    """A ledger that holds the whole newswire and may be changed."""
    with busy_room(tmp_path) as opened:
        yield opened


TALK: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("who-said nato", ("who-said nato · last 30 days · ", " speakers · ", " outlets", "Older: who-said nato page:2")),
    ("/or-who-said NATO page:2", ("who-said NATO · last 30 days", "Newer: who-said NATO", "page 2 of")),
    ("who-said marsh", ("Elena Marsh", "“Valmora will never apply to join Nato", "Older: who-said marsh page:2")),
    ("who-said marsh", ("Quotes that mention marsh: who-said on:marsh since:1y",)),
    ("who-said nato by:reuel", ("Tomas Reuel", "would be a mistake we could not take back.")),
    ("who-said nato von:„Tomas Reuel“ seit:7d", ('who-said nato by:"Tomas Reuel" since:7d · last 7 days',)),
    ("who-said on:bridge outlet:harbour", ("Harbour Post", "1 outlet")),
    ("who-said nato since:gestern", ("who-said nato since:gestern · since Thu 12 Mar",)),
    ("who-said nato until:2026-03-11", ("30 days until Wed 11 Mar",)),
    ("who-said marsh bye:x", ("I do not know `bye:`. Did you mean `by:`? Keys: by, since, until, outlet.",)),
    ("who-said nato bye:reuel", ("Ask with nato by:reuel: who-said nato by:reuel",)),
    ("who-said nato xyzzy:reuel", ("I do not know `xyzzy:`. Keys: by, since, until, outlet.",)),
    ("who-said Reuel on nato", ("who-said nato by:Reuel · last 30 days", "would be a mistake we could not take back.")),
    ("who-said Tomas Reuel about nato", ('who-said nato by:"Tomas Reuel" · last 30 days · 1 quote',)),
    ("who-said nato by:Marsj", ("I know nobody called “Marsj”. Did you mean Elena Marsh", 'who-said "Elena Marsh"')),
    ("who-said xyzzyplugh", ('No quotes on "xyzzyplugh" in the last 30 days.',)),
    ("who-said marsh until:2026-03-01", ("in the last year", "Show the last year: who-said marsh since:1y")),
    ("brief", ("Brief · last 24 hours · 3 stories", "1. ", "2. ", "3. ")),
    ("brief nato", ("Brief on nato · last 24 hours",)),
    ("brief since:1h xyzzyplugh", ('Quiet: no new quotes on "xyzzyplugh" since Fri 06:31.',)),
    ("speaker marsh", ("Elena Marsh", "Prime Minister · Harbour Post, 13 Mar", 'who-said "Elena Marsh" since:1y')),
    ("speaker Prime Minister Elena Marsh", ("Elena Marsh",)),
    ("speaker xyzzyplugh", ("I know nobody called “xyzzyplugh”, and no name like it.",)),
    ("digest", ("Digest of console", "Daily at 08:00 Europe/Brussels. Next: ", "Topics: everything · 3 feeds")),
    ("digest preview", ("Daily briefing · Fri 13 Mar 2026", "stories · 19 articles · 3 outlets · since Thu 07:30")),
    ("digest history", ("No digest so far.",)),
    ("feeds", ("Feeds · 3 feeds", "Harbour Post · ", "http://meridianwire.example/feed.json")),
    ("feeds health", ("Health of the feeds · 3 well · 0 in trouble",)),
    ("feeds bundle", ("Bundles of feeds", "europe")),
    ("feeds add harbourpost.example/feed.xml", ('Already followed as "Harbour Post", added by demo.',)),
    ("export nato as:csv", (" quotes in the file · nato · last 30 days.",)),
    ("onrecord status", (" quotes · ", "19 articles · 3 feeds", "engine: rules · ledger.db · 1 channel with a digest")),
    ('onrecord check "lawyers are cheaper than soldiers"', ("1 word for word", "Ines Calder")),
    ("onrecord check soldiers are cheaper than lawyers", ("1 altered", "Ines Calder")),
    ("onrecord check the moon is made of cheese", ("is not on the record",)),
    ("help", tuple(command.name for command in SHOWN)),
    ("digest help", ("digest · ", "digest status|now|preview")),
    ("help who-said", ("who-said <topic or name>",)),
    ("context help", ("context <quote id>",)),
)  # fmt: skip


@pytest.mark.parametrize(("line", "parts"), TALK, ids=[row[0][:40] for row in TALK])
def test_a_line_is_answered(newsroom: Room, line: str, parts: tuple[str, ...]) -> None:
    """Each line of the table is answered with what the table says."""
    said = newsroom.flat(line)
    missing = [part for part in parts if " ".join(part.split()) not in said]
    assert missing == [], said


WRONG: tuple[tuple[str, type[UserError], str], ...] = (
    ("who-said", UserError, "Example: who-said nato"),
    ("who-said nato since:smarch", BadTime, "I could not read since:smarch. Examples: 7d, 2w, 2025-02-01, yesterday."),
    ("who-said nato since:2030-01-01", BadTime, "I could not read since:2030-01-01."),
    ("who-said nato since:today until:yesterday", BadTime, "since:today is not before until:yesterday."),
    ("who-said nato page:0", UserError, "page:0 is no page."),
    ("who-said nato page:x", UserError, "page:x is no page."),
    ("who-said nato page:99", UserError, "There is no page 99"),
    ("who-said nato outlet:xyzzy", NotFound, "No outlet here is called “xyzzy”. Did you mean"),
    ("export nato as:pdf", BadSetting, "Formats: csv, json, md."),
    ("export", UserError, "Example: export nato"),
    ("speaker", UserError, "Example: speaker Vance"),
    ("summarize", UserError, "Example: summarize https://"),
    ("summarize x", BadLink, "“x” is no web address."),
    ("summarize https://127.0.0.1/", BadLink, "That address is not on the public web."),
    ("summarize a.org b.org c.org d.org", UserError, "At most 3 addresses at once; these are 4."),
    ("digest nwo", UnknownCommand, "Did you mean now"),
    ("digest at", BadTime, "When? Example: digest at 08:00 weekdays Europe/Berlin"),
    ("digest at 25:00", BadTime, "is not a time"),
    ("digest at 1:00 and 2:00 and 3:00 and 4:00", BadTime, "At most 3 times; these are 4."),
    ("digest pause until:yesterday", BadTime, "I could not read until:yesterday."),
    ("feeds add", UserError, "Which address?"),
    ("feeds remove", UserError, "Which feed? Example: feeds remove euronews"),
    ("feeds remove xyzzy", NotFound, "No feed is called “xyzzy”."),
    ("feeds import", UserError, "Which file?"),
    ("feeds import /nowhere/list.opml", BadSetting, "/nowhere/list.opml cannot be read: No such file"),
    ("feeds bundle xyzzy", NotFound, "xyzzy"),
    ("onrecord check", UserError, "Which words or address?"),
    ("onrecord chekc", UnknownCommand, "Did you mean check"),
    ("context 123", NotFound, "There is no quote “123”"),
)


@pytest.mark.parametrize(("line", "error", "sentence"), WRONG, ids=[row[0][:40] for row in WRONG])
def test_a_wrong_line_is_told_what_to_type(newsroom: Room, line: str, error: type[UserError], sentence: str) -> None:
    """Each wrong line of the table raises the error that names what is wrong and what would work."""
    with pytest.raises(error) as caught:
        newsroom.ask(line)
    assert sentence in str(caught.value)


def test_every_quote_shown_stands_in_its_article(newsroom: Room) -> None:
    """What the answers show between their marks equals the article's characters, and so do the carriers."""
    lines = (
        *("who-said nato", "who-said nato page:2", "who-said on:bridge since:1y"),
        *("brief", "digest preview", "speaker marsh"),
    )
    quotes = [quote for line in lines for quote in newsroom.ask(line).quotes]
    assert len(quotes) > 25
    for quote in quotes:
        article = newsroom.desk.store.article(quote.publication.article_id)
        assert article
        assert quote.span.of(article.text) == quote.text
        assert quote.carrier.span.of(article.text) == quote.carrier.text


def test_every_quote_is_printed_with_what_carries_it(newsroom: Room) -> None:
    """The printed answer holds every quote's shown words in a row: none is cut, none stands without its sentence."""
    for line in ("who-said nato", "who-said reuel", "digest preview"):
        printed = newsroom.flat(line)
        for block in (block for block in newsroom.ask(line).blocks if hasattr(block, "shown")):
            whole = f"{block.shown.before}{block.shown.quoted}{block.shown.after}"
            assert " ".join(whole.split()) in printed


def test_no_answer_by_a_name_shows_a_quote_whose_speaker_is_unsure(newsroom: Room) -> None:
    """A quote whose speaker is less sure than the settings ask is never counted among a person's words."""
    name_from = newsroom.desk.settings.name_from
    for name in ("reuel", "marsh", "aldane", "calder", "venn", "thorne"):
        assert all(quote.confidence >= name_from for quote in newsroom.ask(f"who-said {name}").quotes)


def test_pages_hold_each_quote_once(newsroom: Room) -> None:
    """Turning the pages of an answer shows every quote that it counts, each on one page."""
    total = int(re.search(r"(\d+) quotes", newsroom.said("who-said nato"))[1])  # type: ignore[index]
    pages = -(-total // 5)
    ids = [quote.id for page in range(1, pages + 1) for quote in newsroom.ask(f"who-said nato page:{page}").quotes]
    assert len(set(ids)) == len(ids)
    assert len(ids) <= total  # one that several outlets report is one entry


def test_context_shows_the_paragraph(newsroom: Room) -> None:
    """The context of a quote is its paragraph, with the words marked, the headline and when it was read."""
    quote = newsroom.ask("who-said marsh").quotes[0]
    said = newsroom.flat(f"context {quote.id}")
    assert quote.publication.title in said
    assert f"⟦{' '.join(quote.text.split())}⟧" in said
    assert "in the article as of" in said


def test_a_known_article_is_summarized_from_the_ledger(newsroom: Room) -> None:
    """Summarizing an article that is on the record says when it was read and asks no server."""
    url = newsroom.ask("who-said marsh").quotes[0].publication.url
    said = newsroom.flat(f"summarize {url}")
    assert "read Fri 07:30" in said
    assert "Elena Marsh" in said


def test_an_unknown_article_is_read_and_recorded_silently(desk: Room) -> None:
    """Summarizing a new page shows its quotes, puts them on the record, and makes them no news of a digest."""
    line = "summarize harbourpost.example/2026/03/13/harbour-06-if"
    said = desk.flat(line)
    assert "Marsh opens door to Nato vote after bridge closure" in said
    assert "every quote found word for word in the article · engine: rules" in said
    desk.clock.moment += timedelta(minutes=1)
    assert "read Fri 07:30" in desk.flat(line)
    assert len(desk.ask(f"{line} only:all").quotes) >= len(desk.ask(line).quotes)
    assert "Elena Marsh" in desk.flat("who-said marsh")
    assert desk.desk.store.news(MORNING - timedelta(days=1), MORNING + timedelta(days=1)).quotes == ()


def test_several_links_are_answered_together(desk: Room) -> None:
    """Of several links each is answered, those that cannot be read with the reason."""
    said = desk.flat("summarize http://harbourpost.example/2026/03/13/harbour-06-if http://harbourpost.example/none")
    assert "2 links · 1 read · 1 without an answer" in said
    assert "Marsh opens door" in said
    assert "http://harbourpost.example/none: " in said
    assert "HTTP 404" in said


def test_a_page_that_fails_says_why(desk: Room) -> None:
    """A single link that cannot be read raises the reason."""
    with pytest.raises(FetchError, match="HTTP 404"):
        desk.ask("summarize http://harbourpost.example/none")


def test_a_file_on_this_machine_is_read_on_the_console_only(desk: Room, tmp_path: Path) -> None:
    """A path is read for the console; from any other channel it is no web address."""
    file = tmp_path / "speech text"
    file.write_text("“We close the harbour tonight,” said Ana Kovač, the mayor.", encoding="utf-8")
    assert "We close the harbour tonight" in desk.flat(f'summarize "{file}"')
    assert desk.desk.store.totals().quotes == 0
    chatting = replace(desk.desk, platforms={"slack": desk.desk.platforms["console"]})
    elsewhere = answer(parse(f'summarize "{file}"', Asker("slack:T1:C1")), chatting)
    assert elsewhere.empty
    assert "is no web address" in console.draw(elsewhere, 88, PLAIN)


def test_an_empty_ledger_says_what_to_do(desk: Room) -> None:
    """Without feeds the answer is how to add some; with unread feeds, that they were not read yet."""
    assert "No feeds yet." in desk.flat("who-said nato")
    assert "No feeds yet." in desk.flat("feeds")
    assert "No digest time is set" in desk.flat("digest")
    desk.ask("feeds bundle germany")
    assert "Nothing is in the ledger yet. 12 feeds were not read so far." in desk.flat("who-said nato")
    assert "Nothing is in the ledger yet." in desk.flat("who-said by:Merz nato")


def test_feeds_come_and_go(desk: Room) -> None:
    """A feed is found on a site, followed once, listed, removed by name, and its quotes stay."""
    said = desk.flat("feeds add harbourpost.example")
    assert "Following Harbour Post from now on." in said
    assert "Its current articles are recorded but not posted" in said
    assert 'Already followed as "Harbour Post", added by console.' in desk.flat(
        "feeds add https://harbourpost.example/feed.xml/"
    )
    desk.read()
    quotes = desk.desk.store.totals().quotes
    assert quotes > 10
    assert "an example, from what was there before" in desk.flat("digest preview")
    assert "Harbour Post is not read any more. Quotes already in the ledger stay." in desk.flat("feeds remove harbour")
    assert desk.desk.store.feeds() == ()
    assert desk.desk.store.totals().quotes == quotes


def test_feed_lists_are_exported_and_imported(busy: Room, tmp_path: Path) -> None:
    """An exported list brings the same feeds back, and says how many were new."""
    exported = busy.ask("feeds export")
    assert exported.file
    file = tmp_path / "my feeds.opml"
    file.write_bytes(exported.file.content)
    busy.ask("feeds remove 1")
    assert "3 feeds: 1 new, 2 known." in busy.flat(f'feeds import "{file}"')
    assert {each.feed.url for each in busy.desk.store.feeds()} == {url for url, *_ in FEEDS}
    file.write_text("<html>", encoding="utf-8")
    with pytest.raises(BadSetting, match="no list of feeds"):
        busy.ask(f'feeds import "{file}"')


def test_an_outlet_and_a_person_get_their_names(busy: Room) -> None:
    """A renamed outlet is so in every answer; two names that are one person answer as one; undo brings both back."""
    assert "is called Harbour Gazette from now on, on 1 feed and" in busy.flat("feeds rename Harbour = Harbour Gazette")
    assert "Harbour Post" not in busy.flat("who-said nato since:1y outlet:harbour")
    reuel, marsh = busy.ask("who-said by:Reuel since:1y"), busy.ask("who-said by:Marsh since:1y")
    assert "Tomas Reuel is Elena Marsh" in busy.flat("onrecord people merge Tomas Reuel = Elena Marsh")
    assert "Tomas Reuel is Elena Marsh · console" in busy.flat("onrecord people")
    both = [busy.ask(f"who-said by:{name} since:1y") for name in ("Reuel", "Marsh")]
    assert both[0].quotes == both[1].quotes
    assert len({each.speaker.name for each in both[0].quotes if each.speaker}) == 1
    assert "Taken back" in busy.flat("onrecord people undo")
    assert busy.ask("who-said by:Reuel since:1y").quotes == reuel.quotes
    assert busy.ask("who-said by:Marsh since:1y").quotes == marsh.quotes


def test_digest_now_tells_once(busy: Room) -> None:
    """A digest asked for is for the channel, on the record, and not told again unless somebody insists."""
    reasons = [each for each in busy.said("digest why preview").splitlines() if each[:2] == "1."]
    message = busy.ask("digest now")
    assert reasons == [each for each in busy.said("digest why").splitlines() if each[:2] == "1."]
    assert message.visibility is Visibility.CHANNEL
    told = busy.desk.store.last_delivery("console", DeliveryState.POSTED)
    assert told
    assert set(told.quotes) >= {quote.id for quote in message.quotes}
    busy.clock.moment += timedelta(minutes=4)
    assert "The last digest is 4 minutes old and nothing is new." in busy.flat("digest now")
    assert "Quiet" in busy.flat("digest preview")
    assert busy.ask("digest now anyway").quotes == message.quotes
    assert "posted · 10 stories" in busy.flat("digest history")


def test_digest_times_are_set_and_taken_away(desk: Room) -> None:
    """Times, topics, pauses and the end of a digest are confirmed in words, and kept."""
    assert "Weekdays at 08:00; Fri at 18:00 Europe/Berlin. Next: Fri 13 Mar 08:00." in desk.flat(
        "digest at 08:00 weekdays and 18:00 fri Europe/Berlin"
    )
    assert "Topics of the digest: nato, night shifts." in desk.flat('digest topics +nato "+night shifts"')
    assert "Topics of the digest: night shifts." in desk.flat("digest topics -Nato")
    assert "Topics of the digest: bread, salt." in desk.flat("digest topics bread, salt")
    assert "paused until Mon 16 Mar 00:00" in desk.flat("digest pause until:monday")
    assert "The digest goes on." in desk.flat("digest resume")
    channel = desk.desk.store.channel("console")
    assert channel
    assert (len(channel.times), channel.topics, channel.paused, channel.since) == (2, ("bread", "salt"), False, MORNING)
    assert "Its topics stay: bread and salt." in desk.flat("digest off")
    with pytest.raises(UserError, match="No digest comes here"):
        desk.ask("digest pause")


def test_changes_elsewhere_name_their_author(desk: Room) -> None:
    """In a channel with several people a change of the digest says who made it."""
    ask = parse("digest at 08:00", Asker("console:desk", "ana", "@ana"))
    said = "@ana set the digest to weekdays at 08:00, Europe/Brussels. /digest to change"
    assert answer(ask, desk.desk).notice == said
    assert [each.said for each in desk.desk.store.setting_changes("console")] == [said]


def test_an_export_holds_every_quote(newsroom: Room) -> None:
    """An exported file holds as many rows as the answer counts."""
    message = newsroom.ask("export nato as:csv")
    assert message.file
    total = int(re.search(r"(\d+) quotes", newsroom.said("who-said nato"))[1])  # type: ignore[index]
    assert f"{total} quotes in the file" in newsroom.flat("export nato as:csv")
    assert message.file.name == "onrecord-nato.csv"


def test_what_nobody_foresaw_has_a_reference(desk: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash inside a command reaches the person as one sentence with a reference, never as a traceback."""

    def crash(_ask: Ask, _desk: Desk) -> Message:
        raise ZeroDivisionError

    monkeypatch.setattr(answering, "HANDLERS", {"brief": crash})
    with pytest.raises(OnRecordError, match=r"it is not your fault. Reference [2-9A-Z]{5}\.") as caught:
        desk.ask("brief")
    assert not isinstance(caught.value, UserError)


def test_every_command_has_a_handler() -> None:
    """Each command of the catalogue is answered by a function, and every button's line is one of the grammar."""
    assert set(answering.HANDLERS) == set(COMMANDS)


def test_every_button_types_a_line_that_works(newsroom: Room) -> None:
    """The command line behind each button of the answers parses and names a known command."""
    lines = [line for line, _ in TALK]
    buttons = [button for line in lines for button in console.buttons_of(newsroom.ask(line)) if button.line]
    assert len(buttons) > 20
    for button in buttons:
        assert parse(button.line).command in COMMANDS
        assert len(button.label) <= 34


def conversation(room: Room, *lines: str) -> Callable[[], None]:
    return lambda: prompt.converse(lines, room.ask)


def test_letters_press_buttons(
    newsroom: Room, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`o` turns the page, `n` turns it back, `c 2` and `s 2` are about the second quote, `q` ends the talk."""
    monkeypatch.setenv("COLUMNS", "100")
    conversation(newsroom, "who-said nato", "o", "n", "c 2", "s 2", "q", "help")()
    printed = capsys.readouterr().out
    quote = newsroom.ask("who-said nato").quotes[1]
    assert printed.count("page 1 of") == 2
    assert printed.count("page 2 of") == 1
    assert "o older" in printed
    assert "c N context · s N source · q quit" in printed
    assert "⟦" in printed
    assert f"{quote.publication.title}\n{quote.publication.outlet}\n{quote.publication.url}\n" in printed
    assert "On Record · who said what" not in printed


def test_odd_lines_end_nothing(newsroom: Room, capsys: pytest.CaptureFixture[str]) -> None:
    """Letters without an answer, numbers without a quote, empty lines and mistakes are told, and the talk goes on."""
    conversation(newsroom, "", "   ", "o", "c 2", "who-sad nato", "help", "z", "c 9", "\x1b[31m", "exit")()
    printed = capsys.readouterr().out
    assert printed.count("There is no answer yet") == 2
    assert "Did you mean who-said" in printed
    assert "“z” does nothing here." in printed
    assert "Which quote? The answer above holds none." in printed


def test_a_hostile_line_is_never_echoed_raw(newsroom: Room, capsys: pytest.CaptureFixture[str]) -> None:
    """What a person pastes cannot steer the terminal when an answer repeats it."""
    conversation(newsroom, "who-said \x1b]0;owned\x07 \u202exyzzy", "\x1b[2Jfoo", "context \x1b[2J")()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", capsys.readouterr().out)


def test_tab_completes_from_the_ledger(newsroom: Room) -> None:
    """Tab offers the speakers, topics and outlets that the ledger holds, each as one value of the grammar."""
    store = newsroom.desk.store
    start, names = prompt.offered("who-said nato by:mar", store, SHOWN)
    assert (start, sorted(names)) == (14, ['by:"Elena Marsh"', 'by:"Marcus Thorne"'])
    assert prompt.offered("who-said nato outlet:har", store, SHOWN) == (14, ['outlet:"Harbour Post"'])
    assert "Nato" in prompt.offered("who-said nat", store, SHOWN)[1]
    assert prompt.offered("speaker reu", store, SHOWN)[1] == ["Tomas Reuel"]


def test_a_typed_prompt_completes_remembers_and_ends(newsroom: Room) -> None:
    """At a real prompt Tab completes, Ctrl-C drops a line, arrow up brings the last one back, Ctrl-D ends."""
    steps = ("spea\t", " marsh\r", "half a line\x03", "\x1b[A", "\r", "\x04")
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):

        def press() -> None:
            for step in steps:
                time.sleep(0.3)  # a person's pace: completions come from another thread
                keyboard.send_text(step)

        hands = threading.Thread(target=press)
        hands.start()
        lines = list(prompt.typed(prompt.completer(newsroom.desk.store, SHOWN)))
        hands.join()
    assert lines == ["speaker marsh", "speaker marsh"]
