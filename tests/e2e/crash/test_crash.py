"""A day that is killed, or sleeps, at the side effects where it matters most; `make crash` does it at all of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.e2e.crash.scene import POINTS
from tests.e2e.crash.table import Town, once

WORST = [
    ("digest posted", "after", "slack"),
    ("post kept", "before", "console"),
    ("alert posted", "after", "slack"),
    ("digest posted", "asleep", "slack"),
]


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    """Give the servers that all days share."""
    with ExitStack() as stack:
        yield Town(stack)


@pytest.mark.parametrize(("point", "when", "platform"), WORST)
def test_killed_at_a_side_effect_everything_happens_once(
    town: Town, tmp_path: Path, point: str, when: str, platform: str
) -> None:
    """Killed right there and begun again, or outslept by another node, the day leaves each thing once."""
    assert point in POINTS
    assert once(town, str(tmp_path / "ledger.db"), tmp_path / "posts", platform, point, when) == "once"
