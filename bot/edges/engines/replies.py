"""What a server answered, freed from all that stands around it: thoughts, fences, prefaces, parts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

_THOUGHT = re.compile(  # where thoughts end
    r"(?i)</[\w:]*(?:think|thought|reason|reflect|analysis|scratchpad)\w*>|\[/think\]|◁/think▷|"
    r"<\|(?:end_of_thought|end_thinking)\|>|<\|channel\|>final"
)
_THINKING = re.compile(r"(?i)<[\w:]*(?:think|thought|reason|reflect)\w*>|\[think\]|◁think▷|<\|channel\|>analysis")
_CUT = frozenset("length max_tokens max_output_tokens model_length token_limit max_length context_length".split())
_WITHHELD = re.compile(r"filter|safety|recitation|prohibited|blocklist|refus|guardrail|sensitive|moderat|spii")
_FENCE = "```"
FLEX = "flex"  # what OpenAI calls its slower tier, at half the price


class End(StrEnum):
    """Tell how an answer ended."""

    WHOLE = "whole"
    CUT = "cut off"  # its room was used up
    WITHHELD = "withheld"  # by a filter, or by the model
    FAILED = "failed"  # the server says so inside an answer


@dataclass(frozen=True, slots=True)
class Reply:
    """Hold an answer with what the server says that it cost."""

    body: str  # a JSON object, or "" where there is none
    tokens_in: int | None
    tokens_out: int | None
    end: End = End.WHOLE
    thought: bool = False  # the model thought before it answered
    error: object = None  # what the server says inside an answer that is none
    flex: bool = False  # it was given at the price of the slower tier


def reply_of(answer: object) -> Reply:
    """Return what is usable of an answer."""
    first = next(iter(_list(getattr(answer, "choices", None))), None)
    message, usage = getattr(first, "message", None), getattr(answer, "usage", None)
    content, aside, error = _text(getattr(message, "content", None)), _aside(message), _error(answer, first)
    thought = bool(aside or _thoughts(usage) or _THINKING.search(content) or _THOUGHT.search(content))
    end, body = End.FAILED if error is not None else _end(first, message), ""
    if end is End.WHOLE:
        body = peeled(content) or peeled(_called(message))
        if not body and not _spoken(content):
            body = peeled(aside)
            end = End.CUT if thought and not body else end  # all its words were thoughts
    return Reply(body, *_cost(usage), end, thought, error, getattr(answer, "service_tier", None) == FLEX)


def peeled(text: str) -> str:
    """Return the one JSON object of a text, or "": around it may stand thoughts, fences and prose."""
    return next((each for each in _candidates(_clean(text)) if _is_object(each)), "")


def _candidates(text: str) -> Iterator[str]:
    """Yield what may be the object; each cut is made once, so that a long text costs what its length costs."""
    yield text
    rest = _told(text)
    yield rest
    before, fence, _ = rest.rpartition(_FENCE)
    if fence:
        yield before.rpartition(_FENCE)[2].removeprefix("json").removeprefix("JSON")
    first, last = rest.find("{"), rest.rfind("}")
    if 0 <= first < last:
        yield rest[first : last + 1]


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode().replace("\0", "").strip()  # no database keeps halves of characters


def _spoken(content: str) -> str:
    """Return what is said beside thoughts."""
    told = _told(content).strip()
    return "" if _THINKING.match(told) else told


def _told(text: str) -> str:
    """Return what stands behind the last thought."""
    return text[max((each.end() for each in _THOUGHT.finditer(text)), default=0) :]


def _text(content: object) -> str:
    """Return the words of a message, which may come in parts, thoughts among them."""
    if isinstance(content, str):
        return content
    parts = [each for each in _list(content) if isinstance(each, Mapping)]
    spoken = [each for each in parts if not re.search("think|reason|thought", str(each.get("type", "")))]
    return "".join(each["text"] for each in spoken if isinstance(each.get("text"), str))


def _aside(message: object) -> str:
    """Return thoughts that stand beside the words."""
    found = (getattr(message, name, None) for name in ("reasoning_content", "reasoning", "thinking"))
    parts = [each for each in _list(getattr(message, "content", None)) if isinstance(each, Mapping)]
    inner = any(re.search("think|reason|thought", str(each.get("type", ""))) for each in parts)
    return next((each for each in found if isinstance(each, str) and each), " " if inner else "")


def _called(message: object) -> str:
    """Return the arguments of the one tool call into which some servers turn a schema."""
    calls = _list(getattr(message, "tool_calls", None))
    arguments = getattr(getattr(calls[0], "function", None), "arguments", None) if len(calls) == 1 else None
    return arguments if isinstance(arguments, str) else ""


def _end(first: object, message: object) -> End:
    """Return how an answer ended; servers have many words for an end, few for a cut."""
    said = str(getattr(first, "finish_reason", None) or "").casefold()
    if said in _CUT:
        return End.CUT
    return End.WITHHELD if getattr(message, "refusal", None) or _WITHHELD.search(said) else End.WHOLE


def _error(answer: object, first: object) -> object:
    """Return what a server says of an error inside an answer, or None."""
    for holder in (answer, first):
        if found := getattr(holder, "error", None):
            return found
    if first is None:
        return next((found for name in ("detail", "message") if (found := getattr(answer, name, None))), None)
    failed = str(getattr(first, "finish_reason", None) or "").casefold()
    return failed if failed in {"error", "network_error", "abort", "insufficient_system_resource"} else None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _thoughts(usage: object) -> int:
    return _tokens(getattr(usage, "completion_tokens_details", None), "reasoning_tokens") or 0


def _cost(usage: object) -> tuple[int | None, int | None]:
    """Return the tokens of a question and its answer; where a server leaves thoughts out, its sum has them."""
    there, back, both = (_tokens(usage, f"{name}_tokens") for name in ("prompt", "completion", "total"))
    if there is not None and back is not None and both is not None:
        back = max(back, both - there)
    return there, back


def _tokens(usage: object, name: str) -> int | None:
    found = getattr(usage, name, None)
    return found if isinstance(found, int) and 0 <= found < 10**9 else None
