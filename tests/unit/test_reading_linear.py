from __future__ import annotations

import gc
import time
from functools import cache

import pytest

from bot.reading.read import LONGEST
from tests.unit.reading import reading

LONG = 100_000
DEAREST = 12  # times the cost of plain prose of the same length; what is quadratic costs a hundred times as much
PROSE = (
    "The council met on Monday to talk about the harbour. Ana Ruiz, the mayor, said the bridge “will open in May”. "
    "Her deputy, Tom Brandt, told reporters that he had seen no plan, and the committee asked for one.\n\n"
)
RUNS = (
    *". ! … \" “ ” ‘ ’ ' « , ; : - — ( [ A a É 1 _ @ # / \t \n \u00a0 \x01 \u200b 😀".split(" "),
    " ",
    "''",
    "([{",
    *". |“ |A. |A.|Mr. |Ana |Ana’s |Ana Ruiz |, a|a, |“a” |“A |“\n|a\n\n|\r\n|‘a |'a |12 |http://a.b/".split("|"),
    *"said |he |to |not |who |of the |and Ana |van der |president |January |while Ana, |would |told ".split("|"),
    "“Yes,” Ana Ruiz said. ",
    *"He |May |Ana May |“will open” Ana Ruiz said, but; |“a” she said; a; a; a; not ".split("|"),
    "“will open” Ana Ruiz said" + "; a" * 6_000 + " not.\n",
    *"& |R&B |The Times |Ana’s office |French presidency |a\n\n“".split("|"),
    "Ana Ruiz said that ",
    "Ana Ruiz said that initially said ",
    "said on Monday, ",
    "in an interview with The ",
    *"initially said |apologized for |reversed himself |after saying |once a critic of |walked back his remarks ".split(
        "|"
    ),
    *"agreed a |after refusing |who had opposed a |will do |bowed to a |despite having |in a very ".split("|"),
    *"a position he has since |his ban |no longer supports |their words strike a different tone ".split("|"),
)


def spent(text: str) -> float:
    """Return the seconds of this process that reading a text takes, whatever the tests before left to collect."""
    gc.collect()
    gc.freeze()
    start = time.process_time()
    reading(text)
    taken = time.process_time() - start
    gc.unfreeze()
    return taken


@cache
def prose() -> float:
    return min(spent((PROSE * (LONG // len(PROSE) + 1))[:LONG]) for _ in range(3))


@pytest.mark.parametrize("run", RUNS, ids=ascii)
def test_no_run_of_characters_costs_more_than_a_few_times_as_much_as_prose(run: str) -> None:
    """A hundred thousand characters of anything, again and again, are read in time that grows with their number."""
    text = (run * (LONG // len(run) + 1))[:LONG]
    assert any(spent(text) < DEAREST * prose() for _ in range(3))


def test_a_text_that_is_too_long_is_cut_and_says_so() -> None:
    """What is behind is left unread and counted, so that no page keeps the others waiting."""
    found = reading(PROSE * (LONGEST // len(PROSE) + 9))
    assert found.unread == len(PROSE) * (LONGEST // len(PROSE) + 9) - LONGEST
    assert 0 < max(quote.span.end for quote in found.quotes) <= LONGEST
    assert reading(PROSE).unread == 0


def test_hundreds_of_quotations_of_a_letter_are_no_prose_and_hundreds_of_short_ones_are() -> None:
    """Marks that hold next to nothing are left out; an interview of short answers is read whole."""
    assert reading("“a” Ana Ruiz said.\n\n" + "“b”\n\n" * 300).quotes == ()
    assert len(reading("“We will open it in May,” Ana Ruiz said.\n\n" * 300).quotes) == 300
