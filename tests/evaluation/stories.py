"""How right stories are: which entries are joined, on the labelled sets that lie beside the checkout."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import combinations, groupby
from pathlib import Path
from typing import Any

from bot.ledger.events import WITHIN, Events
from bot.ledger.lines import article_of, line_of
from bot.ledger.people import key
from bot.ledger.stories import stories
from bot.model.news import OPENING, Publication, digest_of
from bot.reading.read import read
from tests.evaluation.corpora import FOLDER as QUOTES
from tests.evaluation.corpora import rows as quote_rows
from tests.evaluation.grouping import MONTH, month
from tests.unit.test_persons import PEOPLE

FOLDER = QUOTES.parent / "stories"
BARS = {
    ("pairs", "precision"): 92,
    ("pairs", "recall"): 85,
    ("pairs", "recall_across_outlets"): 85,
    ("desk", "editors_stories"): 62.5,
    ("desk", "first_five_worth_it"): 90,
    ("people", "precision"): 100,
    ("people", "recall"): 95,
    ("dev2", "lead quote"): 75,
    ("dev2", "topic"): 80,
}
HOURS = 3  # entries that come together when they come as in life
Row = Mapping[str, Any]
Pairs = set[tuple[str, str]]


def there() -> bool:
    """Say whether the data can be found."""
    return (FOLDER / "open.jsonl").exists()


@cache
def rows(name: str, folder: Path = FOLDER) -> tuple[Row, ...]:
    """Return the rows of a set, none of a set that is not there."""
    path = folder / f"{name}.jsonl"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return tuple(json.loads(line) for line in text.splitlines() if line.strip())


def page(row: Row) -> Publication:
    """Return an entry as a page."""
    at = datetime.fromisoformat(row["published"])
    summary = str(row["summary"])[:OPENING]
    page_id = digest_of("page", row["id"])
    return Publication(
        row["id"], page_id, row["link"], row["title"], row["outlet"], at, published_at=at, opening=summary
    )


def once(entries: Sequence[Row]) -> dict[str, str]:
    """Return the story of each entry, all taken in at once."""
    events, pages = Events(), [page(each) for each in entries]
    events.add(pages)
    return {each.article_id: events.story(each.page_id) for each in pages}


def as_they_come(entries: Sequence[Row]) -> dict[str, str]:
    """Return the last story of each entry, taken in as they appeared, old ones forgotten."""
    events, found = Events(), dict[str, str]()
    pages = sorted(map(page, entries), key=lambda each: (each.fetched_at, each.article_id))
    held: dict[str, str] = {}
    for _, some in groupby(pages, key=lambda each: int(each.fetched_at.timestamp() // 3600 // HOURS)):
        fresh = list(some)
        events.add(fresh)
        held |= {each.page_id: each.article_id for each in fresh}
        found |= {article: story for page_id, article in held.items() if (story := events.story(page_id))}
        events.forget(fresh[-1].fetched_at - WITHIN)
    return found


def pairs(groups: Mapping[str, str]) -> Pairs:
    """Return the pairs of entries that are in one group."""
    ordered = sorted(groups.items(), key=lambda each: (each[1], each[0]))
    return {
        pair
        for _, some in groupby(ordered, key=lambda each: each[1])
        for pair in combinations([entry for entry, _ in some], 2)
    }


def figures(
    name: str, grouping: Callable[[Sequence[Row]], Mapping[str, str]], folder: Path = FOLDER
) -> dict[str, float]:
    """Return precision and recall over pairs, over all and across outlets, in percent; unclear pairs are left out."""
    entries = rows(name, folder)
    outlet = {each["id"]: each["outlet"] for each in entries}
    unclear = {tuple(sorted((each["a"], each["b"]))) for each in rows(f"{name}_ambiguous", folder)}
    gold = pairs({each["id"]: each["cluster"] for each in entries}) - unclear
    found = pairs(grouping(entries)) - unclear

    def across(some: Pairs) -> Pairs:
        return {each for each in some if outlet[each[0]] != outlet[each[1]]}

    return {
        "precision": _percent(len(gold & found), len(found)),
        "recall": _percent(len(gold & found), len(gold)),
        "precision_across_outlets": _percent(len(across(gold & found)), len(across(found))),
        "recall_across_outlets": _percent(len(across(gold & found)), len(across(gold))),
    }


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 100.0


def articles(file: str) -> dict[str, float]:
    """Return how often the first key quote is one of the editor's, and a topic one of the editor's, in percent."""
    leads, named = [], []
    for row in quote_rows(file):
        article = article_of(row, datetime.now(UTC))
        line: dict[str, Any] = line_of(str(row["id"]), article, read(article))
        keys = [(each["quote_start"], each["quote_end"]) for each in row["quotes"] if each.get("key")]
        first = next((each for each in line["quotes"] if each["place"] == 1), None)
        if keys and first and (row.get("worth") or 0) >= 1:
            leads.append(any(first["start"] < end and start < first["end"] for start, end in keys))
        if row.get("about"):
            ours, theirs = (list(map(_stems, names)) for names in (line["topics"], row["about"]))
            named.append(any(one and other and (one <= other or other <= one) for one in ours for other in theirs))
    return {"lead quote": _percent(sum(leads), len(leads)), "topic": _percent(sum(named), len(named))}


def desk() -> dict[str, float]:
    """Return how many of an editor's stories of a day are among our ten, and of our first five worth something."""
    wanted = json.loads((FOLDER / "desk.json").read_text(encoding="utf-8"))
    entries = {each["id"]: each for each in rows("desk")}
    hits = of = worthy = shown = 0
    for day, want in wanted.items():
        pages = [page(each) for each in entries.values() if each["published"][:10] == day]
        first = [entries[each.lead.article_id] for each in stories(pages, [])][:10]
        hits += len({each["cluster"] for each in first} & set(want["order"]))
        of += len(want["order"])
        worthy += sum(bool(each.get("worth")) for each in first[:5])
        shown += len(first[:5])
    return {"editors_stories": _percent(hits, of), "first_five_worth_it": _percent(worthy, shown)}


def people() -> dict[str, float]:
    """Return how right names are merged to people, over pairs of the labelled names of the tests."""
    owner = {name: number for number, names in enumerate(PEOPLE) for name in names}
    found = pairs({name: key(name) for name in owner})
    gold = pairs({name: str(number) for name, number in owner.items()})
    return {"precision": _percent(len(gold & found), len(found)), "recall": _percent(len(gold & found), len(gold))}


def measured() -> dict[str, dict[str, float]]:
    """Return every figure of the briefing that has a floor."""
    return {
        "pairs": figures("open", once),
        "pairs as they come": figures("open", as_they_come),
        "desk": desk(),
        "people": people(),
        "train2": articles("gold_train2.jsonl.gz"),
        "dev2": articles("gold_dev2.jsonl.gz"),
    }


def digest() -> str:
    """Return the hash of the data that is measured on."""
    files = ("open.jsonl", "open_ambiguous.jsonl", "desk.jsonl", "desk.json")
    return hashlib.sha256(b"".join((FOLDER / file).read_bytes() for file in files)).hexdigest()


def _stems(name: str) -> set[str]:
    small = {"the", "a", "an", "of", "in", "on", "for", "and", "to", "at", "by", "with", "from", "over", "as"}
    return {re.sub(r"(ies|s)$", "", word) for word in re.findall(r"\w+", name.lower()) if word not in small}


def show() -> None:
    """Print what the briefing is worth, each figure beside what is asked of it."""
    if not there():
        return
    print()
    for name, found in measured().items():
        told = ", ".join(f"{key.replace('_', ' ')} {value}{_bar(name, key)}" for key, value in found.items())
        print(f"briefing, {name}: {told}")
    cost = month()
    print(f"briefing, grouping: {cost.per_second:.0f} articles a second, asked 500; held at the end of a month of")
    print(f"  {MONTH:,} articles by what was held ten days before: {cost.growth:.2f}, asked 1")


def _bar(name: str, figure: str) -> str:
    asked = BARS.get((name, figure))
    return f" (asked {asked})" if asked else ""


if __name__ == "__main__":
    show()
