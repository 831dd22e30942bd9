"""feeds: what is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from bot import bundles
from bot.briefing import feeds as told
from bot.briefing.wording import counted
from bot.commands.catalogue import FEEDS
from bot.commands.choice import subcommand
from bot.commands.files import content
from bot.commands.grammar import nearest
from bot.commands.links import reached, spelled
from bot.commands.looking import page_number
from bot.commands.permission import noticed, require_changer
from bot.commands.place import channel_of, viewer_of
from bot.desk import Desk
from bot.errors import NotAllowed, NotFound, UserError
from bot.ledger.identity import canonical_url, host
from bot.ledger.outlets import known_outlet
from bot.ledger.words import fold_words
from bot.model.ask import Ask
from bot.model.message import Message
from bot.model.news import Feed, FoundFeed, Polling, digest_of
from bot.model.query import Followed
from bot.model.workspace import Reference

CHANGING = "change the feeds"
MOST_BYTES = 5_000_000  # of a list
UNDO = "bundle:"  # begins the name of what a bundle brought
LIST = "list:"  # begins the name of a list that was handed over
LONGEST = 60  # characters of an outlet's name
_TICKS = re.compile(r"\s+(\d{1,4}(?:\s*,\s*\d{1,4})*)$")  # behind a bundle's name: the numbers of some of its feeds


def answer(ask: Ask, desk: Desk) -> Message:
    """Return what the subcommand says or did; raises UserError, FetchError."""
    name, rest = subcommand(ask, FEEDS, default="list")
    return HANDLERS[name](ask, desk, rest)


def listing(ask: Ask, desk: Desk, _rest: str) -> Message:
    """Return the feeds that are read."""
    every = followed(ask, desk)
    number = page_number(ask)
    if every and (number - 1) * told.PER_PAGE >= len(every):
        raise UserError(f"There is no page {number} of the feeds.", suggestions=("feeds list",))
    return told.listed(every, viewer_of(channel_of(ask, desk), desk), number)


def health(ask: Ask, desk: Desk, _rest: str) -> Message:
    """Return the feeds in trouble, the worst first."""
    viewer, page = viewer_of(channel_of(ask, desk), desk), page_number(ask)
    away = desk.store.unanswered(desk.follower(ask.channel_id))
    return told.health(followed(ask, desk), viewer, away, page)


def add(ask: Ask, desk: Desk, rest: str) -> Message:
    """Follow the feed at an address, or ask which of several; raises BadLink, FetchError."""
    require_changer(ask, desk, CHANGING)
    if not rest:
        raise UserError("Which address? A site's is enough. Example: feeds add https://example.org")
    url = spelled(rest)[0]
    if known := followed_at(url, ask, desk):
        return told.known(known)
    found = reached(rest, desk.fetcher.discover)
    same = [each for each in found if canonical_url(each.url) == canonical_url(url)]
    if len(found) == 1 or same:
        return follow((same or list(found))[0], ask, desk)
    return told.choose(rest, found)


def follow(found: FoundFeed, ask: Ask, desk: Desk) -> Message:
    """Follow a feed that was found; its backlog is read at the next poll, silently."""
    feed = feed_at(found.url, found.title, ask, desk)
    if not desk.store.add_feed(feed, Polling(next_at=feed.added_at), desk.follower(ask.channel_id)):
        return told.known(followed_at(found.url, ask, desk) or feed)
    message = noticed(told.added(feed, found.headlines), ask, desk, f"added the feed {told.name_of(feed)}")
    return replace(message, notice="")  # the log has it: twelve feeds would be twelve lines in the channel


def bundle(ask: Ask, desk: Desk, rest: str) -> Message:
    """List the bundles, or follow the feeds of one: all, or those with the numbers behind it; raises NotFound."""
    if not rest:
        return told.bundles_listed([(each.key, each.title, len(each.feeds)) for each in bundles.bundles()])
    require_changer(ask, desk, CHANGING)
    if rest.casefold().endswith(" undo"):
        return unbundled(ask, desk, rest[: -len(" undo")])
    name, numbers = _ticked(rest)
    chosen = bundles.bundle(name)
    wanted = [each for number, each in enumerate(chosen.feeds, start=1) if not numbers or number in numbers]
    if not wanted:
        raise UserError(f"The bundle {chosen.title} has the feeds 1 to {len(chosen.feeds)}.")
    feeds = [feed_at(each.url, each.title, ask, desk, language=each.language) for each in wanted]
    new = follow_new(feeds, ask, desk)
    if new:
        ids = " ".join(each.id for each in new)
        brought = Reference(f"{UNDO}{chosen.key}|{ask.person}", ids, ask.channel_id, ask.person, desk.clock.now())
        desk.store.keep_references((brought,))
    undo = f"feeds bundle {chosen.key} undo"
    message = told.bundle_added(chosen.title, new, len(feeds) - len(new), undo=undo)
    return noticed(message, ask, desk, f"added the bundle {chosen.title}, {counted(len(new), 'feed')}")


def _ticked(rest: str) -> tuple[str, frozenset[int]]:
    """Return the name of a bundle, and the numbers of the feeds that were ticked, none for all."""
    found = _TICKS.search(rest)
    numbers = frozenset(int(each) for each in re.findall(r"\d{1,4}", found[1])) if found else frozenset()
    return (rest[: found.start()] if found else rest), numbers


def unbundled(ask: Ask, desk: Desk, rest: str) -> Message:
    """Stop following what a bundle brought when this person added it; raises NotFound."""
    chosen = bundles.bundle(rest)
    kept = desk.store.reference(f"{UNDO}{chosen.key}|{ask.person}")
    mine = {each.feed.id for each in followed(ask, desk)}
    gone = [each for each in (kept.line.split() if kept else []) if each in mine]
    for each in gone:
        desk.store.remove_feed(each, desk.follower(ask.channel_id))
    if not gone:
        raise NotFound("There is nothing to undo: you added no feed with that bundle, or they were removed.")
    message = told.unbundled(chosen.title, len(gone))
    return noticed(message, ask, desk, f"took the bundle {chosen.title} back, {counted(len(gone), 'feed')}")


def remove(ask: Ask, desk: Desk, rest: str) -> Message:
    """Stop following a feed, named by address, number in the list, or title; raises NotFound."""
    if not rest:
        raise UserError("Which feed? Example: feeds remove euronews", suggestions=("feeds list",))
    require_changer(ask, desk, CHANGING)
    feed = feed_called(rest, [each.feed for each in followed(ask, desk)])
    desk.store.remove_feed(feed.id, desk.follower(ask.channel_id))
    return noticed(told.removed(feed), ask, desk, f"removed the feed {told.name_of(feed)}")


def rename(ask: Ask, desk: Desk, rest: str) -> Message:
    """Call an outlet by another name, for all its feeds and all that was read of it; raises UserError, NotFound."""
    typed, equals, name = (each.strip().strip('"“”') for each in rest.partition("="))
    if not (typed and equals and name):
        raise UserError("Which feed, and what shall its outlet be called? Example: feeds rename 3 = The Harbour Post")
    if len(name) > LONGEST:
        raise UserError(f"An outlet's name has {LONGEST} characters at most; this one has {len(name)}.")
    require_changer(ask, desk, CHANGING)
    if desk.separate and not ask.channel_id.startswith("console"):
        raise NotAllowed("Several workspaces read this ledger: only its operator renames an outlet, on the console.")
    every = [each.feed for each in followed(ask, desk)]
    feed = feed_called(typed, every)
    old = told.name_of(feed)
    same = [each for each in every if told.name_of(each) == old]
    before = {old, *(known_outlet(each.homepage or each.url) for each in same)} - {""}
    articles = desk.store.rename([each.id for each in same], sorted(before), name)
    return noticed(told.renamed(old, name, len(same), articles), ask, desk, f"renamed {old} to {name}")


def try_now(ask: Ask, desk: Desk, rest: str) -> Message:
    """Let a feed be polled at once, also one that was stopped; raises NotFound."""
    if not rest:
        raise UserError("Which feed? Example: feeds try euronews", suggestions=("feeds health",))
    require_changer(ask, desk, CHANGING)
    feed = feed_called(rest, [each.feed for each in followed(ask, desk)])
    desk.store.poll_soon(feed.id, desk.clock.now())
    return told.tried_soon(feed)


def read_list(ask: Ask, desk: Desk, rest: str) -> Message:
    """Follow all feeds of a list: a file on this machine, or one that was handed over before; raises BadSetting."""
    require_changer(ask, desk, CHANGING)
    if not rest:
        raise UserError("Which file? Example: feeds import feeds.opml")
    if rest.startswith(LIST):
        feeds, bad = listed(handed_over(rest, desk), ask, desk)
    elif ask.channel_id.split(":")[0] == "console":
        feeds, bad = listed(content(Path(rest), MOST_BYTES), ask, desk)
    else:
        raise UserError("Type feeds import alone and hand the file over in the form.")
    new = len(follow_new(feeds, ask, desk))
    message = told.imported(len(feeds) + len(bad), new, len(feeds) - new, bad)
    return noticed(message, ask, desk, f"imported {counted(new, 'feed')}")


def offered(body: bytes, ask: Ask, desk: Desk) -> Message:
    """Return what a list that was handed over holds, and keep it until somebody says to add it; raises UserError."""
    require_changer(ask, desk, CHANGING)
    feeds, bad = listed(body, ask, desk)
    name = f"{LIST}{digest_of(body.decode('utf-8', 'replace'))}"
    text = body.decode("utf-8", "replace")
    desk.store.keep_references((Reference(name, text, ask.channel_id, ask.person, desk.clock.now()),))
    known = {canonical_url(each.feed.url) for each in followed(ask, desk)}
    new = len({canonical_url(feed.url) for feed in feeds} - known)
    return told.import_offered(len(feeds) + len(bad), new, len(feeds) - new, bad, line=f"feeds import {name}")


def handed_over(name: str, desk: Desk) -> bytes:
    """Return a list that was handed over; raises NotFound."""
    kept = desk.store.reference(name)
    if kept is None:
        raise NotFound("That list is not kept any more. Hand it over again.")
    return kept.line.encode()


def listed(body: bytes, ask: Ask, desk: Desk) -> tuple[list[Feed], tuple[str, ...]]:
    """Return the feeds of an OPML list, or of addresses one a line, and what is no address; raises BadSetting."""
    named = desk.lists.read(body)
    feeds = [feed_at(each.url, each.title, ask, desk, language=each.language) for each in named.feeds]
    return feeds, tuple(named.bad)


def write_list(ask: Ask, desk: Desk, _rest: str) -> Message:
    """Return the feeds as an OPML file."""
    feeds = [each.feed for each in followed(ask, desk)]
    return told.exported(desk.lists.write(feeds, desk.clock.now()), len(feeds))


def follow_new(feeds: Sequence[Feed], ask: Ask, desk: Desk) -> list[Feed]:
    """Follow the feeds whose address is not followed in any spelling, and return them."""
    known = {canonical_url(each.feed.url) for each in followed(ask, desk)}
    fresh = {canonical_url(feed.url): feed for feed in reversed(feeds) if canonical_url(feed.url) not in known}
    wanted = [feed for feed in feeds if fresh.get(canonical_url(feed.url)) is feed]
    mine = desk.follower(ask.channel_id)
    return [feed for feed in wanted if desk.store.add_feed(feed, Polling(next_at=feed.added_at), mine)]


def feed_at(url: str, title: str, ask: Ask, desk: Desk, *, language: str = "") -> Feed:
    """Return the feed of an address; its id is the hash of the canonical one."""
    name = title or host(url)
    by = ask.name or ask.person
    now = desk.clock.now()
    return Feed(digest_of(canonical_url(url)), url, name, name, now, by, language=language, person=ask.person)


def followed(ask: Ask, desk: Desk) -> tuple[Followed, ...]:
    """Return the feeds that are followed where the question comes from."""
    return desk.store.feeds(desk.follower(ask.channel_id))


def followed_at(url: str, ask: Ask, desk: Desk) -> Feed | None:
    """Return the feed that is followed under this address, spelled in any way."""
    sought = canonical_url(url)
    return next((each.feed for each in followed(ask, desk) if canonical_url(each.feed.url) == sought), None)


def feed_called(typed: str, feeds: list[Feed]) -> Feed:
    """Return the one feed that an address, a number in the list or part of a name means; raises NotFound."""
    if typed.isdecimal() and 1 <= int(typed[:6]) <= len(feeds):
        return feeds[int(typed) - 1]
    url = canonical_url(typed if "://" in typed else f"https://{typed}")
    sought = fold_words(typed)
    names = {feed.id: (fold_words(feed.title), fold_words(feed.outlet)) for feed in feeds}
    if here := [feed for feed in feeds if canonical_url(feed.url) == url]:  # two, where one moved to the other's place
        return here[0]
    for match in (
        [feed for feed in feeds if sought in names[feed.id]],
        [feed for feed in feeds if any(sought and sought in name for name in names[feed.id])],
    ):
        if len(match) == 1:
            return match[0]
        if match:
            lines = tuple(f"feeds remove {feed.url}" for feed in match[:4])
            raise NotFound(f"{len(match)} feeds are called “{typed[:60]}”. Name its address.", suggestions=lines)
    near = " or ".join(nearest(typed, [feed.title for feed in feeds], 3))
    raise NotFound(f"No feed is called “{typed[:60]}”.{f' Did you mean {near}?' if near else ''}")


HANDLERS = MappingProxyType(
    {
        "list": listing,
        "add": add,
        "bundle": bundle,
        "remove": remove,
        "rename": rename,
        "try": try_now,
        "import": read_list,
        "export": write_list,
        "health": health,
    }
)
