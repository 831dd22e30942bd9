"""Charts: counts per week, as text and as a picture."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from matplotlib.image import imread

from bot.briefing.blocks import plain
from bot.briefing.charts import MOST_WEEKS, monday, per_week, strip
from bot.edges.platforms.kit.picture import HEIGHT, WIDTH, png
from bot.model.message import Chart, Message, Series

TODAY = date(2025, 2, 14)
EXAMPLE = per_week("Hegseth on Ukraine", [(date(2025, 2, 5), 1), (date(2025, 2, 12), 3), (TODAY, 1)], TODAY)


def test_quotes_are_counted_by_their_week() -> None:
    """A chart names each week by its Monday, and says the same in words, in text bars and to screen readers."""
    assert (
        Chart(
            "Hegseth on Ukraine: quotes per week",
            ("3 Feb", "10 Feb"),
            (Series("quotes", (1, 4)),),
            "Bar chart, quotes per week: week of 3 Feb 1 and week of 10 Feb 4.",
        )
        == EXAMPLE
    )
    assert strip(EXAMPLE).replace("\N{NO-BREAK SPACE}", " ") == "3 Feb ▏█ 1   10 Feb ▏████ 4"
    assert "week of 10 Feb 4" in plain(Message((EXAMPLE,)))


def test_little_has_no_chart() -> None:
    """Fewer than four quotes or two weeks are told by the list alone; so is what is older than 12 weeks."""
    week = timedelta(weeks=1)
    assert per_week("x", [(TODAY, 9)], TODAY) is None
    assert per_week("x", [(TODAY, 2), (TODAY - week, 1)], TODAY) is None
    assert per_week("x", [(TODAY, 2), (TODAY - MOST_WEEKS * week, 9)], TODAY) is None
    assert per_week("x", [(TODAY, 2), (TODAY + week, 9)], TODAY) is None
    assert per_week("x", [(TODAY, 2), (TODAY - week, 2)], TODAY)


@given(
    st.lists(st.tuples(st.dates(date(2024, 9, 1), date(2025, 3, 9)), st.integers(0, 5_000)), max_size=40),
    st.text(max_size=80),
)
def test_a_chart_counts_every_quote_of_its_weeks(counts: list[tuple[date, int]], of: str) -> None:
    """Whatever the counts, a chart has 2 to 12 weeks without a gap, all their quotes, and a title that fits."""
    chart = per_week(of, counts, TODAY)
    if chart is None:
        return
    (series,) = chart.series
    inside = [
        (day, number) for day, number in counts if monday(TODAY) - timedelta(weeks=MOST_WEEKS - 1) <= day <= TODAY
    ]
    assert sum(series.values) == sum(number for _, number in inside)
    assert 2 <= len(chart.labels) == len(series.values) <= MOST_WEEKS
    assert series.values[0] > 0
    assert series.values[-1] > 0
    assert len(chart.title) <= 50
    assert max(part.count("█") for part in strip(chart).split("   ")) <= 8
    assert ["█" in part for part in strip(chart).split("   ")] == [value > 0 for value in series.values]


def test_the_picture_can_be_read_in_every_theme() -> None:
    """A chart's picture is 640 pixels wide, light and opaque, with a border of two dark pixels around it."""
    assert EXAMPLE
    many = Chart("x", EXAMPLE.labels, tuple(Series(f"label {number}", (1, 2)) for number in range(6)), "")
    for chart in (EXAMPLE, many):
        shown = imread(BytesIO(png(chart)))
        assert shown.shape == (HEIGHT, WIDTH, 4)
        assert shown[:, :, 3].min() == 1.0
        assert shown[-5, 5, :3].min() == 1.0
        for edge in (shown[:2], shown[-2:], shown[:, :2], shown[:, -2:]):
            assert edge[:, :, :3].max() < 0.8
