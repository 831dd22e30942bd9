"""who-said: verbatim quotes on a topic or by a speaker."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from bot.briefing import said
from bot.briefing.blocks import as_reported
from bot.briefing.wording import label
from bot.commands.looking import ReadAs, Search, Whom, by_name, keys_meant, names_like, page_number, search_for
from bot.commands.place import channel_of, viewer_of
from bot.desk import Desk
from bot.errors import UserError
from bot.ledger.reports import answers, sentences_told
from bot.ledger.words import fold_words
from bot.model.ask import Ask
from bot.model.message import Button, Message, Section
from bot.model.query import QuotePage

DEFAULT = timedelta(days=30)
YEAR = timedelta(days=365)
REPORTS_LOOKED, MOST_REPORTS, SHOWN_REPORTS = 2_000, 6, 2  # the newest that are looked at, read, and shown


def answer(ask: Ask, desk: Desk) -> Message:
    """Return one page of quotes, newest first, or what to ask instead; raises UserError."""
    ask = by_name(ask, desk.store)
    number = page_number(ask)
    try:
        search = search_for(ask, desk, DEFAULT)
    except Whom as whom:
        return asked_back(whom, ask, desk)
    unclear = ask.one("only").casefold() == "unclear"

    def newest(most: int) -> QuotePage:
        return desk.store.quotes(replace(search.query, limit=most))

    shelf = said.looked(number, search.viewer, newest, unclear=unclear)
    if not shelf.found.total:
        return with_reports(nothing(ask, search, desk), search, desk)
    message = said.who_said(
        shelf,
        search.viewer,
        line=ask.line,
        window=search.window,
        number=number,
        notes=(*search.notes, *by_words(search)),
        buttons=(*mistyped(ask), *instead(ask.text, search), *watched(ask)),
    )
    if message.empty and number == 1:
        plain = ask.line.replace(" only:unclear", "")
        raise UserError("Every quote here has a sure name, so that none is left out.", suggestions=(plain,))
    if message.empty:
        raise UserError(f"There is no page {number}. Leave out page: to see the first.")
    return with_reports(message, search, desk) if number == 1 and not ask.one("only") else message


def with_reports(message: Message, search: Search, desk: Desk) -> Message:
    """Return an answer with what outlets report of the same in their own sentences, if they do."""
    asked = replace(search.query, limit=REPORTS_LOOKED)
    told = [each for each in desk.store.reports(asked) if answers(each, asked)]
    found: dict[str, Section] = {}
    for each in told[:MOST_REPORTS]:
        article = desk.store.article(each.publication.article_id)
        for report, sentence in sentences_told(article.text, [each]) if article else ():
            found.setdefault(fold_words(sentence), as_reported(report, sentence, search.viewer, source=True))
    return said.also_reported(message, list(found.values())[:SHOWN_REPORTS])


def by_words(search: Search) -> tuple[str, ...]:
    """Return what to say where the words of a topic that nothing is filed under were looked for."""
    if not search.query.words or search.query.topics:
        return ()
    return (f"Nothing is filed under “{search.query.words}”: these quotes hold the words.",)


def asked_back(whom: Whom, ask: Ask, desk: Desk) -> Message:
    """Return the question who is meant."""
    if whom.bearers:
        return said.chooser(whom.name, whom.bearers, line=ask.line)
    totals = desk.store.totals(desk.follower(ask.channel_id))
    if not totals.quotes:
        return said.empty_ledger(totals, viewer_of(channel_of(ask, desk), desk))
    return said.nearest(whom.name, names_like(whom.name, desk.store, topical=False), command=ask.command)


def nothing(ask: Ask, search: Search, desk: Desk) -> Message:
    """Return what to say when no quote matches: what the last year holds, or names like the one typed."""
    totals = desk.store.totals(desk.follower(ask.channel_id))
    if not totals.quotes:
        return said.empty_ledger(totals, search.viewer)
    year = replace(search.query, since=search.viewer.now - YEAR, until=None, limit=1)
    last_year = desk.store.quotes(year).total
    about = ask.text or ask.one("on")
    near = () if last_year or not about else names_like(about, desk.store, own=desk.own_topics(ask.channel_id))
    near = tuple(each for each in near if fold_words(each) != fold_words(about))
    return said.nothing_said(
        line=ask.line,
        about=about,
        window=search.window,
        last_year=last_year,
        notes=search.notes,
        near=near,
        buttons=mistyped(ask),
    )


def mistyped(ask: Ask) -> tuple[Button, ...]:
    """Return the button that asks with the keys that are known in the place of those that are not."""
    line = ask.line
    for key, known in keys_meant(ask).items():
        line = re.sub(rf"(?i)\b{re.escape(key)}:", f"{known}:", line)
    return () if line == ask.line else (Button(label(f"Ask with {line.partition(' ')[2]}"), line, key="a"),)


def watched(ask: Ask) -> tuple[Button, ...]:
    """Return the button that watches what was asked for."""
    name, by = ask.text, ask.one("by")
    about = f"{by} on {name}" if by and name else name or by
    return (Button(label(f"Watch “{about}”"), f"watch {said.requoted(about)}", key="w"),) if about else ()


def instead(text: str, search: Search) -> tuple[Button, ...]:
    """Return the button to what else a name may mean: words about the speaker, or by the organisation."""
    if search.read_as is ReadAs.SPEAKING_TOPIC:
        return (Button(label(f"Quotes by {text} instead"), f"who-said by:{said.requoted(text)} since:1y", key="b"),)
    if search.read_as is ReadAs.SPEAKER:
        return (Button(label(f"Quotes that mention {text}"), f"who-said on:{said.requoted(text)} since:1y", key="m"),)
    return ()
