"""What every store owes to positions, watches and corrections, on SQLite and Postgres."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from bot.edges.stores.sql import SqlStore
from bot.model.correction import Cause, Correction, Post
from bot.model.position import Extent, MoveKind, OutletSentence, PositionChange, Recency
from bot.model.query import ChangeQuery, Findings
from bot.model.record import Quote, Topic
from bot.model.text import Span
from bot.model.watch import Alert, AlertState, Watch
from bot.model.workspace import Objection
from bot.reading.gate import told as gate_told
from tests.contract.filling import HOUR
from tests.unit.building import KOVAC, NOW, REED, article, findings, moved_position, split_camp, told

ONE, TWO = "slack:T1", "slack:T2"
NEVER = told("We will never toll the coast road,", KOVAC, "roads", url="https://harbour.example/never")
BACK = "Ana Kovač walked back her words on Thursday."
QUOTE = NEVER.quotes[0].quote


def retreat(
    text: str = BACK, *more: str, recency: Recency = Recency.NEW, silent: bool = False, rests_on: Quote = QUOTE
) -> Findings:
    """Return the findings of an article that reports a change, and a split where its text is given."""
    url = "https://coast.example/back"
    source = article("\n\n".join([text, *more]), url=url, outlet="Coast Daily")
    said = gate_told(source, Span(0, len(text)), date(2025, 2, 13))
    change = moved_position(rests_on, said, extent=Extent.ATTEMPTED, in_part=True, recency=recency)
    splits = tuple(split_camp(each, KOVAC, REED, source=source) for each in more)
    return replace(findings(source, silent=silent), changes=(change,), splits=splits)


def known(store: SqlStore, **query: object) -> list[str]:
    """Return the ids of the changes that answer a query."""
    return [each.id for each in store.changes(ChangeQuery(**query))]  # type: ignore[arg-type]


def test_a_change_comes_back_with_both_its_sides(store: SqlStore) -> None:
    """A change is the same after a round trip: quote and sentence, days, links, extent; recording twice is once."""
    store.record(NEVER)
    found = retreat()
    for _ in range(2):
        store.record(found)
    (kept,) = store.changes(ChangeQuery())
    assert replace(kept, recorded_at=None) == found.changes[0]
    assert store.change(kept.id) == kept
    assert store.changes_of(found.article.id) == (kept,)
    assert store.change("nobody") is None


def test_a_comparison_of_two_quotes_comes_back(store: SqlStore) -> None:
    """A change between two quotes of the ledger keeps its reason, and the quote said with a change is found again."""
    later = told("If the town asks, I will toll it,", KOVAC, "roads", url="https://coast.example/if")
    store.record(NEVER)
    change = moved_position(
        QUOTE, later.quotes[0].quote, kind=MoveKind.SOFTENED, reported=False, reason="now conditional"
    )
    store.record(replace(later, changes=(replace(change, said=QUOTE),)))
    (kept,) = store.changes(ChangeQuery())
    assert replace(kept, recorded_at=None) == replace(change, said=QUOTE)


def test_changes_are_found_by_speaker_topic_and_time(store: SqlStore) -> None:
    """Each condition holds alone; a surname is enough; another name, topic or time finds nothing."""
    store.record(NEVER)
    store.record(retreat())
    (kept,) = store.changes(ChangeQuery())
    for fits in ({"speakers": ("kovac",)}, {"speakers": ("ana kovač",)}, {"topics": ("road",)}, {"since": NOW}):
        assert known(store, **fits) == [kept.id], fits
    for other in ({"speakers": ("reed",)}, {"topics": ("bridg",)}, {"until": NOW}, {"since": NOW + 9 * HOUR}):
        assert known(store, **other) == [], other


def test_only_what_is_new_is_news(store: SqlStore) -> None:
    """A change is news of its window; recalled history and what a feed's first fetch brought are not."""
    store.record(NEVER)
    store.record(retreat(BACK, "The two ministers gave two answers."))
    news = store.news(NOW - HOUR, NOW + 9 * HOUR)
    assert len(news.changes) == len(news.splits) == 1
    assert known(store, news=True) == known(store)
    store.record(retreat("Years ago Ana Kovač walked back her words.", recency=Recency.BACKGROUND))
    assert store.news(NOW - HOUR, NOW + 9 * HOUR).changes == ()
    assert store.news(NOW - HOUR, NOW).splits == ()


def test_a_first_fetch_is_no_news(store: SqlStore) -> None:
    """What moved in an article of a feed's first fetch is on the record and no news."""
    store.record(NEVER)
    store.record(retreat(silent=True))
    assert len(known(store)) == 1
    assert store.news(NOW - HOUR, NOW + 9 * HOUR).changes == ()


def test_what_rests_on_lost_words_falls_with_them(store: SqlStore) -> None:
    """A quote that its page no longer holds withdraws the change that rests on it; both are corrected, once."""
    store.record(NEVER)
    store.record(retreat())
    (change,) = store.changes(ChangeQuery())
    store.record(findings(article("The page says something else.", url="https://harbour.example/never")))
    assert store.changes(ChangeQuery()) == ()
    kept = store.change(change.id)
    assert kept
    assert kept.withdrawn_at
    assert kept.withdrawn_why
    causes = sorted((each.cause, each.item) for each in store.corrections())
    assert causes == sorted([(Cause.GONE, QUOTE.id), (Cause.WITHDRAWN, change.id)])
    store.record(findings(article("The page says a third thing.", url="https://harbour.example/never")))
    assert len(store.corrections()) == 2


def test_a_sentence_that_is_taken_back_withdraws_its_change(store: SqlStore) -> None:
    """A revision without the reporting sentence withdraws change and split; its return restores both."""
    store.record(NEVER)
    first = retreat(BACK, "The two ministers gave two answers.")
    store.record(first)
    store.record(findings(article("A correction: she did not.", url="https://coast.example/back")))
    assert (known(store), store.splits_of(first.article.id)) == ([], ())
    assert [each.cause for each in store.corrections()] == [Cause.WITHDRAWN]
    store.record(first)
    assert len(known(store)) == len(store.splits_of(first.article.id)) == 1


def test_a_change_stands_again_when_neither_of_its_quotes_is_hidden(store: SqlStore) -> None:
    """A change between two quotes is corrected for either; right again is it only when both are, in any order."""
    later = told("If the town asks, I will toll it,", KOVAC, "roads", url="https://coast.example/if")
    other = later.quotes[0].quote
    store.record(NEVER)
    change = moved_position(QUOTE, other, kind=MoveKind.SOFTENED, reported=False, reason="now conditional")
    store.record(replace(later, changes=(change,)))
    post = Post(f"{ONE}:C1", "1.1", NOW - HOUR, (change.id,))
    store.keep_post(post)

    def hide(hidden: str, hours: int) -> None:
        made = Objection(hidden, ONE, f"{ONE}:UBOSS", "boss", True, "not said", NOW + hours * HOUR)
        assert store.object(made)

    def corrected() -> bool:
        return [each.item for each in store.corrections_of(post)] != []

    hide(QUOTE.id, 0)
    assert (corrected(), known(store, workspace=ONE)) == (True, [])
    hide(other.id, 1)
    for first, second, hour in ((QUOTE.id, other.id, 2), (other.id, QUOTE.id, 6)):
        assert store.review(first, ONE, NOW + hour * HOUR)
        assert (corrected(), known(store, workspace=ONE)) == (True, [])
        assert store.review(second, ONE, NOW + (hour + 1) * HOUR)
        assert (corrected(), known(store, workspace=ONE)) == (False, [change.id])
        hide(QUOTE.id, hour + 2)
        hide(other.id, hour + 3)


def test_a_hidden_quote_hides_what_rests_on_it_in_its_workspace(store: SqlStore) -> None:
    """A report that hides a quote hides its changes there and corrects there; another workspace still sees them."""
    store.record(NEVER)
    store.record(retreat())
    assert store.object(Objection(QUOTE.id, ONE, f"{ONE}:UBOSS", "boss", True, "not said", NOW))
    assert known(store, workspace=ONE) == []
    assert len(known(store, workspace=TWO)) == 1
    assert {each.cause for each in store.corrections(ONE)} == {Cause.HIDDEN, Cause.WITHDRAWN}
    assert store.corrections(TWO) == ()
    assert store.object(Objection(QUOTE.id, ONE, f"{ONE}:UANA", "ana", False, "wrong", NOW))
    assert len(store.corrections(ONE)) == 2
    post = Post(f"{ONE}:C1", "1.1", NOW - HOUR, (QUOTE.id,))
    store.keep_post(post)
    assert [each.item for each in store.corrections_of(post)] == [QUOTE.id]
    for each in store.corrections_open():
        store.corrected(each.id, NOW)
    assert store.review(QUOTE.id, ONE, NOW + HOUR)
    assert store.corrections_of(post) == ()
    assert {each.taken_back_at for each in store.corrections_open()} == {NOW + HOUR}
    assert len(store.corrections_open()) == 2  # the change that rested on it, too


def test_it_is_counted_how_much_was_compared(store: SqlStore) -> None:
    """The speakers and topics of a window are counted."""
    store.record(NEVER)
    store.record(told("We keep the bridge,", REED, "bridge", "roads", url="https://coast.example/2"))
    assert store.compared(NOW - HOUR, NOW + 9 * HOUR) == (2, 2)
    assert store.compared(NOW - 2 * HOUR, NOW - HOUR) == (0, 0)


WATCH = Watch(
    "w1",
    f"{ONE}:UANA",
    "@ana",
    f"{ONE}:C1",
    NOW,
    NOW,
    "Europe/Berlin",
    "Ana Kovač",
    "kovac",
    Topic("road", "roads"),
    only_changes=True,
    here=True,
    muted_until=NOW + HOUR,
    quiet=(time(22), time(7)),
)


def test_watches_are_kept_changed_and_forgotten(store: SqlStore) -> None:
    """A watch comes back whole, is written anew under its id, and goes with its alerts."""
    other = replace(
        WATCH, id="w2", person=f"{ONE}:UBEN", topic=None, muted_until=None, quiet=None, created_at=NOW + HOUR
    )
    store.keep_watch(other)
    store.keep_watch(WATCH)
    assert store.watches() == (WATCH, other)
    assert store.watches(WATCH.person) == (WATCH,)
    later = replace(WATCH, seen_until=NOW + HOUR, only_changes=False)
    store.keep_watch(later)
    assert store.watch("w1") == later
    store.note_alert(Alert("w1", "item", True, NOW))
    assert store.remove_watch("w1")
    assert not store.remove_watch("w1")
    assert store.alerts("w1") == ()


def test_an_alert_is_one_for_each_thing(store: SqlStore) -> None:
    """A thing that is found again does not make a second alert; what became of it is kept."""
    store.keep_watch(WATCH)
    for at in (NOW, NOW + HOUR):
        store.note_alert(Alert("w1", "item", True, at))
    (held,) = store.alerts("w1")
    assert (held.found_at, held.state) == (NOW, AlertState.HELD)
    sent = replace(held, state=AlertState.SENT, claimed_at=NOW, sent_at=NOW, post="1.2", bundle="b")
    store.keep_alert(sent)
    store.note_alert(Alert("w1", "item", True, NOW + HOUR))
    assert store.alerts("w1") == (sent,)


def test_posts_are_known_by_what_they_show(store: SqlStore) -> None:
    """A post is found by each quote it shows, with its newest content, until it is forgotten."""
    first = Post(f"{ONE}:C1", "1.1", NOW, ("q1", "c1"), "before", "1.0")
    store.keep_post(first)
    store.keep_post(replace(first, content="after"))
    store.keep_post(Post(f"{ONE}:C2", "1.1", NOW + HOUR, ("q1",)))
    assert [(each.channel_id, each.content) for each in store.posts_showing("q1")] == [
        (f"{ONE}:C1", "after"),
        (f"{ONE}:C2", ""),
    ]
    assert [each.thread for each in store.posts_showing("c1")] == ["1.0"]
    store.forget_posts(NOW + HOUR)
    assert [each.channel_id for each in store.posts_showing("q1")] == [f"{ONE}:C2"]
    assert store.posts_showing("c1") == ()


def test_corrections_are_open_until_they_are_seen_to(store: SqlStore) -> None:
    """A correction is written once, open until its posts were seen to, and listed where it counts, newest first."""
    everywhere = Correction("k1", "q1", Cause.GONE, NOW, said="removed", who="Ana Kovač", url="https://a.example")
    here = Correction("k2", "q2", Cause.HIDDEN, NOW + timedelta(minutes=1), ONE, "hidden")
    store.correct((everywhere, here, everywhere))
    assert store.corrections_open() == (everywhere, here)
    store.corrected("k1", NOW)
    assert store.corrections_open() == (here,)
    assert store.corrections(ONE) == (here, everywhere)
    assert store.corrections(TWO) == (everywhere,)


def test_old_changes_go_with_the_quotes(store: SqlStore) -> None:
    """Retention removes changes and splits as old as the quotes that it removes."""
    store.record(NEVER)
    found = retreat(BACK, "The two ministers gave two answers.")
    store.record(found)
    store.prune(quotes_before=NOW + 9 * HOUR, texts_before=NOW)
    assert (known(store), store.splits_of(found.article.id)) == ([], ())


def told_on(change: PositionChange, day: int) -> OutletSentence:
    """Return the later side of a reported change, said on another day."""
    assert isinstance(change.after, OutletSentence)
    return replace(change.after, said_on=date(2025, 2, day))


def test_changes_are_found_by_the_day_that_they_happened(store: SqlStore) -> None:
    """A change that is read months later lies in the window of its day, and the newest comes first."""
    store.record(NEVER)
    old = retreat()
    (first,) = old.changes
    store.record(replace(old, changes=(first, replace(first, id="later", after=told_on(first, 14)))))
    assert known(store, happened=True) == ["later", first.id]
    days = {"since": NOW.replace(day=13, hour=0), "until": NOW.replace(day=14, hour=0)}
    assert known(store, happened=True, **days) == [first.id]
    assert known(store, happened=True, since=NOW + timedelta(days=2)) == []
    assert known(store, since=NOW + timedelta(days=2)) == known(store, since=NOW + timedelta(days=300))
