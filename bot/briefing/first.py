"""What a channel sees first, and what App Home shows: the way from nothing to the first digest."""

from __future__ import annotations

from collections.abc import Sequence

from bot.briefing.channel import CLOCK, TOPICS, set_to, topics_of
from bot.briefing.feeds import WHICH
from bot.briefing.schedule import typed_times
from bot.briefing.watching import quiet_hours
from bot.briefing.wording import counted, dotted, label
from bot.model.briefing import NOT_STARTED, Channel
from bot.model.message import Actions, Block, Button, Context, Divider, Header, Menu, Message, Section
from bot.model.watch import Watch

MOST_WATCHES = 15  # in App Home


def first(channel: Channel, *, feeds: int, bundles: Sequence[tuple[str, str]], added_by: str = "") -> Message:
    """Return the first message of a channel: feeds, time, topics, a preview and Start; nothing is posted before."""
    who = f" Added by {added_by}." if added_by else ""
    options = tuple(Button(name, f"feeds bundle {key}", ask=WHICH) for key, name in bundles)
    said = "One briefing a day in this channel: what named people said, word for word, with links."
    started = bool(channel.times) and not (channel.paused and channel.paused_reason == NOT_STARTED)
    last = (
        "Started."
        if started
        else "Nothing is posted here until you press Start."
        if feeds
        else "Choose what to read first; then Start appears here."
    )
    start = (Button("Start", "digest start", primary=True),) if feeds and not started else ()
    return Message(
        (
            Header("On Record is here."),
            Section(f"{said}{who}"),
            Section(f"1 · Feeds ({counted(feeds, 'feed')})", bold=True),
            Actions(
                (Button("Add a feed", "feeds add", ask="The address of a feed or a site"),),
                (Menu("Pick a bundle", options),),
            ),
            Section(f"2 · Time: {set_to(channel) if channel.times else 'not set'}", bold=True),
            Actions((Button("Change the time", "digest at", ask=CLOCK, typed=typed_times(channel)),)),
            Section(f"3 · Topics: {topics_of(channel)}", bold=True),
            Actions(
                (
                    *start,
                    Button("Choose topics", "digest topics", ask=TOPICS, typed=", ".join(channel.topics)),
                    Button("Show me a preview", "digest preview"),
                )
            ),
            Context(f"{last} I read only messages that mention me."),
        )
    )


def reminder(bundles: Sequence[tuple[str, str]]) -> Message:
    """Return what the person who added the bot is told once, a day later, when it follows no feed."""
    options = tuple(Button(name, f"feeds bundle {key}", ask=WHICH) for key, name in bundles)
    return Message(
        (
            Section("You added On Record a day ago. It follows no feed yet, so it has nothing to report."),
            Actions(
                (Button("Add a feed", "feeds add", ask="The address of a feed or a site"),),
                (Menu("Pick a bundle", options),),
            ),
            Context("This reminder comes once."),
        )
    )


def home(
    channels: Sequence[tuple[Channel, str]],
    *,
    feeds: int,
    failing: int,
    engine: str,
    version: str,
    manages: bool,
    watches: Sequence[tuple[Watch, str]] = (),
) -> Message:
    """Return what somebody's App Home shows; `channels` are those in which they were seen, with their state, in order.

    `watches` are their own, each with its state in words.
    """
    blocks: list[Block] = [
        Header("On Record · who said what, word for word"),
        Actions(
            (
                Button("Ask", "who-said", ask="A topic or a name, such as nato by:Vance"),
                Button("Add a feed", "feeds add", ask="The address of a feed or a site"),
                Button("Help", "onrecord help"),
            )
        ),
        Divider(),
    ]
    for channel, state in channels[:15]:
        here = f"in:{channel.id}"
        blocks.append(Section(channel.title, bold=True, note=state))
        pause = Button("Resume", f"digest resume {here}") if channel.paused else Button("Pause", f"digest pause {here}")
        change = Button("Change", f"digest at {here}", ask=CLOCK, typed=typed_times(channel))
        history = Button("History", f"digest history {here}")
        blocks.append(Actions((Button("Preview", f"digest preview {here}"), change, pause, history)))
    if not channels:
        blocks.append(Section("No digest where you were seen. In a channel, type /digest at 08:00 weekdays"))
    if watches:
        blocks += [Divider(), Section("Your watches", bold=True, note=f"Quiet hours: {quiet_hours(watches[0][0])}")]
    for watch, told in watches[:MOST_WATCHES]:
        blocks.append(Section(watch.about, note=told))
        blocks.append(Actions((Button("Stop this watch", f"watch remove {watch.id}"),)))
    trouble = f"{failing} failing" if failing else ""
    blocks += [Divider(), Section(dotted(counted(feeds, "feed"), trouble))]
    buttons = [Button("Feeds", "feeds list"), Button("Health", "feeds health")]
    buttons += [Button(label("Settings"), "onrecord settings")] if manages else []
    where = "Nothing you write leaves this installation." if engine == "rules" else f"Articles are sent to {engine}."
    blocks += [
        Actions(tuple(buttons)),
        Context(f"On Record {version} · engine: {engine} · {where} I keep no messages of yours."),
    ]
    return Message(tuple(blocks))
