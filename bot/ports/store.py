"""The door to the ledger: what may be asked of it; every method raises StoreError.

Every time that goes in or comes out is aware and UTC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.ports.browsing import BrowsingStore
from bot.ports.feeds import FeedStore
from bot.ports.naming import NamingStore
from bot.ports.nodes import NodeStore
from bot.ports.notices import NoticeStore
from bot.ports.positions import CorrectionStore, PositionStore, WatchStore
from bot.ports.push import PushStore
from bot.ports.spending import ModelStore, TakenAwayStore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, timedelta

    from bot.model.briefing import Channel, Delivery, DeliveryState, Slot
    from bot.model.news import Article, Publication
    from bot.model.query import (
        Findings,
        KnownSpeaker,
        KnownTopic,
        QuotePage,
        QuoteQuery,
        Since,
        Totals,
    )
    from bot.model.record import Filed, Report
    from bot.model.workspace import Objection, Reference, SettingChange, Workspace


class LedgerStore(Protocol):
    """Keep articles, quotes, speakers, topics; every method raises StoreError."""

    def record(self, findings: Findings, *, entry_id: str = "", text_hash: str = "", finished: bool = True) -> int:
        """Record an article's findings in one transaction, mark the entry done, and return how many quotes are new.

        An entry that is not finished, since its page is still to be read, stays to be read.

        Doing it twice changes nothing. A quote that an earlier revision of the page held and this one lacks is marked
        gone, where both were read in the same way; one that is still there keeps its first revision and spans. An
        entry whose words are no longer those of the hash stays to be read.
        """
        ...

    def article(self, article_id: str) -> Article | None:
        """Return a revision; its text is empty when retention has removed it."""
        ...

    def page(self, page_id: str) -> Article | None:
        """Return the newest revision of a page."""
        ...

    def quotes(self, query: QuoteQuery) -> QuotePage:
        """Answer a query, newest publication first; hidden quotes are left out."""
        ...

    def said_by(self, alias: str, topic: str, confidence_from: float, limit: int = 30) -> tuple[Filed, ...]:
        """Return the newest quotes surely by a speaker on a topic (a key), without counting them."""
        ...

    def quotes_by_day(self, query: QuoteQuery) -> tuple[tuple[date, int], ...]:
        """Count what answers a query by the day of publication, oldest first; what has no date is left out."""
        ...

    def quote(self, quote_id: str, workspace: str = "") -> Filed | None:
        """Return one quote; with a workspace, none that is hidden there."""
        ...

    def quotes_of(self, article_id: str, workspace: str = "") -> tuple[Filed, ...]:
        """Return the quotes of a revision's page that still stand in it, in order of the text.

        With a workspace, here and below, what is hidden there is left out.
        """
        ...

    def reports_of(self, article_id: str) -> tuple[Report, ...]:
        """Return the indirect speech of a revision."""
        ...

    def reports(self, query: QuoteQuery) -> tuple[Report, ...]:
        """Return the newest indirect speech of the query's time, newest first, whoever said it about whatever."""
        ...

    def gone(self, quote_id: str) -> datetime | None:
        """Return when the quote was first seen missing from its page, or None while it stands."""
        ...

    def saying(self, folded: str, limit: int = 5, workspace: str = "") -> tuple[Filed, ...]:
        """Return quotes that hold these words as an exact phrase (case, marks and spacing folded)."""
        ...

    def speakers(self, alias: str, confidence_from: float = 0) -> tuple[KnownSpeaker, ...]:
        """Return the speakers with exactly this folded alias, busiest first, as quotes that sure tell of them."""
        ...

    def known_speakers(self, prefix: str = "", limit: int = 25) -> tuple[KnownSpeaker, ...]:
        """Return speakers one of whose aliases starts with the folded prefix, busiest first; roles may be left out."""
        ...

    def known_topics(self, prefix: str = "", limit: int = 25) -> tuple[KnownTopic, ...]:
        """Return topics whose key or folded name starts with the prefix, busiest first."""
        ...

    def news(
        self, since: datetime, until: datetime, workspace: str = "", follower: str = "", *, backlog: bool = False
    ) -> Since:
        """Return what was recorded in [since, until), by time of recording, from all feeds or a follower's.

        With `backlog` also silent articles that were published then.
        """
        ...

    def totals(self, follower: str = "") -> Totals:
        """Count what the ledger holds, and all feeds or a follower's."""
        ...

    def publications(self, limit: int = 25) -> tuple[Publication, ...]:
        """Return the newest articles."""
        ...


class ChannelStore(Protocol):
    """Keep channels and deliveries; every method raises StoreError."""

    def channel(self, channel_id: str) -> Channel | None:
        """Return a channel's settings."""
        ...

    def channels(self) -> tuple[Channel, ...]:
        """Return all channels."""
        ...

    def keep_channel(self, channel: Channel) -> None:
        """Write a channel's settings."""
        ...

    def propose_channel(self, proposed: Channel, known: Channel | None) -> Channel:
        """Write a channel's settings where they are still those that are known, and return what they are then."""
        ...

    def claim(self, delivery: Delivery, *, owner: str) -> tuple[bool, Delivery | None]:
        """Claim a slot: (True, None) for the first to come, (True, before) when taking over a lease.

        One may be taken over that is the owner's own, expired, or a dead node's.
        (False, before) when the slot is settled or another owner's lease still holds at `delivery.claimed_at`.
        """
        ...

    def settle(self, delivery: Delivery) -> None:
        """Write what became of a claimed slot."""
        ...

    def release(self, slot: Slot) -> None:
        """Give a claim back: surely nothing was posted, the slot is as if nobody had tried."""
        ...

    def deliveries(self, channel_id: str, limit: int = 10) -> tuple[Delivery, ...]:
        """Return the newest deliveries of a channel, newest first."""
        ...

    def troubled(self, since: datetime) -> tuple[Delivery, ...]:
        """Return the deliveries claimed since a moment that failed or may not have arrived, oldest first."""
        ...

    def last_delivery(self, channel_id: str, *states: DeliveryState, reviews: bool = True) -> Delivery | None:
        """Return the newest delivery of a channel in one of the states, among its daily ones where not `reviews`."""
        ...

    def delivery(self, slot: Slot) -> Delivery | None:
        """Return what is known of a slot."""
        ...

    def delivered(self, slot_id: str) -> Delivery | None:
        """Return what is known of the slot with an id."""
        ...


class WorkspaceStore(Protocol):
    """Keep workspaces and what their people did; every method raises StoreError."""

    def workspace(self, workspace_id: str) -> Workspace:
        """Return a workspace's settings; one that nobody set up has the defaults."""
        ...

    def keep_workspace(self, workspace: Workspace) -> None:
        """Write a workspace's settings."""
        ...

    def keep_references(self, references: Sequence[Reference]) -> None:
        """Write what buttons stand for; one that is known begins its life anew."""
        ...

    def reference(self, ref: str) -> Reference | None:
        """Return what a button stands for."""
        ...

    def references_between(self, prefix: str, since: datetime, until: datetime) -> tuple[Reference, ...]:
        """Return what was kept in [since, until) under names with a prefix, oldest first."""
        ...

    def secret(self, name: str, fresh: str) -> str:
        """Return the secret that is kept under a name, which is `fresh` where there was none."""
        ...

    def first(self, key: str, now: datetime) -> bool:
        """Say whether this is the first time that a key is seen, and remember it."""
        ...

    def forget_first(self, key: str) -> None:
        """Let a key count as never seen: what it stood for did not happen."""
        ...

    def spend(self, key: str, now: datetime, *, most: int, within: timedelta) -> bool:
        """Count one use, unless there were `most` within the time before now; say whether it was counted."""
        ...

    def seen(self, person: str, channel_id: str) -> None:
        """Remember that a person is in a channel."""
        ...

    def left(self, person: str, channel_id: str) -> None:
        """Forget that a person is in a channel."""
        ...

    def channels_of(self, person: str) -> tuple[str, ...]:
        """Return the channels in which a person was seen."""
        ...

    def object(self, objection: Objection) -> bool:
        """File an objection and say whether the quote is hidden now: one manager or two members object."""
        ...

    def objections(self, workspace_id: str, limit: int = 20) -> tuple[Objection, ...]:
        """Return the newest objections of a workspace, newest first."""
        ...

    def review(self, quote_id: str, workspace_id: str, now: datetime) -> bool:
        """Show a hidden quote again and forget the objections; False when there was none."""
        ...

    def setting_changed(self, change: SettingChange) -> None:
        """Write a changed setting to the log."""
        ...

    def setting_changes(self, workspace_id: str, limit: int = 20) -> tuple[SettingChange, ...]:
        """Return the newest changed settings of a workspace, newest first."""
        ...

    def forget_chat(self, *, references_before: datetime, once_before: datetime) -> None:
        """Remove old references, and keys that cannot come again."""
        ...


class Store(
    NodeStore,
    FeedStore,
    NoticeStore,
    PushStore,
    LedgerStore,
    BrowsingStore,
    NamingStore,
    PositionStore,
    WatchStore,
    CorrectionStore,
    ChannelStore,
    WorkspaceStore,
    ModelStore,
    TakenAwayStore,
    Protocol,
):
    """Keep everything; SQLite or Postgres."""

    def migrate(self) -> None:
        """Bring the tables to this version."""
        ...

    def check(self) -> str:
        """Return the version of the tables; raise StoreError in words when they cannot be used."""
        ...

    def backup(self, path: str) -> None:
        """Copy the whole ledger to a new file while others write."""
        ...

    def prune(self, *, quotes_before: datetime, texts_before: datetime) -> tuple[int, int]:
        """Remove old quotes and old article texts (the hashes stay); return both counts."""
        ...

    def close(self) -> None:
        """Close connections; the store cannot be used afterwards."""
        ...
