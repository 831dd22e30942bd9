"""Which links were answered in a channel for all to see: the same link again is shown the answer that is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import structlog

from bot.briefing.summary import Answered
from bot.errors import StoreError
from bot.ledger.identity import canonical_url, web
from bot.model.news import digest_of
from bot.model.workspace import Reference

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.ask import Asker
    from bot.ports.store import Store

log = structlog.get_logger()


def remember(store: Store, asker: Asker, links: Sequence[str], post: str, now: datetime) -> None:
    """Write down which post answers some links for all to see."""
    rows = [Reference(_name(asker, each), post, asker.channel_id, asker.person, now) for each in links]
    try:
        if rows and post:
            store.keep_references(rows)
    except StoreError as error:  # the answer is out; asked again it is given again
        log.warning("links not kept", channel=asker.channel_id, reason=str(error))


def answered(store: Store, asker: Asker, links: Sequence[str], place: Callable[[str], str]) -> tuple[Answered, ...]:
    """Return which links were answered in this channel; `place` gives a post's address, '' for one that is gone."""
    kept = [(link, store.reference(_name(asker, link))) for link in links]
    found = [(link, place(known.line), known.created_at) for link, known in kept if known]
    return tuple(Answered(link, post, at) for link, post, at in found if post)


def _name(asker: Asker, link: str) -> str:
    return f"link:{digest_of(asker.channel_id, canonical_url(web(link)))}"
