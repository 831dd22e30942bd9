"""Many workspaces: people install the app, tokens are renewed, and removing it ends the posts but not the memory."""

from __future__ import annotations

import logging
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from sqlalchemy import text
from starlette.applications import Starlette

from bot import wiring
from bot.config import Settings
from bot.desk import Desk
from bot.edges.logs import open_log
from bot.edges.platforms.slack.app import NOT_INSTALLED
from bot.edges.platforms.slack.installs import Installations
from bot.edges.platforms.slack.places import Spot
from bot.edges.platforms.slack.posting import SlackPlatform
from bot.edges.platforms.slack.serving import routes
from bot.edges.site.app import Server
from bot.edges.stores.sql import SqlStore
from bot.errors import Unreachable
from bot.jobs import deliver
from bot.model.briefing import DAILY, Channel, DeliveryState, DigestTime
from bot.model.workspace import Appointee
from tests.servers.limits import violations
from tests.servers.slack import SECRET, LocalSlack

C2 = "slack:T2:C1"


@dataclass
class House:
    """Hold the hosted bot, its address, and the desk behind it."""

    slack: LocalSlack
    desk: Desk
    url: str
    many: Installations

    def get(self, path: str, cookie: str = "") -> tuple[int, str, str]:
        """Return status, where it leads or the body, and the cookie that a page sets."""
        request = urllib.request.Request(self.url + path, headers={"Cookie": cookie} if cookie else {})  # noqa: S310
        try:
            with urllib.request.build_opener(_Stay()).open(request, timeout=10) as page:
                return page.status, page.headers.get("Location") or page.read().decode(), page.headers["Set-Cookie"]
        except urllib.error.HTTPError as error:
            found = error.headers.get("Location") or error.read().decode()
            return error.code, found, error.headers.get("Set-Cookie") or ""

    def begin(self) -> tuple[str, str]:
        """Open the page of the installation and return the state that Slack gives back, and the browser's cookie."""
        status, page, cookie = self.get("/slack/install")
        assert status == 200
        asked = urllib.parse.urlsplit("https" + page.split('href="https')[1].split('"')[0].replace("&amp;", "&"))
        assert asked.hostname == "slack.com"
        return urllib.parse.parse_qs(asked.query)["state"][0], cookie.split(";")[0]

    def install(self, code: str = "fixed") -> None:
        """Install the app in the second workspace as UZOE."""
        state, cookie = self.begin()
        status, page, _ = self.get(f"/slack/oauth_redirect?code={code}&state={state}", cookie)
        assert status == 200, page

    def digest_due(self) -> Channel:
        """Follow all feeds in the second workspace, and set a digest in a channel there that is due now."""
        for each in self.desk.store.feeds():
            self.desk.store.add_feed(each.feed, each.polling, "slack:T2")
        now = self.desk.clock.now()
        due = (now - timedelta(minutes=1)).time().replace(second=0, microsecond=0)
        since = now - timedelta(days=2)
        made = Channel(C2, "slack", "policy", times=(DigestTime(due, DAILY),), since=since)
        self.desk.store.keep_channel(made)
        return made

    def ask(self, words: str, **more: Any) -> str:
        """Return what a slash command answers in the second workspace."""
        return str(self.slack.command("/onrecord", words, team_id="T2", **more).answer()["text"])


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing."""


@pytest.fixture
def house(tmp_path: Path, newswire: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The hosted bot over HTTP with the newswire's ledger; no workspace has it yet."""
    monkeypatch.setenv("ONRECORD_SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("ONRECORD_SLACK_CLIENT_SECRET", "hush")
    monkeypatch.setenv("ONRECORD_SLACK_SIGNING_SECRET", SECRET)
    monkeypatch.delenv("ONRECORD_SLACK_BOT_TOKEN", raising=False)
    with ExitStack() as stack:
        slack = stack.enter_context(LocalSlack())
        ledger = str(copy(newswire, tmp_path / "ledger.db"))
        settings = Settings(database=ledger, zone="Europe/Brussels", slack_api_url=slack.url)
        desk = stack.enter_context(wiring.demo_desk(settings))
        app = stack.enter_context(wiring.slack_app(desk))
        server = Server(Starlette(routes=list(routes(lambda: app.app))), "127.0.0.1:0")
        server.start()
        stack.callback(server.stop)
        url = f"http://127.0.0.1:{server.port}"
        slack.events_url = f"{url}/slack/events"
        platform = desk.platforms["slack"]
        assert isinstance(platform, SlackPlatform)
        assert isinstance(platform.clients, Installations)
        yield House(slack, desk, url, platform.clients)
        assert [each for payload in slack.recorded for each in violations(payload)] == []


def test_a_workspace_installs_the_app_and_is_served(house: House) -> None:
    """After “Allow” the workspace's questions are answered, its posts use its own token, its installer may manage."""
    house.install()
    known = house.desk.store.workspace("slack:T2")
    assert (known.name, known.managers, known.gone_at) == ("Second", (Appointee("slack:T2:UZOE"),), None)
    assert "quotes" in house.ask("status")
    house.digest_due()
    done = deliver.deliver(house.desk, C2)
    assert done
    assert done.state is DeliveryState.POSTED
    assert {each["team"] for each in house.slack.by_bot()} == {"T2"}
    assert deliver.deliver(house.desk, C2) is None


def test_a_request_of_a_workspace_without_the_app_gets_no_answer(house: House) -> None:
    """Where the app is not installed nobody is answered, and a digest that was set there waits with the reason."""
    refused = house.slack.command("/onrecord", "status", team_id="T2")
    assert [each["text"] for each in refused.later] == [NOT_INSTALLED]
    house.slack.recorded.remove(refused.later[0])  # Bolt sends it, as one sentence without a link: nothing to unfurl
    house.digest_due()
    deliver.deliver(house.desk, C2)
    assert house.slack.by_bot() == []
    kept = house.desk.store.channel(C2)
    assert kept
    assert kept.paused
    assert "account_inactive" in kept.paused_reason


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ("no state", 400),
        ("another state", 400),
        ("another browser", 400),
        ("twice", 401),
        ("bad code", 401),
        ("refused", 200),
    ],
)
def test_an_installation_that_nobody_began_here_is_refused(house: House, wrong: str, expected: int) -> None:
    """State is checked against the browser and good for one use; a wrong code or a refusal installs nothing."""
    state, cookie = house.begin()
    if wrong == "twice":
        house.get(f"/slack/oauth_redirect?code=fixed&state={state}", cookie)
        house.many.removed(Spot("T2", ""))
    words = {
        "no state": "code=fixed",
        "another state": f"code=fixed&state={state[::-1]}",
        "bad code": f"code=bad&state={state}",
        "refused": f"error=access_denied&state={state}",
    }.get(wrong, f"code=fixed&state={state}")
    status, page, _ = house.get(f"/slack/oauth_redirect?{words}", "" if wrong == "another browser" else cookie)
    assert status == expected
    assert "Thank you" not in page
    with pytest.raises(Unreachable, match="not installed"):
        house.many("slack:T2")


def test_a_state_expires(house: House) -> None:
    """Ten minutes after the page was opened its state is worth nothing."""
    state, cookie = house.begin()
    with house.many.store.engine.begin() as connection:
        connection.execute(text("UPDATE slack_oauth_states SET expire_at = '2001-01-01 00:00:00.000000'"))
    assert house.get(f"/slack/oauth_redirect?code=fixed&state={state}", cookie)[0] == 401


def test_a_token_is_renewed_before_it_expires(house: House) -> None:
    """A token that ends soon is renewed once, however many ask at the same time, and the new one is kept."""
    house.slack.token_lives = 600
    house.install("rotating")
    first = house.many.bot(Spot("T2", "")).bot_token  # it lives for ten minutes: renewed at once
    assert sum(method == "oauth.v2.access" for method, _ in house.slack.calls) == 2
    house.slack.token_lives = 43_200
    house.many.forget()
    with ThreadPoolExecutor(8) as pool:
        tokens = {each.token for each in pool.map(lambda _: house.many("slack:T2"), range(16))}
    assert len(tokens) == 1
    assert first not in tokens
    assert sum(method == "oauth.v2.access" for method, _ in house.slack.calls) == 3
    assert "quotes" in house.ask("status")
    house.many.forget()
    assert {house.many("slack:T2").token} == tokens  # kept in the database, and good for hours


def test_two_nodes_renew_one_token(house: House) -> None:
    """The node that comes second with a token for renewal that is used up takes what the first one kept."""
    house.slack.token_lives = 600
    house.install("rotating")
    assert isinstance(house.desk.store, SqlStore)
    nodes = [wiring.slack_installations(house.desk.settings, house.desk.store, house.desk.clock) for _ in range(4)]
    house.slack.token_lives = 43_200
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda node: node("slack:T2"), nodes))
    for node in nodes:
        node.forget()
    assert len({node("slack:T2").token for node in nodes}) == 1
    assert house.slack.renewals  # the one that was kept can be used again


def test_a_token_that_cannot_be_renewed_stops_the_posts(house: House) -> None:
    """When the token has ended and Slack renews it no more, the channel is paused with the reason, and kept."""
    house.slack.token_lives = -10
    house.install("rotating")
    house.slack.renewals.clear()
    house.digest_due()
    deliver.deliver(house.desk, C2)
    kept = house.desk.store.channel(C2)
    assert kept
    assert "Install it anew. (token_expired)" in kept.paused_reason
    assert house.slack.by_bot() == []


def test_removing_the_app_ends_the_posts_and_installing_it_anew_resumes_them(house: House) -> None:
    """After an uninstall the tokens are deleted and nothing is posted; the settings stay, and come to life again."""
    house.install()
    channel = house.digest_due()
    house.slack.event({"type": "app_uninstalled"}, team="T2")
    house.slack.wait(lambda: tokens_of(house) == 0)
    assert house.desk.store.workspace("slack:T2").gone_at
    deliver.deliver(house.desk, C2)
    paused = house.desk.store.channel(C2)
    assert paused
    assert (paused.paused, paused.times) == (True, channel.times)
    assert house.slack.by_bot() == []
    house.install()
    again = house.desk.store.channel(C2)
    assert again
    assert (again.paused, again.paused_reason, again.times) == (False, "", channel.times)
    assert again.since
    assert again.since > (channel.since or again.since)  # nothing of the time between is made up for
    assert "quotes" in house.ask("status")


def tokens_of(house: House) -> int:
    """Return how many installations and bots our database holds."""
    both = "SELECT (SELECT count(*) FROM slack_bots) + (SELECT count(*) FROM slack_installations)"
    with house.many.store.engine.connect() as connection:
        return int(connection.execute(text(both)).scalar_one())


def test_a_late_word_of_an_uninstall_does_not_end_the_next_installation(house: House) -> None:
    """Slack repeats events for minutes: one that was heard before the app came back has no second effect."""
    house.install()
    house.slack.event({"type": "app_uninstalled"}, event_id="EvGone", team="T2")
    house.slack.wait(lambda: tokens_of(house) == 0)
    house.install()
    house.slack.event({"type": "app_uninstalled"}, event_id="EvGone", retry=1, team="T2")
    assert "quotes" in house.ask("status")
    assert tokens_of(house) == 2
    assert house.desk.store.workspace("slack:T2").gone_at is None


def test_an_uninstall_that_is_told_late_is_of_the_installation_before(house: House) -> None:
    """Slack tells of one uninstall by two events: the second, told after the app came back, ends nothing."""
    house.install()
    before = int(time.time()) - 60
    house.slack.event({"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}}, team="T2", event_time=before)
    house.slack.event({"type": "app_uninstalled"}, team="T2", event_time=before)
    assert "quotes" in house.ask("status")
    assert tokens_of(house) == 2
    assert house.desk.store.workspace("slack:T2").gone_at is None
    house.slack.event({"type": "app_uninstalled"}, team="T2", event_time=int(time.time()) + 1)
    house.slack.wait(lambda: tokens_of(house) == 0)


def test_one_workspace_leaves_the_other_alone(house: House) -> None:
    """Where one workspace takes our token away, another is served as before."""
    house.install()
    house.slack.installing = ("T3", "Third")
    house.install()
    house.slack.event({"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}}, team="T2")
    house.slack.wait(lambda: house.desk.store.workspace("slack:T2").gone_at)
    assert house.desk.store.workspace("slack:T3").gone_at is None
    assert "quotes" in str(house.slack.command("/onrecord", "status", team_id="T3").answer()["text"])


def test_each_workspace_has_feeds_of_its_own(house: House) -> None:
    """What one workspace follows is in its list and its digest; another sees and changes nothing of it."""
    house.install()
    house.slack.installing = ("T3", "Third")
    house.install()

    def third(words: str, **more: Any) -> str:
        return str(house.slack.command("/onrecord", words, team_id="T3", **more).answer()["text"])

    house.slack.users["UZOE"] = house.slack.users["UBEN"] | {"id": "UZOE", "name": "zoe", "team_id": "T2"}
    house.slack.users["UTED"] = house.slack.users["UBEN"] | {"id": "UTED", "name": "ted", "team_id": "T3"}
    feed = house.desk.store.feeds()[0].feed
    assert "No feeds yet" in house.ask("feeds list")
    assert feed.outlet in house.ask(f"feeds add {feed.url}", who="UZOE")
    assert feed.outlet in house.ask("feeds list")
    assert "No feeds yet" in third("feeds list")
    assert "No feed is called" in third(f"feeds remove {feed.url}", who="UTED")
    house.digest_due()
    house.desk.store.keep_channel(replace(house.digest_due(), id="slack:T3:C1"))
    deliver.deliver(house.desk, "slack:T2:C1")
    deliver.deliver(house.desk, "slack:T3:C1")
    posted = [each for each in house.slack.by_bot() if "Daily briefing" in each["text"]]
    first = next(each for each in house.slack.by_bot() if "On Record is here" in each["text"])
    assert "Time: not set" in first["text"]  # an outsider came first, and may set nothing
    assert "Start" in first["text"]
    assert {each["team"] for each in posted} == {"T2"}  # the other one's day was empty


def test_no_token_is_in_the_log_or_in_what_people_see(house: House, tmp_path: Path) -> None:
    """Tokens are in the database and nowhere else, also when one cannot be renewed."""
    house.slack.token_lives = 600
    open_log(tmp_path / "bot.log", "debug")
    try:
        house.install("rotating")
        house.slack.renewals.clear()  # a renewal that fails is logged
        house.many.forget()
        house.slack.token_lives = 43_200
        house.ask("status")
        kept = "".join(each.read_text(encoding="utf-8") for each in tmp_path.glob("*.log"))
    finally:
        logging.basicConfig(handlers=[logging.NullHandler()], force=True)
    assert kept
    assert "xoxe" not in kept
    seen = str([{name: each[name] for name in each if name != "_token"} for each in house.slack.recorded])
    assert "xoxe" not in seen
