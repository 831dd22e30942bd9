"""A real HTTP server that speaks OpenAI's protocol: honest by default, and with any fault that a test asks for."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from types import TracebackType
from typing import Any, Self

from bot.ledger.controls import MOVED, TOLD, WORDS
from tests.servers.quiet import QuietServer

Asked = dict[str, Any]
FENCED = re.compile(r"=====DATA=====\n(.*)\n=====DATA=====", re.DOTALL)
GERMAN = {  # what the honest server translates: words of a newsroom as a digest shows them
    "“Trucks must drive around the bay from Monday”": "„Lastwagen müssen ab Montag um die Bucht fahren“",
    "“Parents in the north have waited long enough”": "„Eltern im Norden haben lange genug gewartet“",
    "“We took forty boxes of papers from the port”": "„Wir haben im Hafen vierzig Kisten mit Papieren mitgenommen“",
    "“We will not pay 40 million for the bridge,” Ana Kovač said.": (
        "„Wir werden keine 40 Millionen für die Brücke zahlen“, sagte Ana Kovač."
    ),
    "“Divers will search the wreck until it gets dark”": "„Taucher durchsuchen das Wrack, bis es dunkel wird“",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """Hold what is answered: a message's content, or another status and body as they are."""

    content: str = ""
    finish: str | None = "stop"
    refusal: str | None = None
    status: int = 200
    raw: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    cut: int = 0  # bytes that are promised and never come
    drip: float = 0.0  # seconds before each byte of the body
    headers_without_end: bool = False  # one after the other, each well within any time-out for a single piece


def data_of(asked: Asked) -> Any:
    """Return the data that stands fenced in a request."""
    found = FENCED.search(asked["messages"][1]["content"])
    assert found, "the data is not fenced"
    return json.loads(found[1])


def text_of(data: Any) -> str:
    """Return the text of the numbered sentences of a request."""
    return "\n".join(" ".join(paragraph.values()) for paragraph in data.get("text", []))


def task_of(data: Any) -> str:
    """Return which task a request is of, by what it holds."""
    if "text" in data:
        return "gist" if "short" in data else "condense" if "quotes" in data else "moves"
    keys = {"quotes": "stance", "pairs": "compare", "claims": "veto", "named": "names", "stories": "order"}
    keys |= {"originals": "translate", "translations": "same"}
    return next((task for key, task in keys.items() if key in data), "ask")


def honest(data: Any) -> Any:
    """Return an answer that keeps to the task, whichever it is."""
    return HONEST[task_of(data)](data)


def _condensed(data: Any) -> object:
    ids = [each["id"] for each in data["quotes"]]
    topics = [[max(re.findall(r"\w+", each["quote"]), key=len)] for each in data["quotes"]]
    who = [speaker_in(data, each["quote"]) for each in data["quotes"]]
    rows = [
        {"id": id_, "who": name, "topics": each, "stance": "", "on": ""}
        for id_, name, each in zip(ids, who, topics, strict=True)
    ]
    plain = [id_ for paragraph in data["text"] for id_, words in paragraph.items() if _tells(words)]
    return {"best": ids[::-1][:3], "quotes": rows, "short": plain[:1], "moves": moves_in(data)}


def _tells(words: str) -> bool:
    return len(words.split()) > 4 and words.endswith(".")


def moves_in(data: Any) -> list[dict[str, object]]:
    """Return the changes that our newswire tells in one way: “Ana Kovač dropped her …”."""
    rest = {"extent": "whole", "told_by": "outlet", "when": "new", "before": "", "camp": ""}
    return [
        {"sentence": id_, "tells": "change", "who": [name], "kind": "reversed"} | rest
        for paragraph in data["text"]
        for id_, words in paragraph.items()
        for name, called in data["names"].items()
        if re.match(rf"{re.escape(called)} dropped (?:his|her) ", words)
    ]


def _pairs(data: Any) -> object:
    """Return reversed for what somebody no longer wants, and nothing else."""
    rows = []
    for each in data["pairs"]:
        later = max(each["sides"], key=lambda side: side["date"])
        moved = "no longer" in later["quote"]
        sides = [{"id": side["id"], "words": side["quote"].split(". ")[0]} for side in each["sides"]]
        rows.append(
            {"id": each["id"], "label": "reversed" if moved else "not_comparable", "sides": sides if moved else []}
        )
    return {"pairs": rows}


def verdicts(data: Any, verdict: str) -> Any:
    """Return one verdict on all claims, but the right one on those whose answer is known."""
    rows = []
    for each in data["claims"]:
        known = "stands" if each["who"] == MOVED.who and each["how"] == MOVED.how else ""
        still = "no change" if each["before"] == each["after"] else ""
        rows.append({"id": each["id"], "verdict": still or known or verdict})
    return {"verdicts": rows}


def same(row: Any) -> str:
    """Return the verdict on a translation that is ours, whichever way it goes; “differs” on any other."""
    told = {english: german for english, (german, _) in TOLD.items()} | GERMAN
    sides = (row["original"], row["translation"])
    return "same" if sides in told.items() or sides[::-1] in told.items() else "differs"


def labels(data: Any, stance: str) -> Any:
    """Return one label of all words, but the right one of those whose label is known."""
    rows = []
    for each in data["quotes"]:
        known = min(WORDS.get(each["words"], {stance}))
        rows.append({"id": each["id"], "stance": known})
    return {"labels": rows}


def _asked(data: Any) -> object:
    words = data["question"].rstrip("?").split()
    return {"line": f"who-said {words[-1]}" + (" by:Ruiz" if "Ruiz" in words else "")}


HONEST: dict[str, Callable[[Any], object]] = {
    "condense": _condensed,
    "moves": lambda data: {"moves": moves_in(data)},
    "gist": lambda _data: {"verdict": "supported"},
    "compare": _pairs,
    "stance": lambda data: labels(data, "opposes"),
    "veto": lambda data: verdicts(data, "stands"),
    "names": lambda data: {"verdicts": [{"id": each["id"], "verdict": "stands"} for each in data["named"]]},
    "order": lambda data: {"stories": [{"id": each["id"], "quote": ""} for each in data["stories"]], "left_out": []},
    "ask": _asked,
    "translate": lambda data: {
        "translations": [{"id": each["id"], "words": GERMAN.get(each["words"], "")} for each in data["originals"]]
    },
    "same": lambda data: {"verdicts": [{"id": each["id"], "verdict": same(each)} for each in data["translations"]]},
}


def speaker_in(data: Any, quote: str) -> str:
    """Return the id of the name that stands first behind a quote in its paragraph, as it does in our newswire."""
    text = text_of(data)
    at = text.find(quote.removesuffix(" …"))
    behind = text[at + len(quote) :].split("\n")[0] if at >= 0 else ""
    found = {id_: behind.find(name.split()[-1]) for id_, name in data["names"].items()}
    near = {id_: place for id_, place in found.items() if place >= 0}
    return min(near, key=lambda id_: near[id_]) if near else ""


def answering(brain: Callable[[Any], object]) -> Callable[[Asked], Reply]:
    """Return a server's answer from what a brain makes of the data."""
    return lambda asked: Reply(json.dumps(brain(data_of(asked))))


class ModelServer:
    """Serve chat completions on a free loopback port while the context lasts."""

    def __init__(self, answer: Callable[[Asked], Reply] = answering(honest)) -> None:  # noqa: B008 - it keeps no state
        """Take what is answered; a test may change it."""
        self.answer = answer
        self.asked: list[Asked] = []
        self.headers: list[dict[str, str]] = []  # of each request, in lower case
        self.stopping = threading.Event()
        handler = type("Handler", (_Handler,), {"model": self})
        self._server = QuietServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        """Return the base address that a client takes."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    model: ModelServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body go in two pieces: the second must not wait for an acknowledgement

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        pass

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.model.asked.append(asked)
        self.model.headers.append({name.lower(): value for name, value in self.headers.items()})
        reply = self.model.answer(asked)
        if reply.delay:
            self.model.stopping.wait(reply.delay)
        body = reply.raw if reply.raw is not None else _body(asked, reply)
        try:
            self._send(reply, body)
        except OSError:
            self.close_connection = True  # the client went away, as it may

    def _send(self, reply: Reply, body: bytes) -> None:
        self.send_response(reply.status)
        for name, value in {"Content-Type": "application/json", **reply.headers}.items():
            self.send_header(name, value)
        while reply.headers_without_end and not self.model.stopping.wait(0.1):
            self.send_header("X-Wait", "a little more")
            self.flush_headers()
        self.send_header("Content-Length", str(len(body) + reply.cut))
        self.end_headers()
        for piece in (body[at : at + 1] for at in range(len(body))) if reply.drip else (body,):
            self.wfile.write(piece)
            if reply.drip and self.model.stopping.wait(reply.drip):
                break
        self.close_connection = bool(reply.cut)


def _body(asked: Asked, reply: Reply) -> bytes:
    message = {"role": "assistant", "content": reply.content, "refusal": reply.refusal}
    sent = sum(len(each["content"]) for each in asked["messages"])
    usage = {"prompt_tokens": sent // 4, "completion_tokens": len(reply.content) // 4}
    usage["total_tokens"] = sum(usage.values())
    choice = {"index": 0, "finish_reason": reply.finish, "message": message}
    row = {"id": "c1", "object": "chat.completion", "created": 1, "model": asked["model"]}
    return json.dumps(row | {"choices": [choice], "usage": usage}).encode()


def problem(status: int, message: str, code: str = "", **headers: str) -> Reply:
    """Return an error as OpenAI words it."""
    raw = json.dumps({"error": {"message": message, "type": "invalid_request_error", "code": code}}).encode()
    return Reply(status=status, raw=raw, headers={name.replace("_", "-"): value for name, value in headers.items()})
