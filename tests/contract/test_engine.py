"""What every engine must do, on each of them."""

from __future__ import annotations

import pytest

from bot.edges.engines.local import LocalEngine
from bot.ledger.choosing import accept
from bot.ports.world import Engine
from tests.unit.building import article, quote

TEXT = "“Nato will not leave the harbour,” Kovač said.\n\n“Yes,” she added.\n\n“Tariffs hurt fishermen,” Kovač said."


@pytest.fixture(params=["local"])
def engine(request: pytest.FixtureRequest) -> Engine:
    assert request.param == "local"
    return LocalEngine()


def test_it_chooses_only_what_was_offered(engine: Engine) -> None:
    """The engine's answer is accepted: ids that were offered, at most three topics each, none of them empty."""
    source = article(TEXT)
    offered = [
        quote(source, words) for words in ("Nato will not leave the harbour,", "Yes,", "Tariffs hurt fishermen,")
    ]
    filed = accept(offered, engine.choose(source, offered))
    assert [each.quote for each in filed] == offered
    assert all(topic.key and topic.name for each in filed for topic in each.topics)
    assert "nato" in {topic.key for topic in filed[0].topics}


def test_it_answers_the_same_twice(engine: Engine) -> None:
    """The same article gives the same topics, so doing a thing twice changes nothing."""
    source = article(TEXT)
    offered = [quote(source, "Nato will not leave the harbour,")]
    assert engine.choose(source, offered) == engine.choose(source, offered)


def test_it_has_a_name_and_bears_emptiness(engine: Engine) -> None:
    """Footers can name the engine; no quotes give no topics."""
    assert engine.name
    assert engine.choose(article("Nothing."), []).topics == {}
