"""Compare pairs of dated quotes from a file, for scorers."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date

from bot.cli.measuring import FOUND, USAGE, opened, said
from bot.errors import BadSetting
from bot.ledger.comparing import compare
from bot.model.position import Statement


def compare_lines(file: str) -> int:
    """Print a line for each pair in a file of JSON lines; a bad line is named on standard error and skipped."""
    bad = 0
    with opened(file) as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise BadSetting(
                        'not an object like {"id": "1", "earlier": {"quote": "…"}, "later": {"quote": "…"}}'
                    )
                print(json.dumps(compared_row(row), ensure_ascii=False))
            except (ValueError, BadSetting) as error:
                bad += 1
                print(f"line {number}: {said(error)}", file=sys.stderr)
    return USAGE if bad else FOUND


def compared_row(row: Mapping[str, object]) -> dict[str, object]:
    """Return the row that says how a pair compares; raises BadSetting for a bad row."""
    found = compare(str(row.get("topic") or ""), _statement(row, "earlier"), _statement(row, "later"))
    return {
        "id": str(row.get("id", "")),
        "label": found.label.value,
        "reason": found.reason,
        "confidence": found.confidence,
    }


def _statement(row: Mapping[str, object], name: str) -> Statement:
    side = row.get(name)
    if not isinstance(side, dict) or not isinstance(side.get("quote"), str):
        raise BadSetting(f'the row has no "{name}" with a "quote"')
    return Statement(side["quote"], str(side.get("context") or ""), _day(side.get("date")))


def _day(value: object) -> date | None:
    """Return a day; a month alone, or nothing, is none."""
    text = str(value or "")
    if len(text) < 10:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise BadSetting(f'"date" is {value!r}, not like 2025-02-14') from error
