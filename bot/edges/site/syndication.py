"""The record as feeds (Atom, JSON Feed) and as a file: of any question, a person, what moved, what was corrected."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote as escaped
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route

from bot.briefing.syndicated import UNDATED, FeedItem, as_csv, as_json_feed, of_change, of_correction, of_quote
from bot.edges.site.middleware import Conditional
from bot.edges.site.problems import problem
from bot.errors import UserError
from bot.model.archive import Reader
from bot.permalinks import READERS

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.ports.pages import Pages

ATOM, JSON = "application/atom+xml", "application/feed+json"
KINDS = ((".atom", ATOM), (".feed.json", JSON))  # what stands behind a page's path
TITLES = {
    "/search": "Who said",
    "/person": "Said by",
    "/changes": "Positions that moved",
    "/corrections": "Corrections",
}
LONGEST, ITEMS, ROWS = 300, 50, 1_000  # characters of a question, items of a feed, rows of a file
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def links(base: str, path: str, sought: str) -> tuple[tuple[str, str], ...]:
    """Return the feeds of a page, each with its type and path; none where there are none."""
    behind = f"?{urlencode({'q': sought}, quote_via=escaped)}" if sought else ""
    return tuple((kind, f"{base}{path}{ending}{behind}") for ending, kind in KINDS if path in TITLES)


def xml(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


class Syndication:
    """Draw the feeds of the archive for whoever may read it."""

    def __init__(self, pages: Pages, *, header: str = "", public_url: str = "") -> None:
        """Take what gives the pages, the header of a proxy, and the address at which the server is reached."""
        self._pages, self._header, self._public = pages, header, public_url.rstrip("/")
        environment = Environment(
            loader=PackageLoader("bot.edges.site"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            finalize=lambda value: xml(value) if type(value) is str else value,
        )
        self._atom = environment.get_template("feed.atom")

    def routes(self, *, open_to: bool) -> list[Route]:
        """Return the routes; without an archive only the feeds of corrections."""
        made = [("", f"/corrections{ending}", self._drawn("/corrections", kind)) for ending, kind in KINDS]
        if open_to:
            for before in ("", READERS + "/{token}"):
                made.append((before, "/search.csv", self._file))
                for path in ("/search", "/person", "/changes"):
                    made += [(before, f"{path}{ending}", self._drawn(path, kind)) for ending, kind in KINDS]
        kept = [Middleware(Conditional)]
        return [Route(f"{before}{path}", self._safe(drawn), middleware=kept) for before, path, drawn in made]

    def _safe(self, drawn: Callable[[Request], Response]) -> Callable[[Request], Response]:
        """Return what draws a feed or says what is wrong with the question."""

        def answered(request: Request) -> Response:
            try:
                return drawn(request)
            except UserError as error:
                return problem(400, str(error), suggestions=list(error.suggestions))

        return answered

    def _drawn(self, path: str, kind: str) -> Callable[[Request], Response]:
        def drawn(request: Request) -> Response:
            sought = " ".join(request.query_params.get("q", "")[:LONGEST].split())
            reader = Reader() if path == "/corrections" else self._reader(request)
            if reader is None:
                return problem(404, "There is nothing here that is open to you.")
            items, base = self._items(path, sought, reader), f"{READERS}/{reader.token}" if reader.token else ""
            title = " · ".join(filter(None, (TITLES[path], sought, "On Record")))
            origin = self._public or str(request.base_url).rstrip("/")
            address = next(f"{origin}{link}" for each, link in links(base, path, sought) if each == kind)
            page = address.replace(next(ending for ending, each in KINDS if each == kind), "", 1)
            if kind == JSON:
                told = as_json_feed(title, page, address, items)
                return Response(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"), media_type=JSON)
            return Response(self._xml(title, page, address, items), media_type=ATOM)

        return drawn

    def _xml(self, title: str, page: str, address: str, items: Sequence[FeedItem]) -> bytes:
        updated = max((each.at for each in items), default=UNDATED)
        text = self._atom.render(title=title, page=page, address=address, items=items, updated=updated)
        return text.encode("utf-8", "replace")

    def _items(self, path: str, sought: str, reader: Reader) -> list[FeedItem]:
        """Return what a feed tells, newest first; raises UserError."""
        if path == "/corrections":
            return [of_correction(each) for each in self._pages.corrected()[:ITEMS]]
        if path == "/changes":
            reply = self._pages.reply(f"changes {sought}".strip(), reader)
            if not reply.understood:
                raise UserError(reply.text)
            return [of_change(each) for each in reply.changes]
        asked = f"who-said by:{_phrase(sought)}" if path == "/person" else f"who-said {sought}"
        return [of_quote(each) for each in self._pages.listing(asked, reader, ITEMS).quotes]

    def _file(self, request: Request) -> Response:
        reader = self._reader(request)
        if reader is None:
            return problem(404, "There is nothing here that is open to you.")
        sought = " ".join(request.query_params.get("q", "")[:LONGEST].split())
        found = self._pages.listing(f"who-said {sought}", reader, ROWS)
        named = {"Content-Disposition": 'attachment; filename="onrecord.csv"'}
        return Response(as_csv(found.quotes).encode("utf-8", "replace"), headers=named, media_type="text/csv")

    def _reader(self, request: Request) -> Reader | None:
        named = request.headers.get(self._header, "") if self._header else ""
        return self._pages.reader(request.path_params.get("token", ""), named)


def _phrase(text: str) -> str:
    """Return a text as one value of a command line; raises UserError for none."""
    plain = " ".join(text.replace('"', " ").split())
    if not plain:
        raise UserError("Whose words? Example: /person.atom?q=Marsh")
    return f'"{plain}"'
