from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import zip_longest

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.briefing.blocks import body, plain
from bot.briefing.digest import THREAD, AlreadyTold, compose, message, told_by, told_in
from bot.briefing.layout import MOST_STORIES, items
from bot.briefing.why import why
from bot.ledger.passages import repeats
from bot.model.briefing import Channel, Delivery, DeliveryState, Digest, DigestTime, Slot
from bot.model.message import Actions, Change, Message, Quotation, Section
from bot.model.query import Since
from bot.model.record import Filed, Speaker, SpeakerKind
from tests.unit.building import KOVAC, NOW, REED, article, filed, moved_position, outlets_say, quote
from tests.unit.test_passages import articles

CHANNEL = Channel("c", "console", "c", times=(DigestTime(time(8)),), since=NOW)
TITLES = (
    "Harbour bridge closes", "Mayor loses school vote", "Island ferry sinks", "Bank raises rates", "Port opens quay",
    "Train strike begins", "Forest fire spreads",
)  # fmt: skip


def news(count: int, *, confidence: float = 0.9, quoted: bool = True) -> Since:
    pages, quotes = [], []
    for number, title in enumerate(TITLES[:count]):
        words = f"This is what number {number} has to say about it"
        source = article(
            f"“{words}” said {number}.",
            url=f"https://a.example/{number}",
            title=title,
            published=NOW - timedelta(hours=number),
        )
        pages.append(source.publication)
        speaker = KOVAC if number % 2 else REED
        quotes.append(filed(quote(source, words, speaker, confidence=confidence), f"topic{number}"))
    return Since(tuple(pages), tuple(quotes) if quoted else (), 3, 2, 0)


def digest_of(found: Since, told: AlreadyTold | None = None, channel: Channel = CHANNEL, note: str = "") -> Digest:
    since = NOW - timedelta(days=1)
    return compose(channel, found, since, NOW, told=told or AlreadyTold(), engine="rules", name_from=0.75, note=note)


def text_of(found: Since, told: AlreadyTold | None = None, channel: Channel = CHANNEL, note: str = "") -> str:
    return plain(message(digest_of(found, told, channel, note), 0.75))


def test_at_most_five_stories_lead_and_the_rest_follow() -> None:
    """Five stories with one quote each are in the message, the others in its thread; none is lost."""
    made = message(digest_of(news(7)), 0.75)
    assert sum(isinstance(block, Quotation) for block in made.blocks) == MOST_STORIES
    assert len(made.quotes) == 7
    assert made.reply is not None
    assert all(title in plain(made) for title in TITLES)


def test_nothing_is_told_twice() -> None:
    """A quote told in a recent digest does not come again; when all were told the day is quiet."""
    found = news(2)
    told = AlreadyTold(quotes=frozenset({found.quotes[0].quote.id}))
    assert told_by(digest_of(found, told), 0.75) == (found.quotes[1].quote.id, THREAD)
    assert message(digest_of(found, AlreadyTold(quotes=frozenset(each.quote.id for each in found.quotes))), 0.75).empty


def test_a_known_story_with_new_quotes_is_an_update() -> None:
    """A story told before is marked when it comes with a new quote, a new one is not."""
    found = news(2)
    first = next(story for story in digest_of(found).stories if story.lead.title == TITLES[0])
    assert digest_of(found, AlreadyTold(stories=frozenset({first.id}))).updated == {first.id}
    assert digest_of(found).updated == frozenset()


def test_only_followed_topics_come() -> None:
    """A channel that follows topics gets their quotes only, compared as look-ups compare."""
    followed = replace(CHANNEL, topics=("Topic1",))
    assert [story.lead.title for story in digest_of(news(3), channel=followed).stories] == [TITLES[1]]


def test_a_quiet_day_is_one_line() -> None:
    """Without quotes, or with none whose name is sure, the message is one line and marked as empty."""
    for found in (news(0), news(3, quoted=False), news(3, confidence=0.5)):
        made = message(digest_of(found), 0.75)
        assert made.empty
        assert plain(made).startswith("Quiet: no new quotes since Thu 09:00.")
    assert plain(made) == "Quiet: no new quotes since Thu 09:00. 3 articles read."


def test_the_counts_are_true() -> None:
    """Head and footer count what is shown, with the right plural, and name the next run and the note."""
    one = text_of(news(1), note="late, planned 08:00")
    assert "1 story · 1 article · 1 outlet · since Thu 09:00 · late, planned 08:00" in one
    assert "failing" not in one
    assert "not read yet" not in one
    made = message(digest_of(replace(news(7), failing_feeds=2, unread=12)), 0.75)
    assert "5 of 7 stories · 7 articles · 1 outlet" in plain(made)
    assert "12 articles not read yet (page did not answer) · 2 feeds failing · engine: rules · next Mon 08:00" in plain(
        made
    )
    assert "More · 2 stories, 2 quotes" in [
        each.label for row in made.blocks if isinstance(row, Actions) for each in row.buttons
    ]


def test_every_quote_shown_is_remembered() -> None:
    """What the message and its thread show is exactly what the delivery remembers."""
    made = digest_of(news(7))
    shown = message(made, 0.75)
    assert [each.id for each in shown.quotes] == [each for each in told_by(made, 0.75) if each != THREAD]
    assert shown.reply is not None
    after = told_by(made, 0.75)
    assert [each.id for each in shown.reply.quotes] == list(after[after.index(THREAD) + 1 :])


def test_the_last_three_digests_count() -> None:
    """Memory reaches over three digests that told something; empty ones between them do not push it out."""

    def sent(number: int, *stories: str) -> Delivery:
        slot = Slot("c", date(2025, 2, number), time(8), NOW)
        return Delivery(slot, DeliveryState.POSTED, NOW, NOW, NOW, NOW, stories=stories, quotes=stories)

    told = told_in([sent(9), sent(8, "d"), sent(7), sent(6, "c"), sent(5, "b"), sent(4, "a")])
    assert told == AlreadyTold(frozenset("bcd"), frozenset("bcd"))


def test_the_same_words_at_two_outlets_are_one_quote() -> None:
    """One event and one utterance at two outlets are one story with one quote that names both outlets."""
    words = "We shall rebuild the bridge before the winter comes"
    made: list[Filed] = []
    for outlet in ("Coast Daily", "Island Times"):
        source = article(
            f"“{words}” Kovač said.",
            url=f"https://{outlet[:5]}.example/",
            outlet=outlet,
            title="Bridge collapses in storm at harbour",
        )
        made.append(filed(quote(source, words)))
    found = Since(tuple(each.quote.publication for each in made), tuple(made), 0, 2, 0)
    shown = message(digest_of(found), 0.75)
    assert len(shown.quotes) == 1
    assert all(outlet in plain(shown) for outlet in ("Coast Daily", "Island Times"))


def test_several_outlets_without_a_quote_are_told_by_a_first_sentence() -> None:
    """An event of two outlets stands with its first sentence; without a usable one it is a headline at the end."""
    openings = (
        "The harbour bridge was closed on Thursday after a ship had struck its middle pier.",
        "Harbour police shut the bridge to all traffic on Thursday once a ship had hit it.",
    )

    def said(*openings: str) -> str:
        pages = [
            replace(
                article(
                    opening, url=f"https://{n}.example/", outlet=f"Outlet {n}", title=f"{title} after ship hits pier"
                ).publication,
                opening=opening,
            )
            for n, (opening, title) in enumerate(
                zip(openings, ("Harbour bridge closed", "Harbour bridge shut"), strict=True)
            )
        ]
        return plain(message(digest_of(Since(tuple(pages), (), 0, 2, 0)), 0.75))

    told = said(*openings)
    assert "1. Harbour bridge" in told
    assert sum(told.count(each) for each in openings) == 1
    assert "Also in the news, nobody quoted yet" in said(*(f"{each[:-1]} …" for each in openings))


def test_a_page_that_is_read_again_is_no_news() -> None:
    """A page that was there before, and brings no new words, heads no story."""
    found = news(2)
    again = replace(found, quotes=found.quotes[:1])
    made = compose(
        CHANNEL, again, NOW, NOW, told=AlreadyTold(), engine="rules", earlier=Since(found.publications, (), 0, 1, 0)
    )
    assert [each.lead.title for each in made.stories] == [TITLES[0]]
    assert made.events == 1


def told(*titles: str, speakers: Sequence[Speaker | None] = (), hours: float = 0) -> Since:
    """Return a window with one page a title; a quote on it where there is a speaker."""
    pages, quotes = [], []
    for number, (title, speaker) in enumerate(zip_longest(titles, speakers)):
        words = f"These are the {number * 111} words that were said of it"
        text = f"“{words}” somebody said."
        at = NOW - timedelta(hours=hours)
        source = article(text, url=f"https://t{number}.example/", outlet=f"T{number}", title=title, published=at)
        pages.append(source.publication)
        quotes += [filed(quote(source, words, speaker))] if speaker else []
    return Since(tuple(pages), tuple(quotes), 0, 1, 0)


def test_features_are_left_out_of_a_morning_with_news() -> None:
    """A quiz and a box-office list stand only where fewer than three stories of news do; the count has them all."""
    soft = ("Quiz: ships of the season", "The biggest box-office flops of the season")
    full = message(digest_of(told(*TITLES[:3], *soft, speakers=[KOVAC] * 5)))
    assert "3 of 5 stories" in plain(full)
    assert not any(title in plain(full) for title in soft)
    assert all(title in plain(message(digest_of(told(TITLES[0], *soft, speakers=[KOVAC] * 3)))) for title in soft)


def test_a_headline_of_weight_stands_at_the_end_but_never_alone() -> None:
    """What one outlet tells and nobody is quoted on has a line beside stories; by itself it makes no digest."""
    heavy = "Court closes ferry line"
    assert heavy in plain(message(digest_of(told(TITLES[0], heavy, speakers=[KOVAC]))))
    assert message(digest_of(told(heavy))).empty


def test_nobody_without_a_name_and_no_other_outlet_speaks_in_a_digest() -> None:
    """“The statement” and another paper are no voices; the story with a minister is told, the others are counted."""
    nobody, paper = Speaker("the statement", SpeakerKind.UNNAMED), Speaker("Washington Post", SpeakerKind.ORGANISATION)
    made = message(digest_of(told(*TITLES[:3], speakers=[nobody, paper, KOVAC])))
    assert [each.speaker for each in made.quotes] == [KOVAC]
    assert "1 of 3 stories" in plain(made)


def test_only_words_older_than_a_day_need_a_date() -> None:
    """What was printed last night bears no date in the morning; what was printed two days ago does."""
    window = NOW - timedelta(days=3)
    shown = [
        compose(
            CHANNEL, told(TITLES[0], speakers=[KOVAC], hours=hours), window, NOW, told=AlreadyTold(), engine="rules"
        )
        for hours in (12, 60)
    ]
    assert ["reported" in plain(message(each)) for each in shown] == [False, True]


def test_every_story_tells_why_it_stands_there() -> None:
    """Each story of a digest stands with its reasons, in its order, and what was left out is counted."""
    quiz = "Quiz: ships of the season"
    made = digest_of(told("Court orders ferry line to close", *TITLES[:3], quiz, speakers=[KOVAC] * 5))
    first = plain(why(made)).partition("2. ")[0]
    assert "1. Court orders ferry line to close" in first
    assert "ells of power: court" in first
    assert "Ana Kovač speaks" in first
    assert all(f"{number}. {each.lead.title}" in plain(why(made)) for number, each in enumerate(made.stories, start=1))
    assert "Left out: 1 more story" in plain(why(made))
    assert why(digest_of(news(0))).empty


def shown_in(made: Message) -> list[str]:
    """Return every text of articles that a message and its thread show."""
    found = []
    for block in (*made.blocks, *(made.reply.blocks if made.reply else ())):
        if isinstance(block, Quotation):
            found.append(body(block.shown))
        elif isinstance(block, Change):
            found += [body(side.shown) for side in block.sides]
        elif isinstance(block, Section) and block.body:
            found.append(block.body)
    return found


@settings(max_examples=60, deadline=None)
@given(articles(), st.booleans())
def test_no_digest_repeats_a_sentence_or_loses_a_story(quotes: list[Filed], moves: bool) -> None:
    """Whatever outlets print of one another: no sentence twice in a digest and its thread, and every story counted."""
    told = [
        replace(
            each,
            quote=replace(
                each.quote,
                publication=replace(
                    page, title=TITLES[int(page.outlet[-1])], opening=page.opening or each.quote.carrier.text
                ),
            ),
        )
        for each in quotes
        for page in [each.quote.publication]
    ]
    pages = {each.quote.publication.page_id: each.quote.publication for each in told}
    change = moved_position(told[0].quote, outlets_say("She had changed her mind by Monday evening."))
    found = Since(tuple(pages.values()), tuple(told), 0, 2, 0, (change,) if moves else ())
    digest = digest_of(found)
    made = message(digest, 0.75)
    texts = shown_in(made)
    for at, text in enumerate(texts):
        assert not any(repeats(text, other) for other in texts[at + 1 :]), texts
    assert all(each.lead.title in plain(made) for each in digest.stories)
    front = sum(each.front for each in items(digest, 0.75))
    assert made.empty or digest.events <= front or f"{front} of {digest.events} stor" in plain(made)
