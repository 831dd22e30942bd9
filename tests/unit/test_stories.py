from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ledger.stories import stories
from bot.ledger.weight import newsworthy
from bot.model.news import Publication
from tests.unit.building import NOW, article, filed, quote

HARBOUR = "Harbour bridge collapses in storm, ferries halted"


def page(number: int, title: str, hours: float = 0, text: str = "…") -> Publication:
    at = NOW + timedelta(hours=hours)
    return article(
        text, url=f"https://o{number}.example/{number}", outlet=f"Outlet {number}", title=title, published=at
    ).publication


WORDS = st.sampled_from(
    "storm bridge harbour ferry island vote mayor tax school fire train bank goals match rain".split()
)
TITLES = st.lists(WORDS, min_size=0, max_size=7).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(TITLES, st.integers(0, 90)), max_size=25))
def test_every_publication_is_in_one_story(items: list[tuple[str, int]]) -> None:
    """Whatever the headlines, no page is lost and none is told twice; ids differ."""
    pages = [page(number, title, hours) for number, (title, hours) in enumerate(items)]
    found = stories(pages, [])
    assert Counter(each.page_id for story in found for each in story.publications) == Counter(p.page_id for p in pages)
    assert len({story.id for story in found}) == len(found)
    assert all(story.lead in story.publications for story in found)


def test_one_event_is_one_story() -> None:
    """Headlines of one event at three outlets cluster; the lead comes first among the outlets."""
    pages = [
        page(1, HARBOUR),
        page(2, "Ferries halted after harbour bridge collapses in storm", 2),
        page(3, "Storm: harbour bridge collapses, ferries halted for days", 5),
    ]
    found = stories(pages, [])
    assert len(found) == 1
    assert set(found[0].outlets) == {"Outlet 1", "Outlet 2", "Outlet 3"}
    assert found[0].outlets[0] == found[0].lead.outlet


def test_different_events_stay_apart() -> None:
    """A shared word or name does not make two events one, nor do the same words a week later."""
    assert len(stories([page(1, HARBOUR), page(2, "Harbour museum opens new storm gallery")], [])) == 2
    assert len(stories([page(1, "Mayor Reed wins vote on school tax"), page(2, "Mayor Reed loses bank case")], [])) == 2
    assert len(stories([page(1, HARBOUR), page(2, HARBOUR, 24 * 7)], [])) == 2


def test_revisions_of_a_page_count_once() -> None:
    """Two revisions of one page are one publication, the newer one."""
    first = article("One.", url="https://a.example/1", title=HARBOUR).publication
    second = article("Two.", url="https://a.example/1", title=HARBOUR).publication
    assert stories([first, second], [])[0].publications == (second,)


def test_the_page_with_most_quotes_leads() -> None:
    """The lead article is the one with most quotes, and its quotes come first."""
    one = article("“We saw it fall,” Kovač said.", url="https://o1.example/1", outlet="Outlet 1", title=HARBOUR)
    two = article("“It fell,” Kovač said.\n\n“All are safe,” Kovač said.", url="https://o2.example/2", title=HARBOUR)
    quotes = [filed(quote(one, "We saw it fall,")), filed(quote(two, "It fell,")), filed(quote(two, "All are safe,"))]
    (story,) = stories([one.publication, two.publication], quotes)
    assert story.lead == two.publication
    assert [each.quote.text for each in story.quotes] == ["It fell,", "All are safe,", "We saw it fall,"]


def test_the_weightiest_story_comes_first() -> None:
    """What is followed comes first; else what is heavier, and of equal ones the newest."""
    pages = [page(1, "Quiet day at the museum", 0), page(2, "Mayor opens bank branch", 3)]
    assert [story.lead.title for story in stories(pages, [])] == ["Mayor opens bank branch", "Quiet day at the museum"]
    told = article(
        "“Come and see,” Kovač said.", url="https://o1.example/1", outlet="Outlet 1", title="Quiet day at the museum"
    )
    other = article(
        "“It is open,” Kovač said.", url="https://o2.example/2", outlet="Outlet 2", title="Mayor opens bank branch"
    )
    quotes = [filed(quote(told, "Come and see,"), "museum"), filed(quote(other, "It is open,"), "bank")]
    found = stories([told.publication, other.publication], quotes, followed=["museum"])
    assert found[0].lead.title == "Quiet day at the museum"


def test_what_several_outlets_tell_of_power_comes_before_a_feature() -> None:
    """A vote in parliament at two outlets beats a recipe at three copies; each reason is told in words."""
    vote = [
        page(1, "Parliament votes to close the harbour bridge", 0, "Members voted by 90 to 62 to close the bridge."),
        page(2, "Harbour bridge to close after vote in parliament", 1, "A vote by 90 to 62 closes the bridge in May."),
    ]
    recipe = [page(number, "The best fish soup recipe of the season", 2, "Fry it, stir it.") for number in (3, 4, 5)]
    first, second = stories([*recipe, *vote], [])
    assert first.publications == tuple(vote)
    assert "told by 2 outlets" in first.because
    assert any(each.startswith("tells of power: ") and "parliament" in each for each in first.because)
    assert any("feature" in each and "recipe" in each for each in second.because)


def test_copies_of_one_agency_count_once() -> None:
    """Two outlets that print one agency, or the same words, tell a story once; the copies are named."""
    words = "The island ferry sank off Skarholm on Monday with forty people on board, the coast guard said."
    other = "Ferries stay in port as the storm breaks the harbour bridge in two, says a crew that saw it collapse."
    first = replace(page(1, HARBOUR, 0, words), agency="Reuters")
    second = page(2, f"{HARBOUR} today", 1, other)
    third = page(3, f"Live: {HARBOUR}", 2, words)
    (story,) = stories([first, second, third], [])
    assert story.copies == (third,)
    assert story.independent == ("Outlet 1", "Outlet 2")
    assert story.agencies == ("Reuters",)
    assert len(story.joined) == 2


def test_a_story_keeps_its_id_when_the_lead_changes() -> None:
    """The id hangs on the pages, not on the order in which they came or on who leads."""
    pages = [page(1, HARBOUR), page(2, "Ferries halted after harbour bridge collapses in storm", 2)]
    assert stories(pages, [])[0].id == stories(pages[::-1], [])[0].id


def test_a_word_counts_in_its_own_forms_only() -> None:
    """Guiding principles are no guide, authorities no authors; a ban counts, and so does who banned."""
    talks, banned = page(1, "Talks on guiding principles with authorities"), page(2, "Harbour bans ferries")
    assert not any("feature" in each.words for each in newsworthy(talks))
    assert [each.words for each in newsworthy(banned)] == ["tells what somebody does: bans"]


def test_only_what_reads_like_a_feature_waits() -> None:
    """A light story of a small town is news all the same; a quiz waits, unless it weighs enough for other reasons."""
    pages = [page(1, "Skarholm paints its lighthouse"), page(2, "Quiz: how well do you know lighthouses?")]
    town, quiz = stories(pages, [])
    assert (town.waits, quiz.waits) == (False, True)
    assert town.weight > quiz.weight
