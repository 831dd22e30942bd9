"""Fill the ledger with the past, with progress for a person."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.briefing.wording import counted, dotted
from bot.cli.polling import EMPTY, FAILURE, FOUND, bar, steps
from bot.commands.files import content, local_file
from bot.commands.links import spelled
from bot.commands.period import past
from bot.commands.place import zone_of
from bot.edges.platforms.kit.foreign import clean
from bot.edges.web.archives import addresses
from bot.errors import BadSetting, Unreadable
from bot.jobs.fill import Fate, Filled, Filling, Past, in_order, listed
from bot.ledger.articles import headed
from bot.ledger.identity import host
from bot.ledger.outlets import known_outlet
from bot.model.news import Entry, Feed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.desk import Desk

STOPPED = 130  # as shells say it of Ctrl-C
MOST_FILES = 20_000
MOST_NAMED = 12  # sites whose pages were not read
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/.]?([01]\d)[-_/.]?([0-3]\d)(?!\d)")


def fill_now(desk: Desk, words: Sequence[str]) -> int:
    """Put on record what the archives that are named hold, print what came of it and return the exit code.

    Raises UserError for a line that names none.
    """
    keys = {key: value for key, _, value in (each.partition(":") for each in words) if key in {"since", "at"}}
    starts = [each for each in words if each.partition(":")[0] not in keys]
    if not starts:
        raise BadSetting("Which archive? Example: onrecord fill https://press.example/feed/ since:2026-01-01")
    reading = past("since", keys.get("since", ""), desk.clock.now(), zone_of(desk))
    since = reading.first if reading else None
    found, errors = _found(desk, starts, keys.get("at", ""), since)
    for error in errors:
        print(clean(f"  {error}"))
    filling = Filling(desk, since)
    new = [each for each in found if not filling.known(each)]
    print(f"{counted(len(found), 'article')} listed, {len(found) - len(new)} of them on record. {_slowly(desk, new)}")
    outcomes: list[Filled] = []
    try:
        with bar(quiet=False) as progress:
            step = steps(progress, "articles", len(new))
            for each in new:
                outcomes.append(filling.fill(each))
                step(None)
    except KeyboardInterrupt:
        print(f"{report(outcomes)} Stopped: the same line goes on from here.")
        return STOPPED
    for line in _unread(outcomes):
        print(clean(f"  {line}"))
    print(report(outcomes))
    failed = (errors and not found) or (outcomes and all(each.fate is Fate.FAILED for each in outcomes))
    return FAILURE if failed else FOUND if found else EMPTY


def _found(desk: Desk, starts: Sequence[str], at: str, since: datetime | None) -> tuple[list[Past], list[str]]:
    """Return what all archives hold, the oldest first, and why some of it cannot be read; raises UserError."""
    found: list[Past] = []
    errors: list[str] = []
    web: list[str] = []
    for each in starts:
        if Path(each).is_dir():
            kept, unread = _folder(desk, Path(each), at)
            found += kept
            errors += unread
        elif file := local_file(each):
            found += [Past(entry, _source(entry.url)) for entry in addresses(content(file).decode("utf-8", "replace"))]
        else:
            web.append(spelled(each)[0])
    named, unread = listed(desk, web, since)
    once = {each.entry.url: each for each in (*found, *named)}
    return in_order(list(once.values())), [*errors, *unread]


def _source(url: str) -> Feed:
    outlet = known_outlet(url) or host(url)
    return Feed("", url, outlet, outlet, datetime.min.replace(tzinfo=UTC))


def _folder(desk: Desk, folder: Path, at: str) -> tuple[list[Past], list[str]]:
    """Return the texts, pages and PDFs of a folder, each under the address that it has on the web."""
    if not at:
        raise BadSetting(
            f"Where on the web do the files of {folder} stand? Every quote needs a link. "
            f"Example: onrecord fill {folder} at:https://parliament.example/records"
        )
    base, source = spelled(at)[0].rstrip("/"), _source(spelled(at)[0])
    found: list[Past] = []
    errors: list[str] = []
    for file in sorted(each for each in folder.rglob("*") if each.is_file() and not each.name.startswith("."))[
        :MOST_FILES
    ]:
        name = file.relative_to(folder).as_posix()
        try:
            page = headed(desk.fetcher.document(content(file), file.name))
        except (BadSetting, Unreadable) as error:
            errors.append(f"{name}: {error}")
            continue
        day = page.published_on or _day_in(name)
        title = page.title if page.title != file.name else file.stem.replace("-", " ").replace("_", " ")
        entry = Entry("", "", f"{base}/{quote(name)}", title, "", whole=False, published_on=day)
        found.append(Past(entry, source, page))
    return found, errors


def _day_in(name: str) -> date | None:
    """Return the day that a file's name holds: 2026-03-13, 20260313, 2026/03/13."""
    match = _DAY.search(name)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _slowly(desk: Desk, new: Sequence[Past]) -> str:
    """Return how long it takes at least: one page at a time, with a pause between two of a host."""
    hosts = Counter(host(each.entry.url) for each in new if not each.entry.whole and each.page is None)
    seconds = sum(hosts.values()) * max(desk.settings.host_pause, 0.5)
    if seconds < 60:
        return "Nothing of it is posted."
    return f"Nothing of it is posted. One page at a time: {counted(round(seconds / 60), 'minute')} at least."


def _unread(outcomes: Sequence[Filled]) -> Iterator[str]:
    """Yield a line for each site with pages that were not read, those of most pages first."""
    reasons: defaultdict[str, list[Filled]] = defaultdict(list)
    for each in outcomes:
        if each.error:
            reasons[host(each.url)].append(each)
    ordered = sorted(reasons.items(), key=lambda each: (-len(each[1]), each[0]))
    for name, those in ordered[:MOST_NAMED]:
        yield f"{name}: {counted(len(those), 'page')} not read. {those[-1].error}"
    if len(ordered) > MOST_NAMED:
        yield f"and {counted(len(ordered) - MOST_NAMED, 'site')} more"


def report(outcomes: Sequence[Filled]) -> str:
    """Return what came of the articles in one line."""
    counts = Counter(each.fate for each in outcomes)
    said = [f"{counts[fate]} {fate.value}" for fate in Fate if counts[fate] and fate is not Fate.RECORDED]
    quotes = sum(each.quotes for each in outcomes)
    return dotted(f"{counted(counts[Fate.RECORDED], 'article')} read", counted(quotes, "new quote"), *said) + "."
