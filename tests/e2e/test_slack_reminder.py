"""The reminder to who added the bot and no feed: once, a day later, in private."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.edges.clock import ShiftedClock
from bot.jobs.table import JOBS, ticks
from tests.e2e.office import Office
from tests.servers.slack import BOT, Json

JOINED = {"type": "member_joined_channel", "user": BOT, "channel": "C1", "inviter": "UANA", "channel_type": "C"}
Later = Callable[[float], list[Json]]


@pytest.fixture
def after(office: Office) -> Later:
    """Invite the bot into a channel; return what somebody finds in private when the job ran so many hours later."""
    office.slack.event(JOINED)
    office.slack.wait(office.slack.by_bot)
    office.slack.wait(lambda: office.desk.store.reference("first:slack:T1:C1"))

    def later(hours: float) -> list[Json]:
        clock = ShiftedClock(office.desk.clock.now() + timedelta(hours=hours))
        assert "remind" in {tick.job for tick in ticks(office.desk, clock.now())}
        JOBS["remind"](replace(office.desk, clock=clock), "")
        return office.slack.by_bot("UANA")

    return later


def without_feeds(office: Office) -> None:
    """Follow nothing."""
    for each in office.desk.store.feeds():
        office.desk.store.remove_feed(each.feed.id)


def test_who_added_no_feed_is_reminded_once(office: Office, after: Later) -> None:
    """Nobody hears anything within a day; after it the person who invited the bot does, once, with what to press."""
    without_feeds(office)
    assert after(23) == []
    (told,) = after(25)
    assert "It follows no feed yet" in office.said(told)
    assert "Pick a bundle" in str(told["blocks"])
    assert after(26) == [told]
    assert len(office.slack.by_bot("C1")) == 1


def test_who_added_a_feed_is_left_alone(after: Later) -> None:
    """Where a feed is followed nobody is reminded."""
    assert after(25) == []


def test_an_old_invitation_is_left_alone(office: Office, after: Later) -> None:
    """A bot that was off for days does not come back with a reminder of long ago."""
    without_feeds(office)
    assert after(49) == []


def test_a_reminder_that_is_refused_is_let_go(office: Office, after: Later) -> None:
    """Somebody who cannot be written to is left alone, and nothing breaks."""
    without_feeds(office)
    office.slack.refuse = lambda method, _asked: "channel_not_found" if method == "chat.postMessage" else ""
    assert after(25) == []
    office.slack.refuse = lambda _method, _asked: ""
    assert after(26) == []
