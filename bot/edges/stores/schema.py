"""The tables, the same on SQLite and Postgres; full text lives in search.py."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    true,
)

if TYPE_CHECKING:
    from sqlalchemy import Dialect

MICROSECONDS = 1_000_000


class Moment(TypeDecorator[datetime]):
    """Keep an aware UTC time as microseconds since 1970: exact, ordered, the same on every engine."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Return the number that is kept."""
        if value is None:
            return None
        since = value - datetime(1970, 1, 1, tzinfo=UTC)
        return (since.days * 86_400 + since.seconds) * MICROSECONDS + since.microseconds

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the time again."""
        if value is None:
            return None
        return datetime.fromtimestamp(value // MICROSECONDS, UTC).replace(microsecond=value % MICROSECONDS)


metadata = MetaData()

feed = Table(
    "feed",
    metadata,
    Column("id", Text, primary_key=True),
    Column("added", Integer, nullable=False),  # the order in which feeds were added
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("homepage", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("next_at", Moment, nullable=False),
    Column("interval_s", Integer, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("body_hash", Text, nullable=False),
    Column("seeded", Boolean, nullable=False),
    Column("last_try_at", Moment),
    Column("last_ok_at", Moment),
    Column("last_entry_at", Moment),
    Column("usual_gap_s", Integer),
    Column("failing_since", Moment),
    Column("failures", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("person", Text, nullable=False, server_default=""),  # who added it, as the platform names them
    Column("origin", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("named", Text, nullable=False, server_default=""),
    Index("feed_due", "paused", "next_at"),
)

following = Table(
    "following",
    metadata,
    Column("follower", Text, primary_key=True),  # a workspace; "" where all share their feeds
    Column("feed_id", Text, ForeignKey("feed.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("added_at", Moment, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("person", Text, nullable=False, server_default=""),
)

entry = Table(
    "entry",
    metadata,
    Column("id", Text, primary_key=True),
    Column("feed_id", Text, nullable=False, index=True),  # no foreign key: entries outlive their feed
    Column("guid", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),  # emptied once it is read; the article holds it then
    Column("text_hash", Text, nullable=False),
    Column("whole", Boolean, nullable=False),
    Column("published_at", Moment),
    Column("published_on", Date),
    Column("language", Text, nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("retry_at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("article_id", Text, nullable=False, index=True),
    Column("own", Boolean, nullable=False, server_default=true()),  # of the site for which its feed speaks
    Column("shared", Boolean, nullable=False, server_default=false()),  # several entries have its address
    Column("outlet", Text, nullable=False, server_default=""),
    Index("entry_pending", "state", "retry_at"),
)

entry_key = Table(
    "entry_key",
    metadata,
    Column("key", Text, primary_key=True),
    Column("feed_id", Text, primary_key=True),
    Column("entry_id", Text, ForeignKey("entry.id", ondelete="CASCADE"), nullable=False, index=True),
)

article = Table(
    "article",
    metadata,
    Column("id", Text, primary_key=True),
    Column("page_id", Text, nullable=False),
    Column("feed_id", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("completeness", Text, nullable=False),
    Column("published_at", Moment),
    Column("published_on", Date),
    Column("fetched_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("text", Text, nullable=False),  # emptied by retention
    Column("text_hash", Text, nullable=False),  # proves the spans when the text is gone
    Column("engine", Text, nullable=False),
    Column("dropped", Integer, nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),  # 1, 2, … of its page
    Column("gist", Text, nullable=False, server_default=""),
    UniqueConstraint("page_id", "revision", name="article_revision"),
    Index("article_recorded", "recorded_at"),
)

speaker = Table(
    "speaker",
    metadata,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
)

speaker_alias = Table(
    "speaker_alias",
    metadata,
    Column("alias", Text, primary_key=True),
    Column("speaker_key", Text, ForeignKey("speaker.key", ondelete="CASCADE"), primary_key=True),
)

naming = Table(  # what managers decided of names, in force until it is undone
    "naming",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

quote = Table(
    "quote",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False, unique=True),  # (publication second << 20) + number: newest = highest
    Column("article_id", Text, ForeignKey("article.id"), nullable=False, index=True),
    Column("page_id", Text, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("carrier_start", Integer, nullable=False),
    Column("carrier", Text, nullable=False),
    Column("lead_in_start", Integer),
    Column("lead_in", Text, nullable=False),
    Column("speaker_key", Text),
    Column("speaker_name", Text, nullable=False),
    Column("speaker_kind", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("venue", Text, nullable=False),
    Column("said_on", Date),
    Column("confidence", Float, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("last_seen", Text, nullable=False),  # the newest revision that holds it
    Column("gone_at", Moment),
    Column("place", Integer, nullable=False, server_default="0"),  # among the article's key quotes
    Column("stance", Text, nullable=False, server_default=""),
    Index("quote_speaker", "speaker_key", "seq"),
)

quote_key = Table(
    "quote_key",
    metadata,
    Column("key", Text, primary_key=True),  # "t:nato", "s:vance", "o:euronews"
    Column("seq", BigInteger, primary_key=True),
    Index("quote_key_seq", "seq"),
)

quote_topic = Table(
    "quote_topic",
    metadata,
    Column("quote_id", Text, ForeignKey("quote.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("key", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("because", Text, nullable=False),
)

report = Table(
    "report",
    metadata,
    Column("id", Text, primary_key=True),
    Column("article_id", Text, ForeignKey("article.id"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("speaker_name", Text, nullable=False),
    Column("speaker_kind", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("said_on", Date),
    Column("confidence", Float, nullable=False),
)

channel = Table(
    "channel",
    metadata,
    Column("id", Text, primary_key=True),
    Column("settings", Text, nullable=False),  # JSON: one row is read and written as a whole
)

workspace = Table(
    "workspace",
    metadata,
    Column("id", Text, primary_key=True),  # "slack:T1"
    Column("settings", Text, nullable=False),  # JSON
)

reference = Table(
    "reference",
    metadata,
    Column("ref", Text, primary_key=True),  # what a button or a thread stands for
    Column("line", Text, nullable=False),
    Column("channel_id", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("created_at", Moment, nullable=False, index=True),
)

once = Table(
    "once",
    metadata,
    Column("key", Text, primary_key=True),  # "event:Ev1", "press:…": what may have one effect only
    Column("at", Moment, nullable=False, index=True),
)

tally = Table(
    "tally",
    metadata,
    Column("key", Text, primary_key=True),  # "export|slack:T1:U1"
    Column("at", Moment, primary_key=True),
)

presence = Table(
    "presence",
    metadata,
    Column("person", Text, primary_key=True),
    Column("channel_id", Text, primary_key=True),
)

objection = Table(
    "objection",
    metadata,
    Column("quote_id", Text, primary_key=True),
    Column("workspace", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("manager", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

hidden = Table(
    "hidden",
    metadata,
    Column("workspace", Text, primary_key=True),
    Column("quote_id", Text, primary_key=True),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("channel_id", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("said", Text, nullable=False),  # "@ana set the digest to …"
    Index("audit_newest", "workspace", "id"),
)

delivery = Table(
    "delivery",
    metadata,
    Column("slot_id", Text, primary_key=True),
    Column("channel_id", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("at", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("claimed_at", Moment, nullable=False),
    Column("lease_until", Moment, nullable=False),
    Column("owner", Text, nullable=False),
    Column("posted_at", Moment),
    Column("post", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("stories", Text, nullable=False),  # JSON lists of ids
    Column("quotes", Text, nullable=False),
    Index("delivery_newest", "channel_id", "due_at"),
)
