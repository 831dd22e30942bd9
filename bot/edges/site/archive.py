"""The archive on the web: pages that need no script, no cookie and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote as escaped
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.briefing.said import requoted, without_page
from bot.briefing.syndicated import linked_data
from bot.edges.platforms.kit.foreign import scrubbed
from bot.edges.site.method import method
from bot.edges.site.syndication import links
from bot.model.archive import Reader
from bot.model.message import Actions, Block, Change, Chart, Context, Difference, Divider, Header, Quotation, Section
from bot.permalinks import READERS, of_quote

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.ports.pages import Pages

KINDS: Mapping[type[Block], str] = {
    Header: "header",
    Section: "section",
    Quotation: "quotation",
    Change: "change",
    Difference: "difference",
    Chart: "chart",
    Context: "context",
    Divider: "divider",
    Actions: "actions",
}
ASKED = {
    "who-said": "/search",
    "position": "/position",
    "changes": "/changes",
    "speaker": "/person",
    "brief": "/brief",
    "topic": "/topic",
    "outlet": "/outlet",
    "story": "/story",
    "splits": "/splits",
    "health": "/feeds",
}
TITLES = {
    "who-said": "Who said",
    "speaker": "Person",
    "brief": "Briefing",
    "changes": "Positions that moved",
    "health": "Feeds",
}
BARE = frozenset({"changes", "brief", "splits", "health"})  # pages that need nothing to be asked
LONGEST = 300  # characters of a question


def web(url: str) -> str:
    """Return an address that leads to the web, or '' for anything else that a stranger wrote."""
    return url if url.startswith(("https://", "http://", "/")) else ""


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("bot.edges.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: scrubbed(value) if type(value) is str else value,
    )
    made.filters["web"] = web
    made.filters["kind"] = lambda block: KINDS[type(block)]
    made.filters["bars"] = bars
    made.globals["person"] = person
    return made


def bars(chart: Chart) -> list[tuple[str, int, float]]:
    """Return each label of a chart with its number, and how high its bar is, from 0 to 1."""
    totals = [sum(values) for values in zip(*(each.values for each in chart.series), strict=True)]
    most = max(*totals, 1)
    return [(label, total, total / most) for label, total in zip(chart.labels, totals, strict=True)]


class Site:
    """Draw the pages of the archive for whoever may read it."""

    def __init__(self, pages: Pages, *, header: str = "", listed: bool = False, open_to: bool = True) -> None:
        """Take what gives the pages; the header of a proxy; whether search engines may list it, and anybody read."""
        self._pages, self._header, self._listed, self._open = pages, header, listed, open_to
        self._templates = _environment()
        self._style = files("bot.edges.site").joinpath("templates/style.css").read_bytes()

    def routes(self) -> list[Route]:
        """Return the routes; without an archive only the public log of corrections."""
        always = [Route("/corrections", self._corrections), Route("/style.css", self._sheet)]
        if not self._open:
            return always
        paths: dict[str, Callable[[Request, Reader], Response]] = {
            "/": self._front,
            "/q/{id}": self._quote,
            "/method": self._method,
            "/digest/{slot}": self._digest,
            **{path: self._asked(word) for word, path in ASKED.items()},
        }
        return [
            *always,
            Route("/robots.txt", self._robots),
            *(
                Route(f"{before}{path}", self._for(page))
                for path, page in paths.items()
                for before in ("", READERS + "/{token}")
            ),
        ]

    def _for(self, page: Callable[[Request, Reader], Response]) -> Callable[[Request], Response]:
        """Return a page for those who may read it; anybody else finds nothing."""

        def shown(request: Request) -> Response:
            named = request.headers.get(self._header, "") if self._header else ""
            reader = self._pages.reader(request.path_params.get("token", ""), named)
            return page(request, reader) if reader else self._nothing(None)

        return shown

    def _front(self, _request: Request, reader: Reader) -> Response:
        return self._page("front.html", reader, title="Who said what, word for word")

    def _quote(self, request: Request, reader: Reader) -> Response:
        found = self._pages.quote(request.path_params["id"], reader)
        if found is None:
            return self._nothing(reader)
        return self._page("quote.html", reader, title=found.title, page=found, data=linked_data(found.cited))

    def _method(self, _request: Request, reader: Reader) -> Response:
        return self._page("method.html", reader, title="How it reads, and how well", body=method())

    def _asked(self, command: str) -> Callable[[Request, Reader], Response]:
        """Return the page that answers a command with what stands in the address behind ?q=."""
        title = TITLES.get(command, command.capitalize())

        def answered(request: Request, reader: Reader) -> Response:
            sought = " ".join(request.query_params.get("q", "")[:LONGEST].split())
            if not (sought or command in BARE):
                return self._page("front.html", reader, title=title)
            message = self._pages.leaf(f"{command} {sought}".strip(), reader)
            heading = message.title or (f"{title} · {sought}" if sought else title)
            status = 404 if message.private else 200
            return self._page(
                "message.html",
                reader,
                status,
                title=heading,
                message=message,
                feed=(ASKED[command], sought),
                sought=without_page(sought) if command == "who-said" else "",
            )

        return answered

    def _digest(self, request: Request, reader: Reader) -> Response:
        message = self._pages.digest(request.path_params["slot"], reader)
        if message is None:
            return self._nothing(reader)
        return self._page("message.html", reader, title="Daily briefing", message=message)

    def _corrections(self, _request: Request) -> Response:
        return self._page(
            "message.html",
            None,
            title="Corrections",
            message=self._pages.corrections(),
            note=LOG,
            feed=("/corrections", ""),
        )

    def _sheet(self, _request: Request) -> Response:
        cached = {"Cache-Control": "public, max-age=3600"}
        return Response(self._style, media_type="text/css", headers=cached)

    def _robots(self, _request: Request) -> Response:
        allowed = "Allow: /\nDisallow: /search\nDisallow: /w/\n" if self._listed else "Disallow: /\n"
        return PlainTextResponse(f"User-agent: *\n{allowed}")

    def _nothing(self, reader: Reader | None) -> Response:
        return self._page("nothing.html", reader, 404, title="Nothing here")

    def _page(self, name: str, reader: Reader | None, status: int = 200, **shown: object) -> Response:
        """Return a page; what a workspace reads, no cache in between keeps."""
        base = f"{READERS}/{reader.token}" if reader and reader.token else ""
        given = {
            "base": base,
            "may_ask": reader is not None,
            "sought": "",
            "note": "",
            "feed": ("", ""),
            "feeds": links,
            **shown,
        }
        html = self._templates.get_template(name).render(given, to=lambda line: to(base, line), of_quote=of_quote)
        public = reader == Reader() and self._listed
        kept = "public, max-age=60" if public else "private, no-store"
        unlisted = {} if public else {"X-Robots-Tag": "noindex, nofollow"}
        return HTMLResponse(html, status, headers={"Cache-Control": kept} | unlisted)


LOG = "What On Record showed and that is no longer so: words that their article no longer has, and what rested on them."


def to(base: str, line: str) -> str:
    """Return where a command line is answered on the web, or '' where it is not."""
    command, _, rest = line.partition(" ")
    path = ASKED.get(command)
    if path is None:
        return ""
    return f"{base}{path}?{urlencode({'q': rest}, quote_via=escaped)}" if rest else f"{base}{path}"


def person(name: str) -> str:
    """Return the line that asks who somebody is."""
    return f"speaker {requoted(name)}"
