from __future__ import annotations

import html
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing import digest as briefing
from bot.briefing import first, objections
from bot.briefing.blocks import quotation
from bot.briefing.context import context
from bot.edges.platforms.kit import forms
from bot.edges.platforms.kit.references import action, paged, pressed, ref_of
from bot.edges.platforms.slack import views
from bot.edges.platforms.slack.charts import TEXT
from bot.edges.platforms.slack.draw import Pen
from bot.edges.platforms.slack.elements import address, escaped
from bot.edges.platforms.slack.fit import MOST_JSON, Drawn, Payload, drawn
from bot.edges.platforms.slack.payloads import links_in, shown_in, without_mention
from bot.edges.platforms.slack.places import Spot, spot
from bot.edges.platforms.slack.striking import content_of, items_in, struck
from bot.edges.platforms.units import Place
from bot.model.message import (
    Context,
    Header,
    Message,
    Quotation,
    Section,
)
from bot.model.news import Article
from bot.model.query import Since
from bot.reading.read import read
from tests.servers.limits import quotes, violations
from tests.unit.messages import CHANNEL, NOW, SENTENCES, VIEWER, every, filed, sides, with_moves


def payloads(made: Drawn) -> list[Payload]:
    return [made.lead, *made.thread]


def sent(payload: Payload) -> dict[str, object]:
    return {"blocks": list(payload.blocks), "text": payload.text, "unfurl_links": False, "unfurl_media": False}


def test_a_bar_in_a_headline_does_not_end_its_link() -> None:
    """Slack's links part address and words with a bar; one in either is written otherwise."""
    message = Message((Section("Ferry | Late <again>", url="https://harbour.example/a|b"),))
    (line,) = drawn(message, place=Place.POST, line="").lead.text.splitlines()
    assert line == "<https://harbour.example/a%7Cb|Ferry ¦ Late &lt;again&gt;>"


@pytest.mark.parametrize("words", SENTENCES.values(), ids=SENTENCES)
@pytest.mark.parametrize("many", [1, 5, 50])
@pytest.mark.parametrize("place", [Place.PRIVATE, Place.PUBLIC, Place.POST])
def test_every_message_keeps_slacks_limits_and_every_quote(words: str, many: int, place: Place) -> None:
    """Each kind of message, long or short, in any script, keeps all limits, and each of its quotes is in it whole."""
    for name, message in every(words, many).items():
        made = drawn(message, place=place, line=f"who-said {words}")
        assert [each for payload in payloads(made) for each in violations(sent(payload))] == [], name
        text = html.unescape("\n".join(payload.text for payload in payloads(made)))
        for quote in message.quotes:
            assert quote.text.rstrip(",") in text, name
        shown = [said for payload in payloads(made) for said in quotes(sent(payload))]
        assert len(shown) == len(message.quotes) + sides(message), name


@pytest.mark.parametrize("words", SENTENCES.values(), ids=SENTENCES)
@pytest.mark.parametrize("many", [1, 5, 50])
def test_every_modal_and_home_keeps_slacks_limits(words: str, many: int) -> None:
    """Modals and App Home of any size and script keep all limits."""
    channels = [(CHANNEL, words)] * many
    home = first.home(channels, feeds=many, failing=1, engine="rules", version="1", manages=True)
    made = [views.home(home)[0], views.loading(), views.importing({}, files=True), views.importing({}, files=False)]
    made += [views.shown(message)[0] for message in every(words, min(many, 5)).values()]
    lines = [*forms.FORMS, "feeds add", "feeds bundle europe", "digest at in:slack:T1:C1"]
    typed = (
        "",
        "07:30 daily Europe/Berlin",
        words,
        ", ".join([words] * many),
        f'outlet:"{words}" people without {words}',
    )
    made += [views.form(line, words, each, {"channel": words}) for line in lines for each in typed]
    made.append(views.report([(str(number), words, words) for number in range(many)], {"channel": words}))
    assert [each for view in made for each in violations(view)] == []


def test_evidence_is_never_parted() -> None:
    """A modal holds each quote whole with its own footers below it, however long its paragraphs are."""
    messages = []
    for number in range(5):
        known = filed(f"We shall not pay for road {number} before summer", number)
        around = " ".join(["The town has waited for years and nobody knows why."] * 60)
        said = known.quote.carrier.text
        article = Article(known.quote.publication, f"{around} {said} {around}")
        messages.append(context(replace(known, quote=read(article).quotes[0]), article, VIEWER))
    blocks = tuple(block for each in messages for block in each.blocks)
    view, made = views.shown(Message(blocks))
    assert made.thread == ()
    assert len(json.dumps(view)) > 2 * MOST_JSON
    shown = Pen(pictures=TEXT).page(blocks)
    assert view["blocks"] == shown
    assert len(quotes(view)) == 5


def test_foreign_text_is_literal_everywhere() -> None:
    """What a feed says is never parsed: no mrkdwn object is drawn, the text field has no control sequence of it."""
    hostile = SENTENCES["hostile"]
    for message in every(hostile, 5).values():
        for payload in payloads(drawn(message, place=Place.POST)):
            assert '"mrkdwn"' not in json.dumps(payload.blocks)
            assert "<!channel>" not in payload.text
            assert "<@U1>" not in payload.text
            assert "<https://evil" not in payload.text
            urls = [part["url"] for part in walk(list(payload.blocks)) if "url" in part]
            assert all(url.startswith(("http://", "https://")) for url in urls)


def walk(part: object) -> list[dict[str, str]]:
    """Return every object of a payload."""
    if isinstance(part, list):
        return [each for item in part for each in walk(item)]
    if isinstance(part, dict):
        return [part, *(each for value in part.values() for each in walk(value))]
    return []


def test_stories_move_to_the_thread_from_the_last() -> None:
    """A digest that is too long keeps its first stories whole, says how many are in the thread, and has them there."""
    known = [filed("We shall pay nothing " * 50, number) for number in range(5)]
    titles = [f"{number}. Headline" for number in range(1, 6)]
    blocks = [
        block
        for title, each in zip(titles, known, strict=True)
        for block in (Section(title, bold=True), quotation(each.quote, name_from=0.0, whole=True))
    ]
    made = drawn(Message((Header("Daily briefing"), *blocks, Context("footer"))), place=Place.POST)
    lead = html.unescape(made.lead.text)
    there = [title for title in titles if title in lead]
    assert there == titles[: len(there)]
    moved = 5 - len(there)
    assert moved > 0
    assert f"{moved} more stor{'y' if moved == 1 else 'ies'} in the thread" in lead
    below = html.unescape("\n".join(each.text for each in made.thread))
    assert all(title in below for title in titles[len(there) :])


def test_a_quote_that_no_message_can_hold_is_named_and_not_cut() -> None:
    """A single quote beyond all limits is replaced by where to read it, never by a part of it."""
    long = filed("We shall pay " * 1200, 1)
    block = quotation(long.quote, name_from=0.0, whole=True)
    made = drawn(Message((Header("x"), block)), place=Place.POST)
    text = "\n".join(payload.text for payload in payloads(made))
    assert "We shall pay" not in text
    assert "too long for a Slack message" in text
    assert "news.example/1" in text
    assert [each for payload in payloads(made) for each in violations(sent(payload))] == []


def test_a_part_quote_is_drawn_inside_its_sentence() -> None:
    """A part-quote is bold within its carrier, negation and all, in the blocks and in the text."""
    here = filed("We shall wait", 1).quote.publication
    text = (
        "Ana Kovač, the finance minister, told reporters she doesn’t believe the plan “is ready for a vote” this year."
    )
    block = quotation(read(Article(here, text)).quotes[0], name_from=0.0)
    assert isinstance(block, Quotation)
    payload = drawn(Message((block,)), place=Place.POST).lead
    quote = next(each for each in walk(list(payload.blocks)) if each.get("type") == "rich_text_quote")
    bold = [each["text"] for each in walk([quote]) if "bold" in str(each.get("style"))]
    assert bold == ["is ready for a vote"]
    assert "she doesn’t believe the plan “is ready for a vote”" in payload.text
    assert quotes(sent(payload)) == [text]


def test_button_ids_say_what_to_do() -> None:
    """An id names its verb, its line by eight characters and a number, stays short, and foreign ids mean nothing."""
    ref = ref_of("who-said nato")
    assert len(ref) == 8
    assert action("p", "who-said nato", 2) == f"or1:p:{ref}:2"
    meant = pressed(f"or1:p:{ref}:2")
    assert meant
    assert (meant.verb, meant.ref, meant.number) == ("p", ref, 2)
    assert pressed("or1:rp") is not None
    assert [pressed(each) for each in ("", "x", "or2:p", "or1:p:short", "or1:P")] == [None] * 5
    assert paged("who-said nato page:3") == ("who-said nato", 3)
    assert paged("who-said nato") == ("who-said nato", None)


@given(st.text(max_size=200))
def test_any_line_has_one_short_reference(line: str) -> None:
    """Any line has the same reference each time, and ids stay under 40 characters."""
    assert ref_of(line) == ref_of(line)
    assert len(action("p", line, 9999)) <= 40


@given(st.text(max_size=300))
def test_any_text_is_escaped_and_any_address_is_safe(text: str) -> None:
    """Escaped text holds no sign that Slack parses and reads back the same; an address is http(s) or nothing."""
    assert not set("<>") & set(escaped(text))
    assert escaped(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text
    assert address(text) == "" or address(text).lower().startswith(("http://", "https://"))
    assert not set('<>|" \n') & set(address(f"https://x.example/{text}"))


def test_places_keep_their_names() -> None:
    """A channel of a workspace, with an organisation or without, is found again by its name."""
    for place in (Spot("T1", "C1"), Spot("T1", "C1", "E1"), Spot("", "C1", "E1")):
        assert spot(place.id) == place
    assert Spot("T1", "C1", "E1").id == "slack:E1/T1:C1"
    with pytest.raises(ValueError, match="not a place"):
        spot("discord:1:2")


def test_messages_of_people_are_read() -> None:
    """Links and mentions are found in what people write, in text, blocks and attachments."""
    message = {
        "text": "<@UBOT> see <https://a.example/x|this>, https://b.example/y. and “the words she said here” 'x'",
        "attachments": [{"from_url": "https://c.example/z", "text": "no"}],
        "blocks": [{"type": "section", "text": {"text": "<https://a.example/x>"}, "block_id": "q:abc:1"}],
    }
    assert links_in(message) == ("https://a.example/x", "https://b.example/y", "https://c.example/z")
    assert shown_in(message) == ("abc",)
    assert without_mention("<@UBOT|onrecord>  hello <@U2> you") == "hello you"


def test_a_payload_measures_what_it_sends() -> None:
    """The budget counts the blocks as JSON; less room makes the same payload too big."""
    payload = drawn(every(SENTENCES["latin"], 5)["who-said"], place=Place.PRIVATE).lead
    assert payload.fits()
    assert not payload.fits(len(json.dumps(payload.blocks, ensure_ascii=False)) / MOST_JSON - 0.01)


def test_reasons_of_a_report_are_words_of_its_line() -> None:
    """Each reason that the form offers is one word that the command takes."""
    assert all(" " not in key for key, _ in objections.REASONS)


def test_stories_make_room_and_what_moved_stays() -> None:
    """When a digest is too long its last stories leave for the thread, all but two, and what moved stays above."""
    words = SENTENCES["latin"]
    known = [filed(f"{words} {'and on ' * 18}", number) for number in range(5)]
    news = Since(tuple(each.quote.publication for each in known), tuple(known), 0, 1, 0)
    day = timedelta(days=1)
    digest = briefing.compose(
        CHANNEL, news, NOW - day, NOW + day, told=briefing.AlreadyTold(), engine="rules", name_from=0.0
    )
    whole = drawn(briefing.message(with_moves(digest, words, 1), 0.0), place=Place.POST)
    order = []
    for part in range(100, 5, -2):
        made = drawn(briefing.message(with_moves(digest, words, 1), 0.0), place=Place.POST, room=part / 100)
        text = json.dumps(made.lead.blocks)
        order.append((sum(f"{n}. " in text for n in range(1, 6)), "What moved" in text))
    assert "What moved" in json.dumps(whole.lead.blocks)
    kept = [stories for stories, moved in order if moved]
    assert min(kept) <= 2, "the room was never small enough"
    assert [moved for stories, moved in order if stories > 2] == [True] * sum(stories > 2 for stories, _ in order)


def test_a_full_post_whose_quotes_are_all_lost_still_fits() -> None:
    """Each is struck through while there is room, then the note stands in its place; one line says so above."""
    note = "removed from the article, seen gone Thu 14:10"
    texts = [f"We shall not pay for road number {number} before the summer is over" for number in range(40)]
    shown = [quotation(filed(text, number).quote, name_from=0.0, today=NOW.date()) for number, text in enumerate(texts)]
    made = drawn(Message(tuple(shown)), place=Place.POST).lead
    items = items_in(made.blocks)
    assert len(items) > 5
    for item in items:
        struck_through = struck(content_of(made), item, note)
        assert struck_through
        made = struck_through
    size = len(json.dumps(made.blocks, ensure_ascii=False))
    assert size <= MOST_JSON
    assert json.dumps(made.blocks).count(note) == len(items)
    assert '"strike": true' in json.dumps(made.blocks)
    assert json.dumps(made.blocks).count("rich_text_quote") < len(items)
    assert made.text.count("Corrected:") == 1
    assert struck(content_of(made), items[0], note) is None
