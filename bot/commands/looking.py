"""What a question looks for in the ledger: whose words, about what, when, where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum

from bot.briefing.own_topics import stands_for
from bot.briefing.viewer import Viewer
from bot.briefing.wording import listed
from bot.commands.grammar import nearest, printed
from bot.commands.period import window
from bot.commands.place import channel_of, viewer_of
from bot.desk import Desk
from bot.errors import NotFound, UserError
from bot.ledger import people
from bot.ledger.meant import Meant, meant
from bot.ledger.words import fold_words, plain, without_accents
from bot.model.ask import Ask
from bot.model.briefing import workspace_of
from bot.model.query import KnownSpeaker, QuoteQuery
from bot.model.record import SpeakerKind
from bot.model.workspace import OwnTopic
from bot.ports.store import Store

ALL_NAMES = 2000  # names that a mistyped one is compared with
LIKE = 65.0  # likeness (0..100) from which a name is worth offering
KEYS = ("by", "since", "until", "outlet")  # that a question to the ledger takes
LIKE_A_KEY = 80.0  # likeness from which a key is meant
ON = re.compile(r"(?i)\s(?:on|about|zur?|zum|über)\s")  # parts a speaker from a topic


COMMON = frozenset(  # words that stand in every text: to look for them alone finds nothing in particular
    "a an the and or but if of to in on at by for from with about as is are was were be been am has have had do "
    "does did will would can could may might must shall should not no yes this that these those there here it its "
    "he she they we you i his her their our my your me him them us who what which when where why how said says "
    "say all any some so than then just very der die das den dem des ein eine einen und oder aber von zu im am "
    "auf mit ist sind war hat haben er sie es wir ihr ich nicht".split()
)


class ReadAs(Enum):
    """Tell how the free words were understood."""

    WORDS = "a topic, or words to find"
    SPEAKER = "a speaker’s name"
    SPEAKING_TOPIC = "an organisation that is spoken about and speaks"


@dataclass(frozen=True, slots=True)
class Search:
    """Hold a question to the ledger with what has to be said about it."""

    query: QuoteQuery
    window: str  # "last 30 days"
    viewer: Viewer
    read_as: ReadAs = ReadAs.WORDS
    notes: tuple[str, ...] = ()


class Whom(NotFound):
    """Ask back who is meant: one of several who bear the name, or nobody we know."""

    def __init__(self, name: str, bearers: tuple[KnownSpeaker, ...] = ()) -> None:
        """Keep the name that was typed and those who bear it."""
        super().__init__(f"{len(bearers) or 'No'} speakers are called “{name}”.")
        self.name = name
        self.bearers = bearers


def search_for(ask: Ask, desk: Desk, default: timedelta | None) -> Search:
    """Return what an ask looks for; raises UserError, BadTime, NotFound, and Whom for a name."""
    if not (ask.text or ask.keys.keys() & {"by", "on", "outlet"}):
        raise UserError(f"What shall I look for? Example: {ask.command} nato")
    sought = ask.one("on") or ask.text
    if too_common(sought) and not ask.keys.keys() & {"by", "outlet"}:
        raise UserError(f"“{sought}” is too common to look up. Try a name or a topic: {ask.command} nato")
    channel = channel_of(ask, desk)
    viewer = viewer_of(channel, desk)
    since, until, words = window(ask, viewer.now, channel.zone, default)
    query = QuoteQuery(
        since=since,
        until=until,
        outlets=outlets(ask, desk.store),
        confidence_from=viewer.name_from,
        workspace=workspace_of(ask.channel_id),
    )
    search = Search(query, words, viewer, notes=unknown_keys(ask))
    by = tuple(speaker_called(name, desk.store) for name in ask.keys.get("by", ()))
    search = replace(search, query=replace(query, speakers=by))
    about = meant(ask.one("on") or ask.text, desk.own_topics(ask.channel_id))
    return _on_own(ask, search, about, desk.store) if about.own else _about(ask, search, desk.store)


def too_common(typed: str) -> bool:
    """Say whether words are only such as stand in every text; “WHO” and “US” in capitals are names."""
    words = typed.split()
    return bool(words) and all(plain(each) in COMMON and not (each.isupper() and len(each) > 1) for each in words)


def _on_own(ask: Ask, search: Search, about: Meant, store: Store) -> Search:
    """Return the search for a topic of the team's own, which goes before a speaker of that name."""
    beside = ask.text if ask.one("on") else ""
    query = replace(search.query, topics=about.keys, phrases=about.phrases, words=beside)
    named = not (ask.one("on") or query.speakers) and bearers(ask.text, store)
    read_as = ReadAs.SPEAKING_TOPIC if named else ReadAs.WORDS
    return replace(search, query=query, read_as=read_as, notes=(*search.notes, *stands_for(about)))


def _about(ask: Ask, search: Search, store: Store) -> Search:
    """Return the search for its free words: a person's name is whose words, else a topic, else words to find."""
    query = search.query
    if on := ask.one("on"):
        return replace(search, query=replace(query, words=f"{ask.text} {on}".strip()))
    if not ask.text:
        return search
    known = () if query.speakers else bearers(ask.text, store)
    if any(each.speaker.kind is SpeakerKind.PERSON for each in known):
        return replace(
            search, query=replace(query, speakers=(speaker_called(ask.text, store),)), read_as=ReadAs.SPEAKER
        )
    topical = replace(query, topics=meant(ask.text).keys)
    if topical.topics and store.sheet(replace(topical, limit=1)).quotes:
        return replace(search, query=topical, read_as=ReadAs.SPEAKING_TOPIC if known else ReadAs.WORDS)
    if known:  # an organisation is a topic first, since people ask what is said about it
        return replace(
            search, query=replace(query, speakers=(speaker_called(ask.text, store),)), read_as=ReadAs.SPEAKER
        )
    return replace(search, query=replace(query, words=ask.text))


def speaker_called(name: str, store: Store) -> str:
    """Return the alias under which one speaker is known; raises Whom when nobody or more than one is."""
    found = bearers(name, store)
    alias = plain_name(name)
    in_full = [each for each in found if people.key(each.speaker.name) == people.key(name) and " " in alias]
    longer = in_full or [each for each in found if people.key(each.speaker.name) != without_accents(alias)]
    if not found or len(longer) > 1:
        raise Whom(name, found)
    return alias  # a bare surname in one article and the full name in another are one speaker


def bearers(name: str, store: Store, confidence_from: float = 0) -> tuple[KnownSpeaker, ...]:
    """Return the speakers who have this name or alias, titles and accents aside, as told by quotes that sure."""
    alias = plain_name(name)
    if not alias:
        return ()
    return store.speakers(alias, confidence_from) or store.speakers(without_accents(alias), confidence_from)


def plain_name(name: str) -> str:
    """Return a name as aliases are kept: folded, without titles."""
    return " ".join(people.untitled(people.fold(name).split()))


def outlets(ask: Ask, store: Store) -> tuple[str, ...]:
    """Return the outlets that the keys name, in full or in part; raises NotFound with the nearest."""
    known = store.outlets() if "outlet" in ask.keys else ()
    found: list[str] = []
    for typed in ask.keys.get("outlet", ()):
        folded = fold_words(typed)
        same = [each for each in known if fold_words(each) == folded]
        same = same or [each for each in known if folded and folded in fold_words(each)]
        if not same:
            near = nearest(typed, known, 3)
            offer = f" Did you mean {listed(near, 'or')}?" if near else ""
            raise NotFound(f"No outlet here is called “{typed}”.{offer}")
        found += same
    return tuple(found)


def unknown_keys(ask: Ask) -> tuple[str, ...]:
    """Return what to say of keys that nobody knows, with the nearest that somebody does."""
    if not ask.unknown:
        return ()
    names = ", ".join(f"`{key}:`" for key in ask.unknown)
    meant_by = listed([f"`{key}:`" for key in keys_meant(ask).values()], "and")
    return (f"I do not know {names}.{f' Did you mean {meant_by}?' if meant_by else ''} Keys: {', '.join(KEYS)}.",)


def keys_meant(ask: Ask) -> dict[str, str]:
    """Return the unknown keys of an ask, each with the known one that it is most like."""
    near = {key: nearest(key, KEYS, 1, LIKE_A_KEY) for key in ask.unknown}
    return {key: found[0] for key, found in near.items() if found}


def by_name(ask: Ask, store: Store) -> Ask:
    """Return an ask for “Reuel on nato” as one by Reuel for nato, where a person of that name is on record."""
    found = ON.search(ask.text)
    if found is None or ask.keys.keys() & {"by", "on"}:
        return ask
    name, about = ask.text[: found.start()], ask.text[found.end() :]
    if all(each.speaker.kind is not SpeakerKind.PERSON for each in bearers(name, store)):
        return ask
    keys = {**ask.keys, "by": (name,)}
    return replace(ask, text=about, keys=keys, line=printed(ask.command, about, keys, ask.unknown))


def names_like(typed: str, store: Store, *, topical: bool = True, own: Sequence[OwnTopic] = ()) -> tuple[str, ...]:
    """Return up to three speakers, and topics too if asked, with a name or a part of it most like what was typed."""
    from rapidfuzz import fuzz, process

    names = [each.name for each in own]
    names += [each.speaker.name for each in store.known_speakers("", ALL_NAMES)]
    names += [each.name for each in store.known_topics("", ALL_NAMES)] if topical else []
    parts = [(name, part) for name in names for part in {fold_words(name), *fold_words(name).split()} if part]
    found = process.extract(
        fold_words(typed), [part for _, part in parts], scorer=fuzz.ratio, limit=20, score_cutoff=LIKE
    )
    return tuple(dict.fromkeys(parts[place][0] for *_, place in found))[:3]


def page_number(ask: Ask) -> int:
    """Return the page that is asked for, from 1; raises UserError for what is no page."""
    typed = ask.one("page") or "1"
    if not typed.isdecimal() or not 1 <= int(typed[:6]) <= 9999:
        raise UserError(f"page:{typed[:20]} is no page. Example: who-said nato page:2")
    return int(typed)
