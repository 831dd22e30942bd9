"""The newswire's walk-back, moved position and split, on every way that people meet them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import wiring
from bot.briefing import digest as briefing
from bot.briefing.blocks import plain
from bot.commands.answering import Answering, asked
from bot.commands.posting import pending
from bot.config import Settings
from bot.demo import START
from bot.demo.opening import open_demo
from bot.demo.server import Newswire
from bot.desk import Desk
from bot.edges.platforms.console import draw as console
from bot.edges.platforms.console.terminal import PLAIN
from bot.errors import UnknownCommand
from bot.jobs import poll, record
from bot.jobs.watch import watch_all
from bot.model.ask import Asker
from bot.model.message import Message
from tests.e2e.room import SetClock

WALKED_BACK = "Tomas Reuel · treaty · walked back in part (attempted), as The Northern Ledger reports"
BEFORE = (
    "“A return of the valley by treaty is an illusion, and I will not sell illusions to families who lost their farms”"
)
AFTER = "Valmora’s defence minister sought to walk back part of his remarks on the Sarn valley on Thursday"
OWN = "“I spoke about how far away it is, not about whether it is ours”"
TURNED = "Elena Marsh · Nato · changed, compared by On Record"
NEVER = "“Valmora will never apply to join Nato while I lead this government”"
IF = "“I no longer rule out Nato: if parliament asks me to apply, I will sign the application”"
SPLIT = "Their words strike a considerably different tone"


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A ledger that holds the whole newswire, read by a desk where somebody watched before it came."""
    yield from opened(tmp_path_factory.mktemp("positions"), SetClock(START))


def opened(folder: Path, clock: SetClock) -> Iterator[Desk]:
    settings = Settings(database=str(folder / "ledger.db"), zone="Europe/Brussels")
    with Newswire() as newswire, wiring.desk(settings, stand_ins=newswire.stand_ins, clock=clock) as desk:
        open_demo(desk.store, clock.now())
        said(desk, "watch quiet off")
        said(desk, "watch reuel on valley only:changes")
        said(desk, "watch marsh on nato only:changes")
        said(desk, "watch quiet off")
        poll.poll_all(desk, desk.store.feeds())
        record.record_pending(desk)
        clock.moment += timedelta(minutes=1)
        yield desk


def answer(desk: Desk, line: str) -> Message:
    """Return the answer to a line."""
    return Answering(desk).line(line, Asker())


def said(desk: Desk, line: str) -> str:
    """Return an answer as it is printed, on one line without the bars."""
    return flat(answer(desk, line))


def flat(message: Message) -> str:
    """Return a message as it is printed, on one line without the bars."""
    return " ".join(console.draw(message, 88, PLAIN).replace("│", " ").split())


def test_the_digest_tells_what_moved_and_where_a_camp_is_split(news: Desk) -> None:
    """The digest has the walk-back and the moved position with both sides, and the split in the outlet's sentence."""
    channel = news.store.channel("console")
    assert channel
    text = flat(briefing.message(pending(channel, news)))
    for part in ("What moved", "2 positions moved", WALKED_BACK, BEFORE, AFTER, OWN, TURNED, NEVER, IF):
        assert part in text, part
    assert "Before, Wed 11 Mar" in text
    assert "After, Thu 12 Mar" in text
    assert "the later words say that it changed" in text
    assert "Split inside one camp · 1" in text
    assert SPLIT in text


def test_changes_lists_both_with_their_kinds(news: Desk) -> None:
    """`/changes` lists what moved, each named as reported or compared, once although outlet and quotes tell it."""
    text = said(news, "changes")
    assert "2 changes" in text
    assert text.index(WALKED_BACK.split(",", maxsplit=1)[0]) > 0
    assert TURNED in text
    assert text.count("Elena Marsh ·") == 1
    assert "Tomas Reuel" not in said(news, "changes by:Marsh")
    assert "walked back" in said(news, "changes valley")


def test_a_position_is_a_timeline(news: Desk) -> None:
    """`/position` shows the words in order, the change with both sides, and a grade."""
    text = said(news, "position marsh on nato")
    assert "Elena Marsh, Prime Minister · on Nato" in text
    assert "· 1 change" in text
    assert "▲ Elena Marsh" in text
    assert "Before, reported 10 Mar" in text
    assert "After, reported 13 Mar" in text
    assert text.count(NEVER) == text.count(IF) == 1
    assert "partly changed" in text or "changed" in text
    assert "walked back in part (attempted)" in said(news, "position reuel valley")


def test_a_summary_says_what_moved_in_its_article(news: Desk) -> None:
    """Summarizing the article that reports a walk-back or a split shows it with its sides."""
    pages = {each.title: each for each in news.store.publications(50)}
    walked = next(each for title, each in pages.items() if "Reuel retreats" in title)
    assert WALKED_BACK in said(news, f"summarize {walked.url}")
    split = next(each for title, each in pages.items() if "mixed signals" in title)
    assert SPLIT in said(news, f"summarize {split.url}")


def test_the_brief_has_both_too(news: Desk) -> None:
    """One screen holds what moved and the split."""
    text = said(news, "brief since:3d")
    assert "What moved" in text
    assert SPLIT in text


def test_who_watches_is_alerted_once(tmp_path: Path) -> None:
    """A watch on changes brings the change with both sides, once, on the console's channel."""
    clock = SetClock(START)
    for desk in opened(tmp_path, clock):
        for _ in range(2):
            watch_all(desk)
            clock.moment += timedelta(minutes=1)
        posts = sorted((tmp_path / "onrecord-posts").rglob("*.txt"))
        texts = [" ".join(each.read_text(encoding="utf-8").replace("│", " ").split()) for each in posts]
        assert len(texts) == 2
        told = "\n".join(texts)
        for part in ("Watch: reuel on valley · changed", BEFORE, AFTER, "Watch: marsh on nato · changed", NEVER, IF):
            assert part in told, part
        assert "1 alert today, limit 3" in told


def test_the_console_answers_questions_in_words(news: Desk) -> None:
    """A line that begins like a question is read as one; a mistyped command is named, not guessed."""
    assert "Read as: position Marsh on Nato" in plain(asked("what does Marsh think about Nato?", news))
    with pytest.raises(UnknownCommand, match="who-said"):
        asked("who-siad nato valley", news)
    with pytest.raises(UnknownCommand):
        asked("what a nice day", news)


@pytest.mark.parametrize(
    "line", ["remove", "stop", "mute", "unmute", "quiet", "quiet 25:00", "the", "marsh on", "remove nobody"]
)
def test_a_watch_of_nothing_says_what_to_type(news: Desk, line: str) -> None:
    """A subcommand alone, a word that says nothing, and “on” without a topic set no watch and bring an example."""
    before = news.store.watches("console:ben")
    assert "watch " in plain(Answering(news).line(f"watch {line}", Asker(person="console:ben")))
    assert news.store.watches("console:ben") == before


@pytest.mark.parametrize(
    ("typed", "watched"),
    [
        ("marsh nato", "Watching Elena Marsh on nato."),
        ("marsh", "Watching Elena Marsh."),
        ("nato", "Watching nato."),
        ("grain", "Nothing on grain is on record so far."),
    ],
)
def test_a_watch_needs_no_on(news: Desk, typed: str, watched: str) -> None:
    """A person's name and a topic are told apart without “on”; a topic that nobody spoke of is named as such."""
    assert watched in plain(Answering(news).line(f"watch {typed}", Asker(person="console:ben")))


def test_nothing_else_moved_on_the_newswire(news: Desk) -> None:
    """Nineteen articles hold two changes and one split, and no third."""
    since, until = START - timedelta(days=1), START + timedelta(days=1)
    found = news.store.news(since, until)
    assert {each.speaker.name for each in found.changes} == {"Tomas Reuel", "Elena Marsh"}
    assert len(found.splits) == 1
    assert plain(Message(())) == ""
