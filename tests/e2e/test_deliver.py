"""Digests reach a channel once, whatever happens between claim, post and settle."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from bot import delivery, wiring
from bot.commands.posting import post_now
from bot.config import Settings
from bot.desk import Desk, Only
from bot.due.digests import Due
from bot.errors import PlatformError, RateLimited, Unclear, Unreachable
from bot.jobs.deliver import deliver, due
from bot.jobs.table import Quiet, ticks
from bot.model.briefing import DAILY, Channel, Delivery, DeliveryState, DigestTime
from tests.e2e.room import DUE, Killed, Room, SetClock
from tests.unit.building import told

SLOT = "room|2025-02-14|08:00"
WORDS = "We will build both roads before the winter comes"
MORE = "The bridge was never part of what we promised"


@dataclass
class Scene:
    """Hold a desk with its room and clock."""

    desk: Desk
    room: Room
    clock: SetClock

    def deliver(self, **later: float) -> Delivery | None:
        """Deliver, so much after the digest is due."""
        self.clock.moment = DUE + timedelta(**later)
        return deliver(self.desk, "room")

    def says(self, words: str, at: datetime) -> None:
        """Put an article with one quote on the record at a moment."""
        url, title = f"https://harbour.example/{len(words)}", f"About {words.rsplit(maxsplit=1)[-1]}"
        before, self.clock.moment = self.clock.moment, at
        self.desk.store.record(told(words, url=url, title=title, published=at, fetched=at), entry_id="")
        self.clock.moment = before

    def told(self) -> list[list[str]]:
        """Return the quoted words of each post, in order."""
        return [[quote.text for quote in message.quotes] for _, message in self.room.posts]

    def settled(self) -> list[tuple[str, DeliveryState]]:
        """Return what became of the slots, newest first."""
        return [(each.slot.id, each.state) for each in self.desk.store.deliveries("room")]


@pytest.fixture
def quiet(tmp_path: Path) -> Iterator[Scene]:
    """Give a channel with a digest at 08:00 in Berlin and nothing to tell."""
    clock, room = SetClock(), Room()
    with wiring.desk(Settings(database=str(tmp_path / "ledger.db")), clock=clock) as opened:
        since = DUE - timedelta(minutes=30)
        opened.store.keep_channel(
            Channel("room", "room", "room", "Europe/Berlin", (DigestTime(time(8), DAILY),), since=since)
        )
        yield Scene(replace(opened, platforms={"room": room}), room, clock)


@pytest.fixture
def scene(quiet: Scene) -> Scene:
    """Give the channel one quote to tell."""
    quiet.says(WORDS, DUE - timedelta(hours=2))
    return quiet


def test_a_digest_is_posted_once(scene: Scene) -> None:
    """The slot's quote is posted under the slot's key; a second try posts nothing."""
    first = scene.deliver()
    assert first
    assert (first.state, first.slot.id, first.note) == (DeliveryState.POSTED, SLOT, "")
    assert scene.deliver(minutes=1) is None
    assert [key for key, _ in scene.room.posts] == [SLOT]
    assert scene.told() == [[WORDS]]


def test_nothing_is_posted_before_its_time(scene: Scene) -> None:
    """A second before the slot nothing is due."""
    assert scene.deliver(seconds=-1) is None
    assert scene.room.posts == []


@pytest.mark.parametrize("point", ["before", "after"])
def test_a_kill_between_claim_and_settle_neither_loses_nor_doubles(scene: Scene, point: str) -> None:
    """Killed before or after the post arrived, the next try leaves exactly one post and a settled slot."""
    setattr(scene.room, point, Killed())
    with pytest.raises(Killed):
        scene.deliver()
    scene.room.heal()
    assert scene.settled() == [(SLOT, DeliveryState.CLAIMED)]
    again = scene.deliver(minutes=1)
    assert again
    assert again.state is DeliveryState.POSTED
    assert scene.told() == [[WORDS]]
    assert scene.settled() == [(SLOT, DeliveryState.POSTED)]


@pytest.mark.parametrize("point", ["before", "after"])
def test_what_came_between_the_kill_and_the_next_try_is_told_once(scene: Scene, point: str) -> None:
    """A quote recorded after the first claim is in exactly one digest, whether or not the first post arrived."""
    setattr(scene.room, point, Killed())
    with pytest.raises(Killed):
        scene.deliver()
    scene.room.heal()
    scene.says(MORE, DUE + timedelta(minutes=5))
    scene.deliver(minutes=9)
    scene.deliver(days=1)
    assert scene.told() == [[WORDS], [MORE]]


def test_another_node_waits_for_the_lease(scene: Scene) -> None:
    """While one node's claim holds, another posts nothing; when it has expired, the other one does, once."""
    scene.desk = replace(scene.desk, node=Only("a"))
    scene.room.before = Killed()
    with pytest.raises(Killed):
        scene.deliver()
    scene.room.heal()
    scene.desk = replace(scene.desk, node=Only("b"))
    scene.deliver(minutes=4)
    assert scene.room.posts == []
    scene.deliver(minutes=6)
    assert scene.told() == [[WORDS]]


@dataclass
class Sleeper:
    """Be a node that may have been taken for dead since it claimed."""

    name: str = "a"
    awake: bool = True

    def sure(self, since: float | None = None) -> bool:  # noqa: ARG002
        """Return whether nobody took it for dead."""
        return self.awake


def test_a_node_that_was_taken_for_dead_posts_nothing(scene: Scene) -> None:
    """A node that slept between claim and post finds out before it posts; the one that took over posts once."""
    sleeper = Sleeper(awake=False)
    scene.desk = replace(scene.desk, node=sleeper)
    scene.deliver()
    assert scene.room.posts == []
    scene.desk = replace(scene.desk, node=Only("b"))
    scene.deliver(minutes=6)
    assert scene.told() == [[WORDS]]
    sleeper.awake = True
    scene.desk = replace(scene.desk, node=sleeper)
    scene.deliver(minutes=7)
    assert scene.told() == [[WORDS]]


def test_a_claim_is_too_old_to_post_by_after_a_minute(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands still between claim and post for longer than it may leaves the slot claimed, to be looked at."""
    monkeypatch.setattr(delivery, "POSTING", -1.0)
    scene.deliver()
    assert (scene.room.posts, scene.settled()) == ([], [(SLOT, DeliveryState.CLAIMED)])


def test_a_try_out_of_turn_that_broke_off_is_looked_up(scene: Scene) -> None:
    """Killed after `digest now` posted and before it settled, the post is found and its news not told again."""
    scene.clock.moment = DUE - timedelta(minutes=20)
    channel = scene.desk.store.channel("room")
    assert channel
    scene.room.after = Killed()
    with pytest.raises(Killed):
        post_now(channel, scene.desk, anyway=False)
    scene.room.heal()
    scene.deliver()
    scene.says(MORE, DUE + timedelta(hours=6))
    scene.deliver(days=1)
    assert scene.told() == [[WORDS], [MORE]]


def test_two_jobs_of_one_node_post_once(scene: Scene) -> None:
    """Two deliveries that run at the same time in one process leave one post."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: deliver(scene.desk, "room"), range(16)))
    assert scene.told() == [[WORDS]]


def test_up_to_three_hours_late_is_late(scene: Scene) -> None:
    """2 h 59 after its time a digest is posted and says when it was planned."""
    late = scene.deliver(hours=2, minutes=59)
    assert late
    assert (late.state, late.note) == (DeliveryState.POSTED, "late, planned 08:00")


def test_more_than_three_hours_late_is_told_in_the_next_one(scene: Scene) -> None:
    """3 h 01 after its time nothing is posted; the next digest tells its news, too."""
    assert scene.deliver(hours=3, minutes=1) is None
    assert (scene.room.posts, scene.settled()) == ([], [(SLOT, DeliveryState.FOLDED)])
    scene.says(MORE, DUE + timedelta(hours=5))
    scene.deliver(days=1)
    assert sorted(words for words in scene.told()[0]) == sorted([WORDS, MORE])


def test_a_digest_that_arrived_before_a_long_outage_is_not_told_again(scene: Scene) -> None:
    """Killed after the post and back five hours later, the slot is found posted; the next digest repeats nothing."""
    scene.room.after = Killed()
    with pytest.raises(Killed):
        scene.deliver()
    scene.room.heal()
    scene.deliver(hours=5)
    assert scene.settled() == [(SLOT, DeliveryState.POSTED)]
    scene.says(MORE, DUE + timedelta(hours=6))
    scene.deliver(days=1)
    assert scene.told() == [[WORDS], [MORE]]


def test_days_of_outage_make_one_digest(scene: Scene) -> None:
    """After three days without a process one digest comes, with the news of all of them."""
    scene.says(MORE, DUE + timedelta(days=1))
    scene.deliver(days=2, minutes=5)
    assert len(scene.room.posts) == 1
    assert sorted(scene.told()[0]) == sorted([WORDS, MORE])
    assert [state for _, state in scene.settled()] == [DeliveryState.POSTED, *[DeliveryState.FOLDED] * 2]


def test_an_empty_day_is_settled_in_silence(quiet: Scene) -> None:
    """Without news nothing is posted, unless the channel wants its line."""
    done = quiet.deliver()
    assert done
    assert (done.state, quiet.room.posts) == (DeliveryState.EMPTY, [])
    channel = quiet.desk.store.channel("room")
    assert channel
    quiet.desk.store.keep_channel(replace(channel, empty_line=True))
    quiet.deliver(days=1)
    assert [message.empty for _, message in quiet.room.posts] == [True]


@pytest.mark.parametrize("arrived", [True, False])
def test_a_post_nobody_is_sure_of_is_not_repeated(scene: Scene, arrived: bool) -> None:
    """A post with an unclear answer is “maybe sent”, never posted again, and the next digest repeats nothing."""
    setattr(scene.room, "after" if arrived else "before", Unclear("The answer did not come."))
    done = scene.deliver()
    assert done
    assert (done.state, done.note) == (DeliveryState.MAYBE, "The answer did not come.")
    scene.room.heal()
    scene.deliver(minutes=5)
    scene.says(MORE, DUE + timedelta(hours=6))
    scene.deliver(days=1)
    assert scene.told() == ([[WORDS], [MORE]] if arrived else [[MORE]])


def test_an_unclear_look_is_not_followed_by_a_post(scene: Scene) -> None:
    """After a kill, a platform that cannot tell whether the post arrived gets none."""
    scene.room.before = Killed()
    with pytest.raises(Killed):
        scene.deliver()
    scene.room.heal()
    scene.room.looking = Unclear("The history cannot be read.")
    scene.deliver(minutes=1)
    assert (scene.room.posts, scene.settled()) == ([], [(SLOT, DeliveryState.MAYBE)])


def test_an_unreachable_channel_is_paused_and_keeps_its_settings(scene: Scene) -> None:
    """A channel that cannot be posted to is paused with the reason; its times stay and nothing more is tried."""
    scene.room.before = Unreachable("The bot was removed from the channel.")
    done = scene.deliver()
    assert done
    assert done.state is DeliveryState.FAILED
    channel = scene.desk.store.channel("room")
    assert channel
    assert (channel.paused, channel.paused_reason) == (True, "The bot was removed from the channel.")
    assert channel.times == (DigestTime(time(8), DAILY),)
    scene.room.heal()
    scene.deliver(days=1)
    assert scene.room.posts == []


def test_resumed_after_a_failure_nothing_is_lost(scene: Scene) -> None:
    """The news of a failed digest comes with the first one after the channel works again."""
    scene.room.before = Unreachable("The bot was removed from the channel.")
    scene.deliver()
    scene.room.heal()
    channel = scene.desk.store.channel("room")
    assert channel
    scene.desk.store.keep_channel(replace(channel, paused=False, paused_reason=""))
    scene.deliver(days=1)
    assert scene.told() == [[WORDS]]


def test_a_rate_limit_is_waited_for(scene: Scene) -> None:
    """A platform that asks to wait gets the post at a later tick, once."""
    scene.room.before = RateLimited("Too many posts.", after=timedelta(seconds=30))
    scene.deliver()
    assert scene.settled() == []
    scene.room.heal()
    scene.deliver(minutes=1)
    assert scene.told() == [[WORDS]]


def test_any_other_refusal_fails_the_slot_and_not_the_channel(scene: Scene) -> None:
    """A post refused for another reason is kept as failed with the reason; the channel goes on, its news next time."""
    scene.room.before = PlatformError("The post is too long.")
    done = scene.deliver()
    assert done
    assert (done.state, done.note) == (DeliveryState.FAILED, "The post is too long.")
    scene.room.heal()
    scene.deliver(days=1)
    assert scene.told() == [[WORDS]]


def test_the_clock_asks_for_one_job_a_channel(scene: Scene) -> None:
    """Of several missed slots one job is submitted, its key the same all minute long; nothing once it is done."""

    def wanted(now: datetime) -> list[str]:
        scene.clock.moment = now
        return [tick.key for tick in ticks(scene.desk, now) if tick.job == "deliver"]

    now = DUE + timedelta(days=2, minutes=5)
    assert len(wanted(now)) == 1
    assert wanted(now) == wanted(now + timedelta(seconds=30)) != wanted(now + timedelta(minutes=1))
    deliver(scene.desk, "room")
    assert wanted(now) == []


def test_a_channel_that_is_not_there_is_no_error(scene: Scene) -> None:
    """A job left over from a removed channel does nothing."""
    assert deliver(scene.desk, "gone") is None


def test_a_settled_slot_is_not_due(scene: Scene) -> None:
    """What is due is asked of the store, so that any process gives the same answer."""
    channel = scene.desk.store.channel("room")
    assert channel
    asked = due(scene.desk, channel)
    assert asked.post
    assert asked.post.id == SLOT
    scene.deliver()
    assert due(scene.desk, channel).post is None


def test_a_channel_that_is_owed_nothing_is_asked_about_again_in_its_minute(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until its next slot the ledger is not asked for a quiet channel; at its hour, or set anew, it is at once."""
    rests, asked = Quiet(), list[Channel]()

    def look(desk: Desk, channel: Channel) -> Due:
        asked.append(channel)
        return due(desk, channel)

    monkeypatch.setattr("bot.jobs.deliver.due", look)

    def owed(**before: float) -> tuple[list[str], int]:
        """Return the deliveries that are due so long before the hour, and how often the ledger was asked."""
        scene.clock.moment = DUE - timedelta(**before)
        asked.clear()
        found = [each.argument for each in ticks(scene.desk, scene.clock.moment, quiet=rests) if each.job == "deliver"]
        return found, len(asked)

    assert owed(seconds=40) == ([], 1)
    assert owed(seconds=39) == owed(seconds=1) == ([], 0)
    assert owed() == (["room"], 1)
    assert owed(minutes=10) == ([], 1)  # set back
    channel = scene.desk.store.channel("room")
    assert channel
    scene.desk.store.keep_channel(replace(channel, topics=("nato",)))
    assert owed(minutes=10) == ([], 1)
    assert owed(minutes=9) == ([], 1)  # something may be left of a try out of turn
