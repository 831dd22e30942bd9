"""What the encoder must do with its weights as they are in the repository."""

from __future__ import annotations

import hashlib
import threading
from importlib.resources import files

import pytest

from bot.edges.encoder.onnx import OnnxEncoder
from bot.model.text import Span
from bot.reading.read import read
from bot.reading.speakers.windows import Window
from tests.unit.reading import article

ENCODER = OnnxEncoder()

# The rules alone are silent or unsure here: whose words they are is told by more than the nearest name.
CALLED = "Hugo Brandt met Orla Finch in Sarn. Finch, who leads the board, called his plan “a lake of debt”."
TOLD = (
    "On Monday Orla Finch and Hugo Brandt came to look at the old dam above the town.\n\n“We have waited for thirty"
    " years.”\n\nFinch was cheered by fishermen. “Now we will build it,” she told them."
)
TEXTS = ((CALLED, "Orla Finch"), (TOLD, "Orla Finch"))


@pytest.mark.parametrize(("text", "name"), TEXTS)
def test_it_points_at_whose_words_they_are(text: str, name: str) -> None:
    """The last quotation gets its speaker, who is not merely the nearest name."""
    speaker = read(article(text), ENCODER).quotes[-1].speaker
    assert speaker is not None
    assert speaker.name == name


def test_likelihoods_are_a_distribution_whatever_the_text() -> None:
    """Each quotation gets a number for every mention and the two classes, adding up to one; a cut-off one, too."""
    text = "“Dam” " * 400
    long = Window(text, (Span(0, 5), Span(2300, 2305)), (0, 1), (Span(1, 4), Span(2301, 2304)), ("Dam", "Dam"), 0, 0)
    bare = Window("“Yes.”", (Span(0, 6),), (0,), (), (), 0, 0)
    for window, answers in zip([long, bare], ENCODER([long, bare]), strict=True):
        assert len(answers) == len(window.quotes)
        for likely in answers:
            assert len(likely) == len(window.mentions) + 2
            assert abs(sum(likely) - 1) < 1e-3


def test_threads_share_it() -> None:
    """Several threads get the same answers as one, also when none has loaded it yet."""
    shared, found = OnnxEncoder(), list[list[list[list[float]]]]()
    window = Window("Orla Finch said “no”.", (Span(16, 20),), (0,), (Span(0, 10),), ("Orla Finch",), 0, 0)
    threads = [threading.Thread(target=lambda: found.append(shared([window]))) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == [ENCODER([window])] * 4


def test_the_weights_are_those_that_were_written_down() -> None:
    """ORIGIN names the hash of the weights as they are."""
    folder = files("bot.edges.encoder")
    weights = hashlib.sha256((folder / "pointer.onnx").read_bytes()).hexdigest()
    assert weights in (folder / "ORIGIN").read_text(encoding="utf-8")
