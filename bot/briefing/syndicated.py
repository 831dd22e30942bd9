"""The record as feeds: what stands in each of their items, for Atom and JSON Feed alike, and as linked data."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from html import escape

from bot.briefing.export import cell
from bot.briefing.wording import dotted
from bot.model.cited import Cited, CitedChange
from bot.model.correction import Correction

UNDATED = "1970-01-01T00:00:00Z"
COLUMNS = [each.name for each in fields(Cited)]


@dataclass(frozen=True, slots=True)
class FeedItem:
    """Hold one item of a feed; `text` never lacks the clause that carries the words."""

    id: str
    title: str
    text: str
    html: str
    url: str
    at: str  # RFC 3339
    author: str = ""  # whose words it holds; what On Record says of somebody has none


def web(url: str) -> str:
    """Return an address that leads to the web, or '' for anything else that a stranger wrote."""
    return url if url.startswith(("https://", "http://")) else ""


def of_quote(quote: Cited) -> FeedItem:
    """Return a quote as an item: whole, with who, when and where."""
    when = f"said {quote.said_on}" if quote.said_on else f"reported {quote.reported_on or 'on an unknown day'}"
    who = f"{quote.speaker}, {quote.role}" if quote.speaker and quote.role else quote.speaker or "Speaker not sure"
    foot = dotted(who, when, quote.outlet)
    return FeedItem(
        id=f"urn:onrecord:quote:{quote.id}",
        title=dotted(quote.speaker or quote.outlet, quote.headline),
        text=f"{quote.shown}\n{foot}",
        html=_html(quote.shown, foot, web(quote.exact_url) or web(quote.url)),
        url=quote.permalink or web(quote.exact_url) or web(quote.url),
        at=_moment(quote.reported_on),
        author=quote.speaker or "",
    )


def of_change(change: CitedChange) -> FeedItem:
    """Return a change of position as an item, with both its sides."""
    parts = [(dotted(side.when, side.outlet), side) for side in change.sides]
    return FeedItem(
        id=f"urn:onrecord:change:{change.id}",
        title=dotted(change.speaker, change.what),
        text="\n".join(f"{foot}: {side.shown}" for foot, side in parts),
        html="".join(_html(side.shown, foot, web(side.url)) for foot, side in parts),
        url=next((url for *_, side in reversed(parts) if (url := web(side.url))), ""),
        at=_moment(change.reported_on),
    )


def of_correction(correction: Correction) -> FeedItem:
    """Return a correction as an item: whose words they were, and what is wrong."""
    back = f"Taken back on {correction.taken_back_at:%Y-%m-%d}." if correction.taken_back_at else ""
    said = " ".join(filter(None, (f"{correction.said}.", back)))
    return FeedItem(
        id=f"urn:onrecord:correction:{correction.id}",
        title=dotted("Correction", correction.who),
        text=said,
        html=_html(said, correction.who, web(correction.url)),
        url=web(correction.url),
        at=f"{(correction.taken_back_at or correction.at):%Y-%m-%dT%H:%M:%SZ}",
    )


def as_json_feed(title: str, page: str, address: str, items: Sequence[FeedItem]) -> dict[str, object]:
    """Return a JSON Feed (version 1.1)."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": page,
        "feed_url": address,
        "items": [_json_item(each) for each in items],
    }


def as_csv(quotes: Sequence[Cited]) -> str:
    """Return quotes as CSV; a cell that a spreadsheet would run as a formula gets a '."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for each in quotes:
        writer.writerow({name: cell(value) for name, value in asdict(each).items()})
    return out.getvalue()


def linked_data(quote: Cited) -> dict[str, object]:
    """Return a quote in the words of schema.org, as search engines and fact checkers read it."""
    article = {
        "@type": "NewsArticle",
        "headline": quote.headline,
        "url": web(quote.url),
        "datePublished": quote.reported_on,
        "publisher": {"@type": "Organization", "name": quote.outlet},
    }
    speaker = {"@type": "Person", "name": quote.speaker, "jobTitle": quote.role} if quote.speaker else None
    told = {
        "@context": "https://schema.org",
        "@type": ["Quotation", "Claim"],
        "@id": quote.permalink or f"urn:onrecord:quote:{quote.id}",
        "text": quote.shown,
        "creator": speaker and _filled(speaker),
        "dateCreated": quote.said_on,
        "isPartOf": _filled(article),
        "appearance": {"@type": "WebPage", "url": web(quote.exact_url)} if web(quote.exact_url) else None,
    }
    return _filled(told)


def _filled(told: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in told.items() if value}


def _json_item(item: FeedItem) -> dict[str, object]:
    told: dict[str, object] = {"id": item.id, "title": item.title, "content_html": item.html}
    told |= {"content_text": item.text, "date_published": item.at}
    return told | _filled({"url": item.url, "authors": [{"name": item.author}] if item.author else []})


def _html(shown: str, foot: str, url: str) -> str:
    source = f'<a href="{escape(url)}">{escape(foot)}</a>' if url else escape(foot)
    return f"<blockquote><p>{escape(shown)}</p></blockquote><p>{source}</p>"


def _moment(day: str | None) -> str:
    return f"{day}T00:00:00Z" if day else UNDATED
