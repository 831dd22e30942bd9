from __future__ import annotations

import html
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from tests.servers.limits import quotes, violations
from tests.servers.slack import BOT, SECRET, LocalSlack, elements, labelled

PROGRAM = (sys.executable, "-m", "bot")
TOKENS = {"ONRECORD_SLACK_BOT_TOKEN": "xoxb-1", "ONRECORD_SLACK_APP_TOKEN": "xapp-1"}


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A local Slack; everything that it was sent keeps the limits."""
    with LocalSlack() as local:
        yield local
        assert [each for payload in local.recorded for each in violations(payload)] == []


def environment(slack: LocalSlack, folder: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ONRECORD_", "SLACK_"))}
    return kept | {"ONRECORD_SLACK_API_URL": slack.url, "HOME": str(folder)} | more


@contextmanager
def running(slack: LocalSlack, folder: Path, *words: str, **more: str) -> Iterator[list[str]]:
    """Run `onrecord run slack` on the newswire until the context ends, and give its first lines."""
    line = [*PROGRAM, "--demo", "--db", str(folder / "ledger.db"), "run", "slack", *words]
    with subprocess.Popen(
        line, env=environment(slack, folder, **more), cwd=folder, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            yield [process.stdout.readline().strip() for _ in range(3)]
        finally:
            process.terminate()
            assert process.wait(20) == 0


def test_the_way_of_the_readme_leads_to_a_digest(slack: LocalSlack, tmp_path: Path) -> None:
    """Manifest, tokens, run, invite, bundle, preview, Start: each step of the README works as it stands there."""
    made = subprocess.run([*PROGRAM, "manifest", "slack"], capture_output=True, text=True, check=True)
    manifest = yaml.safe_load(made.stdout)
    assert manifest["settings"]["socket_mode_enabled"] is True
    slack.scopes = list(manifest["oauth_config"]["scopes"]["bot"])
    with running(slack, tmp_path, **TOKENS) as lines:
        assert lines[0].startswith("Slack: Harbour, as @onrecord. Not granted, optional: channels:history")
        assert lines[1] == "Socket Mode."
        assert "Ctrl-C stops." in lines[2]
        slack.connected()
        joined = {"type": "member_joined_channel", "user": BOT, "channel": "C1", "inviter": "UANA", "channel_type": "C"}
        slack.event(joined)
        first = slack.wait(slack.by_bot)[0]
        assert "On Record is here." in first["text"]
        slack.press(elements(first, "static_select")[0], post=first)
        ticks = slack.wait(lambda: [view for view in slack.views.values() if view.get("callback_id") == "or1_form"])[0]
        feed = ticks["blocks"][0]["element"]["options"][:1]
        slack.submit(ticks, {"feeds": {"selected_options": feed}, "feeds.2": {"selected_options": []}})
        slack.wait(lambda: "(4 feeds)" in slack.by_bot()[0]["text"])
        preview = slack.press(labelled(first, "Show me a preview"), post=first)
        preview.answer()
        slack.press(labelled(first, "Start"), post=first)
        slack.wait(lambda: "Started." in slack.by_bot()[0]["text"])
        answer = slack.command("/who-said", "nato").answer()
        assert "Who said, nato" in answer["text"] or "Nothing is in the ledger" in answer["text"]
        slack.wait(lambda: quotes(slack.command("/who-said", "nato").answer()), 30)
        assert "Read as: who-said nato" in html.unescape(asked(slack))


def asked(slack: LocalSlack) -> str:
    """Ask in a mention and return the reply."""
    ts = slack.mention("who said anything about nato?").body["event"]["ts"]
    return str(slack.wait(lambda: slack.by_bot(thread=ts))[0]["text"])


@pytest.mark.parametrize("how", ["cut", "break_off"])
def test_a_lost_connection_comes_back(slack: LocalSlack, tmp_path: Path, how: str) -> None:
    """Slack closes connections now and then, and networks break them off; a new one is opened and answers go on."""
    with running(slack, tmp_path, **TOKENS):
        slack.connected()
        assert slack.command("/onrecord", "help").answer()
        getattr(slack, how)()
        slack.connected()
        assert slack.command("/onrecord", "help").answer()


def test_over_http_every_request_is_checked(slack: LocalSlack, tmp_path: Path) -> None:
    """With a signing secret and an address Slack is served over HTTP: wrong signatures and old requests are refused."""
    secrets = {"ONRECORD_SLACK_BOT_TOKEN": "xoxb-1", "ONRECORD_SLACK_SIGNING_SECRET": SECRET}
    port = free_port()
    with running(slack, tmp_path, "--http", f"127.0.0.1:{port}", **secrets) as lines:
        assert lines[1] == f"Requests from Slack: 127.0.0.1:{port}/slack/events"
        slack.events_url = f"http://127.0.0.1:{port}/slack/events"
        assert slack.command("/onrecord", "help").answer()
        challenge = json.dumps({"type": "url_verification", "challenge": "abc", "token": "x"})
        assert "abc" in slack.signed(challenge, "application/json")[1]
        raw = json.dumps({"type": "event_callback", "event": {"type": "app_mention"}})
        assert slack.signed(raw, "application/json", secret="not the secret")[0] == 401  # noqa: S106 - wrong on purpose
        assert slack.signed(raw, "application/json", at=time.time() - 400)[0] == 401
        assert slack.signed("{" * 100, "application/json")[0] in {200, 400, 401, 404, 500}
        assert slack.command("/onrecord", "help").answer()


@pytest.mark.parametrize(
    ("tokens", "scopes", "said"),
    [
        ({}, [], "ONRECORD_SLACK_BOT_TOKEN is not set"),
        ({"ONRECORD_SLACK_BOT_TOKEN": "xoxb-9"}, [], "The bot token does not work: Slack does not accept"),
        ({"ONRECORD_SLACK_BOT_TOKEN": "“xoxb-9”"}, [], "ONRECORD_SLACK_BOT_TOKEN does not begin with xox"),
        ({"ONRECORD_SLACK_BOT_TOKEN": "xoxb-1"}, [], "ONRECORD_SLACK_APP_TOKEN is not set"),
        (TOKENS | {"ONRECORD_SLACK_APP_TOKEN": "xoxb-9"}, [], "ONRECORD_SLACK_APP_TOKEN does not begin with xapp-"),
        (
            TOKENS,
            ["chat:write", "commands"],
            "The bot token lacks app_mentions:read, im:history, users:read, files:write",
        ),
    ],
)
def test_what_is_missing_is_named(
    slack: LocalSlack, tmp_path: Path, tokens: dict[str, str], scopes: list[str], said: str
) -> None:
    """A missing or useless token, and missing scopes, are named before anything starts, without the token itself."""
    slack.scopes = scopes or slack.scopes
    done = subprocess.run(
        [*PROGRAM, "--db", str(tmp_path / "a.db"), "run", "slack"],
        env=environment(slack, tmp_path, **tokens),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert said in done.stderr
    assert "xoxb-9" not in done.stderr


def test_many_workspaces_are_served_by_one_process(slack: LocalSlack, tmp_path: Path) -> None:
    """With the app's own credentials `run` serves the page of the installation; what is missing for that is named."""
    secrets = {"ONRECORD_SLACK_CLIENT_ID": "1.2", "ONRECORD_SLACK_CLIENT_SECRET": "hush"}
    words = [*PROGRAM, "--db", str(tmp_path / "a.db"), "run", "slack"]
    done = subprocess.run(
        words, env=environment(slack, tmp_path, **secrets), cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "also needs ONRECORD_SLACK_SIGNING_SECRET, --http ADDRESS" in done.stderr
    assert "hush" not in done.stderr
    port = free_port()
    secrets["ONRECORD_SLACK_SIGNING_SECRET"] = SECRET
    with running(slack, tmp_path, "--http", f"127.0.0.1:{port}", **secrets) as lines:
        assert lines[0] == "Slack: a workspace is added at /slack/install of your public address."
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/slack/install", timeout=10) as page:
            assert "https://slack.com/oauth/v2/authorize" in page.read().decode()


def test_an_app_token_without_its_scope_is_named(slack: LocalSlack, tmp_path: Path) -> None:
    """An app-level token that may not open connections is named with the scope that it lacks."""
    slack.refuse = lambda method, _asked: "missing_scope" if method == "apps.connections.open" else ""
    words = [*PROGRAM, "--db", str(tmp_path / "a.db"), "run", "slack"]
    done = subprocess.run(
        words, env=environment(slack, tmp_path, **TOKENS), cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "The app-level token lacks connections:write" in done.stderr


@pytest.mark.parametrize(
    ("words", "commands", "http"),
    [
        (("--prefix", "or-"), {"/or-who-said", "/or-digest"}, ""),
        (("--only", "onrecord,who-said"), {"/onrecord", "/who-said"}, ""),
        (("--http", "https://bot.example"), {"/who-said"}, "https://bot.example/slack/events"),
        (("--many", "--http", "https://b.example/"), {"/who-said"}, "https://b.example/slack/events"),
    ],
)
def test_a_manifest_can_be_cut_to_size(words: tuple[str, ...], commands: set[str], http: str) -> None:
    """The manifest takes a prefix, a choice of commands, and a public address, and keeps Slack's limits."""
    made = yaml.safe_load(
        subprocess.run([*PROGRAM, "manifest", "slack", *words], capture_output=True, text=True, check=True).stdout
    )
    offered = made["features"]["slash_commands"]
    assert commands <= {each["command"] for each in offered}
    assert ("--only" not in words) or len(offered) == 2
    assert all(each.get("url", "") == http for each in offered)
    assert made["settings"]["event_subscriptions"].get("request_url", "") == http
    assert made["settings"]["token_rotation_enabled"] is ("--many" in words)
    assert ("redirect_urls" in made["oauth_config"]) is ("--many" in words)
    about = made["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 174 <= len(about["long_description"]) <= 4000
    for each in offered:
        assert len(each["command"]) <= 32
        assert len(each["description"]) <= 2000
        assert len(each["usage_hint"]) <= 1000
    assert len(made["features"]["shortcuts"]) <= 10


@pytest.mark.parametrize(
    "words", [("--many",), ("--prefix", "Or"), ("--only", "nothing"), ("--http", "http://x"), ("discord",)]
)
def test_a_wrong_manifest_is_refused(words: tuple[str, ...]) -> None:
    """A prefix, command or address that Slack would not take is named."""
    platform = () if words == ("discord",) else ("slack",)
    done = subprocess.run([*PROGRAM, "manifest", *platform, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.strip()


def free_port() -> int:
    """Return a port that nobody listens on."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
