"""Whoever watches is told once, not too often and not at night, whatever crashes between finding and telling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot import wiring
from bot.briefing.blocks import plain
from bot.commands import watch
from bot.commands.grammar import parse
from bot.config import Settings
from bot.desk import Desk
from bot.due.alerts import silent
from bot.errors import NotAllowed, PlatformError, RateLimited, Unclear, Unreachable
from bot.jobs.table import ticks
from bot.jobs.watch import watch_all
from bot.model.ask import Asker
from bot.model.message import Difference, Header
from bot.model.position import Extent
from bot.model.query import Findings
from bot.model.record import Speaker, SpeakerKind, Topic
from bot.model.watch import AlertState, Watch
from bot.model.workspace import Objection
from tests.e2e.room import DUE, Killed, Room, SetClock
from tests.unit.building import KOVAC, REED, article, findings, moved_position, outlets_say, split_camp, told

DAY = timedelta(days=1)
BEFORE = told("We will never toll the coast road,", KOVAC, "roads", url="https://harbour.example/never")
QUOTE = BEFORE.quotes[0].quote
WATCH = Watch(
    "w1", "room:ana", "@ana", "room:desk", DUE, DUE, "Europe/Berlin", "Ana Kovač", "kovac", Topic("road", "roads")
)


@dataclass
class Scene:
    """Hold a desk with its room and clock."""

    desk: Desk
    room: Room
    clock: SetClock

    def later(self, **much: float) -> None:
        """Let time go on, and look at every watch."""
        self.clock.moment += timedelta(**much)
        watch_all(self.desk)

    def says(self, words: str, *names: str, speaker: str = "kovac") -> None:
        """Put an article with one quote on the record."""
        who = KOVAC if speaker == "kovac" else REED
        made = told(
            words, who, *(names or ("roads",)), url=f"https://harbour.example/{words}", fetched=self.clock.moment
        )
        self.desk.store.record(made)

    def moves(self, outlet: str = "Coast Daily", day: date | None = None) -> Findings:
        """Put an article on the record that reports a change."""
        text, url = "Ana Kovač walked back part of her words.", f"https://{outlet.replace(' ', '')}.example/back"
        side = outlets_say(text, url=url, outlet=outlet, said_on=day or date(2025, 2, 13))
        change = moved_position(QUOTE, side, extent=Extent.PART)
        made = replace(findings(article(text, url=url, outlet=outlet, fetched=self.clock.moment)), changes=(change,))
        self.desk.store.record(made)
        return made

    def heads(self) -> list[str]:
        """Return the titles of the alerts, in order."""
        return [block.text for _, message in self.room.posts for block in message.blocks if isinstance(block, Header)]

    def states(self) -> list[AlertState]:
        """Return what became of each thing."""
        return [each.state for each in self.desk.store.alerts("w1")]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Give a desk where somebody watches one speaker on one topic."""
    clock, room = SetClock(), Room()
    with wiring.desk(Settings(database=str(tmp_path / "ledger.db")), clock=clock) as opened:
        clock.moment -= timedelta(hours=1)
        opened.store.record(BEFORE)
        clock.moment = DUE
        opened.store.keep_watch(WATCH)
        made = Scene(replace(opened, platforms={"room": room}), room, clock)
        made.later(minutes=1)
        yield made


def test_what_was_there_before_is_no_alert(scene: Scene) -> None:
    """A quote that stood on the record when the watch was set is not told."""
    scene.later(minutes=5)
    assert scene.room.posts == []


def test_a_change_is_told_once_and_shows_both_sides(scene: Scene) -> None:
    """A position that moved is one alert with both its sides, by direct message, however often the clock ticks."""
    scene.moves()
    for _ in range(3):
        scene.later(minutes=1)
    assert scene.heads() == ["Watch: Ana Kovač on roads · changed"]
    assert len(scene.room.posts[0][1].changes) == 1
    assert scene.states() == [AlertState.SENT]


def test_splits_are_told_to_who_watches_them(scene: Scene) -> None:
    """A watch on splits tells each once, by member and topic, and no quote; one that its page took back is not told."""
    for line in ("splits", "roads only:splits", "Reed on bridges only:splits"):
        watch.answer(parse(f"watch {line}", Asker("room:desk", "room:bo", "@bo")), scene.desk)
    text, url = "The two ministers gave two answers.", "https://coast.example/two"
    page = article(text, url=url, fetched=scene.clock.moment)
    scene.desk.store.record(replace(findings(page), splits=(split_camp(text, KOVAC, REED, url=url),)))
    scene.says("We will build a bridge at once", "bridges", speaker="reed")
    scene.later(hours=4)
    assert scene.heads() == ["Watch: splits · split"]  # whoever has two watches on it is told once
    (shown,) = [block for block in scene.room.posts[0][1].blocks if isinstance(block, Difference)]
    assert shown.side.shown.before == text
    scene.later(hours=1)
    text, url = "The two ministers gave other answers.", "https://coast.example/three"
    page = article(text, url=url, fetched=scene.clock.moment)
    scene.desk.store.record(replace(findings(page), splits=(split_camp(text, KOVAC, REED, url=url),)))
    scene.desk.store.record(findings(article("They did not.", url=url, fetched=scene.clock.moment)))
    scene.later(hours=1)
    assert len(scene.heads()) == 1


def test_quotes_are_told_unless_only_changes_are_wanted(scene: Scene) -> None:
    """A new quote is an alert of a watch on everything, and none of one on changes; another's never."""
    scene.says("The road is open again,")
    scene.says("The bridge is not,", "bridge")
    scene.says("Roads are roads,", speaker="reed")
    scene.later(minutes=1)
    assert scene.heads() == ["Watch: Ana Kovač on roads · 1 new quote"]
    kept = scene.desk.store.watch("w1")
    assert kept
    scene.desk.store.keep_watch(replace(kept, only_changes=True))
    scene.says("The road is shut again,")
    scene.later(minutes=1)
    assert len(scene.room.posts) == 1


def test_the_fourth_of_a_day_waits_and_comes_with_others(scene: Scene) -> None:
    """Three alerts come in a day; what follows is one message the next day."""
    for number in range(5):
        scene.says(f"The road has {number} lanes now,")
        scene.later(minutes=10)
    assert len(scene.room.posts) == 3
    scene.later(days=1)
    scene.later(minutes=1)
    assert scene.heads()[3:] == ["Watch: Ana Kovač on roads · 2 new quotes"]


def test_nothing_comes_at_night(scene: Scene) -> None:
    """Between the quiet hours of the watcher's own clock nothing is sent, and the morning brings it."""
    kept = scene.desk.store.watch("w1")
    assert kept
    scene.desk.store.keep_watch(replace(kept, quiet=(time(22), time(7))))
    scene.clock.moment = DUE + timedelta(hours=15)  # 23:00 in Berlin
    scene.says("The road is shut at night,")
    scene.later(minutes=1)
    scene.later(hours=6)
    assert scene.room.posts == []
    scene.later(hours=2)
    assert len(scene.room.posts) == 1


@pytest.mark.parametrize(
    ("quiet", "hour", "still"),
    [((22, 7), 22, True), ((22, 7), 6, True), ((22, 7), 7, False), ((13, 14), 13, True), ((13, 14), 14, False)],
)
def test_quiet_hours_may_pass_midnight(quiet: tuple[int, int], hour: int, still: bool) -> None:
    """Quiet hours hold from their first minute to before their last, also over midnight."""
    watch = replace(WATCH, zone="UTC", quiet=(time(quiet[0]), time(quiet[1])))
    assert silent(watch, datetime(2025, 2, 14, hour, tzinfo=UTC)) is still


def test_a_muted_watch_does_not_make_up_for_it(scene: Scene) -> None:
    """What comes while a watch is muted is never told; what comes after is."""
    kept = scene.desk.store.watch("w1")
    assert kept
    scene.desk.store.keep_watch(replace(kept, muted_until=scene.clock.moment + DAY))
    scene.says("The road is shut,")
    scene.later(hours=1)
    scene.later(days=2)
    assert scene.room.posts == []
    scene.says("The road is open,")
    scene.later(minutes=1)
    assert len(scene.room.posts) == 1


def test_the_same_change_at_another_outlet_is_not_told_again(scene: Scene) -> None:
    """A change that a second outlet reports later is the same one."""
    scene.moves()
    scene.later(minutes=1)
    scene.moves("Valley Times")
    scene.later(hours=1)
    assert len(scene.room.posts) == 1
    assert scene.states() == [AlertState.SENT, AlertState.DROPPED]


def test_what_falls_away_before_it_is_told_is_not_told(scene: Scene) -> None:
    """A change held overnight whose source takes it back in the meantime never reaches anybody."""
    kept = scene.desk.store.watch("w1")
    assert kept
    scene.desk.store.keep_watch(replace(kept, quiet=(time(8), time(12))))
    made = scene.moves()
    scene.later(minutes=1)
    scene.desk.store.record(findings(article("She did not.", url=made.article.publication.url)))
    scene.later(hours=6)
    assert scene.room.posts == []
    assert scene.states() == [AlertState.DROPPED]


@pytest.mark.parametrize("fault", ["before", "after"])
def test_a_crash_while_telling_neither_loses_nor_doubles(scene: Scene, fault: str) -> None:
    """Killed right before or right after the post, the next tick sends it or finds it: one post."""
    scene.moves()
    setattr(scene.room, fault, Killed())
    with pytest.raises(Killed):
        scene.later(minutes=1)
    scene.room.heal()
    scene.later(minutes=1)
    scene.later(minutes=1)
    assert len(scene.room.posts) == 1
    assert scene.states() == [AlertState.SENT]


@pytest.mark.parametrize(
    ("fault", "then", "state"),
    [
        (RateLimited("wait", after=timedelta(seconds=1)), 1, AlertState.SENT),
        (Unreachable("gone"), 0, AlertState.DROPPED),
        (PlatformError("odd"), 0, AlertState.DROPPED),
        (Unclear("lost"), 0, AlertState.MAYBE),
    ],
)
def test_each_fault_has_its_effect(scene: Scene, fault: PlatformError, then: int, state: AlertState) -> None:
    """A chat that asks to wait is asked again; one that refuses or may have it is not."""
    scene.moves()
    scene.room.before = fault
    scene.later(minutes=1)
    assert scene.room.posts == []
    scene.room.heal()
    scene.later(minutes=1)
    assert len(scene.room.posts) == then
    assert scene.states() == [state]


def test_alerts_go_to_the_person_or_into_the_channel(scene: Scene) -> None:
    """A watch tells the person who set it; one set with in:here tells its channel."""
    sent: list[str] = []
    scene.room.to = sent.append
    scene.says("The road is open,")
    scene.later(minutes=1)
    kept = scene.desk.store.watch("w1")
    assert kept
    scene.desk.store.keep_watch(replace(kept, here=True))
    scene.says("The road is shut,")
    scene.later(minutes=1)
    assert sent == ["room:ana", "room:desk"]


def test_the_clock_looks_only_where_somebody_watches(scene: Scene) -> None:
    """The clock submits the work while there is a watch, and not without one."""
    now = scene.clock.moment
    assert "watch" in {tick.job for tick in ticks(scene.desk, now)}
    scene.desk.store.remove_watch("w1")
    assert "watch" not in {tick.job for tick in ticks(scene.desk, now)}


def test_another_of_the_same_surname_is_not_watched(scene: Scene) -> None:
    """A watch on Ana Kovač, typed by her surname, hears nothing of Tom Kovač, and all of “Kovač” alone."""
    for name in ("Tom Kovač", "Kovač"):
        made = told(
            f"The road of {name} is open,",
            Speaker(name, SpeakerKind.PERSON),
            "roads",
            url=f"https://harbour.example/{len(name)}",
            fetched=scene.clock.moment,
        )
        scene.desk.store.record(made)
    scene.later(minutes=1)
    assert scene.heads() == ["Watch: Ana Kovač on roads · 1 new quote"]
    assert "The road of Kovač is open" in plain(scene.room.posts[0][1])


def test_two_watches_of_one_person_tell_a_thing_once(scene: Scene) -> None:
    """Who watches a speaker, and the speaker on a topic, is told of a change once."""
    scene.desk.store.keep_watch(replace(WATCH, id="w2", topic=None, seen_until=scene.clock.moment))
    scene.moves()
    for _ in range(2):
        scene.later(minutes=1)
    assert len(scene.room.posts) == 1


def test_what_is_taken_back_while_it_waits_is_not_told(scene: Scene) -> None:
    """A change that is put off by the platform, and loses its ground meanwhile, is never sent."""
    scene.moves()
    scene.room.before = RateLimited("Wait.", after=timedelta(minutes=2))
    scene.later(minutes=1)
    scene.room.before = None
    gone = article("Nothing of it.", url="https://CoastDaily.example/back", outlet="Coast Daily")
    scene.desk.store.record(findings(gone))
    scene.later(minutes=5)
    assert scene.room.posts == []
    assert scene.states() == [AlertState.DROPPED]


def test_what_is_hidden_while_it_waits_is_not_told(scene: Scene) -> None:
    """A change whose quote is hidden after a report, while the watcher sleeps, is not told in the morning."""
    kept = scene.desk.store.watch("w1")
    assert kept
    scene.desk.store.keep_watch(replace(kept, quiet=(time(0), time(23, 59))))
    scene.moves()
    scene.later(minutes=1)
    at = scene.clock.moment
    scene.desk.store.object(Objection(QUOTE.id, "room", "room:ana", "@ana", manager=True, reason="wrong", at=at))
    kept = scene.desk.store.watch("w1")
    assert kept
    scene.desk.store.keep_watch(replace(kept, quiet=None))
    scene.later(minutes=1)
    assert scene.room.posts == []


@pytest.mark.parametrize("line", ["remove w1", "mute w1", "unmute w1"])
def test_a_watch_is_its_owners_alone(scene: Scene, line: str) -> None:
    """Somebody else changes my watch by its id neither in the channel where I set it nor elsewhere; I may."""
    ben, ana = (Asker("room:desk", f"room:{name}", f"@{name}") for name in ("ben", "ana"))
    with pytest.raises(NotAllowed, match="somebody else's watch"):
        watch.answer(parse(f"watch {line}", ben), scene.desk)
    (kept,) = scene.desk.store.watches("room:ana")
    assert kept.muted_until is None
    assert watch.answer(parse(f"watch {line}", ana), scene.desk).blocks
