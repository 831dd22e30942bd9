"""Answers to commands, one module for each word.

Every builder takes plain data of the model and a `viewer.Viewer` (clock, zone, how sure a name must be), is pure, and
returns a `Message` that no platform has drawn yet. Nothing found is a `Message` with `empty=True`.

    said       who_said, nothing_said, empty_ledger, chooser, nearest
    context    context
    brief      brief, quiet
    summary    summary, without_quotes
    speaker    speaker
    feeds      listed, health, added, known, choose, removed, imported, bundles_listed, bundle_added, exported
    channel    at, status, history, topics_set, paused, resumed, off, not_again
    desk       help_text, command_help, status, checked
    export     record_of, as_csv, as_json, as_markdown, exported
    digest     compose, message, quiet
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.briefing.blocks import passage
from bot.briefing.wording import counted, dotted
from bot.ledger.passages import passages
from bot.model.message import Block, Context, Header, Message, Section
from bot.model.record import NAMED_FROM, Filed, Quote


def read_answer(quotes: Sequence[Quote], text: str, *, name_from: float = NAMED_FROM, form: str = "") -> Message:
    """Return the quotes of one text in its order, for `onrecord read`; empty when it holds none.

    `form` says what it is: “PDF, 12 pages”.
    """
    words = dotted(counted(len(text.split()), "word"), form)
    shown = passages([Filed(each) for each in sorted(quotes, key=lambda each: each.span.start)])
    if not quotes:
        return Message((Section(f"No quotes found in that text. It has {words}."),), empty=True)
    title = f"{counted(len(quotes), 'quote')} · {words}"
    blocks: list[Block] = [Header(title)]
    blocks += [passage(each, name_from=name_from) for each in shown]
    blocks.append(Context("every quote found word for word in the text"))
    return Message(tuple(blocks))
