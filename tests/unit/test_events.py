from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ledger import events
from bot.ledger.events import Events
from bot.model.news import Publication
from tests.unit.building import NOW, article

FERRY = "The island ferry sank off Skarholm on Monday with forty people on board, the coast guard said."


def page(number: int, title: str, opening: str = FERRY, hours: float = 0, outlet: str = "") -> Publication:
    return article(
        opening,
        url=f"https://o{number}.example/{number}",
        outlet=outlet or f"Outlet {number}",
        title=title,
        published=NOW + timedelta(hours=hours),
    ).publication


SUNK = [
    page(1, "Ferry sinks off Skarholm with forty on board"),
    page(2, "Forty feared dead as Skarholm ferry sinks", hours=2),
    page(3, "Skarholm ferry: coast guard ends search for forty on board", hours=5),
]
OTHERS = [
    page(4, "Parliament votes on the pension age", "Members vote tonight on a pension age of 68.", 1),
    page(5, "Rust found in the harbour crane", "Inspectors closed the crane after they found rust in a joint.", 3),
]


def test_a_new_page_joins_its_story_or_founds_one() -> None:
    """Pages that come one by one are grouped as they would be all at once, under the same ids."""
    once, one_by_one = Events(), Events()
    once.add([*SUNK, *OTHERS])
    for each in sorted([*SUNK, *OTHERS], key=events.appeared):
        one_by_one.add([each])
        assert one_by_one.story(each.page_id)
    ids = [once.story(each.page_id) for each in [*SUNK, *OTHERS]]
    assert ids == [one_by_one.story(each.page_id) for each in [*SUNK, *OTHERS]]
    assert len(set(ids)) == 3
    assert len(set(ids[:3])) == 1


def test_a_story_keeps_its_id_while_it_grows_and_goes_on_for_days() -> None:
    """The id stays when pages join, and when the page that founded the story is too old to be held."""
    held = Events()
    held.add(SUNK[:1])
    story = held.story(SUNK[0].page_id)
    later = [page(10 + day, "Wreck of the Skarholm ferry: forty on board", hours=24 * day) for day in range(1, 8)]
    for each in [*SUNK[1:], *later]:
        held.add([each])
        held.forget(events.appeared(each) - events.WITHIN)
    assert held.story(SUNK[0].page_id) == ""
    assert held.pages(story)[-1] == later[-1]


def test_a_story_that_ended_is_forgotten() -> None:
    """Nothing of a story is held once its last page is older than what is kept."""
    held = Events()
    held.add(SUNK)
    story = held.story(SUNK[0].page_id)
    held.forget(NOW + timedelta(hours=4))
    assert held.pages(story) == tuple(SUNK)
    held.forget(NOW + timedelta(hours=6))
    assert held.pages(story) == ()


def test_every_join_has_its_reason_in_words() -> None:
    """The reason names the words in common as they are written, and the page that has them."""
    held = Events()
    held.add(SUNK)
    first, second = held.joins(held.story(SUNK[0].page_id))
    assert (first.page_id, second.page_id) == (SUNK[1].page_id, SUNK[2].page_id)
    assert "Skarholm" in first.because
    assert "Outlet 1’s “Ferry sinks off Skarholm with forty on board”" in first.because


def test_two_events_of_one_person_stay_two() -> None:
    """One name and one office in common make no event, however rare they are."""
    held = Events()
    bridge = page(
        1,
        "Mayor Reed opens the Skarholm bridge",
        "After six years of work and two lawsuits over its cables, Tom Reed cut the ribbon in front of a small crowd.",
    )
    court = page(
        2,
        "Neighbour sues Mayor Reed over dog bite",
        "He must answer in court in May for a wound that needed nine stitches, a judge ruled late in the evening.",
    )
    held.add([bridge, court, *OTHERS])
    assert held.story(bridge.page_id) != held.story(court.page_id)


def test_datelines_days_and_the_outlets_own_name_join_nothing() -> None:
    """What every page of an outlet or an agency has says nothing of the event."""
    held = Events()
    one = page(1, "Harbour Post briefing, Monday", "OSLO, Feb 14 (Reuters) - Rust closed a crane.", 0, "Harbour Post")
    two = page(2, "Harbour Post briefing, Monday", "OSLO, Feb 14 (Reuters) - Pensions rise by two.", 1, "Harbour Post")
    held.add([one, two])
    assert held.story(one.page_id) != held.story(two.page_id)


def test_pages_four_days_apart_are_two_events() -> None:
    """The same words after more than three days tell another event."""
    held = Events()
    again = page(7, SUNK[0].title, hours=96)
    held.add([SUNK[0], again])
    assert held.story(SUNK[0].page_id) != held.story(again.page_id)


def test_what_is_held_does_not_grow() -> None:
    """A month of pages leaves no more behind than four days do: pages, words, likenesses, stories."""
    held, sizes = Events(), []
    for day in range(30):
        held.add(_of(day))
        held.forget(NOW + timedelta(days=day - 3))
        sizes.append((len(held), held.weight()))
    assert len({size for size, _ in sizes[5:]}) == 1
    assert max(weight for _, weight in sizes[20:]) <= 1.2 * max(weight for _, weight in sizes[5:20])


def _of(day: int) -> list[Publication]:
    return [
        page(
            day * 100 + number,
            f"Ship{day}x{number % 7} sinks off Port{number % 5}",
            f"Ship{day}x{number % 7} sank with crew{number % 7} near Port{number % 5}.",
            day * 24 + number / 10,
        )
        for number in range(40)
    ]


TITLES = st.lists(st.sampled_from("storm bridge ferry island vote tax fire train bank match".split()), max_size=7)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TITLES, st.integers(0, 90)), max_size=25), st.integers(1, 9))
def test_every_page_is_in_one_story_whatever_comes_together(items: list[tuple[list[str], int]], step: int) -> None:
    """However pages arrive, each is in one story, and every story is known by the id of its pages."""
    pages = [page(number, " ".join(title), "Nothing.", hours) for number, (title, hours) in enumerate(items)]
    held = Events()
    for start in range(0, len(pages), step):
        held.add(pages[start : start + step])
    ids = {held.story(each.page_id) for each in pages}
    told = [each.page_id for story in ids for each in held.pages(story)]
    assert sorted(told) == sorted(each.page_id for each in pages)
