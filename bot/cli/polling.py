"""Poll once, with progress for a person."""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.edges.platforms.kit.foreign import clean
from bot.jobs import poll, record
from bot.ledger.identity import host

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.desk import Desk
    from bot.jobs.poll import PollOutcome
    from bot.jobs.record import RecordOutcome

FOUND, EMPTY, FAILURE = 0, 1, 3


def poll_now(desk: Desk, *, every: bool = False, quiet: bool = False) -> int:
    """Poll the feeds that are due (or all), read what is new, print what came of it and return the exit code."""
    followed = desk.store.feeds() if every else poll.due(desk)
    if not desk.store.feeds():
        print("No feeds yet. Add some: onrecord init, or onrecord feeds add <address>.")
        return EMPTY
    with bar(quiet=quiet) as progress:
        polled = poll.poll_all(desk, followed, steps(progress, "feeds", len(followed)))
        waiting = len(desk.store.pending(desk.clock.now(), limit=100_000))
        read = record.record_pending(desk, on_done=steps(progress, "articles", waiting))
    if not quiet:
        report(polled, read)
        if left := len(desk.store.pending(desk.clock.now(), limit=100_000)):
            print(f"{counted(left, 'article')} left to read: onrecord poll reads on.")
        if left := waiting - len(read):
            print(f"{counted(left, 'article')} left to read: type onrecord poll again, or leave it to onrecord run.")
    return FAILURE if polled and all(outcome.error for outcome in polled) else FOUND


def bar(*, quiet: bool) -> Progress:
    """Return progress bars on a terminal; elsewhere they stay silent and the report says it all."""
    columns = (TextColumn("{task.description:>9}"), BarColumn(), MofNCompleteColumn())
    console = Console(file=sys.stderr)
    return Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal)


def steps(progress: Progress, what: str, total: int) -> Callable[[object], None]:
    """Return a callback that moves one bar a step."""
    task = progress.add_task(what, total=total)
    return lambda _outcome: progress.advance(task)


def report(polled: Sequence[PollOutcome], read: Sequence[RecordOutcome]) -> None:
    """Print one line of counts and one for each feed or article that did not work."""
    for outcome in polled:
        if outcome.error:
            print(clean(f"  {outcome.feed.title or outcome.feed.url}: {outcome.error}"))
        if outcome.note:
            print(clean(f"  {outcome.feed.title or outcome.feed.url}: {outcome.note}"))
        if outcome.moved_to:
            print(clean(f"  {outcome.feed.title or outcome.feed.url}: has moved for good to {outcome.moved_to}"))
    for line in away(read):
        print(clean(f"  {line}"))
    entries = sum(outcome.new for outcome in polled)
    quotes = sum(each.quotes for each in read)
    dropped = sum(each.dropped for each in read)
    print(
        f"{counted(len(polled), 'feed')} polled, {counted(entries, 'new entry', 'new entries')}, "
        f"{counted(len(read), 'article')} read, {counted(quotes, 'new quote')}, {dropped} dropped."
    )


def away(read: Sequence[RecordOutcome]) -> Iterator[str]:
    """Yield a line for each site whose pages were not read, those of most articles first."""
    reasons: defaultdict[str, list[RecordOutcome]] = defaultdict(list)
    for each in read:
        if each.error:
            reasons[host(each.url)].append(each)
    for name, those in sorted(reasons.items(), key=lambda each: (-len(each[1]), each[0])):
        articles = counted(len(those), "article")
        yield f"{name or those[0].url}: {articles} read only as the feed has it. {those[-1].error}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return “1 feed” or “2 feeds”."""
    return f"{number} {one if number == 1 else many or one + 's'}"
