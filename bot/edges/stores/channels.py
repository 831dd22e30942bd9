"""Channels and their digests in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from bot.edges.stores import rows
from bot.edges.stores.nodes import dead
from bot.edges.stores.schema import channel, delivery
from bot.model.briefing import WEEK, DeliveryState

if TYPE_CHECKING:
    from datetime import datetime

    from bot.edges.stores.database import Database
    from bot.model.briefing import Channel, Delivery, Slot


class ChannelTables:
    """Keep channels and deliveries."""

    database: Database

    def channel(self, channel_id: str) -> Channel | None:
        """Return a channel's settings."""
        with self.database.reading() as connection:
            content = connection.scalar(select(channel.c.settings).where(channel.c.id == channel_id))
        return None if content is None else rows.channel(content)

    def channels(self) -> tuple[Channel, ...]:
        """Return all channels."""
        with self.database.reading() as connection:
            found = connection.scalars(select(channel.c.settings).order_by(channel.c.id))
            return tuple(rows.channel(content) for content in found)

    def keep_channel(self, kept: Channel) -> None:
        """Write a channel's settings."""
        insert = self.database.insert(channel).values(id=kept.id, settings=rows.channel_text(kept))
        with self.database.writing() as connection:
            newer = {"settings": insert.excluded.settings}
            connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=newer))

    def propose_channel(self, proposed: Channel, known: Channel | None) -> Channel:
        """Write a channel's settings where they are still those that are known, and return what they are then."""
        insert = self.database.insert(channel).values(id=proposed.id, settings=rows.channel_text(proposed))
        same = channel.c.settings == (rows.channel_text(known) if known else "")
        with self.database.writing() as connection:
            newer = {"settings": insert.excluded.settings}
            connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=newer, where=same))
            return rows.channel(connection.scalars(select(channel.c.settings).where(channel.c.id == proposed.id)).one())

    def claim(self, wanted: Delivery, *, owner: str) -> tuple[bool, Delivery | None]:
        """Claim a slot: the first to come, or who finds an expired lease or its own."""
        values = rows.delivery_values(wanted, owner)
        mine = select(delivery).where(delivery.c.slot_id == wanted.slot.id).with_for_update()
        with self.database.writing() as connection:
            first = self.database.insert(delivery).values(values).on_conflict_do_nothing()
            if connection.scalar(first.returning(delivery.c.slot_id)):  # a row count is -1 on Postgres here
                return True, None
            row = connection.execute(mine).one()
            open_still = row.state == DeliveryState.CLAIMED.value
            held = row.owner != owner and row.lease_until > wanted.claimed_at and not dead(connection, row.owner)
            if not open_still or held:
                return False, rows.delivery(row)
            lease = {name: values[name] for name in ("owner", "claimed_at", "lease_until")}
            connection.execute(update(delivery).where(delivery.c.slot_id == wanted.slot.id).values(lease))
            return True, rows.delivery(row)

    def settle(self, settled: Delivery) -> None:
        """Write what became of a claimed slot."""
        values = rows.delivery_values(settled, "")
        del values["owner"]
        with self.database.writing() as connection:
            connection.execute(update(delivery).where(delivery.c.slot_id == settled.slot.id).values(values))

    def release(self, slot: Slot) -> None:
        """Give a claim back: the slot is as if nobody had tried."""
        mine = (delivery.c.slot_id == slot.id, delivery.c.state == DeliveryState.CLAIMED.value)
        with self.database.writing() as connection:
            connection.execute(delete(delivery).where(*mine))

    def deliveries(self, channel_id: str, limit: int = 10) -> tuple[Delivery, ...]:
        """Return the newest deliveries of a channel, newest first."""
        query = select(delivery).where(delivery.c.channel_id == channel_id)
        with self.database.reading() as connection:
            found = connection.execute(query.order_by(delivery.c.due_at.desc(), delivery.c.slot_id).limit(limit))
            return tuple(rows.delivery(row) for row in found)

    def troubled(self, since: datetime) -> tuple[Delivery, ...]:
        """Return the deliveries claimed since a moment that failed or may not have arrived, oldest first."""
        states = delivery.c.state.in_([DeliveryState.FAILED.value, DeliveryState.MAYBE.value])
        query = select(delivery).where(states, delivery.c.claimed_at >= since)
        with self.database.reading() as connection:
            found = connection.execute(query.order_by(delivery.c.claimed_at, delivery.c.slot_id))
            return tuple(rows.delivery(row) for row in found)

    def last_delivery(self, channel_id: str, *states: DeliveryState, reviews: bool = True) -> Delivery | None:
        """Return the newest delivery of a channel in one of the states, among its daily ones where not `reviews`."""
        wanted = delivery.c.state.in_([state.value for state in states])
        query = select(delivery).where(delivery.c.channel_id == channel_id, wanted)
        query = query if reviews else query.where(delivery.c.slot_id.not_like(f"%{WEEK}"))
        with self.database.reading() as connection:
            row = connection.execute(query.order_by(delivery.c.until.desc()).limit(1)).first()
        return None if row is None else rows.delivery(row)

    def delivery(self, slot: Slot) -> Delivery | None:
        """Return what is known of a slot."""
        return self.delivered(slot.id)

    def delivered(self, slot_id: str) -> Delivery | None:
        """Return what is known of the slot with an id."""
        with self.database.reading() as connection:
            row = connection.execute(select(delivery).where(delivery.c.slot_id == slot_id)).first()
        return None if row is None else rows.delivery(row)
