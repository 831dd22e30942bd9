"""The public log of corrections, as a page that needs no script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.model.correction import Correction

MOST = 200
TITLE = "Corrections"
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title} · On Record</title></head>
<body><h1>{title}</h1>
<p>What On Record showed and that is no longer so: words that their article no longer has, and what rested on them.</p>
{entries}
</body></html>
"""


def log_of(corrections: Callable[[], Sequence[Correction]]) -> Route:
    """Return the route /corrections: the newest corrections that count everywhere."""

    def shown(_request: Request) -> Response:
        entries = "".join(map(_entry, corrections()))
        listed = f"<ol>{entries}</ol>" if entries else "<p>Nothing was corrected so far.</p>"
        return HTMLResponse(
            PAGE.format(title=TITLE, entries=listed),
            headers={"Content-Security-Policy": "default-src 'none'", "Referrer-Policy": "no-referrer"},
        )

    return Route("/corrections", shown)


def _entry(each: Correction) -> str:
    day = f'<time datetime="{each.at.isoformat()}">{each.at:%Y-%m-%d %H:%M} UTC</time>'
    web = each.url.startswith(("https://", "http://"))
    source = f' · <a rel="nofollow noreferrer" href="{escape(each.url)}">source</a>' if web else ""
    back = " · taken back" if each.taken_back_at else ""
    return f"<li>{day} · {escape(each.who or 'unnamed')}: {escape(each.said)}{back}{source}</li>"
