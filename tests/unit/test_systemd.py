"""Systemd hears when the program is up and that it lives."""

from __future__ import annotations

import socket
import tempfile
from pathlib import Path

import pytest

from bot.edges import systemd


def test_a_state_reaches_who_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told arrives at the socket that systemd named."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(Path(folder) / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(Path(folder) / "notify"))
        systemd.tell(systemd.READY)
        assert ear.recv(100) == b"READY=1"


def test_without_systemd_nothing_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody to tell, or one who is gone, is no error."""
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    systemd.tell(systemd.ALIVE)
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nobody"))
    systemd.tell(systemd.ALIVE)
