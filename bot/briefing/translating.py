"""Translations by a machine, small, below the words that they are of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.briefing.blocks import body
from bot.ledger.translating import LANGUAGES
from bot.model.choice import Foreign, Translation
from bot.model.message import Block, Context, Message, Quotation, Section
from bot.model.news import digest_of
from bot.model.record import Quote
from bot.reading.speakers.without_weights import guessed


def translated(message: Message, known: Mapping[str, Translation]) -> Message:
    """Return a message whose quotations have below them what is known of their words in another language."""
    if not known:
        return message
    blocks = tuple(_with(each, known) for each in message.blocks)
    return replace(message, blocks=blocks, reply=translated(message.reply, known) if message.reply else None)


def _with(block: Block, known: Mapping[str, Translation]) -> Block:
    found = known.get(body(block.shown)) if isinstance(block, Quotation) else None
    return replace(block, translated=found.told) if found and isinstance(block, Quotation) else block


def foreign(message: Message, target: str) -> tuple[Foreign, ...]:
    """Return the words of a message's quotations that are in another language than a reader wants, each once."""
    found = {}
    for block in _quotations(message):
        text, source = body(block.shown), language_of(block.quote, body(block.shown))
        if source in LANGUAGES and source != target:
            names = tuple(each.speaker.name for each in block.quotes if each.speaker)
            found[text] = Foreign(digest_of("translation", target, text), text, source, target, names)
    return tuple(found.values())


def language_of(quote: Quote, text: str) -> str:
    """Return the language of words by what their page says; where it says none, by the words."""
    if told := quote.publication.language[:2].lower():
        return told
    return "de" if guessed(text) else "en"


def _quotations(message: Message) -> Iterator[Quotation]:
    yield from (each for each in message.blocks if isinstance(each, Quotation))
    if message.reply:
        yield from _quotations(message.reply)


def confirmed(target: str, *, model: bool) -> Message:
    """Confirm into which language a digest's quotes are translated from now on, if any."""
    if not target:
        return Message((Section("The digest shows quotes in their own language alone."),))
    said = (
        f"Below quotes in another language the digest shows what they say in {LANGUAGES[target]}, translated by a"
        " machine: where numbers, names and negations are the same on both sides, and a second look agrees."
    )
    without = () if model else (Context("This channel has no language model: until then nothing is translated."),)
    return Message((Section(said), *without))
