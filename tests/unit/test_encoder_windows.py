from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.text import Span
from bot.reading.read import mentioned, scene_of
from bot.reading.speakers.windows import BUCKETS, FRONT, GAP, PARAGRAPH, SIZE, Condensed, Window, windows

PIECES = st.sampled_from(
    [
        "“We will build the dam,” Orla Finch said. ",
        "Hugo Brandt left Sarn. ",
        "\n\n",
        "“No,” he said. ",
        "Rain. ",
        "“" + "word " * 90 + "” ",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


def cut(text: str, asked: list[int] | None = None) -> tuple[list[Span], list[Window]]:
    scene, lines = scene_of(text)
    quotes = [stretch.outer for line in lines for stretch in line.stretches]
    return quotes, list(windows(text, quotes, mentioned(scene), asked))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_each_quotation_stands_in_one_window_with_its_marks(text: str) -> None:
    """Every quotation is shown once, from its opening mark on, and what is cut is the middle of a long one."""
    quotes, found = cut(text)
    assert sorted(number for window in found for number in window.numbers) == list(range(len(quotes)))
    for window in found:
        for number, span in zip(window.numbers, window.quotes, strict=True):
            whole = quotes[number].of(text)
            shown = span.of(window.text)
            assert shown == whole or (GAP in shown and whole.startswith(shown.split(GAP)[0]))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_mentions_keep_their_words_and_windows_their_size(text: str) -> None:
    """A mention's place holds words of its name, in front or in the text; a window has an end."""
    _, found = cut(text)
    for window in found:
        assert len(window.text) <= SIZE + FRONT + 40
        assert [span.start < window.begins for span in window.mentions] == [
            number < window.front for number in range(len(window.mentions))
        ]
        for span, name in zip(window.mentions, window.names, strict=True):
            assert set(span.of(window.text).split()) <= {*name.split(), "Finch", "Brandt"}
        for quote in window.quotes:
            assert all(0 <= window.bucket(quote, number) < BUCKETS for number in range(len(window.mentions)))


def test_only_what_is_asked_is_shown() -> None:
    """Windows are made for the quotations that are asked; others are shown only where they stand beside one."""
    text = "\n\n".join(f"“Dam number {n} is safe,” Orla Finch said. " + "Water is wet. " * 200 for n in range(6))
    _, found = cut(text, [1, 4])
    assert [window.numbers for window in found] == [(1,), (4,)]


def test_the_names_of_the_text_before_stand_in_front() -> None:
    """Who was named in full before a window is named in front of it, whoever was named last and most of all."""
    text = "Orla Finch came. Hugo Brandt left. " + "Water is wet. " * 100 + "\n\n“The dam is safe,” Finch said."
    _, (window,) = cut(text)
    assert set(window.names[: window.front]) == {"Orla Finch", "Hugo Brandt"}
    assert window.names[-1] == "Orla Finch"


@given(st.text("ab \n“”", max_size=400))
def test_places_keep_their_order_and_letters(text: str) -> None:
    """Condensing moves places in their order, and each letter that is kept stays that letter."""
    quotes = [stretch.outer for line in scene_of(text)[1] for stretch in line.stretches]
    short = Condensed(text, quotes)
    places = [short.place(at) for at in range(len(text) + 1)]
    assert places == sorted(places)
    assert len(short.text) <= len(text) + text.count("\n") * len(PARAGRAPH)
    letters = [(at, letter) for at, letter in enumerate(text) if letter in "ab"]
    if len(text) < 250:
        assert [short.text[places[at]] for at, _ in letters] == [letter for _, letter in letters]
