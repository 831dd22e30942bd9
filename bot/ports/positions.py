"""The door to positions: what moved, who wants to hear of it, what was posted and corrected; raises StoreError.

Every time that goes in or comes out is aware and UTC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.model.correction import Correction, Post
    from bot.model.position import PositionChange, Split
    from bot.model.query import ChangeQuery
    from bot.model.watch import Alert, Watch


class PositionStore(Protocol):
    """Keep what moved; every method raises StoreError."""

    def changes(self, query: ChangeQuery) -> tuple[PositionChange, ...]:
        """Answer a query, newest first; what was withdrawn is left out."""
        ...

    def change(self, change_id: str, workspace: str = "") -> PositionChange | None:
        """Return one change, also a withdrawn one; with a workspace, none that rests on what is hidden there."""
        ...

    def changes_of(self, article_id: str, workspace: str = "") -> tuple[PositionChange, ...]:
        """Return the changes that came to light in a revision's page, in the order they were recorded."""
        ...

    def split(self, split_id: str) -> Split | None:
        """Return one split, also a withdrawn one."""
        ...

    def splits_of(self, article_id: str) -> tuple[Split, ...]:
        """Return the splits that a revision's page reports."""
        ...

    def camps(self, speaker: str, limit: int = 3) -> tuple[Split, ...]:
        """Return the newest splits that name a speaker as a member of a camp, by the name that the text gives."""
        ...

    def compared(self, since: datetime, until: datetime) -> tuple[int, int]:
        """Count the speakers and the topics of the quotes recorded in [since, until)."""
        ...


class WatchStore(Protocol):
    """Keep watches and their alerts; every method raises StoreError."""

    def keep_watch(self, watch: Watch) -> None:
        """Write a watch."""
        ...

    def watch(self, watch_id: str) -> Watch | None:
        """Return a watch."""
        ...

    def watches(self, person: str = "") -> tuple[Watch, ...]:
        """Return all watches, or a person's, in the order they were set."""
        ...

    def remove_watch(self, watch_id: str) -> bool:
        """Forget a watch and its alerts; False when there was none."""
        ...

    def note_alert(self, alert: Alert) -> None:
        """Write an alert, unless the watch knows of the thing already."""
        ...

    def claim_alerts(self, alerts: Sequence[Alert], now: datetime, *, owner: str) -> bool:
        """Claim all of them, or none where one is settled or another live node's lease on it still holds."""
        ...

    def keep_alert(self, alert: Alert) -> None:
        """Write what became of an alert."""
        ...

    def alerts(self, watch_id: str) -> tuple[Alert, ...]:
        """Return the alerts of a watch, oldest first."""
        ...


class CorrectionStore(Protocol):
    """Keep what was posted and what of it is no longer so; every method raises StoreError."""

    def keep_post(self, post: Post) -> None:
        """Write what was posted; the same post is written anew."""
        ...

    def posts_showing(self, item: str) -> tuple[Post, ...]:
        """Return the posts that show a quote or a change, oldest first."""
        ...

    def pages_shown(self, since: datetime, until: datetime) -> tuple[str, ...]:
        """Return the ids of the pages whose standing words were shown in posts of [since, until)."""
        ...

    def correct(self, corrections: Sequence[Correction]) -> None:
        """Write corrections; one that is known does nothing."""
        ...

    def corrections(self, workspace: str = "", limit: int = 20) -> tuple[Correction, ...]:
        """Return the newest corrections that count everywhere or in a workspace, newest first."""
        ...

    def corrections_about(self, items: Sequence[str], workspace: str = "") -> tuple[Correction, ...]:
        """Return the corrections that hold of quotes and changes, everywhere or in a workspace, oldest first."""
        ...

    def corrections_open(self) -> tuple[Correction, ...]:
        """Return the corrections whose posts were not all seen to, oldest first."""
        ...

    def corrections_of(self, post: Post) -> tuple[Correction, ...]:
        """Return the corrections that hold for a post and were not taken back, oldest first."""
        ...

    def corrected(self, correction_id: str, now: datetime) -> None:
        """Note that every post that showed the item says so, or says it no more."""
        ...

    def forget_posts(self, before: datetime) -> None:
        """Remove what was posted before a moment."""
        ...
