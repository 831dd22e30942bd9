"""What a person who watches is told: confirmations, the list, alerts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from bot.briefing.blocks import passage
from bot.briefing.moves import differing, moved
from bot.briefing.said import requoted
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted
from bot.ledger.passages import Passage
from bot.model.briefing import Moved
from bot.model.message import Actions, Block, Button, Context, Header, Message, Section
from bot.model.position import Split
from bot.model.watch import Watch

MOST_A_DAY = 3  # alerts of one watch; what comes after them is told in one message the next day
MOST_SHOWN = 5  # changes or quotes of one alert


@dataclass(frozen=True, slots=True)
class AlertContent:
    """Hold what an alert tells."""

    changes: tuple[Moved, ...] = ()
    quotes: tuple[Passage, ...] = ()
    splits: tuple[Split, ...] = ()

    @property
    def number(self) -> int:
        """Return how much it is."""
        return len(self.changes) + len(self.quotes) + len(self.splits)


def watching(watch: Watch, *, known: bool, notes: Sequence[str] = ()) -> Message:
    """Confirm a watch: what is told, how, how often and when not."""
    only = f", {_only(watch)}" if _only(watch) and watch.about != "splits" else ""
    how = "Alerts come into this channel" if watch.here else "Alerts come by direct message"
    said = f"Watching {watch.about}{only}. {how}, at most {MOST_A_DAY} a day, then bundled."
    blocks: list[Block] = [Section(said), *map(Context, notes)]
    if not known:
        lacking = f"Nobody called {watch.speaker}" if watch.speaker else f"Nothing on {watch.about}"
        blocks.append(Context(f"{lacking} is on record so far."))
    blocks.append(Context(f"Quiet {quiet_hours(watch)}. watch quiet 22:00-07:00 or watch quiet off changes that."))
    here = " in:here" if watch.here else ""
    other = (
        Button("All quotes instead", f"watch {requoted(watch.about)} only:all{here}", key="a")
        if watch.only_changes or watch.only_splits
        else Button("Only changes instead", f"watch {requoted(watch.about)} only:changes{here}", key="c")
    )
    undo = Button("Undo", f"watch remove {watch.id}", key="u")
    return Message((*blocks, Actions((undo,) if watch.about == "splits" else (other, undo))))


def _only(watch: Watch) -> str:
    return "only splits" if watch.only_splits else "only changes" if watch.only_changes else ""


def quiet_hours(watch: Watch) -> str:
    """Return the hours without alerts: “22:00–07:00 Europe/Berlin”, “never”."""
    return f"{span(watch.quiet)} {watch.zone}" if watch.quiet else "never"


def span(quiet: tuple[time, time]) -> str:
    """Return hours as people write them."""
    return f"{quiet[0]:%H:%M}–{quiet[1]:%H:%M}"


def watches(found: Sequence[Watch], viewer: Viewer) -> Message:
    """Return a person's watches, each with its state and the buttons that mute or stop it."""
    if not found:
        said = "You watch nothing here so far; a watch is listed where it was set. Example: watch Merz on tariffs"
        return Message((Section(said),), empty=True)
    blocks: list[Block] = [Header(f"Your watches · {len(found)}")]
    for each in found:
        blocks.append(Section(each.about, bold=True, note=state(each, viewer)))
        muted = each.muted_until and each.muted_until > viewer.now
        mute = Button("Unmute", f"watch unmute {each.id}") if muted else Button("Mute 7 days", f"watch mute {each.id}")
        blocks.append(Actions((mute, Button("Stop this watch", f"watch remove {each.id}"))))
    return Message(tuple(blocks))


def state(watch: Watch, viewer: Viewer, *, quiet: bool = True) -> str:
    """Return what is told of, where, and whether it is muted; `quiet` says the hours, which all of one person share."""
    muted = watch.muted_until and watch.muted_until > viewer.now
    return dotted(
        _only(watch) or "all quotes and changes",
        "in the channel" if watch.here else "by direct message",
        f"quiet {quiet_hours(watch)}" if quiet else "",
        f"muted until {viewer.full(watch.muted_until)}" if muted and watch.muted_until else "",
    )


def done(said: str) -> Message:
    """Return a sentence about a watch."""
    return Message((Section(said),))


def alert(watch: Watch, found: AlertContent, viewer: Viewer, *, today: int) -> Message:
    """Return what one alert tells: changes first, then quotes; `today` counts this day's alerts, this one too."""
    what = "split" if found.splits else "changed" if found.changes else counted(len(found.quotes), "new quote")
    blocks: list[Block] = [Header(f"Watch: {watch.about} · {what}")]
    blocks += [moved(each.change, viewer.today, also=each.also) for each in found.changes[:MOST_SHOWN]]
    blocks += [differing(each, viewer.today) for each in found.splits[:MOST_SHOWN]]
    room = max(0, MOST_SHOWN - len(found.changes) - len(found.splits))
    blocks += [passage(each, name_from=viewer.name_from, today=viewer.today) for each in found.quotes[:room]]
    if found.number > MOST_SHOWN:
        blocks.append(Context(f"{found.number - MOST_SHOWN} more: {timeline(watch)}"))
    blocks.append(
        Actions(
            (
                Button("Timeline", timeline(watch), key="t"),
                Button("Mute 7 days", f"watch mute {watch.id}", key="m"),
                Button("Stop this watch", f"watch remove {watch.id}", key="x"),
            )
        )
    )
    by = f"Set by {watch.name}" if watch.name else ""
    blocks.append(Context(dotted(by, _only(watch), f"{counted(today, 'alert')} today, limit {MOST_A_DAY}")))
    return Message(tuple(blocks))


def timeline(watch: Watch) -> str:
    """Return the line that shows all that a watch is about."""
    if watch.speaker and watch.topic:
        return f"position {requoted(watch.speaker)} on {requoted(watch.topic.name)}"
    if not (watch.speaker or watch.topic):
        return "changes"
    return f"who-said {requoted(watch.about)} since:1y"
