from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import discord
import pytest

from bot.commands.catalogue import SHOWN
from bot.commands.grammar import LONGEST, parse
from bot.edges.clock import SystemClock
from bot.edges.platforms.discord import forms
from bot.edges.platforms.discord.payloads import without_mention
from bot.edges.platforms.discord.people import NAMES, POSTING, lacking, lacks
from bot.edges.platforms.kit.foreign import checkable
from bot.edges.platforms.kit.forms import FORMS, fields, title
from bot.edges.platforms.kit.index import Index, Names
from bot.edges.platforms.kit.options import COMMANDS, SUMMARIES, Offer, line_of
from bot.edges.stores.sql import SqlStore
from bot.model.ask import Asker
from tests.e2e.room import SetClock
from tests.servers.discord_limits import modal_violations
from tests.unit.building import KOVAC, told

ANYBODY = Asker("discord:1:2", "discord:1:3")
OFFERED = {each.path: each for each in COMMANDS}
LINES = [
    ("who-said", {"text": "nato"}, "who-said nato"),
    ("who-said", {"text": "nato by:Vance", "since": "7d"}, "who-said nato by:Vance since:7d"),
    ("who-said", {"text": "x", "by": 'Friedrich "Merz"'}, 'who-said x by:"Friedrich Merz"'),
    ("position", {"speaker": "Merz", "topic": "tariffs"}, "position Merz on tariffs"),
    (
        "watch add",
        {"text": "Merz on tariffs", "only": "changes", "in": "here"},
        "watch Merz on tariffs only:changes in:here",
    ),
    (
        "digest at",
        {"time": "08:00", "days": "weekdays", "zone": "Europe/Berlin"},
        "digest at 08:00 weekdays Europe/Berlin",
    ),
    ("onrecord check", {"words": "tools of leverage"}, 'onrecord check "tools of leverage"'),
    ("export", {"text": "nato", "as": "csv"}, "export nato as:csv"),
    ("onrecord settings", {"policy": "managers"}, "onrecord settings policy managers"),
    ("onrecord settings", {"add": "&83|Night desk"}, 'onrecord settings add "&83|Night desk"'),
    ("feeds remove", {"name": "  a\nb  "}, "feeds remove a b"),
]


@pytest.mark.parametrize(("path", "values", "line"), LINES)
def test_options_make_a_line_of_the_one_grammar(path: str, values: dict[str, str], line: str) -> None:
    """What is given in options reads like the line that a person would type, and parses as it does elsewhere."""
    made = line_of(OFFERED[path], values)
    assert parse(made) == parse(line)


def test_every_command_is_offered_and_keeps_discords_limits() -> None:
    """All commands of the catalogue stand in the table; names, descriptions and numbers are as Discord takes them."""
    assert {each.path.split()[0] for each in COMMANDS} == {each.name for each in SHOWN}
    pressed = {"digest start", "digest more", "onrecord reviewed"}  # what only buttons say
    assert {f"{each.name} {word}" for each in SHOWN for word in each.subcommands} - pressed <= set(OFFERED)
    for each in COMMANDS:
        assert 1 <= len(each.summary) <= 100
        assert len(each.options) <= 25
        for name in (*each.path.split(), *(option.name for option in each.options)):
            assert re.fullmatch(r"[-_a-z0-9]{1,32}", name)
        assert all(1 <= len(option.description) <= 100 for option in each.options)
        required = [option.required for option in each.options]
        assert required == sorted(required, reverse=True)
    assert all(1 <= len(said) <= 100 for said in SUMMARIES.values())


def test_names_are_found_by_any_of_their_words() -> None:
    """A beginning of any word of a name or alias finds it, whatever its case and accents; the busiest come first."""
    names = Names.of([("Luca Ferrand", ("Ferrand",)), ("Ana Kovač", ()), ("Lucia Ana", ())])
    assert names.beginning("FERR") == ["Luca Ferrand"]
    assert names.beginning("kovac") == ["Ana Kovač"]
    assert names.beginning("an") == ["Ana Kovač", "Lucia Ana"]
    assert names.beginning("") == ["Luca Ferrand", "Ana Kovač", "Lucia Ana"]
    assert names.beginning("x") == []


def test_no_more_is_offered_than_discord_shows() -> None:
    """Among thousands of names at most 25 are offered, the busiest of those that begin so."""
    names = Names.of((f"Person {number} of Place {number % 97}", ()) for number in range(5_000))
    assert names.beginning("person")[:2] == ["Person 0 of Place 0", "Person 1 of Place 1"]
    assert {len(names.beginning(typed)) for typed in ("p", "person 4", "place 9", "")} == {25}


def test_the_index_reads_the_ledger_and_knows_when_it_is_old(tmp_path: Path) -> None:
    """Before it was read the index offers bundles and zones only; then speakers, topics and outlets too."""
    store = SqlStore(str(tmp_path / "ledger.db"))
    store.migrate()
    index = Index(store, SystemClock())
    before = index.stale
    assert index.offered((Offer.SPEAKERS,), "") == []
    assert index.offered((Offer.ZONES,), "berl") == ["Europe/Berlin"]
    index.renew()
    assert (before, index.stale) == (True, False)
    assert index.offered(("all", Offer.TOPICS), "al") == ["all"]
    store.close()


def test_who_types_first_is_offered_what_was_read_meanwhile(tmp_path: Path) -> None:
    """Names that came on record since the index was read are offered to the first who types a minute later."""
    store, clock = SqlStore(str(tmp_path / "ledger.db")), SetClock()
    store.migrate()
    index, offers = Index(store, clock), (Offer.SPEAKERS, Offer.TOPICS)
    index.renew()
    store.record(told("We will build both roads", KOVAC, "roads"))
    assert index.found(offers, "", ANYBODY) == []
    clock.moment += timedelta(seconds=61)
    assert index.found(offers, "", ANYBODY) == ["Ana Kovač", "roads"]
    store.close()


def test_each_missing_permission_has_its_name() -> None:
    """What the bot lacks is named as Discord names it; who lacks what is told for each command."""
    assert lacking(POSTING) == []
    assert set(lacking(discord.Permissions())) == set(NAMES.values())
    assert set(lacks(discord.Permissions())) == {"digest", "watch", "feeds", "onrecord"}
    assert set(lacks(discord.Permissions(manage_channels=True))) == {"feeds", "onrecord"}
    assert lacks(discord.Permissions(manage_guild=True)) == {}
    assert lacks(discord.Permissions(administrator=True)) == {}


@pytest.mark.parametrize("asks", ["", "Time", "Time, days and zone, such as 08:00 weekdays Europe/Berlin", "x" * 300])
@pytest.mark.parametrize("line", [*FORMS, "feeds add", "feeds bundle europe"])
def test_forms_keep_discords_limits(line: str, asks: str) -> None:
    """A form's questions fit, however long they are and whatever there is to choose from; so does a report."""
    for typed in ("", "typed, " * 400, "07:30 daily", 'outlet:"The Post" people without a, b'):
        for known in ([], [f"name {number}" for number in range(24)], ["x" * 200]):
            asked = [forms.with_choices(each, known) if each.offers else each for each in fields(line, asks, typed)]
            assert list(modal_violations(forms.form("or1:ask:abcdefgh", title(line), asked))) == []
    quotes = [(f"{number:024}", "words " * 50, "a sentence " * 50) for number in range(40)]
    assert list(modal_violations(forms.report("or1:rp", quotes))) == []


def test_what_fits_is_chosen_and_the_rest_is_typed() -> None:
    """Few feeds are a select; many, and what may be anything, are words; several in one input are parted by commas."""
    (feed,) = fields("feeds remove", "", "")
    (topics,) = fields("digest topics", "", "nato, climate")
    assert len(forms.with_choices(feed, ["a", "b"]).choices) == 2
    assert forms.with_choices(feed, [str(number) for number in range(25)]).choices == ()
    assert forms.with_choices(topics, ["a"]).choices == ()
    assert forms.parted((topics,), {"topics": ("nato, grain deal",)}) == {"topics": ("nato", "grain deal")}


def test_words_of_a_message_are_taken_out() -> None:
    """Mentions go; a message with quotations is checked whole, one without as one quotation, and neither is endless."""
    assert without_mention("<@11> who-said  <@!12> nato") == "who-said nato"
    assert checkable("He said “a b”\nand “c d e”") == "He said “a b” and “c d e”"
    assert checkable("no marks") == '"no marks"'
    assert len(checkable("word " * 2000)) < LONGEST - len("onrecord check ")
