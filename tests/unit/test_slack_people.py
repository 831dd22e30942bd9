"""Who somebody is on Slack, by what Slack says of them."""

from __future__ import annotations

import pytest

from bot.edges.platforms.slack.people import standing_of
from bot.edges.platforms.slack.places import spot
from bot.model.ask import Standing

BEN = spot("slack:T1:UBEN")
MEMBER = {"id": "UBEN", "team_id": "T1"}


@pytest.mark.parametrize("flag", ["is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted"])
def test_each_kind_of_guest_only_reads(flag: str) -> None:
    """Each flag by itself makes a guest, whatever else somebody is."""
    assert standing_of(MEMBER, BEN) is Standing.MEMBER
    assert standing_of(MEMBER | {flag: True}, BEN) is Standing.GUEST
    assert standing_of(MEMBER | {flag: True, "is_admin": True}, BEN) is Standing.GUEST


@pytest.mark.parametrize("flag", ["is_admin", "is_owner", "is_primary_owner"])
def test_each_kind_of_administrator_manages(flag: str) -> None:
    """Each of Slack's three kinds of administrators is a manager, of their own workspace only."""
    assert standing_of(MEMBER | {flag: True}, BEN) is Standing.MANAGER
    assert standing_of(MEMBER | {flag: True, "team_id": "T9"}, BEN) is Standing.GUEST
