"""One request to a server that speaks OpenAI's protocol: bounded in time and size."""

from __future__ import annotations

import ipaddress
import re
import ssl
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit, urlunsplit

import httpcore2
import httpx2
import openai

from bot.edges.engines.faults import Scarce, TooLarge, fault_of, inside, nonsense, scarce
from bot.edges.engines.manner import LIMITS, THOUGHTS, Manner
from bot.edges.engines.replies import FLEX, End, Reply, reply_of
from bot.edges.web.deadline import TimedBackend, within

if TYPE_CHECKING:
    from bot.edges.engines.prompts import Prompt

MOST_BYTES = 1_000_000  # of an answer
OFFICIAL = ".api.openai.com"
AZURE = ".azure.com"
_THINKING = re.compile(r"(?i)(?:ft:)?(?:gpt-[5-9]|o\d)")
SENT = {
    "authorization", "api-key", "content-type", "content-length", "host", "accept", "user-agent", "connection",
}  # fmt: skip


class Endpoint:
    """Ask one model at one address."""

    def __init__(
        self, address: str, model: str, key: str, timeout: float, thoughts: int = 0, *, flex: bool = False
    ) -> None:
        """Take where to ask, how many tokens the model may think with, and whether it may take its time for less.

        Nothing is sent yet.
        """
        self._thoughts, self._flex = thoughts, flex
        self.address, self.model = address, model
        self.timeout = timeout
        client = httpx2.Client(transport=_Bounded(), timeout=timeout)
        parts = urlsplit(address)  # Azure's addresses may bear a version
        self._client = openai.OpenAI(
            base_url=urlunsplit(parts._replace(query="", fragment="")),
            api_key=key,
            timeout=timeout,
            max_retries=0,
            http_client=client,
            default_query=dict(parse_qsl(parts.query)),
        )
        self._client.organization = self._client.project = None  # what OPENAI_… of the environment says is another's
        ours: Any = {"api-key": key, "Authorization": openai.omit} if self._host.endswith(AZURE) else {}
        self._client._custom_headers = ours  # noqa: SLF001 - headers of the environment could stand in for ours

    def ask(self, prompt: Prompt, messages: list[dict[str, str]], manner: Manner) -> Reply:
        """Return the answer; raises Fault, Withheld or TooLong."""
        more: dict[str, Any] = {manner.limit: self.most(prompt, manner)}
        if self.thinks and manner.effort:
            more["reasoning_effort"] = "low"
        if self._flex and manner.tier:
            more["service_tier"] = FLEX
        if manner.structure == "schema":
            named = {"name": prompt.name, "strict": True, "schema": prompt.schema}
            more["response_format"] = {"type": "json_schema", "json_schema": named}
        elif manner.structure == "json":
            more["response_format"] = {"type": "json_object"}
        asked: Any = manner.spoken(messages)
        try:
            with within(self.timeout):
                answer = self._client.chat.completions.create(model=self.model, messages=asked, **more)
            reply = reply_of(answer)
        except openai.OpenAIError as error:
            if "service_tier" in more and scarce(error):
                raise Scarce from error
            raise fault_of(error) from error
        except (
            ValueError,
            TypeError,
            AttributeError,
            KeyError,
            RecursionError,
        ) as error:  # another shape than promised
            raise nonsense("The answer is no JSON of this protocol.") from error
        if reply.end is End.FAILED:
            raise inside(reply.error)
        if not getattr(answer, "choices", None):
            raise nonsense("The answer holds no message.")
        return reply

    @property
    def _host(self) -> str:
        return f".{urlsplit(self.address).hostname or ''}"

    @property
    def _official(self) -> bool:
        return self._host.endswith(OFFICIAL)

    @property
    def local(self) -> bool:
        """Say whether the server stands on this machine or in this network."""
        name = self._host.removeprefix(".")
        try:
            return not ipaddress.ip_address(name).is_global
        except ValueError:
            return "." not in name or name.endswith((".local", ".localhost", ".internal", ".lan"))

    @property
    def thinks(self) -> bool:
        """Say whether the model is one of OpenAI's that think before they answer."""
        return self._official and bool(_THINKING.match(self.model))

    @property
    def first_limit(self) -> str:
        """Return what the most tokens of an answer are called as long as the server says nothing else."""
        return LIMITS[self._official]

    def thoughts(self, manner: Manner) -> int:
        """Return how many tokens the model may think with."""
        return max(THOUGHTS if self.thinks else 0, self._thoughts, manner.thoughts)

    def most(self, prompt: Prompt, manner: Manner) -> int:
        """Return how many tokens an answer may have, thoughts among them."""
        return prompt.max_tokens + self.thoughts(manner)

    def close(self) -> None:
        """Close connections."""
        self._client.close()


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
