"""Which function answers which command, and what a person sees when one fails."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.commands import brief, context, digest, export, feeds, onrecord, report, speaker, summarize, who_said
from bot.desk import Desk
from bot.errors import OnRecordError
from bot.model.ask import Ask
from bot.model.message import Message

Handler = Callable[[Ask, Desk], Message]
HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "who-said": who_said.answer,
        "brief": brief.answer,
        "summarize": summarize.answer,
        "digest": digest.answer,
        "feeds": feeds.answer,
        "speaker": speaker.answer,
        "export": export.answer,
        "onrecord": onrecord.answer,
        "context": context.answer,
        "report": report.answer,
    }
)
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is read as another


def answer(ask: Ask, desk: Desk) -> Message:
    """Return the answer to an ask; raises OnRecordError, whose sentence is for the person who asked.

    What nobody foresaw is logged under a reference that the sentence names.
    """
    if ask.text.casefold() in {"help", "?", "hilfe"} and not ask.keys:
        return onrecord.usage(ask.command if ask.command != "onrecord" else "")
    try:
        return HANDLERS[ask.command](ask, desk)
    except OnRecordError:
        raise
    except Exception as error:
        sentence = f"That did not work, and it is not your fault. Reference {noted(ask)}."
        raise OnRecordError(sentence) from error


def noted(ask: Ask) -> str:
    """Write the error at hand to the log and return the reference under which it stands there."""
    import structlog  # half a second that only a crash costs

    reference = "".join(secrets.choice(LETTERS) for _ in range(5))
    structlog.get_logger().exception("command failed", reference=reference, command=ask.command)
    return reference
