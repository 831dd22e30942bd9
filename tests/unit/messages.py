"""One of each kind of message, in five scripts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.briefing import digest as briefing
from bot.briefing import first, said, summary, watching
from bot.briefing.blocks import quotation
from bot.briefing.moves import moved_and_split
from bot.briefing.trouble import trouble
from bot.briefing.viewer import Viewer
from bot.errors import UserError
from bot.model.briefing import Channel, Digest, DigestTime, Moved
from bot.model.message import (
    Actions,
    Button,
    Change,
    Chart,
    Context,
    Difference,
    Divider,
    Header,
    Message,
    Section,
    Series,
)
from bot.model.news import Article, Publication, digest_of
from bot.model.position import Split
from bot.model.query import QuotePage, Since
from bot.model.record import Filed, Speaker, Topic
from bot.model.watch import Watch
from bot.reading.read import read
from tests.unit.building import KOVAC, REED, moved_position, outlets_say, split_camp

NOW = datetime(2025, 2, 14, 9, tzinfo=UTC)
VIEWER = Viewer(NOW, "Europe/Berlin", 0.0)
CHANNEL = Channel("slack:T1:C1", "slack", "policy", "Europe/Berlin", (DigestTime(NOW.time()),), since=NOW)
WATCH = Watch("w1", "slack:T1:UANA", "@ana", "slack:T1:C1", NOW, NOW, speaker="Ana Kovač", alias="kovac")
SENTENCES = {
    "latin": "We shall not pay for this road before the summer is over",
    "german": "Die Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnung wird nicht geändert werden",
    "arabic": "لن ندفع ثمن هذا الطريق قبل نهاية الصيف كما قلنا مرارا",
    "emoji": "We 😀 shall 👩‍👩‍👧‍👦 never 🇪🇺 pay 🏳️‍🌈 for ✍🏽 this road at all",
    "hostile": "We <!channel> <@U1> shall *not* pay javascript:alert(1) <https://evil.example|here> &amp; this road",
}


def filed(words: str, number: int) -> Filed:
    """Return a quote of its own page with these words."""
    url = f"https://news.example/{number}?a=1&b=<2>|3"
    page = digest_of(url)
    here = Publication(
        page, page, url, f"{words} {number}", f"The {words[:20]} Post", NOW, published_on=date(2025, 2, 14)
    )
    text = f"“{words} number {number},” said Ana Kovač, the finance minister, on Thursday."
    return Filed(read(Article(here, text)).quotes[0], (Topic("road", "road"),))


def every(words: str, many: int) -> dict[str, Message]:
    """Return one of each kind of message, with that many things in it."""
    known = [filed(words, number) for number in range(many)]
    news = Since(tuple(each.quote.publication for each in known), tuple(known), 1, 3, 1)
    day = timedelta(days=1)
    digest = briefing.compose(
        CHANNEL, news, NOW - day, NOW + day, told=briefing.AlreadyTold(), engine="rules", name_from=0.0
    )
    page = said.listing(QuotePage(tuple(known), many, many, many), VIEWER)
    blocks = tuple(quotation(each.quote, name_from=0.0) for each in known)
    buttons = tuple(
        Button(f"{words} {number}", f"who-said {number}", ask=words, typed=words) for number in range(min(many, 12))
    )
    return {
        "digest": briefing.message(digest, 0.0),
        "who-said": said.who_said(page, VIEWER, line=f"who-said {words}", window="last 30 days"),
        "summary": summary.summary(known[0].quote.publication, known, VIEWER, every=True, person=f"@{words}"),
        "nothing": said.nothing_said(line=f"who-said {words}", about=words, window="last 30 days", near=[words] * 3),
        "trouble": trouble(UserError(words, suggestions=(words,) * 5)),
        "first": first.first(CHANNEL, feeds=many, bundles=[(words, words)] * many, added_by=f"@{words}"),
        "reports": Message((Header(words), *blocks)),
        "parts": Message(
            (Header(words), Section(words, f"javascript:{words}"), Divider(), Context(words), Actions(buttons))
        ),
        "chart": Message(
            (Header(words), *blocks, Chart(words[:50], ("3 Feb", "10 Feb"), (Series("quotes", (many, 3)),), words))
        ),
        "moved": Message(tuple(moved_and_split(*moves(words, many), VIEWER.today))),
        "moved digest": briefing.message(with_moves(digest, words, many), 0.0),
        "alert": watching.alert(WATCH, watching.AlertContent(moves(words, many)[0]), VIEWER, today=3),
        "long": Message((Section(words * many, f"https://x.example/{words}", bold=True, note=words * many), *blocks)),
    }


def moves(words: str, many: int) -> tuple[tuple[Moved, ...], tuple[Split, ...]]:
    """Return that many changes and splits, about these words."""
    quotes = [filed(words, number).quote for number in range(many)]
    told = [outlets_say(f"{words} walked back part of {n}", url=f"https://x.example/{n}?<b>") for n in range(many)]
    changes = [moved_position(quote, side, Speaker(words)) for quote, side in zip(quotes, told, strict=True)]
    splits = [split_camp(f"{words} differ on {n}", KOVAC, REED, url=f"https://y.example/{n}") for n in range(many)]
    return tuple(Moved(each, (words,)) for each in changes), tuple(splits)


def with_moves(digest: Digest, words: str, many: int) -> Digest:
    """Return a digest that also tells changes and splits."""
    changes, splits = moves(words, many)
    return replace(digest, moved=changes, splits=splits)


def sides(message: Message) -> int:
    """Return how many sides of changes and splits a message and its thread show."""
    blocks = [*message.blocks, *(message.reply.blocks if message.reply else ())]
    return sum(len(block.sides) if isinstance(block, Change) else isinstance(block, Difference) for block in blocks)
