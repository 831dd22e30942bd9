"""What was asked of a model and paid for, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.edges.stores.model import LEASE
from bot.edges.stores.sql import SqlStore
from bot.model.choice import Budget, Cost, PendingRequest, Reservation, Translation

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
ASKING = PendingRequest("key", "condense", 1, "test-model", NOW, tokens=1000, money=500)
COST = Cost(300, 20, 90)
WIDE = Budget(10_000, 100_000, 10_000, 100_000)


def asked(store: SqlStore, key: str, at: datetime = NOW, budget: Budget = WIDE) -> Reservation:
    return store.claim_answer(replace(ASKING, key=key, at=at), budget)[0]


def test_an_answer_is_kept_and_given_again(store: SqlStore) -> None:
    """The first to come may ask; later ones get the answer, whatever the budget is by then."""
    assert store.claim_answer(ASKING, WIDE) == (Reservation.ASK, "")
    store.keep_answer(ASKING, '{"best": []}', COST)
    assert store.claim_answer(ASKING, Budget(0, 0, 0, 0)) == (Reservation.KNOWN, '{"best": []}')
    spent = store.spending(NOW)
    assert (spent.day_money, spent.day_tokens, spent.calls) == (90, 320, 1)


def test_of_many_that_ask_at_once_one_pays(store: SqlStore) -> None:
    """Eight threads want the same answer: one may send, the others find it busy."""
    with ThreadPoolExecutor(8) as pool:
        claims = list(pool.map(lambda _: asked(store, "same"), range(8)))
    assert sorted(claims) == [Reservation.ASK, *[Reservation.BUSY] * 7]


def test_a_budget_is_never_exceeded_together(store: SqlStore) -> None:
    """What is reserved counts: of eight requests at once only as many are sent as all can be paid for; others wait."""
    tight = replace(WIDE, day_money=1700)
    with ThreadPoolExecutor(8) as pool:
        claims = list(pool.map(lambda number: asked(store, str(number), budget=tight), range(8)))
    assert sorted(claims) == [Reservation.ASK] * 3 + [Reservation.CROWDED] * 5


def test_each_bound_holds_by_itself(store: SqlStore) -> None:
    """Money and tokens, of the day and of the month: the smallest is the one that counts."""
    for name in ("day_money", "month_money", "day_tokens", "month_tokens"):
        assert asked(store, name, budget=replace(WIDE, **{name: 499})) is Reservation.SPENT
    assert asked(store, "all") is Reservation.ASK


def test_a_day_and_a_month_begin_anew(store: SqlStore) -> None:
    """Yesterday's cost counts for the month only, last month's no more."""
    store.claim_answer(ASKING, WIDE)
    tomorrow = store.spending(NOW + timedelta(days=1))
    assert (tomorrow.day_money, tomorrow.month_money, tomorrow.month_tokens) == (0, 500, 1000)
    assert store.spending(NOW + timedelta(days=31)).month_money == 0


def test_a_silent_asker_is_relieved_and_stays_paid(store: SqlStore) -> None:
    """Whoever reserved and never came back is relieved after a while; what it may have cost stays counted."""
    assert asked(store, "key") is Reservation.ASK
    later = replace(ASKING, at=NOW + LEASE)
    assert asked(store, "key", NOW + LEASE / 2) is Reservation.BUSY
    assert store.claim_answer(later, WIDE)[0] is Reservation.ASK
    assert store.spending(NOW + LEASE).day_money == 1000
    store.keep_answer(later, "{}", COST)
    spent = store.spending(NOW + LEASE)
    assert (spent.day_money, spent.day_tokens) == (590, 1320)


def test_what_was_not_paid_is_given_back(store: SqlStore) -> None:
    """A request that surely cost nothing leaves no trace in the budget; an answer is never dropped."""
    store.claim_answer(ASKING, WIDE)
    store.drop_asking(ASKING)
    assert store.spending(NOW).day_money == 0
    store.claim_answer(ASKING, WIDE)
    store.keep_answer(ASKING, "{}", COST)
    store.drop_asking(ASKING)
    assert store.spending(NOW).calls == 1


def test_a_reply_without_an_answer_costs_what_it_cost(store: SqlStore) -> None:
    """It is spent and kept as no answer: the same may be asked again at once, and that is spent besides."""
    store.claim_answer(ASKING, WIDE)
    store.lose_asking(ASKING, COST)
    spent = store.spending(NOW)
    assert (spent.day_money, spent.day_tokens, spent.calls) == (90, 320, 0)
    assert store.claim_answer(ASKING, WIDE)[0] is Reservation.ASK
    store.keep_answer(ASKING, "{}", COST)
    spent = store.spending(NOW)
    assert (spent.day_money, spent.day_tokens, spent.calls) == (180, 640, 1)


def test_a_later_try_that_cost_nothing_gives_back_only_its_own(store: SqlStore) -> None:
    """What an earlier, silent try may have cost stays spent when the one after it is given back; a third may ask."""
    assert asked(store, "key") is Reservation.ASK
    later = replace(ASKING, at=NOW + LEASE)
    assert store.claim_answer(later, WIDE)[0] is Reservation.ASK
    store.drop_asking(later)
    assert store.spending(NOW + LEASE).day_money == 500
    assert store.claim_answer(replace(later, at=later.at + timedelta(seconds=1)), WIDE)[0] is Reservation.ASK


def test_things_are_counted_by_month(store: SqlStore) -> None:
    """Counts add up over the days of a month and begin anew with the next."""
    for day in (0, 0, 1):
        store.count("refused: name", NOW + timedelta(days=day))
    assert store.spending(NOW + timedelta(days=2)).counts == {"refused: name": 3}
    assert store.spending(NOW + timedelta(days=31)).counts == {}


def test_what_an_endpoint_can_do_is_remembered(store: SqlStore) -> None:
    """An address and model have one way of being asked, the newest that was found."""
    assert store.endpoint_manner("http://a/v1", "m") == ""
    for manner in ("json", "plain"):
        store.keep_endpoint_manner("http://a/v1", "m", manner)
    assert store.endpoint_manner("http://a/v1", "m") == "plain"
    assert store.endpoint_manner("http://b/v1", "m") == ""


def test_a_translation_is_kept_as_it_was_first_made_and_as_long_as_quotes_are(store: SqlStore) -> None:
    """Words for which there is none are known, too, so that nobody pays for them again; what is old is forgotten."""
    made = {"one": Translation("Wir warten", "a-model"), "none": Translation("", "a-model")}
    store.keep_translations(made, NOW)
    store.keep_translations({"one": Translation("Wir warten nicht", "b-model")}, NOW)
    assert store.translations(["one", "none", "other"]) == made
    later = NOW + timedelta(days=1)
    store.prune(quotes_before=later, texts_before=later)
    assert store.translations(["one", "none"]) == {}
