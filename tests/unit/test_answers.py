from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.briefing import brief, channel, checking, context, desk, feeds, said, speaker, summary
from bot.briefing.answers import read_answer
from bot.briefing.blocks import NOT_NAMED, plain
from bot.briefing.viewer import Viewer
from bot.ledger.checking import QuotedWords, verdict
from bot.ledger.fresh import Novelty
from bot.ledger.stories import stories
from bot.model.ask import Command
from bot.model.briefing import Channel, Delivery, DeliveryState, DigestTime, Slot
from bot.model.message import Actions, Button, Message, Section
from bot.model.news import Completeness, Feed, FoundFeed, Polling
from bot.model.query import Followed, KnownSpeaker, QuotePage, Totals
from bot.model.record import Filed, QuoteKind, Speaker
from bot.reading.read import read
from tests.unit.building import KOVAC, NOW, REED, article, filed, quote

VIEWER = Viewer(NOW, "Europe/Berlin")
SOURCE = article(
    "The council met at noon.\n\n"
    "Reed doesn’t believe the city “has a ready-made plan” for the winter. It was loud.\n\n"
    "“We will close the old bridge,” Kovač said."
)
PLAN = filed(quote(SOURCE, "has a ready-made plan", REED, part=True), "winter")
BRIDGE = filed(quote(SOURCE, "We will close the old bridge,"), "bridge")
FEED = Feed("f1", "https://post.example/rss", "Post: all news", "Post", NOW, added_by="@ben")
NO_TOTALS = Totals(0, 0, 0, 0, 0, 0, 0, 0)


def buttons(message: Message) -> dict[str, str]:
    found = [button for block in message.blocks if isinstance(block, Actions) for button in block.buttons]
    return {button.label: button.line or button.url for button in found}


def page(*quotes: Filed, total: int = 0, unclear: bool = False) -> said.Listing:
    return said.listing(QuotePage(quotes, total or len(quotes), 2, 1), VIEWER, unclear=unclear)


def test_who_said_counts_and_pages() -> None:
    """The first line has the window and the counts; Older and Newer type the line with its page."""
    found = page(*(spoken(f"Number {n} has to be said by somebody,", n) for n in range(12)))
    first = said.who_said(found, VIEWER, line="who-said bridge", window="last 30 days")
    assert plain(first).startswith("who-said bridge · last 30 days · 12 quotes · 2 speakers · 1 outlet\n")
    assert buttons(first) == {"Older": "who-said bridge page:2"}
    second = said.who_said(found, VIEWER, line="who-said bridge page:2", window="last 30 days", number=2)
    assert buttons(second) == {"Older": "who-said bridge page:3", "Newer": "who-said bridge"}
    last = said.who_said(found, VIEWER, line="who-said bridge page:3", window="", number=3)
    assert buttons(last) == {"Newer": "who-said bridge page:2"}
    assert said.who_said(found, VIEWER, line="who-said bridge page:4", window="", number=4).empty


def spoken(words: str, place: int, speaker: Speaker | None = KOVAC) -> Filed:
    source = article(f"“{words}” it was said.", url=f"https://harbour.example/{place}")
    return filed(quote(source, words, speaker))


def test_a_page_shows_two_passages_of_one_article_at_most() -> None:
    """What an article has more waits for the next page, and other articles come before it."""
    lines = [f"Number {n} has to be said by somebody at last," for n in range(3)]
    source = article("\n".join(f"“{line}” Kovač said." for line in lines))
    found = page(*(filed(quote(source, line)) for line in lines), spoken("Somebody else says something too,", 9))
    first = said.who_said(found, VIEWER, line="who-said bridge", window="")
    assert [each.text for each in first.quotes] == [*lines[:2], "Somebody else says something too,"]
    second = said.who_said(found, VIEWER, line="who-said bridge page:2", window="", number=2)
    assert [each.text for each in second.quotes] == lines[2:]


def test_named_quotes_come_first_and_the_others_are_folded() -> None:
    """Quotes without a sure name are one button; pressed, it shows them; where no name is sure they are shown."""
    unsure = spoken("Nobody knows who said these words,", 1, None)
    both = unsure, spoken("Somebody said these other words,", 2)
    shown = said.who_said(page(*both), VIEWER, line="who-said bridge", window="")
    assert [each.text for each in shown.quotes] == ["Somebody said these other words,"]
    assert buttons(shown) == {"1 more without a sure name": "who-said bridge only:unclear"}
    line = "who-said bridge only:unclear"
    assert said.who_said(page(*both, unclear=True), VIEWER, line=line, window="").quotes == (unsure.quote,)
    assert said.who_said(page(unsure), VIEWER, line="who-said bridge", window="").quotes == (unsure.quote,)


def apart(number: int) -> str:
    """Return a sentence that shares no words with that of another number."""
    sign = f"{number:03}".translate(str.maketrans("0123456789", "abcdefghij"))
    return f"We{sign} said{sign} this{sign} before{sign},"


def test_no_more_is_read_than_a_page_takes() -> None:
    """The newest are read until another page follows; a deeper page reads more, and its page is the same as of all."""
    unsure = [spoken(apart(n), n, None) for n in range(40)]
    every = (*unsure, *(spoken(apart(40 + n), 40 + n) for n in range(180)))
    reads: list[int] = []

    def read(most: int) -> QuotePage:
        reads.append(most)
        return QuotePage(every[:most], 220, 0, 0)

    for number in (2, 4):
        found = said.looked(number, VIEWER, read)
        line = f"who-said bridge page:{number}"
        some = said.who_said(found, VIEWER, line=line, window="", number=number)
        whole = said.who_said(page(*every), VIEWER, line=line, window="", number=number)
        assert [each.text for each in some.quotes] == [each.text for each in whole.quotes]
        assert "Older" in buttons(some)
        assert f"page {number} of" not in plain(some)
        assert "More without a sure name" in buttons(some)
    assert reads == [80, 160]
    assert said.looked(40, VIEWER, read).found.quotes == every[:200]
    every = every[::-1]
    reads.clear()
    assert said.looked(1, VIEWER, read, unclear=True).found.quotes == every[:200]
    assert reads == [40, 80, 160, 200]


def test_what_was_not_counted_has_no_number() -> None:
    """Of many quotes speakers and outlets are not counted, and nobody reads a nought; of very many it says so."""
    uncounted = said.listing(QuotePage((PLAN,), 220, 0, 0), VIEWER)
    shown = said.who_said(uncounted, VIEWER, line="who-said bridge", window="last 30 days")
    assert plain(shown).startswith("who-said bridge · last 30 days · 220 quotes\n")
    known = KnownSpeaker("kovac", KOVAC, ("kovač",), (), 1_001)
    assert "1,000+ quotes" in said.known_as(known)
    assert "1,000+ quotes" in plain(speaker.speaker(known, (), VIEWER))


def test_what_was_not_looked_at_is_said() -> None:
    """Where more quotes match than an answer is made of, it says how many it is made of."""
    shown = said.who_said(page(PLAN, total=1_644), VIEWER, line="who-said bridge", window="")
    assert "the newest 1 of 1,000+ quotes. Narrow it" in plain(shown)


def test_one_page_has_no_paging() -> None:
    """Without further pages there are only the buttons that the caller adds."""
    mention = Button("Quotes that mention it instead", "who-said on:reed")
    shown = said.who_said(page(PLAN), VIEWER, line="who-said reed", window="last 7 days", buttons=(mention,))
    assert buttons(shown) == {"Quotes that mention it instead": "who-said on:reed"}


def test_nothing_found_says_what_the_last_year_holds() -> None:
    """An empty answer names words and window, counts the year and offers it; it never widens by itself."""
    empty = said.nothing_said(line="who-said nato since:7d", about="nato", window="last 30 days", last_year=2)
    assert plain(empty) == 'No quotes on "nato" in the last 30 days. 2 in the last year.'
    assert empty.empty
    assert buttons(empty) == {"Show the last year": "who-said nato since:1y", "Watch “nato”": "watch nato"}


def test_nothing_found_offers_the_nearest_names() -> None:
    """A mistyped name is answered with the three nearest."""
    empty = said.nothing_said(
        line="who-said kovatch", about="kovatch", window="last 7 days", near=("Ana Kovač", "Nato")
    )
    assert plain(empty) == 'No quotes on "kovatch" in the last 7 days. Did you mean Ana Kovač or Nato?'
    assert buttons(empty)["Ana Kovač"] == 'who-said "Ana Kovač"'


@pytest.mark.parametrize(
    ("totals", "text"),
    [
        (NO_TOTALS, "No feeds yet. Add some: feeds bundle europe, or feeds add <address>."),
        (
            replace(NO_TOTALS, feeds=9, last_poll_at=NOW - timedelta(minutes=4)),
            "Nothing is in the ledger yet. 9 feeds were read 4 minutes ago and held no quotes.",
        ),
        (
            replace(NO_TOTALS, feeds=9, failing=9, last_poll_at=NOW - timedelta(minutes=4)),
            "Nothing is in the ledger yet. No feed could be read 4 minutes ago: see feeds health.",
        ),
        (replace(NO_TOTALS, feeds=1), "Nothing is in the ledger yet. 1 feed was not read so far."),
    ],
)
def test_an_empty_ledger_says_why(totals: Totals, text: str) -> None:
    """No feeds, feeds not read, feeds that fail, and feeds without quotes are four different answers."""
    message = said.empty_ledger(totals, VIEWER)
    assert (plain(message), message.empty) == (text, True)


def known(name: str, role: str, *topics: str) -> KnownSpeaker:
    roles = ((role, SOURCE.publication),) if role else ()
    return KnownSpeaker(name.lower(), Speaker(name, role=role), (name.lower(), "reed"), roles, 3, topics)


def test_several_bearers_of_a_name_are_asked_about() -> None:
    """Each button types the line again with the whole name in place of the short one."""
    two = (known("Tom Reed", "harbour master"), known("Ida Reed", "poet"))
    asked = said.chooser("reed", two, line='who-said reed on:"old bridge"')
    assert plain(asked).startswith("2 people are called “reed”. Whom do you mean?\nTom Reed, harbour master · 3 quotes")
    assert buttons(asked) == {
        "Tom Reed": 'who-said "Tom Reed" on:"old bridge"',
        "Ida Reed": 'who-said "Ida Reed" on:"old bridge"',
    }
    by = said.chooser("Reed", two[:1], line="who-said nato by:Reed")
    assert buttons(by) == {"Tom Reed": 'who-said nato by:"Tom Reed"'}


def test_context_shows_the_paragraph_with_the_words_marked() -> None:
    """The paragraph of the article is there with the quoted words in marks of our own, and when it was read."""
    text = plain(context.context(PLAN, SOURCE, VIEWER))
    assert "Reed doesn’t believe the city “⟦has a ready-made plan⟧” for the winter. It was loud." in text
    assert "The council met" not in text
    assert "published 2025-02-14 · read Fri 14 Feb 10:00 (Europe/Berlin)" in text


def test_context_without_the_text_shows_the_carrier() -> None:
    """When retention took the text, or another revision came, the carrier is still whole."""
    for gone in (None, replace(SOURCE, text=""), replace(SOURCE, text="Quite another text.")):
        assert PLAN.quote.carrier.text.replace(PLAN.quote.text, f"⟦{PLAN.quote.text}⟧") in plain(
            context.context(PLAN, gone, VIEWER)
        )


def test_context_says_when_the_words_were_removed() -> None:
    """A quote that its page no longer holds says since when."""
    text = plain(context.context(PLAN, SOURCE, VIEWER, gone=NOW - timedelta(hours=1)))
    assert "removed from the article, seen gone Fri 09:00" in text


def test_brief_is_at_most_three_stories_with_a_quote_each() -> None:
    """Stories without a sure name are left out; none at all is said in one line."""
    told = stories([SOURCE.publication], [PLAN, BRIDGE])
    shown = brief.brief(told, VIEWER, window="since Thu 08:00")
    assert plain(shown).startswith("Brief · since Thu 08:00 · 1 story\n1. Two roads and a bridge https://")
    assert len(shown.quotes) == 1
    unsure = replace(BRIDGE, quote=replace(BRIDGE.quote, confidence=0.2))
    assert brief.brief(stories([SOURCE.publication], [unsure]), VIEWER, window="").empty
    assert plain(brief.quiet(NOW - timedelta(hours=26), VIEWER)) == "Quiet: no new quotes since Thu 08:00."


def test_a_summary_counts_speakers_and_says_what_was_checked() -> None:
    """The linked headline, outlet, day and counts stand above the quotes, the check below."""
    text = plain(summary.summary(SOURCE.publication, [PLAN, BRIDGE], VIEWER, person="@ana"))
    assert text.startswith(
        "Two roads and a bridge https://harbour.example/roads\nThe Harbour Post · 14 Feb · 2 speakers · 2 quotes\n"
    )
    assert text.endswith("Asked for by @ana · every quote found word for word in the article · engine: rules")


def test_a_summary_shows_four_quotes_and_offers_the_rest() -> None:
    """Of six quotes four are shown and a button types the line for all, which shows them in order."""
    lines = [f"Number {n} has to be said by somebody at last," for n in range(6)]
    source = article("\n".join(f"“{line}” Kovač said." for line in lines))
    quotes = [filed(quote(source, line)) for line in lines]
    shown = summary.summary(source.publication, quotes, VIEWER)
    assert len(shown.quotes) == 4
    assert buttons(shown) == {
        "More quotes · 2": "summarize https://harbour.example/roads only:all",
        "Add this outlet": "feeds add https://harbour.example",
    }
    assert [each.text for each in summary.summary(source.publication, quotes, VIEWER, every=True).quotes] == lines


def test_a_summary_says_first_what_the_page_is_and_how_much_was_read() -> None:
    """Whole article, teaser, paywall, transcript, PDF: with the number of words that were read."""
    kinds = {
        Completeness.WHOLE: "whole article, 3 words",
        Completeness.TEASER: "a teaser or a short text: 3 words",
        Completeness.PAYWALL: "paywall: only 3 words before it were read",
    }
    for completeness, first_line in kinds.items():
        here = replace(SOURCE.publication, completeness=completeness)
        assert summary.what(here, "one two three", [BRIDGE]) == first_line
        shown = summary.summary(here, [BRIDGE], VIEWER, read=first_line)
        assert plain(shown).splitlines()[1].startswith(f"{first_line} · The Harbour Post")
    turn = replace(BRIDGE, quote=replace(BRIDGE.quote, kind=QuoteKind.TURN))
    assert summary.what(SOURCE.publication, "one two", [turn], "PDF, 2 pages") == "PDF, 2 pages, transcript, 2 words"
    assert summary.what(SOURCE.publication, "one two", [turn]) == "transcript, 2 words"


def test_a_page_without_quotations_tells_what_it_says_itself() -> None:
    """Its first paragraph and whole sentences of indirect speech, labelled as reported and never between marks."""
    text = (
        "The council of Sarn will mend its oldest bridge before the winter comes.\n\n"
        "Ana Kovač, the finance minister, said that the town would pay for it. Nobody else spoke."
    )
    source = article(text)
    reports = read(source).reports
    shown = summary.without_quotes(source.publication, text, reports, VIEWER, read="whole article, 27 words")
    assert not shown.empty
    assert plain(shown).splitlines() == [
        "Two roads and a bridge https://harbour.example/roads",
        "whole article, 27 words · The Harbour Post · 14 Feb",
        "It begins",
        "The council of Sarn will mend its oldest bridge before the winter comes.",
        "Ana Kovač, finance minister · as reported",
        "Ana Kovač, the finance minister, said that the town would pay for it.",
        "no quotations in it · the sentences are the outlet’s own",
    ]
    wall = "The minister has gone and nobody knows where. Subscribe to continue reading."
    assert summary.opening(wall) == "The minister has gone and nobody knows where."
    nothing = summary.without_quotes(
        source.publication, "Too short", (), VIEWER, read="only a teaser was read: 2 words"
    )
    assert nothing.empty
    assert plain(nothing).endswith("no quotations found, and no sentence to show")


def test_what_is_new_here_names_who_had_the_rest_first_and_what_was_said_before() -> None:
    """All new, some, none: each has its sentence; the speaker's earlier words stand below with day and link."""
    wire = replace(SOURCE.publication, outlet="Wire")
    new, old = Novelty(PLAN, None), Novelty(BRIDGE, wire)
    lines = [
        plain(Message(tuple(summary.new_here(found, None, "", VIEWER)))) for found in ([new], [new, old], [old], [])
    ]
    assert lines == [
        "New here: none of these words was on record before.",
        "New here: 1 of 2 quotes. The rest stood first in Wire (14 Feb).",
        "New here: nothing. These words stood first in Wire (14 Feb).",
        "",
    ]
    with_before = plain(Message(tuple(summary.new_here([new], BRIDGE, "roads", VIEWER))))
    assert " before, on roads\n" in with_before
    assert BRIDGE.quote.text.rstrip(",") in with_before


def test_a_speaker_has_roles_with_sources() -> None:
    """Each role says where and when it was read; other names, topics and last quotes follow."""
    text = plain(speaker.speaker(known("Tom Reed", "harbour master", "winter"), [PLAN], VIEWER))
    assert text.startswith("Tom Reed, harbour master · 3 quotes\nharbour master · The Harbour Post, 14 Feb https://")
    assert "Also found as: reed\nSpeaks most about: winter" in text
    assert "No article read so far gives a role." in plain(speaker.speaker(known("Tom Reed", ""), [], VIEWER))


POLLING = Polling(next_at=NOW + timedelta(hours=1))


def followed(polling: Polling) -> Followed:
    return Followed(FEED, polling, 7)


def test_feeds_say_how_they_do() -> None:
    """A list says of each feed whether it answers; without any it says how to add one."""
    fine = followed(replace(POLLING, last_ok_at=NOW - timedelta(minutes=4)))
    broken = followed(replace(POLLING, failures=18, reason="HTTP 404"))
    text = plain(feeds.listed([fine, broken], VIEWER))
    assert "Feeds · 2 feeds\nPost · 7 entries · read 4 minutes ago https://post.example/rss" in text
    assert "Post · 7 entries · failing, 18 tries: HTTP 404" in text
    assert feeds.listed([], VIEWER).empty


def test_health_puts_the_worst_first() -> None:
    """Stopped before failing before silent; each says since when and what comes next."""
    since = NOW - timedelta(days=3)
    silent = followed(replace(POLLING, last_entry_at=NOW - timedelta(days=9), usual_gap=timedelta(days=1)))
    failing = followed(replace(POLLING, failures=2, failing_since=since, reason="HTTP 404."))
    stopped = followed(replace(POLLING, paused=True, reason="gone (HTTP 410)", failing_since=since))
    well = followed(replace(POLLING, last_entry_at=NOW - timedelta(days=2), usual_gap=timedelta(days=1)))
    lines = plain(feeds.health([silent, failing, well, stopped], VIEWER)).splitlines()
    assert lines[0] == "Health of the feeds · 1 well · 3 in trouble"
    assert [line.split(": ")[1].split(".")[0] for line in lines[1:4]] == [
        "stopped since Tue 10:00",
        "failing since Tue 10:00",
        "silent",
    ]
    assert "HTTP 404, 2 tries. Next try Fri 11:00." in lines[2]


def test_feeds_confirm_what_was_done() -> None:
    """Adding, adding twice, removing and importing each say it in one sentence."""
    assert "Following Post from now on." in plain(feeds.added(FEED, ["One", "Two", "Three", "Four"]))
    assert "Four" not in plain(feeds.added(FEED, ["One", "Two", "Three", "Four"]))
    assert plain(feeds.known(FEED)).startswith('Already followed as "Post", added by @ben.')
    assert "Quotes already in the ledger stay." in plain(feeds.removed(FEED))
    assert plain(feeds.imported(214, 201, 9, ["ftp://x", "y"])).startswith("214 feeds: 201 new, 9 known, 2 unusable.")


def test_a_site_with_several_feeds_is_asked_about() -> None:
    """Each feed is offered with its newest headline and a line that adds it."""
    found = FoundFeed("https://post.example/rss", "All news", ("Storm floods the market",))
    asked = feeds.choose("https://post.example", [found])
    assert "All news https://post.example/rss\nStorm floods the market" in plain(asked)
    assert buttons(asked) == {"Add All news": "feeds add https://post.example/rss"}
    assert feeds.choose("https://post.example", []).empty


DESK = Channel("console", "console", "desk", "Europe/Berlin", (DigestTime(NOW.time().replace(hour=8)),), ("nato",))
DESK = replace(DESK, since=NOW)


def delivery(state: DeliveryState, posted_at: datetime | None = None, note: str = "") -> Delivery:
    slot = Slot("console", NOW.date(), NOW.time().replace(hour=8), NOW - timedelta(hours=2))
    return Delivery(slot, state, NOW, NOW, NOW, NOW, posted_at, note=note, stories=("s",), quotes=("a", "b"))


def test_a_channel_confirms_its_digest() -> None:
    """Setting a time names zone and next run; pausing keeps the settings; off keeps the topics."""
    assert plain(channel.at(DESK, NOW)) == "Weekdays at 08:00 Europe/Berlin. Next: Mon 17 Feb 08:00."
    assert plain(channel.topics_set(DESK)).startswith("Topics of the digest: nato.")
    paused = replace(DESK, paused=True)
    assert plain(channel.paused(paused, VIEWER)) == "The digest is paused until somebody resumes it. All settings stay."
    assert "Next: Mon 17 Feb 08:00." in plain(channel.resumed(DESK, NOW))
    assert "Its topics stay: nato." in plain(channel.off(DESK))


def test_status_and_history_say_what_became_of_digests() -> None:
    """A folded or doubtful digest is not passed off as posted."""
    posted = delivery(DeliveryState.POSTED, NOW, "late, planned 08:00")
    status = plain(channel.status(DESK, posted, VIEWER, feeds=9))
    assert "Topics: nato · 9 feeds" in status
    assert "Last: Fri 14 Feb 08:00 · posted · 1 story · 2 quotes · late, planned 08:00" in status
    history = channel.history([delivery(DeliveryState.MAYBE), delivery(DeliveryState.FOLDED)], VIEWER)
    assert "Fri 14 Feb 08:00 · maybe sent; it is not sent again by itself" in plain(history)
    assert "Fri 14 Feb 08:00 · too late, its news went into the next one" in plain(history)
    assert buttons(history) == {"Post a digest now": "digest now"}
    assert channel.history([], VIEWER).empty


def test_a_digest_minutes_old_is_not_repeated_unasked() -> None:
    """Within ten minutes the answer is how old the last one is, with a button to post anyway."""
    young = channel.not_again(delivery(DeliveryState.POSTED, NOW - timedelta(minutes=4)), VIEWER)
    assert young is not None
    assert plain(young) == "The last digest is 4 minutes old and nothing is new."
    assert buttons(young) == {"Post anyway": "digest now anyway"}
    assert channel.not_again(delivery(DeliveryState.POSTED, NOW - timedelta(minutes=10)), VIEWER) is None


def test_help_names_every_command_and_one_in_full() -> None:
    """Help is a line for each command; a command’s own help has its usage and examples."""
    command = Command("who-said", "Verbatim quotes", "who-said <topic>", ("who-said nato",))
    assert "who-said · Verbatim quotes" in plain(desk.help_text([command]))
    assert plain(desk.command_help(command)) == "who-said · Verbatim quotes\nwho-said <topic>\nwho-said nato"


def test_status_counts_what_the_ledger_holds() -> None:
    """Counts, the last poll, engine, database and what waits are in one answer."""
    totals = Totals(9, 50, 41, 27, 1, 2, 0, 4, NOW - timedelta(minutes=3))
    text = plain(desk.status(totals, VIEWER, version="0.1", engine="rules", database="SQLite", channels=1))
    assert "27 quotes · 1 speaker · 41 articles · 9 feeds" in text
    assert "feeds read 3 minutes ago · 2 articles to be read · 4 candidates dropped" in text


def found_of(words: str, *quotes: Filed) -> Message:
    """Return what a check of words says."""
    return checking.verdicts(
        [verdict(QuotedWords(words), quotes)],
        replace(NO_TOTALS, articles=3, quotes=4, since=NOW - timedelta(days=3)),
        VIEWER,
    )


def test_words_are_on_the_record_or_not() -> None:
    """Checked words are shown with their carrier and what was found, or it is said that no quote holds them."""
    assert "Reed doesn’t believe the city" in plain(found_of("a ready-made plan", PLAN))
    changed = plain(found_of("We will not close the bridge", BRIDGE))
    assert "1 altered" in changed
    assert "put in: “not”" in changed
    missing = found_of("never said", PLAN)
    assert missing.empty
    assert "“never said” is not on the record" in plain(missing)
    assert "looked through 4 quotes of 3 articles, the oldest of 11 Feb · nothing" in plain(missing)


def test_several_links_are_one_answer() -> None:
    """Two links to one page show it once; what could not be read is counted and keeps its reason."""
    here = Message((Section("The bridge", "https://post.example/a"),), links=("https://short.example/1",))
    same = replace(here, blocks=(Section("The bridge", "https://www.post.example/a"),))
    also = Message((Section("The bridge", "https://post.example/a/?utm_source=x"),))
    missing = Message((Section("https://post.example/b: no answer"),), empty=True)
    found = summary.together([here, same, also, missing])
    assert plain(found).startswith("4 links · 1 read · 1 without an answer\nThe bridge")
    assert plain(found).endswith("\nhttps://post.example/b: no answer")
    assert plain(found).count("The bridge") == 1
    assert (found.links, found.empty) == (("https://short.example/1",), False)
    assert summary.together([missing, missing]).empty


def test_a_text_is_answered_with_its_quotes_in_order() -> None:
    """`read` prints all quotes of a text as they come, or how many words it has."""
    text = plain(read_answer([BRIDGE.quote, PLAN.quote], SOURCE.text))
    assert text.index("has a ready-made plan") < text.index("We will close")
    none = read_answer([], "Nothing was said here")
    assert (none.empty, plain(none)) == (True, "No quotes found in that text. It has 4 words.")


def test_no_answer_names_an_unsure_speaker() -> None:
    """Every kind of answer keeps the name of an unsure speaker to itself."""
    unsure = Filed(replace(BRIDGE.quote, speaker=KOVAC, confidence=0.4))
    answers = [
        said.who_said(page(unsure), VIEWER, line="who-said bridge", window=""),
        context.context(unsure, None, VIEWER),
        summary.summary(SOURCE.publication, [unsure], VIEWER),
        found_of(unsure.quote.text, unsure),
        read_answer([unsure.quote], SOURCE.text),
    ]
    for message in answers:
        assert NOT_NAMED in plain(message)
        assert "Ana Kovač" not in plain(message)


def test_times_are_told_in_the_viewers_zone() -> None:
    """A moment is told by the viewer’s clock, with day and year when it is far away."""
    assert VIEWER.when(NOW) == "Fri 10:00"
    assert VIEWER.when(NOW - timedelta(days=8)) == "Thu 6 Feb 10:00"
    assert VIEWER.when(datetime(2024, 12, 31, 23, 30, tzinfo=UTC)) == "Wed 1 Jan 00:30"
    assert VIEWER.full(datetime(2024, 12, 30, 8, tzinfo=UTC)) == "Mon 30 Dec 2024 09:00"
