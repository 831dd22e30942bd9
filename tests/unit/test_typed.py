"""Sentences name commands as a workspace has them; quotes and headlines stay word for word."""

from __future__ import annotations

import pytest

from bot.edges.platforms.kit.typed import as_typed, begins_with
from bot.model.message import Context, Message, Section


@pytest.mark.parametrize(
    ("command", "text", "known", "begins"),
    [
        ("/digest", "", "", "/"),
        ("/or-feeds", "list", "", "/or-"),
        ("/or-onrecord", "help", "", "/or-"),
        ("/onrecord", "help", "", ""),
        ("/onrecord", "digest at 08:00", "", "/onrecord "),
        ("/onrecord", "digest at 08:00", "/", "/"),
        ("/or-onrecord", "feeds list", "", "/or-onrecord "),
        ("/digest", "", "/onrecord ", "/"),
        ("/weather", "", "/or-", "/or-"),
    ],
)
def test_how_commands_begin_is_learned_from_what_is_typed(command: str, text: str, known: str, begins: str) -> None:
    """A command under its own name says it; as a word of /onrecord it says so where nothing else is known."""
    assert begins_with(command, text, known) == begins


@pytest.mark.parametrize(
    ("begins", "digest", "watch", "onrecord"),
    [
        ("", "/digest", "/watch", "/onrecord"),
        ("/or-", "/or-digest", "/or-watch", "/or-onrecord"),
        ("/onrecord ", "/onrecord digest", "/onrecord watch", "/onrecord"),
    ],
)
def test_a_sentence_names_what_can_be_typed(begins: str, digest: str, watch: str, onrecord: str) -> None:
    """With a prefix, or where only /onrecord is ours, every sentence names commands that exist there."""
    words = "@ana set it. /digest to change. Type watch list, see onrecord help."
    said = f"@ana set it. {digest} to change. Type {watch} list, see {onrecord} help."
    made = as_typed(Message((Section(words), Context(words))), begins)
    assert made.blocks == (Section(said), Context(said))


@pytest.mark.parametrize("words", ["He reads news/feeds all day", "Our digest at noon", "https://a.example/digest"])
def test_other_words_stay(words: str) -> None:
    """Words that only look like a command stay as they are, and so does any headline."""
    assert as_typed(Message((Section(words),)), "/or-").blocks == (Section(words),)
    headline = Section(f"{words} /digest", "https://a.example")
    assert as_typed(Message((headline,)), "/or-").blocks == (headline,)
