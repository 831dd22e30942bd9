from __future__ import annotations

import pytest

from bot.briefing.standfirst import standfirst
from tests.unit.building import article

FERRY = "The island ferry sank off Skarholm with forty people on board."


@pytest.mark.parametrize(
    "opening",
    [
        FERRY,
        f"{FERRY} A search went on all night.",
        f"SKARHOLM: {FERRY}",
        f"By Ana Reed and Tom Kovač\n\nOSLO/SKARHOLM, Feb 14 (Northwire) - {FERRY}",
        f"What happened\n\n{FERRY}\n\nThe search went on all night.",
        f"• Forty were on board\n\n• The search went on\n\nSKARHOLM: {FERRY}",
        f"Harbour in mourning as ferry sinks\n\n{FERRY}",
    ],
)
def test_the_first_sentence_stands_without_what_is_above_it(opening: str) -> None:
    """Dateline, agency, authors, points, a heading and the headline again are no part of the first sentence."""
    page = article(opening, title="Harbour in mourning as ferry sinks").publication
    assert standfirst(page) == FERRY


@pytest.mark.parametrize(
    "opening",
    [
        "“I do not know how many were on board, nobody counted. We left at noon,” the mate said.",
        "“Nobody counted how many were on board of the ferry,” the mate said.",
        '"Nobody counted how many people were on board. We left at noon," the mate said.',
        "When you buy through a link on our pages we may earn a commission for it.",
        "The ferry sank off Skarholm with forty people on board, among them the mayor of …",
        "It sank.",
        "",
    ],
)
def test_nothing_stands_for_a_sentence_that_is_not_one(opening: str) -> None:
    """A quotation, also one that goes on, an advert, a sentence cut off, and one of two words are not shown."""
    assert standfirst(article(opening, title="Harbour in mourning as ferry sinks").publication) == ""
