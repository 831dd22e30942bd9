"""The door to what the archive's pages show; every method raises StoreError."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.briefing.quote_page import CitedQuote
    from bot.model.archive import Reader
    from bot.model.cited import Checked, Cited, CitedListing, CitedReply, Sources
    from bot.model.correction import Correction
    from bot.model.message import Message


class Pages(Protocol):
    """Give what pages show, for their reader: nothing of another workspace, nothing of chat."""

    def reader(self, token: str, named: str) -> Reader | None:
        """Return who reads by the token of an address, or the name that a proxy gave; None for nobody we let in."""
        ...

    def quote(self, quote_id: str, reader: Reader) -> CitedQuote | None:
        """Return the page of a quote, or None where there is none for this reader."""
        ...

    def answer(self, line: str, reader: Reader) -> Message:
        """Return the answer to a question, or the sentence that says why there is none."""
        ...

    def leaf(self, line: str, reader: Reader) -> Message:
        """Return a page to leaf through, or the answer to a question where the line is one."""
        ...

    def digest(self, sealed: str, reader: Reader) -> Message | None:
        """Return what a digest of the reader's workspace told, with what was corrected since.

        It is named as links name it. None where the reader's workspace has no such digest.
        """
        ...

    def reply(self, line: str, reader: Reader) -> CitedReply:
        """Return the answer to a question for a program, every quote with its sources and addresses."""
        ...

    def listing(self, line: str, reader: Reader, limit: int, cursor: str = "") -> CitedListing:
        """Return the newest quotes that answer a question, behind a cursor; raises UserError."""
        ...

    def cited(self, quote_id: str, reader: Reader) -> Cited | None:
        """Return one quote for a program, or None where there is none for this reader."""
        ...

    def check(self, text: str, reader: Reader) -> tuple[Checked, ...]:
        """Return how each quotation of a draft stands to the record; nothing of the draft is kept."""
        ...

    def sources(self) -> Sources:
        """Return what the record is made of."""
        ...

    def corrected(self) -> tuple[Correction, ...]:
        """Return the newest corrections that count everywhere, newest first."""
        ...

    def corrections(self) -> Message:
        """Return the newest corrections that count everywhere."""
        ...
