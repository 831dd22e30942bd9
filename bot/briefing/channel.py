"""Answers about the digest of a channel: when it comes, about what, what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.briefing.blocks import passage
from bot.briefing.days import DAYS, weekday
from bot.briefing.schedule import describe, times, typed_times
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted, listed, reason_of
from bot.ledger.passages import passages
from bot.model.briefing import NOT_STARTED, Channel, Delivery, DeliveryState
from bot.model.message import Actions, Block, Button, Context, Header, Message, Section
from bot.model.record import Filed

CLOCK = "Time, days and zone, such as 08:00 weekdays Europe/Berlin"  # what forms ask for
TOPICS = "Topics, such as +nato -climate, or all"
FRESH = timedelta(minutes=10)  # a digest younger than this is not repeated unasked
NO_PAGES: Mapping[str, str] = MappingProxyType({})
OUTCOMES = {
    DeliveryState.CLAIMED: "under way",
    DeliveryState.POSTED: "posted",
    DeliveryState.EMPTY: "nothing new, nothing posted",
    DeliveryState.FOLDED: "too late, its news went into the next one",
    DeliveryState.MAYBE: "maybe sent; it is not sent again by itself",
    DeliveryState.FAILED: "failed",
}


def at(channel: Channel, now: datetime) -> Message:
    """Confirm a digest time with its days, its zone and when it comes next."""
    waits = channel.paused and channel.paused_until is None
    blocks: list[Block] = [Section(describe(channel, now))]
    blocks += [Context("Nothing is posted here until you press Start.")] if waits else []
    start = (Button("Start", "digest start", key="s", primary=True),) if waits else ()
    buttons = (Button("Preview", "digest preview", key="p"), Button("Topics", "digest topics", key="t"))
    return Message((*blocks, Actions((*start, *buttons))))


def acting_there(message: Message, channel_id: str) -> Message:
    """Return a message about another channel, whose buttons act on that channel."""
    blocks = (_there(block, channel_id) if isinstance(block, Actions) else block for block in message.blocks)
    return replace(message, blocks=tuple(blocks))


def _there(row: Actions, channel_id: str) -> Actions:
    of_digest = (each.line.startswith("digest ") for each in row.buttons)
    buttons = (
        replace(each, line=f"{each.line} in:{channel_id}") if mine else each
        for each, mine in zip(row.buttons, of_digest, strict=True)
    )
    return replace(row, buttons=tuple(buttons))


def set_to(channel: Channel) -> str:
    """Return a channel's times as they stand in a sentence: “weekdays at 08:00, Europe/Berlin”."""
    said = times(channel.times)
    named = said.startswith(DAYS)  # “Mon, Wed at 08:00”
    return f"{said[:1] if named else said[:1].lower()}{said[1:]}, {channel.zone}"


def status(channel: Channel, last: Delivery | None, viewer: Viewer, *, feeds: int) -> Message:
    """Return when the digest comes, about what, from how many feeds, and what became of the last one."""
    blocks: list[Block] = [
        Header(f"Digest of {channel.name or 'this channel'}"),
        Section(describe(channel, viewer.now)),
        Section(dotted(f"Topics: {topics_of(channel)}", counted(feeds, "feed"))),
    ]
    if last:
        blocks.append(Context(f"Last: {outcome(last, viewer)}"))
    return Message((*blocks, Actions(status_buttons(channel))))


def status_buttons(channel: Channel) -> tuple[Button, ...]:
    """Return what can be done with a channel's digest."""
    if not channel.times:
        return (Button("Weekdays at 08:00", "digest at 08:00 weekdays", key="a"),)
    if channel.paused_reason == NOT_STARTED:
        return (
            Button("Start", "digest start", key="s", primary=True),
            Button("Preview", "digest preview", key="p"),
            Button("Change the time", "digest at", ask=CLOCK, typed=typed_times(channel)),
        )
    pause = Button("Resume", "digest resume", key="r") if channel.paused else Button("Pause", "digest pause", key="u")
    return (Button("Preview", "digest preview", key="p"), pause, Button("History", "digest history", key="h"))


def topics_of(channel: Channel) -> str:
    """Return a channel's topics in words."""
    return ", ".join(channel.topics) or "everything"


def outcome(delivery: Delivery, viewer: Viewer) -> str:
    """Return what became of one digest, in one line."""
    slot = delivery.slot
    counts = (
        dotted(counted(len(delivery.stories), "story", "stories"), counted(len(delivery.quotes), "quote"))
        if delivery.state is DeliveryState.POSTED
        else ""
    )
    said = f"{weekday(slot.day, viewer.today)} {slot.at:%H:%M}"
    return dotted(said, OUTCOMES[delivery.state], counts, reason_of(delivery.note))


def model(*, on: bool, engine: str) -> Message:
    """Return what a channel's wish about a language model means."""
    said = (
        f"A language model may choose for this channel where one is set. The engine here is {engine}."
        if on
        else "No article goes to a language model for this channel. Its digest shows no gist and no order of one; "
        "topics that one named for another channel stay."
    )
    return Message((Section(said),))


def history(deliveries: Sequence[Delivery], viewer: Viewer, pages: Mapping[str, str] = NO_PAGES) -> Message:
    """Return the newest digests and what became of each; a doubtful one can be posted again by hand.

    `pages` are the addresses of slots at which the archive shows what was told.
    """
    if not deliveries:
        return Message((Section("No digest so far."),), empty=True)
    blocks: list[Block] = [Header(f"Digests · newest first · {viewer.zone}")]
    blocks += [Section(outcome(each, viewer), pages.get(each.slot.id, "")) for each in deliveries]
    if any(each.state in {DeliveryState.MAYBE, DeliveryState.FAILED} for each in deliveries):
        blocks.append(Actions((Button("Post a digest now", "digest now", key="n"),)))
    return Message(tuple(blocks))


def more(further: Sequence[Filed], viewer: Viewer) -> Message:
    """Return the quotes that the last digest had in its thread."""
    if not further:
        return Message((Section("The last digest had no more quotes."),), empty=True)
    shown = [passage(each, name_from=viewer.name_from, today=viewer.today) for each in passages(further)]
    return Message((Header("More quotes for the stories above"), *shown))


def topics_set(channel: Channel, notes: Sequence[str] = ()) -> Message:
    """Show or confirm what the digest is about; `notes` say what the team's own topics stand for."""
    blocks: list[Block] = [Section(f"Topics of the digest: {topics_of(channel)}."), *map(Context, notes)]
    blocks.append(Context("Change them: digest topics +nato -climate, or digest topics all"))
    return Message(tuple(blocks))


def paused(channel: Channel, viewer: Viewer) -> Message:
    """Confirm a pause; the settings stay."""
    until = f" until {viewer.full(channel.paused_until)}" if channel.paused_until else " until somebody resumes it"
    said = f"The digest is paused{until}. All settings stay."
    return Message((Section(said), Actions((Button("Resume", "digest resume", key="r"),))))


def resumed(channel: Channel, now: datetime) -> Message:
    """Confirm that the digest goes on."""
    return Message((Section(f"The digest goes on. {describe(channel, now)}"),))


def off(channel: Channel) -> Message:
    """Confirm that no digest comes any more; topics stay for later."""
    kept = f" Its topics stay: {listed(channel.topics)}." if channel.topics else ""
    said = f"No digest comes here any more.{kept} Turn it on again: digest at 08:00 weekdays"
    return Message((Section(said),))


def not_again(last: Delivery, viewer: Viewer) -> Message | None:
    """Return what to say when a digest was posted within ten minutes and nothing is new, else None."""
    posted = last.posted_at
    if posted is None or viewer.now - posted >= FRESH:
        return None
    age = viewer.ago(posted).removesuffix(" ago")
    said = (
        f"The last digest is {age} old and nothing is new." if age != "just now" else "The last digest came just now."
    )
    return Message((Section(said), Actions((Button("Post anyway", "digest now anyway", key="a"),))), empty=True)
