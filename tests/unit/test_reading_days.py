from __future__ import annotations

from datetime import date

import pytest

from tests.unit.reading import FRIDAY, only, reading

THURSDAY, MONDAY = date(2026, 3, 12), date(2026, 3, 9)
DATED = (
    ("“We will build the dam,” Orla Finch said on Thursday.", THURSDAY),
    ("“We will build the dam,” said Orla Finch in a statement on Thursday.", THURSDAY),
    ("“We will build the dam,” Orla Finch told reporters aboard a ferry on Monday.", MONDAY),
    ("On Thursday, Orla Finch called the dam “a promise in concrete”.", THURSDAY),
    ("Speaking in Sarn on Monday, Orla Finch said: “We will build the dam.”", MONDAY),
    ("Asked on Monday whether she would resign, Orla Finch said: “We will build the dam.”", MONDAY),
    ("Orla Finch on Monday again praised “a promise in concrete”.", MONDAY),
    ("Orla Finch stepped back on Monday, saying “the dam is lost”.", MONDAY),
    ("Orla Finch blasted the plan on her channel on March 9: “The dam is lost.”", MONDAY),
    ("Orla Finch said at yesterday’s hearing that the dam was “a promise in concrete”.", THURSDAY),
)


@pytest.mark.parametrize(("text", "day"), DATED)
def test_a_day_beside_the_verb_of_saying_dates_the_words(text: str, day: date) -> None:
    """A quote has the day that stands right before or behind its verb, or that opens its sentence."""
    assert only(text).said_on == day


UNDATED = (
    "Orla Finch said the ban would stand “whatever happens” until July 3, 2026.",
    "Orla Finch said the toll would be “doubled” starting 1 February.",
    "Orla Finch said a toll of 10 pounds would be “just the start” beginning April 1.",
    "When a court jailed Hugo Brandt on Monday, Orla Finch called it a “sad day for Sarn”.",
    "Orla Finch called Monday’s drill a “stern warning”.",
    "Orla Finch has praised Hugo Brandt since the raid on March 3, calling him “a hero of the valley”.",
    "Orla Finch explained how the river today was “under attack”.",
    "“We will build the dam,” Orla Finch told SARN TODAY.",
    "Orla Finch told Harbour TV’s Today show that the dam was “a promise in concrete”.",
    "On Monday, the mill shut its doors, but Orla Finch said that this was “far from enough”.",
    "“We will build the dam,” Orla Finch said on 20 March 2026.",
    "“We will build the dam,” added Orla Finch, who was to open the mill later on Monday.",
)


@pytest.mark.parametrize("text", UNDATED)
def test_no_other_day_dates_the_words(text: str) -> None:
    """The day of an event, of what is announced, or one after publication dates no words."""
    assert only(text).said_on is None


def test_an_undated_text_stays_undated() -> None:
    """Without a day of publication nothing is dated."""
    (quote,) = reading("“We will build the dam,” Orla Finch said on Thursday.", None).quotes
    assert quote.said_on is None


def test_words_that_go_on_have_the_day_of_those_before() -> None:
    """The same speaker's next words in the paragraph, or in the next one, are of the same day; another's are not."""
    text = (
        "“We will build the dam,” Orla Finch said on Thursday. “It will stand,” she added.\n\n"
        "“It will not,” Hugo Brandt said."
    )
    assert [each.said_on for each in reading(text, FRIDAY).quotes] == [THURSDAY, THURSDAY, None]


OF_SOMETHING_ELSE = (
    "Orla Finch said Monday was “a dark day”.",
    "Orla Finch said by Monday “all will be clear”.",
    "Speaking before the vote on Thursday, Orla Finch said “we will see”.",
)


@pytest.mark.parametrize("text", OF_SOMETHING_ELSE)
def test_a_day_of_something_else_dates_no_words(text: str) -> None:
    """What is said of a day, by when, or before what, tells nothing of when it was said."""
    assert only(text).said_on is None


def test_a_date_behind_a_weekday_counts() -> None:
    """“On Thursday, 5 March” is that Thursday and not the last one."""
    assert only("Orla Finch said on Thursday, 5 March that it was “over”.").said_on == date(2026, 3, 5)


VENUES = (
    ("“We will build the dam,” Orla Finch told Harbour TV on Thursday.", "Harbour TV"),
    ("“We will build the dam,” Orla Finch told a Sarn audience.", ""),
    ("“We will build the dam,” Orla Finch told the Danish weekly Tide.", ""),
    ("“We will build the dam,” Orla Finch said in a statement.", "statement"),
)


@pytest.mark.parametrize(("text", "venue"), VENUES)
def test_a_venue_is_whole_or_missing(text: str, venue: str) -> None:
    """Where it was said is given only where the name is all of it: never “a Sarn”."""
    assert only(text).venue == venue
