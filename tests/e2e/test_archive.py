"""The archive on the web, over real sockets: who may read what, and what a page shows."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import time, timedelta
from email.message import Message as Head
from pathlib import Path
from random import Random
from urllib.parse import quote as escaped

import pytest
from lxml import html
from starlette.applications import Starlette

from bot import permalinks, wiring
from bot.archive import site
from bot.briefing.sheets import health
from bot.briefing.viewer import Viewer
from bot.commands.answering import answer
from bot.commands.grammar import parse
from bot.config import Settings
from bot.desk import Desk
from bot.edges.site.app import Server
from bot.model.ask import Asker
from bot.model.briefing import Delivery, DeliveryState, Slot
from bot.model.message import Actions, Header, Section
from bot.model.news import Feed, Polling
from bot.model.record import Speaker
from bot.model.workspace import Objection
from tests.e2e.room import SetClock
from tests.unit.building import KOVAC, NOW, article, filed, findings, quote, told

PUBLIC_URL = "https://record.example"
TEAM, OTHERS = "slack:T1", "slack:T2"
SAID = "We will build both roads before the winter comes"
PLACES = "mill ferry orchard quarry chapel school market bakery tannery garden harbour bridge forge smithy".split()
HOSTILE = "<script>alert(1)</script>"


def get(port: int, path: str, **headers: str) -> tuple[int, Head, str]:
    """Return status, headers and body of a path."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    talk = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        talk.request("GET", path, headers=named)
        found = talk.getresponse()
        return found.status, found.headers, found.read().decode()
    finally:
        talk.close()


class Web:
    """Ask a served archive."""

    def __init__(self, desk: Desk, port: int) -> None:
        self.desk, self.port = desk, port

    def get(self, path: str, **headers: str) -> tuple[int, Head, str]:
        """Return status, headers and body of a path."""
        return get(self.port, path, **headers)

    def inside(self, workspace: str, path: str) -> str:
        """Return a path as the links of a workspace have it."""
        return f"/w/{permalinks.token(self.desk, workspace)}{path}"


Serve = Callable[..., AbstractContextManager[Web]]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """Give what serves an archive with the settings that are asked for."""

    @contextmanager
    def served(**settings: str) -> Iterator[Web]:
        clock = SetClock()
        clock.moment = NOW
        values = {"database": str(tmp_path / "ledger.db"), "public_url": PUBLIC_URL} | settings
        with wiring.desk(Settings(**values), clock=clock) as desk:  # type: ignore[arg-type]
            routes, lifespan = site(desk)
            server = Server(Starlette(routes=routes, lifespan=lifespan), "127.0.0.1:0", desk.settings.trusted_proxies)
            server.start()
            try:
                yield Web(desk, server.port)
            finally:
                server.stop()

    return served


def on_record(desk: Desk, words: str = SAID, *topics: str, **more: object) -> str:
    """Put a quote on the record and return its id."""
    found = told(words, KOVAC, *topics, **more)  # type: ignore[arg-type]
    desk.store.record(found)
    return found.quotes[0].quote.id


def test_nothing_is_served_unless_it_is_asked_for(serve: Serve) -> None:
    """Without the setting no page of the record exists, and chat has no link to one; the log of corrections stands."""
    with serve() as web:
        kept = on_record(web.desk)
        assert [web.get(path)[0] for path in ("/", f"/q/{kept}", "/search?q=roads", "/robots.txt")] == [404] * 4
        assert web.get("/corrections")[0] == 200
        assert permalinks.address(web.desk, f"{TEAM}:C1", permalinks.of_quote(kept)) == ""


def test_a_quote_has_a_page(serve: Serve) -> None:
    """The page marks the words in their paragraph and links to the sentence, with speaker, outlet, day and hash."""
    with serve(archive="public") as web:
        kept = on_record(web.desk)
        status, _, body = web.get(f"/q/{kept}")
        page = html.fromstring(body)
        assert status == 200
        assert page.xpath("string(//blockquote//mark)") == SAID
        assert page.xpath("string(//blockquote/p)").strip() == f"“{SAID}” Ana Kovač said."
        assert "Ana Kovač, finance minister" in page.xpath("string(//h1)")
        assert page.xpath("//a[text()='Show it in the article']/@href") == [
            "https://harbour.example/roads#:~:text=We%20will%20build%20both%20roads%20before%20the%20winter%20comes"
        ]
        assert page.xpath("//link[@rel='canonical']/@href") == [f"{PUBLIC_URL}/q/{kept}"]
        assert "The Harbour Post" in body
        assert "2025-02-14" in body
        assert len(page.xpath("//dl[@class='proof']//code")) == 2


def test_other_wordings_stand_beside_it(serve: Serve) -> None:
    """The same utterance at another outlet is on the page, with a link to its own."""
    with serve(archive="public") as web:
        kept = on_record(web.desk)
        other = on_record(
            web.desk,
            "We will build both roads before winter comes",
            url="https://coast.example/1",
            outlet="Coast Daily",
        )
        body = web.get(f"/q/{kept}")[2]
        assert "As other outlets have it" in body
        assert f'href="/q/{other}"' in body


def test_no_page_needs_a_script_or_sets_a_cookie(serve: Serve) -> None:
    """Every page forbids scripts and frames by its headers, has none, and no style of its own."""
    with serve(archive="public") as web:
        kept = on_record(web.desk)
        for path in (
            "/",
            f"/q/{kept}",
            "/search?q=roads",
            "/person?q=Kova%C4%8D",
            "/changes",
            "/brief",
            "/corrections",
            "/topic?q=roads",
            "/outlet?q=The+Harbour+Post",
            f"/story?q={kept}",
            "/splits",
            "/feeds",
            "/method",
            "/q/no",
        ):
            _, headers, body = web.get(path)
            assert "default-src 'none'" in headers["Content-Security-Policy"]
            assert "unsafe" not in headers["Content-Security-Policy"]
            assert headers["Set-Cookie"] is None
            assert headers["Referrer-Policy"] == "no-referrer"
            page = html.fromstring(body)
            scripts = page.xpath("//script[not(@type='application/ld+json')]")
            assert scripts + page.xpath("//style | //iframe | //@style | //@*[starts-with(name(), 'on')]") == []
            assert len(body.encode()) < 50_000


def test_one_address_may_ask_so_often(serve: Serve) -> None:
    """Beyond its rate an address is told when to come again; whom the proxy here names counts by itself."""
    with serve(archive="public", archive_rate="3") as web:
        asked = [web.get("/robots.txt", X_Forwarded_For="203.0.113.7") for _ in range(4)]
        assert [status for status, *_ in asked] == [200, 200, 200, 429]
        _, headers, body = asked[-1]
        assert 1 <= int(headers["Retry-After"]) <= 120
        assert (headers["Content-Type"], json.loads(body)["status"]) == ("application/problem+json", 429)
        assert web.get("/robots.txt", X_Forwarded_For="203.0.113.8")[0] == 200
    with serve(archive="public", archive_rate="3", trusted_proxies="192.0.2.1") as web:
        asked = [web.get("/robots.txt", X_Forwarded_For=f"203.0.113.{number}") for number in range(4)]
        assert asked[-1][0] == 429


def test_hostile_feeds_cannot_script_a_page(serve: Serve) -> None:
    """Markup in a headline, an outlet, a name, a quote or a question is text; an address that runs is no link."""
    words = f"We {HOSTILE} will \"'><img src=x onerror=alert(1)> build"
    source = article(f"“{words}” Ana said.", url="javascript:alert(1)", outlet=HOSTILE, title=f"{HOSTILE}{{{{7*7}}}}")
    found = quote(source, words, Speaker(f"Ana {HOSTILE}", role='"><b>minister</b>'))
    with serve(archive="public") as web:
        web.desk.store.record(findings(source, [filed(found, HOSTILE)]))
        for path in (f"/q/{found.id}", "/search?q=build", f"/search?q={escaped(HOSTILE)}"):
            _, _, body = web.get(path)
            page = html.fromstring(body)
            assert page.xpath("//script[not(@type='application/ld+json')] | //img | //b[text()='minister']") == []
            assert not [link for link in page.xpath("//@href") if link.startswith("javascript")]
        assert HOSTILE in html.fromstring(web.get(f"/q/{found.id}")[2]).text_content()
        assert "49" not in html.fromstring(web.get(f"/q/{found.id}")[2]).xpath("string(//title)")


def test_a_private_archive_opens_by_the_link_from_chat(serve: Serve) -> None:
    """The link that chat gives works, all links on the page keep to it, and without it or changed it opens nothing."""
    with serve(archive="private") as web:
        kept = on_record(web.desk)
        message = answer(parse(f"context {kept}", Asker(f"{TEAM}:C1", f"{TEAM}:U1")), web.desk)
        links = {each.label: each.url for row in message.blocks if isinstance(row, Actions) for each in row.buttons}
        path = links["Page to cite"].removeprefix(PUBLIC_URL)
        assert path == web.inside(TEAM, f"/q/{kept}")
        status, headers, body = web.get(path)
        assert (status, headers["Cache-Control"]) == (200, "private, no-store")
        assert "noindex" in headers["X-Robots-Tag"]
        inner = [link for link in html.fromstring(body).xpath("//@href | //@action") if link.startswith("/")]
        assert all(link.startswith("/w/") or link in {"/style.css", "/corrections"} for link in inner)
        token = path.split("/")[2]
        changed = token.replace(token[5], "A" if token[5] != "A" else "B", 1)
        wrong = [f"/q/{kept}", "/", "/search?q=roads", f"/w/{changed}/q/{kept}", f"/w/A/q/{kept}", f"/w/%00/q/{kept}"]
        assert {web.get(each)[0] for each in wrong} == {404}


def test_links_last(serve: Serve) -> None:
    """After a restart the link of a workspace is the one that stands in last year's messages; each has its own."""
    with serve(archive="private") as web:
        first, other = (permalinks.token(web.desk, each) for each in (TEAM, OTHERS))
    with serve(archive="private") as web:
        assert permalinks.token(web.desk, TEAM) == first
        assert first != other
        assert "T1" not in first


def test_what_one_workspace_hides_is_hidden_there_only(serve: Serve) -> None:
    """A quote that a workspace hid after a report is not on its pages, and on everybody else's nothing tells."""
    with serve(archive="private") as web:
        kept = on_record(web.desk)
        web.desk.store.object(Objection(kept, TEAM, f"{TEAM}:U1", "@ana", True, "speaker", NOW))
        assert web.get(web.inside(TEAM, f"/q/{kept}"))[0] == 404
        assert SAID not in web.get(web.inside(TEAM, "/search?q=roads"))[2]
        status, _, body = web.get(web.inside(OTHERS, f"/q/{kept}"))
        assert status == 200
        assert "ana" not in body.replace("Ana", "")
        assert "Corrected" not in body


def test_a_proxy_may_let_people_in(serve: Serve) -> None:
    """Where the settings name a header, who comes with it reads; who comes without, or with it empty, does not."""
    with serve(archive="private", archive_header="X-Forwarded-User") as web:
        kept = on_record(web.desk)
        assert web.get(f"/q/{kept}", X_Forwarded_User="ana")[0] == 200
        assert web.get(f"/q/{kept}")[0] == 404
        assert web.get(f"/q/{kept}", X_Forwarded_User="")[0] == 404
        assert permalinks.address(web.desk, f"{TEAM}:C1", f"/q/{kept}") == f"{PUBLIC_URL}/q/{kept}"


def test_a_header_opens_nothing_that_no_setting_names(serve: Serve) -> None:
    """Without the setting no header lets anybody in."""
    with serve(archive="private") as web:
        kept = on_record(web.desk)
        assert web.get(f"/q/{kept}", X_Forwarded_User="ana")[0] == 404


def test_a_digest_stands_as_it_was_told(serve: Serve) -> None:
    """`digest history` links to what a digest told, with what was corrected since; no other workspace opens it."""
    with serve(archive="public") as web:
        kept = on_record(web.desk)
        slot = Slot(f"{TEAM}:C1", NOW.date(), time(8), NOW)
        lease = Delivery(slot, DeliveryState.CLAIMED, NOW - timedelta(days=1), NOW, NOW, NOW + timedelta(minutes=5))
        web.desk.store.claim(lease, owner="test")
        told_now = Delivery(
            slot, DeliveryState.POSTED, lease.since, NOW, NOW, NOW, NOW, post="1.2", stories=("s",), quotes=(kept,)
        )
        web.desk.store.settle(told_now)
        message = answer(parse("digest history", Asker(f"{TEAM}:C1", f"{TEAM}:U1")), web.desk)
        (link,) = [each.url for each in message.blocks if isinstance(each, Section) and each.url]
        path = link.removeprefix(PUBLIC_URL)
        body = web.get(path)[2]
        assert SAID in body
        assert "nothing corrected since" in body
        assert "C1" not in body
        web.desk.store.record(findings(article("“Nothing of it is left,” he said.")))  # the page's next revision
        assert "1 correction since" in web.get(path)[2]
        sealed = path.rsplit("/", 1)[1]
        wrong = (f"/digest/{sealed}", web.inside(OTHERS, f"/digest/{sealed}"), web.inside(TEAM, "/digest/AAAA"))
        assert {web.get(each)[0] for each in wrong} == {404}


def test_words_that_an_article_took_back_say_so(serve: Serve) -> None:
    """The page of a quote that its article lost stands, and says first that it is no longer there."""
    with serve(archive="public") as web:
        kept = on_record(web.desk)
        web.desk.store.record(findings(article("“Nothing of it is left,” he said.")))
        status, _, body = web.get(f"/q/{kept}")
        assert status == 200
        assert "No longer in the article" in body


def test_only_reading_is_possible(serve: Serve) -> None:
    """Whatever a question holds it changes nothing: no page runs a command that writes, and none of a channel's."""
    with serve(archive="public") as web:
        on_record(web.desk)
        for asked in (
            "x; digest off",
            "nato in:C1",
            "nato page:99",
            "by:nobody",
            '"',
            "since:never",
            "\x00",
            "a" * 5000,
        ):
            status, _, body = web.get(f"/search?q={escaped(asked)}")
            assert status in {200, 404}
            assert "<h1>" in body
        assert web.get("/export")[0] == 404


def test_links_of_an_answer_stay_on_the_web(serve: Serve) -> None:
    """Of an answer's buttons those that read become links, and those that change something are left out."""
    with serve(archive="public") as web:
        many_roads(web.desk, 12)
        body = web.get("/search?q=roads")[2]
        assert "Watch" not in body
        links = html.fromstring(body).xpath("//main//a/@href")
        assert links
        assert all(link.startswith(("/", "https://")) for link in links)


def many_roads(desk: Desk, number: int, first: int = 0) -> None:
    """Put so many quotes on the record, each of its own page, one a minute."""
    for each in range(first, first + number):
        on_record(
            desk,
            f"Road number {each} goes by " + " and ".join(Random(each).sample(PLACES, 6)),
            "roads",
            url=f"https://a.example/{each}",
            published=NOW - timedelta(days=1) + timedelta(minutes=each),
        )


@pytest.mark.parametrize("page", ["/search?q=roads", "/topic?q=roads", "/outlet?q=the+harbour+post", "/person?q=Kovac"])
def test_leafing_back_shows_each_quote_once_while_news_comes(serve: Serve, page: str) -> None:
    """Whoever follows “Older” from the newest on sees every quote once, though quotes arrive on the way."""
    with serve(archive="public") as web:
        many_roads(web.desk, 30)
        seen: list[int] = []
        while page:
            status, _, body = web.get(page)
            assert status == 200
            seen += map(
                int,
                re.findall(r"Road number (\d+) goes", " ".join(html.fromstring(body).xpath("//blockquote//text()"))),
            )
            many_roads(web.desk, 2, 30 + len(seen))
            page = next(iter(html.fromstring(body).xpath("//a[text()='Older']/@href")), "")
        assert [each for each in seen if each < 30] == list(range(30))[::-1]


def test_a_story_names_who_tells_it(serve: Serve) -> None:
    """A quote's page leads to its story: both outlets that tell it, and their voices; what is hidden there is not."""
    opening = "Sarn opens two roads to the harbour of Lome"
    with serve(archive="private") as web:
        kept = on_record(web.desk, title=opening)
        words = "The harbour of Lome gets its roads before winter"
        other = on_record(web.desk, words, url="https://coast.example/1", outlet="Coast Daily", title=opening)
        page = web.inside(TEAM, f"/q/{kept}")
        (path,) = html.fromstring(web.get(page)[2]).xpath("//a[text()='The story']/@href")
        body = web.get(path)[2]
        assert "2 outlets" in body
        assert SAID in body
        assert words in body
        web.desk.store.object(Objection(other, TEAM, f"{TEAM}:U1", "@ana", True, "speaker", NOW))
        assert words not in web.get(path)[2]
        assert web.get(web.inside(TEAM, f"/story?q={other}"))[0] == 404


def test_an_outlet_a_topic_and_a_person_have_pages(serve: Serve) -> None:
    """Each says what is known of it: who is quoted, how well it is read, roles with their sources."""
    with serve(archive="public") as web:
        on_record(web.desk, SAID, "roads")
        outlet = web.get("/outlet?q=the+harbour+post")[2]
        assert "Of its newest 1 article 1 was read whole; 1 hold quotes." in outlet
        topic = web.get("/topic?q=roads")[2]
        assert html.fromstring(topic).xpath("//a[text()='Ana Kovač · 1']/@href") == ["/person?q=%22Ana%20Kova%C4%8D%22"]
        person = html.fromstring(web.get("/person?q=Kovac")[2])
        assert person.xpath("//a[starts-with(., 'finance minister · The Harbour Post')]/@href") == [
            "https://harbour.example/roads"
        ]
        assert {web.get(f"/{page}?q=nowhere")[0] for page in ("topic", "outlet", "story")} == {404}


def test_no_page_shows_the_address_of_a_feed(serve: Serve) -> None:
    """An address of a feed may hold a subscriber's key; where teams follow feeds of their own not even names show."""
    feed = Feed("f", "https://harbour.example/feed?key=s3cret", "Harbour", "The Harbour Post", NOW)
    failing = Polling(next_at=NOW, failures=2, reason="https://harbour.example/feed?key=s3cret answered 500")
    with serve(archive="public") as web:
        web.desk.store.add_feed(feed, failing)
        on_record(web.desk)
        for page in ("/feeds", "/outlet?q=The+Harbour+Post"):
            body = web.get(page)[2]
            assert "failing, 2 tries" in body
            assert "s3cret" not in body
        unnamed = health(web.desk.store.feeds(), Viewer(NOW), named=False)
        assert unnamed.blocks[0] == Header("Health of the feeds", "0 well · 1 in trouble")
        assert "Harbour" not in str(unnamed)


def test_a_page_says_how_well_this_version_reads(serve: Serve) -> None:
    """The page of the method ends with the README's figures; a link to a file of the project is none there."""
    with serve(archive="public") as web:
        page = html.fromstring(web.get("/method")[2])
        assert "How a speaker is found" in page.text_content()
        assert "F1" in page.xpath("string(//article/table[last()])") + page.text_content()
        assert "How good is the reading" in page.text_content()
        assert page.xpath("//article//a[not(starts-with(@href, 'https://'))]") == []


def test_search_engines_see_a_public_archive_only(serve: Serve) -> None:
    """A private archive asks robots to stay away; a public one lets them read, but not search."""
    with serve(archive="private") as web:
        assert web.get("/robots.txt")[2] == "User-agent: *\nDisallow: /\n"
    with serve(archive="public") as web:
        assert "Allow: /" in web.get("/robots.txt")[2]
        assert web.get("/")[1]["X-Robots-Tag"] is None


def test_the_demo_serves_its_archive(tmp_path: Path) -> None:
    """`onrecord demo --http` serves the newswire: a search links to the marked words, their page to the article."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = os.environ | {"ONRECORD_READING": "rules", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "bot", "demo", "--http", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path, env=place) as run:
        try:
            assert run.stdout
            assert f"http://127.0.0.1:{port}/" in run.stdout.readline()
            found = get(port, "/search?q=by:Ferrand")[2]
            (page, *_) = html.fromstring(found).xpath("//a[starts-with(@href, '/q/')]/@href")
            quoted = html.fromstring(get(port, page)[2])
            assert quoted.xpath("//blockquote//mark")
            assert ":~:text=" in quoted.xpath("//a[text()='Show it in the article']/@href")[0]
        finally:
            run.send_signal(signal.SIGINT)
        assert run.wait(20) == 0
