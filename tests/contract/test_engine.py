"""What every engine must do, on each of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.edges.engines.local import LocalEngine
from bot.ledger.choosing import accept
from bot.model.choice import Candidate, Claimed, NamedWords, Pair
from bot.model.position import Compared, Statement
from bot.ports.world import Engine
from tests.e2e.newsroom import newsroom
from tests.servers.openai import ModelServer
from tests.unit.building import article, quote

TEXT = "“Nato will not leave the harbour,” Kovač said.\n\n“Yes,” she added.\n\n“Tariffs hurt fishermen,” Kovač said."


@pytest.fixture(params=["local", "openai"])
def engine(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Give an engine: the rules, or a model behind a real server."""
    if request.param == "local":
        yield LocalEngine()
        return
    with ModelServer() as server, newsroom(tmp_path, server.url, monkeypatch) as (desk, _):
        assert desk.engine is not desk.local
        yield desk.engine


def test_it_chooses_only_what_was_offered(engine: Engine) -> None:
    """The engine's answer is accepted: ids that were offered, at most three topics each, none of them empty."""
    source = article(TEXT)
    offered = [
        quote(source, words) for words in ("Nato will not leave the harbour,", "Yes,", "Tariffs hurt fishermen,")
    ]
    filed = accept(offered, engine.choose(source, offered))
    assert [(each.quote.id, each.quote.text) for each in filed] == [(each.id, each.text) for each in offered]
    assert all(topic.key and topic.name for each in filed for topic in each.topics)
    assert filed[0].topics


def test_it_answers_the_same_twice(engine: Engine) -> None:
    """The same article gives the same topics, so doing a thing twice changes nothing."""
    source = article(TEXT)
    offered = [quote(source, "Nato will not leave the harbour,")]
    assert engine.choose(source, offered) == engine.choose(source, offered)


def test_it_has_a_name_and_bears_emptiness(engine: Engine) -> None:
    """Footers can name the engine; no quotes give no topics."""
    assert engine.name
    assert engine.choose(article("Nothing."), []).topics == {}


def test_it_compares_what_is_sure(engine: Engine) -> None:
    """A promise taken back is a change on both; words that only stand beside each other are none."""
    earlier = Statement("We will sign the pact with Valmora", "", date(2025, 2, 1))
    later = Statement("I no longer want the pact with Valmora", "", date(2025, 2, 9))
    aside = Statement("The pact was long and the room was warm", "", date(2025, 2, 9))
    pairs = [Pair(letter * 24, "Ana Kovač", "pact", earlier, side) for letter, side in (("a", later), ("b", aside))]
    found = engine.compare(pairs)
    assert [found[each.id].label for each in pairs] == [Compared.REVERSED, Compared.NOT_COMPARABLE]
    assert not engine.compare([])


def test_names_and_stories_are_those_offered(engine: Engine) -> None:
    """Doubts are about names that were given, an order is of stories that were there."""
    named = NamedWords("d" * 24, "Ana Kovač", "We will not,", "“We will not,” she said.")
    assert set(engine.doubted_names([named])) <= {named.id}
    assert engine.doubted_names([]) == {}
    stories = [Candidate(letter * 24, f"Headline {letter}", "", 1, {}) for letter in "ef"]
    assert set(engine.order(stories, ()).stories) <= {each.id for each in stories}


def test_doubts_are_about_what_was_claimed(engine: Engine) -> None:
    """Only claims that were made can be taken away; without one nothing is."""
    claim = Claimed("c" * 24, "Ana Kovač", "reversed on roads", "We will.", "We will not.", "“We will not,” she said.")
    assert set(engine.doubts([claim])) <= {claim.id}
    assert engine.doubts([]) == {}


def test_a_question_is_a_line_or_nothing(engine: Engine) -> None:
    """A question gives one printable line, which may be empty."""
    assert engine.line("anything on roads").isprintable()
