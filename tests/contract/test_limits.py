"""Nodes that share a ledger on Postgres are together as polite as one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from bot.edges.engines.breaker import Breaker
from bot.edges.engines.hands import RequestSlots
from bot.edges.stores.limits import SharedLimits
from bot.edges.stores.sql import SqlStore
from bot.edges.web.pace import PER_HOST, Hosts
from bot.errors import EngineError, FetchError
from tests.contract.conftest import database_in, drop

HOST, MODEL = "news.example", "https://model.example/v1"
LONG = 1_000.0  # seconds that no test takes
NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)


@pytest.fixture
def nodes(postgres: str) -> Iterator[tuple[SharedLimits, SharedLimits]]:
    """Give what two nodes share."""
    address = database_in(postgres)
    stores = SqlStore(address), SqlStore(address)
    stores[0].migrate()
    limits = SharedLimits(stores[0].database), SharedLimits(stores[1].database)
    yield limits
    for each in limits:
        each.close()
    for store in stores:
        store.close()
    drop(postgres, address)


def test_places_are_shared(nodes: tuple[SharedLimits, SharedLimits]) -> None:
    """What one node holds no other one gets, until it is given back; another host has places of its own."""
    a, b = nodes
    assert [a.take(HOST, 2, 0, LONG), b.take(HOST, 2, 0, LONG)] == [(0, 0.0), (1, 0.0)]
    assert a.take(HOST, 2, 0, LONG) is b.take(HOST, 2, 0, LONG) is None
    assert b.take("other.example", 2, 0, LONG) == (0, 0.0)
    b.give(HOST, 0)  # not its own
    assert b.take(HOST, 2, 0, LONG) is None
    a.give(HOST, 0)
    assert b.take(HOST, 2, 0, LONG) == (0, 0.0)


def test_the_place_of_a_dead_process_is_free_at_once(nodes: tuple[SharedLimits, SharedLimits]) -> None:
    """A process whose connections are gone holds nothing, whatever its lease says; one that lives keeps its place."""
    a, b = nodes
    assert a.take(HOST, 1, 0, LONG) == (0, 0.0)
    assert b.take(HOST, 1, 0, LONG) is None
    a.close()
    assert b.take(HOST, 1, 0, LONG) == (0, 0.0)
    a.give(HOST, 0)  # what it thought its own
    assert a.take(HOST, 1, 0, LONG) is None


def test_the_place_of_a_sleeping_node_is_free_after_its_lease(nodes: tuple[SharedLimits, SharedLimits]) -> None:
    """A node that never gives its place back holds it for the lease and no longer."""
    a, b = nodes
    assert a.take(HOST, 1, 0, 0.0) == (0, 0.0)
    assert b.take(HOST, 1, 0, LONG) == (0, 0.0)
    a.give(HOST, 0)  # it wakes up, and takes nothing away from the other
    assert a.take(HOST, 1, 0, LONG) is None


def test_turns_are_a_pause_apart_whoever_takes_them(nodes: tuple[SharedLimits, SharedLimits]) -> None:
    """Three requests of two nodes begin one, two pauses after the first."""
    a, b = nodes
    waits = [found[1] for each in (a, b, a) if (found := each.take(HOST, 3, LONG, LONG))]
    assert [round(each / LONG, 1) for each in waits] == [0, 1, 2]


def test_a_host_that_one_node_leaves_alone_all_leave_alone(nodes: tuple[SharedLimits, SharedLimits]) -> None:
    """A host that asked one node to come back later is not asked by another, and the reason is known there."""
    one, other = (Hosts(0, shared=each) for each in nodes)
    url = f"https://{HOST}/feed"
    assert other.away(url) == (timedelta(0), "")
    one.leave(url, timedelta(hours=1), "asks us to come back later")
    left, why = other.away(url)
    assert timedelta(minutes=50) < left <= timedelta(hours=1)
    assert why == "asks us to come back later"


def test_two_nodes_ask_one_host_two_at_once(nodes: tuple[SharedLimits, SharedLimits]) -> None:
    """However many threads of two nodes want a host, two at most are there at the same time, and all come round."""
    there: list[int] = []
    most: list[int] = []
    lock, both = threading.Lock(), threading.Barrier(PER_HOST)

    def visit(hosts: Hosts) -> None:
        with hosts.visiting(f"https://{HOST}/feed"):
            with lock:
                there.append(1)
                most.append(len(there))
            both.wait(30)  # nobody goes before two are there
            with lock:
                there.pop()

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(visit, Hosts(0, shared=each)) for each in nodes for _ in range(4)]:
            done.result()
    assert (len(most), max(most)) == (8, PER_HOST)


def test_a_host_whose_places_stay_taken_is_slow(nodes: tuple[SharedLimits, SharedLimits]) -> None:
    """Who waits in vain for another node's requests is told that the host is slow, and its own hosts have no limit."""
    a, b = nodes
    for _ in range(PER_HOST):
        a.take(HOST, PER_HOST, 0, LONG)
    with pytest.raises(FetchError, match="is slow"), Hosts(0, shared=b, patience=0).visiting(f"https://{HOST}/feed"):
        pass
    with Hosts(0, own=[HOST], shared=b, patience=0).visiting(f"https://{HOST}/feed"):
        pass


def test_the_models_server_is_spared_by_all_nodes(nodes: tuple[SharedLimits, SharedLimits]) -> None:
    """Requests at once are counted over all nodes, and a server that one node leaves alone all leave alone."""
    a, b = nodes
    with RequestSlots(1, MODEL, 0.0, a):
        with pytest.raises(EngineError, match="Other nodes"), RequestSlots(1, MODEL, 0.0, b):
            pass
        waiting = RequestSlots(1, MODEL, 0.0)
        with waiting:
            pass  # one that shares nothing
    with RequestSlots(1, MODEL, 0.0, b):
        pass
    one, other = Breaker(MODEL, a), Breaker(MODEL, b)
    one.failed(0.0, "too many requests", timedelta(minutes=2))
    assert one.resting(0.0) == other.resting(0.0) == "too many requests"
    assert Breaker("https://other.example", b).resting(0.0) == ""
