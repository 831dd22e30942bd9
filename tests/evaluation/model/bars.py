"""The figures by which a language model is judged, each for the rules alone and for readers in a model's place."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli.scoring import Score, Scores, scored
from bot.config import PRICES, Settings
from bot.desk import Desk
from bot.edges.engines.endpoint import Endpoint
from bot.edges.engines.manner import THOUGHTS
from tests.e2e.newsroom import newsroom
from tests.evaluation.model import recordings
from tests.evaluation.model.readers import BAD, Brain, Strong
from tests.evaluation.model.recordings import Recording
from tests.servers.openai import ModelServer, answering

ROOT = Path(__file__).parents[3]
OPENAI = str(Settings.model_fields["model_url"].default)
STRONG = "strong reader"


@contextmanager
def asked(brain: Brain) -> Iterator[tuple[Desk, ModelServer]]:
    """Hold a desk open whose model answers by a brain, over HTTP."""
    with (
        pytest.MonkeyPatch.context() as patch,
        tempfile.TemporaryDirectory() as folder,
        ModelServer(answering(brain)) as server,
        newsroom(
            Path(folder), server.url, patch, model_timeout=20, model_day_tokens=10**9, model_month_tokens=10**9
        ) as (desk, _),
    ):
        yield desk, server


def against(recording: Recording, brain: Brain) -> Scores:
    """Return the rules and a model with this brain over a recording's labels."""
    with asked(brain) as (desk, _):
        return scored(desk.engine, desk.local, recording.rows)


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold what is measured, on which recording, and how it is told of a score."""

    name: str
    recording: Callable[[], Recording]
    told: Callable[[Score, Recording], str]


def _names(score: Score, _: Recording) -> str:
    return f"{_share(score.wrong, score.right + score.wrong)} wrong; {_share(score.right, score.labels)} named"


def _moves(score: Score, _: Recording) -> str:
    found = score.moves
    return f"{_share(found.right, found.told)} right; {_share(found.right, found.there)} found"


def _changes(score: Score, recording: Recording) -> str:
    old = score.recalled
    return f"{_moves(score, recording)}; {old.told} of {old.there} old told as new"


def _pairs(score: Score, _: Recording) -> str:
    found = score.pairs
    share = f"{_share(found.right, found.told)} right; {_share(found.right, found.there)} found"
    return f"{share}; {found.other_way} the wrong way"


def _false_pairs(score: Score, recording: Recording) -> str:
    return f"{score.pairs.told} in {len(recording.rows)}"


def _false_moves(score: Score, recording: Recording) -> str:
    return f"{1000 * score.moves.told / recording.sentences:.1f} ({score.moves.told} in {recording.sentences:,})"


def _lead(score: Score, _: Recording) -> str:
    return f"{_share(score.leads, score.articles)} ({score.leads} of {score.articles})"


def _short(score: Score, _: Recording) -> str:
    found = score.shorts
    return f"{found.told} of {found.there} have one; {found.right} right"


def _share(some: int, many: int) -> str:
    """Return a share in percent with the numbers that it is of."""
    return f"{100 * some / many:.1f} % of {many}" if many else "none"


BARS = (
    Bar("names that are shown", recordings.names, _names),
    Bar("reported changes, shown as news", recordings.changes, _changes),
    Bar("changes and splits in short texts", recordings.moves, _moves),
    Bar("splits", recordings.splits, _moves),
    Bar("pairs of quotes, half of them moved", recordings.pairs, _pairs),
    Bar("pairs of quotes as they come: false changes", recordings.natural, _false_pairs),
    Bar("false changes and splits in 1,000 plain sentences", recordings.plain, _false_moves),
    Bar("the demo: names that are shown", recordings.day, _names),
    Bar("the demo: lead quote is one of the editor's three", recordings.day, _lead),
    Bar("the demo: in short", recordings.day, _short),
)


def lines(*, bad: bool = True) -> Iterator[str]:
    """Yield the bars, each for the rules, for a strong reader, and for bad ones."""
    done: dict[tuple[str, str], Scores] = {}

    def score(bar: Bar, name: str, recording: Recording) -> Scores:
        key = (bar.recording.__name__, name)
        if key not in done:
            done[key] = against(recording, Strong(recording) if name == STRONG else BAD[name])
        return done[key]

    for bar in BARS:
        recording = bar.recording()
        yield f"\n{bar.name}"
        strong = score(bar, STRONG, recording)
        yield f"  {'rules':<16}{bar.told(strong.rules, recording)}"
        for name in (STRONG, *(BAD if bad else ())):
            found = score(bar, name, recording)
            stayed = sum(found.why.values())
            yield f"  {name:<16}{bar.told(found.model, recording)}{f'; {stayed} by the rules' if stayed else ''}"


def previewed(url: str) -> str:
    """Return the digest of the demo's last morning as its operator sees it; without an address it is the rules'."""
    model = {"ONRECORD_MODEL": "recorded", "ONRECORD_MODEL_URL": url, "ONRECORD_MODEL_KEY": "any"} if url else {}
    rest = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    with tempfile.TemporaryDirectory() as folder:
        env = rest | model | {"XDG_CACHE_HOME": folder, "PYTHONPATH": str(ROOT), "COLUMNS": "160"}
        program = [sys.executable, "-m", "bot", "--demo", "digest", "preview"]
        done = subprocess.run(program, env=env, cwd=folder, capture_output=True, text=True, check=True, timeout=300)
    return done.stdout


def morning() -> Iterator[str]:
    """Yield how the demo's last morning is told with a strong reader and without."""
    editor = recordings.stored("day")["editor"]
    with ModelServer(answering(Strong(recordings.day()))) as server:
        shown = {"rules": previewed(""), STRONG: previewed(server.url)}
    yield "\nthe demo's last morning: stories of the editor's five"
    for name, text in shown.items():
        yield f"  {name:<16}{sum(each in text for each in editor)} of {len(editor)}, in this order:"
        yield from (f"    {each}" for each in _stories(text))


def _stories(text: str) -> Iterator[str]:
    """Yield the headlines of a digest, each with the first line of the words below it."""
    told = [each.strip() for each in text.splitlines()]
    for at, each in enumerate(told):
        if found := re.match(r"\d+\. (.+)", each):
            said = next(one for one in told[at + 1 :] if one.startswith("│"))
            yield f"{found[1]} · {said.removeprefix('│ ')}"


def costs() -> Iterator[str]:
    """Yield what 1,000 articles like our longer ones cost, by model: without thoughts, and with all their room."""
    recording = recordings.plain()
    with asked(Strong(recording)) as (desk, server):
        scored(desk.engine, desk.local, recording.rows)
        sent = sum(len(each["content"]) for one in server.asked for each in one["messages"]) // 4
        answers, articles_read = len(server.asked), len(recording.rows)
        written = desk.store.spending(desk.clock.now()).month_tokens - sent
    yield f"\ncost of 1,000 articles like our {articles_read} longer ones ({answers} answers); with all thoughts"
    for name, (into, out) in PRICES.items():
        plain = (sent * into + written * out) / articles_read / 1000
        thinks = Endpoint(OPENAI, name, "none", 1.0).thinks
        thoughts = THOUGHTS * out * answers / articles_read / 1000 if thinks else 0.0
        yield f"  {name:<16}{plain:.2f}; {plain + thoughts:.2f}"
