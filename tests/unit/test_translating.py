"""Whether a translation may stand below its original."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.blocks import quotation
from bot.edges.platforms.discord.fit import drawn as discord
from bot.edges.platforms.discord.striking import content_of as discord_content
from bot.edges.platforms.discord.striking import struck as discord_struck
from bot.edges.platforms.slack.fit import drawn as slack
from bot.edges.platforms.slack.striking import content_of as slack_content
from bot.edges.platforms.slack.striking import struck as slack_struck
from bot.edges.platforms.units import Place
from bot.errors import Refused
from bot.ledger import controls
from bot.ledger.gates import short
from bot.ledger.translating import alike, faithful, translations
from bot.model.choice import Foreign
from bot.model.message import Message
from bot.model.news import digest_of
from tests.unit.building import article, quote

EN = "“We will not pay 3.5 billion euros to Valmora before Monday,” Ana Kovač said in Brussels."
DE = "„Wir werden Valmora vor Montag keine 3,5 Milliarden Euro zahlen“, sagte Ana Kovač in Brüssel."
PAIRS = [
    (EN, DE),
    (
        "“Nobody asked the 1,200 fishermen of Port Aurel,” President Tom Reed said. “I never will.”",
        "„Niemand hat die 1.200 Fischer von Port Aurel gefragt“, sagte Präsident Tom Reed. „Ich werde es nie tun.“",
    ),
    (
        "Reed called the Russian offer “neither fair nor new” and left the talks without a word.",
        "Reed nannte das russische Angebot „weder fair noch neu“ und verließ die Gespräche ohne ein Wort.",
    ),
    ("“Two thirds, 66 percent, isn’t enough,” she said.", "„Zwei Drittel, 66 Prozent, sind nicht genug“, sagte sie."),
]
WRONG = {
    "another number": ("3,5", "3,4"),
    "another scale": ("Milliarden", "Billionen"),
    "no negation": ("keine", "etwa"),
    "one negation more": ("zahlen", "nicht zahlen"),
    "another day": ("Montag", "Dienstag"),
    "another name": ("Kovač", "Novak"),
    "a name left out": ("Ana Kovač", "sie"),
    "another place": ("Brüssel", "Berlin"),
    "another country": ("Valmora", "Port Aurel"),
    "a name more": ("zahlen“", "mit Peter zahlen“"),
    "a sentence more": ("Brüssel.", "Brüssel. Das ist ein Skandal."),
    "no marks": ("„", ""),
    "an address": ("sagte", "sagte https://evil.example"),
}


def into(target: str, text: str, *names: str) -> Foreign:
    """Return words that are to be translated."""
    return Foreign(digest_of(text), text, "de" if target == "en" else "en", target, names or ("Ana Kovač", "Tom Reed"))


@pytest.mark.parametrize(("english", "german"), PAIRS)
def test_what_says_the_same_may_stand_either_way(english: str, german: str) -> None:
    """Figures, days, names, negations and marks that each language writes its own way are the same."""
    assert faithful(into("de", english), german)
    assert faithful(into("en", german), english)


@pytest.mark.parametrize("wrong", WRONG)
def test_what_can_be_counted_is(wrong: str) -> None:
    """A translation with anything of it changed, left out or added is refused, in either direction."""
    old, new = WRONG[wrong]
    assert old in DE
    changed = DE.replace(old, new)
    assert not faithful(into("de", EN), changed)
    if wrong != "an address":  # which a feed's own words may have
        assert not faithful(into("en", changed), EN)


@pytest.mark.parametrize("words", ["", EN, "x", f"{DE} {DE} {DE}", DE.replace("Wir", "W\x00ir")])
def test_what_is_no_translation_is_refused(words: str) -> None:
    """Nothing, the same words, far too few or many, or letters that cannot be seen."""
    assert not faithful(into("de", EN), words)


@given(st.integers(0, 9_999), st.integers(0, 9_999))
def test_no_other_number_passes(one: int, other: int) -> None:
    """A number is the same or the translation is refused."""
    told = faithful(into("de", f"The council has {one} boats."), f"Der Rat hat {other} Boote.")
    assert told == (one == other)


def test_only_what_was_offered_is_translated() -> None:
    """Other ids and an id twice are refused; of the rest what is not faithful is left out."""
    offered = [into("de", EN), into("de", "Reed waits.")]
    rows = [{"id": short(each.id), "words": DE} for each in offered]
    assert translations({"translations": rows}, offered) == {offered[0].id: DE}
    for bad in ([*rows, rows[0]], [{"id": "q99", "words": DE}], [{"id": rows[0]["id"], "words": 7}], [7]):
        with pytest.raises(Refused):
            translations({"translations": bad}, offered)


@pytest.mark.parametrize("source", ["en", "de"])
@pytest.mark.parametrize(
    ("says", "shown"),
    [(lambda _: "same", 0), (lambda _: "differs", 0), (lambda wrong: "differs" if wrong else "same", 1)],
)
def test_a_second_reader_that_agrees_with_everything_lets_nothing_through(
    source: str, says: object, shown: int
) -> None:
    """One verdict on all of them is no reading; the two that are known look like the others."""
    found = {digest_of("x"): DE}
    put = controls.beside(source, found, {digest_of("x"): EN})
    assert len(put) == 3
    wrong = {
        id_
        for id_, sides in put.items()
        if any("gegen" in side and "for the toll" in other for side, other in (sides, sides[::-1]))
    }
    rows = [{"id": short(id_), "verdict": says(id_ in wrong)} for id_ in put]  # type: ignore[operator]
    assert len(controls.kept(found, alike({"verdicts": rows}, put))) == shown
    assert controls.kept(found, alike({"verdicts": []}, put)) == {}
    for bad in ([{"id": "q9", "verdict": "same"}], [rows[0], rows[0]], [rows[0] | {"verdict": "yes"}]):
        with pytest.raises(Refused):
            alike({"verdicts": bad}, put)


def test_a_translation_is_drawn_small_escaped_and_struck_through_with_its_quote() -> None:
    """Slack and Discord show it in the quote's bar, as text and nothing else, and a correction strikes it, too."""
    found = quote(article(EN), EN[1 : EN.index("”")])
    block = replace(quotation(found), translated=f"translated by a machine (m): {DE} *x* <@U1>")
    message, note = Message((block,)), "withdrawn"
    made = slack(message, place=Place.POST).lead
    assert "translated by a machine (m)" in made.text
    assert "<@U1>" not in made.text
    crossed = slack_struck(slack_content(made), block.quote.id, note)
    assert crossed
    spoken = [part for each in crossed.blocks for part in each["elements"] if part["type"] == "rich_text_quote"]
    assert len(spoken) == 2
    assert all(each["style"]["strike"] for part in spoken for each in part["elements"])
    posted = discord(message, place=Place.POST).lead
    lines = json.dumps(posted.components, ensure_ascii=False)
    assert "> -# translated by a machine (m)" in lines.replace("\\\\", "")
    assert "<@U1>" not in lines
    gone = discord_struck(discord_content(posted), block.quote.id, note)
    assert gone
    assert "> -# ~~translated by a machine" in json.dumps(gone.components, ensure_ascii=False).replace("\\\\", "")
