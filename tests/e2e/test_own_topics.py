"""A team's own topics: made, used wherever a topic is typed, and nobody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.commands.answering import Answering, answer
from bot.commands.grammar import parse
from bot.commands.own_topics import MOST_KEYWORDS, MOST_TOPICS
from bot.delivery import compose
from bot.desk import Desk
from bot.errors import NotFound, UnknownCommand, UserError
from bot.jobs import watch
from bot.ledger.meant import is_about, meant
from bot.model.ask import Asker
from bot.model.briefing import Channel, workspace_of
from bot.model.workspace import Objection, OwnTopic
from bot.recording import recorded
from tests.e2e.office import Office
from tests.e2e.test_dialogues import Room, busy_room
from tests.unit.building import article

VALLEY = OwnTopic("valley", ("Sarn", "border"))
MAKE = "onrecord topics add valley = Sarn, border"
STANDS_FOR = "valley: Sarn, border"


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[Room]:
    """A ledger that holds the whole newswire and may be changed."""
    with busy_room(tmp_path) as opened:
        yield opened


def total(said: str) -> int:
    """Return how many quotes an answer counts."""
    return int((re.search(r"(\d+) quotes", said) or ["", "0"])[1])


@pytest.mark.parametrize(
    "typed",
    [
        "valley = Sarn, border",
        "valley: Sarn, border",
        '"valley": Sarn, border',
        "“valley”: “Sarn”; border, SARN",
    ],
)
def test_a_topic_is_made_in_any_spelling(busy: Room, typed: str) -> None:
    """An equals sign or a colon parts the name from the keywords, commas part those, and each counts once."""
    assert f"{STANDS_FOR}." in busy.flat(f"onrecord topics add {typed}")
    assert busy.desk.own_topics("console") == (VALLEY,)
    assert "Topics of this workspace · 1 topic valley Sarn, border" in busy.flat("onrecord topics")


def test_a_topic_grows_shrinks_and_goes(busy: Room) -> None:
    """Adding to a topic keeps its keywords, one can be taken away, and the whole can be removed and brought back."""
    assert "no topics of its own so far" in busy.flat("onrecord topics")
    busy.ask(MAKE)
    assert "valley: Sarn, border, treaty." in busy.flat("onrecord topics add VALLEYS = sarn, treaty")
    assert "valley: Sarn, border." in busy.flat("onrecord topics remove valley = Treaty")
    gone = busy.flat("onrecord topics remove Valley")
    assert "valley is no topic of this workspace any more." in gone
    assert busy.desk.own_topics("console") == ()
    busy.ask(gone.split("Undo: ")[1])
    assert busy.desk.own_topics("console") == (VALLEY,)


WRONG = (
    ("add", UserError, "Which topic? Example: onrecord topics add grain deal = grain, wheat, Black Sea"),
    ("add = grain", UserError, "Which topic?"),
    ("add grain deal", UserError, "Which keywords does “grain deal” stand for?"),
    ("add grain deal = ,;", UserError, "Which keywords"),
    ("add grain = x", UserError, "“x” is no keyword: names and keywords have 2 to 60 characters."),
    ("add grain = --", UserError, "“--” is no keyword"),
    (f"add grain = {'w' * 61}", UserError, "is no keyword"),
    (f"add {'w' * 61} = grain", UserError, "is no keyword"),
    ("add all = grain", UserError, "“all” cannot be the name of a topic."),
    ("add bread, salt = grain", UserError, "A topic's name holds no comma."),
    ("add war on: grain", UserError, "on: means something else in a command. Write it with “=”"),
    ("remove rail", NotFound, "This workspace has no topic “rail” of its own."),
    ("remove valley = rail", NotFound, "“valley” has no keyword “rail”. valley: Sarn, border."),
    ("remove valley = Sarn, border", UserError, "onrecord topics remove valley removes the topic."),
    ("vallye", UnknownCommand, "Type onrecord topics, "),
)


@pytest.mark.parametrize(("line", "error", "sentence"), WRONG, ids=[row[0][:30] for row in WRONG])
def test_a_wrong_line_is_told_what_to_type(busy: Room, line: str, error: type[UserError], sentence: str) -> None:
    """What cannot be a topic is refused in words that say what can be, and nothing is changed."""
    busy.ask(MAKE)
    with pytest.raises(error) as caught:
        busy.ask(f"onrecord topics {line}")
    assert sentence in str(caught.value)
    assert busy.desk.own_topics("console") == (VALLEY,)


def test_there_is_a_most_of_topics_and_of_keywords(busy: Room) -> None:
    """The 51st topic and the 21st keyword are refused."""
    words = ", ".join(f"word{number}" for number in range(MOST_KEYWORDS))
    busy.ask(f"onrecord topics add valley = {words}")
    with pytest.raises(UserError, match="At most 20 keywords for a topic; “valley” would have 21"):
        busy.ask("onrecord topics add valley = one more")
    kept = busy.desk.store.workspace("console")
    many = tuple(OwnTopic(f"topic{number}", ("word",)) for number in range(MOST_TOPICS))
    busy.desk.store.keep_workspace(replace(kept, topics=many))
    with pytest.raises(UserError, match="has 50 topics of its own, the most there can be"):
        busy.ask(MAKE)
    assert "Topics of this workspace · 50 topics" in busy.flat("onrecord topics")


def test_an_own_topic_works_wherever_a_topic_is_typed(busy: Room) -> None:
    """Every answer on it finds its keywords, says what it stands for, and finds no more once it is removed."""
    lines = ("who-said valley", "who-said on:valley", "brief valley since:3d", "position Calder on valley")
    before = {line: busy.flat(line) for line in lines}
    busy.ask(MAKE)
    for line in lines:
        assert STANDS_FOR in busy.flat(line)
        assert len(busy.ask(line).quotes) >= 1
        assert all(is_valley(busy, quote.id) for quote in busy.ask(line).quotes)
    assert total(busy.flat("who-said valley")) > total(before["who-said valley"])
    assert total(busy.flat("export valley as:csv")) == total(busy.flat("who-said valley"))
    assert STANDS_FOR in busy.flat("changes valley")
    assert "Davor Milo" in busy.flat("who-said valley by:Milo")
    busy.ask("onrecord topics remove valley")
    assert {line: busy.flat(line) for line in lines} == before


def is_valley(busy: Room, quote_id: str) -> bool:
    filed = busy.desk.store.quote(quote_id)
    return filed is not None and is_about(filed, meant("valley", (VALLEY,)))


def test_an_own_topic_goes_before_a_speaker_of_its_name(busy: Room) -> None:
    """A topic that bears a person's name is what the team means by it; a button offers that person's words."""
    busy.ask("onrecord topics add Reuel = Sarn, border")
    said = busy.flat("who-said reuel")
    assert "Reuel: Sarn, border" in said
    assert "Quotes by reuel instead: who-said by:reuel since:1y" in said
    assert "Watching reuel." in busy.flat("watch reuel")
    assert "Tomas Reuel · on Reuel" in re.sub(r", [^·]+ ·", " ·", busy.flat("position reuel on reuel"), count=1)


def test_a_digest_and_a_watch_follow_an_own_topic(busy: Room) -> None:
    """A digest and a watch on it tell the quotes that hold a keyword; its keywords may change afterwards."""
    busy.ask(MAKE)
    assert STANDS_FOR in busy.flat("digest topics +valley")
    previewed = busy.ask("digest preview").quotes
    assert previewed
    assert all(is_valley(busy, quote.id) for quote in previewed)
    assert STANDS_FOR in busy.flat("watch valley")
    busy.ask("onrecord topics add valley = tram")
    source = article("“The tram is late again,” said Ana Kovač, the mayor.", title="Late", fetched=busy.clock.moment)
    recorded(busy.desk, source, silent=False)
    found = busy.desk.store.quotes_of(source.id)[0].quote.id
    busy.clock.moment = busy.clock.moment.replace(minute=50)
    watch.watch_all(busy.desk)
    mine = busy.desk.store.watches()[0]
    assert [each.item for each in busy.desk.store.alerts(mine.id)] == [found]


def test_a_quote_in_context_names_the_own_topics_that_it_is_about(busy: Room) -> None:
    """The context of a quote says for which keyword it belongs to an own topic."""
    busy.ask(MAKE)
    quote = busy.ask("who-said valley by:Milo").quotes[0]
    assert "valley (because: “Sarn”)" in busy.flat(f"context {quote.id}")


def test_what_is_hidden_here_has_no_context_here(busy: Room) -> None:
    """A quote that this workspace hid is not shown in its paragraph here; another workspace still sees it."""
    quote = busy.ask("who-said nato").quotes[0]
    here = workspace_of("console")
    busy.desk.store.object(Objection(quote.id, here, "console", "you", True, "wrong speaker", busy.clock.moment))
    with pytest.raises(NotFound, match="is hidden"):
        busy.ask(f"context {quote.id}")
    there = answer(parse(f"context {quote.id}", Asker("slack:T2:C1", "slack:T2:UZOE", "@zoe")), with_slack(busy))
    assert quote.text.split()[0] in str(there.blocks)


def with_slack(busy: Room) -> Desk:
    """Return a desk that knows another platform's workspace."""
    return replace(busy.desk, platforms={**busy.desk.platforms, "slack": busy.desk.platforms["console"]})


def test_no_other_workspace_has_it(busy: Room) -> None:
    """What one workspace calls a topic finds nothing in another: not typed, not in words, not in its digest."""
    busy.ask(MAKE)
    desk = with_slack(busy)
    there = answer(parse("who-said on:Sarn"), desk)
    assert there.quotes
    other = Asker("slack:T2:C1", "slack:T2:UZOE", "@zoe")
    mine, theirs = (answer(parse("who-said valley", asker), desk) for asker in (Asker(), other))
    assert len(mine.quotes) > 0
    assert STANDS_FOR not in str(theirs)
    assert "no topics of its own" in str(answer(parse("onrecord topics", other), desk))
    answering = Answering(desk)
    assert "Sarn, border" not in str(answering.words("who said something on valley?", other)[1].blocks)
    since = busy.clock.moment.replace(hour=0)
    channels = (Channel(each, "console", "c", topics=("valley",)) for each in ("console", "slack:T2:C1"))
    here, elsewhere = (compose(desk, each, since, busy.clock.moment).stories for each in channels)
    assert len(here) > len(elsewhere)


def test_nato_is_found_where_the_quote_says_that(busy: Room) -> None:
    """A quote that says “that” answers `who-said nato` by the sentence before it, and is shown with that sentence."""
    text = "Ana Kovač met farmers.\n\nShe was asked about OTAN.\n\n“I don’t think that comes next,” Kovač said."
    source = article(text, title="Kovač meets farmers", published=busy.clock.moment, fetched=busy.clock.moment)
    recorded(busy.desk, source, silent=False)
    said = busy.flat("who-said nato by:Kovač")
    assert "She was asked about OTAN. “I don’t think that comes next”" in said


def test_who_changes_a_topic_leaves_one_line(office: Office) -> None:
    """A member's topic works for the workspace, the channel sees one line; a guest can only look."""
    assert "can read here, not" in office.answer("/onrecord", "topics add valley = Sarn, border", who="UGUEST")
    assert "valley: Sarn, border." in office.answer("/onrecord", "topics add valley = Sarn, border", who="UBEN")
    line = "@ben set the topic valley: Sarn, border. /onrecord to change"
    office.slack.wait(lambda: line in office.notices())
    assert STANDS_FOR in office.answer("/who-said", "valley", who="UGUEST")
    assert STANDS_FOR in office.answer("/who-said", "valley", where="C2")
    office.answer("/onrecord", "settings policy managers")
    assert "Only managers may change the topics" in office.answer("/onrecord", "topics remove valley", who="UBEN")
    assert "any more" in office.answer("/onrecord", "topics remove valley")
