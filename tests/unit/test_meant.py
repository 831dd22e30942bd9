from __future__ import annotations

import pytest

from bot.briefing.digest import AlreadyTold, compose, told_by
from bot.due.alerts import concerns, concerns_change
from bot.ledger.meant import Meant, called, found_by, is_about, meant, moved_on, split_on
from bot.ledger.topics import key
from bot.model.briefing import Channel
from bot.model.position import OutletSentence, PositionChange, Split
from bot.model.query import Since
from bot.model.record import Filed, Topic
from bot.model.text import Span
from bot.model.watch import Watch
from bot.model.workspace import OwnTopic
from bot.reading.gate import told as gate_told
from tests.unit.building import KOVAC, NOW, REED, article, filed, moved_position, quote

GRAIN = OwnTopic("grain deal", ("grain", "wheat", "Black Sea", "US"))
ON_GRAIN = meant("grain deal", (GRAIN,))
CHANNEL = Channel("c", "console", "c", topics=("Grain Deal",), since=NOW)


def said(words: str, *names: str, title: str = "A day in the harbour", lead_in: str = "") -> Filed:
    """Return a quote on the record with topics of these names."""
    source = article(f"{lead_in}\n“{words}” Kovač said.", title=title)
    return filed(quote(source, words, lead_in=lead_in), *names)


def told(sentence: str) -> OutletSentence:
    """Return an outlet's sentence under a headline that holds keywords."""
    source = article(sentence, title="Wheat and grain from the Black Sea")
    return gate_told(source, Span(0, len(sentence)))


def moved(before: str, after: str, topic: str) -> PositionChange:
    return moved_position(told(before), told(after), about=topic)


def test_an_own_topic_is_known_by_its_name_in_any_spelling() -> None:
    """Case, plural and marks of the name make no other topic; what is none of the team's own means itself alone."""
    assert called("Grain-Deals", (GRAIN,)) == GRAIN
    assert meant("GRAIN DEALS", (GRAIN,)).keys == ("grain deal", "grain", "wheat", "black sea", "unit state")
    assert meant("GRAIN DEALS", (GRAIN,)).phrases == ("grain", "wheat", "black sea")
    assert meant("bread", (GRAIN,)) == Meant(("bread",))
    assert meant("grain deal") == Meant((key("grain deal"),))
    assert meant("***", (GRAIN,)) == Meant()


@pytest.mark.parametrize(
    ("found", "by"),
    [
        (said("We shall sign it,", "wheat"), "wheat"),
        (said("We shall sign it,", "America"), "America"),
        (said("We shall sign it,", "grain deals"), "grain deals"),
        (said("Every GRAIN ship counts,"), "grain"),
        (said("The Black Sea’s ports are open,"), "black sea"),
        (said("I cannot see that,", lead_in="She was asked about the wheat."), "wheat"),
        (said("I cannot see that,", title="Quarrel over Grain"), "grain"),
        (said("The sea was black,"), ""),
        (said("It was ingrained in us,"), ""),
        (said("Bread is dear,", "bread"), ""),
    ],
)
def test_a_quote_is_about_an_own_topic_by_its_topics_or_by_words(found: Filed, by: str) -> None:
    """A keyword counts as a topic, or as whole words in quote, carrier, lead-in and headline; “US” is not “us”."""
    assert found_by(found, ON_GRAIN) == by
    assert is_about(found, ON_GRAIN) == bool(by)


def test_a_change_is_about_an_own_topic_by_its_topic_or_the_words_of_a_side() -> None:
    """Either side's words count, the headline above them does not, since it may be about something else."""
    assert moved_on(moved("She ruled it out.", "She is open to it.", "wheat"), ON_GRAIN)
    assert moved_on(moved("She ruled out grain by rail.", "She is open to it.", "rail"), ON_GRAIN)
    assert not moved_on(moved("She ruled it out.", "She is open to it.", "rail"), ON_GRAIN)


def test_a_split_is_about_an_own_topic_by_its_topic_or_its_sentence() -> None:
    """A camp that differs over a keyword is split on the own topic."""
    by_words = Split("s", told("The cabinet differs over wheat."), Span(0, 5), (KOVAC, REED), "cabinet", "its members")
    neither = Split("s", told("The cabinet differs."), Span(0, 5), (KOVAC, REED), "cabinet", "", Topic("rail", "rail"))
    assert split_on(by_words, ON_GRAIN)
    assert not split_on(neither, ON_GRAIN)
    assert split_on(neither, meant("rail"))


def test_a_digest_follows_an_own_topic() -> None:
    """A digest on an own topic tells the quotes and changes that hold a keyword; where nobody made it, none."""
    ship, rail = said("Every grain ship counts,", "ships"), said("The rails are dry,", "rail")
    changes = (moved("No wheat.", "Some wheat.", "ports"), moved("No trains.", "Some trains.", "rail"))
    news = Since((ship.quote.publication, rail.quote.publication), (ship, rail), 0, 1, 0, changes)

    def digest(*own: OwnTopic) -> tuple[list[str], int]:
        made = compose(CHANNEL, news, NOW, NOW, told=AlreadyTold(), engine="rules", own=own)
        quotes = [each.quote.id for each in news.quotes]
        return [each for each in told_by(made) if each in quotes], len(made.moved)

    assert digest(GRAIN) == ([ship.quote.id], 1)
    assert digest() == ([], 0)


def test_a_watch_hears_what_its_own_topic_means() -> None:
    """A watch on a speaker and an own topic is told of that speaker's words and changes on a keyword only."""
    topic = Topic(key("grain deal"), "grain deal")
    watch = Watch("w", "p", "@p", "c", NOW, NOW, speaker="Ana Kovač", alias="kovac", topic=topic)
    assert concerns(watch, said("Every grain ship counts,"), ON_GRAIN, 0.8)
    assert not concerns(watch, said("Every grain ship counts,"), meant("grain deal"), 0.8)
    assert concerns_change(watch, moved("No wheat.", "Some wheat.", "ports"), ON_GRAIN)
    other = Watch("w", "p", "@p", "c", NOW, NOW, speaker="Tom Reed", alias="reed", topic=topic)
    assert not concerns(other, said("Every grain ship counts,"), ON_GRAIN, 0.8)
