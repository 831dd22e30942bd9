"""The way of the README on Discord, with the program itself in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.servers.discord import APP, C1, LocalDiscord
from tests.servers.discord_limits import EPHEMERAL, Json, as_read, components, texts, violations
from tests.servers.slack import LocalSlack

PROGRAM = (sys.executable, "-m", "bot")
TOKEN = {"ONRECORD_DISCORD_TOKEN": "token-1"}


@pytest.fixture
def discord() -> Iterator[LocalDiscord]:
    """A local Discord; everything that it was sent keeps the limits."""
    with LocalDiscord() as local:
        yield local
        assert [each for body in local.recorded for each in violations(body)] == []


def environment(discord: LocalDiscord, folder: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ONRECORD_", "SLACK_"))}
    return kept | {"ONRECORD_DISCORD_API_URL": discord.url, "HOME": str(folder)} | more


def read(discord: LocalDiscord, folder: Path) -> None:
    """Read the newswire once, so that there is something to ask for."""
    line = [*PROGRAM, "--demo", "--db", str(folder / "ledger.db"), "poll"]
    subprocess.run(line, env=environment(discord, folder), cwd=folder, capture_output=True, timeout=120, check=True)


@contextmanager
def running(
    discord: LocalDiscord, folder: Path, *words: str, lines: int = 4, more: dict[str, str] = TOKEN
) -> Iterator[list[str]]:
    """Run `onrecord run` on the newswire until the context ends, and give its first lines."""
    line = [*PROGRAM, "--demo", "--db", str(folder / "ledger.db"), "run", *words]
    with subprocess.Popen(
        line, env=environment(discord, folder, **more), cwd=folder, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            yield [process.stdout.readline().strip() for _ in range(lines)]
        finally:
            process.terminate()
            assert process.wait(20) == 0


def failing(discord: LocalDiscord, folder: Path, *words: str, **more: str) -> str:
    """Run the program and return what it says when it cannot begin."""
    line = [*PROGRAM, "--db", str(folder / "ledger.db"), "run", *words]
    done = subprocess.run(
        line,
        env=environment(discord, folder, **more),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    return done.stderr


def button(message: Json, label: str) -> str:
    found = {each["label"]: each["custom_id"] for each in components(message["components"]) if "label" in each}
    return str(found[label])


def said(message: Json) -> str:
    return as_read(texts(message))


def test_the_way_of_the_readme_leads_to_a_digest(discord: LocalDiscord, tmp_path: Path) -> None:
    """Token, run, invite, /digest setup, bundle, preview, Start: each step of the README works as it stands there."""
    read(discord, tmp_path)
    with running(discord, tmp_path, "discord") as lines:
        assert lines[0] == "Discord: as onrecord, 13 commands."
        assert f"client_id={APP}" in lines[1]
        assert "scope=bot+applications.commands" in lines[1]
        assert "permissions=" in lines[1]
        assert lines[2].endswith("&integration_type=1")
        assert lines[3].startswith("Polling 3 feeds")
        assert discord.gateway.connected.wait(20)
        assert discord.gateway.identified[0]["intents"] == (1 << 0) | (1 << 9)
        assert discord.command("digest setup").answer()["flags"] & EPHEMERAL
        (first,) = discord.wait(lambda: discord.by_bot(C1))
        preview = discord.press(first, button(first, "Show me a preview")).first()
        assert said(preview).startswith("Daily briefing")
        assert "http://harbourpost.example/2026/" in said(preview)
        assert "engine: rules" in said(preview)
        discord.press(first, button(first, "Start")).answer()
        discord.wait(lambda: "weekdays at 08:00" in said(first))
        discord.command("digest now").answer(timeout=30)
        discord.wait(lambda: any("Daily briefing" in said(each) for each in discord.by_bot(C1)), timeout=30)
    log = (tmp_path / "onrecord.log").read_text() if (tmp_path / "onrecord.log").exists() else ""
    assert "token-1" not in log
    assert "aW50ZXJhY3Rpb24" not in log


def test_after_a_restart_old_buttons_work_and_nothing_is_told_twice(discord: LocalDiscord, tmp_path: Path) -> None:
    """A button of a post from before a restart does what it says; the first message is not posted again."""
    read(discord, tmp_path)
    with running(discord, tmp_path, "discord"):
        assert discord.gateway.connected.wait(20)
        first = discord.command("who-said", {"text": "nato", "since": "1y"}).answer(timeout=30)
    discord.gateway.connected.clear()
    with running(discord, tmp_path, "discord"):
        assert discord.gateway.connected.wait(20)
        older = discord.press(first, button(first, "Older")).answer(timeout=30)
        assert older["id"] == first["id"]


def test_slack_and_discord_are_served_by_one_process(discord: LocalDiscord, tmp_path: Path) -> None:
    """With the tokens of both in the environment `onrecord run` answers on both."""
    read(discord, tmp_path)
    with LocalSlack() as slack:
        both = TOKEN | {
            "ONRECORD_SLACK_API_URL": slack.url,
            "ONRECORD_SLACK_BOT_TOKEN": "xoxb-1",
            "ONRECORD_SLACK_APP_TOKEN": "xapp-1",
        }
        with running(discord, tmp_path, lines=6, more=both) as lines:
            assert any(line.startswith("Slack: Harbour") for line in lines)
            assert any(line.startswith("Discord: as onrecord") for line in lines)
            slack.connected()
            assert discord.gateway.connected.wait(20)
            there = slack.command("/who-said", "nato").answer(timeout=30)
            here = discord.command("who-said", {"text": "nato"}).answer(timeout=30)
            assert "who-said" in there["text"] or "nato" in there["text"]
            assert "nato" in said(here)


@pytest.mark.parametrize(("down", "port"), [("Discord", 18473), ("Slack", 18474)])
def test_no_platform_waits_for_another_that_is_down(
    discord: LocalDiscord, tmp_path: Path, down: str, port: int
) -> None:
    """While one does not answer at the start, the other is served and the missing one named; it joins later."""
    read(discord, tmp_path)

    def on_slack() -> None:
        slack.connected()
        assert slack.command("/who-said", "nato").answer(timeout=30)

    def on_discord() -> None:
        assert discord.gateway.connected.wait(30)
        assert "nato" in said(discord.command("who-said", {"text": "nato"}).answer(timeout=30))

    here, late = (on_slack, on_discord) if down == "Discord" else (on_discord, on_slack)
    with LocalSlack() as slack:
        discord.faults["GET @me"].extend(["malformed"] * 2 * (down == "Discord"))
        slack.faults["auth.test"].extend(["malformed"] * 2 * (down == "Slack"))
        both = TOKEN | {
            "ONRECORD_SLACK_API_URL": slack.url,
            "ONRECORD_SLACK_BOT_TOKEN": "xoxb-1",
            "ONRECORD_SLACK_APP_TOKEN": "xapp-1",
        }
        with running(discord, tmp_path, "--http", f"127.0.0.1:{port}", lines=3, more=both) as lines:
            assert not any(line.startswith(down) for line in lines)
            discord.wait(lambda: f"is not {down}" in state(port)[1])
            here()
            late()
            discord.wait(lambda: state(port) == (200, "ready"))


def test_without_the_gateway_commands_come_over_http(discord: LocalDiscord, tmp_path: Path) -> None:
    """With `--http` and no gateway, commands are answered and digests posted; no connection is held."""
    read(discord, tmp_path)
    more = TOKEN | {"ONRECORD_DISCORD_GATEWAY": "false"}
    with running(discord, tmp_path, "discord", "--http", "127.0.0.1:18471", lines=5, more=more) as lines:
        assert "Requests from Discord: 127.0.0.1:18471/discord/interactions" in lines
        discord.endpoint = "http://127.0.0.1:18471/discord/interactions"
        assert discord.signed(b'{"type": 1, "id": "1"}') == (200, '{"type":1}')
        assert "nato" in said(discord.command("who-said", {"text": "nato"}).answer(timeout=30))
        assert "nato" in str(discord.type_in("who-said", {"text": "na"}, "text").choices()).casefold()
        with urllib.request.urlopen("http://127.0.0.1:18471/healthz", timeout=5) as answer:
            assert answer.status == 200
    assert discord.gateway.identified == []


def test_a_connection_that_is_closed_for_good_is_told(discord: LocalDiscord, tmp_path: Path) -> None:
    """When Discord takes the token away while the bot runs, it is not ready any more and says why."""
    with running(discord, tmp_path, "discord", "--http", "127.0.0.1:18472", lines=5):
        assert discord.gateway.connected.wait(20)
        discord.wait(lambda: state(18472) == (200, "ready"))
        discord.gateway.cut(4004)
        discord.wait(lambda: state(18472)[0] == 503, timeout=20)
        assert "Set ONRECORD_DISCORD_TOKEN anew" in state(18472)[1]


def state(port: int) -> tuple[int, str]:
    """Return what the program says of being ready."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return answer.status, answer.read().decode().strip()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode().strip()


@pytest.mark.parametrize(
    ("words", "more", "wrong"),
    [
        (("discord",), {}, "ONRECORD_DISCORD_TOKEN is not set"),
        (("discord",), {"ONRECORD_DISCORD_TOKEN": "secret-9"}, "does not accept the bot's token"),
        (
            ("discord",),
            TOKEN | {"ONRECORD_DISCORD_API_URL": "http://127.0.0.1:9/x"},
            "http://127.0.0.1:9/x is not Discord",
        ),
        (("discord",), TOKEN | {"ONRECORD_DISCORD_GATEWAY": "false"}, "give --http"),
        (("teams",), TOKEN, "no platform"),
    ],
)
def test_what_is_wrong_is_said_at_the_start(
    discord: LocalDiscord, tmp_path: Path, words: tuple[str, ...], more: dict[str, str], wrong: str
) -> None:
    """A token that is missing or wrong, no Discord, no way in: one sentence says so, and never the token."""
    told = failing(discord, tmp_path, *words, **more)
    assert wrong in told
    assert "secret-9" not in told
    assert "Traceback" not in told


def test_a_cut_connection_resumes_and_what_was_said_meanwhile_is_answered(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    """After a cut the session is resumed, a mention in between is answered once, and heartbeats go on."""
    discord.gateway.beat = 500
    with running(discord, tmp_path, "discord"):
        assert discord.gateway.connected.wait(20)
        discord.gateway.cut()
        asked = discord.mention("help")
        discord.wait(lambda: discord.by_bot(asked["id"]), timeout=30)
        assert discord.gateway.resumes == 1
        assert len(discord.gateway.identified) == 1
        discord.wait(lambda: discord.gateway.beats >= 2)
        assert len(discord.by_bot(asked["id"])) == 1
