"""A digest as a second reader edits it: the order of its stories, names taken away, translations below quotes."""

from __future__ import annotations

import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass, replace
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.briefing import edit
from bot.briefing.digest import message
from bot.briefing.translating import foreign
from bot.errors import EngineError
from bot.model.choice import TakenAway, Translation

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.desk import Desk
    from bot.model.briefing import Digest
    from bot.model.record import Quote

Answer = TypeVar("Answer")
MOST_TEXTS = 12  # that are translated for one digest
WAITS = 25.0  # seconds that a digest waits for a second reader: it leaves within its minute
log = structlog.get_logger()


def edited(desk: Desk, digest: Digest) -> Digest:
    """Return a digest in a model's order, without the names that it takes away, and with translations that are wanted.

    Where the model does not answer in time, or nothing may leave, it stays as the rules made it.
    """
    at_home = desk.settings.model_feeds or desk.settings.model_feeds_off
    if desk.engine is desk.local or not digest.channel.model or at_home:
        return digest
    patience = Patience(time.monotonic() + WAITS)
    if offered := edit.candidates(digest):
        topics = digest.channel.topics
        order = patience.waited(lambda: desk.engine.order(offered, topics))
        digest = edit.ordered(digest, order, desk.engine.name, desk.settings.name_from) if order else digest
    return _translated(desk, _named(desk, digest, patience), patience)


def _translated(desk: Desk, digest: Digest, patience: Patience) -> Digest:
    """Return a digest with what is known of its quotes in its channel's language; what is new is asked for once."""
    target = digest.channel.translate
    asked = foreign(message(digest, desk.settings.name_from), target) if target else ()
    if not asked:
        return digest
    known = dict(desk.store.translations([each.id for each in asked]))
    new = [each for each in asked if each.id not in known][:MOST_TEXTS]
    found = patience.waited(lambda: desk.engine.translate(new)) if new else None
    if found is not None:
        made = {each.id: Translation(found.get(each.id, ""), desk.engine.name) for each in new}
        desk.store.keep_translations(made, desk.clock.now())
        known |= made
    return replace(digest, translations={each.text: known[each.id] for each in asked if each.id in known})


def _named(desk: Desk, digest: Digest, patience: Patience) -> Digest:
    """Return a digest without the names that a second reader takes away; each is written down with the reason."""
    unsure = edit.unsure(digest, desk.settings.name_from)
    anyway = desk.store.shown_anyway([each.id for each in unsure])
    quotes = {each.id: each for each in unsure if each.id not in anyway}
    asked = [edit.named_words(each, _text(desk, each)) for each in quotes.values()]
    doubts = (patience.waited(lambda: desk.engine.doubted_names(asked)) if asked else None) or {}
    if not doubts:
        return digest
    now, by = desk.clock.now(), desk.engine.name
    lost = [
        TakenAway(each.id, "name", each.who, each.words, quotes[each.id].publication.url, doubts[each.id], by, now)
        for each in asked
        if each.id in doubts
    ]
    desk.store.keep_taken_away(lost)
    for each in lost:
        desk.store.count(f"taken away: {each.why.value}", now)
    return edit.without_names(digest, doubts, desk.settings.name_from)


def _text(desk: Desk, quote: Quote) -> str:
    """Return the text that a quote stands in, where it is still kept."""
    found = desk.store.article(quote.publication.article_id)
    return found.text if found else ""


@dataclass(frozen=True, slots=True)
class Patience:
    """Wait for answers until a moment, and no longer: an answer that comes later is kept for the next time."""

    until: float

    def waited(self, ask: Callable[[], Answer]) -> Answer | None:
        """Return an answer, or None where there is none in time."""
        left, answer = self.until - time.monotonic(), Future[Answer]()
        if left <= 0:
            return None
        Thread(target=_put, args=(answer, ask), daemon=True).start()
        try:
            return answer.result(left)
        except (EngineError, TooLate) as error:
            log.warning("digest not edited", reason=str(error) or "no answer in time")
            return None


def _put(answer: Future[Answer], ask: Callable[[], Answer]) -> None:
    try:
        answer.set_result(ask())
    except Exception as error:  # noqa: BLE001 - whoever waits raises it
        answer.set_exception(error)
