"""Everything that may go wrong, drawn once.

OnRecordError
├── UserError                 shown to the person who typed; they can mend it
│   ├── UnknownCommand        no such command or subcommand
│   ├── BadLink               an address that is none, or not on the public web
│   ├── BadTime               a time, zone or window that cannot be read
│   ├── BadSetting            a setting, flag or file that cannot be used
│   │   └── NotYet            at the start: a chat platform that does not answer; tried again
│   ├── NotFound              the thing named does not exist
│   └── NotAllowed            who asks may not do that here, or not so often
├── SourceError               a feed or page; the others go on
│   └── FetchError            no usable answer; tried again later
│       ├── Forbidden         the guard or the site refuses; skipped
│       ├── Late              no answer in time
│       ├── Gone              HTTP 410; the feed is paused
│       └── Unreadable        an answer that is not what it should be
├── EngineError               the engine answered nonsense or nothing; the local engine takes over
│   ├── Refused               an answer that a gate does not let through; asked once more with the reason
│   └── TooLong               the article does not fit; it is split by paragraphs
├── Unverified                the words are not in the article; dropped and counted
├── StoreError                the ledger cannot be read or written; the job stops
└── PlatformError             a chat platform
    ├── NotNow                surely not posted; tried again by itself
    │   └── RateLimited       wait `after`, then go on
    ├── Unclear               nobody knows whether the post arrived; settled by looking, never by posting again
    └── Unreachable           the channel is paused, its settings stay
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta


class OnRecordError(Exception):
    """Carry one sentence for a person: what happened, where, and what to do."""


class UserError(OnRecordError):
    """Tell the person who typed what to type instead."""

    def __init__(self, sentence: str, *, suggestions: tuple[str, ...] = (), again: str = "") -> None:
        """Keep the sentence, up to a few command lines that would work, and one to try again once that is mended."""
        super().__init__(sentence)
        self.suggestions = suggestions
        self.again = again


class UnknownCommand(UserError):
    """Name a command or subcommand that does not exist."""


class BadLink(UserError):
    """Refuse an address that is none or not on the public web."""


class BadTime(UserError):
    """Refuse a time, zone or window that cannot be read."""


class BadSetting(UserError):
    """Refuse a setting, flag or file that cannot be used."""


class NotYet(BadSetting):
    """Say at the start that a chat platform does not answer: its address or the network may be wrong, or it is down."""


class NotFound(UserError):
    """Say that the thing named does not exist."""


class NotAllowed(UserError):
    """Say that somebody may not do that here, or not so often."""


class SourceError(OnRecordError):
    """Say that a feed or a page could not be used; the others go on."""


class FetchError(SourceError):
    """Say why no usable answer came from an address."""

    def __init__(self, sentence: str, *, status: int | None = None, retry_after: timedelta | None = None) -> None:
        """Keep the HTTP status and the wait that the server asked for, where it gave one."""
        super().__init__(sentence)
        self.status = status
        self.retry_after = retry_after


class Forbidden(FetchError):
    """Say that the guard or the site refuses the address."""


class Late(FetchError):
    """Say that a server did not answer in time."""


class Gone(FetchError):
    """Say that the address is gone for good (HTTP 410)."""


class Unreadable(FetchError):
    """Say that an answer came but is not what it should be."""


class EngineError(OnRecordError):
    """Say that an engine's answer cannot be accepted, or that none came."""

    def __init__(self, sentence: str, *, why: str = "answers refused") -> None:
        """Keep the few words that a digest's footer shows."""
        super().__init__(sentence)
        self.why = why


class Refused(EngineError):
    """Say why a gate does not let an answer through, and of which kind that is."""

    def __init__(self, kind: str, sentence: str) -> None:
        """Keep the kind, which is counted."""
        super().__init__(sentence)
        self.kind = kind


class TooLong(EngineError):
    """Say that a request or its answer does not fit into what the model has room for."""

    def __init__(self, sentence: str, *, known: bool = False) -> None:
        """Keep whether the server surely has too little room, so that the next article is asked for in parts."""
        super().__init__(sentence, why="article too long")
        self.known = known


class Unverified(OnRecordError):
    """Say that a draft's words are not in the article at its span."""


class StoreError(OnRecordError):
    """Say that the ledger cannot be read or written."""


class PlatformError(OnRecordError):
    """Say that a chat platform did not take a post."""


class NotNow(PlatformError):
    """Say that the platform could not be reached or did not take the post: nothing was posted."""

    def __init__(self, sentence: str, *, look: bool = False) -> None:
        """Keep whether the next try has to look first: something may still have been on its way."""
        super().__init__(sentence)
        self.look = look


class RateLimited(NotNow):
    """Say how long the platform asks to wait."""

    def __init__(self, sentence: str, *, after: timedelta) -> None:
        """Keep the wait."""
        super().__init__(sentence)
        self.after = after


class Unclear(PlatformError):
    """Say that nobody knows whether the post, or a part of it, arrived."""

    def __init__(self, sentence: str, *, post: str = "") -> None:
        """Keep the name of the part that surely arrived, where there is one."""
        super().__init__(sentence)
        self.post = post


class Unreachable(PlatformError):
    """Say that the channel cannot be posted to until somebody changes something."""
