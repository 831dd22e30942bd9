"""What a command loads before it answers: waiting for imports is most of what a person waits for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
READING = {"bot.reading.read", "feedparser", "trafilatura", "lxml.html"}  # an answer comes from the ledger
CHATS = {"slack_bolt", "slack_sdk", "discord", "openai", "starlette", "uvicorn", "dbos", "apscheduler", "matplotlib"}
LEDGER = {"sqlalchemy", "pydantic", "structlog", "rich", "httpcore2"}


def loaded(folder: Path, *words: str) -> set[str]:
    """Return the modules that a command imports, as Python itself lists them."""
    program = [sys.executable, "-X", "importtime", "-m", "bot", *words]
    where = os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder)}
    done = subprocess.run(program, env=where, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return set(re.findall(r"(?m)^import time:.*\|\s+(\S+)$", done.stderr))


def test_help_loads_no_ledger(tmp_path: Path) -> None:
    """`onrecord --help` loads neither the ledger nor anything that reads or chats."""
    modules = loaded(tmp_path, "--help")
    assert "bot.cli.app" in modules
    assert modules & (READING | CHATS | LEDGER) == set()


def test_an_answer_loads_nothing_that_reads_or_chats(tmp_path: Path) -> None:
    """`onrecord who-said` loads the ledger, but no parser, no reading, no chat, no model and no other database."""
    loaded(tmp_path, "--demo", "who-said", "nato")  # reads the newswire
    modules = loaded(tmp_path, "--demo", "who-said", "nato")
    assert "sqlalchemy" in modules
    assert modules & (READING | CHATS | {"sqlalchemy.dialects.postgresql", "alembic"}) == set()
