"""What stands around an answer is taken off, and what servers say of a fault is understood in many words."""

from __future__ import annotations

import json
from types import SimpleNamespace as Holder

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.edges.engines.faults import Fault, Unheard, Withheld, fault, inside
from bot.edges.engines.manner import LIMITS, MOST_THOUGHTS, Manner
from bot.edges.engines.replies import End, peeled, reply_of
from bot.errors import TooLong

ANSWER = '{"best": ["a1"], "quotes": [{"id": "a1", "topics": ["harbour {north}"], "stance": ""}]}'

AROUND = {
    "nothing": ANSWER,
    "a byte order mark": f"\ufeff{ANSWER}",
    "a fence": f"```json\n{ANSWER}\n```",
    "a fence without a name": f"```\n{ANSWER}\n```\nI hope that helps.",
    "a preface": f"Sure! Here is the JSON:\n\n{ANSWER}",
    "a word before and after": f"json\n{ANSWER}<|im_end|>",
    "thoughts": f"<think>\nThe first {{id}} is best.\n</think>\n\n{ANSWER}",
    "thoughts with a draft": f'<think>{{"best": []}} no</think>{ANSWER}',
    "thoughts whose beginning the template ate": f'The first. {{"best": ["a2"]}}\n</think>\n{ANSWER}',
    "thoughts in brackets": f"[THINK]Well, {{hm}}.[/THINK]{ANSWER}",
    "other words for thoughts": f"<reasoning>Well.</reasoning><thought>{{}}</thought>{ANSWER}",
    "channels": f"<|channel|>analysis<|message|>So {{x}}.<|end|><|start|>assistant<|channel|>final<|message|>{ANSWER}",
    "thoughts and a fence": f"<thinking>So.</thinking>\n```json\n{ANSWER}\n```",
}


@pytest.mark.parametrize("around", AROUND)
def test_the_object_is_taken_from_what_stands_around_it(around: str) -> None:
    """Fences, prefaces and thoughts are taken off; the object is the one that was answered."""
    assert json.loads(peeled(AROUND[around])) == json.loads(ANSWER)


@pytest.mark.parametrize(
    "text", ["", "No.", "[1, 2]", ANSWER[:40], f"{ANSWER} or rather {ANSWER}", "<think>I am not sure", "9" * 10_000]
)
def test_what_is_no_answer_is_none(text: str) -> None:
    """Words, a list, half an object, two objects: none of them is an answer."""
    assert peeled(text) == ""


@given(st.lists(st.sampled_from(["{", "}", "```", "<think>", "</think>", '"', "json", "x", "[", "\ud800", "\0"])))
def test_an_answer_is_an_object_or_nothing(pieces: list[str]) -> None:
    """Whatever comes, what is taken from it is a JSON object without halves of characters, or nothing."""
    found = peeled("".join(pieces))
    assert not found or isinstance(json.loads(found), dict)
    found.encode()


@pytest.mark.parametrize("piece", ["{", "<think>", "</think>", "```", '{"a":', "}{"])
def test_a_long_answer_costs_what_its_length_costs(piece: str) -> None:
    """A megabyte of what could begin an answer is looked through without end."""
    assert peeled(piece * (1_000_000 // len(piece))) == ""


def answered(content: object = ANSWER, finish: object = "stop", **message: object) -> Holder:
    usage = message.pop("usage", None)
    given_message = Holder(**({"content": content, "refusal": None} | message))
    return Holder(choices=[Holder(message=given_message, finish_reason=finish)], usage=usage)


@pytest.mark.parametrize("finish", ["stop", None, "eos_token", "STOP", "end_turn", "tool_calls", "completed"])
def test_a_whole_answer_ends_in_many_words(finish: object) -> None:
    """Whatever word a server has for an end, whole JSON is an answer."""
    assert reply_of(answered(finish=finish)).body == ANSWER


@pytest.mark.parametrize(
    ("finish", "end"),
    [
        ("length", End.CUT),
        ("MAX_TOKENS", End.CUT),
        ("model_length", End.CUT),
        ("content_filter", End.WITHHELD),
        ("SAFETY", End.WITHHELD),
        ("PROHIBITED_CONTENT", End.WITHHELD),
        ("guardrail_intervened", End.WITHHELD),
        ("refusal", End.WITHHELD),
        ("error", End.FAILED),
    ],
)
def test_what_was_cut_or_withheld_is_no_answer(finish: str, end: End) -> None:
    """Not even whole JSON is believed then."""
    reply = reply_of(answered(finish=finish))
    assert (reply.body, reply.end) == ("", end)


def test_words_come_in_parts() -> None:
    """Of content in parts the words count, not the thoughts, and that it thought is noticed."""
    parts = [{"type": "thinking", "thinking": [{"type": "text", "text": "{}"}]}, {"type": "text", "text": ANSWER}]
    reply = reply_of(answered(parts))
    assert (reply.body, reply.thought) == (ANSWER, True)


@pytest.mark.parametrize("name", ["reasoning", "reasoning_content", "thinking"])
def test_an_answer_beside_the_words_is_taken_where_there_are_none(name: str) -> None:
    """What ends the thoughts is the answer only where no word stands in its place."""
    assert reply_of(answered("", **{name: f"I take the first. {ANSWER}"})).body == ANSWER
    assert reply_of(answered("No.", **{name: ANSWER})).body == ""


def test_thoughts_alone_are_a_cut_answer() -> None:
    """A model whose thoughts took all its room gave no answer, and is known to think."""
    for reply in (reply_of(answered("<think>Let me see, first")), reply_of(answered("", reasoning="Let me see"))):
        assert (reply.end, reply.thought) == (End.CUT, True)


def test_a_tool_call_holds_the_answer() -> None:
    """Some routers turn a schema into a call of one tool."""
    call = Holder(function=Holder(arguments=ANSWER))
    assert reply_of(answered(None, "tool_calls", tool_calls=[call])).body == ANSWER
    assert reply_of(answered(None, "tool_calls", tool_calls=[call, call])).body == ""


def test_thoughts_are_paid_for() -> None:
    """Where a server leaves thoughts out of the answer's tokens, its sum has them."""
    usage = Holder(prompt_tokens=100, completion_tokens=20, total_tokens=920)
    reply = reply_of(answered(usage=usage))
    assert (reply.tokens_in, reply.tokens_out) == (100, 820)


TOO_LONG = {
    "OpenAI": (
        400,
        "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.",
    ),
    "llama.cpp": (400, "request (4390 tokens) exceeds the available context size (4096 tokens), try increasing it"),
    "an older llama.cpp": (500, "context size has been exceeded"),
    "vLLM": (400, "'max_tokens' is too large: 1500. This model's maximum context length is 4096 tokens"),
    "Anthropic": (400, "prompt is too long: 210000 tokens > 200000 maximum"),
    "Gemini": (400, "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576)."),
    "Mistral": (400, "Prompt contains 40000 tokens, too large for model with 32768 maximum context length"),
    "a proxy": (413, "<html>Request Entity Too Large</html>"),
    "Groq": (413, "Request too large for model in organization on tokens per minute"),
}


@pytest.mark.parametrize("server", TOO_LONG)
def test_too_long_has_many_words(server: str) -> None:
    """They are all understood as one thing: ask in halves."""
    status, said = TOO_LONG[server]
    found = fault(status, {"message": said}, None)
    assert isinstance(found, TooLong)
    assert found.known


WITHHELD = {
    "Azure": (
        400,
        {"code": "content_filter", "message": "The response was filtered due to the content management policy"},
    ),
    "OpenRouter": (403, {"message": "Your input was flagged", "metadata": {"reasons": ["violence"]}}),
    "DashScope": (400, {"code": "data_inspection_failed", "message": "Input data may contain inappropriate content."}),
    "OpenAI": (400, {"code": "content_policy_violation", "message": "Your request was rejected by our safety system."}),
    "Bedrock": (400, "Guardrail was enabled and input is in violation"),
}


@pytest.mark.parametrize("server", WITHHELD)
def test_a_filter_has_many_words(server: str) -> None:
    """A filtered article is withheld, and that is no fault of the server."""
    assert isinstance(fault(*WITHHELD[server], None), Withheld)


CREDIT = {
    "OpenAI": (429, {"code": "insufficient_quota", "message": "You exceeded your current quota, check your billing."}),
    "DeepSeek": (402, {"message": "Insufficient Balance"}),
    "Anthropic": (400, {"message": "Your credit balance is too low to access the API."}),
    "OpenRouter": (402, {"message": "This request requires more credits, or fewer max_tokens."}),
    "Moonshot": (429, {"type": "exceeded_current_quota_error", "message": "check your plan and billing details"}),
}


@pytest.mark.parametrize("server", CREDIT)
def test_spent_credit_is_not_a_wait(server: str) -> None:
    """Only the operator can mend it, so nobody asks for an hour."""
    found = fault(*CREDIT[server], None)
    assert isinstance(found, Fault)
    assert (found.why, found.paid) == ("credit spent", False)
    assert found.rest
    assert found.rest.total_seconds() == 3600


@pytest.mark.parametrize(
    "said",
    [
        "Rate limit reached for gpt-5 on tokens per min. Please try again in 20s.",
        "You exceeded your current quota, please check your plan and billing details. Please retry in 33.4s.",
        "Too many requests",
    ],
)
def test_a_limit_of_the_minute_is_a_wait(said: str) -> None:
    """A server that says when to come again has not run out of credit."""
    found = fault(429, {"message": said}, None)
    assert found.why == "model asks to wait"


MENDED = {
    "Azure's limit": ("Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens'.", "limit"),
    "a strict server's limit": ("extra_forbidden body max_tokens Extra inputs are not permitted", "limit"),
    "Groq's structure": ("This model does not support response format `json_schema`", "structure"),
    "DeepSeek's structure": ("This response_format type is unavailable now", "structure"),
    "LiteLLM's structure": ("UnsupportedParamsError: does not support parameters: ['response_format']", "structure"),
    "llama.cpp's structure": ("Failed to parse grammar", "structure"),
    "Gemini's schema": ('Invalid JSON payload received. Unknown name "additionalProperties"', "structure"),
    "Gemma's template": ("System role not supported", "system"),
    "Mistral's old template": ("Conversation roles must alternate user/assistant/user/assistant/...", "system"),
    "Gemma at Google": ("Developer instruction is not enabled for models/gemma-3-27b-it", "system"),
    "a model that cannot think less": ("Unsupported value: 'reasoning_effort' does not support 'low'", "effort"),
}


@pytest.mark.parametrize("server", MENDED)
def test_a_server_says_how_it_wants_to_be_asked(server: str) -> None:
    """What it refuses is changed, and nothing else; what is kept is read again as it was."""
    said, name = MENDED[server]
    found = fault(400, {"message": said}, None)
    assert isinstance(found, Unheard)
    first = Manner()
    mended = first.mended(found.said)
    assert mended
    assert {
        each for each in ("limit", "structure", "system", "effort") if getattr(first, each) != getattr(mended, each)
    } == {name}
    assert Manner.read(mended.kept(), LIMITS[0]) == mended


def test_a_manner_of_an_earlier_version_is_read() -> None:
    """A structure alone is what earlier versions kept."""
    assert Manner.read("json", LIMITS[1]) == Manner("json", LIMITS[1])
    assert Manner.read("none", LIMITS[0]) == Manner.read("", LIMITS[0]) == Manner()


def test_what_a_server_repeats_of_the_request_tells_nothing() -> None:
    """An article's words in an error are not taken for the server's."""
    body = {
        "detail": [{"type": "missing", "loc": ["body"], "input": "a content filter in grammar schools, context size"}]
    }
    found = fault(422, body, None)
    assert isinstance(found, Unheard)
    assert Manner().mended(found.said) is None


def test_room_for_thoughts_has_an_end() -> None:
    """A model gets more room to think twice, not for ever."""
    rooms: list[int] = []
    manner = Manner()
    while (more := manner.thoughtful(manner.thoughts)) and len(rooms) < 9:
        rooms.append(more.thoughts)
        manner = more
    assert rooms == [2_000, MOST_THOUGHTS]


def test_an_error_inside_an_answer_was_not_paid() -> None:
    """A router's fault passes; one that the operator has to mend does not."""
    late = inside({"code": 429, "message": "Provider returned error"})
    assert isinstance(late, Fault)
    assert (late.again, late.paid) == (True, False)
    assert inside({"code": 402, "message": "no credits"}).why == "credit spent"
    assert isinstance(inside("context size exceeded: too many tokens"), TooLong)
