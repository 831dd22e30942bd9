"""Answers about the feeds that are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.briefing.said import requoted
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted, label
from bot.ledger.identity import canonical_url
from bot.model.message import Actions, Block, Button, Context, File, Header, Menu, Message, Section
from bot.model.news import Feed, FoundFeed, digest_of
from bot.model.query import Followed, Unanswered

WHICH = "Which feeds? Their numbers, such as 1, 2, 5; empty is all"  # what the form of a bundle asks
GONE = "Which feed? Its name, or its number in the list"
SILENT = 3  # times its usual gap without an entry
PER_PAGE = 25  # feeds in one answer
MOST_NAMED = 10  # addresses in one answer


def listed(followed: Sequence[Followed], viewer: Viewer, page: int = 1) -> Message:
    """Return a page of the feeds in the order they were added, each with its outlet, entries and last answer."""
    if not followed:
        return none_yet()
    pages = -(-len(followed) // PER_PAGE)
    shown = followed[(page - 1) * PER_PAGE : page * PER_PAGE]
    where = f"page {page} of {pages}" if pages > 1 else ""
    blocks: list[Block] = [Header(dotted("Feeds", counted(len(followed), "feed"), where))]
    blocks += [Section(dotted(name_of(each.feed), state(each, viewer)), each.feed.url) for each in shown]
    turn = (Button("More", f"feeds list page:{page + 1}", key="o"),) if page < pages else ()
    back = (Button("Back", f"feeds list page:{page - 1}", key="n"),) if page > 1 else ()
    rest = (Button("Health", "feeds health", key="h"), Button("Remove a feed", "feeds remove", key="r", ask=GONE))
    return Message((*blocks, Actions((*turn, *back, *rest))))


def none_yet() -> Message:
    """Return what to say while no feed is followed."""
    said = "No feeds yet. Add some: feeds bundle europe, or feeds add <address>."
    return Message((Section(said), Actions((Button("Add a bundle", "feeds bundle", key="b"),))), empty=True)


def name_of(feed: Feed) -> str:
    """Return what a feed is called: its outlet, its title, else its address."""
    return feed.outlet or feed.title or feed.url


def state(each: Followed, viewer: Viewer) -> str:
    """Return how a feed does, in a few words."""
    polling = each.polling
    entries = counted(each.entries, "entry", "entries")
    if polling.paused:
        return dotted(entries, f"stopped: {polling.reason}" if polling.reason else "stopped")
    if polling.failures:
        return dotted(entries, f"failing, {counted(polling.failures, 'try', 'tries')}: {polling.reason}")
    if polling.last_ok_at is None:
        return "not read yet"
    return dotted(entries, f"read {viewer.ago(polling.last_ok_at)}", polling.note)


def health(
    followed: Sequence[Followed], viewer: Viewer, unanswered: Sequence[Unanswered] = (), page: int = 1
) -> Message:
    """Return a page of the feeds in trouble, the worst first, and the hosts whose pages did not answer.

    In trouble is what is stopped or fails (since, reason, tries), or is silent.
    """
    if not followed:
        return none_yet()
    troubled = sorted((each for each in followed if trouble(each, viewer.now)), key=lambda each: gravity(each, viewer))
    well = len(followed) - len(troubled)
    title = dotted("Health of the feeds", f"{well} well", f"{len(troubled)} in trouble")
    blocks: list[Block] = [Header(title)]
    shown = troubled[(page - 1) * PER_PAGE : page * PER_PAGE]
    blocks += [Section(f"{name_of(each.feed)}: {told(each, viewer)}", each.feed.url) for each in shown]
    if left := len(troubled) - page * PER_PAGE:
        blocks += [Context(f"and {left} more in trouble")] if left > 0 else []
    blocks += map(Section, pages_away(unanswered))
    if moved := [each for each in followed if has_moved(each.feed)]:
        named = ", ".join(f"{name_of(each.feed)} ({each.feed.url})" for each in moved[:MOST_NAMED])
        blocks.append(Context(f"Moved for good, asked at the new address: {named}"))
    if not (troubled or unanswered):
        blocks.append(Section("All feeds answer and have news as often as usual."))
    worst = [each for each in troubled if each.polling.failures or each.polling.paused][:3]
    for each in worst:
        name, again = name_of(each.feed), f"feeds try {requoted(each.feed.url)}"
        blocks.append(
            Actions((Button(label(f"Try {name}"), again), Button(label(f"Remove {name}"), removal(each.feed))))
        )
    return Message(tuple(blocks))


def pages_silent(unanswered: Sequence[Unanswered]) -> str:
    """Return the one sentence that says which sites do not answer, and what is done, '' where all do."""
    if not unanswered:
        return ""
    articles = counted(sum(each.articles for each in unanswered), "article")
    named = dotted(*(each.host for each in unanswered[:3]))
    rest = f" and {counted(len(unanswered) - 3, 'more site')}" if len(unanswered) > 3 else ""
    return f"Pages of {named}{rest} do not answer: {articles} read only as the feed has it. See feeds health."


def pages_away(unanswered: Sequence[Unanswered]) -> Iterator[str]:
    """Yield a line for each host whose pages did not answer, the first ten, and how many more there are."""
    for each in unanswered[:MOST_NAMED]:
        articles = counted(each.articles, "article")
        yield f"{each.host}: {articles} read only as the feed has it. {each.reason} The pages are tried again."
    if rest := unanswered[MOST_NAMED:]:
        yield f"and {counted(sum(each.articles for each in rest), 'article')} of {counted(len(rest), 'more site')}"


def has_moved(feed: Feed) -> bool:
    """Say whether a feed is asked elsewhere than where it was added, because its server said so for good."""
    return feed.id != digest_of(canonical_url(feed.url))


def removal(feed: Feed) -> str:
    """Return the line that removes a feed."""
    return f"feeds remove {requoted(feed.url)}"


def trouble(each: Followed, now: datetime) -> bool:
    """Say whether a feed is stopped, fails or is silent."""
    return each.polling.paused or each.polling.failures > 0 or silent(each, now)


def silent(each: Followed, now: datetime) -> bool:
    """Say whether a feed had no entry for three times its usual gap; a night is no silence."""
    last, gap = each.polling.last_entry_at, each.polling.usual_gap
    return last is not None and gap is not None and now - last > max(SILENT * gap, timedelta(days=1))


def gravity(each: Followed, viewer: Viewer) -> tuple[int, datetime]:
    """Return what orders troubles: stopped, failing, silent; the longest first."""
    kind = 0 if each.polling.paused else 1 if each.polling.failures else 2
    return kind, each.polling.failing_since or each.polling.last_entry_at or viewer.now


def told(each: Followed, viewer: Viewer) -> str:
    """Return a feed's trouble in words."""
    polling = each.polling
    since = f" since {viewer.when(polling.failing_since)}" if polling.failing_since else ""
    reason = f"{polling.reason.rstrip('.')}" if polling.reason else "no reason is known"
    if polling.paused:
        return f"stopped{since}. {reason}. It is tried again only when somebody types feeds try."
    if polling.failures:
        tries = counted(polling.failures, "try", "tries")
        return f"failing{since}. {reason}, {tries}. Next try {viewer.when(polling.next_at)}."
    last = polling.last_entry_at
    return f"silent. Its newest entry came {viewer.ago(last)}." if last else "silent."


def added(feed: Feed, headlines: Sequence[str]) -> Message:
    """Confirm a feed that is followed from now on, with up to three of its newest headlines."""
    blocks: list[Block] = [Section(f"Following {name_of(feed)} from now on.", feed.url)]
    blocks += [Context(headline) for headline in headlines[:3]]
    blocks.append(Context("Its current articles are recorded but not posted."))
    return Message((*blocks, Actions((Button("Undo", removal(feed), key="u"),))))


def known(feed: Feed) -> Message:
    """Say that an address is followed already, and who added it."""
    by = f", added by {feed.added_by}" if feed.added_by else ""
    return Message((Section(f'Already followed as "{name_of(feed)}"{by}.', feed.url),))


def choose(url: str, found: Sequence[FoundFeed]) -> Message:
    """Ask which of the feeds that a site names is meant; empty when it names none."""
    if not found:
        return Message((Section(f"That page names no feed: {url}"),), empty=True)
    blocks: list[Block] = [Section(f"{url} names {counted(len(found), 'feed')}. Which one?")]
    for each in found[:5]:
        blocks.append(Section(each.title or each.url, each.url))
        blocks += [Context(headline) for headline in each.headlines[:1]]
    buttons = tuple(Button(label(f"Add {each.title or each.url}"), f"feeds add {each.url}") for each in found[:5])
    return Message((*blocks, Actions(buttons)))


def removed(feed: Feed) -> Message:
    """Confirm that a feed is not followed any more."""
    said = f"{name_of(feed)} is not read any more. Quotes already in the ledger stay."
    return Message((Section(said, feed.url), Actions((Button("Undo", f"feeds add {feed.url}", key="u"),))))


def renamed(old: str, name: str, feeds: int, articles: int) -> Message:
    """Confirm an outlet's new name."""
    on = f"on {counted(feeds, 'feed')} and {counted(articles, 'article')}"
    back = Button("Undo", f'feeds rename "{name}" = "{old}"', key="u")
    return Message((Section(f"{old} is called {name} from now on, {on}."), Actions((back,))))


def tried_soon(feed: Feed) -> Message:
    """Say that a feed is polled at once."""
    return Message(
        (Section(f"{name_of(feed)} is tried at once. Type feeds health in a minute to see what came of it.", feed.url),)
    )


def imported(total: int, new: int, already: int, bad: Sequence[str] = ()) -> Message:
    """Return what came of a list: “214 feeds: 201 new, 9 known, 4 unusable.”, the unusable addresses named."""
    counts = f"{new:,} new, {already:,} known" + (f", {len(bad):,} unusable" if bad else "")
    blocks: list[Block] = [Section(f"{counted(total, 'feed')}: {counts}.")]
    blocks += [Context(f"not usable: {each}") for each in bad[:MOST_NAMED]]
    if len(bad) > MOST_NAMED:
        blocks.append(Context(f"and {len(bad) - MOST_NAMED:,} more"))
    return Message(tuple(blocks), empty=total == 0)


def import_offered(total: int, new: int, already: int, bad: Sequence[str], *, line: str) -> Message:
    """Return what a list would bring, with the button that follows what is new."""
    message = imported(total, new, already, bad)
    buttons = (Button(f"Add {new:,}", line),) if new else ()
    return Message((*message.blocks, *([Actions(buttons)] if buttons else [])), empty=total == 0)


def bundles_listed(bundles: Sequence[tuple[str, str, int]]) -> Message:
    """Return the starter bundles, each (key, name, number of feeds), with buttons for the first few."""
    blocks: list[Block] = [Header("Bundles of feeds to begin with")]
    blocks += [Section(f"{key} · {name} · {counted(number, 'feed')}") for key, name, number in bundles]
    buttons = tuple(Button(label(name), f"feeds bundle {key}", ask=WHICH) for key, name, _ in bundles[:5])
    return Message((*blocks, *([Actions(buttons)] if buttons else [])), empty=not bundles)


def bundle_added(name: str, new: Sequence[Feed], already: int, *, undo: str) -> Message:
    """Confirm a bundle, with a menu that leaves a feed of it out and a button that takes it all back.

    `new` are the feeds that were not followed before.
    """
    blocks: list[Block] = [Section(f"{name}: {counted(len(new), 'feed')} added, {already} known.")]
    if new:
        blocks.append(Context(", ".join(feed.title for feed in new)))
    blocks.append(Context("Their current articles are recorded but not posted."))
    if new:
        without = Menu("Leave one out", tuple(Button(feed.title, removal(feed)) for feed in new[:25]))
        blocks.append(Actions((Button("Undo", undo, key="u"),), (without,)))
    return Message(tuple(blocks))


def unbundled(name: str, number: int) -> Message:
    """Confirm that what a bundle brought is not followed any more."""
    return Message((Section(f"{name}: {counted(number, 'feed')} removed. Quotes already in the ledger stay."),))


def exported(content: bytes, number: int) -> Message:
    """Return the followed feeds as an OPML file."""
    if not number:
        return none_yet()
    file = File("onrecord-feeds.opml", "text/x-opml", content)
    return Message((Section(f"{counted(number, 'feed')} in the file."),), file=file)
