"""When Slack fails while people ask: nothing twice, nothing lost in silence, no button dead afterwards."""

from __future__ import annotations

import http.client
import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from bot.edges.platforms.slack.pace import Pace
from bot.errors import Unreachable
from bot.jobs import deliver
from bot.model.briefing import DAILY, Channel, DeliveryState, DigestTime
from tests.e2e.office import Office
from tests.servers.limits import quotes
from tests.servers.slack import labelled

C1 = "slack:T1:C1"


def test_a_share_that_slack_puts_off_is_told_and_can_be_pressed_again(office: Office) -> None:
    """A share that Slack has no time for says so to who pressed, and the next press posts it, once."""
    answer = office.slack.command("/who-said", "nato").answer()
    office.slack.wait(office.slack.by_bot)  # the channel's first message
    share = labelled(answer, "Share to channel")
    office.slack.faults["chat.postMessage"].append("429-long")
    assert "Slack asks us to wait 90 seconds." in office.said(office.slack.press(share).answer())
    office.app.replies.platform._pace = Pace(0)  # the wait is over
    office.slack.press(share, who="UBEN")
    office.slack.wait(lambda: [each for each in office.slack.by_bot() if "Shared by" in each["text"]])
    office.slack.press(share, who="UBEN").acked.wait(5)
    assert len([each for each in office.slack.by_bot() if "Shared by" in each["text"]]) == 1


def test_a_mention_that_cannot_be_answered_is_told(office: Office) -> None:
    """Who mentions the bot while Slack refuses its posts hears why, in private."""
    office.slack.command("/onrecord", "status").answer()
    office.slack.wait(office.slack.by_bot)
    office.slack.faults["chat.postMessage"].append("429-long")
    office.slack.mention("who-said nato")
    told = office.slack.wait(lambda: office.slack.ephemeral)[0]
    assert "could not be posted. Slack asks us to wait 90 seconds." in office.said(told)


def test_a_line_about_a_change_is_never_there_twice(office: Office) -> None:
    """When the answer to the channel's line is lost, the line is not sent another way."""
    office.slack.command("/onrecord", "status").answer()
    office.slack.wait(office.slack.by_bot)
    office.slack.faults["response_url"].append("reset")
    office.slack.command("/digest", "topics +bridge").answer()
    office.slack.wait(office.notices)
    assert len(office.notices()) == 1
    assert not [each for each in office.slack.by_bot() if "set the topics" in each["text"]]


def test_a_form_that_does_not_open_is_told(office: Office) -> None:
    """A form that Slack does not open is acknowledged, and who pressed hears of it."""
    answer = office.slack.command("/who-said", "nato").answer()
    office.slack.refuse = lambda method, _asked: "expired_trigger_id" if method == "views.open" else ""
    pressed = office.slack.press(labelled(answer, "Show in context"))
    assert "That did not work." in office.said(pressed.answer())
    asked = office.slack.command("/feeds", "import")
    assert "The form did not open." in office.said(asked.answer())


def test_settings_that_change_while_a_digest_fails_stay(office: Office) -> None:
    """A digest that cannot reach its channel pauses it, and keeps what was set while it tried."""
    now = office.desk.clock.now()
    hour = DigestTime(now.time().replace(second=0, microsecond=0), DAILY)
    channel = Channel(C1, "slack", "policy", "UTC", (hour,), since=now - timedelta(hours=1))
    office.desk.store.keep_channel(channel)

    class Slow:
        """Let somebody change the topics before the post fails."""

        name = "slack"

        def post(self, *_: object, **__: object) -> str:
            office.desk.store.keep_channel(replace(channel, topics=("nato",)))
            raise Unreachable("I am not in this channel. (not_in_channel)")

    done = deliver.deliver(replace(office.desk, platforms={"slack": Slow()}), C1)  # type: ignore[dict-item]
    assert done
    assert done.state is DeliveryState.FAILED
    kept = office.desk.store.channel(C1)
    assert kept
    assert (kept.topics, kept.paused) == (("nato",), True)


@pytest.mark.parametrize("office", ["http"], indirect=True)
@pytest.mark.parametrize("stamp", ["abc", "nan", ""])
def test_an_odd_request_is_refused_in_silence(office: Office, stamp: str) -> None:
    """A request whose time is no number is refused, and nothing crashes."""
    there = urlsplit(office.slack.events_url)
    line = http.client.HTTPConnection(there.netloc, timeout=5)
    line.request("POST", there.path, b"{}", {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": "v0=x"})
    assert line.getresponse().status in {400, 401}
    line.close()


@pytest.mark.parametrize("office", ["http"], indirect=True)
def test_a_body_without_a_length_is_bounded(office: Office) -> None:
    """A body that comes in pieces without a length is cut off at the same size as any other."""
    there = urlsplit(office.slack.events_url)
    line = http.client.HTTPConnection(there.netloc, timeout=5)
    try:
        line.request("POST", there.path, iter([b"x" * 1_000_000] * 8), encode_chunked=True)
        assert line.getresponse().status == 413
    except (BrokenPipeError, ConnectionResetError):
        pass  # the server hung up before all was sent
    finally:
        line.close()
    assert office.slack.command("/onrecord", "status").answer()


def test_buttons_of_a_page_act_on_that_page(office: Office) -> None:
    """On page 2, sharing posts page 2, and its context marks the words of its own quotes and of no others."""
    first = office.slack.command("/who-said", "nato").answer()
    office.slack.wait(office.slack.by_bot)
    second = office.slack.press(labelled(first, "Older")).answer()
    office.slack.press(labelled(second, "Share to channel"))
    shared = office.slack.wait(lambda: [each for each in office.slack.by_bot() if "Shared by" in each["text"]])
    assert quotes(shared[0]) == quotes(second)
    assert quotes(shared[0]) != quotes(first)
    office.slack.press(labelled(second, "Show in context"))
    view = office.slack.wait(lambda: next((v for v in office.slack.views.values() if len(quotes(v)) == 5), None))
    marked = [re.findall("⟦(.+?),?⟧", each) for each in quotes(view)]
    assert all(len(each) == 1 for each in marked)
    for shown in quotes(second):
        assert len([words for (words,) in marked if words in shown]) == 1, shown
    assert not [words for (words,) in marked for shown in quotes(first) if words in shown]
