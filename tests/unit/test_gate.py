"""The gate's own measure: a carrier holds the whole quote, not a part of it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Unverified
from bot.model.record import Draft, QuoteKind
from bot.model.text import Span
from bot.reading.gate import verified
from tests.unit.building import article

TEXT = "Ida Quill never said “the pier is safe” and “the pier is open” on one day."
QUOTE = Span(TEXT.index("the pier"), TEXT.index("the pier") + len("the pier is safe"))


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_a_carrier_that_does_not_hold_the_whole_quote_is_refused(first: int, last: int) -> None:
    """A quote sticks out of no carrier, on neither side: the clause with its negation comes with every part of it."""
    carrier = Span(min(first, last), max(first, last))
    draft = Draft(QUOTE, QuoteKind.MIXED, carrier)
    if carrier.start <= QUOTE.start and QUOTE.end <= carrier.end:
        assert TEXT[QUOTE.start : QUOTE.end] in verified(article(TEXT), draft, Counter()).carrier.text
        return
    with pytest.raises(Unverified):
        verified(article(TEXT), draft, Counter())
