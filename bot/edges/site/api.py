"""The record for programs: a read-only REST API, described by OpenAPI, with the answers that assistants get, too."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as AnyHTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount

from bot.edges.site.middleware import Conditional
from bot.edges.site.problems import TYPE, problem
from bot.errors import StoreError, UserError
from bot.model.archive import Reader
from bot.model.cited import Cited, CitedListing, CitedReply, Sources
from bot.permalinks import READERS

if TYPE_CHECKING:
    from starlette.responses import Response

    from bot.ports.pages import Pages

PATH = "/api/v1"
LONGEST, MOST = 300, 100  # characters of a question, quotes of a listing
ABOUT = (
    "What named people said in the news, word for word. Show each quote as `shown` has it, with speaker, outlet, day "
    "and link; `words` alone may say something else. Without `speaker` nobody may be named. Read only."
)
PROBLEM = {
    "type": "object",
    "description": "What went wrong and what to do (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "suggestions": {"type": "array", "items": {"type": "string"}, "description": "questions that have an answer"},
    },
}
MISTAKES = {
    400: "The question is not understood.",
    401: "A key is needed.",
    404: "Nothing here for you.",
    422: "A parameter is wrong.",
    429: "Too many requests; see Retry-After.",
    503: "The ledger does not answer.",
}
WRONG: dict[int | str, dict[str, Any]] = {
    status: {"description": said, "content": {TYPE: {"schema": PROBLEM}}} for status, said in MISTAKES.items()
}
Question = Annotated[
    str, Query(max_length=LONGEST, description="as in chat: nato, by:Marsh, since:7d, until:2026-03, outlet:Euronews")
]
Needed = Annotated[str, Query(min_length=1, max_length=LONGEST, description="as in chat: Marsh on nato")]


class Api:
    """Answer programs at the paths of the archive, for those who may read there."""

    def __init__(self, pages: Pages, *, header: str = "", keys: Sequence[str] = ()) -> None:
        """Take what gives the pages, the header of a proxy, and the keys of which one is needed, if there are any."""
        self._pages, self._header, self._keys = pages, header, [key.encode() for key in keys]

    def routes(self) -> list[Mount]:
        """Return the routes."""
        served, kept = self._app(), [Middleware(Conditional)]
        return [Mount(f"{before}{PATH}", served, middleware=kept) for before in ("", f"{READERS}/{{token}}")]

    def reader(self, request: Request) -> Reader:
        """Return who asks, by the seal of the address, a key, or a proxy's header."""
        token = str(request.path_params.get("token", ""))
        keyed = self._keyed(request.headers.get("authorization", ""))
        if self._keys and not (token or keyed):
            raise HTTPException(401, "A key is needed: Authorization: Bearer …", {"WWW-Authenticate": "Bearer"})
        named = request.headers.get(self._header, "") if self._header else ""
        reader = Reader() if keyed and not token else self._pages.reader(token, named)
        if reader is None:
            raise HTTPException(404, "There is nothing here that is open to you.")
        return reader

    def _keyed(self, given: str) -> bool:
        scheme, _, key = given.partition(" ")
        same = [hmac.compare_digest(key.strip().encode(), each) for each in self._keys]
        return scheme.casefold() == "bearer" and any(same)

    def _app(self) -> FastAPI:
        app = FastAPI(
            title="On Record",
            description=ABOUT,
            version=version("onrecord"),
            openapi_url="/openapi.json",
            docs_url=None,
            redoc_url=None,
            redirect_slashes=False,
            responses=WRONG,
            servers=[{"url": PATH}],
            root_path_in_servers=False,
        )
        _mistakes(app)
        self._offer(app)
        return app

    def _offer(self, app: FastAPI) -> None:
        """Offer what may be asked."""
        pages, whoever = self._pages, Depends(self.reader)

        def quotes(
            q: Needed,
            reader: Reader = whoever,
            limit: Annotated[int, Query(ge=1, le=MOST)] = 20,
            cursor: Annotated[str, Query(max_length=40, description="`next` of the listing before")] = "",
        ) -> CitedListing:
            """Return verbatim quotes, newest first; without `since:` of the last 30 days."""
            return pages.listing(f"who-said {q}", reader, limit, cursor)

        def quote(quote_id: Annotated[str, Path(max_length=200)], reader: Reader = whoever) -> Cited:
            """Return one quote with the clause that carries it, its source and its addresses."""
            found = pages.cited(quote_id, reader)
            if found is None:
                raise HTTPException(404, "There is no such quote on record.")
            return found

        def positions(q: Needed, reader: Reader = whoever) -> CitedReply:
            """Return what a speaker has said on a topic, oldest first, and every change with both its sides."""
            return understood(pages.reply(f"position {q}", reader))

        def changes(q: Question = "", reader: Reader = whoever) -> CitedReply:
            """Return positions that moved, before and after; without `since:` in the last seven days."""
            return understood(pages.reply(f"changes {q}".strip(), reader))

        def brief(q: Question = "", reader: Reader = whoever) -> CitedReply:
            """Return one screen: at most three stories with their quotes, and what moved."""
            return understood(pages.reply(f"brief {q}".strip(), reader))

        def sources(_reader: Reader = whoever) -> Sources:
            """Return which outlets the record is made of, and how much it holds."""
            return pages.sources()

        for path, asked in (
            ("/quotes", quotes),
            ("/quotes/{quote_id}", quote),
            ("/positions", positions),
            ("/changes", changes),
            ("/briefs", brief),
            ("/sources", sources),
        ):
            app.get(path, operation_id=asked.__name__)(asked)


def understood(reply: CitedReply) -> CitedReply:
    """Return an answer; raises UserError where there is only a sentence that says why there is none."""
    if not reply.understood:
        raise UserError(reply.text)
    return reply


def _mistakes(app: FastAPI) -> None:
    """Answer mistakes with problem documents."""

    def failed(_request: Request, error: Exception) -> Response:
        match error:
            case AnyHTTPException():
                return problem(error.status_code, str(error.detail), error.headers)
            case RequestValidationError():
                first = error.errors()[0]
                return problem(422, f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
            case UserError():
                return problem(400, str(error), suggestions=list(error.suggestions))
            case _:
                return problem(503, "The ledger does not answer. Ask again in a minute.", {"Retry-After": "60"})

    for kind in (AnyHTTPException, RequestValidationError, UserError, StoreError):
        app.add_exception_handler(kind, failed)
