"""A story's page: the outlets that tell what a quote's article tells, their voices, and what moved."""

from __future__ import annotations

from itertools import chain

from bot.briefing import sheets
from bot.commands.place import channel_of, viewer_of
from bot.desk import Desk
from bot.errors import NotFound
from bot.ledger.events import Events
from bot.ledger.stories import copies
from bot.model.ask import Ask
from bot.model.briefing import workspace_of
from bot.model.message import Message

MOST_PAGES = 24  # of a story, those told first


def answer(ask: Ask, desk: Desk, _before: int) -> Message:
    """Return the story of the article that holds a quote, named by the quote's id; raises NotFound.

    Of what was read around the article only some hundred pages are compared, so that a page costs the same always.
    """
    workspace = workspace_of(ask.channel_id)
    quoted = desk.store.quote(ask.text, workspace)
    if quoted is None:
        raise NotFound("There is no such story, or nothing of it may be shown here.")
    here = quoted.quote.publication.page_id
    events = Events()
    events.add(desk.store.read_around(here))
    pages = events.pages(events.story(here))[:MOST_PAGES]
    store = desk.store
    return sheets.story(
        pages,
        copies(pages),
        tuple(chain.from_iterable(store.quotes_of(each.article_id, workspace) for each in pages)),
        viewer_of(channel_of(ask, desk), desk),
        lead=here,
        changes=tuple(chain.from_iterable(store.changes_of(each.article_id, workspace) for each in pages)),
        splits=tuple(chain.from_iterable(store.splits_of(each.article_id) for each in pages)),
    )
