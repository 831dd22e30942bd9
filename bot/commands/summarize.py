"""summarize: the key quotes of articles that somebody linked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.briefing.answers import read_answer
from bot.briefing.moves import distinct, moved_and_split
from bot.briefing.summary import summary, without_quotes
from bot.commands.catalogue import SUMMARIZE
from bot.commands.files import content, local_file
from bot.commands.links import reached, spelled
from bot.commands.permission import HOUR, require_member, require_room
from bot.commands.place import channel_of, viewer_of
from bot.desk import Desk
from bot.errors import BadLink, SourceError, UserError
from bot.ledger.articles import page_article
from bot.ledger.identity import page_id
from bot.model.ask import Ask
from bot.model.briefing import Channel, workspace_of
from bot.model.message import Actions, Button, Divider, Message, Section
from bot.model.news import Article, Publication, digest_of

MOST_LINKS = 3


def answer(ask: Ask, desk: Desk) -> Message:
    """Return the key quotes of one to three addresses, or of a file on the console; raises UserError, SourceError."""
    links = ask.text.split()
    if not links:
        raise UserError(f"Which article? Example: {SUMMARIZE.examples[0]}")
    if ask.channel_id.split(":")[0] == "console" and (file := local_file(ask.text)):
        return of_file(file, desk)
    if len(links) > MOST_LINKS:
        raise UserError(f"At most {MOST_LINKS} addresses at once; these are {len(links)}.")
    require_member(ask, desk, "have articles summarized")
    require_room(ask, desk, "summarize", most=10, within=HOUR)
    if len(links) == 1:
        return of_link(links[0], ask, desk)
    return one_after_another([attempted(each, ask, desk) for each in links])


def attempted(link: str, ask: Ask, desk: Desk) -> Message:
    """Return the summary of one of several links, or why there is none."""
    try:
        return of_link(link, ask, desk)
    except (BadLink, SourceError) as error:
        again = Actions((Button("Try again", f"summarize {link}", key="t"),))
        return Message((Section(f"{link}: {error}"), again), empty=True)


def one_after_another(messages: list[Message]) -> Message:
    """Return several summaries as one message."""
    blocks = [block for message in messages for block in (Divider(), *message.blocks)]
    return Message(tuple(blocks[1:]), empty=all(message.empty for message in messages))


def of_link(link: str, ask: Ask, desk: Desk) -> Message:
    """Return the summary of an address, from the ledger where it is known; raises BadLink, FetchError."""
    channel = channel_of(ask, desk)
    viewer = viewer_of(channel, desk)
    every = ask.one("only").casefold() == "all"
    if known := desk.store.page(page_id(spelled(link)[0], "", "")):
        return of_known(known, channel, desk, ask, every=every)
    from bot.recording import recorded  # compiling what reads takes half a second, for this command alone

    page = reached(link, desk.fetcher.page)
    if known := desk.store.page(page_id(page.url, "", "")):
        return of_known(known, channel, desk, ask, every=every)
    found, _ = recorded(desk, page_article(page, viewer.now), silent=True, asked_in=channel)
    if not found.quotes:
        return without_quotes(page.url, len(page.text.split()))
    here = found.article.publication
    moved = moved_and_split(distinct(found.changes), found.splits, viewer.today)
    return summary(
        here, found.quotes, viewer, engine=found.engine, person=ask.name, every=every, moved=moved, gist=found.gist
    )


def of_known(article: Article, channel: Channel, desk: Desk, ask: Ask, *, every: bool) -> Message:
    """Return the summary of an article that is on the record, with when it was read."""
    viewer, workspace = viewer_of(channel, desk), workspace_of(ask.channel_id)
    quotes = desk.store.quotes_of(article.id, workspace)
    here = article.publication if channel.model else replace(article.publication, gist="")
    if not quotes:
        return without_quotes(here.url, len(article.text.split()))
    changes = desk.store.changes_of(article.id, workspace)
    moved = moved_and_split(distinct(changes), desk.store.splits_of(article.id), viewer.today)
    engine = here.engine
    return summary(
        here, quotes, viewer, engine=engine, person=ask.name, read_at=here.fetched_at, every=every, moved=moved
    )


def of_file(file: Path, desk: Desk) -> Message:
    """Return the quotes of a text, page or PDF on this machine; nothing is recorded. Raises BadSetting, Unreadable."""
    page = desk.fetcher.document(content(file), file.name)
    from bot.reading.read import read

    now = desk.clock.now()
    here = Publication(
        digest_of(page.text), digest_of(str(file)), "", page.title, file.name, now, None, page.published_on
    )
    found = read(Article(here, page.text), desk.encoder).quotes
    return read_answer(found, page.text, name_from=desk.settings.name_from, form=page.form)
