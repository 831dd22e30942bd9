from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from bot.briefing.blocks import plain
from bot.briefing.digest import MOST_STORIES, Told, compose, message, quotes_told, told_in
from bot.model.briefing import Channel, Delivery, DeliveryState, Digest, DigestTime, Slot
from bot.model.message import Quotation
from bot.model.query import Since
from bot.model.record import Filed
from tests.unit.building import KOVAC, NOW, REED, article, filed, quote

CHANNEL = Channel("c", "console", "c", times=(DigestTime(time(8)),), since=NOW)
TITLES = (
    "Harbour bridge closes", "Mayor loses school vote", "Island ferry sinks", "Bank raises rates", "Museum opens wing",
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


def digest_of(found: Since, told: Told | None = None, channel: Channel = CHANNEL, note: str = "") -> Digest:
    since = NOW - timedelta(days=1)
    return compose(channel, found, since, NOW, told=told or Told(), engine="rules", name_from=0.75, note=note)


def text_of(found: Since, told: Told | None = None, channel: Channel = CHANNEL, note: str = "") -> str:
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
    told = Told(quotes=frozenset({found.quotes[0].quote.id}))
    assert [each.quote.id for each in quotes_told(digest_of(found, told), 0.75)] == [found.quotes[1].quote.id]
    assert message(digest_of(found, Told(quotes=frozenset(each.quote.id for each in found.quotes))), 0.75).empty


def test_a_known_story_with_new_quotes_is_an_update() -> None:
    """A story told before is marked when it comes with a new quote, a new one is not."""
    found = news(2)
    first = next(story for story in digest_of(found).stories if story.lead.title == TITLES[0])
    assert digest_of(found, Told(stories=frozenset({first.id}))).updated == {first.id}
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
        assert plain(made) == "Quiet: no new quotes since Thu 09:00."


def test_the_counts_are_true() -> None:
    """Head and footer count what is shown, with the right plural, and name the next run and the note."""
    one = text_of(replace(news(1), dropped=1, feeds=1), note="late, planned 08:00")
    assert "1 story · 1 article · 1 feed · since Thu 09:00 (UTC) · late, planned 08:00" in one
    assert "1 quote found word for word in the linked articles, 1 candidate dropped" in one
    assert "feeds failing" not in one
    many = text_of(replace(news(7), failing_feeds=2))
    assert "5 stories · 7 articles · 2 feeds" in many
    assert "7 quotes found word for word in the linked articles, 3 candidates dropped · 2 feeds failing" in many
    assert "next: Mon 08:00" in many


def test_every_quote_shown_is_remembered() -> None:
    """What the message and its thread show is exactly what the delivery remembers."""
    made = digest_of(news(7))
    assert {each.id for each in message(made, 0.75).quotes} == {each.quote.id for each in quotes_told(made, 0.75)}


def test_the_last_three_digests_count() -> None:
    """Memory reaches over three digests that told something; empty ones between them do not push it out."""

    def sent(number: int, *stories: str) -> Delivery:
        slot = Slot("c", date(2025, 2, number), time(8), NOW)
        return Delivery(slot, DeliveryState.POSTED, NOW, NOW, NOW, NOW, stories=stories, quotes=stories)

    told = told_in([sent(9), sent(8, "d"), sent(7), sent(6, "c"), sent(5, "b"), sent(4, "a")])
    assert told == Told(frozenset("bcd"), frozenset("bcd"))


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
