"""Positions that moved, as people see them: both sides, days, links, neutral words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing import changes, watching
from bot.briefing.blocks import plain
from bot.briefing.moves import (
    CHANGED,
    NO_WORDS,
    PARTLY,
    UNCHANGED,
    UNKNOWN,
    WORDS,
    differing,
    distinct,
    grade,
    moved,
    moved_and_split,
    moved_as,
)
from bot.briefing.position import position
from bot.briefing.viewer import Viewer
from bot.briefing.watching import AlertContent, alert
from bot.edges.platforms.console.draw import draw
from bot.edges.platforms.console.terminal import PLAIN
from bot.edges.platforms.slack.fit import drawn
from bot.edges.platforms.units import Place
from bot.ledger.passages import passages
from bot.model.briefing import Moved
from bot.model.message import Change, Message
from bot.model.position import Extent, MoveKind, OutletSentence, PositionChange
from bot.model.query import KnownSpeaker
from bot.model.record import Quote, Topic
from bot.model.watch import Watch
from tests.unit.building import KOVAC, NOW, REED, article, filed, moved_position, outlets_say, quote, split_camp
from tests.unit.drawn import quotes

TODAY = date(2025, 2, 14)
VIEWER = Viewer(NOW, "Europe/Berlin")
JUDGING = re.compile(r"(?i)flip|flop|u-turn|backpedal|cave[ds]?\b|humiliat|lied\b|liar")
SAID = article("“We will never toll the coast road,” said Ana Kovač on Wednesday.", url="https://harbour.example/never")
NEVER = quote(SAID, "We will never toll the coast road,", said_on=date(2025, 2, 12))
RETREAT = outlets_say(
    "Ana Kovač sought to walk back part of her words on Thursday.",
    url="https://coast.example/back",
    outlet="Coast Daily",
    said_on=date(2025, 2, 13),
)
WALKED = moved_position(NEVER, RETREAT, extent=Extent.ATTEMPTED, in_part=True)


def test_a_reported_change_says_who_reports_it_and_no_more() -> None:
    """An attempt in part says both, the outlet is named, and a source without words of the speaker's says so."""
    block = moved(WALKED, TODAY)
    assert block.title == "Ana Kovač"
    assert block.head == " · roads · walked back in part (attempted), as Coast Daily reports"
    assert [side.label for side in block.sides] == ["Before, Wed 12 Feb", f"After, Thu 13 Feb ({NO_WORDS})"]
    assert block.sides[0].shown.quoted == "We will never toll the coast road"
    assert block.sides[1].shown.before == RETREAT.sentence.text


def test_the_speakers_own_words_stand_below_where_there_are_some() -> None:
    """Words said with the change are its third side, and then the source has words."""
    own = quote(article("“I spoke too soon,” said Ana Kovač.", url="https://coast.example/back"), "I spoke too soon,")
    block = moved(replace(WALKED, said=own), TODAY)
    assert [side.label.split(",")[0] for side in block.sides] == ["Before", "After", "In their words"]
    assert NO_WORDS not in block.sides[1].label


def test_a_comparison_gives_its_reason() -> None:
    """Two quotes that On Record compared itself are marked so, with the reason in plain words."""
    later = quote(
        article("“If the town asks, I will toll it,” she said.", url="https://coast.example/if"), "If the town"
    )
    change = moved_position(
        NEVER, later, kind=MoveKind.SOFTENED, reported=False, reason="now conditional: “If the town”"
    )
    block = moved(change, TODAY)
    assert block.head.endswith("softened, compared by On Record")
    assert "now conditional" in plain(Message((block,)))


@pytest.mark.parametrize("kind", MoveKind)
@pytest.mark.parametrize("extent", Extent)
def test_words_for_a_change_judge_nobody(kind: MoveKind, extent: Extent) -> None:
    """No word for any kind of change judges it, and attempts and parts are named."""
    words = moved_as(replace(WALKED, kind=kind, extent=extent, in_part=False))
    assert not JUDGING.search(words)
    assert ("attempted" in words) == (extent is Extent.ATTEMPTED)
    assert ("in part" in words) == (extent is Extent.PART)
    assert words.startswith(WORDS[kind])


def test_there_is_no_change_without_two_days_and_two_links() -> None:
    """A side that has no day, or no link, cannot be made into a change at all."""
    undated = replace(RETREAT, said_on=None, publication=replace(RETREAT.publication, published_on=None))
    unlinked = replace(RETREAT, publication=replace(RETREAT.publication, url=""))
    for wrong in (undated, unlinked):
        with pytest.raises(ValueError, match="no day or no link"):
            moved_position(NEVER, wrong)
        with pytest.raises(ValueError, match="no day or no link"):
            moved_position(wrong, NEVER)


TOLD = st.builds(
    lambda text, day: outlets_say(text, said_on=day),
    st.text(min_size=1, max_size=60).filter(str.strip),
    st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2025, 2, 14))),
)
SIDES: st.SearchStrategy[Quote | OutletSentence] = st.one_of(quotes(), TOLD)


@st.composite
def moves(draw: st.DrawFn) -> PositionChange:
    """Draw a change with any two sides."""
    made = moved_position(
        draw(SIDES),
        draw(SIDES),
        kind=draw(st.sampled_from(MoveKind)),
        extent=draw(st.sampled_from(Extent)),
        in_part=draw(st.booleans()),
        said=draw(st.one_of(st.none(), quotes())),
        reason=draw(st.sampled_from(["", "from “never” to “not now”"])),
    )
    return replace(made, id=f"{draw(st.integers(0, 10**9)):09}")


def messages(found: list[PositionChange]) -> dict[str, Message]:
    """Return every message that can show changes."""
    watch = Watch("w1", "console", "@ana", "console", NOW, NOW, speaker="Ana Kovač", alias="kovac")
    known = KnownSpeaker("ana kovac", KOVAC, (), (), 3)
    shown = tuple(Moved(each) for each in found)
    return {
        "digest": Message(tuple(moved_and_split(shown, (), TODAY))),
        "changes": changes.changes(found, VIEWER, line="changes", window="last 7 days"),
        "position": position(known, "roads", (), found, VIEWER, total=0),
        "alert": alert(watch, AlertContent(shown), VIEWER, today=1),
    }


@given(st.lists(moves(), min_size=1, max_size=4))
def test_no_message_with_a_change_lacks_a_side_a_day_or_a_link(found: list[PositionChange]) -> None:
    """Wherever a change is shown, both its sides stand there with their words, their days and their links."""
    for name, message in messages(found).items():
        blocks = [block for block in message.blocks if isinstance(block, Change)]
        assert blocks, name
        terminal, slack = draw(message, 88, PLAIN), drawn(message, place=Place.PRIVATE)
        text = "\n".join([slack.lead.text, *(each.text for each in slack.thread)])
        for block in blocks:
            before, after, *_ = block.sides
            for label, side in (("Before, ", before), ("After, ", after)):
                assert side.label.startswith(label), name
                assert re.search(r"\d{1,2} [A-Z][a-z]{2}", side.label), name
                assert side.url.startswith("https://"), name
                assert side.url in terminal, name
                assert f"{side.shown.before}{side.shown.quoted}".strip(), name
                assert label in text, name


@given(moves())
def test_a_quote_in_a_change_is_never_without_its_clause(change: PositionChange) -> None:
    """A part-quote that is a side of a change stands in its whole carrier, there too."""
    for side, block in zip((change.before, change.after), moved(change).sides, strict=False):
        if isinstance(side, Quote) and side.shown.part:
            shown = block.shown
            assert f"{shown.before}{shown.quoted}{shown.after}" == side.carrier.text


def test_one_change_that_several_outlets_tell_is_one() -> None:
    """The same speaker, topic and day at another outlet is not a second change; its outlet is counted."""
    there = outlets_say(
        "Ana Kovač walked back her words on Thursday.", outlet="Valley Times", said_on=date(2025, 2, 13)
    )
    other = moved_position(NEVER, there)
    assert distinct([WALKED, other, moved_position(NEVER, there, REED)]) == (
        Moved(WALKED, ("Valley Times",)),
        Moved(moved_position(NEVER, there, REED)),
    )
    assert moved(WALKED, TODAY, also=("Valley Times",)).head.endswith("as Coast Daily +1 report")


def test_a_split_shows_the_outlets_sentence_and_why_it_is_one_camp() -> None:
    """A split names the camp, who reports it, the sentence with day and link, and why it is one camp."""
    block = differing(split_camp("The two ministers gave two answers.", KOVAC, REED), TODAY)
    assert (block.title, block.head) == ("the cabinet", " · roads · reported by The Harbour Post")
    assert block.side.shown.before == "The two ministers gave two answers."
    assert block.side.label == "reported 14 Feb"
    assert block.side.url == "https://harbour.example/split"
    assert block.ground == f"{KOVAC.name} and {REED.name}, one camp: they sit in one cabinet"


def test_three_grades_and_not_enough() -> None:
    """A whole change is “changed”, a part or an attempt “partly changed”, none among several “no change shown”."""
    whole = replace(WALKED, extent=Extent.WHOLE, in_part=False)
    assert grade([whole], 2) == CHANGED
    assert grade([WALKED], 2) == PARTLY
    assert grade([replace(whole, kind=MoveKind.CLARIFIED)], 2) == PARTLY
    assert (grade([], 2), grade([], 1)) == (UNCHANGED, UNKNOWN)


def test_a_timeline_runs_from_old_to_new_and_shows_nothing_twice() -> None:
    """Points and changes stand in the order of their days, and a quote inside a change is not a point too."""
    before = quote(
        article("“The road is free,” said Ana Kovač.", url="https://harbour.example/free"), "The road is free,"
    )
    said = passages([filed(each, "roads") for each in (NEVER, replace(before, said_on=date(2025, 2, 10)))])
    known = KnownSpeaker("ana kovac", KOVAC, (), (), 2)
    message = position(known, "roads", said, [WALKED], VIEWER, total=2)
    text = draw(message, 88, PLAIN)
    assert text.index("● Mon 10 Feb") < text.index("▲ Ana Kovač")
    assert text.count("never toll") == 1
    assert "Ana Kovač, finance minister · on roads · 2 quotes · 10–13 Feb · 1 change" in text
    assert PARTLY in text


def test_one_statement_is_nothing_to_compare() -> None:
    """A single quote is shown as it is, and the answer says that there is nothing to compare."""
    known = KnownSpeaker("ana kovac", KOVAC, (), (), 1)
    text = draw(position(known, "roads", passages([filed(NEVER, "roads")]), [], VIEWER, total=1), 88, PLAIN)
    assert "One statement so far, nothing to compare." in text
    assert UNKNOWN in text


def test_a_quiet_week_says_how_much_was_compared() -> None:
    """Nothing is invented to fill space: the answer counts the speakers and topics that were compared."""
    said = draw(changes.none_moved("in the last 7 days", 31, 84), 88, PLAIN)
    assert said == "No position moved in the last 7 days (31 speakers, 84 topics compared)."


def test_a_confirmation_says_what_how_and_how_often() -> None:
    """A watch is confirmed in the words of the specification, with its quiet hours and an undo."""
    watch = Watch(
        "w1", "p", "@ana", "console", NOW, NOW, "Europe/Berlin", "Merz", "merz", Topic("tariff", "tariffs"), True
    )
    message = watching.watching(watch, known=True)
    said = draw(message, 200, PLAIN)
    assert said.startswith(
        "Watching Merz on tariffs, only changes. Alerts come by direct message, at most 3 a day, then bundled."
    )
    assert "All quotes instead" in said
    assert "watch remove w1" in said


def test_days_of_another_year_have_their_year() -> None:
    """A side that was said in another year than this one says which."""
    old = replace(RETREAT, said_on=date(2023, 5, 3))
    assert moved(moved_position(NEVER, old), date(2025, 2, 14)).sides[1].label.startswith("After, Wed 3 May 2023")
