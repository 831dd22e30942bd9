"""The small web server beside the work: /healthz, /readyz, /metrics, over real sockets."""

from __future__ import annotations

import re
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from bot.edges.site.app import Counts, Server, app_of, place
from bot.errors import BadSetting
from bot.model.query import Totals

POLLED = datetime(2025, 2, 14, 9, tzinfo=UTC)
TOTALS = Totals(9, 100, 80, 240, 60, 3, 1, 2, POLLED)


@dataclass
class State:
    """Hold what the server is to say."""

    wrong: str = ""
    totals: Totals = TOTALS


@pytest.fixture
def state() -> State:
    """Give a state that a test may change while the server runs."""
    return State()


@pytest.fixture
def server(state: State) -> Iterator[Server]:
    """Give a server on a free port."""
    made = Server(app_of(lambda: state.wrong, Counts(lambda: state.totals, lambda: 2)), "127.0.0.1:0")
    made.start()
    yield made
    made.stop()


def asked(server: Server, path: str) -> tuple[int, str]:
    """Return the status and body of a path."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_health_is_alive_whatever_is_wrong(server: Server, state: State) -> None:
    """A living process answers 200 also while its database does not."""
    state.wrong = "The ledger is locked."
    assert asked(server, "/healthz") == (200, "alive\n")


def test_readiness_says_what_is_wrong(server: Server, state: State) -> None:
    """Ready is 200; not ready is 503 with the sentence, and ready again once it is mended."""
    assert asked(server, "/readyz") == (200, "ready\n")
    state.wrong = "The clock has not ticked for two minutes."
    assert asked(server, "/readyz") == (503, "The clock has not ticked for two minutes.\n")
    state.wrong = ""
    assert asked(server, "/readyz")[0] == 200


def test_metrics_are_the_ledgers_counts_now(server: Server, state: State) -> None:
    """Each count is a gauge of ours, read when asked; nothing of the library's own is added."""
    state.totals = replace(TOTALS, quotes=241)
    status, body = asked(server, "/metrics")
    values = dict(re.findall(r"^(\w+) ([\d.e+]+)$", body, re.MULTILINE))
    assert status == 200
    assert (float(values["onrecord_quotes"]), float(values["onrecord_feeds_failing"])) == (241, 2)
    assert float(values["onrecord_last_poll_seconds"]) == POLLED.timestamp()
    assert all(name.startswith("onrecord_") for name in values)


def test_metrics_before_the_first_poll(server: Server, state: State) -> None:
    """A ledger that was never polled has a time of 0, not an error."""
    state.totals = replace(TOTALS, last_poll_at=None)
    assert "onrecord_last_poll_seconds 0.0" in asked(server, "/metrics")[1]


def test_other_paths_are_not_found(server: Server) -> None:
    """Nothing else is served."""
    assert asked(server, "/")[0] == 404


def test_a_taken_port_is_said_in_words(server: Server, state: State) -> None:
    """A second server on the same port says that the address is in use."""
    second = Server(app_of(lambda: state.wrong, Counts(lambda: TOTALS, lambda: 0)), f"127.0.0.1:{server.port}")
    with pytest.raises(BadSetting, match="in use"):
        second.start()


def test_an_address_of_another_machine_is_said_in_words(state: State) -> None:
    """An address that this machine does not have is refused with a sentence."""
    other = Server(app_of(lambda: state.wrong, Counts(lambda: TOTALS, lambda: 0)), "192.0.2.1:8080")
    with pytest.raises(BadSetting, match="not this machine's"):
        other.start()


@pytest.mark.parametrize(
    ("address", "read"),
    [
        ("127.0.0.1:8080", ("127.0.0.1", 8080)),
        (":8080", ("127.0.0.1", 8080)),
        ("8080", ("127.0.0.1", 8080)),
        ("[::1]:9000", ("::1", 9000)),
        ("0.0.0.0:80", ("0.0.0.0", 80)),  # noqa: S104 - what an operator may ask for
    ],
)
def test_an_address_is_read(address: str, read: tuple[str, int]) -> None:
    """Host and port are read; without a host only this machine is served."""
    assert place(address) == read


@pytest.mark.parametrize("address", ["", "localhost", ":http", "127.0.0.1:65536", "127.0.0.1:-1", ":²"])
def test_what_is_no_address_is_refused(address: str) -> None:
    """A typing mistake is answered with an example of an address."""
    with pytest.raises(BadSetting, match=r"127\.0\.0\.1:8080"):
        place(address)


def test_stopping_is_quick_and_frees_the_port(state: State) -> None:
    """The server stops within two seconds although a client holds a connection open, and its port is free again."""
    made = Server(app_of(lambda: state.wrong, Counts(lambda: TOTALS, lambda: 0)), "127.0.0.1:0")
    made.start()
    port = made.port
    with socket.create_connection(("127.0.0.1", port)):
        started = time.monotonic()
        made.stop()
        assert time.monotonic() - started < 2
    assert "http" not in {thread.name for thread in threading.enumerate()}
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))
