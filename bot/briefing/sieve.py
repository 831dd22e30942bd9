"""What a channel's filter lets through: outlets, languages, people, and nothing with words that are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted, listed
from bot.ledger.words import fold_words
from bot.model.message import Actions, Button, Context, Message, Section
from bot.model.record import SpeakerKind

if TYPE_CHECKING:
    from bot.model.briefing import Channel, Filter, Mute
    from bot.model.news import Publication
    from bot.model.query import Since
    from bot.model.record import Filed, Speaker

ASKS = "Outlets, language, whose words, what is left out"
USAGE = "digest filter outlet:Reuters lang:en people without football, Daily Star"


def sieved(news: Since, channel: Channel, now: datetime) -> Since:
    """Return the news that a channel's filter lets through, without whom and what is muted now."""
    chosen = channel.filter
    out = [
        *map(fold_words, chosen.without),
        *(fold_words(each.words) for each in channel.mutes if each.until > now and not each.story),
    ]
    if not out and not (chosen.outlets or chosen.languages or chosen.people):
        return news
    return replace(
        news,
        publications=tuple(each for each in news.publications if _read(each, chosen, out)),
        quotes=tuple(each for each in news.quotes if _quoted(each, chosen, out)),
        changes=tuple(
            each for each in news.changes if _read(each.publication, chosen, out) and _heard(each.speaker, chosen, out)
        ),
        splits=tuple(each for each in news.splits if _read(each.told.publication, chosen, out)),
    )


def _quoted(filed: Filed, chosen: Filter, out: Sequence[str]) -> bool:
    quote = filed.quote
    return _read(quote.publication, chosen, out) and _heard(quote.speaker, chosen, out) and not _among(quote.text, out)


def _read(page: Publication, chosen: Filter, out: Sequence[str]) -> bool:
    outlets = {fold_words(each) for each in chosen.outlets}
    wanted = not outlets or fold_words(page.outlet) in outlets
    read = page.language.split("-")[0]
    understood = not (chosen.languages and read) or read in chosen.languages  # a page may not say its language
    return wanted and understood and not _among(f"{page.outlet} · {page.title}", out)


def _heard(speaker: Speaker | None, chosen: Filter, out: Sequence[str]) -> bool:
    if speaker is None:
        return not chosen.people
    return (not chosen.people or speaker.kind is SpeakerKind.PERSON) and not _among(speaker.name, out)


def _among(text: str, out: Sequence[str]) -> bool:
    words = f" {fold_words(text)} "
    return any(each and f" {each} " in words for each in out)


def in_words(chosen: Filter) -> str:
    """Return what a filter lets through, in words."""
    return dotted(
        f"only {listed(chosen.outlets, 'and')}" if chosen.outlets else "",
        f"in {listed(chosen.languages, 'and')}" if chosen.languages else "",
        "people only" if chosen.people else "",
        f"without {', '.join(chosen.without)}" if chosen.without else "",
    )


def typed(chosen: Filter) -> str:
    """Return a filter as one types it."""
    outlets = [f'outlet:"{each}"' for each in chosen.outlets]
    languages = [f"lang:{each}" for each in chosen.languages]
    people, out = (
        ["people"] if chosen.people else [],
        [f"without {', '.join(chosen.without)}"] if chosen.without else [],
    )
    return " ".join([*outlets, *languages, *people, *out])


def shown(channel: Channel, viewer: Viewer) -> Message:
    """Return a channel's filter and what is muted, with the buttons that end them."""
    said = in_words(channel.filter)
    mutes = [each for each in channel.mutes if each.until > viewer.now]
    none = f"The digest has no filter: everything {'else ' if mutes else ''}goes in."
    lines = [Section(f"Muted until {viewer.full(each.until)}: {each.words}") for each in mutes]
    buttons = [Button("No filter", "digest filter off", key="o")] if said else []
    buttons += [Button(f"Unmute {each.words}", f"digest unmute {each.story or each.words}") for each in mutes[:4]]
    change = Button("Change it" if said else "Set one", "digest filter", key="s", ask=ASKS, typed=typed(channel.filter))
    buttons = [change, *buttons]
    return Message(
        (
            Section(f"Filter of the digest: {said}." if said else none),
            *lines,
            Actions(tuple(buttons)),
            Context(f"Set one: /{USAGE}"),
        )
    )


def tried(chosen: Filter, kept: int, whole: int, line: str) -> Message:
    """Return what a filter would have kept of last week, with the button that saves it."""
    of = f"It would have kept {kept:,} of {counted(whole, 'quote')} of the last seven days."
    said = f"This filter: {in_words(chosen)}."
    return Message((Section(said), Section(of), Actions((Button("Save", line, key="s", primary=True),))))


def muted(mute: Mute, viewer: Viewer) -> Message:
    """Confirm that whom or what is left out of the digest for a while."""
    what = f"the story “{mute.words}”" if mute.story else mute.words
    said = f"The digest leaves out {what} until {viewer.full(mute.until)}."
    return Message((Section(said), Actions((Button("Undo", f"digest unmute {mute.story or mute.words}", key="u"),))))
