from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.jobs import deliver
from bot.model.ask import Standing
from bot.model.briefing import DAILY, Channel, DeliveryState, DigestTime
from bot.model.query import QuoteQuery
from bot.model.workspace import Objection
from tests.e2e.office import Office, learned
from tests.servers.limits import quotes
from tests.servers.slack import BOT, Json, elements, labelled

C1 = "slack:T1:C1"


def test_every_command_answers(office: Office) -> None:
    """Each slash command answers its asker alone, within the acknowledgement when it is quick."""
    at_once = 0
    for command, text, part in (
        ("/who-said", "nato", "Who said"),
        ("/or-who-said", "nato by:reuel", "Tomas Reuel"),
        ("/brief", "", "Brief"),
        ("/digest", "", "Digest of policy"),
        ("/digest", "preview", "Daily briefing"),
        ("/feeds", "", "Feeds, "),
        ("/feeds", "health", "Health of the feeds"),
        ("/speaker", "marsh", "Elena Marsh"),
        ("/onrecord", "help", "who said what"),
        ("/onrecord", "status", "quotes"),
        ("/onrecord", "who-said nato", "Who said, nato"),
        ("/who-said", "help", "Verbatim quotes"),
        ("/digest", "prewiev", "Did you mean preview"),
    ):
        exchange = office.slack.command(command, text)
        exchange.answer()
        assert part in office.said(exchange.answers[0]), (command, text, office.said(exchange.answers[0]))
        assert {each["response_type"] for each in exchange.answers} == {"ephemeral"}
        at_once += bool(exchange.ack)
    assert at_once  # how many depends on the machine's load, never none


def test_what_nobody_can_read_is_answered_with_what_works(office: Office) -> None:
    """An unknown subcommand is answered with the nearest ones as buttons, and pressing one of them works."""
    wrong = office.slack.command("/digest", "histroy").answer()
    assert "Usage: /digest" in office.said(wrong)
    pressed = office.slack.press(labelled(wrong, "digest history")).answer()
    assert "No digest so far." in office.said(pressed)


def test_pages_are_turned_in_place(office: Office) -> None:
    """Older and Newer of a list that only the asker sees replace it; the pages hold different quotes."""
    first = office.slack.command("/who-said", "nato").answer()
    second = office.slack.press(labelled(first, "Older")).answer()
    assert second["replace_original"] is True
    assert "page 2 of 5" in office.said(second)
    assert not set(quotes(first)) & set(quotes(second))
    third = office.slack.press(labelled(second, "Older")).answer()
    assert "page 3 of 5" in office.said(third)
    back = office.slack.press(labelled(third, "Newer")).answer()
    assert quotes(back) == quotes(second)


def test_every_list_has_its_buttons(office: Office) -> None:
    """A list of quotes offers context, sharing and a report, next to its own buttons, and says who sees it."""
    answer = office.slack.command("/who-said", "nato").answer()
    assert [each["text"]["text"].lstrip("0123456789 ") for each in elements(answer)] == [
        "Older",
        "more without a sure name",
        "Show in context",
        "Share to channel",
        "Report",
        "Quotes by nato instead",
        "Watch “nato”",
    ]
    assert "Only you see this" not in office.said(answer)  # Slack says so itself


def test_context_opens_in_a_modal(office: Office) -> None:
    """Show in context opens a modal at once and fills it with each quote of the page in its paragraph."""
    answer = office.slack.command("/who-said", "nato").answer()
    office.slack.press(labelled(answer, "Show in context"))
    view = office.slack.wait(
        lambda: next((v for v in office.slack.views.values() if "⟦" in json.dumps(v, ensure_ascii=False)), None)
    )
    assert len(quotes(view)) == 5
    assert [method for method, _ in office.slack.calls if method.startswith("views.")] == ["views.open", "views.update"]


def test_a_list_is_shared_once(office: Office) -> None:
    """Share posts what was seen, with who shared it; pressing again, now or later, posts nothing more."""
    answer = office.slack.command("/who-said", "nato", who="UBEN").answer()
    office.slack.wait(office.slack.by_bot)  # the channel's first message
    learned(office.desk)
    assert quotes(office.slack.command("/who-said", "nato").answer()) != quotes(answer)  # asked now it is another list
    button = labelled(answer, "Share to channel")
    for _ in range(3):
        office.slack.press(button, who="UBEN")
    shared = office.slack.wait(lambda: [each for each in office.slack.by_bot() if "Shared by" in each["text"]])
    office.settled()
    assert len([each for each in office.slack.by_bot() if "Shared by" in each["text"]]) == 1
    assert "Shared by @ben · /who-said nato" in office.said(shared[0])
    assert quotes(shared[0]) == quotes(answer)
    older = office.slack.press(labelled(shared[0], "Older"), post=shared[0]).answer()
    assert older["response_type"] == "ephemeral"
    assert not older.get("replace_original")


def test_what_was_hidden_since_it_was_seen_is_not_shared(office: Office) -> None:
    """A quote that somebody hid between looking and sharing is shown to nobody."""
    answer = office.slack.command("/who-said", "nato", who="UBEN").answer()
    hidden, *others = [filed.quote for filed in office.desk.store.quotes(QuoteQuery(topics=("nato",), limit=2)).quotes]
    assert hidden.text in str(answer)
    wrong = Objection(hidden.id, "slack:T1", "slack:T1:UANA", "@ana", True, "wrong", office.desk.clock.now())
    office.desk.store.object(wrong)
    office.slack.press(labelled(answer, "Share to channel"), who="UBEN")
    (shared,) = office.slack.wait(lambda: [each for each in office.slack.by_bot() if "Shared by" in each["text"]])
    assert hidden.text not in str(shared)
    assert others[0].text.rstrip(",") in str(shared)


def test_sharing_where_we_are_no_member(office: Office) -> None:
    """In a channel without the bot a shared list becomes the asker's own public answer."""
    answer = office.slack.command("/who-said", "nato", where="C2").answer()
    exchange = office.slack.press(labelled(answer, "Share to channel"), where="C2")
    shared = exchange.answer()
    assert shared["response_type"] == "in_channel"
    assert "Shared by @ana" in office.said(shared)
    assert office.slack.by_bot("C2") == []


def test_a_mention_is_answered_in_its_thread(office: Office) -> None:
    """A question in words is answered in the thread for all, with how it was read; a follow-up inherits."""
    asked = office.slack.mention("who said anything about nato?")
    ts = asked.body["event"]["ts"]
    reply = office.slack.wait(lambda: office.slack.by_bot(thread=ts))[0]
    assert "Read as: who-said nato" in office.said(reply)
    assert quotes(reply)
    office.slack.mention("and by:Reuel?", thread=ts)
    office.slack.wait(lambda: len(office.slack.by_bot(thread=ts)) > 1)
    office.slack.mention("what did Marsh say about nato?", thread=ts)
    office.slack.wait(
        lambda: [each for each in office.slack.by_bot(thread=ts) if "position Marsh" in office.said(each)]
    )
    office.slack.mention("and Reuel?", thread=ts)
    last = office.slack.wait(
        lambda: [each for each in office.slack.by_bot(thread=ts) if "position Reuel on nato" in office.said(each)]
    )
    assert last


def test_a_mention_nobody_understands_is_whispered(office: Office) -> None:
    """What was typed wrongly is told only to who typed it: without a thread's name outside a thread."""
    office.slack.mention("who-said nato since:smarch")
    told = office.slack.wait(lambda: office.slack.ephemeral)[0]
    assert "I could not read since:smarch" in office.said(told)
    assert "thread_ts" not in told
    ts = office.slack.say("talk")["ts"]
    office.slack.mention("digest histroy", thread=ts)
    assert office.slack.wait(lambda: office.slack.ephemeral[1:])[0]["thread_ts"] == ts


def test_an_event_sent_again_has_one_effect(office: Office) -> None:
    """Slack repeats an event up to three times; it is answered once."""
    post = office.slack.say(f"<@{BOT}> who-said nato")
    event = {"type": "app_mention", "user": "UBEN", "text": post["text"], "ts": post["ts"], "channel": "C1"}
    for retry in range(4):
        office.slack.event(event, event_id="Ev-same", retry=retry)
    office.slack.wait(lambda: office.slack.by_bot(thread=post["ts"]))
    office.settled()
    assert len(office.slack.by_bot(thread=post["ts"])) == 1


def test_a_direct_message_is_answered(office: Office) -> None:
    """In a direct message words are answered where they are written, and our own words are not."""
    event = {"type": "message", "channel_type": "im", "user": "UBEN", "text": "nato", "ts": "2.1", "channel": "DUBEN"}
    office.slack.event(event)
    reply = office.slack.wait(lambda: office.slack.by_bot("DUBEN"))[0]
    assert quotes(reply)
    office.slack.event(event | {"user": BOT, "bot_id": "B1", "ts": "2.2"})
    office.settled()
    assert len(office.slack.by_bot("DUBEN")) == 1


def test_links_of_a_message_get_one_answer_and_the_same_link_no_second_one(office: Office) -> None:
    """The shortcut answers all links in one post of the thread; pasted later, a link is shown the post there."""
    found = office.desk.store.publications(3)
    message = office.slack.say(f"look: <{found[0].url}|this> and <{found[1].url}>")
    office.slack.shortcut("sum_links", message=message)
    replies = office.slack.wait(lambda: office.slack.by_bot(thread=message["ts"]))
    assert all(each.title in office.said(replies[0]) for each in found[:2])
    nothing = office.slack.shortcut("sum_links", message=office.slack.say("no link here"))
    assert "There is no link" in office.said(nothing.answer())
    now = office.desk.clock.now()
    office.slack.wait(
        lambda: office.desk.store.references_between("link:", now - timedelta(days=1), now + timedelta(1))
    )
    later = office.slack.say(f"<{found[1].url}?utm_source=x> <{found[2].url}>")
    exchange = office.slack.shortcut("sum_links", message=later)
    assert "/archives/C1/p" in json.dumps(exchange.answer())
    added = office.slack.wait(lambda: office.slack.by_bot(thread=later["ts"]))
    assert found[2].title in office.said(added[0])
    assert found[1].title not in office.said(added[0])
    office.slack.mention(f"<{found[0].url}>", thread=later["ts"])
    office.slack.wait(lambda: "Answered here" in office.said(office.slack.by_bot(thread=later["ts"])[-1]))
    assert len(office.slack.by_bot(thread=message["ts"])) == 1


def test_links_where_we_are_no_member_are_told_to_the_asker(office: Office) -> None:
    """Where the bot may not post, the summary comes to who asked, with what to type."""
    message = office.slack.say(f"<{office.desk.store.publications(1)[0].url}>", where="C2")
    exchange = office.slack.shortcut("sum_links", where="C2", message=message)
    exchange.answer(2)
    assert "/invite @onrecord" in office.said(exchange.answers[0])
    assert quotes(exchange.answers[1])


def test_quoted_words_are_checked(office: Office) -> None:
    """Check this quote looks the words between quotation marks up in the ledger."""
    words = office.desk.store.quotes_of(office.desk.store.publications(1)[0].article_id)
    known = next(
        each
        for each in office.desk.store.news(office.desk.clock.now() - timedelta(days=30), office.desk.clock.now()).quotes
    )
    message = office.slack.say(f"Did she really say “{known.quote.text}”?")
    answer = office.slack.shortcut("check_quote", message=message).answer()
    assert office.said(answer).startswith("1 quotation, 1 word for word:")
    assert known.quote.publication.url in office.said(answer)
    assert words is not None
    other = office.slack.shortcut(
        "check_quote", message=office.slack.say("“Nobody ever said these words here”")
    ).answer()
    assert "is not on the record" in office.said(other)


def test_a_question_from_anywhere(office: Office) -> None:
    """The global shortcut opens a form; what is typed there, words or a line, is answered in it."""
    office.slack.shortcut("ask")
    view = office.slack.wait(lambda: next(iter(office.slack.views.values()), None))
    office.slack.submit(view, {"typed": {"type": "plain_text_input", "value": "who said something on nato?"}})
    answered = office.slack.wait(lambda: quotes(office.slack.views[view["id"]]))
    assert len(answered) == 5


def test_app_home_shows_the_digests_of_ones_own_channels(office: Office) -> None:
    """App Home lists the digests of channels in which somebody was seen and is, and its buttons work."""
    office.slack.command("/digest", "at 08:00 weekdays", who="UBEN")
    office.slack.event({"type": "app_home_opened", "user": "UBEN", "tab": "home", "channel": "DUBEN"})
    home = office.slack.wait(lambda: office.slack.homes.get("UBEN"))
    assert '{"type": "channel", "channel_id": "C1"' in json.dumps(home)
    assert "Settings" not in json.dumps(home)
    office.slack.event({"type": "app_home_opened", "user": "UANA", "tab": "home", "channel": "DUANA"})
    assert '"C1"' not in json.dumps(office.slack.wait(lambda: office.slack.homes.get("UANA")))
    assert "Settings" in json.dumps(office.slack.homes["UANA"])
    office.slack.press(labelled(home, "History"), who="UBEN", view=home | {"id": "VH"})
    office.slack.wait(lambda: "No digest so far" in json.dumps(office.slack.views, ensure_ascii=False))
    office.slack.event({"type": "member_left_channel", "user": "UBEN", "channel": "C1", "channel_type": "C"})
    office.slack.wait(lambda: C1 not in office.desk.store.channels_of("slack:T1:UBEN"))
    office.slack.homes.clear()
    office.slack.event({"type": "app_home_opened", "user": "UBEN", "tab": "home", "channel": "DUBEN"})
    assert '"C1"' not in json.dumps(office.slack.wait(lambda: office.slack.homes.get("UBEN")))


def test_app_home_follows_its_own_buttons(office: Office) -> None:
    """What a button of App Home changes is seen there at once; quiet hours stand there once, for all watches."""
    for about in ("nato", "tariffs"):
        office.answer("/watch", about)
    office.slack.event({"type": "app_home_opened", "user": "UANA", "tab": "home", "channel": "DUANA"})
    home = office.slack.wait(lambda: office.slack.homes.get("UANA")) | {"id": "VH", "type": "home"}
    assert json.dumps(home, ensure_ascii=False).count("22:00–07:00") == 1
    stops = [each for each in elements(home) if each["text"]["text"] == "Stop this watch"]
    assert len(stops) == 2
    office.slack.press(stops[0], where="", view=home)
    office.slack.wait(lambda: json.dumps(office.slack.homes["UANA"]).count("Stop this watch") == 1)
    assert "That watch was stopped already." in office.answer("/watch", "remove 0123456789")


def test_with_a_prefix_every_sentence_names_commands_that_are_there(office: Office) -> None:
    """Once somebody typed /or-digest, the channel's lines and App Home name /or-digest, too."""
    office.slack.command("/or-digest", "at 08:00 daily").answer()
    office.slack.command("/or-digest", "at 09:00 daily").answer()
    office.slack.wait(lambda: [each for each in office.notices() if each.endswith("/or-digest to change")])
    assert "Turn it on again: /or-digest at 08:00 weekdays" in office.answer("/or-digest", "off")
    assert "Type: /or-digest at 08:00 weekdays" in office.answer("/or-digest", "status")


def test_the_way_to_the_first_digest(office: Office) -> None:
    """Invited, the bot introduces itself once; bundle, time, preview and Start work, and nothing is posted before."""
    joined = {"type": "member_joined_channel", "user": BOT, "channel": "C1", "inviter": "UANA", "channel_type": "C"}
    office.slack.event(joined)
    office.slack.event(joined)
    first = office.slack.wait(office.slack.by_bot)[0]
    assert "On Record is here." in office.said(first)
    assert "Added by @ana." in office.said(first)
    channel = office.desk.store.channel(C1)
    assert channel
    assert channel.paused
    assert channel.zone == "Europe/Berlin"
    asked = office.slack.press(labelled(first, "Show me a preview"), post=first)
    asked.answer()
    preview = asked.answers[0]
    assert "Daily briefing" in office.said(preview)
    office.slack.press(labelled(first, "Change the time"), post=first)
    form = office.slack.wait(
        lambda: next((v for v in office.slack.views.values() if v.get("callback_id") == "or1_form"), None)
    )
    days = [{"value": each} for each in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")]
    given = {"at": {"selected_time": "07:30"}, "days": {"selected_options": days}}
    wrong = office.slack.submit(form, given | {"zone": {"selected_option": {"value": "Europe/Parris"}}}).ack
    assert wrong
    assert (wrong["response_action"], list(wrong["errors"])) == ("errors", ["zone"])  # and what was chosen stays
    assert office.slack.suggest(form, "zone", "pari") == ["Europe/Paris"]
    office.slack.submit(form, given | {"zone": {"selected_option": {"value": "Europe/Paris"}}})
    office.slack.wait(lambda: "07:30" in office.said(office.slack.by_bot()[0]))
    ticks = opened(office, elements(first, "static_select")[0], first)
    blocks = [each for each in ticks["blocks"] if each["type"] == "input"]
    boxes = {each["block_id"]: each["element"]["initial_options"] for each in blocks}
    assert sum(map(len, boxes.values())) > len(boxes["feeds"]) == 10  # all are ticked
    office.slack.submit(ticks, {"feeds": {"selected_options": boxes["feeds"][:2]}, "feeds.2": {"selected_options": []}})
    office.slack.wait(lambda: "(5 feeds)" in office.said(office.slack.by_bot()[0]))  # the newswire's three and two
    office.slack.press(labelled(first, "Start"), post=first)
    office.slack.wait(lambda: not (office.desk.store.channel(C1) or channel).paused)
    office.slack.wait(lambda: "Started." in office.said(office.slack.by_bot()[0]))
    assert len(office.slack.by_bot()) == 1
    assert any("@ana set the digest to daily at 07:30, Europe/Paris" in each for each in office.notices())


def opened(office: Office, element: Json, post: Json | None = None) -> Json:
    """Press what opens a form and return the form."""
    before = set(office.slack.views)
    office.slack.press(element, post=post)
    fresh = office.slack.wait(lambda: set(office.slack.views) - before)
    view: Json = office.slack.views[fresh.pop()]
    return view


def test_forms_offer_what_is_known(office: Office) -> None:
    """Topics, outlets and feeds are offered from the ledger while one types; a topic nobody knows may be typed."""
    set_up = office.slack.command("/digest", "at 08:00 daily").answer()
    form = opened(office, labelled(office.slack.command("/digest", "filter").answer(), "Set one"))
    assert office.slack.suggest(form, "outlets", "harb") == ["Harbour Post"]
    chosen = [{"value": "Harbour Post"}]
    office.slack.submit(form, {"outlets": {"selected_options": chosen}, "without": {"value": "football, tolls"}})
    office.slack.wait(lambda: "It would have kept" in json.dumps(office.slack.views[form["id"]]))
    assert "only Harbour Post · without football, tolls" in json.dumps(office.slack.views, ensure_ascii=False)
    form = opened(office, labelled(office.slack.command("/feeds").answer(), "Remove a feed"))
    assert "Meridian Wire" in office.slack.suggest(form, "feed")
    first = office.slack.wait(office.slack.by_bot)[0]
    form = opened(office, labelled(first, "Choose topics"), first)
    assert office.slack.suggest(form, "topics", "nat")[:2] == ["nat", "Nato"]
    office.slack.submit(form, {"topics": {"selected_options": [{"value": "Nato"}, {"value": "grain deal"}]}})
    office.slack.wait(lambda: "Topics: Nato, grain deal" in office.said(office.slack.by_bot()[0]))
    form = opened(office, labelled(office.slack.by_bot()[0], "Choose topics"), office.slack.by_bot()[0])
    assert [each["value"] for each in form["blocks"][0]["element"]["initial_options"]] == ["Nato", "grain deal"]
    assert set_up


def test_a_first_command_brings_the_first_message(office: Office) -> None:
    """Where Slack did not say that we were invited, the first command brings it; where we are no member, nothing."""
    office.slack.command("/who-said", "nato").answer()
    office.slack.wait(office.slack.by_bot)
    office.slack.command("/who-said", "nato", where="C2").answer()
    office.slack.command("/who-said", "nato").answer()
    office.settled()
    assert len(office.slack.by_bot()) == 1
    assert office.slack.by_bot("C2") == []


def test_a_changed_setting_leaves_one_line(office: Office) -> None:
    """Who changes a setting sees the confirmation, the channel one line with the author; the log keeps it."""
    said = office.answer("/digest", "at 08:00 weekdays", who="UBEN")
    assert "Weekdays at 08:00 Europe/Berlin. Next:" in said
    line = "@ben set the digest to weekdays at 08:00, Europe/Berlin. /digest to change"
    office.slack.wait(lambda: line in office.notices())
    assert [each.said for each in office.desk.store.setting_changes("slack:T1")] == [line]


@pytest.mark.parametrize("who", ["UGUEST", "UOUT"])
def test_guests_and_outsiders_only_read(office: Office, who: str) -> None:
    """Guests and people of other organisations get answers and can change nothing."""
    assert "Who said" in office.answer("/who-said", "nato", who=who)
    for line in ("at 08:00 weekdays", "topics +nato", "now", "off"):
        assert "can read here, not" in office.answer("/digest", line, who=who), line
    for line in ("add http://harbourpost.example", "bundle europe", "remove 1"):
        assert "can read here, not" in office.answer("/feeds", line, who=who), line
    assert "can read here, not" in office.answer("/summarize", "http://harbourpost.example/x", who=who)
    assert "can read here, not" in office.answer("/onrecord", "export nato", who=who)
    assert "can read here, not" in office.answer("/watch", "nato", who=who)
    assert "can read here, not" in office.answer("/onrecord", "log", who=who)
    assert office.desk.store.watches(f"slack:T1:{who}") == ()
    assert office.desk.store.setting_changes("slack:T1") == ()
    assert office.notices() == []


def test_somebody_named_in_settings_manages(office: Office) -> None:
    """Who is named by their member ID changes what managers change, until they are named no more."""
    office.answer("/onrecord", "settings policy managers", who="UANA")
    assert "Named: @ben" in office.answer("/onrecord", "settings add UBEN", who="UANA")
    assert "Only managers may" not in office.answer("/digest", "at 08:00", who="UBEN")
    assert "Named: nobody so far" in office.answer("/onrecord", "settings remove UBEN", who="UANA")
    assert "Only managers may" in office.answer("/digest", "at 08:00", who="UBEN")
    for odd in ("add", "add <@UBEN", "remove UNOBODY", "add U B"):
        said = office.answer("/onrecord", f"settings {odd}", who="UANA")
        assert "member ID" in said or "is not named here" in said


def test_managers_may_keep_changes_to_themselves(office: Office) -> None:
    """With the policy “managers” a member changes nothing more; a member may not change the policy."""
    assert "Only managers may" in office.answer("/onrecord", "settings policy managers", who="UBEN")
    assert "managers: administrators" in office.answer("/onrecord", "settings policy managers", who="UANA")
    assert office.desk.store.workspace("slack:T1").policy is Standing.MANAGER
    assert "Only managers may" in office.answer("/digest", "at 08:00", who="UBEN")
    assert "Weekdays at 08:00" in office.answer("/digest", "at 08:00", who="UANA")


def test_a_reported_quote_disappears(office: Office) -> None:
    """A manager's report hides a quote in this workspace at once, and a review shows it again."""
    answer = office.slack.command("/who-said", "nato").answer()
    before = quotes(answer)
    office.slack.press(labelled(answer, "Report"))
    view = office.slack.wait(
        lambda: next((v for v in office.slack.views.values() if v.get("callback_id") == "or1_report"), None)
    )
    first = view["blocks"][0]["element"]["options"][0]["value"]
    option = {"selected_option": {"value": first}}
    body = {
        "quote": option,
        "reason": {"selected_option": {"value": "speaker"}},
        "note": {"value": "it was her deputy"},
    }
    state = {"values": {block: {"x": value} for block, value in body.items()}}
    office.slack._do(
        "interactive", office.slack._interactive("view_submission", "UANA") | {"view": view | {"state": state}}
    )
    office.slack.wait(lambda: "hidden here until a manager" in json.dumps(office.slack.views[view["id"]]))
    after = quotes(office.slack.command("/who-said", "nato").answer())
    assert before[0] not in after
    reports = office.slack.command("/onrecord", "reports").answer()
    assert "@ana: Not said by this person. it was her deputy" in office.said(reports)
    office.slack.press(labelled(reports, "It is right, show it again")).answer()
    assert quotes(office.slack.command("/who-said", "nato").answer()) == before


def test_an_export_comes_by_direct_message(office: Office) -> None:
    """A file goes to who asked, in a direct message; after five a day there is no more."""
    for _ in range(5):
        assert "quotes in the file" in office.answer("/onrecord", "export nato as:csv", who="UBEN")
    sent = office.slack.wait(
        lambda: len(office.slack.files) == 5 and office.slack.files[-1]["channel"] and office.slack.files[-1]
    )
    assert (sent["name"] == "onrecord-nato.csv" and sent["content"].startswith(b"\xef\xbb\xbf")) or b"speaker" in sent[
        "content"
    ]
    assert "the most for one person" in office.answer("/onrecord", "export nato as:csv", who="UBEN")


@pytest.mark.parametrize("files", [True, False])
def test_a_list_of_feeds_is_imported(office: Office, files: bool) -> None:
    """The form takes a list as a file, or as text where we may not read files; what is new is added when asked."""
    if not files:
        office.slack.scopes.remove("files:read")
    office.slack.command(*(("/feeds", "import") if files else ("/onrecord", "feeds import")))
    view = office.slack.wait(lambda: next(iter(office.slack.views.values()), None))
    opml = b'<opml version="2.0"><body><outline xmlUrl="https://one.example/rss" text="One"/></body></opml>'
    office.slack.files.append({"id": "F9", "name": "a.opml", "content": opml, "channel": ""})
    base = office.slack.url.removesuffix("api/")
    handed = (
        {"files": [{"id": "F9", "url_private_download": f"{base}files/F9"}]}
        if files
        else {"value": "https://one.example/rss\nnot one"}
    )
    state = {"values": {"list": {"file": handed}}}
    office.slack._do(
        "interactive", office.slack._interactive("view_submission", "UANA") | {"view": view | {"state": state}}
    )
    shown = office.slack.wait(
        lambda: "1 new, 0 known" in json.dumps(office.slack.views[view["id"]]) and office.slack.views[view["id"]]
    )
    before = len(office.desk.store.feeds())
    office.slack.press(labelled(shown, "Add 1"), view=shown)
    office.slack.wait(lambda: len(office.desk.store.feeds()) == before + 1)


def test_a_button_lives_ninety_days(office: Office) -> None:
    """A button of 89 days ago acts; one of 91 days says so and offers to ask again."""
    store = office.desk.store
    for days, part in ((89, "page 2 of 5"), (91, "This list is older than 90 days.")):
        answer = office.slack.command("/who-said", "nato").answer()
        older = labelled(answer, "Older")
        known = store.reference(older["value"])
        assert known
        store.keep_references((replace(known, created_at=office.desk.clock.now() - timedelta(days=days)),))
        pressed = office.slack.press(older).answer()
        assert part in office.said(pressed)
    assert "Who said" in office.said(office.slack.press(labelled(pressed, "Ask again")).answer())


def test_the_digest_comes_once_with_its_thread(office: Office) -> None:
    """At its hour the digest is one post and one thread; its buttons work and history knows it."""
    now = office.desk.clock.now()
    hour = DigestTime(now.time().replace(second=0, microsecond=0), DAILY)
    office.desk.store.keep_channel(Channel(C1, "slack", "policy", "UTC", (hour,), since=now - timedelta(hours=1)))
    done = deliver.deliver(office.desk, C1)
    assert done
    assert done.state is DeliveryState.POSTED
    assert deliver.deliver(office.desk, C1) is None
    digest = next(each for each in office.slack.by_bot() if "Daily briefing" in each["text"])
    assert digest["ts"] == done.post
    assert digest["metadata"]["event_payload"]["slot"] == done.slot.id
    assert len(office.slack.by_bot(thread=digest["ts"])) == 1
    names = [each["text"]["text"] for each in elements(digest)]
    assert names[0].startswith("More · ")
    assert names[1:] == ["Why these", "Change topics", "Report", "Pause"]
    more = office.slack.press(labelled(digest, names[0]), post=digest).answer()
    threaded = quotes(office.slack.by_bot(thread=digest["ts"])[0])
    assert quotes(more)
    assert set(quotes(more)) <= set(threaded)  # beside what moved further
    office.slack.press(labelled(digest, "Report"), post=digest)
    office.slack.wait(lambda: any(v.get("callback_id") == "or1_report" for v in office.slack.views.values()))
    pause = office.slack.press(labelled(digest, "Pause"), post=digest)
    pause.answer(2)
    assert [office.said(each) for each in pause.answers][1:] == ["@ana paused the digest. /digest to change"]
    assert "The digest is paused" in office.said(pause.answers[0])
    assert "posted" in office.answer("/digest", "history")


def test_a_removed_app_posts_nothing_more(office: Office) -> None:
    """After an uninstall or a revoked token nothing is posted; settings stay."""
    office.slack.command("/digest", "at 08:00 daily").answer()
    office.slack.event({"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}})
    office.slack.wait(lambda: office.desk.store.workspace("slack:T1").gone_at)
    channel = office.desk.store.channel(C1)
    assert channel
    assert channel.times


def test_an_archived_channel_is_paused_and_goes_on_when_we_are_back(office: Office) -> None:
    """Archiving pauses the digest with the reason; being removed and invited again lets it go on."""
    office.slack.command("/digest", "at 08:00 daily").answer()
    office.slack.event({"type": "channel_archive", "channel": "C1", "user": "UANA"})
    office.slack.wait(
        lambda: (c := office.desk.store.channel(C1)) and c.paused_reason == "The channel was archived. (is_archived)"
    )
    channel = office.desk.store.channel(C1)
    assert channel
    office.desk.store.keep_channel(replace(channel, paused_reason="I am not in this channel. (not_in_channel)"))
    office.slack.event({"type": "member_joined_channel", "user": BOT, "channel": "C1", "inviter": "UANA"})
    office.slack.wait(lambda: (c := office.desk.store.channel(C1)) and not c.paused)


def test_a_slow_answer_is_announced(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes long is acknowledged at once, announced after 0.8 seconds, and then replaced by the answer."""
    real = office.desk.store.quotes

    def slow(query: Any) -> Any:
        time.sleep(1.0)
        return real(query)

    monkeypatch.setattr(type(office.desk.store), "quotes", lambda _self, query: slow(query))
    exchange = office.slack.command("/who-said", "nato")
    assert exchange.seconds < 0.8
    assert "Who said" in office.said(exchange.answer())
    assert next(office.said(each) for each in exchange.later) == "Looking…"
    assert len(exchange.answers) == 1
