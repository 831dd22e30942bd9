"""The past is filled in quietly, politely, and only once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot import wiring
from bot.cli.filling import fill_now
from bot.config import Settings
from bot.desk import Desk
from bot.errors import BadSetting
from bot.jobs.fill import PATIENCE
from bot.model.query import QuoteQuery
from tests.e2e.room import DUE, SetClock
from tests.servers.feedserver import FeedServer

SITE = "http://parliament.example"
PAGE = (
    "<html><head><title>Sitting {day}</title><meta property='article:published_time' content='{day}T09:00:00Z'></head>"
    "<body><article><h1>Sitting {day}</h1><p>“We will repair the bridge of {day} before the winter,” Ana Kovač, the "
    "minister, told members on the floor of the house.</p></article></body></html>"
)
DAYS = ("2024-11-04", "2025-01-13", "2025-01-20")


@contextmanager
def parliament(tmp_path: Path) -> Iterator[tuple[Desk, FeedServer]]:
    """Hold a desk with an empty ledger, and a parliament with three records, one without a date and one missing."""
    clock = SetClock()
    clock.moment = DUE
    with FeedServer() as web:
        names = [*DAYS, "undated", "missing", "moved"]
        places = "".join(f"<url><loc>{SITE}/{name}</loc></url>" for name in names)
        web.serve("/sitemap.xml", f"<urlset>{places}</urlset>".encode(), content_type="text/xml")
        web.serve("/robots.txt", f"Sitemap: {SITE}/sitemap.xml".encode(), content_type="text/plain")
        for day in DAYS:
            web.serve(f"/{day}", PAGE.format(day=day).encode(), content_type="text/html")
        web.serve(
            "/undated", b"<title>About</title><p>Who we are and what we do in this house.</p>", content_type="text/html"
        )
        web.serve("/moved", b"", status=302, headers={"Location": f"{SITE}/"})
        web.serve("/", b"<title>Home</title><p>Welcome to the parliament of the harbour.</p>", content_type="text/html")
        stand_ins = {"parliament.example": web.address, "dead.example": "127.0.0.1:9"}
        settings = Settings(database=str(tmp_path / "l.db"), zone="UTC")
        with wiring.desk(settings, stand_ins=stand_ins, clock=clock) as desk:
            yield desk, web


def paths(web: FeedServer) -> list[str]:
    return [each.path for each in web.requests if each.path not in {"/robots.txt", "/sitemap.xml"}]


def test_an_archive_is_on_record_and_no_news(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site's sitemap is filled in from the day on: found by look-ups, in no digest, and not asked for again."""
    with parliament(tmp_path) as (desk, web):
        assert fill_now(desk, [SITE, "since:2025-01-01"]) == 0
        said = capsys.readouterr().out
        assert "6 articles listed, 0 of them on record." in said
        assert "2 articles read · 2 new quotes · 1 older · 1 without a date · 2 not readable." in said
        found = desk.store.quotes(QuoteQuery()).quotes
        assert {str(each.quote.publication.published_on) for each in found} == set(DAYS[1:])
        assert desk.store.news(DUE.replace(year=2020), DUE.replace(year=2027)).quotes == ()
        before = len(web.requests)
        fill_now(desk, [SITE, "since:2025-01-01"])
        assert not {f"/{day}" for day in DAYS[1:]} & {each.path for each in web.requests[before:]}


def test_what_was_stopped_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C keeps what was read, and the same line reads the rest, each page once."""
    with parliament(tmp_path) as (desk, web):
        (tmp_path / "list.txt").write_text("\n".join(f"{SITE}/{day}" for day in DAYS))
        page, left = desk.fetcher.page, [2]

        def stopped(url: str) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
            return page(url)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(desk.fetcher, "page", stopped)
            assert fill_now(desk, [str(tmp_path / "list.txt")]) == 130
        assert "goes on from here" in capsys.readouterr().out
        assert fill_now(desk, [str(tmp_path / "list.txt")]) == 0
        assert sorted(paths(web)) == sorted(f"/{day}" for day in DAYS)
        assert desk.store.totals().quotes == 3


def test_a_host_that_does_not_answer_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After a few pages in a row that did not come, no other of that host is asked for; other hosts are."""
    with parliament(tmp_path) as (desk, _):
        places = [f"http://dead.example/{number}" for number in range(PATIENCE + 5)]
        (tmp_path / "list.txt").write_text("\n".join([*places, f"{SITE}/{DAYS[0]}"]))
        asked, page = list[str](), desk.fetcher.page

        def noted(url: str) -> object:
            asked.append(url)
            return page(url)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(desk.fetcher, "page", noted)
            assert fill_now(desk, [str(tmp_path / "list.txt")]) == 0
        assert len([each for each in asked if "dead" in each]) == PATIENCE
        assert "dead.example: 8 pages not read. dead.example does not answer" in capsys.readouterr().out
        assert desk.store.totals().quotes == 1


def test_a_folder_is_filled_in_under_its_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files of a folder stand under their addresses and days; without an address, or a day, they are left out."""
    folder = tmp_path / "records"
    (folder / "2025").mkdir(parents=True)
    (folder / "2025" / "2025-01-13 harbour.txt").write_text("“We will repair it,” Ana Kovač, the minister, said.")
    (folder / "notes.txt").write_text("“We will repair it,” Ana Kovač said.")
    with parliament(tmp_path) as (desk, _):
        with pytest.raises(BadSetting, match="Every quote needs a link"):
            fill_now(desk, [str(folder)])
        assert fill_now(desk, [str(folder), "at:https://parliament.example/records/"]) == 0
        assert "1 article read · 1 new quote · 1 without a date." in capsys.readouterr().out
        [found] = desk.store.quotes(QuoteQuery()).quotes
        here = found.quote.publication
    assert here.url == "https://parliament.example/records/2025/2025-01-13%20harbour.txt"
    assert (str(here.published_on), here.outlet) == ("2025-01-13", "parliament.example")


def test_an_archive_that_is_none_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A list that cannot be read is named with its reason; no archive at all is a wrong line."""
    with parliament(tmp_path) as (desk, _):
        assert fill_now(desk, [f"{SITE}/missing.xml"]) == 3
        assert f"{SITE}/missing.xml: parliament.example answered with HTTP 404." in capsys.readouterr().out
        with pytest.raises(BadSetting, match="Which archive"):
            fill_now(desk, ["since:2025"])
