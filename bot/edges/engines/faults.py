"""What goes wrong with a model's server: every fault with its effect, whatever words the server has for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

import httpx2
import openai

from bot.edges.web.answers import wait
from bot.errors import EngineError, TooLong

LONG = timedelta(hours=1)  # for what only the operator can mend
USUAL_WAIT = timedelta(seconds=30)  # where a busy server does not say how long
LONGEST_WAIT = timedelta(minutes=15)  # of what a server may ask for
PATIENCE = 2  # faults in a row before an endpoint is left alone
MORE_PATIENCE = 5  # with what may lie in one article
MOST_WORDS = 2_000  # characters of what a server says
_ECHOED = frozenset({"input", "failed_generation", "ctx", "url"})  # where servers repeat what they were sent

_WITHHELD = re.compile(
    r"content[_ -]?(?:filter|policy|management|safety|moderation)|responsibleai|moderation|flagged|prohibited|"
    r"data_inspection|inappropriate|guardrail|safety (?:system|setting|filter|check|reason)|usage polic"
)
_CREDIT = re.compile(
    r"insufficient[_ ](?:quota|balance|credit|fund)|current[_ ]quota|billing|credit balance|payment required|"
    r"balance is|(?:no|more|out of|enough) credit"
)
_LATER = re.compile(r"(?:try again|retry) (?:in|after) ?~?\d|retrydelay|retry_after|per (?:minute|day|hour)|rate.limit")
_LENGTHS = r"""
    context[_ ](?:length|size|window|limit|overflow)
    exceed_context
    maximum context
    n_ctx
    too many (?:input )?tokens
    token limit
    (?:prompts?|inputs?|requests?|messages?|text|content|payload|body)(?: \S+){0,3} too (?:long|large)
    exceed\w*(?: \S+){0,5} (?:context|tokens|length|size|window)
    reduce the length
    above_max_length
    string_too_long
    context[^.]{0,40}(?:exceeded|too small)
    tokens? count[^.]{0,40}exceed
    (?:longer|greater) than the (?:max|model)
"""  # what servers say of a text that is too long
_TOO_LONG = re.compile("|".join(each.strip() for each in _LENGTHS.strip().splitlines()))
_SCARCE = re.compile(r"resource[_ ]?unavailable|insufficient (?:flex )?(?:capacity|resources)")
_LOADING = re.compile(r"loading|warming|starting up|currently unavailable|cold start")


class Fault(EngineError):
    """Say why no answer came, what follows for the next requests, and whether it may have cost something."""

    def __init__(
        self,
        why: str,
        sentence: str,
        *,
        rest: timedelta | None = None,  # how long to leave the endpoint alone at once
        paid: bool = False,
        again: bool = False,  # it passes by itself: ask again after a moment
        patience: int = PATIENCE,
    ) -> None:
        """Keep what the breaker and the budget need."""
        super().__init__(sentence, why=why)
        self.rest, self.paid, self.again, self.patience = rest, paid, again, patience


class Scarce(EngineError):
    """Say that the slower tier has no room just now; nothing was paid for."""

    def __init__(self) -> None:
        super().__init__("The slower tier of the model's server has no room just now.", why="the slower tier is full")


class Unheard(Fault):
    """Say that a server refuses a request in words that do not name the article."""

    def __init__(self, status: int, said: str) -> None:
        """Keep what it said, for it may tell how it wants to be asked."""
        super().__init__(
            "request refused", f"The model's server refuses the request ({status}).", patience=MORE_PATIENCE
        )
        self.said = said


class Withheld(EngineError):
    """Say that a filter or the model itself keeps an answer back: it says nothing of the next article."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("The model or its server withholds an answer.", why="withheld")


class TooLarge(httpx2.ReadError):
    """Say that an answer is longer than any of ours can be."""


def fault_of(error: openai.OpenAIError) -> EngineError:
    """Return what a library's error means for us."""
    if isinstance(error, openai.APITimeoutError):
        return late()
    if isinstance(error, openai.APIStatusError):
        asked = wait(error.response.headers.get("retry-after", ""))
        return fault(error.status_code, error.body, asked)
    if isinstance(error.__cause__, TooLarge):
        return nonsense("The answer is packed, or too large.")
    reached = not isinstance(error.__cause__, httpx2.ConnectError | httpx2.ConnectTimeout)
    return Fault("model is down", "The model's server cannot be reached, or broke off.", paid=reached)


def inside(error: object) -> EngineError:
    """Return what an error means that stands inside an answer: no token of it was paid for."""
    code = str(error.get("code")) if isinstance(error, Mapping) else ""
    status = int(code) if re.fullmatch("[45][0-9][0-9]", code) else 500
    found = fault(status, error, None)
    if isinstance(found, Fault):
        found.paid = False
        found.again = status == 429 or status >= 500
    return found


def late() -> Fault:
    """Return the fault of a server that does not answer in time."""
    return Fault("model does not answer", "The model's server did not answer in time.", paid=True)


def nonsense(sentence: str) -> Fault:
    """Return the fault of an answer that is none of this protocol."""
    return Fault("model answers nonsense", sentence, paid=True)


def fault(status: int, body: object, asked: timedelta | None) -> EngineError:  # noqa: PLR0911 - a return for each kind
    """Return what a status and the words with it mean for us; `asked` is how long the server asks to wait."""
    said = said_of(body)
    if status in {400, 403, 422, 451, 500} and _WITHHELD.search(said):
        return Withheld()
    if status == 402 or (status in {400, 403, 429} and _CREDIT.search(said) and not (asked or _LATER.search(said))):
        return Fault("credit spent", "The account at the model's server has no credit left: top it up.", rest=LONG)
    if status == 413 or (status in {400, 422, 500} and _TOO_LONG.search(said)):
        return TooLong("The article does not fit into the model's context.", known=True)
    if status == 429:
        rest = min(USUAL_WAIT if asked is None else asked, LONGEST_WAIT)
        return Fault("model asks to wait", "The model's server asks to wait.", rest=rest)
    if status in {401, 403}:
        return Fault("key refused", "The key is refused: set ONRECORD_MODEL_KEY to one that is valid.", rest=LONG)
    if status == 404 and "response_format" not in said:
        return Fault("no such model", "There is no such model or address: look at model and model_url.", rest=LONG)
    if status == 503 and _LOADING.search(said):
        return Fault("model is loading", "The model's server is still loading the model.", again=True)
    if status < 500 or (status in {500, 501} and told_how(said)):
        return Unheard(status, said)
    behind = status in {502, 504, 524}  # who answers stands before one that may have worked
    return Fault("model is down", f"The model's server failed ({status}).", paid=behind)


def scarce(error: openai.OpenAIError) -> bool:
    """Say whether a server has no room just now at its slower tier: at its usual one it may."""
    return isinstance(error, openai.RateLimitError) and bool(_SCARCE.search(said_of(error.body)))


def told_how(said: str) -> bool:
    """Say whether a server that failed names a part of the request."""
    return bool(re.search(r"response_format|json_schema|grammar|max_tokens|system role|must alternate", said))


def said_of(body: object) -> str:
    """Return the words of an error in lower case, without what it repeats of the request."""
    return " ".join(_words(body, 0))[:MOST_WORDS].casefold()


def _words(body: object, depth: int) -> Iterator[str]:
    if isinstance(body, str):
        yield _inner(body, depth) if body.lstrip().startswith("{") else body[:MOST_WORDS]
    elif isinstance(body, int):
        yield str(body)
    elif depth < 6 and isinstance(body, Mapping):
        for name, value in list(body.items())[:20]:
            if name not in _ECHOED:
                yield str(name)
                yield from _words(value, depth + 1)
    elif depth < 6 and isinstance(body, list):
        for each in body[:20]:
            yield from _words(each, depth + 1)


def _inner(text: str, depth: int) -> str:
    """Return the words of an error that a router wrapped as text."""
    try:
        return " ".join(_words(json.loads(text[: MOST_WORDS * 4]), depth + 1)) if depth < 6 else text[:MOST_WORDS]
    except (ValueError, RecursionError):
        return text[:MOST_WORDS]
