"""What a person sees when there is no answer: what happened, and what to type instead."""

from __future__ import annotations

from collections.abc import Sequence

from bot.briefing.wording import label
from bot.errors import OnRecordError, UserError
from bot.model.message import Actions, Button, Message, Section


def trouble(error: OnRecordError) -> Message:
    """Return an error's sentence with a button for each line that would work."""
    lines, again = (error.suggestions, error.again) if isinstance(error, UserError) else ((), "")
    buttons = tuple(Button(label(line), line) for line in lines[:5])
    buttons += (Button("Try again", again),) if again else ()
    return Message((Section(str(error)), *([Actions(buttons)] if buttons else [])), empty=True, private=True)


def not_understood(examples: Sequence[str]) -> Message:
    """Return what to ask when a question in words was not understood."""
    said = "I answer questions about who said what. Try:"
    return Message((Section(said, note="\n".join(examples)),), empty=True)
