"""digest filter, mute, unmute, empty and translate: what a channel's digest leaves out, and in which language."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from bot.briefing import sieve
from bot.briefing.translating import confirmed
from bot.commands.permission import noticed, require_changer
from bot.commands.place import channel_of, viewer_of
from bot.commands.posting import pending, retold
from bot.desk import Desk
from bot.errors import NotFound, UserError
from bot.ledger.translating import LANGUAGES
from bot.ledger.words import fold_words
from bot.model.ask import Ask
from bot.model.briefing import Channel, DeliveryState, Filter, Mute
from bot.model.message import Message, Section

CHANGING = "change the digest"
WEEK = timedelta(days=7)
MOST, LONGEST = 20, 60  # words that are left out, and characters of each
_STORY = re.compile(r"[0-9a-f]{16,64}")  # the id of a story
_SAVE = re.compile(r"(?i)\s*\bsave$")


def filtered(ask: Ask, desk: Desk, rest: str) -> Message:
    """Show the filter, try another one on last week, or save it; raises UserError."""
    channel = channel_of(ask, desk)
    if not rest and not ask.keys.keys() & {"outlet", "lang"}:
        return sieve.shown(channel, viewer_of(channel, desk))
    require_changer(ask, desk, CHANGING)
    if rest.casefold() in {"off", "without off"}:
        desk.store.keep_channel(replace(channel, filter=Filter()))
        message = sieve.shown(replace(channel, filter=Filter()), viewer_of(channel, desk))
        return noticed(message, ask, desk, "took the digest's filter away")
    wanted = wanted_in(_SAVE.sub("", rest), ask)
    if _SAVE.search(rest):
        kept = replace(channel, filter=wanted)
        desk.store.keep_channel(kept)
        did = f"set the digest's filter to {sieve.in_words(wanted)}"
        return noticed(sieve.shown(kept, viewer_of(channel, desk)), ask, desk, did)
    now = desk.clock.now()
    news = desk.news(channel.id, now - WEEK, now)
    kept_quotes = sieve.sieved(news, replace(channel, filter=wanted), now).quotes
    return sieve.tried(wanted, len(kept_quotes), len(news.quotes), f"{ask.line} save")


def wanted_in(rest: str, ask: Ask) -> Filter:
    """Return the filter that somebody typed: keys, “people”, and after “without” what is left out; raises UserError."""
    words, _, out = f" {rest} ".partition(" without ")
    people = words.split() in (["people"], ["people", "only"], ["only", "people"])
    without = tuple(dict.fromkeys(each.strip() for each in out.split(",") if fold_words(each)))
    if words.strip() and not people:
        raise UserError(f"I could not read “{words.strip()[:40]}”. Example: {sieve.USAGE}")
    if len(without) > MOST or any(len(each) > LONGEST for each in without):
        raise UserError(f"At most {MOST} words of {LONGEST} characters each can be left out.")
    languages = tuple(each.casefold() for each in ask.keys.get("lang", ()))
    made = Filter(ask.keys.get("outlet", ()), languages, without, people)
    if made == Filter():
        raise UserError(f"What shall the digest leave out? Example: {sieve.USAGE}")
    return made


def mute(ask: Ask, desk: Desk, rest: str) -> Message:
    """Leave a speaker, or whatever names a word, out of the digest for a week; raises UserError."""
    require_changer(ask, desk, CHANGING)
    channel, now = channel_of(ask, desk), desk.clock.now()
    words = rest[:LONGEST].strip()
    if not fold_words(words):
        raise UserError("Whom or what? Example: digest mute Merz")
    made = Mute(words, now + WEEK)
    if _STORY.fullmatch(words):
        made = replace(made, words=headline(words, channel, desk), story=words)
    others = tuple(each for each in channel.mutes if each.until > now and not _called(each, words))
    if len(others) >= MOST:
        raise UserError(f"{MOST} are muted already, the most there can be.")
    desk.store.keep_channel(replace(channel, mutes=(*others, made)))
    did = f"muted {made.words} in the digest for a week"
    return noticed(sieve.muted(made, viewer_of(channel, desk)), ask, desk, did)


def headline(story: str, channel: Channel, desk: Desk) -> str:
    """Return the headline of a story of the last digest or the next one; raises NotFound."""
    last = desk.store.last_delivery(channel.id, DeliveryState.POSTED)
    digests = [retold(channel, last, desk)] if last else []
    digests.append(pending(channel, desk))
    found = (each.lead.title for digest in digests for each in (*digest.candidates, *digest.also) if each.id == story)
    title = next(found, None)
    if title is None:
        raise NotFound("That story is in no digest here now. digest why lists the stories of the last one.")
    return title


def _called(mute: Mute, typed: str) -> bool:
    """Say whether somebody means a mute: by its words, or by the id of its story."""
    return typed == mute.story if mute.story else fold_words(mute.words) == fold_words(typed)


def unmute(ask: Ask, desk: Desk, rest: str) -> Message:
    """Let the digest tell of somebody or something again; raises NotFound."""
    require_changer(ask, desk, CHANGING)
    channel = channel_of(ask, desk)
    gone = [each for each in channel.mutes if _called(each, rest)]
    if not gone:
        raise NotFound(f"The digest does not mute “{rest[:LONGEST]}”. digest filter shows what it leaves out.")
    kept = replace(channel, mutes=tuple(each for each in channel.mutes if each not in gone))
    desk.store.keep_channel(kept)
    message = sieve.shown(kept, viewer_of(channel, desk))
    return noticed(message, ask, desk, f"unmuted {gone[0].words} in the digest")


def empty(ask: Ask, desk: Desk, rest: str) -> Message:
    """Say on an empty day that nothing is new, or post nothing; raises UserError."""
    if rest not in {"line", "nothing"}:
        raise UserError(
            "Type digest empty line for one line on a day without news, or digest empty nothing.",
            suggestions=("digest empty line", "digest empty nothing"),
        )
    require_changer(ask, desk, CHANGING)
    desk.store.keep_channel(replace(channel_of(ask, desk), empty_line=rest == "line"))
    does = "says so in one line" if rest == "line" else "posts nothing"
    message = Message((Section(f"On a day without news the digest {does}."),))
    return noticed(message, ask, desk, f"set that the digest {does} on a day without news")


def translate(ask: Ask, desk: Desk, rest: str) -> Message:
    """Have quotes in another language translated below them, or not; raises UserError."""
    names = {name.casefold(): code for code, name in LANGUAGES.items()}
    wanted = names.get(rest.casefold(), rest.casefold())
    if wanted not in {*LANGUAGES, "off"}:
        offered = "; ".join(f"digest translate {code} for {name}" for code, name in LANGUAGES.items())
        raise UserError(
            f"Type {offered}; or digest translate off. Into other languages a translation cannot be checked.",
            suggestions=("digest translate en", "digest translate off"),
        )
    require_changer(ask, desk, CHANGING)
    target = "" if wanted == "off" else wanted
    channel = replace(channel_of(ask, desk), translate=target)
    desk.store.keep_channel(channel)
    did = f"had quotes translated into {LANGUAGES[target]}" if target else "turned translations off"
    return noticed(confirmed(target, model=channel.model and desk.engine is not desk.local), ask, desk, did)
