"""Rows of JSON to articles and readings to rows: how anyone measures the reading."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from bot.errors import BadSetting
from bot.ledger.about import about
from bot.ledger.leading import key_quotes
from bot.ledger.topics import topics_told
from bot.model.news import Article, Publication, digest_of
from bot.model.position import ReportedChange, Split
from bot.model.record import Carrier, Quote, Report
from bot.reading.read import Reading


def article_of(row: Mapping[str, object], now: datetime) -> Article:
    """Return the article of a row {"id", "title", "text", "date"?, "publisher"?, "language"?}; raises BadSetting."""
    text = row.get("text")
    if not isinstance(text, str):
        raise BadSetting('the row has no "text"')
    day = _day(row.get("date"))
    page = digest_of("page", str(row.get("id", "")))
    outlet = str(row.get("publisher") or "")
    title = str(row.get("title") or "")
    language = str(row.get("language") or "")
    about = Publication(digest_of(page, text), page, "", title, outlet, now, published_on=day, language=language)
    return Article(about, text)


def _day(value: object) -> date | None:
    if value in {None, ""}:
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise BadSetting(f'"date" is {value!r}, not like 2025-02-14') from error


def line_of(row_id: str, article: Article, reading: Reading) -> dict[str, object]:
    """Return the row that stands for a reading of an article; offsets are into the text, `place` 1 is the key quote."""
    title = article.publication.title
    places = {quote_id: place for place, quote_id in enumerate(key_quotes(article, reading.quotes), start=1)}
    return {
        "id": row_id,
        "topics": [topic.name for topic in about(article)],
        "quotes": [{**_quote(quote), "place": places.get(quote.id, 0)} for quote in reading.quotes],
        "indirect": [_report(report) for report in reading.reports],
        "reports": [_change(change, title) for change in reading.changes],
        "splits": [_split(split) for split in reading.splits],
    }


def _quote(quote: Quote) -> dict[str, object]:
    return {
        "start": quote.span.start,
        "end": quote.span.end,
        "text": quote.text,
        "kind": quote.kind.value,
        "speaker": quote.speaker.name if quote.speaker else None,
        "role": quote.speaker.role if quote.speaker else "",
        "said_on": quote.said_on.isoformat() if quote.said_on else None,
        "confidence": quote.confidence,
        "carrier": _carrier(quote.carrier),
        "lead_in": _carrier(quote.lead_in) if quote.lead_in else None,
    }


def _carrier(carrier: Carrier) -> dict[str, object]:
    return {"start": carrier.span.start, "end": carrier.span.end, "text": carrier.text}


def _report(report: Report) -> dict[str, object]:
    return {
        "start": report.span.start,
        "end": report.span.end,
        "text": report.text,
        "speaker": report.speaker.name,
        "said_on": report.said_on.isoformat() if report.said_on else None,
        "confidence": report.confidence,
    }


def _change(change: ReportedChange, title: str) -> dict[str, object]:
    topics = topics_told(change, title)
    return {
        "changed": "yes" if change.asserted_by.counts else "no",
        "speaker": change.speaker.name,
        "topic": topics[0].name if topics else "",
        "kind": change.kind.value,
        "extent": change.extent.value,
        "asserted_by": change.asserted_by.value,
        "recency": change.recency.value,
        "evidence": {"start": change.span.start, "end": change.span.end},
        "confidence": change.confidence,
    }


def _split(split: Split) -> dict[str, object]:
    return {
        "split": "yes",
        "members": [each.name for each in split.members],
        "camp": split.camp,
        "evidence": {"start": split.span.start, "end": split.span.end},
        "confidence": split.confidence,
    }
