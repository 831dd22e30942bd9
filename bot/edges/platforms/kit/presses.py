"""What a press means, whichever platform heard it: counted once, for 90 days, shared and reported as it was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.edges.platforms.kit.references import FORM, LIVES
from bot.edges.platforms.kit.typed import in_words
from bot.model.briefing import workspace_of
from bot.model.message import Actions, Button, Context, Message, Section

if TYPE_CHECKING:
    from bot.edges.platforms.kit.seen import Remembered
    from bot.model.ask import Asker
    from bot.model.record import Filed
    from bot.ports.store import Store
    from bot.ports.world import Answers, Clock

TWICE = timedelta(seconds=5)  # a second press within this time is the same press
HARMLESS = frozenset({"p", "cx", "ask", "sure", "rp"})  # turn a page or open a form: again is no harm
GONE = "This list is older than 90 days."


class Presses:
    """Know what buttons stand for, in the store that all processes share."""

    def __init__(self, answers: Answers, store: Store, clock: Clock, seen: Remembered) -> None:
        """Take what answers, and what people were shown."""
        self._answers, self._store, self._clock, self._seen = answers, store, clock, seen

    def counts(self, verb: str, place: str, asker: Asker) -> bool:
        """Say whether a press is not the same as the one just before; `place` says what was pressed where."""
        key = f"press|{asker.channel_id}|{place}|{asker.person}"
        return verb in HARMLESS or self._store.spend(key, self._clock.now(), most=1, within=TWICE)

    def line(self, ref: str) -> str | Message:
        """Return the line that a button stands for; one that is too old is offered anew."""
        reference = self._store.reference(ref)
        if reference and self._clock.now() - reference.created_at <= LIVES:
            return reference.line
        again = (Actions((Button("Ask again", reference.line.split(FORM)[0]),)),) if reference else ()
        return Message((Section(GONE), *again), empty=True)

    def shared(self, ref: str, line: str, post: str, asker: Asker) -> Message | None:
        """Return what everybody is shown of a list, as the asker saw it; None where it was shared before.

        A private one is for the asker alone; one of which a quote was hidden meanwhile is answered anew.
        """
        if not self._store.first(share_key(ref, post, asker), self._clock.now()):
            return None
        here = workspace_of(asker.channel_id)
        message = self._seen.of(line, asker, lambda: self._answers.line(line, asker))
        if not all(self._store.quote(each.id, here) for each in message.quotes):  # hidden since it was seen
            message = self._answers.line(line, asker)
        if message.private:
            return message
        begins = self._store.workspace(here).commands
        said = Context(in_words(f"Shared by {asker.name} · /{line}", begins))
        return replace(message, blocks=(said, *message.blocks))

    def forget_shared(self, ref: str, post: str, asker: Asker) -> None:
        """Let a list that was surely not shown be shared again."""
        self._store.forget_first(share_key(ref, post, asker))

    def quotes(self, shown: Sequence[str], ref: str, asker: Asker, *, leads: bool = False) -> list[Filed]:
        """Return the quotes that a button stands below: of what its own post shows, else of its line.

        `shown` are quotes and changes; with `leads` a line gives one quote of each sentence.
        """
        items = list(shown)
        if not items and (reference := self._store.reference(ref)):
            message = self._answers.line(reference.line, asker)
            quotes = message.leads if leads else message.quotes
            items = [*(each.id for each in quotes), *(each.id for each in message.changes)]
        changes = (self._store.change(each) for each in items)
        ids = dict.fromkeys([*items, *(quote.id for each in changes if each for quote in each.quotes)])
        return [filed for each in ids if (filed := self._store.quote(each))]


def share_key(ref: str, post: str, asker: Asker) -> str:
    """Return the name under which a list is shared once."""
    return f"share:{asker.channel_id}:{post}:{ref}"
