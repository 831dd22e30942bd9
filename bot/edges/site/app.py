"""One small web server: /healthz, /readyz, /metrics."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import uvicorn
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.edges.site.middleware import SafeHeaders
from bot.errors import BadSetting, StoreError
from bot.model.choice import Spending

if TYPE_CHECKING:
    from prometheus_client.registry import Collector
    from starlette.requests import Request
    from starlette.types import StatelessLifespan

    from bot.model.query import Facts, Totals

COUNTED = ("feeds", "entries", "articles", "quotes", "speakers", "pending", "failed", "unanswered", "dropped")


class Counts:
    """Give the ledger's counts to Prometheus when it asks."""

    def __init__(
        self,
        totals: Callable[[], Totals],
        failing: Callable[[], int],
        spending: Callable[[], Spending] = Spending,
        facts: Callable[[], Facts] | None = None,
    ) -> None:
        """Take what counts, and what the last look at the work found."""
        self._totals, self._failing, self._spending, self._facts = totals, failing, spending, facts

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield a gauge for each count; those of a ledger that does not answer are left out."""
        answers = 1
        try:
            counted = [*self._ledger(), *self._model()]
        except StoreError:
            answers, counted = 0, []
        yield GaugeMetricFamily("onrecord_ledger_answers", "1 when the ledger answers", value=answers)
        yield from counted
        if self._facts:
            yield from _moving(self._facts())

    def _model(self) -> Iterator[GaugeMetricFamily]:
        spending = self._spending()
        cost = GaugeMetricFamily("onrecord_model_money", "what the language model cost", labels=["window"])
        tokens = GaugeMetricFamily("onrecord_model_tokens", "tokens of the language model", labels=["window"])
        for window in ("day", "month"):
            cost.add_metric([window], getattr(spending, f"{window}_money") / 1e6)
            tokens.add_metric([window], getattr(spending, f"{window}_tokens"))
        yield from (cost, tokens)
        yield GaugeMetricFamily("onrecord_model_calls", "answers that were paid for", value=spending.calls)
        events = GaugeMetricFamily("onrecord_model_events", "cache hits, refusals, faults this month", labels=["event"])
        for name, number in spending.counts.items():
            events.add_metric([name], number)
        yield events

    def _ledger(self) -> Iterator[GaugeMetricFamily]:
        totals = self._totals()
        for name in COUNTED:
            yield GaugeMetricFamily(f"onrecord_{name}", f"{name} in the ledger", value=getattr(totals, name))
        yield GaugeMetricFamily("onrecord_feeds_failing", "feeds whose last poll failed", value=self._failing())
        polled = totals.last_poll_at.timestamp() if totals.last_poll_at else 0
        yield GaugeMetricFamily("onrecord_last_poll_seconds", "time of the newest poll, Unix seconds", value=polled)


def _moving(facts: Facts) -> Iterator[GaugeMetricFamily]:
    """Yield whether work moves."""
    yield GaugeMetricFamily("onrecord_right", "1 when the last look found nothing wrong", value=float(not facts.wrong))
    for name, about, at in (
        ("last_article", "time of the newest article on record", facts.recorded_at),
        ("digest_due", "since when a digest is due and not done; 0 when none is", facts.digest_due),
        ("digest_done", "time of the newest digest", facts.digest_done),
    ):
        value = at.timestamp() if at else 0
        yield GaugeMetricFamily(f"onrecord_{name}_seconds", f"{about}, Unix seconds", value=value)
    yield GaugeMetricFamily("onrecord_disk_free_bytes", "bytes left beside the ledger", value=facts.disk)
    if facts.queued:
        waiting = GaugeMetricFamily("onrecord_jobs", "jobs that wait or are under way", labels=["queue"])
        for queue, number in facts.queued.waiting.items():
            waiting.add_metric([queue], number)
        yield waiting
        yield GaugeMetricFamily("onrecord_jobs_failed", "jobs that failed in the last hour", value=facts.queued.failed)


def app_of(
    ready: Callable[[], str],
    counts: Collector,
    more: Sequence[BaseRoute] = (),
    lifespan: StatelessLifespan[Starlette] | None = None,
) -> Starlette:
    """Return the application with more routes; `ready` gives '' or what is wrong, in a sentence.

    `lifespan` is held open while it is served.
    """
    registry = CollectorRegistry()
    registry.register(counts)

    def healthz(_request: Request) -> Response:
        return PlainTextResponse("alive\n")

    def readyz(_request: Request) -> Response:
        wrong = ready()
        return PlainTextResponse(f"{wrong or 'ready'}\n", status_code=503 if wrong else 200)

    def metrics(_request: Request) -> Response:
        return Response(generate_latest(registry), media_type="text/plain; version=0.0.4; charset=utf-8")

    own = (Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics))
    return Starlette(routes=[*own, *more], lifespan=lifespan)


def place(address: str) -> tuple[str, int]:
    """Return host and port of “127.0.0.1:8080” or “:8080”; raises BadSetting."""
    host, _, port = address.rpartition(":")
    if not (port.isascii() and port.isdecimal()) or not 0 <= int(port) < 65_536:
        raise BadSetting(f"--http {address}: not an address like 127.0.0.1:8080")
    return host.strip("[]") or "127.0.0.1", int(port)


class Server:
    """Serve an application in a thread of this process."""

    def __init__(self, app: Starlette, address: str, trusted: Sequence[str] = ()) -> None:
        """Take the application, its address, and the proxies that are believed when they say who asks."""
        host, port = place(address)
        config = uvicorn.Config(
            SafeHeaders(app),
            host,
            port,
            log_level="critical",
            lifespan="auto",
            access_log=False,
            forwarded_allow_ips=list(trusted),
        )
        self._address = address
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, name="http", daemon=True)

    def _run(self) -> None:
        try:
            self._server.run()
        except SystemExit:
            return  # uvicorn leaves this way when the port is taken; start() says so

    def start(self) -> None:
        """Serve; raises BadSetting when the address cannot be used."""
        self._thread.start()
        while self._thread.is_alive() and not self._server.started:
            self._thread.join(0.02)
        if not self._server.started:
            raise BadSetting(f"--http {self._address}: the address is in use or not this machine's.")

    @property
    def port(self) -> int:
        """Return the port that is served, also where 0 was asked for."""
        return int(self._server.servers[0].sockets[0].getsockname()[1])

    def stop(self) -> None:
        """Stop serving."""
        self._server.should_exit = True
        self._thread.join(3)
