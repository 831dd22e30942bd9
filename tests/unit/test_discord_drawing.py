from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.edges.platforms.discord.bodies import body
from bot.edges.platforms.discord.draw import Pen
from bot.edges.platforms.discord.elements import address, escaped, many_lines, styled, texts_in, walked
from bot.edges.platforms.discord.embeds import embedded
from bot.edges.platforms.discord.fit import Drawn, Payload, drawn
from bot.edges.platforms.discord.places import Spot, spot
from bot.edges.platforms.discord.striking import content_of, struck
from bot.edges.platforms.kit.references import FORM, pressed, ref_of
from bot.edges.platforms.units import Place
from bot.model.message import Actions, Button, Chart, Context, Header, Menu, Message, Quotation, Section, Series
from tests.servers.discord_limits import as_read, violations
from tests.unit.messages import SENTENCES, every, filed

NOW = datetime(2025, 2, 14, 9, tzinfo=UTC)


def payloads(made: Drawn) -> list[Payload]:
    return [made.lead, *made.thread]


@pytest.mark.parametrize("words", SENTENCES.values(), ids=SENTENCES)
@pytest.mark.parametrize("many", [1, 5, 50])
@pytest.mark.parametrize("place", [Place.PRIVATE, Place.PUBLIC, Place.POST])
def test_every_message_keeps_discords_limits_and_every_quote(words: str, many: int, place: Place) -> None:
    """Each kind of message, long or short, in any script, keeps all limits, and each of its quotes is in it whole."""
    for name, message in every(words, many).items():
        made = drawn(message, place=place, line=f"who-said {words}")
        assert [each for payload in payloads(made) for each in violations(body(payload))] == [], name
        text = as_read([each for payload in payloads(made) for each in texts_in(payload.components)])
        for quote in message.quotes:
            assert quote.text.rstrip(",") in text, name
        shown = {item for payload in payloads(made) for item, _ in payload.shown}
        assert shown >= {quote.id for quote in message.quotes}, name


@pytest.mark.parametrize("words", SENTENCES.values(), ids=SENTENCES)
@pytest.mark.parametrize("many", [1, 5, 50])
def test_the_older_form_keeps_its_limits_and_every_text(words: str, many: int) -> None:
    """Embeds and rows keep their limits too, and hold every text of the components."""
    for name, message in every(words, many).items():
        for payload in payloads(drawn(message, place=Place.PRIVATE, line="who-said")):
            embeds, _ = embedded(payload.components)
            assert list(violations(body(payload, older=True))) == [], name
            held = "\n".join(each["description"] for each in embeds)
            assert all(text in held for text in texts_in(payload.components)), name


@pytest.mark.parametrize("words", SENTENCES.values(), ids=SENTENCES)
def test_every_posted_quote_can_be_struck_through(words: str) -> None:
    """Each quote, change and split of a post can be struck through once; it stays in its room, with its note."""
    for name, message in every(words, 5).items():
        for payload in payloads(drawn(message, place=Place.POST)):
            for item, number in payload.shown:
                made = struck(content_of(payload), item, "removed from the article, seen gone Thu 14:10")
                assert made is not None, name
                assert list(violations(body(made))) == [], name
                text = next(each["content"] for each in walked(made.components) if each.get("id") == number)
                assert "~~" in text, name
                assert text.endswith("**removed from the article, seen gone Thu 14:10**"), name
                assert struck(content_of(made), item, "removed from the article, seen gone Thu 14:10") is None, name


HOSTILE = (
    "@everyone <@1> <@&2> <#3> [x](javascript:a) **b** __c__ ~~d~~ `e` ||f|| https://g.example <:h:4> </i:5> <t:6:R>"
)


def test_foreign_text_neither_pings_nor_formats_nor_links() -> None:
    """Every mark of Discord's in foreign text is escaped: mentions, links, formats, lists, headings, quotations."""
    made = escaped(HOSTILE)
    assert re.search(r"(?<!\\)[@<>\[\]*_~`|]", made) is None
    assert re.search(r"(?<!\\)://", made) is None
    for start in ("# a", "-# a", "- a", "+ a", "> a", ">>> a"):
        assert escaped(start).startswith("\\"), start
    assert escaped("1. a") == "1\\. a"
    assert escaped("2025 was, in all - a year.") == "2025 was, in all - a year."


@pytest.mark.parametrize(
    ("words", "drawn_as"),
    [
        ("a :smile: b", "a \\:smile: b"),
        (":+1: and :flag-eu:", "\\:+1: and \\:flag-eu:"),
        (":man_in_suit:", "\\:man\\_in\\_suit:"),
        ("join discord.gg/abc", "join discord\\.gg/abc"),
        ("Discord.com/invite/abc", "Discord\\.com/invite/abc"),
        ("discordapp.com/invite/abc", "discordapp\\.com/invite/abc"),
    ],
)
def test_foreign_text_makes_no_emoji_and_no_invitation(words: str, drawn_as: str) -> None:
    """“:smile:” stays these letters, and an invitation without a scheme is words: Discord draws neither."""
    assert escaped(words) == drawn_as


def test_a_picture_is_named_by_a_string() -> None:
    """Discord's description wants the ids of attachments as strings, and each is the number of its file."""
    chart = Chart("Quotes per week", ("3 Feb",), (Series("quotes", (1,)),), "one")
    made = body(Payload((), charts=(chart, chart)))
    assert [(each["id"], each["filename"]) for each in made["attachments"]] == [
        ("0", "chart-1.png"),
        ("1", "chart-2.png"),
    ]


@given(st.text(max_size=200))
def test_escaping_can_be_undone(text: str) -> None:
    """What Discord shows of escaped text is the text: an escape stands before a mark only."""
    assert re.sub(r"\\([^0-9A-Za-z\s])", r"\1", escaped(text)) == text


@given(st.text(max_size=60), st.sampled_from(["**", "*", "~~"]))
def test_marks_touch_their_words(text: str, mark: str) -> None:
    """A mark never stands beside a space on its inner side, where Discord would show it."""
    for line in styled(many_lines(text), mark).split("\n"):
        if line.strip():
            inside = line.strip().removeprefix(mark).removesuffix(mark)
            assert inside == inside.strip()


def test_links_lead_to_web_addresses_only() -> None:
    """A link holds an http address that cannot leave its brackets; anything else is words."""
    assert address("javascript:alert(1)") == ""
    assert address("https://x.example/a(b)<c> d") == "https://x.example/a%28b%29%3Cc%3E%20d"
    pen = Pen(Place.POST)
    assert texts_in(pen.draw(Section("a [b](c)", "javascript:x"))) == ["a \\[b\\](c)"]


def test_a_button_says_what_it_stands_for() -> None:
    """Ids are short, known again, and with the kept lines say what to run, ask or make sure of."""
    row = Actions(
        (
            Button("Older", "who-said nato page:2", key="o"),
            Button("Add", "feeds add", ask="An address", typed="https://"),
            Button("Off", "digest off", confirm="Shall no digest come here?"),
            Button("Again", "who-said nato page:2"),
            Button("Site", url="https://x.example"),
        ),
        (Menu("Bundle", tuple(Button(f"b{n}", f"feeds bundle b{n}") for n in range(60))),),
    )
    made = drawn(Message((Header("x"), row)), place=Place.POST)
    ids = [each["custom_id"] for each in walked(made.lead.components) if "custom_id" in each]
    meant = [pressed(each) for each in ids]
    assert [each.verb for each in meant if each] == ["menu", "menu", "menu", "p", "ask", "sure"]
    kept = {ref_of(line): line for line in made.lines}
    assert [kept[each.ref] for each in meant if each and each.ref] == [
        "who-said nato",
        FORM.join(("feeds add", "An address", "https://")),
        FORM.join(("digest off", "Shall no digest come here?")),
    ]
    assert kept[ref_of("feeds bundle b59")]


def test_a_quote_of_an_answer_has_its_own_context_button() -> None:
    """In an answer a quote stands beside a button that names it; in a post it does not."""
    message = every(SENTENCES["latin"], 5)["who-said"]
    quote = message.quotes[0]
    answer, post = drawn(message, place=Place.PRIVATE, line="who-said"), drawn(message, place=Place.POST)
    ids = {each.get("custom_id") for each in walked(answer.lead.components)}
    assert f"or1:cx:{quote.id}" in ids
    assert pressed(f"or1:cx:{quote.id}")
    assert not any(":cx:" in str(each.get("custom_id")) for each in walked(post.lead.components))


def test_a_digest_of_five_stories_fits_one_message() -> None:
    """Five stories with a quote each stay in the lead: nothing leaves for want of room."""
    message = every(SENTENCES["latin"], 5)["who-said"]
    quotations = [block for block in message.blocks if isinstance(block, Quotation)]
    stories = [part for each in quotations for part in (Section("A headline", each.url, bold=True), each)]
    buttons = Actions(tuple(Button(f"Topic {number}", f"who-said {number}") for number in range(4)))
    made = drawn(Message((Header("Daily briefing"), Context("5 stories"), *stories, buttons)), place=Place.POST)
    assert made.thread == ()
    assert len(made.lead.shown) == 5
    assert len(walked(made.lead.components)) <= 24


def test_text_that_is_no_quotation_is_cut_before_its_escapes() -> None:
    """Small print of any length ends with an ellipsis and with no escape that lost its mark."""
    for block in (Context("*" * 9_000), Section("_" * 9_000), Section("_" * 9_000, bold=True)):
        made = drawn(Message((block,)), place=Place.POST)
        assert list(violations(body(made.lead))) == []
        assert all(re.fullmatch(r"(?:-# |\*\*)?(?:\\[*_])+…(?:\*\*)?", text) for text in texts_in(made.lead.components))


def test_places_have_names_of_their_own() -> None:
    """A channel's name says its server; another platform's names are refused."""
    assert spot("discord:81:92") == Spot("81", "92")
    assert Spot("81", "92").id == "discord:81:92"
    assert Spot("81", "92").workspace == "discord:81"
    with pytest.raises(ValueError, match="Discord"):
        spot("slack:T1:C1")


def test_an_item_that_a_post_does_not_show_is_left() -> None:
    """Striking what a post does not show, or a post of which nothing was kept, changes nothing."""
    payload = drawn(every(SENTENCES["latin"], 1)["digest"], place=Place.POST).lead
    assert struck(content_of(payload), filed("else", 9).quote.id, "gone") is None
    assert struck("", "x", "gone") is None
