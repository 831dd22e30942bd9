"""Run the encoder that points at speakers: a small network, its weights beside this file, on one core."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from bot.model.text import Span
from bot.reading.speakers.windows import Window

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

LONGEST = 512  # tokens that the network can see at once
_STEPS = 30  # characters from a place to the next token


class OnnxEncoder:
    """Tell who said each quotation by a network; it is loaded when it is first asked."""

    def __init__(self) -> None:
        """Make an encoder that threads may share; one thread of its own does its work, a window at a time.

        What many threads allocate in turn is given back by none of them: they held half as much memory again.
        """
        self._hand = ThreadPoolExecutor(1, "encoder")

    def __call__(self, asked: Sequence[Window]) -> list[list[list[float]]]:
        """Return for each window and quotation the likelihood of each mention, of nobody, of somebody unnamed."""
        return [self._hand.submit(self._answered, window).result() for window in asked]

    def _answered(self, window: Window) -> list[list[float]]:
        return _answered(self._session, Tokens(self._tokenizer.encode(window.text), window))

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        made = Tokenizer.from_str((files(__package__) / "tokenizer.json").read_text(encoding="utf-8"))
        made.no_padding()
        made.enable_truncation(LONGEST)
        return made

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # memory of a long text is given back
        options.graph_optimization_level = (
            onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        )  # more: as fast, and larger
        with as_file(files(__package__) / "pointer.onnx") as weights:
            return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def _answered(session: InferenceSession, tokens: Tokens) -> list[list[float]]:
    """Return the likelihoods for each quotation of one window."""
    import numpy as np

    given = {
        "ids": np.array([tokens.ids], np.int64),
        "quotes": np.array([tokens.quotes], np.int64),
        "mentions": np.array([tokens.mentions], np.int64).reshape(1, -1, 2),
        "buckets": np.array([tokens.buckets], np.int64).reshape(1, len(tokens.quotes), -1),
    }
    (likely,) = session.run(["likely"], given)
    return [tokens.spread(row) for row in likely[0].tolist()]


class Tokens:
    """Hold a window as the network sees it: tokens, and where in them quotations and mentions stand."""

    def __init__(self, encoding: Encoding, window: Window) -> None:
        """Find the quotations and mentions of a window among its tokens; what was cut off is left out."""
        self.window = window
        self.ids: list[int] = encoding.ids
        self._token = encoding.char_to_token
        self._size = len(window.text)
        last = len(self.ids) - 1
        self.quotes = [self._at(quote) or (last, last) for quote in window.quotes]
        places = [self._at(mention) for mention in window.mentions]
        self.kept = [number for number, place in enumerate(places) if place]
        self.mentions = [place for place in places if place]
        self.buckets = [[window.bucket(quote, number) for number in self.kept] for quote in window.quotes]

    def _at(self, span: Span) -> tuple[int, int] | None:
        """Return the first and the last token of a stretch."""
        first = self._nearest(span.start, 1)
        last = self._nearest(span.end - 1, -1)
        return None if first is None or last is None or last < first else (first, last)

    def _nearest(self, place: int, step: int) -> int | None:
        for at in range(place, place + step * _STEPS, step):
            if not 0 <= at < self._size:
                break
            token = self._token(at)
            if token is not None:
                return int(token)
        return None

    def spread(self, likely: Sequence[float]) -> list[float]:
        """Return the likelihoods of all mentions of the window, of nobody and of somebody unnamed."""
        found = [0.0] * len(self.window.mentions)
        for number, chance in zip(self.kept, likely, strict=False):
            found[number] = chance
        return [*found, *likely[-2:]]
