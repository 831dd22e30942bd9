"""Charts on Slack: its own, a picture where the workspace refuses that, text where no picture can be sent."""

from __future__ import annotations

import sys
from datetime import timedelta

import pytest

from bot.edges.platforms.slack.charts import NATIVE
from bot.model.record import Speaker
from tests.e2e.office import Office
from tests.servers.slack import Json, labelled
from tests.unit.building import told

ALT = "Bar chart, quotes per week: week of "


@pytest.fixture
def quoted(office: Office) -> Office:
    """A ledger with somebody who was quoted in each of three weeks."""
    for number in range(6):
        at = office.desk.clock.now() - timedelta(days=7 * (number // 2), minutes=number)
        url = f"https://coast.example/{number}"
        office.desk.store.record(
            told(f"The pier is shut on day {number}.", Speaker("Ida Quill"), url=url, published=at)
        )
    return office


def kinds(payload: Json) -> list[str]:
    """Return the kinds of a payload's blocks that show a chart."""
    return [block["type"] for block in payload["blocks"] if block["type"] in {NATIVE, "image"}]


def test_a_chart_is_slacks_own_and_told_in_words(quoted: Office) -> None:
    """Who was quoted in several weeks has a chart below the quotes; the text of the message holds its numbers."""
    exchange = quoted.slack.command("/speaker", "ida quill")
    answer = exchange.answer()
    (chart,) = [block for block in answer["blocks"] if block["type"] == NATIVE]
    assert chart["title"] == "Ida Quill: quotes per week"
    assert [point["value"] for point in chart["chart"]["series"][0]["data"]] == [2, 2, 2]
    assert ALT in quoted.said(answer)
    assert [each["response_type"] for each in exchange.answers] == ["ephemeral"]


def test_little_is_told_without_a_chart(quoted: Office) -> None:
    """Who was quoted in one week only has none."""
    assert kinds(quoted.slack.command("/speaker", "marsh").answer()) == []


def test_a_workspace_that_refuses_charts_gets_pictures(quoted: Office) -> None:
    """A refused chart comes as a picture with its numbers in words, once; the next one is a picture at once."""
    quoted.slack.not_drawn = {NATIVE}
    exchange = quoted.slack.command("/speaker", "ida quill")
    answer = exchange.answer()
    (image,) = [block for block in answer["blocks"] if block["type"] == "image"]
    (file,) = quoted.slack.files
    assert image["slack_file"] == {"id": file["id"]}
    assert file["content"].startswith(b"\x89PNG")
    assert file["channel"] == ""
    assert image["alt_text"].startswith(ALT)
    assert len(exchange.answers) == 1
    quoted.slack.wait(lambda: quoted.desk.store.workspace("slack:T1").classic)
    again = quoted.slack.command("/speaker", "ida quill")
    assert kinds(again.answer()) == ["image"]
    assert quoted.slack.refused == 1


def test_without_files_a_chart_is_text(quoted: Office) -> None:
    """Where no picture can be uploaded the bars are characters, and all else of the answer stands."""
    quoted.slack.not_drawn = {NATIVE}
    quoted.slack.refuse = lambda method, _asked: "missing_scope" if method.startswith("files.") else ""
    answer = quoted.slack.command("/speaker", "ida quill").answer()
    assert kinds(answer) == []
    assert "▏██" in str(answer["blocks"])
    assert "The pier is shut on day 0." in quoted.said(answer)


def test_without_what_draws_pictures_a_chart_is_text(quoted: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where matplotlib is not installed the bars of a refused chart are characters, and nothing is uploaded."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    quoted.slack.not_drawn = {NATIVE}
    answer = quoted.slack.command("/speaker", "ida quill").answer()
    assert kinds(answer) == []
    assert "▏██" in str(answer["blocks"])
    assert quoted.slack.files == []


def test_a_refused_answer_comes_as_its_text(quoted: Office) -> None:
    """When Slack takes no blocks at all the answer is its text, once."""
    quoted.slack.not_drawn = {"rich_text"}
    exchange = quoted.slack.command("/speaker", "ida quill")
    answer = exchange.answer()
    assert "The pier is shut on day 0." in quoted.said(answer)
    assert len(exchange.answers) == 1
    assert not quoted.desk.store.workspace("slack:T1").classic


def test_a_shared_chart_is_seen_by_all(quoted: Office) -> None:
    """Shared to the channel, a chart that the workspace refuses is a picture there too, posted once."""
    answer = quoted.slack.command("/speaker", "ida quill").answer()
    assert kinds(answer) == [NATIVE]
    quoted.slack.not_drawn = {NATIVE}
    quoted.slack.press(labelled(answer, "Share to channel"))
    seen = quoted.slack.wait(lambda: [each for each in quoted.slack.by_bot() if "Ida Quill" in each["text"]])
    assert [kinds(each) for each in seen] == [["image"]]


def test_a_view_shows_charts_as_text(quoted: Office) -> None:
    """In a direct question's modal a chart is text, which every client shows."""
    quoted.slack.shortcut("ask")
    view = quoted.slack.wait(lambda: list(quoted.slack.views.values()))[-1]
    quoted.slack.submit(view, {"typed": {"value": "speaker ida quill"}})
    quoted.slack.wait(lambda: "▏██" in str(quoted.slack.views) or "▏██" in str(quoted.slack.recorded))
