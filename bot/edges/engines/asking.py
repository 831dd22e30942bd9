"""Ask a model within a budget, each question once: what was answered is kept before anybody looks at it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.edges.engines.breaker import Breaker
from bot.edges.engines.endpoint import Endpoint
from bot.edges.engines.faults import LONG, MORE_PATIENCE, Fault, Scarce, Unheard, Withheld
from bot.edges.engines.manner import Manner, Messages
from bot.edges.engines.prompts import Prompt, prompt
from bot.edges.engines.replies import End, Reply
from bot.errors import EngineError, Refused, TooLong
from bot.model.choice import Budget, Cost, PendingRequest, Reservation
from bot.model.news import digest_of

if TYPE_CHECKING:
    from bot.ports.spending import ModelStore
    from bot.ports.world import Clock

Passed = TypeVar("Passed")
log = structlog.get_logger()
WAIT = 0.1  # seconds between two looks whether others know what they cost
LINGER = 6.0  # seconds for what is still under way when a command ends
PAUSE = 1.0  # seconds before a passing fault is tried again; each time twice as long
TRIES = 2  # the second with the reason for which the first was refused
MENDINGS = 8  # more manners than there are
SMALL = 6_000  # characters of a request that no server finds too long
SQUEEZED = 8  # characters that no token has: who counts fewer tokens has read a part only
FEW_TOKENS = 1_000  # below which a count says nothing


@dataclass(slots=True)
class ModelClient:
    """Hold what is needed to ask one model; threads share it."""

    endpoint: Endpoint
    store: ModelStore
    clock: Clock
    budget: Budget
    prices: tuple[float, float]  # for a million tokens in and out
    hands: AbstractContextManager[object]
    breaker: Breaker
    under_way: set[PendingRequest] = field(default_factory=set)
    heard: threading.local = field(default_factory=threading.local)

    @property
    def new(self) -> bool:
        """Return whether this thread's last answer came from the server just now, and was not kept from before."""
        return bool(getattr(self.heard, "new", False))

    @property
    def manner(self) -> Manner:
        """Return how the endpoint wants to be asked, as far as that was found out."""
        kept = self.store.endpoint_manner(self.endpoint.address, self.endpoint.model)
        return Manner.read(kept, self.endpoint.first_limit)

    def learn(self, manner: Manner) -> None:
        """Remember how the endpoint wants to be asked."""
        self.store.keep_endpoint_manner(self.endpoint.address, self.endpoint.model, manner.kept())

    def passed(self, task: str, data: object, gate: Callable[[object], Passed]) -> Passed:
        """Return what a gate lets through of the answer; raises EngineError when a second one is refused too."""
        about, reason = prompt(task), ""
        for _ in range(TRIES):
            try:
                return gate(_read(self._answer(about, data, reason)))
            except Refused as refused:
                self.store.count(f"refused: {refused.kind}", self.clock.now())
                reason = str(refused)
        raise EngineError(f"The answer to {task} was refused twice: {reason}")

    def _answer(self, about: Prompt, data: object, reason: str) -> str:
        """Return the answer to a request, kept or new, asked for in the manner that the server takes."""
        known = manner = self.manner
        for _ in range(MENDINGS):
            try:
                body = self._once(about, about.messages(data, reason), manner)
            except (Unheard, _Thoughtful) as why:
                mended = manner.mended(why.said) if isinstance(why, Unheard) else why.manner
                if (newest := self.manner) != known:  # another thread has learned meanwhile
                    known = manner = newest
                elif mended:
                    manner = mended
                else:
                    raise
                continue
            except Scarce:  # for this once: nothing is learned about the server
                return self._once(about, about.messages(data, reason), replace(manner, tier=False))
            if manner != known:
                self.learn(manner)
            return body
        raise Fault("request refused", "The model's server takes none of the ways to ask it.", rest=LONG)

    def _once(self, about: Prompt, messages: Messages, manner: Manner) -> str:
        asking = self._asking(about, messages, manner)
        with self.hands:
            self._require_awake()
            claim, body = self._claimed(asking)
            self.heard.new = claim is Reservation.ASK
            if claim is Reservation.ASK:
                return self._sent(asking, about, messages, manner)
        if claim is Reservation.KNOWN:
            self.store.count("cache hit", asking.at)
            return body
        self.store.count(f"not sent: {claim.value}", asking.at)
        why = "asked elsewhere" if claim is Reservation.BUSY else "budget spent"
        raise EngineError(f"The request was not sent: {why}.", why=why)

    def _claimed(self, asking: PendingRequest) -> tuple[Reservation, str]:
        """Return what became of the wish to ask, once others know what they cost."""
        until = time.monotonic() + self.endpoint.timeout
        while True:
            claim, body = self.store.claim_answer(asking, self.budget)
            if claim is not Reservation.CROWDED or time.monotonic() > until:
                return claim, body
            time.sleep(WAIT)

    def _require_awake(self) -> None:
        if why := self.breaker.resting(self.clock.passed()):
            raise EngineError(f"The model's server is left alone for a while: {why}.", why=why)

    def _asking(self, about: Prompt, messages: Messages, manner: Manner) -> PendingRequest:
        content = json.dumps(messages, ensure_ascii=False)
        sent = len(content.encode("utf-8", "surrogatepass")) + len(json.dumps(about.schema))  # no token is under a byte
        most = self.endpoint.most(about, manner)
        return PendingRequest(
            key=digest_of(about.name, str(about.version), self.endpoint.address, self.endpoint.model, content),
            task=about.name,
            version=about.version,
            model=self.endpoint.model,
            at=self.clock.now(),
            tokens=sent + most,
            money=self._money(sent, most),
        )

    def _money(self, tokens_in: int, tokens_out: int) -> int:
        """Return what tokens cost in millionths, rounded up: a price is for a million of them."""
        return int(-(-(tokens_in * self.prices[0] + tokens_out * self.prices[1]) // 1))

    def _sent(self, asking: PendingRequest, about: Prompt, messages: Messages, manner: Manner) -> str:
        """Send a request that is reserved and keep its answer at once; what is none is neither kept nor believed."""
        self.under_way.add(asking)
        try:
            return self._settled(asking, about, messages, manner)
        finally:
            self.under_way.discard(asking)

    def close(self) -> None:
        """Let what is under way end, for a while; what then has no answer is settled, so that it may be asked again."""
        until = time.monotonic() + LINGER
        while self.under_way and time.monotonic() < until:
            time.sleep(WAIT)
        for asking in tuple(self.under_way):
            self._let_go(asking, paid=True)
        self.endpoint.close()

    def _settled(self, asking: PendingRequest, about: Prompt, messages: Messages, manner: Manner) -> str:
        try:
            reply = self._tried(about, messages, manner)
        except Scarce as error:
            self.store.drop_asking(asking)
            self.store.count(f"fault: {error.why}", asking.at)
            raise
        except (Withheld, TooLong) as error:
            self.store.drop_asking(asking)
            raise self._one(asking, error) from error
        except Fault as error:
            self._failed(asking, error, _size(messages), manner)
            raise
        cost = self._cost(asking, reply, self.endpoint.most(about, manner))
        if reply.body and not _squeezed(reply, messages):
            self.breaker.worked()
            self.store.keep_answer(asking, reply.body, cost)
            return reply.body
        self.store.lose_asking(asking, cost)
        raise self._no_answer(asking, reply, manner, self.endpoint.most(about, manner))

    def _tried(self, about: Prompt, messages: Messages, manner: Manner) -> Reply:
        """Return the reply of a server, asked again after a while where its fault passes by itself."""
        until, pause = time.monotonic() + self.endpoint.timeout, PAUSE
        while True:
            try:
                return self.endpoint.ask(about, messages, manner)
            except Fault as error:
                if not error.again or time.monotonic() + pause > until:
                    raise
            time.sleep(pause)
            pause *= 2

    def _one(self, asking: PendingRequest, error: EngineError) -> EngineError:
        """Count and return what lies in one article: it says nothing of the next."""
        self.store.count(f"fault: {error.why}", asking.at)
        return error

    def _failed(self, asking: PendingRequest, fault: Fault, size: int, manner: Manner) -> None:
        """Give back or let go what a fault may have cost; one in words that nobody knows may mean: too long."""
        self._let_go(asking, paid=fault.paid)
        if isinstance(fault, Unheard) and manner.mended(fault.said):
            return
        if isinstance(fault, Unheard) and size > SMALL:
            raise TooLong(str(fault)) from fault
        self.breaker.failed(self.clock.passed(), fault.why, fault.rest, fault.patience)
        self.store.count(f"fault: {fault.why}", asking.at)
        log.warning("model failed", why=fault.why, reason=str(fault))

    def _let_go(self, asking: PendingRequest, *, paid: bool) -> None:
        """Let a request without an answer count as spent, where it may have been paid for, or give it back."""
        free = self.endpoint.local and self.prices == (0.0, 0.0)
        if paid and not free:
            self.store.lose_asking(asking)
        else:
            self.store.drop_asking(asking)

    def _no_answer(self, asking: PendingRequest, reply: Reply, manner: Manner, most: int) -> EngineError:
        """Return what follows from a reply that holds no answer."""
        now = self.clock.passed()
        if reply.end is End.WITHHELD:
            return self._one(asking, Withheld())
        if reply.body:
            return self._one(asking, TooLong("The model's server has read only a part of the request.", known=True))
        if reply.end is not End.CUT:
            self.breaker.failed(now, "answers are no JSON", patience=MORE_PATIENCE)
            return Refused("malformed", "It was no JSON.")
        if reply.thought and (more := manner.thoughtful(self.endpoint.thoughts(manner))):
            return _Thoughtful(more)
        if full := reply.tokens_out is None or reply.tokens_out >= most:  # room enough for any answer
            self.breaker.failed(now, "answers cut off")
        return self._one(asking, TooLong("The model's answer was cut off.", known=not full))

    def _cost(self, asking: PendingRequest, reply: Reply, most: int) -> Cost:
        """Return what an answer cost; a server that does not say is believed to have cost the most."""
        tokens_out = reply.tokens_out if reply.tokens_out is not None else most
        tokens_in = reply.tokens_in if reply.tokens_in is not None else asking.tokens - most
        money = self._money(tokens_in, tokens_out)
        return Cost(tokens_in, tokens_out, -(-money // 2) if reply.flex else money)


class _Thoughtful(EngineError):
    """Say that a model needs more room for its thoughts."""

    def __init__(self, manner: Manner) -> None:
        super().__init__("The model's thoughts took the room of its answer.", why="answers cut off")
        self.manner = manner


def _read(body: str) -> object:
    """Return what an answer says; raises Refused for what an earlier version kept and is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused("malformed", "It was no JSON.") from error


def _size(messages: Messages) -> int:
    return sum(len(each["content"]) for each in messages)


def _squeezed(reply: Reply, messages: Messages) -> bool:
    """Say whether a server has silently cut what it was sent: it counts fewer tokens than the words have."""
    return FEW_TOKENS <= (reply.tokens_in or 0) < _size(messages) / SQUEEZED
