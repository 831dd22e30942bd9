"""The tables of positions: what moved, where a camp is split, who wants to hear of it, what was corrected."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Index, Integer, Table, Text

from bot.edges.stores.schema import Moment, metadata

position_change = Table(
    "position_change",
    metadata,
    Column("id", Text, primary_key=True),
    Column("article_id", Text, ForeignKey("article.id"), nullable=False, index=True),  # where it came to light
    Column("page_id", Text, nullable=False, index=True),
    Column("speaker_key", Text, nullable=False),
    Column("speaker_name", Text, nullable=False),
    Column("speaker_kind", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("topic_key", Text, nullable=False),
    Column("topic_name", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("extent", Text, nullable=False),
    Column("in_part", Boolean, nullable=False),
    Column("reported", Boolean, nullable=False),
    Column("recency", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False, server_default=""),  # the language model that found it, or ''
    Column("confidence", Float, nullable=False),
    Column("before_quote", Text, nullable=False, index=True),  # the quote's id, or '' for a sentence of the outlet
    Column("before_article", Text, nullable=False),
    Column("before_start", Integer, nullable=False),
    Column("before_text", Text, nullable=False),
    Column("before_on", Date),
    Column("after_quote", Text, nullable=False, index=True),
    Column("after_start", Integer, nullable=False),
    Column("after_text", Text, nullable=False),
    Column("after_on", Date),
    Column("said_quote", Text, nullable=False),  # the speaker's own words with it, or ''
    Column("recorded_at", Moment, nullable=False, index=True),
    Column("last_seen", Text, nullable=False),  # the newest revision that reports it
    Column("withdrawn_at", Moment),
    Column("withdrawn_why", Text, nullable=False),
    Index("position_change_about", "speaker_key", "topic_key"),
)

split = Table(
    "split",
    metadata,
    Column("id", Text, primary_key=True),
    Column("article_id", Text, ForeignKey("article.id"), nullable=False, index=True),
    Column("page_id", Text, nullable=False, index=True),
    Column("camp", Text, nullable=False),
    Column("ground", Text, nullable=False),
    Column("members", Text, nullable=False),  # JSON: [[name, kind, role], …]
    Column("topic_key", Text, nullable=False),
    Column("topic_name", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("said_on", Date),
    Column("by", Text, nullable=False, server_default=""),
    Column("confidence", Float, nullable=False),
    Column("recorded_at", Moment, nullable=False, index=True),
    Column("last_seen", Text, nullable=False),
    Column("withdrawn_at", Moment),
)

watch = Table(
    "watch",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("seen_until", Moment, nullable=False),
    Column("settings", Text, nullable=False),  # JSON
)

alert = Table(
    "alert",
    metadata,
    Column("watch_id", Text, ForeignKey("watch.id", ondelete="CASCADE"), primary_key=True),
    Column("item", Text, primary_key=True),  # the id of a quote or a change
    Column("change", Boolean, nullable=False),
    Column("found_at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("claimed_at", Moment),
    Column("sent_at", Moment),
    Column("post", Text, nullable=False),
    Column("bundle", Text, nullable=False),
    Column("owner", Text, nullable=False, server_default=""),  # the node that claimed it
    Column("lease_until", Moment),
)

correction = Table(
    "correction",
    metadata,
    Column("id", Text, primary_key=True),
    Column("item", Text, nullable=False, index=True),
    Column("cause", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("workspace", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("settled_at", Moment),  # when every post that showed it was corrected
    Column("taken_back_at", Moment),  # the words were right after all
)

post = Table(
    "post",
    metadata,
    Column("channel_id", Text, primary_key=True),
    Column("post", Text, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("thread", Text, nullable=False),
    Column("content", Text, nullable=False),
)

post_item = Table(
    "post_item",
    metadata,
    Column("item", Text, primary_key=True),
    Column("channel_id", Text, primary_key=True),
    Column("post", Text, primary_key=True),
)

subscription = Table(
    "subscription",
    metadata,
    Column("feed_id", Text, primary_key=True),
    Column("hub", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("token", Text, nullable=False, index=True),
    Column("secret", Text, nullable=False),
    Column("until", Moment),
    Column("asked_at", Moment),
)

notice = Table(
    "notice",
    metadata,
    Column("feed_id", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("post", Text, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("since", Moment, nullable=False),
)
