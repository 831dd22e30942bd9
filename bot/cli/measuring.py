"""Read texts from files and print their quotes, for people and for scorers."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bot.commands.files import content
from bot.edges.platforms.console import draw as console
from bot.errors import BadSetting
from bot.ledger.articles import headed
from bot.ledger.comparing import compare
from bot.ledger.lines import article_of, line_of
from bot.model.news import Article, Publication, digest_of
from bot.model.position import Statement
from bot.reading.read import read
from bot.wiring import encoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.config import Settings
    from bot.reading.speakers.pointing import Encoder

FOUND, EMPTY, USAGE = 0, 1, 2


@contextmanager
def opened(file: str) -> Iterator[TextIO]:
    """Open a text file or standard input as UTF-8; raises BadSetting with what is wrong with it."""
    if file == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        yield sys.stdin
        return
    try:
        with open(file, encoding="utf-8", errors="replace", newline="") as stream:  # noqa: PTH123 - as typed
            yield stream
    except OSError as error:
        raise BadSetting(f"{file} cannot be read: {error.strerror}.") from error


def read_lines(file: str, settings: Settings) -> int:
    """Print a line of quotes for each line of JSON."""
    pointing = encoder(settings)
    return answer_lines(file, lambda line: answered(line, pointing))


def compare_lines(file: str) -> int:
    """Print how a pair of dated quotes compares for each line of JSON."""
    return answer_lines(file, lambda line: compared_row(json.loads(line)))


def answer_lines(file: str, answer: Callable[[str], object]) -> int:
    """Print an answer to each line of a file; a bad line is named on standard error and skipped."""
    bad = 0
    with opened(file) as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                print(json.dumps(answer(line), ensure_ascii=False))
            except (ValueError, BadSetting) as error:
                bad += 1
                print(f"line {number}: {said(error)}", file=sys.stderr)
    return USAGE if bad else FOUND


def answered(line: str, pointing: Encoder | None) -> object:
    """Return the output row for one input line; raises ValueError or BadSetting."""
    row = json.loads(line)
    if not isinstance(row, dict):
        raise BadSetting('not an object like {"id": "1", "text": "…"}')
    article = article_of(row, datetime.now(UTC))
    return line_of(str(row.get("id", "")), article, read(article, pointing))


def compared_row(row: object) -> dict[str, object]:
    """Return the row that says how a pair compares; raises BadSetting for a bad row."""
    if not isinstance(row, dict):
        raise BadSetting('not an object like {"id": "1", "earlier": {"quote": "…"}, "later": {"quote": "…"}}')
    found = compare(str(row.get("topic") or ""), statement(row, "earlier"), statement(row, "later"))
    return {
        "id": str(row.get("id", "")),
        "label": found.label.value,
        "reason": found.reason,
        "confidence": found.confidence,
    }


def statement(row: Mapping[str, object], name: str) -> Statement:
    """Return one side of a pair; raises BadSetting."""
    side = row.get(name)
    if not isinstance(side, dict) or not isinstance(side.get("quote"), str):
        raise BadSetting(f'the row has no "{name}" with a "quote"')
    return Statement(side["quote"], str(side.get("context") or ""), day_of(side.get("date")))


def day_of(value: object) -> date | None:
    """Return a day; a month alone, or nothing, is none."""
    text = str(value or "")
    if len(text) < 10:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise BadSetting(f'"date" is {value!r}, not like 2025-02-14') from error


def said(error: Exception) -> str:
    """Return what is wrong with a line, in words."""
    return f"no JSON ({error})" if isinstance(error, ValueError) else str(error)


def read_text(file: str, settings: Settings, *, as_json: bool) -> int:
    """Print the quotes of one text, page or PDF for a person; raises BadSetting, Unreadable."""
    from bot.briefing.answers import read_answer
    from bot.edges.web.pages import read_file

    name = "standard input" if file == "-" else file
    page = headed(read_file(sys.stdin.buffer.read() if file == "-" else content(Path(file)), Path(name).name))
    text, now = page.text, datetime.now(UTC)
    publication = Publication(digest_of(text), digest_of(name), "", page.title, name, now, None, page.published_on)
    message = read_answer(read(Article(publication, text), encoder(settings)).quotes, text, form=page.form)
    print(console.as_json(message) if as_json else console.drawn(message))
    return EMPTY if message.empty else FOUND
