"""digest: when a channel's briefing comes, about what, and what it would say now."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

from bot import bundles, permalinks
from bot.briefing import channel as told
from bot.briefing import digest as briefing
from bot.briefing.feeds import none_yet
from bot.briefing.first import first
from bot.briefing.own_topics import stands_for
from bot.briefing.schedule import DEFAULT, read_times
from bot.briefing.why import why
from bot.commands import filtering
from bot.commands.catalogue import DIGEST
from bot.commands.choice import subcommand
from bot.commands.period import future
from bot.commands.permission import noticed, person_of, require_changer, require_postable
from bot.commands.place import channel_of, elsewhere, viewer_of
from bot.commands.posting import example, pending, post_now, retold
from bot.desk import Desk
from bot.errors import BadTime, UserError
from bot.ledger import topics
from bot.ledger.meant import meant
from bot.model.ask import Ask, Standing
from bot.model.briefing import NOT_STARTED, Channel, DeliveryState, Digest, workspace_of
from bot.model.message import Message
from bot.model.query import QuoteQuery

MOST_TIMES = 3
MOST_TOPICS = 20
HISTORY = 10  # digests shown
_AND = re.compile(r"\s*(?:;|\band\b)\s*(?=\d)")
_SIGNED = re.compile(r"(?:^|\s)([+-])\s*")
CHANGING = "change the digest"
ALL = frozenset({"all", "everything", "alles"})


def answer(ask: Ask, desk: Desk) -> Message:
    """Return what the subcommand says or did; raises UserError."""
    name, rest = subcommand(ask, DIGEST, default="status")
    message = HANDLERS[name](ask, desk, rest)
    there = elsewhere(ask, desk)
    return told.acting_there(message, there) if there else message


def status(ask: Ask, desk: Desk, _rest: str) -> Message:
    """Return when the digest comes, about what, and what became of the last one."""
    channel = channel_of(ask, desk)
    last = next(iter(desk.store.deliveries(channel.id, 1)), None)
    return told.status(channel, last, viewer_of(channel, desk), feeds=len(desk.store.feeds(desk.follower(channel.id))))


def preview(ask: Ask, desk: Desk, _rest: str) -> Message:
    """Return what the digest would say now; nothing is posted or remembered."""
    if not desk.store.feeds(desk.follower(ask.channel_id)):
        return none_yet()
    digest = previewed(channel_of(ask, desk), desk)
    return briefing.message(digest, desk.settings.name_from, why="digest why preview")


def previewed(channel: Channel, desk: Desk) -> Digest:
    """Return the digest of now; before the first one, when all there is was there before, an example."""
    digest = pending(channel, desk)
    if not (digest.stories or digest.moved) and not desk.store.deliveries(channel.id, 1):
        return example(channel, desk)
    return digest


def reasons(ask: Ask, desk: Desk, rest: str) -> Message:
    """Return why the stories of the last digest, or of a `preview`, stand where they stand."""
    channel = channel_of(ask, desk)
    last = desk.store.last_delivery(channel.id, DeliveryState.POSTED)
    return why(retold(channel, last, desk) if last and rest != "preview" else previewed(channel, desk))


def now(ask: Ask, desk: Desk, rest: str) -> Message:
    """Post the digest for the whole channel and remember that it was told; raises UserError."""
    if rest.casefold() not in {"", "anyway"}:
        raise UserError("Type digest now, without anything after it.")
    require_changer(ask, desk, "post a digest")
    require_postable(channel_of(ask, desk), ask, desk)
    message = post_now(channel_of(ask, desk), desk, anyway=bool(rest))
    return message if message.empty else noticed(message, ask, desk, "had the digest posted out of turn")


def at(ask: Ask, desk: Desk, rest: str) -> Message:
    """Set up to three times, in place of those before; raises BadTime."""
    if not rest:
        raise BadTime(
            "When? Example: digest at 08:00 weekdays Europe/Berlin", suggestions=("digest at 08:00 weekdays",)
        )
    require_changer(ask, desk, CHANGING)
    known = set_up(ask, desk)
    read = [read_times(part, known.zone) for part in _AND.split(rest)]
    week = weekly(ask)
    times = [replace(when, week=week) for when, _ in read]
    if week and any(len(each.days) != 1 for each in times):
        raise BadTime("On which day does the week's review come? Example: digest at fri 16:00 as:week")
    named = {zone for _, zone in read} - ({known.zone} if len(read) > 1 else set())
    if len(named) > 1:
        raise BadTime(f"One zone for all times of a channel, please; these are {' and '.join(sorted(named))}.")
    zone = next(iter(named), known.zone)
    if len(times) > MOST_TIMES:
        raise BadTime(f"At most {MOST_TIMES} times; these are {len(times)}.")
    moment = desk.clock.now()
    require_postable(known, ask, desk)
    # Slots before now are not owed.
    times += [
        each for each in known.times if each.week is not week
    ]  # reviews and daily digests stand beside each other
    channel = replace(known, times=tuple(times), zone=zone, since=moment, set_by=ask.person)
    if channel.stopped:  # what it was paused for is mended
        channel = replace(channel, paused=False, paused_reason="")
    desk.store.keep_channel(channel)
    return noticed(told.at(channel, moment), ask, desk, f"set the digest to {told.set_to(channel)}")


def weekly(ask: Ask) -> bool:
    """Say whether a line is about the review of the week; raises UserError for another as:."""
    if ask.one("as").casefold() not in {"", "week"}:
        raise UserError("as: takes week here. Example: digest at fri 16:00 as:week")
    return bool(ask.one("as"))


def set_up(ask: Ask, desk: Desk) -> Channel:
    """Return the channel's settings; those of a new one have the zone of who sets it up."""
    known = channel_of(ask, desk)
    if desk.store.channel(known.id):
        return known
    return replace(known, zone=person_of(ask, desk).zone or known.zone)


def about(ask: Ask, desk: Desk, rest: str) -> Message:
    """Show or change the topics: `+nato -climate`, `nato, climate`, `all`; raises UserError."""
    known = channel_of(ask, desk)
    if not rest:
        return told.topics_set(known, own_of(known, desk))
    chosen = () if rest.casefold() in ALL else changed(known.topics, rest)
    if len(chosen) > MOST_TOPICS:
        raise UserError(f"At most {MOST_TOPICS} topics; these are {len(chosen)}. “digest topics all” is everything.")
    require_changer(ask, desk, CHANGING)
    channel = replace(known, topics=chosen)
    desk.store.keep_channel(channel)
    did = f"set the topics of the digest to {told.topics_of(channel)}"
    return noticed(told.topics_set(channel, own_of(channel, desk)), ask, desk, did)


def own_of(channel: Channel, desk: Desk) -> tuple[str, ...]:
    """Return what to say of a digest's topics that are the team's own."""
    own = desk.own_topics(channel.id)
    found = [meant(name, own) for name in channel.topics]
    unknown = [
        name for name, each in zip(channel.topics, found, strict=True) if not each.own and not _quoted(each.keys, desk)
    ]
    return (*stands_for(*found), *(f"Nothing on {name} is on record so far." for name in unknown))


def _quoted(keys: tuple[str, ...], desk: Desk) -> bool:
    return bool(keys) and bool(desk.store.quotes(QuoteQuery(topics=keys, limit=1)).total)


def changed(before: tuple[str, ...], typed: str) -> tuple[str, ...]:
    """Return the topics after what was typed: added and taken away, or set anew where nothing has a sign."""
    first, *signed = _SIGNED.split(typed)
    names = {topics.key(name): name for name in (before if signed and not first.strip() else ())}
    for sign, words in (("+", first), *zip(signed[::2], signed[1::2], strict=True)):
        for name in filter(None, (each.strip() for each in words.split(","))):
            key = topics.key(name)
            if sign == "-":
                names.pop(key, None)
            elif key:
                names.setdefault(key, name)
    return tuple(names.values())


def pause(ask: Ask, desk: Desk, rest: str) -> Message:
    """Pause the digest, until a time or until somebody resumes it; raises BadTime."""
    require_changer(ask, desk, CHANGING)
    known = scheduled(ask, desk)
    typed = ask.one("until") or rest.removeprefix("until ").removeprefix("for ").strip()
    until = future(typed, desk.clock.now(), known.zone) if typed else None
    channel = replace(known, paused=True, paused_until=until, paused_reason="")
    desk.store.keep_channel(channel)
    return noticed(told.paused(channel, viewer_of(channel, desk)), ask, desk, "paused the digest")


def resume(ask: Ask, desk: Desk, _rest: str) -> Message:
    """Let the digest go on."""
    require_changer(ask, desk, CHANGING)
    moment = desk.clock.now()
    known = scheduled(ask, desk)
    require_postable(known, ask, desk)
    # What came due while it was paused is not owed; its news goes into the next digest.
    channel = replace(known, paused=False, paused_until=None, paused_reason="", since=moment)
    channel = replace(channel, set_by=known.set_by or ask.person)
    desk.store.keep_channel(channel)
    return noticed(told.resumed(channel, moment), ask, desk, "let the digest go on")


def start(ask: Ask, desk: Desk, rest: str) -> Message:
    """Let the digest begin: at the times that are set, else on weekdays at 08:00; raises UserError without feeds."""
    if not desk.store.feeds(desk.follower(ask.channel_id)):
        raise UserError(
            "No feeds yet, so there is nothing to tell. Choose a bundle first.", suggestions=("feeds bundle",)
        )
    if channel_of(ask, desk).times:
        return resume(ask, desk, rest)
    return at(ask, desk, "08:00 weekdays")


def setup(ask: Ask, desk: Desk, _rest: str) -> Message:
    """Return the channel's first message; a channel without a time gets one that waits for Start."""
    known = desk.store.channel(ask.channel_id)
    channel, person = set_up(ask, desk), person_of(ask, desk)
    may = person.standing >= Standing.MEMBER and "digest" not in person.lacks
    if not channel.times and not channel.set_by and may:  # one that was turned off stays off
        moment = desk.clock.now()
        waiting = replace(channel, times=(DEFAULT,), paused=True, paused_reason=NOT_STARTED, since=moment)
        # Said with the first word about the digest, which may set its time just now: that stands.
        channel = desk.store.propose_channel(waiting, known)
    named = [(each.key, each.title) for each in bundles.bundles()]
    return first(
        channel, feeds=len(desk.store.feeds(desk.follower(channel.id))), bundles=named, added_by=ask.name if may else ""
    )


def more(ask: Ask, desk: Desk, _rest: str) -> Message:
    """Return the quotes of the last digest's thread."""
    channel = channel_of(ask, desk)
    last = desk.store.last_delivery(channel.id, DeliveryState.POSTED)
    told_ids = last.quotes if last else ()
    further = told_ids[told_ids.index(briefing.THREAD) + 1 :] if briefing.THREAD in told_ids else ()
    there = workspace_of(channel.id)
    return told.more([filed for each in further if (filed := desk.store.quote(each, there))], viewer_of(channel, desk))


def history(ask: Ask, desk: Desk, _rest: str) -> Message:
    """Return what became of the last digests."""
    channel = channel_of(ask, desk)
    deliveries = desk.store.deliveries(channel.id, HISTORY)
    pages = {each.slot.id: permalinks.of_digest(desk, each.slot) for each in deliveries if each.quotes}
    return told.history(deliveries, viewer_of(channel, desk), pages)


def model(ask: Ask, desk: Desk, rest: str) -> Message:
    """Let a language model choose for this channel, or not: `on` or `off`; raises UserError."""
    require_changer(ask, desk, CHANGING)
    if rest not in {"on", "off"}:
        raise UserError("Type digest model on, or digest model off.", suggestions=("digest model off",))
    desk.store.keep_channel(replace(channel_of(ask, desk), model=rest == "on"))
    return noticed(told.model(on=rest == "on", engine=desk.engine.name), ask, desk, f"turned the model {rest}")


def off(ask: Ask, desk: Desk, _rest: str) -> Message:
    """Take all times away, or with as:week those of the week's review; topics stay."""
    require_changer(ask, desk, CHANGING)
    known = channel_of(ask, desk)
    if weekly(ask) and (daily := tuple(each for each in known.times if not each.week)):
        channel = replace(known, times=daily)
        desk.store.keep_channel(channel)
        return noticed(told.at(channel, desk.clock.now()), ask, desk, "turned the week's review off")
    channel = replace(known, times=(), since=None, paused=False, paused_until=None, paused_reason="")
    desk.store.keep_channel(channel)
    return noticed(told.off(channel), ask, desk, "turned the digest off")


def scheduled(ask: Ask, desk: Desk) -> Channel:
    """Return the channel when it has a digest time; raises UserError when there is nothing to pause."""
    channel = channel_of(ask, desk)
    if not channel.times:
        raise UserError(
            "No digest comes here. Example: digest at 08:00 weekdays", suggestions=("digest at 08:00 weekdays",)
        )
    return channel


HANDLERS = MappingProxyType(
    {
        "status": status,
        "now": now,
        "preview": preview,
        "at": at,
        "topics": about,
        "pause": pause,
        "resume": resume,
        "history": history,
        "off": off,
        "model": model,
        "setup": setup,
        "start": start,
        "more": more,
        "why": reasons,
        "filter": filtering.filtered,
        "mute": filtering.mute,
        "unmute": filtering.unmute,
        "empty": filtering.empty,
        "translate": filtering.translate,
    }
)
