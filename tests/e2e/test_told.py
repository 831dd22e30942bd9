"""Whoever sets a digest hears at once that it cannot come, and once when it stops; what is mended goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import wiring
from bot.commands.answering import Answering
from bot.config import Settings
from bot.desk import Desk
from bot.edges.platforms.console.draw import draw
from bot.edges.platforms.console.terminal import PLAIN
from bot.errors import NotNow, PlatformError, Unclear, Unreachable
from bot.jobs import deliver
from bot.jobs.notify import notify
from bot.jobs.stopped import look_after
from bot.model.ask import Asker
from bot.model.message import Actions, Message
from bot.model.news import Feed, Polling
from tests.e2e.room import Room, SetClock
from tests.unit.building import REED
from tests.unit.building import told as telling

PLACE, ANA = "room:T1:C1", Asker("room:T1:C1", "room:T1:UANA", "@ana")
GONE = "I am not in this channel. Type `/invite @onrecord` there. (not_in_channel)"


class Scene:
    """A desk with news, a chat, and Ana who asks in its one channel."""

    def __init__(self, desk: Desk, room: Room, clock: SetClock) -> None:
        """Take them."""
        self.desk, self.room, self.clock = desk, room, clock
        self.heard: list[str] = []
        room.to = self.heard.append

    def ask(self, line: str) -> Message:
        """Return what Ana is answered."""
        return Answering(self.desk).line(line, ANA)

    def news(self) -> None:
        """Put an article with one quote on the record."""
        now = self.clock.moment
        news = telling("We will build both roads", url="https://harbour.example/1", published=now, fetched=now)
        self.desk.store.record(news, entry_id="")

    def morning(self) -> None:
        """Let the digest come due, be delivered, and ten minutes pass."""
        after = self.clock.moment + timedelta(hours=16)  # the next day's, unless it is before eight
        self.clock.moment = after.replace(hour=8, minute=1)
        deliver.deliver(self.desk, PLACE)
        self.round()

    def round(self) -> None:
        """Let ten minutes pass and people be told."""
        self.clock.moment += timedelta(minutes=10)
        look_after(self.desk)
        notify(self.desk)

    @property
    def told(self) -> list[str]:
        """Return what Ana was told in her own conversation."""
        said = zip(self.heard, self.room.posts, strict=True)
        return [draw(message, 200, PLAIN) for where, (_, message) in said if where == ANA.person]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Give a desk with a day's news."""
    clock, room = SetClock(), Room()
    clock.moment = clock.moment.replace(hour=6)
    with wiring.desk(Settings(database=str(tmp_path / "t.db"), zone="UTC"), clock=clock) as opened:
        feed = Feed("f", "https://harbour.example/rss", "Post", "Post", clock.moment, "@ana")
        opened.store.add_feed(feed, Polling(next_at=clock.moment + timedelta(days=9)))
        yield Scene(replace(opened, platforms={"room": room}), room, clock)


def words(message: Message) -> str:
    """Return an answer as one reads it, with what its buttons type."""
    return draw(message, 200, PLAIN)


@pytest.mark.parametrize("line", ["digest at 08:00 daily", "digest start", "watch tariffs in:here"])
def test_nothing_is_confirmed_that_cannot_happen(scene: Scene, line: str) -> None:
    """Where nobody can post, a digest or a watch is not set: the answer says why, and offers to try again."""
    scene.room.shut[PLACE] = GONE
    said = words(scene.ask(line))
    assert "I am not in this channel. Type `/invite @onrecord` there. Then press Try again." in said
    assert "Try again: " in said
    assert "not_in_channel" not in said
    assert not (known := scene.desk.store.channel(PLACE)) or not known.times or known.paused
    assert scene.desk.store.watches(ANA.person) == ()
    del scene.room.shut[PLACE]
    again = said.rsplit("Try again: ", 1)[1].strip()
    assert "Try again" not in words(scene.ask(again))


def test_where_nobody_knows_it_is_confirmed(scene: Scene) -> None:
    """A platform that does not answer keeps nobody from setting a digest: when it fails, they are told."""
    scene.room.unsure = NotNow("down")
    assert "Next: " in words(scene.ask("digest at 08:00 daily"))


def test_a_pause_is_told_once_and_taken_back(scene: Scene) -> None:
    """Who set a digest hears once why it paused; when that is mended it goes on, and the notice says so."""
    scene.ask("digest at 08:00 daily")
    scene.news()
    scene.room.shut[PLACE] = GONE
    scene.room.before_at = {PLACE: Unreachable(GONE)}
    scene.morning()
    (said,) = scene.told
    assert said.startswith(f"The digest of <#{PLACE}> is paused.")
    assert "Type `/invite @onrecord` there.\n" in said
    assert "digest resume in:room:T1:C1" in said
    scene.round()
    scene.round()
    assert len(scene.told) == 1
    scene.room.shut.clear()
    scene.room.before_at = {}
    scene.round()
    known = scene.desk.store.channel(PLACE)
    assert known
    assert (known.paused, known.paused_reason) == (False, "")
    assert [draw(message, 200, PLAIN) for _, message in scene.room.edits] == [
        f"The digest of <#{PLACE}> goes on. Next: Sat 15 Feb 08:00."
    ]
    scene.morning()
    assert PLACE in scene.heard  # what it would have told is told now
    assert len(scene.told) == 1


def test_a_pause_that_cannot_be_told_is_told_afterwards(scene: Scene) -> None:
    """Where the token is gone nobody can be written to: once it works the digest goes on, and the pause is told."""
    scene.ask("digest at 08:00 daily")
    scene.news()
    scene.room.before = Unreachable("The app's token was revoked. Install it anew. (token_revoked)")
    scene.room.shut[PLACE] = "The app's token was revoked. Install it anew. (token_revoked)"
    scene.morning()
    scene.round()
    assert scene.told == []
    scene.room.heal()
    scene.room.shut.clear()
    scene.round()
    (said,) = scene.told
    assert said.startswith(f"The digest of <#{PLACE}> goes on. Next: ")
    assert said.endswith("It was paused: The app's token was revoked. Install it anew.")
    scene.round()
    assert len(scene.told) == 1


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Unclear("Its thread may be missing.", post="1"), "may not have arrived whole."),
        (PlatformError("Slack refuses that: ekm."), "was not posted."),
    ],
)
def test_a_failure_is_told_once(scene: Scene, error: PlatformError, said: str) -> None:
    """A digest that failed for good, or of which nobody knows, is told once to who set it, with the reason."""
    scene.ask("digest at 08:00 daily")
    scene.news()
    scene.room.before_at = {PLACE: error}
    scene.morning()
    scene.round()
    (told,) = scene.told
    assert f"The digest of <#{PLACE}> for Fri 14 Feb 08:00 {said}" in told
    assert str(error) in told
    known = scene.desk.store.channel(PLACE)
    assert known
    assert not known.paused


def test_a_notice_that_cannot_be_sent_now_is_sent_later(scene: Scene) -> None:
    """A chat that is down when somebody should be told is asked again ten minutes later."""
    scene.ask("digest at 08:00 daily")
    scene.news()
    scene.room.shut[PLACE] = GONE
    scene.room.before_at = {PLACE: Unreachable(GONE), ANA.person: NotNow("down")}
    scene.morning()
    assert scene.told == []
    del scene.room.before_at[ANA.person]
    scene.round()
    assert len(scene.told) == 1


def test_what_somebody_paused_stays_paused(scene: Scene) -> None:
    """A pause that a person chose, or a digest that nobody started, is neither told nor ended."""
    scene.ask("digest setup")
    scene.round()
    scene.ask("digest at 08:00 daily")
    scene.ask("digest pause")
    scene.morning()
    known = scene.desk.store.channel(PLACE)
    assert known
    assert known.paused
    assert scene.told == []


def test_nothing_starts_without_feeds(scene: Scene) -> None:
    """Without feeds there is no Start, and a preview says so; a bundle can be taken back, and one feed left out."""
    scene.desk.store.remove_feed("f", "")
    first = words(scene.ask("digest setup"))
    assert "Start:" not in first
    assert "Choose what to read first; then Start appears here." in first
    assert "No feeds yet, so there is nothing to tell." in words(scene.ask("digest start"))
    assert "No feeds yet." in words(scene.ask("digest preview"))
    added = words(scene.ask("feeds bundle europe"))
    brought = len(scene.desk.store.feeds(""))
    assert f"{brought} feeds added" in added
    assert "Undo: feeds bundle europe undo" in added
    assert "Start: digest start" in words(scene.ask("digest setup"))
    scene.ask(f"feeds remove {scene.desk.store.feeds('')[0].feed.url}")
    assert f"{brought - 1} feeds removed" in words(scene.ask("feeds bundle europe undo"))
    assert scene.desk.store.feeds("") == ()
    assert "There is nothing to undo" in words(scene.ask("feeds bundle europe undo"))


def test_a_digest_that_nobody_started_offers_start(scene: Scene) -> None:
    """Its status brings Start, and it does not count among the channels with a digest."""
    scene.ask("digest setup")
    assert "Start: digest start" in words(scene.ask("digest status"))
    assert "0 channels with a digest" in words(scene.ask("onrecord status"))
    scene.ask("digest start")
    assert "Start:" not in words(scene.ask("digest status"))
    assert "1 channel with a digest" in words(scene.ask("onrecord status"))


def test_app_home_shows_trouble_first_then_what_comes_next(scene: Scene) -> None:
    """Digests that stopped stand first, then those that come soonest, each with its reason, state and last failure."""
    for number, at in ((1, "09:00"), (2, "08:00"), (3, "10:00")):
        asker = replace(ANA, channel_id=f"room:T1:C{number}")
        Answering(scene.desk).line(f"digest at {at} daily", asker)
    stopped = scene.desk.store.channel("room:T1:C3")
    assert stopped
    scene.desk.store.keep_channel(replace(stopped, paused=True, paused_reason=GONE))
    home = words(Answering(scene.desk).home(replace(ANA, channel_id=ANA.person)))
    order = [home.index(f"<#room:T1:C{number}>") for number in (3, 2, 1)]
    assert order == sorted(order)
    assert "Paused (I am not in this channel. Type `/invite @onrecord` there.)" in home


def test_a_permission_counts_where_it_was_given(scene: Scene) -> None:
    """Whether somebody may change the digest of a channel named by in: is asked of that channel, not of this one."""
    scene.desk.store.seen(ANA.person, "room:T1:C2")
    asked: list[str] = []
    scene.room.asked = asked.append
    scene.ask("digest at 08:00 daily in:room:T1:C2")
    assert set(asked) == {"room:T1:C2"}


def test_topics_that_nobody_spoke_of_are_named(scene: Scene) -> None:
    """Who sets topics hears which of them have no quotes on record."""
    scene.ask("digest at 08:00 daily")
    assert "Nothing on xyzzy is on record so far." in words(scene.ask("digest topics xyzzy"))


def test_a_filter_is_tried_on_last_week_before_it_is_saved(scene: Scene) -> None:
    """What it would have kept is counted first; saved, it holds in the digest; off, everything goes in again."""
    scene.ask("digest at 08:00 daily")
    scene.news()
    scene.clock.moment += timedelta(hours=1)
    assert "It would have kept 0 of 1 quote of the last seven days." in words(scene.ask("digest filter outlet:Nobody"))
    tried = scene.ask("digest filter without roads, football")
    assert "It would have kept 0 of 1 quote" in words(tried)
    assert "everything goes in" in words(scene.ask("digest filter"))
    line = words(tried).rsplit("Save: ", 1)[1].strip()
    assert "Filter of the digest: without roads, football." in words(scene.ask(line))
    scene.morning()
    assert scene.heard == []
    assert "I could not read “xyzzy”." in words(scene.ask("digest filter xyzzy"))
    assert "everything goes in" in words(scene.ask("digest filter off"))


def test_somebody_muted_is_left_out_for_a_week(scene: Scene) -> None:
    """Muted, a speaker is in no digest; unmuted, or after a week, in the next one."""
    scene.ask("digest at 08:00 daily")
    scene.news()
    assert "The digest leaves out roads until Fri 21 Feb 06:00." in words(scene.ask("digest mute roads"))
    assert "everything else goes in" in words(scene.ask("digest filter"))
    scene.morning()
    assert scene.heard == []
    assert "everything goes in" in words(scene.ask("digest unmute Roads"))
    assert "does not mute" in words(scene.ask("digest unmute roads"))


def test_one_story_is_muted_for_a_week(scene: Scene) -> None:
    """Muted by the menu of “digest why”, a story is in no digest, also with other pages; others stay."""
    scene.ask("digest at 08:00 daily")
    scene.news()
    (menu,) = [menu for row in scene.ask("digest why").blocks if isinstance(row, Actions) for menu in row.menus]
    said = words(scene.ask(menu.options[0].line))
    assert "The digest leaves out the story “Two roads and a bridge” until Fri 21 Feb 06:00." in said
    scene.morning()
    assert scene.heard == []
    now = scene.clock.moment
    ferry = telling("The ferry is late again", REED, url="https://coast.example/9", title="No ferry", published=now)
    roads = telling("We will build both roads", url="https://coast.example/8", published=now, fetched=now)
    for each in (ferry, roads):
        scene.desk.store.record(each, entry_id="")
    scene.morning()
    (_, told), *_ = scene.room.posts
    assert ("The ferry is late" in words(told), "both roads" in words(told)) == (True, False)
    assert "Two roads and a bridge" in words(scene.ask("digest filter"))
    assert "everything goes in" in words(scene.ask(menu.options[0].line.replace("mute", "unmute")))
    assert "in no digest here now" in words(scene.ask("digest mute 0123456789abcdef01234567"))


def test_a_review_of_the_week_stands_beside_the_daily_digest(scene: Scene) -> None:
    """It tells again what the daily ones told, at its own hour; what came meanwhile is new to the next of those."""
    scene.ask("digest at 08:00 daily")
    assert "On which day does the week's review come?" in words(scene.ask("digest at 16:00 as:week"))
    set_up = words(scene.ask("digest at fri 16:00 as:week"))
    assert "Daily at 08:00; the week in review on Fri at 16:00" in set_up
    scene.news()
    scene.morning()  # Friday
    scene.clock.moment = scene.clock.moment.replace(hour=15)
    later = scene.clock.moment
    late = telling("The bridge will never open", REED, url="https://coast.example/2", title="Bridge", published=later)
    scene.desk.store.record(late, entry_id="")
    scene.clock.moment = later.replace(hour=16, minute=1)
    assert deliver.deliver(scene.desk, PLACE)
    assert deliver.deliver(scene.desk, PLACE) is None  # once
    scene.morning()
    said = [draw(message, 200, PLAIN) for _, message in scene.room.posts]
    assert [each.splitlines()[0].split(" · ")[0] for each in said] == [
        "Daily briefing",
        "Weekly review",
        "Daily briefing",
    ]
    assert ["We will build both roads" in each for each in said] == [True, True, False]
    assert ["The bridge will never open" in each for each in said] == [False, True, True]
    assert "in review" not in words(scene.ask("digest off as:week"))
    assert "Daily at 08:00" in words(scene.ask("digest"))


def test_a_review_and_a_digest_of_one_minute_both_come(scene: Scene) -> None:
    """Due at once, the daily digest is posted and the review at the next look; neither is folded into the other."""
    scene.ask("digest at 08:00 daily")
    scene.ask("digest at fri 08:00 as:week")
    scene.news()
    scene.clock.moment = scene.clock.moment.replace(hour=8, minute=1)
    for _ in range(3):
        deliver.deliver(scene.desk, PLACE)
    assert [message.blocks[0].text.split(" · ")[0] for _, message in scene.room.posts] == [  # type: ignore[union-attr]
        "Daily briefing",
        "Weekly review",
    ]


def test_an_empty_day_may_be_said(scene: Scene) -> None:
    """Asked for, a day without news gets its one line; else nothing is posted."""
    scene.ask("digest at 08:00 daily")
    assert "says so in one line" in words(scene.ask("digest empty line"))
    scene.morning()
    assert scene.heard == [PLACE]
    scene.ask("digest empty nothing")
    scene.morning()
    assert scene.heard == [PLACE]
    assert "Type digest empty line" in words(scene.ask("digest empty"))


def test_a_digest_of_ones_own_comes_by_direct_message(scene: Scene) -> None:
    """Every member may have one; its buttons act on it, App Home lists it, and no channel reads of it."""
    set_up = scene.ask("digest at 08:00 daily in:dm")
    assert "Next: " in words(set_up)
    assert set_up.notice == ""
    assert f"digest preview in:{ANA.person}" in words(set_up)
    assert scene.desk.store.channel(PLACE) is None
    scene.news()
    scene.clock.moment = scene.clock.moment.replace(hour=8, minute=1)
    assert deliver.deliver(scene.desk, ANA.person)
    assert scene.heard == [ANA.person]
    home = words(Answering(scene.desk).home(replace(ANA, channel_id=ANA.person)))
    assert "your direct messages" in home
    assert "is paused until somebody resumes it" in words(scene.ask(f"digest pause in:{ANA.person}"))
    other = Answering(scene.desk).line(f"digest pause in:{ANA.person}", replace(ANA, person="room:T1:UBEN"))
    assert "You were not seen in that channel." in words(other)
