"""watch: be told when somebody speaks, or when a position moves."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time, timedelta
from types import MappingProxyType

from bot.briefing import watching as told
from bot.briefing.own_topics import stands_for
from bot.briefing.schedule import clock_of
from bot.commands.catalogue import WATCH
from bot.commands.looking import ON, Whom, bearers, plain_name, speaker_called
from bot.commands.period import future
from bot.commands.permission import noticed, person_of, require_changer, require_member, require_postable
from bot.commands.place import channel_of, viewer_of
from bot.commands.position import parted
from bot.commands.speaker import fullness
from bot.commands.who_said import asked_back
from bot.desk import Desk
from bot.errors import BadTime, NotAllowed, NotFound, UserError
from bot.ledger import topics
from bot.ledger.meant import called, meant
from bot.model.ask import Ask
from bot.model.message import Message
from bot.model.news import digest_of
from bot.model.query import QuoteQuery
from bot.model.record import SpeakerKind, Topic
from bot.model.watch import Watch

QUIET = (time(22), time(7))
MUTED = timedelta(days=7)
MOST = 50  # watches of one person
_ID = re.compile(r"[0-9a-f]{10}")
_HOURS = re.compile(r"\s*(?:-|–|—|\bto\b|\bbis\b)\s*")
_ENDS = re.compile(r"(?i)\s(?:on|about|zur?|zum|über)$")  # “watch Merz on”: on what?
_LITTLE = frozenset("the a an it that this on about der die das".split())


def answer(ask: Ask, desk: Desk) -> Message:
    """Return the watches, or what became of one; raises UserError."""
    first, _, rest = ask.text.partition(" ")
    name = first.casefold()
    if not ask.text:
        return listed(ask, desk, "")
    if name in HANDLERS:
        if not rest and name != "list":
            raise UserError(f"Which one, or when? Example: {EXAMPLES[name]}. watch list shows what you watch.")
        return HANDLERS[name](ask, desk, rest.strip())
    try:
        return add(ask, desk)
    except Whom as whom:
        return asked_back(whom, ask, desk)


def add(ask: Ask, desk: Desk) -> Message:
    """Watch a speaker, a topic, or a speaker on a topic; raises UserError, and Whom where several bear the name."""
    typed = ask.one("only").casefold()
    if typed not in {"", "changes", "splits", "all", "quotes"}:
        raise UserError("only: takes changes, splits or all. Example: watch Merz on tariffs only:changes")
    here = ask.one("in").lstrip("#").casefold() == "here"
    if ask.one("in") and not here:
        raise UserError("Type in:here in the channel that shall get the alerts.")
    if here:
        require_changer(ask, desk, "have alerts come into this channel")
    else:
        require_member(ask, desk, "set watches")
    mine = desk.store.watches(ask.person)
    channel, person = channel_of(replace(ask, keys={}), desk), person_of(ask, desk)
    if here:
        require_postable(channel, ask, desk)
    moment = desk.clock.now()
    watch = Watch(
        id="",
        person=ask.person,
        name=ask.name,
        channel_id=ask.channel_id,
        created_at=moment,
        seen_until=desk.store.latest(moment),
        zone=person.zone or channel.zone,
        only_changes=typed == "changes",
        only_splits=typed == "splits" or _every_split(ask),
        here=here,
        quiet=mine[0].quiet if mine else QUIET,
    )
    watch, known = (watch, True) if _every_split(ask) else _aimed(watch, ask, desk)
    id_ = digest_of("watch", ask.person, watch.alias, watch.topic.key if watch.topic else "", str(here and channel.id))
    watch = replace(watch, id=id_[:10])
    if before := desk.store.watch(watch.id):
        watch = replace(before, only_changes=watch.only_changes, only_splits=watch.only_splits, name=ask.name)
    elif len(mine) >= MOST:
        raise UserError(f"You have {MOST} watches, the most for one person. watch list shows them.")
    desk.store.keep_watch(watch)
    notes = stands_for(meant(watch.topic.name, desk.own_topics(ask.channel_id))) if watch.topic else ()
    message = told.watching(watch, known=known, notes=notes)
    return noticed(message, ask, desk, f"set a watch on {watch.about}") if here else message


def _every_split(ask: Ask) -> bool:
    """Say whether somebody wants to hear of splits, whatever they are about."""
    return ask.text.casefold() == "splits"


def _aimed(watch: Watch, ask: Ask, desk: Desk) -> tuple[Watch, bool]:
    """Return a watch with whom or what it is about, and whether that is on record; raises UserError, Whom."""
    name, about = _whom_on_what(ask, desk)
    key = topics.key(about) if about else ""
    if (about and (not key or key in _LITTLE)) or _ENDS.search(ask.text):
        raise UserError(f"What shall I watch? Example: {WATCH.examples[0]}")
    topic = Topic(key, about) if key else None
    if not name:
        return replace(watch, topic=topic), _on_record(about, ask, desk)
    found = bearers(name, desk.store)
    if not found:
        return replace(watch, speaker=name, alias=plain_name(name), topic=topic), False
    known = max(found, key=fullness)
    return replace(watch, speaker=known.speaker.name, alias=speaker_called(name, desk.store), topic=topic), True


def _whom_on_what(ask: Ask, desk: Desk) -> tuple[str, str]:
    """Return the speaker and the topic; without “on” a topic on record goes before a person's name and a topic."""
    whole = not ask.one("on") and not ON.search(ask.text)
    if whole and called(ask.text, desk.own_topics(ask.channel_id)):
        return "", ask.text
    name, about = parted(ask, desk)
    person = any(each.speaker.kind is SpeakerKind.PERSON for each in bearers(name, desk.store))
    if whole and (not person or (about and _on_record(ask.text, ask, desk))):
        return "", ask.text
    return name, about


def _on_record(about: str, ask: Ask, desk: Desk) -> bool:
    keys = meant(about, desk.own_topics(ask.channel_id)).keys
    return bool(keys) and bool(desk.store.quotes(QuoteQuery(topics=keys, limit=1)).total)


def listed(ask: Ask, desk: Desk, _rest: str) -> Message:
    """Return the asker's watches."""
    return told.watches(desk.store.watches(ask.person), viewer_of(channel_of(ask, desk), desk))


def remove(ask: Ask, desk: Desk, rest: str) -> Message:
    """Stop a watch; raises NotFound, NotAllowed."""
    watch = mine(ask, desk, rest)
    desk.store.remove_watch(watch.id)
    return told.done(f"No longer watching {watch.about}.")


def mute(ask: Ask, desk: Desk, rest: str) -> Message:
    """Let a watch be silent for 7 days or until a time; raises NotFound, BadTime."""
    watch, channel = mine(ask, desk, rest), channel_of(ask, desk)
    moment = desk.clock.now()
    until = future(ask.one("until"), moment, channel.zone) if ask.one("until") else moment + MUTED
    desk.store.keep_watch(replace(watch, muted_until=until))
    return told.done(
        f"{watch.about}: silent until {viewer_of(channel, desk).full(until)}. What comes is not made up for."
    )


def unmute(ask: Ask, desk: Desk, rest: str) -> Message:
    """Let a watch speak again; raises NotFound."""
    watch = mine(ask, desk, rest)
    desk.store.keep_watch(replace(watch, muted_until=None))
    return told.done(f"Watching {watch.about} again.")


def quiet(ask: Ask, desk: Desk, rest: str) -> Message:
    """Set the hours in which none of the asker's watches speaks; raises BadTime."""
    watches = desk.store.watches(ask.person)
    if not watches:
        raise NotFound("You watch nothing so far. Example: watch Merz on tariffs")
    hours = None if rest.casefold() in {"off", "never", "aus"} else read_hours(rest)
    for each in watches:
        desk.store.keep_watch(replace(each, quiet=hours))
    return told.done(f"Quiet hours of your watches: {told.quiet_hours(replace(watches[0], quiet=hours))}.")


def read_hours(text: str) -> tuple[time, time]:
    """Return the two times of “22:00-07:00”; raises BadTime."""
    words = _HOURS.split(text.strip())
    try:
        found = [clock_of(each) for each in words]
    except BadTime:
        found = []
    if len(found) != 2 or found[0] is None or found[1] is None or found[0] == found[1]:
        raise BadTime(f"I could not read “{text[:40]}”. Example: watch quiet 22:00-07:00, or watch quiet off.")
    return found[0], found[1]


def _called(watch: Watch) -> frozenset[str]:
    """Return what a person may call a watch: as it is shown, or as they typed the name."""
    on = f" on {watch.topic.name}" if watch.topic else ""
    return frozenset({watch.about.casefold(), f"{watch.alias}{on}".casefold()})


def mine(ask: Ask, desk: Desk, typed: str) -> Watch:
    """Return the watch that is named by its id or by what it is about; raises NotFound, NotAllowed."""
    if (watch := desk.store.watch(typed)) and watch.person != ask.person:
        if not watch.here:
            raise NotAllowed("That is somebody else's watch.")
        require_changer(ask, desk, "change another's watch")
        return watch
    if watch:
        return watch
    wanted = typed.casefold()
    found = [each for each in desk.store.watches(ask.person) if wanted in _called(each)]
    if not found:
        if _ID.fullmatch(typed):  # a button of a watch that is gone
            raise NotFound("That watch was stopped already. watch list shows what you watch.")
        raise NotFound(f"You do not watch “{typed[:60]}”. watch list shows what you watch.")
    return found[0]


EXAMPLES = MappingProxyType(
    {
        "remove": "watch remove Merz on tariffs",
        "stop": "watch stop Merz on tariffs",
        "mute": "watch mute Merz on tariffs until:monday",
        "unmute": "watch unmute Merz on tariffs",
        "quiet": "watch quiet 22:00-07:00",
    }
)
HANDLERS = MappingProxyType(
    {
        "list": listed,
        "remove": remove,
        "stop": remove,
        "mute": mute,
        "unmute": unmute,
        "quiet": quiet,
    }
)
