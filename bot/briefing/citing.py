"""How a quote is cited: by a link to its very words, as text, as HTML, as BibTeX."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote as percent

from bot.briefing.blocks import NOT_NAMED, body, named, without_last_comma
from bot.briefing.days import long
from bot.briefing.export import link
from bot.briefing.wording import dotted
from bot.model.record import NAMED_FROM, Quote

LONG = 12  # words from which a link names only the first and last few
ENDS = 5  # of these
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{each: f"\\{each}" for each in "{}$&#_%"},
    }
)


def exact(quote: Quote) -> str:
    """Return the address of the article with the words that a browser shall mark there; '' where it has none."""
    url = quote.publication.url
    if not url.startswith(("https://", "http://")):
        return ""
    words = quote.text.split()
    parts = [words] if len(words) < LONG else [words[:ENDS], words[-ENDS:]]
    sought = ",".join(percent(" ".join(part), safe="").replace("-", "%2D") for part in parts)
    return f"{url}{'' if '#' in url else '#'}:~:text={sought}"


def who(quote: Quote, name_from: float = NAMED_FROM) -> str:
    """Return the speaker with the role, or that the speaker is unclear."""
    speaker = quote.speaker if quote.confidence >= name_from else None
    if speaker is None:
        return NOT_NAMED
    return f"{named(speaker)}, {speaker.role}" if speaker.role else named(speaker)


def as_text(quote: Quote, page: str = "", *, name_from: float = NAMED_FROM) -> str:
    """Return a quote as a sentence of a list of sources: never without what carries it."""
    said = body(without_last_comma(quote.shown))
    return " ".join((f"{who(quote, name_from)}: {said}", f"{source(quote)}.", quote.publication.url, page)).strip()


def as_html(quote: Quote, page: str = "", *, name_from: float = NAMED_FROM) -> str:
    """Return a quote as HTML to be pasted into another page."""
    said, url = escape(body(without_last_comma(quote.shown))), exact(quote)
    where = escape(source(quote))
    linked = f'<a href="{escape(link(url))}">{where}</a>' if url else where
    record = f' · <a href="{escape(link(page))}">on record</a>' if page else ""
    cite = f' cite="{escape(link(url))}"' if url else ""
    foot = f"<footer>{escape(who(quote, name_from))} · {linked}{record}</footer>"
    return f"<blockquote{cite}><p>{said}</p>{foot}</blockquote>"


def as_bibtex(quote: Quote, page: str = "", *, name_from: float = NAMED_FROM) -> str:
    """Return a quote as an entry of BibTeX."""
    here = quote.publication
    speaker = quote.speaker if quote.confidence >= name_from else None
    fields = {
        "author": f"{{{_tex(here.outlet)}}}" if here.outlet else "",
        "title": f"{{{_tex(here.title)}}}",
        "date": here.published_on.isoformat() if here.published_on else "",
        "url": link(here.url),
        "urldate": here.fetched_at.date().isoformat(),
        "note": _tex(dotted(named(speaker) if speaker else "", body(without_last_comma(quote.shown)), page)),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@online{{onrecord-{quote.id[:12]},\n{lines}\n}}"


def source(quote: Quote) -> str:
    """Return outlet, headline, day of publication and day of reading."""
    here = quote.publication
    day = long(here.published_on) if here.published_on else ""
    return dotted(here.outlet, here.title, day, f"read {long(here.fetched_at.date())}")


def _tex(text: str) -> str:
    return re.sub(r"\s+", " ", text).translate(_TEX)
