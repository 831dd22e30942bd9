"""Rows to things and back."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row

from bot.errors import StoreError
from bot.model.briefing import WEEK, Channel, Delivery, DeliveryState, DigestTime, Filter, Mute, Slot
from bot.model.news import Article, Completeness, Entry, Feed, Polling, Publication
from bot.model.query import Followed
from bot.model.record import Carrier, Quote, QuoteKind, Report, Speaker, SpeakerKind
from bot.model.text import Span

Found = Row[*tuple[Any, ...]]


def feed_values(feed: Feed, polling: Polling) -> dict[str, object]:
    """Return a feed and its memory as one row."""
    values: dict[str, object] = {
        each.name: getattr(part, each.name) for part in (feed, polling) for each in fields(part)
    }
    gap, interval = polling.usual_gap, polling.interval
    del values["usual_gap"], values["interval"]
    values["interval_s"] = int(interval.total_seconds())
    values["usual_gap_s"] = int(gap.total_seconds()) if gap is not None else None
    return values


def followed(row: Found, entries: int = 0) -> Followed:
    """Return a feed with its memory."""
    names = (
        "id",
        "url",
        "title",
        "outlet",
        "added_at",
        "added_by",
        "homepage",
        "language",
        "person",
        "origin",
        "named",
    )
    feed = Feed(**{name: getattr(row, name) for name in names})
    polling = Polling(
        next_at=row.next_at,
        interval=timedelta(seconds=row.interval_s),
        etag=row.etag,
        last_modified=row.last_modified,
        body_hash=row.body_hash,
        seeded=row.seeded,
        last_try_at=row.last_try_at,
        last_ok_at=row.last_ok_at,
        last_entry_at=row.last_entry_at,
        usual_gap=None if row.usual_gap_s is None else timedelta(seconds=row.usual_gap_s),
        failing_since=row.failing_since,
        failures=row.failures,
        reason=row.reason,
        paused=row.paused,
        note=row.note,
    )
    return Followed(feed, polling, entries)


def entry(row: Found) -> Entry:
    """Return an entry; its text is empty once it was read."""
    return Entry(**{each.name: getattr(row, each.name) for each in fields(Entry)})


def publication(row: Found) -> Publication:
    """Return what stands beside a quote, from a row that holds an article's columns."""
    return Publication(
        article_id=row.article_id,
        page_id=row.page_id,
        url=row.url,
        title=row.title,
        outlet=row.outlet,
        fetched_at=row.fetched_at,
        published_at=row.published_at,
        published_on=row.published_on,
        language=row.language,
        agency=row.agency,
        completeness=Completeness(row.completeness),
        engine=row.engine,
        gist=row.gist,
        opening=row.opening,
    )


def article(row: Found) -> Article:
    """Return a revision."""
    return Article(publication(row), row.article_text, row.feed_id)


def quote(row: Found) -> Quote:
    """Return a quote that the gate once verified; raises StoreError when its row no longer fits together."""
    carrier = Carrier(Span(row.carrier_start, row.carrier_start + len(row.carrier)), row.carrier)
    offset = row.start - row.carrier_start
    if row.carrier[offset : offset + len(row.text)] != row.text or row.end - row.start != len(row.text):
        raise StoreError(f"Quote {row.id} no longer matches its carrier: the ledger was changed by hand.")
    lead = None
    if row.lead_in:
        lead = Carrier(Span(row.lead_in_start, row.lead_in_start + len(row.lead_in)), row.lead_in)
    return Quote(
        id=row.id,
        publication=publication(row),
        span=Span(row.start, row.end),
        text=row.text,
        kind=QuoteKind(row.kind),
        carrier=carrier,
        lead_in=lead,
        speaker=speaker(row) if row.speaker_name else None,
        venue=row.venue,
        said_on=row.said_on,
        confidence=row.confidence,
    )


def speaker(row: Found) -> Speaker:
    """Return who said it."""
    return Speaker(row.speaker_name, SpeakerKind(row.speaker_kind), row.role)


def report(row: Found) -> Report:
    """Return indirect speech."""
    span = Span(row.start, row.end)
    return Report(row.id, publication(row), span, row.text, speaker(row), row.said_on, row.confidence)


def channel_text(channel: Channel) -> str:
    """Return a channel's settings as JSON."""
    values = asdict(channel)
    values["times"] = [[f"{each.at:%H:%M}", sorted(each.days), each.week] for each in channel.times]
    for name in ("paused_until", "since"):
        values[name] = values[name].isoformat() if values[name] else None
    values["mutes"] = [[each.words, each.until.isoformat(), each.story] for each in channel.mutes]
    return json.dumps(values)


def channel(content: str) -> Channel:
    """Return a channel from its JSON."""
    values = json.loads(content)
    values["times"] = tuple(  # rows that were kept before there were reviews and muted stories are shorter
        DigestTime(time.fromisoformat(at), frozenset(days), *week) for at, days, *week in values["times"]
    )
    values["topics"] = tuple(values["topics"])
    for name in ("paused_until", "since"):
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    chosen = values.get("filter") or {}  # kept before there were filters, a row has none
    outlets, languages, without = (tuple(chosen.get(name, ())) for name in ("outlets", "languages", "without"))
    values["filter"] = Filter(outlets, languages, without, bool(chosen.get("people")))
    values["mutes"] = tuple(
        Mute(words, datetime.fromisoformat(until), *story) for words, until, *story in values.get("mutes", ())
    )
    return Channel(**values)


def delivery_values(delivery: Delivery, owner: str) -> dict[str, object]:
    """Return a delivery as a row."""
    return {
        "slot_id": delivery.slot.id,
        "channel_id": delivery.slot.channel_id,
        "day": delivery.slot.day,
        "at": f"{delivery.slot.at:%H:%M}",
        "due_at": delivery.slot.due_at,
        "state": delivery.state.value,
        "since": delivery.since,
        "until": delivery.until,
        "claimed_at": delivery.claimed_at,
        "lease_until": delivery.lease_until,
        "owner": owner,
        "posted_at": delivery.posted_at,
        "post": delivery.post,
        "note": delivery.note,
        "stories": json.dumps(delivery.stories),
        "quotes": json.dumps(delivery.quotes),
    }


def delivery(row: Found) -> Delivery:
    """Return what became of a slot."""
    day: date = row.day
    return Delivery(
        slot=Slot(row.channel_id, day, time.fromisoformat(row.at), row.due_at, row.slot_id.endswith(WEEK)),
        state=DeliveryState(row.state),
        since=row.since,
        until=row.until,
        claimed_at=row.claimed_at,
        lease_until=row.lease_until,
        posted_at=row.posted_at,
        post=row.post,
        note=row.note,
        stories=tuple(json.loads(row.stories)),
        quotes=tuple(json.loads(row.quotes)),
    )
