"""Quotes for other programs: one record shape for CSV, JSON, Markdown and `--json`."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from bot.briefing.blocks import body, passage
from bot.briefing.wording import counted, dotted
from bot.errors import BadSetting
from bot.ledger.passages import Passage, passages
from bot.model.message import File, Message, Section
from bot.model.record import NAMED_FROM, Filed, Quote, Topic

COLUMNS = (
    "quote display kind speaker role said_on reported_on outlet agency headline url topics confidence carrier lead_in "
    "quote_id"
).split()
MOST = 5_000  # rows of a file
_FORMULA = re.compile(r"['\s]*[=+\-@＝＋－＠]|['\s]*[\t\r]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
MEDIA = {"csv": "text/csv", "json": "application/json", "md": "text/markdown"}


def record_of(quote: Quote, topics: Sequence[Topic] = (), *, name_from: float = NAMED_FROM) -> dict[str, object]:
    """Return a quote as a record of plain values under COLUMNS, dates in ISO form; None where the article is silent.

    `quote` holds the exact words, `display` the same words with what carries them.
    """
    speaker = quote.speaker if quote.confidence >= name_from else None
    source = quote.publication
    return {
        "quote": quote.text,
        "display": body(quote.shown),
        "kind": quote.kind.value,
        "speaker": speaker.name if speaker else None,
        "role": (speaker.role or None) if speaker else None,
        "said_on": iso(quote.said_on),
        "reported_on": iso(source.published_on),
        "outlet": source.outlet,
        "agency": source.agency or None,
        "headline": source.title,
        "url": source.url,
        "topics": [topic.name for topic in topics],
        "confidence": quote.confidence,
        "carrier": quote.carrier.text,
        "lead_in": quote.lead_in.text if quote.lead_in else None,
        "quote_id": quote.id,
    }


def iso(day: date | None) -> str | None:
    """Return a day as 2025-02-14, or None."""
    return day.isoformat() if day else None


def as_csv(quotes: Sequence[Filed], *, name_from: float = NAMED_FROM) -> str:
    """Return the quotes as CSV with a line of names; a cell that a spreadsheet would run as a formula gets a '."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for each in quotes:
        record = record_of(each.quote, each.topics, name_from=name_from)
        writer.writerow({name: cell(value) for name, value in record.items()})
    return out.getvalue()


def cell(value: object) -> str:
    """Return a value as the text of a cell that no spreadsheet runs."""
    text = "" if value is None else "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def uncelled(text: str) -> str:
    """Return the text of a cell without the ' that guards it."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def as_json(quotes: Sequence[Filed], *, name_from: float = NAMED_FROM) -> str:
    """Return the quotes as a JSON array of records."""
    records = [record_of(each.quote, each.topics, name_from=name_from) for each in quotes]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def as_markdown(quotes: Sequence[Filed], *, name_from: float = NAMED_FROM, today: date | None = None) -> str:
    """Return the quotes as Markdown: each a block quote with who, when and where below it."""
    return "\n".join(marked_down(each, name_from, today) for each in passages(quotes))


def marked_down(shown: Passage, name_from: float, today: date | None) -> str:
    """Return one passage as Markdown."""
    block = passage(shown, name_from=name_from, today=today)
    quote = block.quote
    said = "\n".join(f"> {escaped(line)}".rstrip() for line in body(block.shown).splitlines())
    headline = escaped(quote.publication.title or quote.publication.url)
    source = f"[{headline}](<{link(block.url)}>)" if block.url.startswith(("https://", "http://")) else headline
    foot = escaped(dotted(block.foot, block.note))
    return f"{said}\n\n**{escaped(block.name)}**{_after_name(block.head)}  \n{foot} · {source}\n"


def _after_name(head: str) -> str:
    """Return what stands behind a name, with the space that it begins with."""
    return (" " if head.startswith(" ") else "") + escaped(head)


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def link(url: str) -> str:
    """Return an address that cannot leave its angle brackets."""
    return re.sub(r"[<>\s\\]", lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), url)


class Writer(Protocol):
    """Write quotes in one format; names that are less sure than `name_from` are left out."""

    def __call__(self, quotes: Sequence[Filed], *, name_from: float = NAMED_FROM) -> str:
        """Return the text of the file."""
        ...


WRITERS: Mapping[str, Writer] = {"csv": as_csv, "json": as_json, "md": as_markdown}


def exported(
    quotes: Sequence[Filed],
    kind: str,
    *,
    total: int,
    name: str = "quotes",
    about: str = "",
    name_from: float = NAMED_FROM,
) -> Message:
    """Return the message that carries quotes as a file: `kind` is csv, json or md; raises BadSetting for another.

    `quotes` are the newest of `total` that match; `about` says of what and when, `name` becomes the file's.
    """
    kind = {"markdown": "md", "": "csv"}.get(kind.casefold(), kind.casefold())
    if kind not in WRITERS:
        raise BadSetting(f"as:{kind[:20]} is no format I write. Formats: csv, json, md. Example: export nato as:csv")
    if not quotes:
        return Message((Section(f"No quotes to export{f': {about}' if about else ''}."),), empty=True)
    said = f"{counted(len(quotes), 'quote')} in the file{f' · {about}' if about else ''}."
    if total > len(quotes):
        said = f"The file holds the newest {counted(len(quotes), 'quote')}; more match. Narrow with since: or outlet:."
    plain = re.sub(r"[^\w-]+", "-", name, flags=re.ASCII).strip("-").lower()[:40] or "quotes"
    content = WRITERS[kind](quotes, name_from=name_from).encode("utf-8", "replace")
    return Message((Section(said),), file=File(f"onrecord-{plain}.{kind}", MEDIA[kind], content))
