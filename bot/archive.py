"""The archive: what its pages show, out of the ledger and the answers to commands."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot import permalinks
from bot.briefing.cited import checked, cited, reply
from bot.briefing.corrections import corrections as told
from bot.briefing.digest_page import digest_page
from bot.briefing.quote_page import CitedQuote, quote_page
from bot.briefing.trouble import trouble
from bot.commands.answering import answer
from bot.commands.browse import LEAVES, asked, parted
from bot.commands.checking import verdicts
from bot.commands.grammar import parse
from bot.commands.listing import listed
from bot.commands.place import channel_of, viewer_of
from bot.errors import OnRecordError, StoreError, UnknownCommand
from bot.ledger import people
from bot.ledger.variants import same
from bot.model.archive import Reader
from bot.model.ask import PUBLIC, Ask, Asker
from bot.model.briefing import workspace_of
from bot.model.cited import Checked, Cited, CitedListing, CitedReply, Sources
from bot.model.query import QuoteQuery

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.applications import Starlette
    from starlette.routing import BaseRoute
    from starlette.types import StatelessLifespan as Lifespan

    from bot.briefing.viewer import Viewer
    from bot.desk import Desk
    from bot.model.correction import Correction
    from bot.model.message import Message
    from bot.model.record import Filed, Quote

NEED_A_NAME = frozenset({"who-said", "speaker", "topic", "outlet", "story"})
READ_ONLY = frozenset({"who-said", "position", "changes", "brief", "speaker"})
NEAR = timedelta(days=7)  # of publication, within which another outlet's wording is looked for
MOST_NEAR = 60  # quotes
MOST_OTHERS = 6
MOST_CORRECTIONS = 200


def site(desk: Desk) -> tuple[list[BaseRoute], Lifespan[Starlette] | None]:
    """Return the routes of the archive as the settings open it, and what has to be open while they are served.

    One address may ask so often, all of them together.
    """
    from starlette.middleware import Middleware
    from starlette.routing import Mount

    from bot.edges.site.middleware import Limited, Rate

    routes, lifespan = _routes(desk)
    limited = Middleware(Limited, Rate(desk.settings.archive_rate))
    return [Mount("", routes=routes, middleware=[limited])], lifespan


def _routes(desk: Desk) -> tuple[list[BaseRoute], Lifespan[Starlette] | None]:
    from bot.edges.site.archive import Site
    from bot.edges.site.syndication import Syndication

    settings, archive = desk.settings, Archive(desk)
    header = settings.archive_header if settings.archive == "private" else ""
    pages = Site(archive, header=header, listed=settings.archive == "public", open_to=bool(settings.archive)).routes()
    feeds = Syndication(archive, header=header, public_url=settings.public_url)
    shown: list[BaseRoute] = [*pages, *feeds.routes(open_to=bool(settings.archive))]
    if not settings.archive:
        return shown, None
    from bot.config import Secrets
    from bot.edges.site.api import Api
    from bot.edges.site.assistants import Assistants

    assistants = Assistants(archive, header=header, public_url=settings.public_url)
    keys = [key for key in Secrets().api_keys.get_secret_value().split(",") if key]
    api = Api(archive, header=header, keys=keys)
    return [*shown, *assistants.routes(), *api.routes()], assistants.lifespan


def serve_assistant(desk: Desk) -> None:
    """Answer the assistant that talks over standard input and output until it hangs up."""
    from bot.edges.site.assistants import server_of

    server_of(Archive(desk), lambda _context: Reader()).run("stdio")


class Archive:
    """Show the record to readers on the web."""

    def __init__(self, desk: Desk) -> None:
        """Take the desk."""
        self._desk = desk

    def reader(self, token: str, named: str) -> Reader | None:
        """Return who reads by the token of an address, or the name that a proxy gave; None for nobody we let in."""
        if token:
            workspace = permalinks.workspace_behind(self._desk, token)
            return Reader(workspace, token) if workspace else None
        return Reader() if named or self._desk.settings.archive == "public" else None

    def quote(self, quote_id: str, reader: Reader) -> CitedQuote | None:
        """Return the page of a quote, or None where there is none for this reader."""
        store = self._desk.store
        filed = store.quote(quote_id, reader.hidden_for)
        if filed is None:
            return None
        return quote_page(
            filed,
            store.article(filed.quote.publication.article_id),
            self._viewer(reader),
            gone=store.gone(quote_id),
            others=self._others(filed, reader),
            corrections=store.corrections_about((quote_id,), reader.workspace),
            address=self._public(permalinks.of_quote(quote_id)),
        )

    def answer(self, line: str, reader: Reader) -> Message:
        """Return the answer to a question, or the sentence that says why there is none."""
        try:
            ask = parse(line, Asker(reader.channel_id, PUBLIC))
            if ask.command not in READ_ONLY:
                raise UnknownCommand(f"Here one can ask {', '.join(sorted(READ_ONLY))}.")
            return answer(ask, self._desk)
        except StoreError:
            raise
        except OnRecordError as error:
            return trouble(error)

    def leaf(self, line: str, reader: Reader) -> Message:
        """Return a page to leaf through, or the answer to a question where the line is one."""
        word, rest, before = parted(line)
        handler = LEAVES.get(word)
        if handler is None or (not rest and word in NEED_A_NAME):
            return self.answer(line, reader)
        try:
            asker = Asker(reader.channel_id, PUBLIC)
            ask = parse(f"{word} {rest}", asker) if word == "who-said" else asked(word, rest, asker)
            return handler(ask, self._desk, before)
        except StoreError:
            raise
        except OnRecordError as error:
            return trouble(error)

    def reply(self, line: str, reader: Reader) -> CitedReply:
        """Return the answer to a question for a program, every quote with its sources and addresses."""
        return reply(self.answer(line, reader), self._viewer(reader).name_from, self._link(reader))

    def listing(self, line: str, reader: Reader, limit: int, cursor: str = "") -> CitedListing:
        """Return the newest quotes that answer a question, behind a cursor; raises UserError."""
        found, later = listed(parse(line, Asker(reader.channel_id, PUBLIC)), self._desk, limit, cursor)
        sure, link = self._viewer(reader).name_from, self._link(reader)
        return CitedListing(tuple(cited(each.quote, sure, link) for each in found), later)

    def cited(self, quote_id: str, reader: Reader) -> Cited | None:
        """Return one quote for a program, or None where there is none for this reader."""
        filed = self._desk.store.quote(quote_id, reader.hidden_for)
        return cited(filed.quote, self._viewer(reader).name_from, self._link(reader)) if filed else None

    def check(self, text: str, reader: Reader) -> tuple[Checked, ...]:
        """Return how each quotation of a draft stands to the record; nothing of the draft is kept."""
        sure = self._viewer(reader).name_from
        return checked(verdicts(text, self._desk, reader.hidden_for, sure), sure, self._link(reader))

    def sources(self) -> Sources:
        """Return what the record is made of."""
        totals = self._desk.store.totals()
        return Sources(self._desk.store.outlets(), totals.articles, totals.quotes, totals.speakers)

    def _link(self, reader: Reader) -> Callable[[str], str]:
        return lambda quote_id: permalinks.address(self._desk, reader.channel_id, permalinks.of_quote(quote_id))

    def digest(self, sealed: str, reader: Reader) -> Message | None:
        """Return what a digest of the reader's workspace told, with what was corrected since."""
        store = self._desk.store
        slot_id = permalinks.slot_behind(self._desk, sealed)
        known = store.delivered(slot_id) if slot_id else None
        if known is None or not reader.workspace or workspace_of(known.slot.channel_id) != reader.workspace:
            return None
        quotes = [filed for each in known.quotes if (filed := store.quote(each, reader.hidden_for))]
        moved = [change for each in known.quotes if (change := store.change(each, reader.hidden_for))]
        since = store.corrections_about(known.quotes, reader.workspace)
        return digest_page(known, quotes, moved, since, self._viewer(reader))

    def corrections(self) -> Message:
        """Return the newest corrections that count everywhere."""
        return told(self.corrected(), self._viewer(Reader()))

    def corrected(self) -> tuple[Correction, ...]:
        """Return the newest corrections that count everywhere, newest first."""
        return self._desk.store.corrections(limit=MOST_CORRECTIONS)

    def _viewer(self, reader: Reader) -> Viewer:
        ask = Ask("context", asker=Asker(reader.channel_id, PUBLIC))
        return viewer_of(channel_of(ask, self._desk), self._desk)

    def _public(self, path: str) -> str:
        """Return the address of a page for everybody, which a quote is cited with."""
        open_to_all = self._desk.settings.archive == "public"
        return permalinks.address(self._desk, PUBLIC, path) if open_to_all else ""

    def _others(self, filed: Filed, reader: Reader) -> tuple[Quote, ...]:
        """Return the same utterance as other outlets print it, near its day."""
        quote = filed.quote
        day = quote.publication.published_on
        if quote.speaker is None or day is None:
            near = self._desk.store.saying(quote.text, MOST_OTHERS, reader.hidden_for)
        else:
            noon = datetime.combine(day, time(12), UTC)
            query = QuoteQuery(
                speakers=(people.key(quote.speaker.name),),
                since=noon - NEAR,
                until=noon + NEAR,
                limit=MOST_NEAR,
                workspace=reader.hidden_for,
            )
            near = self._desk.store.quotes(query).quotes
        elsewhere = [each for each in near if each.quote.publication.page_id != quote.publication.page_id]
        return tuple(each.quote for each in elsewhere if same(each.quote, quote))[:MOST_OTHERS]
