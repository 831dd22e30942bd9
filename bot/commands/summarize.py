"""summarize: the key quotes of articles that somebody linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.briefing.answers import read_answer
from bot.briefing.moves import distinct, moved_and_split
from bot.briefing.summary import MOST_QUOTES, OF_SEVERAL, new_here, summary, together, what, without_quotes
from bot.briefing.viewer import Viewer
from bot.commands.catalogue import SUMMARIZE
from bot.commands.files import content, local_file
from bot.commands.links import reached, spelled
from bot.commands.permission import HOUR, require_member, require_room
from bot.commands.place import channel_of, viewer_of
from bot.desk import Desk
from bot.errors import BadLink, SourceError, UserError
from bot.ledger import people
from bot.ledger.articles import headed, page_article
from bot.ledger.checking import phrases
from bot.ledger.choosing import rank
from bot.ledger.fresh import before, novelty
from bot.ledger.identity import canonical_url, page_id, web
from bot.model.ask import Ask
from bot.model.briefing import Channel, workspace_of
from bot.model.message import Actions, Block, Button, Message, Section
from bot.model.news import Article, Publication, digest_of
from bot.model.query import QuoteQuery
from bot.model.record import Filed

MOST_LINKS = 3
MOST_CANDIDATES = 60  # quotes that may have the same words


def answer(ask: Ask, desk: Desk) -> Message:
    """Return the key quotes of one to three addresses, or of a file on the console; raises UserError, SourceError."""
    links = distinct_links(ask.text.split())
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
    return together([attempted(each, ask, desk) for each in links])


def distinct_links(typed: Sequence[str]) -> list[str]:
    """Return addresses in their order, one that is given twice once."""
    return list({canonical_url(web(each)): each for each in reversed(typed)}.values())[::-1]


def attempted(link: str, ask: Ask, desk: Desk) -> Message:
    """Return the summary of one of several links, or why there is none."""
    try:
        return of_link(link, ask, desk, most=OF_SEVERAL)
    except (BadLink, SourceError) as error:
        again = Actions((Button("Try again", f"summarize {link}", key="t"),))
        return Message((Section(f"{link}: {error}"), again), empty=True)


def of_link(link: str, ask: Ask, desk: Desk, *, most: int = MOST_QUOTES) -> Message:
    """Return the summary of an address, from the ledger where it is known; raises BadLink, FetchError."""
    every = ask.one("only").casefold() == "all"
    found = _of_link(link, ask, desk, every=every, most=most)
    return found if every else replace(found, links=(spelled(link)[0],))


def _of_link(link: str, ask: Ask, desk: Desk, *, every: bool, most: int) -> Message:
    channel = channel_of(ask, desk)
    viewer = viewer_of(channel, desk)
    if known := desk.store.page(page_id(spelled(link)[0], "", "")):
        return of_known(known, channel, desk, ask, every=every, most=most)
    from bot.recording import recorded  # compiling what reads takes half a second, for this command alone

    page = reached(link, desk.fetcher.page)
    if known := desk.store.page(page_id(page.url, "", "")):
        return of_known(known, channel, desk, ask, every=every, most=most)
    found, _ = recorded(desk, page_article(page, viewer.now), silent=True, asked_in=channel)
    here = found.article.publication
    read = what(here, found.article.text, found.quotes, page.form)
    if not found.quotes:
        return without_quotes(here, found.article.text, found.reports, viewer, read=read, person=ask.name)
    moved = moved_and_split(distinct(found.changes), found.splits, viewer.today)
    return summary(
        here,
        found.quotes,
        viewer,
        engine=found.engine,
        person=ask.name,
        every=every,
        most=most,
        moved=moved,
        gist=found.gist,
        read=read,
        new=new_in(found.quotes, ask, desk, viewer),
    )


def of_known(article: Article, channel: Channel, desk: Desk, ask: Ask, *, every: bool, most: int) -> Message:
    """Return the summary of an article that is on the record, with when it was read."""
    viewer, workspace = viewer_of(channel, desk), workspace_of(ask.channel_id)
    quotes = desk.store.quotes_of(article.id, workspace)
    here = article.publication if channel.model else replace(article.publication, gist="")
    read = what(here, article.text, quotes)
    if not quotes:
        reports = desk.store.reports_of(article.id)
        return without_quotes(here, article.text, reports, viewer, read=read, person=ask.name)
    changes = desk.store.changes_of(article.id, workspace)
    return summary(
        here,
        quotes,
        viewer,
        engine=here.engine,
        person=ask.name,
        read_at=here.fetched_at,
        every=every,
        most=most,
        moved=moved_and_split(distinct(changes), desk.store.splits_of(article.id), viewer.today),
        read=read,
        new=new_in(quotes, ask, desk, viewer),
    )


def new_in(quotes: Sequence[Filed], ask: Ask, desk: Desk, viewer: Viewer) -> list[Block]:
    """Return what of an article's best quotes was not on record, and what the first one's speaker said before."""
    workspace = workspace_of(ask.channel_id)
    chosen = rank(quotes, MOST_QUOTES, name_from=viewer.name_from)
    found = []
    for each in chosen:
        query = QuoteQuery(phrases=phrases(each.quote.text), workspace=workspace, limit=MOST_CANDIDATES)
        found.append(novelty(each, desk.store.quotes(query).quotes if query.phrases else ()))
    lead = next((each for each in chosen if _sure(each, viewer) and each.topics), None)
    if lead is None or lead.quote.speaker is None:
        return new_here(found, None, "", viewer)
    topic = lead.topics[0]
    said = desk.store.said_by(people.fold(lead.quote.speaker.name), topic.key, viewer.name_from)
    shown = [each for each in said if desk.store.quote(each.quote.id, workspace)]
    return new_here(found, before(lead, shown), topic.name, viewer)


def _sure(filed: Filed, viewer: Viewer) -> bool:
    return filed.quote.speaker is not None and filed.quote.confidence >= viewer.name_from


def of_file(file: Path, desk: Desk) -> Message:
    """Return the quotes of a text, page or PDF on this machine; nothing is recorded. Raises BadSetting, Unreadable."""
    page = headed(desk.fetcher.document(content(file), file.name))
    from bot.reading.read import read

    now = desk.clock.now()
    here = Publication(
        digest_of(page.text), digest_of(str(file)), "", page.title, file.name, now, None, page.published_on
    )
    found = read(Article(here, page.text), desk.encoder).quotes
    return read_answer(found, page.text, name_from=desk.settings.name_from, form=page.form)
