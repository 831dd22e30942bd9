"""What holds for every message, whatever is on record: nothing twice, nothing lost untold, a person under one name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import wiring
from bot.briefing.blocks import body
from bot.commands.answering import answer
from bot.commands.grammar import parse
from bot.config import Settings
from bot.desk import Desk
from bot.edges.stores.sql import SqlStore
from bot.ledger import people
from bot.ledger.passages import repeats
from bot.ledger.stories import stories
from bot.ledger.words import fold_words
from bot.model.message import Change, Header, Message, Quotation, Section
from bot.model.news import Article
from bot.model.query import Findings
from bot.model.record import Draft, Filed, QuoteKind, Speaker
from bot.model.text import Span
from bot.reading.gate import verified
from tests.e2e.room import SetClock
from tests.unit.building import NOW, article, filed

NAMES = (  # four people in the spellings of outlets
    "Volodymyr Zelensky", "Volodymyr Zelenskyy", "Vladimir Zelensky", "Ursula von der Leyen", "Ursula Von Der Leyen",
    "Ana Kovač", "Ana Kovac", "Tom Reed",
)  # fmt: skip
SAID = (
    "we shall rebuild the harbour bridge before the winter comes",
    "nobody will pay for the harbour bridge a second time",
    "a gift to smugglers of the harbour",
    "a tax on bread",
)
TITLES = ("Harbour bridge closes after storm", "Minister rejects toll on harbour bridge", "Quiz: bridges of the season")
LINES = (
    "digest preview", "who-said harbour since:1y", "who-said by:Zelenskyy since:1y", "brief harbour since:1y",
    "position Ana Kovac on harbour", "speaker Ursula von der Leyen", "digest why",
)  # fmt: skip
PIECES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(SAID), st.booleans()), min_size=1, max_size=4)
PAPERS = st.lists(st.tuples(st.sampled_from(TITLES), PIECES), min_size=1, max_size=5)
Papers = Sequence[tuple[str, Sequence[tuple[str, str, bool]]]]


@cache
def empty() -> bytes:
    """Return a ledger with nothing in it."""
    with TemporaryDirectory() as folder:
        store = SqlStore(f"{folder}/ledger.db")
        store.migrate()
        store.close()
        return Path(folder, "ledger.db").read_bytes()


def paper(number: int, title: str, pieces: Sequence[tuple[str, str, bool]]) -> Findings:
    """Return an article in which people say things, one or two of them in a sentence."""
    lines = [
        f"{name} called plan {number}.{at} “{words}”{f' and “{SAID[at % len(SAID)]}”' if more else ''} on Friday."
        for at, (name, words, more) in enumerate(pieces)
    ]
    source = article(
        "\n\n".join(lines),
        url=f"https://o{number}.example/{number}",
        outlet=f"Outlet {number}",
        title=title,
        published=NOW - timedelta(minutes=number + 1),
    )
    found = [each for line, (name, *_) in zip(lines, pieces, strict=True) for each in quoted(source, line, name)]
    return Findings(source, tuple({each.quote.id: each for each in found}.values()))


def quoted(source: Article, line: str, name: str) -> Iterator[Filed]:
    """Yield the quotes of a line."""
    start = source.text.index(line)
    for match in re.finditer("“(.+?)”", line):
        span = Span(start + match.start(1), start + match.end(1))
        carrier = Span(start, start + len(line))
        draft = Draft(span, QuoteKind.MIXED, carrier, speaker=Speaker(name), confidence=0.95)
        made = verified(source, draft, Counter())
        assert made
        yield filed(made, "harbour")


@contextmanager
def ledger(papers: Papers) -> Iterator[Desk]:
    """Hold a desk open over a ledger of these papers."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.db"
        file.write_bytes(empty())
        clock = SetClock(NOW + timedelta(minutes=5))
        with wiring.desk(Settings(database=str(file), zone="UTC"), clock=clock) as desk:
            for number, (title, pieces) in enumerate(papers):
                desk.store.record(paper(number, title, pieces))
            clock.moment += timedelta(minutes=5)
            yield desk


def texts(message: Message) -> Iterator[str]:
    """Yield every text of an article that a message and its thread show."""
    for block in (*message.blocks, *(message.reply.blocks if message.reply else ())):
        if isinstance(block, Quotation):
            yield body(block.shown)
        elif isinstance(block, Change):
            yield from (body(side.shown) for side in block.sides)
        elif isinstance(block, Section) and block.body and "; " not in block.body:
            yield block.body


def labels(message: Message) -> dict[str, set[str]]:
    """Return the names under which each person stands in a message."""
    found = defaultdict[str, set[str]](set)
    for each in message.quotes:
        if each.speaker:
            found[people.key(each.speaker.name)].add(each.speaker.name)
    for block in message.blocks:
        if isinstance(block, Quotation) and not block.name.startswith("●"):
            found[people.key(block.name)].add(block.name)
    return found


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(PAPERS)
def test_no_message_repeats_words_loses_any_untold_or_shows_a_person_under_two_names(papers: Papers) -> None:
    """Whatever outlets print and however they spell: no sentence twice, one label a person, all words on some page."""
    with ledger(papers) as desk:
        for line in LINES:
            message = answer(parse(line), desk)
            shown = list(texts(message))
            for at, text in enumerate(shown):
                assert not any(repeats(text, other) for other in shown[at + 1 :]), (line, shown)
            assert all(len(each) == 1 for each in labels(message).values()), (line, labels(message))
        assert every_page(desk) >= {fold_words(words) for _, pieces in papers for _, words, _ in pieces}
        counted(answer(parse("digest preview"), desk), desk)


def every_page(desk: Desk) -> set[str]:
    """Return which of the words that were said stand on some page of the answer, or of those without a sure name.

    The same words under two people have no sure name.
    """
    line = "who-said harbour since:1y"
    unclear = f"{line} only:unclear"
    offered = unclear in str(answer(parse(line), desk).blocks)
    return {words for each in (line, *([unclear] if offered else [])) for words in _pages(each, desk)}


def _pages(line: str, desk: Desk) -> Iterator[str]:
    for number in range(1, 20):
        message = answer(parse(f"{line} page:{number}" if number > 1 else line), desk)
        page = " ".join(fold_words(text) for text in texts(message))
        yield from (fold_words(words) for words in SAID if fold_words(words) in page)
        if f"page:{number + 1}" not in str(message.blocks):
            break


def counted(message: Message, desk: Desk) -> None:
    """Make sure that a digest says how many stories there were, those that it shows and all."""
    news = desk.news("console", NOW - timedelta(days=1), desk.clock.now())
    every = len(stories(news.publications, news.quotes))
    front = sum(isinstance(each, Section) and each.text[:1].isdigit() for each in message.blocks)
    head = next((each.note for each in message.blocks if isinstance(each, Header)), "")
    whole = f"{front} {'story' if front == 1 else 'stories'} ·"
    assert message.empty or head.startswith(f"{front} of {every} stor" if every > front else whole), head
