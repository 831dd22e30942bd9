"""The record for assistants: asked with the protocol's own client, over stdio and over HTTP."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from bot import permalinks, wiring
from bot.commands.grammar import parse
from bot.config import Settings
from bot.edges.site.assistants import line_of
from tests.e2e.test_archive import OTHERS, SAID, TEAM, Serve, Web, get, on_record, serve

__all__ = ["serve"]  # the fixture
TOOLS = ["who_said", "position", "changes", "brief", "check_quotes", "context", "sources"]
LONG_AGO = {"since": "20y"}


def called(server: Any, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """Return the results of calls by the official client, in order, before them the tools that it is offered."""
    found: list[Any] = []

    async def talk() -> None:
        async with Client(server, read_timeout_seconds=60) as client:
            found.append((await client.list_tools()).tools)
            for name, arguments in calls:
                found.append(await client.call_tool(name, arguments))

    anyio.run(talk)
    return found


def test_an_assistant_asks_over_stdio(tmp_path: Path) -> None:
    """`onrecord mcp` offers seven tools that only read, and gives quotes with carrier, source, id and exact link."""
    ledger = str(tmp_path / "ledger.db")
    with wiring.desk(Settings(database=ledger)) as desk:
        kept = on_record(desk)
    place = os.environ | {"ONRECORD_DATABASE": ledger, "ONRECORD_READING": "rules"}
    server = StdioServerParameters(command=sys.executable, args=["-m", "bot", "mcp"], env=place, cwd=tmp_path)
    tools, said, one = called(server, ("who_said", {"by": "Ana Kovač", **LONG_AGO}), ("context", {"quote_id": kept}))
    assert [each.name for each in tools] == TOOLS
    assert all(each.annotations.read_only_hint and each.output_schema for each in tools)
    (quote,) = said.structured_content["quotes"]
    assert quote == one.structured_content
    assert (quote["id"], quote["words"], quote["shown"], quote["speaker"]) == (kept, SAID, f"“{SAID}”", "Ana Kovač")
    assert quote["exact_url"].startswith("https://harbour.example/roads#:~:text=We%20will")
    assert (quote["said_on"], quote["reported_on"]) == (None, "2025-02-14")


def at(web: Web, path: str) -> str:
    return f"http://127.0.0.1:{web.port}{path}"


def test_an_assistant_asks_over_http(serve: Serve) -> None:
    """The same tools answer at /mcp of a public archive, with permalinks; a draft is checked against the record."""
    with serve(archive="public", reading="rules") as web:
        kept = on_record(web.desk)
        draft = f"She said: “{SAID}.” He said: “{SAID.replace('will', 'will not')}.”"
        tools, said, checked, sources, missing = called(
            at(web, "/mcp"),
            ("who_said", {"about": "winter", **LONG_AGO}),
            ("check_quotes", {"draft": draft}),
            ("sources", {}),
            ("context", {"quote_id": "nothing"}),
        )
        assert [each.name for each in tools] == TOOLS
        assert said.structured_content["quotes"][0]["permalink"] == f"https://record.example/q/{kept}"
        assert [each["verdict"] for each in checked.structured_content["result"]] == ["word for word", "altered"]
        assert sources.structured_content["outlets"] == ["The Harbour Post"]
        assert missing.is_error


def test_a_workspace_has_a_server_of_its_own(serve: Serve) -> None:
    """In a private archive the seal of a workspace opens its server, whose permalinks keep to it; nothing else does."""
    with serve(archive="private") as web:
        kept = on_record(web.desk)
        path = web.inside(TEAM, "/mcp")
        _, found = called(at(web, path), ("context", {"quote_id": kept}))
        assert found.structured_content["permalink"] == f"https://record.example{web.inside(TEAM, f'/q/{kept}')}"
        assert permalinks.token(web.desk, OTHERS) not in found.structured_content["permalink"]
        assert get(web.port, "/mcp")[0] == 404
        assert get(web.port, "/w/AAAA/mcp")[0] == 404


def test_without_an_archive_there_is_no_server(serve: Serve) -> None:
    """Where no archive is asked for nothing answers at /mcp."""
    with serve() as web:
        assert get(web.port, "/mcp")[0] == 404


def test_another_sites_page_cannot_ask(serve: Serve) -> None:
    """A request that names another host or comes from another origin is refused: no page of the web reaches it."""
    with serve(archive="public") as web:
        assert get(web.port, "/mcp", Host="evil.example")[0] == 421
        assert get(web.port, "/mcp", Origin="https://evil.example")[0] == 403


@pytest.mark.parametrize("typed", ['nato" by:Reed', "nato by:Reed", "x in:C1", '"', "a\nb", "“nato by:Reed”"])
def test_what_an_assistant_gives_stays_in_its_place(typed: str) -> None:
    """A text with a colon or marks is words to look for: it never becomes a key of the command."""
    ask = parse(line_of("who-said", typed, {"by": f"{typed} Reed"}))
    assert set(ask.keys) == {"by"}
    assert ask.unknown == ()
