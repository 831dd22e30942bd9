"""The program itself with a language model behind a real server, as its operator starts it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.servers.openai import Asked, ModelServer, Reply, answering, data_of, honest, problem, task_of

ROOT = Path(__file__).parents[2]
KEY = "sk-not-to-be-seen"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """Serve an honest model."""
    with ModelServer() as running:
        yield running


@pytest.fixture
def onrecord(server: ModelServer, tmp_path: Path) -> Run:
    """Give the program with a model, in a folder of its own."""
    mine = {"XDG_CACHE_HOME": str(tmp_path), "ONRECORD_MODEL": "test-model", "ONRECORD_MODEL_URL": server.url}

    def run(*words: str, key: str = KEY, **more: str) -> subprocess.CompletedProcess[str]:
        env = os.environ | mine | {"ONRECORD_MODEL_KEY": key, "ONRECORD_LOG_LEVEL": "debug", "COLUMNS": "400"} | more
        program = [sys.executable, "-m", "bot", *words]
        path = {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            program, env=env | path, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
        )
        done.stdout = " ".join(done.stdout.split())  # a terminal's line breaks are none of ours here
        return done

    return run


def test_the_demo_with_a_model(onrecord: Run, server: ModelServer, tmp_path: Path) -> None:
    """The digest names the model and shows gists; status and doctor say what it costs and what leaves; no key in it."""
    digest = onrecord("--demo", "digest", "preview")
    assert "engine: test-model" in digest.stdout, digest.stderr
    assert "In short, chosen by a machine:" in digest.stdout
    status = onrecord("--demo", "onrecord", "status").stdout
    assert f"{len(server.asked)} answers paid" in status
    doctor = onrecord("--demo", "doctor").stdout
    assert "test-model at 127.0.0.1 gets articles with quotes that a channel follows" in doctor
    logs = "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.log"))
    assert KEY not in digest.stdout + digest.stderr + status + doctor + logs
    paid = len(server.asked)
    onrecord("--demo", "poll")
    assert len(server.asked) == paid


def test_doctor_tries_the_model(onrecord: Run, server: ModelServer) -> None:
    """One small request, each time anew: how the server wants to be asked, or what is wrong and what to do."""
    onrecord("onrecord", "status")
    for _ in range(2):
        assert "s; its server takes JSON schemas, calls its limit max_tokens" in onrecord("doctor").stdout
    assert len(server.asked) == 2

    def odd(asked: Asked) -> Reply:
        good = answering(honest)(asked)
        return problem(400, "json_schema is not supported") if "json_schema" in str(asked["response_format"]) else good

    server.answer = odd
    assert "knows JSON, not schemas" in onrecord("doctor").stdout
    server.answer = lambda _asked: problem(400, f"Bad word {KEY} in your request")
    refused = onrecord("doctor").stdout
    assert "NOT model The model's server refuses the request (400). It says: message bad word … in your" in refused
    server.answer = lambda _asked: Reply('{"line": "changes"}')
    assert "It did not understand a plain question" in onrecord("doctor").stdout
    server.answer = lambda _asked: Reply("I would rather talk about boats.")
    assert "It does not keep to the form that it is asked for: take a larger model" in onrecord("doctor").stdout


def test_the_demo_without_a_key(onrecord: Run, server: ModelServer) -> None:
    """Without the key the rules write the digest, nothing is sent, and doctor says which word is missing."""
    digest = onrecord("--demo", "digest", "preview", key="")
    assert "engine: rules" in digest.stdout
    assert "ONRECORD_MODEL_KEY is not set: nothing is sent" in onrecord("--demo", "doctor", key="").stdout
    assert not server.asked


def test_the_demo_with_a_dead_endpoint(onrecord: Run, server: ModelServer) -> None:
    """The whole digest comes by rules, after a few requests, and its footer says why."""
    server.answer = lambda _asked: problem(500, "oops")
    digest = onrecord("--demo", "digest", "preview")
    assert "rules (model is down)" in digest.stdout
    assert "5 stories" in digest.stdout
    assert 2 <= len(server.asked) <= 3  # two at a time: one more may be under way; none for the order


def test_a_prompt_is_measured(onrecord: Run, server: ModelServer) -> None:
    """It prints agreement and cost over the newswire, as the README has them; the second time pays nothing."""
    words = ("eval", "prompt", "condense", "--model", "gpt-5-mini")
    first = onrecord(*words)
    assert first.returncode == 0, first.stderr
    assert "the speaker as by rules:" in first.stdout
    assert {asked["model"] for asked in server.asked} == {"gpt-5-mini"}
    paid = f"{len(server.asked)} answers, 35,666 tokens"
    assert f"paid: {paid}, 0.0127" in first.stdout
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert paid in readme
    assert "| `gpt-5-mini` | 0.0127 |" in readme
    assert "paid: 0 answers, 0 tokens, 0.0000" in onrecord(*words).stdout


def test_a_model_is_scored_against_labels(onrecord: Run, tmp_path: Path) -> None:
    """Names by rules and with the model, and what it cost; a line without labels is answered with how one looks."""
    text = "“We will build both roads,” Ana Kovač said. “Nobody asked the fishermen,” Tom Reed said."
    label = {"words": "We will build both roads", "speaker": "Ana Kovač", "key": True}
    file = tmp_path / "labels.jsonl"
    file.write_text(json.dumps({"text": text, "quotes": [label, label | {"words": "Nobody asked the fishermen"}]}))
    shown = onrecord("eval", "model", "--file", str(file)).stdout
    assert "with test-model: 1 of 2 speakers named, 1 of 2 names wrong, first quote a key one in" in shown
    assert "paid: 1 answers" in shown
    file.write_text("{}")
    assert "A line is not like" in onrecord("eval", "model", "--file", str(file)).stderr


def test_only_what_is_there_is_measured(onrecord: Run) -> None:
    """Another task, or no key, is answered with what to type."""
    assert "onrecord eval prompt condense" in onrecord("eval", "prompt", "gist").stderr
    assert "set ONRECORD_MODEL_KEY" in onrecord("eval", "prompt", key="").stderr


def test_a_killed_process_does_not_pay_twice(onrecord: Run, server: ModelServer, tmp_path: Path) -> None:
    """Killed while it waits for an answer, the program takes those before from the ledger at its next start."""
    asked: list[bool] = []
    words = ("eval", "prompt", "condense", "--most", "12")

    def kill(request: Asked) -> Reply:
        if task_of(data_of(request)) == "gist" and not asked:
            asked.append(True)
            for each in psutil.Process().children(recursive=True):
                if each.cmdline()[1:] == ["-m", "bot", *words]:
                    each.kill()
        return answering(honest)(request)

    server.answer = kill
    assert onrecord(*words).returncode == -signal.SIGKILL
    again = onrecord(*words)
    assert "by the model: 12" in again.stdout
    chosen = [str(data_of(request)) for request in server.asked if task_of(data_of(request)) == "condense"]
    assert len(chosen) == len(set(chosen)) == 12
    assert (tmp_path / "onrecord.db").exists()
