"""One request to an OpenAI-compatible server: bounded in time and size, every fault with a defined effect."""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpcore2
import httpx2
import openai

from bot.edges.web.answers import wait
from bot.edges.web.deadline import TimedBackend, within
from bot.errors import EngineError, TooLong

if TYPE_CHECKING:
    from bot.edges.engines.prompts import Prompt

MOST_BYTES = 1_000_000  # of an answer
OFFICIAL = ".api.openai.com"
THOUGHTS = 2_000  # tokens that OpenAI's thinking models get beyond their answer
_THINKING = re.compile(r"(?i)(?:ft:)?(?:gpt-[5-9]|o\d)")
LONG = timedelta(hours=1)  # for what only the operator can mend
USUAL_WAIT = timedelta(seconds=30)  # where a busy server does not say how long
LONGEST_WAIT = timedelta(minutes=15)  # of what a server may ask for
SENT = {"authorization", "content-type", "content-length", "host", "accept", "user-agent", "connection"}
MODES = ("schema", "json", "none")


class Fault(EngineError):
    """Say why no answer came, how long to leave the endpoint alone, and whether it may have cost something."""

    def __init__(self, why: str, sentence: str, *, rest: timedelta | None = None, paid: bool = False) -> None:
        """Keep what the breaker and the budget need."""
        super().__init__(sentence, why=why)
        self.rest, self.paid = rest, paid


class Unstructured(EngineError):
    """Say that a server does not take this way of asking for structure."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Hold an answer as it came, with what the server says that it cost."""

    body: str  # "" when it refused or was cut off
    tokens_in: int | None
    tokens_out: int | None


class Endpoint:
    """Ask one model at one address."""

    def __init__(self, address: str, model: str, key: str, timeout: float, thoughts: int = 0) -> None:
        """Take where to ask, and how many tokens the model may think with; nothing is sent yet."""
        self._thoughts = thoughts
        self.address, self.model = address, model
        self.timeout = timeout
        client = httpx2.Client(transport=_Bounded(), timeout=timeout)
        self._client = openai.OpenAI(base_url=address, api_key=key, timeout=timeout, max_retries=0, http_client=client)
        self._client.organization = self._client.project = None  # what OPENAI_… of the environment says is another's
        self._client._custom_headers = {}  # noqa: SLF001 - nor headers: they could stand in for ours

    def ask(self, prompt: Prompt, messages: list[dict[str, str]], mode: str) -> Reply:
        """Return the answer; raises Fault, Unstructured or TooLong."""
        more: dict[str, Any] = {self.limit: self.most(prompt)}
        if self.thinks:
            more["reasoning_effort"] = "low"
        if mode == "schema":
            named = {"name": prompt.name, "strict": True, "schema": prompt.schema}
            more["response_format"] = {"type": "json_schema", "json_schema": named}
        else:
            more["response_format"] = {"type": "json_object"}
        asked: Any = messages
        try:
            with within(self.timeout):
                answer = self._client.chat.completions.create(model=self.model, messages=asked, **more)
        except openai.OpenAIError as error:
            raise fault_of(error) from error
        except (
            ValueError,
            TypeError,
            AttributeError,
            KeyError,
            RecursionError,
        ) as error:  # an answer of another shape than promised
            raise Fault("model answers nonsense", "The answer is no JSON of this protocol.", paid=True) from error
        return reply_of(answer)

    @property
    def _official(self) -> bool:
        return f".{urlsplit(self.address).hostname}".endswith(OFFICIAL)

    @property
    def thinks(self) -> bool:
        """Say whether the model is one of OpenAI's that think before they answer."""
        return self._official and bool(_THINKING.match(self.model))

    def most(self, prompt: Prompt) -> int:
        """Return how many tokens an answer may have, thoughts among them."""
        return prompt.max_tokens + max(THOUGHTS if self.thinks else 0, self._thoughts)

    @property
    def limit(self) -> str:
        """Return how the server calls the most tokens that it may answer with."""
        return "max_completion_tokens" if self._official else "max_tokens"

    def close(self) -> None:
        """Close connections."""
        self._client.close()


def reply_of(answer: object) -> Reply:
    """Return what is usable of an answer; one that was cut off, filtered or refused is none."""
    choices = getattr(answer, "choices", None)
    first = choices[0] if isinstance(choices, list) and choices else None
    message = getattr(first, "message", None)
    content, refusal = getattr(message, "content", None), getattr(message, "refusal", None)
    whole = getattr(first, "finish_reason", None) == "stop"  # None: the server stopped in the middle and raised nothing
    body = content if whole and not refusal and isinstance(content, str) else ""
    body = body.encode("utf-8", "replace").decode().replace("\0", "")  # no database keeps halves of characters
    usage = getattr(answer, "usage", None)
    return Reply(body, _tokens(usage, "prompt_tokens"), _tokens(usage, "completion_tokens"))


def _tokens(usage: object, name: str) -> int | None:
    found = getattr(usage, name, None)
    return found if isinstance(found, int) and 0 <= found < 10**9 else None


def fault_of(error: openai.OpenAIError) -> EngineError:  # noqa: PLR0911 - each kind of fault is a return of its own
    """Return what a library's error means for us."""
    if isinstance(error, openai.BadRequestError | openai.UnprocessableEntityError):
        return _refused_request(error)
    if isinstance(error, openai.APITimeoutError):
        return Fault("model does not answer", "The model's server did not answer in time.", paid=True)
    if isinstance(error.__cause__, TooLarge):
        return Fault(
            "model answers nonsense", f"The answer is packed, or larger than {MOST_BYTES // 1000} kB.", paid=True
        )
    if isinstance(error, openai.RateLimitError):
        return Fault("model asks to wait", "The model's server asks to wait.", rest=_asked_wait(error))
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return Fault("key refused", "The key is refused: set ONRECORD_MODEL_KEY to one that is valid.", rest=LONG)
    if isinstance(error, openai.NotFoundError):
        return Fault("no such model", "There is no such model or address: look at model and model_url.", rest=LONG)
    if isinstance(error, openai.APIStatusError):
        if error.status_code == 413:
            return TooLong("The article is too large for the model's server.")
        behind = error.status_code in {502, 504}  # who answers stands before one that may have worked
        return Fault("model is down", f"The model's server failed ({error.status_code}).", paid=behind)
    reached = not isinstance(error.__cause__, httpx2.ConnectError | httpx2.ConnectTimeout)
    return Fault("model is down", "The model's server cannot be reached, or broke off.", paid=reached)


def _refused_request(error: openai.APIStatusError) -> EngineError:
    """Return why a server refuses a request: too long, another way of asking for structure, or else."""
    said = json.dumps(error.body, default=str)[:2000].casefold()
    if any(sign in said for sign in ("context_length", "context length", "too many tokens", "maximum context")):
        return TooLong("The article does not fit into the model's context.")
    if any(sign in said for sign in ("response_format", "json_schema", "json_object", "json mode")):
        return Unstructured("The server does not take this response_format.")
    return Fault("request refused", f"The model's server refuses the request ({error.status_code}).")


def _asked_wait(error: openai.RateLimitError) -> timedelta:
    """Return how long a server asks to wait, within reason."""
    asked = wait(error.response.headers.get("retry-after", ""))
    return min(USUAL_WAIT if asked is None else asked, LONGEST_WAIT)


class TooLarge(httpx2.ReadError):
    """Say that an answer is longer than any of ours can be."""


class _Bounded(httpx2.HTTPTransport):
    """Bound an answer as a whole: the library's own time-out is for each piece, and its size has none."""

    def __init__(self) -> None:
        context = ssl.create_default_context()
        super().__init__(verify=context)
        self._pool.close()  # the library offers no way to say how its pool dials
        self._pool = httpcore2.ConnectionPool(ssl_context=context, network_backend=TimedBackend())

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        for name in {*request.headers} - SENT:  # the library tells servers of machines, and of what OPENAI_… name
            del request.headers[name]
        request.headers["accept-encoding"] = "identity"
        response = super().handle_request(request)
        packing = response.headers.get("content-encoding", "").strip().lower()
        if packing not in {"", "identity"}:  # it may unpack to anything
            raise TooLarge("the answer is packed", request=request)
        stream: Any = response.stream
        response.stream = _Pieces(stream, request)
        return response


class _Pieces(httpx2.SyncByteStream):
    def __init__(self, stream: httpx2.SyncByteStream, request: httpx2.Request) -> None:
        self._stream, self._request = stream, request

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for piece in self._stream:
            size += len(piece)
            if size > MOST_BYTES:
                raise TooLarge("the answer is too large", request=self._request)
            yield piece

    def close(self) -> None:
        self._stream.close()
