"""Charts as pictures, for where a platform draws none itself; matplotlib, an extra, draws them."""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO

from bot.model.message import Chart

WIDTH, HEIGHT, DPI = 640, 360, 100  # pixels, pixels, pixels per inch
TEXT = 10.0  # points: 14 pixels
CARD, INK, EDGE = "#ffffff", "#1d1c1d", "#8d8d8d"
BARS = ("#1f4e79", "#b5651d", "#4f7942", "#7b5ea7", "#8a8a8a", "#c2a83e")
HATCHES = ("", "//", "..", "xx", "\\\\", "++")  # colour alone tells nothing


def drawable() -> bool:
    """Return True where pictures can be drawn, False where a chart has to be text."""
    return find_spec("matplotlib") is not None


def png(chart: Chart) -> bytes:
    """Return a chart as a PNG of 640 x 360 pixels: an opaque light card, so that it can be read in every theme."""
    # Imported here: it takes about a second, and most processes draw no chart.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    figure = Figure(  # half of the border lies outside: 2 pixels are seen
        (WIDTH / DPI, HEIGHT / DPI), DPI, facecolor=CARD, edgecolor=EDGE, linewidth=4 * 72 / DPI, layout="constrained"
    )
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_subplot(facecolor=CARD)
    below = [0] * len(chart.labels)
    for number, series in enumerate(chart.series):
        axes.bar(
            range(len(chart.labels)),
            series.values,
            0.7,
            below,
            label=series.name,
            color=BARS[number % len(BARS)],
            hatch=HATCHES[number % len(HATCHES)],
            edgecolor=CARD,
        )
        below = [under + value for under, value in zip(below, series.values, strict=True)]
    for place, total in enumerate(below):
        axes.text(place, total, str(total), ha="center", va="bottom", fontsize=TEXT, color=INK)
    many = len(chart.labels) > 8
    axes.set_xticks(range(len(chart.labels)), chart.labels, fontsize=TEXT, color=INK, rotation=35 if many else 0)
    axes.tick_params(axis="y", labelsize=TEXT, labelcolor=INK)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right"]].set_visible(False)
    axes.margins(y=0.15)
    if len(chart.series) > 1:
        axes.legend(fontsize=TEXT, frameon=False)
    picture = BytesIO()
    canvas.print_png(picture)  # type: ignore[no-untyped-call]
    return picture.getvalue()
