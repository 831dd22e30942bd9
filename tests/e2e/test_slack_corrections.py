"""What was posted to Slack and is no longer so: struck through within a week, a reply after that, one effect each."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from datetime import timedelta

from bot.commands.answering import Answering
from bot.edges.platforms.slack.pace import Pace
from bot.jobs import deliver
from bot.jobs.correct import correct
from bot.model.ask import Asker
from bot.model.briefing import DAILY, Channel, DigestTime
from bot.model.news import Article, digest_of
from bot.model.query import Findings
from bot.model.record import Quote
from tests.e2e.office import Office
from tests.e2e.room import SetClock
from tests.servers.slack import Json

C1 = "slack:T1:C1"


def posted(office: Office) -> Json:
    """Deliver a digest to the channel and return its post."""
    now = office.desk.clock.now()
    hour = DigestTime(now.time().replace(second=0, microsecond=0), DAILY)
    office.desk.store.keep_channel(Channel(C1, "slack", "policy", "UTC", (hour,), since=now - timedelta(hours=1)))
    assert deliver.deliver(office.desk, C1)
    return next(each for each in office.slack.by_bot() if "Daily briefing" in each["text"])


def lose(office: Office, quote: Quote) -> None:
    """Let the page of a quote come back without any words of it."""
    here = quote.publication
    text = "This article was withdrawn by its editors."
    source = replace(here, article_id=digest_of(here.page_id, text))
    known = office.desk.store.article(here.article_id)
    assert known
    office.desk.store.record(Findings(Article(source, text, known.feed_id), ()))


def first_quote(office: Office, post: Json) -> Quote:
    """Return the first quote that a post shows."""
    ids = [block["block_id"].split(":")[1] for block in post["blocks"] if str(block.get("block_id")).startswith("q:")]
    filed = office.desk.store.quote(ids[0])
    assert filed
    return filed.quote


def struck(post: Json, quote: Quote) -> list[bool]:
    """Return for each piece of a quote in a post whether it is struck through."""
    return [
        bool(piece.get("style", {}).get("strike"))
        for block in post["blocks"]
        if f"q:{quote.id}:" in str(block.get("block_id"))
        for part in block["elements"]
        if part["type"] == "rich_text_quote"
        for piece in part["elements"]
    ]


def test_a_quote_that_its_article_lost_is_struck_through(office: Office) -> None:
    """The post of this week is edited: the words struck through, with when they were seen gone; others stay."""
    digest = posted(office)
    quote = first_quote(office, digest)
    before = json.dumps(digest["blocks"])
    lose(office, quote)
    correct(office.desk)
    updates = [method for method, _ in office.slack.calls].count("chat.update")
    correct(office.desk)
    assert all(struck(digest, quote))
    assert "removed from the article, seen gone" in json.dumps(digest["blocks"])
    assert office.said(digest).startswith("Corrected: removed from the article, seen gone")
    assert before.count('"strike"') == 0
    assert [method for method, _ in office.slack.calls].count("chat.update") == updates
    assert office.desk.store.corrections_open() == ()


def test_two_lost_quotes_of_one_post_are_both_struck_through(office: Office) -> None:
    """A second correction of a post keeps what the first one struck."""
    digest = posted(office)
    ids = [block["block_id"].split(":")[1] for block in digest["blocks"] if str(block.get("block_id")).startswith("q:")]
    found = [filed.quote for each in ids[:2] if (filed := office.desk.store.quote(each))]
    for quote in found:
        lose(office, quote)
    correct(office.desk)
    assert all(all(struck(digest, quote)) for quote in found)


def test_an_old_post_gets_a_reply(office: Office) -> None:
    """After a week a post is left as it is; a reply below it, one, says what is wrong."""
    digest = posted(office)
    quote = first_quote(office, digest)
    late = replace(office.desk, clock=SetClock(office.desk.clock.now() + timedelta(days=8)))
    lose(office, quote)
    corrected = len(office.desk.store.corrections())
    correct(late)
    replies = [each for each in office.slack.by_bot(thread=digest["ts"]) if "Correction." in each["text"]]
    correct(late)
    assert [each for each in office.slack.by_bot(thread=digest["ts"]) if "Correction." in each["text"]] == replies
    assert not any(struck(digest, quote))
    assert 1 <= len(replies) <= corrected
    assert str(quote.speaker.name if quote.speaker else "") in "".join(map(office.said, replies))


def test_a_correction_waits_for_a_slack_that_asks_to_wait(office: Office) -> None:
    """What Slack has no time for now stays open and is done at the next look."""
    digest = posted(office)
    quote = first_quote(office, digest)
    lose(office, quote)
    office.slack.refuse = lambda method, _asked: "ratelimited" if method == "chat.update" else ""
    correct(office.desk)
    assert len(office.desk.store.corrections_open()) >= 1
    office.slack.refuse = lambda _method, _asked: ""
    office.app.replies.platform._pace = Pace(0)  # the wait is over
    correct(office.desk)
    assert all(struck(digest, quote))
    assert office.desk.store.corrections_open() == ()


def test_a_report_strikes_through_in_its_workspace(office: Office) -> None:
    """A quote that a manager reports is struck through where it was posted, and listed among the corrections."""
    digest = posted(office)
    quote = first_quote(office, digest)
    Answering(office.desk).line(f"report {quote.id} speaker", Asker(C1, "slack:T1:UANA", "@ana"))
    correct(office.desk)
    assert all(struck(digest, quote))
    assert "hidden after a report" in json.dumps(digest["blocks"])
    assert "hidden after a report" in office.answer("/onrecord", "corrections")


def test_a_mistaken_report_is_taken_back_where_it_was_posted(office: Office) -> None:
    """When a manager says that a reported quote is right, its post shows it as before, text and blocks.

    What is withdrawn is marked in the text, too, and no sentence shows an id.
    """
    digest = posted(office)
    quote = first_quote(office, digest)
    before = json.dumps([digest["text"], digest["blocks"]])
    Answering(office.desk).line(f"report {quote.id} speaker", Asker(C1, "slack:T1:UANA", "@ana"))
    correct(office.desk)
    assert all(struck(digest, quote))
    assert f"[withdrawn: {html.escape(quote.shown.pieces[0][0][:9], quote=False)}" in digest["text"]
    answer = office.answer("/onrecord", f"reviewed {quote.id}")
    assert "The quote is shown again." in answer
    assert quote.id not in answer
    correct(office.desk)
    assert json.dumps([digest["text"], digest["blocks"]]) == before
    assert "taken back" in office.answer("/onrecord", "corrections")
    Answering(office.desk).line(f"report {quote.id} speaker", Asker(C1, "slack:T1:UANA", "@ana"))
    correct(office.desk)
    assert all(struck(digest, quote))  # a second report counts anew


def test_an_old_post_hears_that_its_correction_was_a_mistake(office: Office) -> None:
    """Below a post that can be edited no more a reply says that the quote is right after all, once."""
    digest = posted(office)
    quote = first_quote(office, digest)
    late = replace(office.desk, clock=SetClock(office.desk.clock.now() + timedelta(days=8)))
    Answering(late).line(f"report {quote.id} speaker", Asker(C1, "slack:T1:UANA", "@ana"))
    correct(late)
    Answering(late).line(f"onrecord reviewed {quote.id}", Asker(C1, "slack:T1:UANA", "@ana"))
    for _ in range(2):
        correct(late)
    replies = [each["text"] for each in office.slack.by_bot(thread=digest["ts"]) if "right after all" in each["text"]]
    assert len(replies) == 1


def test_nothing_was_corrected_so_far(office: Office) -> None:
    """The list of corrections says when it is empty."""
    assert "Nothing was corrected so far." in office.answer("/onrecord", "corrections")
