"""Ask a model within a budget, each question once: what was answered is kept before anybody looks at it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.edges.engines.breaker import Breaker
from bot.edges.engines.endpoint import LONG, MODES, Endpoint, Fault, Reply, Unstructured
from bot.edges.engines.prompts import Prompt, prompt
from bot.errors import EngineError, Refused, TooLong
from bot.model.choice import Asking, Budget, Claim
from bot.model.news import digest_of

if TYPE_CHECKING:
    from bot.ports.spending import ModelStore
    from bot.ports.world import Clock

Passed = TypeVar("Passed")
log = structlog.get_logger()
WAIT = 0.1  # seconds between two looks whether others know what they cost
TRIES = 2  # the second with the reason for which the first was refused


@dataclass(slots=True)
class Asker:
    """Hold what is needed to ask one model; threads share it."""

    endpoint: Endpoint
    store: ModelStore
    clock: Clock
    budget: Budget
    prices: tuple[float, float]  # for a million tokens in and out
    hands: threading.BoundedSemaphore
    breaker: Breaker = field(default_factory=Breaker)

    def passed(self, task: str, data: object, gate: Callable[[object], Passed]) -> Passed:
        """Return what a gate lets through of the answer; raises EngineError when a second one is refused too."""
        about, reason = prompt(task), ""
        for _ in range(TRIES):
            body = self._answer(about, data, reason)
            try:
                return gate(_read(body))
            except Refused as refused:
                self.store.count(f"refused: {refused.kind}", self.clock.now())
                reason = str(refused)
        raise EngineError(f"The answer to {task} was refused twice: {reason}")

    def _answer(self, about: Prompt, data: object, reason: str) -> str:
        """Return the answer to a request, kept or new; raises EngineError."""
        mode = self.store.endpoint_mode(self.endpoint.address, self.endpoint.model) or MODES[0]
        while mode != "none":
            try:
                return self._once(about, about.messages(data, reason), mode)
            except Unstructured:
                mode = MODES[MODES.index(mode) + 1]
                if mode != MODES[-1]:
                    self.store.keep_endpoint_mode(self.endpoint.address, self.endpoint.model, mode)
        why = "model lacks JSON"  # not remembered for good: a server may say so on a bad day
        self.breaker.failed(self.clock.now(), why, LONG)
        raise EngineError("The model's server knows neither a schema nor JSON mode.", why=why)

    def _once(self, about: Prompt, messages: list[dict[str, str]], mode: str) -> str:
        asking = self._asking(about, messages)
        with self.hands:
            self._require_awake()
            claim, body = self._claimed(asking)
            if claim is Claim.ASK:
                return self._sent(asking, about, messages, mode)
        if claim is Claim.KNOWN:
            self.store.count("cache hit", asking.at)
            return body
        self.store.count(f"not sent: {claim.value}", asking.at)
        why = "asked elsewhere" if claim is Claim.BUSY else "budget spent"
        raise EngineError(f"The request was not sent: {why}.", why=why)

    def _claimed(self, asking: Asking) -> tuple[Claim, str]:
        """Return what became of the wish to ask, once others know what they cost."""
        until = time.monotonic() + self.endpoint.timeout
        while True:
            claim, body = self.store.claim_answer(asking, self.budget)
            if claim is not Claim.CROWDED or time.monotonic() > until:
                return claim, body
            time.sleep(WAIT)

    def _require_awake(self) -> None:
        if why := self.breaker.resting(self.clock.now()):
            raise EngineError(f"The model's server is left alone for a while: {why}.", why=why)

    def _asking(self, about: Prompt, messages: list[dict[str, str]]) -> Asking:
        content = json.dumps(messages, ensure_ascii=False)
        sent = len(content.encode("utf-8", "surrogatepass")) + len(json.dumps(about.schema))  # no token is under a byte
        return Asking(
            key=digest_of(about.name, str(about.version), self.endpoint.address, self.endpoint.model, content),
            task=about.name,
            version=about.version,
            model=self.endpoint.model,
            at=self.clock.now(),
            tokens=sent + self.endpoint.most(about),
            money=self._money(sent, self.endpoint.most(about)),
        )

    def _money(self, tokens_in: int, tokens_out: int) -> int:
        """Return what tokens cost in millionths, rounded up: a price is for a million of them."""
        return int(-(-(tokens_in * self.prices[0] + tokens_out * self.prices[1]) // 1))

    def _sent(self, asking: Asking, about: Prompt, messages: list[dict[str, str]], mode: str) -> str:
        """Send a request that is reserved and keep its answer at once."""
        try:
            reply = self.endpoint.ask(about, messages, mode)
        except (Unstructured, TooLong):
            self.store.drop_asking(asking)
            raise
        except Fault as fault:
            self._failed(asking, fault)
            raise
        self.breaker.worked()
        self._keep(asking, about, reply)
        return reply.body

    def _failed(self, asking: Asking, fault: Fault) -> None:
        now = self.clock.now()
        self.breaker.failed(now, fault.why, fault.rest)
        self.store.count(f"fault: {fault.why}", now)
        log.warning("model failed", why=fault.why, reason=str(fault))
        (self.store.lose_asking if fault.paid else self.store.drop_asking)(asking)

    def _keep(self, asking: Asking, about: Prompt, reply: Reply) -> None:
        """Keep an answer with its cost; a server that does not say what it cost is believed to have cost the most."""
        tokens_out = reply.tokens_out if reply.tokens_out is not None else self.endpoint.most(about)
        tokens_in = reply.tokens_in if reply.tokens_in is not None else asking.tokens - self.endpoint.most(about)
        self.store.keep_answer(asking, reply.body, tokens_in, tokens_out, self._money(tokens_in, tokens_out))


def _read(body: str) -> object:
    """Return what an answer says; raises Refused for none."""
    if not body:
        raise Refused("no answer", "It was cut off or withheld.")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused("malformed", "It was no JSON.") from error
