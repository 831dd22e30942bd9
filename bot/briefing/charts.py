"""Charts of how much was said, never of where anybody stands: positions are words, not numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from bot.briefing.days import short
from bot.briefing.wording import counted, listed
from bot.model.message import Chart, Series

FEWEST_QUOTES = 4  # fewer are seen at a glance in the list
FEWEST_WEEKS = 2
MOST_WEEKS = 12
LONGEST_TITLE = 50  # characters
LONGEST_BAR = 8  # blocks of a bar in text
WEEK = timedelta(weeks=1)
PER_WEEK = "quotes per week"


def monday(day: date) -> date:
    """Return the first day of a day's week."""
    return day - timedelta(days=day.weekday())


def per_week(of: str, counts: Sequence[tuple[date, int]], today: date, *, changed: Sequence[date] = ()) -> Chart | None:
    """Return a chart of quotes per week, or None for fewer than 4 quotes or 2 weeks with any.

    `counts` are (day, quotes) in any order; days older than 12 weeks or after today are left out. `changed` are days
    on which a position moved: the words for the chart name them.
    """
    weeks: Counter[date] = Counter()
    for day, number in counts:
        if first_week(today) <= day <= today:
            weeks[monday(day)] += number
    said = [week for week, number in weeks.items() if number]
    if len(said) < FEWEST_WEEKS or sum(weeks.values()) < FEWEST_QUOTES:
        return None
    shown = [min(said) + WEEK * number for number in range((max(said) - min(said)) // WEEK + 1)]
    labels = tuple(short(week) for week in shown)
    values = tuple(weeks[week] for week in shown)
    told = [f"week of {label} {value}" for label, value in zip(labels, values, strict=True)]
    moved = [short(day, today) for day in changed]
    marks = f"; {counted(len(moved), 'change')} on {listed(moved)}" if moved else ""
    return Chart(_title(of), labels, (Series("quotes", values),), f"Bar chart, {PER_WEEK}: {listed(told)}{marks}.")


def first_week(today: date) -> date:
    """Return the first day that a chart of today's may show."""
    return monday(today) - WEEK * (MOST_WEEKS - 1)


def strip(chart: Chart) -> str:
    """Return a chart as text, “3 Feb ▏█ 1   10 Feb ▏████ 4”; a line break never parts a bar from its week."""
    totals = [sum(values) for values in zip(*(each.values for each in chart.series), strict=True)]
    most = max(*totals, LONGEST_BAR)
    bars = ["█" * -(-total * LONGEST_BAR // most) for total in totals]
    parts = (f"{label} ▏{bar} {total}" for label, bar, total in zip(chart.labels, bars, totals, strict=True))
    return "   ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts)


def _title(of: str) -> str:
    title = f"{of}: {PER_WEEK}"
    return title if len(title) <= LONGEST_TITLE else PER_WEEK.capitalize()
