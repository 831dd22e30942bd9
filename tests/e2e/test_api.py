"""The record for programs, over real sockets: what the API says it answers, and what it answers."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote as escaped
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from bot.model.workspace import Objection
from tests.e2e.test_archive import HOSTILE, OTHERS, SAID, TEAM, Serve, Web, on_record, serve
from tests.unit.building import NOW

__all__ = ["serve"]  # the fixture
API = "/api/v1"
SINCE = " since:20y"


def described(web: Web) -> dict[str, Any]:
    """Return the description that is served."""
    found: dict[str, Any] = json.loads(web.get(f"{API}/openapi.json")[2])
    return found


def asked(web: Web, path: str, description: dict[str, Any], of: str = "", **headers: str) -> tuple[int, Any]:
    """Return status and answer of a path, which have to be what the description promises of it."""
    status, head, body = web.get(path, **headers)
    promised = description["paths"][of or path.partition("?")[0].removeprefix(API)]["get"]["responses"][str(status)]
    kind = head["Content-Type"].partition(";")[0]
    schema = {**promised["content"][kind]["schema"], "components": description["components"]}
    answer = json.loads(body)
    Draft202012Validator(schema).validate(answer)
    return status, answer


def quotes_of(web: Web, description: dict[str, Any], q: str, **more: str) -> tuple[list[Any], str | None]:
    """Return the quotes of a listing, and its cursor."""
    status, found = asked(web, f"{API}/quotes?{urlencode({'q': q + SINCE, **more})}", description)
    assert status == 200
    return found["quotes"], found["next"]


def test_answers_are_what_the_description_promises(serve: Serve) -> None:
    """The description is valid OpenAPI, and every answer, mistakes too, keeps to it."""
    with serve(archive="public") as web:
        kept = on_record(web.desk, SAID, "roads")
        description = described(web)
        validate(description)
        (found,), beyond = quotes_of(web, description, "roads by:Kovač")
        assert (found["id"], found["words"], found["shown"], beyond) == (kept, SAID, f"“{SAID}”", None)
        assert found["permalink"] == f"https://record.example/q/{kept}"
        assert asked(web, f"{API}/quotes/{kept}", description, "/quotes/{quote_id}") == (200, found)
        assert asked(web, f"{API}/positions?q=Kova%C4%8D%20on%20roads", description)[0] in {200, 400}
        assert asked(web, f"{API}/changes", description)[0] == 200
        assert asked(web, f"{API}/briefs", description)[0] == 200
        assert asked(web, f"{API}/sources", description)[1]["outlets"] == ["The Harbour Post"]
        assert asked(web, f"{API}/quotes/none", description, "/quotes/{quote_id}")[0] == 404
        for wrong, status in (("q=by:nobody", 400), ("q=x&cursor=1", 400), ("q=x&limit=0", 422), ("", 422)):
            said, problem = asked(web, f"{API}/quotes?{wrong}", description)
            assert (said, problem["status"]) == (status, status)
        assert json.loads(web.get(f"{API}/nothing")[2])["status"] == 404


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    words=st.lists(st.text(max_size=60), min_size=3, max_size=3),
    limit=st.one_of(st.integers(-1, 101).map(str), st.text(max_size=4)),
)
def test_whatever_is_asked_the_answer_keeps_to_the_description(
    web: Web, description: dict[str, Any], words: list[str], limit: str
) -> None:
    """No text in a parameter brings an answer that the description does not promise, nor a failure."""
    question, cursor, named = (each.encode("utf-8", "replace").decode() for each in words)
    for path in ("quotes", "positions", "changes", "briefs"):
        given_now = urlencode(
            {"q": question, "limit": limit, "cursor": cursor} if path == "quotes" else {"q": question}
        )
        assert asked(web, f"{API}/{path}?{given_now}", description)[0] in {200, 400, 422}
    path = escaped(named or "x", safe="")
    if "%2F" not in path and path.strip(".") and len(path) < 190:
        assert asked(web, f"{API}/quotes/{path}", description, "/quotes/{quote_id}")[0] == 404


@pytest.fixture
def web(serve: Serve) -> Any:
    """Give an archive with one quote."""
    with serve(archive="public", archive_rate="0") as found:
        on_record(found.desk, SAID, "roads")
        yield found


@pytest.fixture
def description(web: Web) -> dict[str, Any]:
    """Give the description that is served."""
    return described(web)


def test_a_listing_is_whole_while_news_comes(serve: Serve) -> None:
    """Every quote is listed once, also those of one second, whatever is recorded between two pages of the listing."""
    with serve(archive="public", archive_rate="0") as web:
        description = described(web)
        kept = {
            on_record(web.desk, f"Road number {number} will be open soon", "roads", url=f"https://a.example/{number}")
            for number in range(7)
        }
        seen: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            found, cursor = quotes_of(web, description, "roads", limit="2", cursor=cursor)
            seen += [each["id"] for each in found]
            later = NOW.replace(year=2026, second=len(seen))
            on_record(web.desk, "A road comes later", "roads", url=f"https://b.example/{len(seen)}", published=later)
        assert len(seen) == len(set(seen))
        assert set(seen) == kept


def test_what_is_known_is_not_sent_again(serve: Serve) -> None:
    """Who has an answer gets 304 until something new is on record; a mistake has no tag."""
    with serve(archive="public") as web:
        on_record(web.desk, SAID, "roads")
        path = f"{API}/quotes?q=roads%20since:20y"
        status, headers, _ = web.get(path)
        assert status == 200
        status, again, body = web.get(path, If_None_Match=headers["ETag"])
        assert (status, body, again["ETag"]) == (304, "", headers["ETag"])
        on_record(web.desk, "Another road will be open to everybody", "roads", url="https://a.example/1")
        assert web.get(path, If_None_Match=headers["ETag"])[0] == 200
        assert web.get(f"{API}/quotes")[1]["ETag"] is None


def test_a_key_where_the_operator_wants_one(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """With keys in the environment only who brings one gets an answer, also where the archive is private."""
    monkeypatch.setenv("ONRECORD_API_KEYS", "first,second")
    with serve(archive="private") as web:
        on_record(web.desk)
        path = f"{API}/sources"
        status, headers, _ = web.get(path)
        assert (status, headers["WWW-Authenticate"]) == (401, "Bearer")
        assert web.get(path, Authorization="Bearer firs")[0] == 401
        assert web.get(path, Authorization="Basic first")[0] == 401
        assert web.get(path, Authorization="Bearer second")[0] == 200
        assert web.get(web.inside(TEAM, path))[0] == 200
        assert web.get(f"/w/AAAA{path}")[0] == 404


def test_no_workspace_sees_what_another_did(serve: Serve) -> None:
    """A quote that a workspace hid is not in its answers; everybody else's are the same as before, byte for byte."""
    with serve(archive="private", archive_rate="0") as web:
        kept = on_record(web.desk, SAID, "roads")
        paths = [f"{API}/quotes?q=roads{escaped(SINCE)}", f"{API}/quotes/{kept}", f"{API}/briefs", f"{API}/sources"]
        before = [web.get(web.inside(OTHERS, path))[2] for path in paths]
        web.desk.store.object(Objection(kept, TEAM, f"{TEAM}:U1", "@ana", True, HOSTILE, NOW))
        assert [web.get(web.inside(OTHERS, path))[2] for path in paths] == before
        theirs = [web.get(web.inside(TEAM, path))[2] for path in paths]
        assert not any(SAID in each for each in theirs)
        assert not any("@ana" in each or "U1" in each or "alert(1)" in each for each in (*before, *theirs))
        assert [web.get(path)[0] for path in paths] == [404] * 4
