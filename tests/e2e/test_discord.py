"""The bot at home on Discord: each thing that people do there, over the gateway and over HTTP."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from nacl.signing import SigningKey

from bot.edges.platforms.kit.options import COMMANDS
from bot.errors import StoreError
from bot.jobs.correct import correct
from bot.jobs.deliver import deliver
from bot.jobs.stopped import look_after
from bot.jobs.watch import watch_all
from bot.model.briefing import Channel, DeliveryState, DigestTime
from tests.e2e.office import Hall, learned
from tests.servers.discord import ANA, BEN, BOT, C1, CARL, GUILD, member, user
from tests.servers.discord_limits import EPHEMERAL, Json, components, texts

CHANNEL = f"discord:{GUILD}:{C1}"


def test_who_said_answers_only_the_asker_in_time(hall: Hall) -> None:
    """A lookup is answered by the first answer, hidden from others, with whole quotes and a button for each."""
    exchange = hall.discord.command("who-said", {"text": "nato", "since": "1y"})
    answer = exchange.answer()
    assert exchange.kind == 4
    assert answer["flags"] & EPHEMERAL
    assert "hostile act." in hall.said(answer)
    assert sum(each.get("label") == "Context" for each in components(answer["components"])) == 5


@pytest.mark.parametrize(
    ("path", "options", "said"),
    [
        ("who-said", {"text": "nato by:Ferrand"}, "Luca Ferrand"),
        ("position", {"speaker": "Luca Ferrand", "topic": "nato"}, "Luca Ferrand"),
        ("changes", {}, ""),
        ("brief", {}, ""),
        ("summarize", {"url": "http://127.0.0.1/x"}, "not on the public web"),
        ("digest status", {}, "No digest time is set"),
        ("digest model", {"may": "off"}, "No article goes to a language model for this channel"),
        ("digest preview", {}, "engine: rules"),
        ("digest at", {"time": "08:00", "days": "weekdays", "zone": "Europe/Berlin"}, "08:00"),
        ("digest at", {"time": "08:00 and 18:00"}, "18:00"),
        ("digest at", {"time": "08:00", "zone": "Europe/Berlin"}, "Europe/Berlin"),
        ("digest topics", {"change": "+nato"}, "nato"),
        ("digest history", {}, ""),
        ("digest off", {}, ""),
        ("digest setup", {}, "On Record is here"),
        ("feeds list", {}, "Meridian"),
        ("feeds bundle", {}, "Europe"),
        ("feeds health", {}, ""),
        ("feeds remove", {"name": "nothing like it"}, ""),
        ("watch add", {"text": "nato", "only": "changes"}, "Watching"),
        ("watch list", {}, ""),
        ("watch quiet", {"hours": "22:00-07:00"}, ""),
        ("speaker", {"name": "Ferrand"}, "deputy secretary general"),
        ("onrecord help", {}, "who-said"),
        ("onrecord status", {}, "feeds"),
        ("onrecord check", {"words": "a hostile act"}, ""),
        ("onrecord topics", {"change": "add grain deal = grain, wheat"}, "grain deal"),
        ("onrecord settings", {}, "Manage Server"),
        ("onrecord log", {}, ""),
        ("onrecord reports", {}, ""),
        ("onrecord corrections", {}, ""),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else "",
)
def test_every_command_answers(hall: Hall, path: str, options: Json, said: str) -> None:
    """Each command of the tree is understood and answered."""
    answer = hall.answer(path, options)
    assert said in answer
    assert "I do not know" not in answer
    assert "Reference" not in answer


def test_the_tree_is_the_one_that_discord_was_told(hall: Hall) -> None:
    """All commands and both menus were registered, none with a permission that would hide it whole."""
    names = {each["name"] for each in hall.discord.commands}
    assert names == {each.path.split()[0] for each in COMMANDS} | {"Summarize links", "Who said this?"}
    for each in hall.discord.commands:
        assert len(json.dumps(each)) < 8_000
        assert each["default_member_permissions"] is None
        assert each["integration_types"] == ([0] if each["name"] in {"digest", "feeds"} else [0, 1])


def test_options_offer_what_the_ledger_knows(hall: Hall) -> None:
    """Speakers, topics, outlets, feeds, bundles and zones are offered by the beginning of any of their words."""

    def offered(path: str, options: Json, focused: str) -> list[str]:
        return [each["value"] for each in hall.discord.type_in(path, options, focused).choices()]

    assert "Luca Ferrand" in offered("who-said", {"text": "ferr"}, "text")
    assert "nato" in [each.casefold() for each in offered("who-said", {"text": "na"}, "text")]
    assert any("Meridian" in each for each in offered("who-said", {"text": "x", "outlet": "meri"}, "outlet"))
    assert any("Meridian" in each for each in offered("feeds remove", {"name": "meri"}, "name"))
    assert offered("feeds bundle", {"name": "euro"}, "name") == ["europe"]
    assert offered("digest at", {"time": "08:00", "zone": "berl"}, "zone") == ["Europe/Berlin"]
    assert offered("who-said", {"text": "x", "since": ""}, "since") == ["24h", "7d", "30d", "1y"]
    assert offered("position", {"speaker": "Luca Ferrand", "topic": ""}, "topic")
    hall.answer("watch add", {"text": "nato"})
    assert offered("watch remove", {"which": ""}, "which") == ["nato"]


def test_a_topic_is_offered_by_its_speaker_and_a_speaker_by_their_aliases(hall: Hall) -> None:
    """Beside a speaker the topics of that speaker come first; a name in its other spellings finds the speaker."""
    (known,) = hall.desk.store.speakers("elena marsh")
    exchange = hall.discord.type_in("position", {"speaker": "Elena Marsh", "topic": ""}, "topic")
    assert [each["value"] for each in exchange.choices()][: len(known.topics)] == list(known.topics)
    assert known.aliases
    for alias in known.aliases:
        found = hall.discord.type_in("position", {"speaker": alias}, "speaker").choices()
        assert "Elena Marsh" in [each["value"] for each in found]


def test_a_deferred_answer_comes_after_a_reset(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer that was promised is sent again when the connection broke."""
    monkeypatch.setattr("bot.edges.platforms.discord.replies.READY", 0.0)
    hall.discord.faults["PATCH @original"].append("reset")
    exchange = hall.discord.command("who-said", {"text": "nato", "since": "1y"})
    assert "hostile act" in hall.said(exchange.answer())


def test_pages_turn_in_place_and_others_get_their_own(hall: Hall) -> None:
    """“Older” edits the asker's own list; on a shared list each reader gets a page of their own."""
    first = hall.discord.command("who-said", {"text": "nato", "since": "1y"}).answer()
    older = hall.discord.press(first, hall.button(first, "Older"))
    assert older.answer()["id"] == first["id"]
    assert older.kind == 7
    shared = hall.discord.press(first, hall.button(first, "Share to channel"))
    public = shared.answer()
    assert not public["flags"] & EPHEMERAL
    assert "Shared by @ana" in hall.said(public)
    turned = hall.discord.press(public, hall.button(public, "Older"), who=BEN)
    assert turned.kind in {0, 4}
    assert turned.answer()["flags"] & EPHEMERAL


def test_sharing_twice_shows_once(hall: Hall) -> None:
    """“Share to channel” shows what was seen, whatever was read since; a second press shows nothing more."""
    first = hall.discord.command("who-said", {"text": "nato", "since": "1y"}).answer()
    learned(hall.desk)
    assert "before anybody else does" in hall.answer("who-said", {"text": "nato", "since": "1d"})
    pressed = [hall.discord.press(first, hall.button(first, "Share to channel")) for _ in range(2)]
    hall.discord.wait(lambda: all(each.callbacks for each in pressed))
    assert sorted(each.kind for each in pressed) == [4, 6]
    shared = next(each for each in pressed if each.kind == 4).answer()
    assert "Shared by" in hall.said(shared)
    assert [text for text in texts(first) if "“" in text] == [text for text in texts(shared) if "“" in text]


def test_a_quote_is_shown_in_its_paragraph(hall: Hall) -> None:
    """The button beside a quote shows the paragraph that holds it, beside the list."""
    first = hall.discord.command("who-said", {"text": "nato", "since": "1y"}).answer()
    shown = hall.discord.press(first, hall.button(first, "Context")).answer()
    assert shown["id"] != first["id"]
    assert shown["flags"] & EPHEMERAL
    assert "http" in hall.said(shown)


def test_a_wrong_quote_is_reported_with_a_form(hall: Hall) -> None:
    """“Report” asks which quote and why; a manager's report hides it here at once."""
    first = hall.discord.command("who-said", {"text": "nato", "since": "1y"}).answer()
    modal = hall.discord.press(first, hall.button(first, "Report")).modal()
    which = next(each for each in components(modal["components"]) if each.get("custom_id") == "quote")
    chosen = which["options"][0]["value"]
    done = hall.discord.submit(modal, {"quote": chosen, "reason": "speaker", "note": 'not "him"'}, message=first)
    assert "hidden here" in hall.said(done.answer())
    assert hall.desk.store.objections(f"discord:{GUILD}")[0].quote_id == chosen
    again = hall.discord.command("who-said", {"text": "nato", "since": "1y"}).answer()
    assert f"or1:cx:{chosen}" not in {each.get("custom_id") for each in components(again["components"])}


def test_a_quote_of_a_preview_is_reported_too(hall: Hall) -> None:
    """“Report” below a preview names the quotes that it shows."""
    preview = hall.discord.command("digest preview").first()
    modal = hall.discord.press(preview, hall.button(preview, "Report")).modal()
    which = next(each for each in components(modal["components"]) if each.get("custom_id") == "quote")
    shown = {each.get("custom_id") for each in components(preview["components"])}
    assert {f"or1:cx:{each['value']}" for each in which["options"]} <= shown


def test_a_mention_is_answered_in_a_thread(hall: Hall) -> None:
    """A mention begins a thread below it, with the answer for all; a question there goes on in it."""
    asked = hall.discord.mention("what did Ferrand say about nato?")
    hall.discord.wait(lambda: hall.discord.by_bot(asked["id"]))
    assert "Read as: " in hall.posted(asked["id"])
    assert hall.discord.channels[asked["id"]]["parent_id"] == C1
    hall.discord.gateway.send("THREAD_CREATE", hall.discord.channels[asked["id"]] | {"guild_id": GUILD})
    hall.discord.mention("help", where=asked["id"])
    hall.discord.wait(lambda: "who-said" in hall.posted(asked["id"]))
    assert hall.discord.by_bot(C1) == []


def test_a_mention_that_is_told_twice_is_answered_once(hall: Hall) -> None:
    """The same message told again, as after a resume, brings no second answer."""
    asked = hall.discord.mention("help")
    hall.discord.wait(lambda: hall.discord.by_bot(asked["id"]))
    event = asked | {"mentions": [user("11")], "guild_id": GUILD}
    hall.discord.gateway.send("MESSAGE_CREATE", event)
    other = hall.discord.mention("help")
    hall.discord.wait(lambda: hall.discord.by_bot(other["id"]))
    assert len(hall.discord.by_bot(asked["id"])) == 1


def test_without_threads_a_mention_is_answered_by_a_reply(hall: Hall) -> None:
    """Where no thread may be begun the answer is a reply to the mention."""
    hall.discord.no_threads.add(C1)
    asked = hall.discord.mention("help")
    (post, *_) = hall.discord.wait(lambda: hall.discord.by_bot(C1))
    assert post["message_reference"]["message_id"] == asked["id"]


def test_a_mention_changes_nothing_without_the_permission(hall: Hall) -> None:
    """A mention that would set the digest is answered with the permission that is missing."""
    asked = hall.discord.mention("digest at 08:00 weekdays", who=BEN)
    hall.discord.wait(lambda: hall.discord.by_bot(asked["id"]))
    assert "Manage Channels" in hall.posted(asked["id"])
    assert hall.desk.store.channel(CHANNEL) is None


def test_links_of_a_message_are_summarized_in_its_thread(hall: Hall) -> None:
    """The menu answers below the message, of the same link later with where that is; without a link in private."""
    url = hall.desk.store.publications(1)[0].url
    said = hall.discord.say(f"look: {url}")
    exchange = hall.discord.menu("Summarize links", said)
    assert "in the thread" in hall.said(exchange.answer())
    assert "quote" in hall.posted(said["id"])
    again = hall.discord.menu("Summarize links", hall.discord.say(f"again {url}"))
    assert f"https://discord.com/channels/{GUILD}/{said['id']}/" in json.dumps(again.answer())
    plain = hall.discord.menu("Summarize links", hall.discord.say("no link"))
    assert "no link" in hall.said(plain.answer())


def test_links_in_a_thread_are_summarized_there(hall: Hall) -> None:
    """In a thread the summary stands in that thread, not in the channel that it is in."""
    hall.answer("onrecord help")
    asked = hall.discord.mention("help")
    hall.discord.wait(lambda: hall.discord.by_bot(asked["id"]))
    hall.discord.gateway.send("THREAD_CREATE", hall.discord.channels[asked["id"]] | {"guild_id": GUILD})
    said = hall.discord.say(f"look: {hall.desk.store.publications(1)[0].url}", where=asked["id"])
    hall.discord.menu("Summarize links", said, where=asked["id"]).answer()
    assert "quote" in hall.posted(asked["id"])
    assert hall.discord.by_bot(C1) == []


def test_quoted_words_of_a_message_are_looked_up(hall: Hall) -> None:
    """The other menu says whether the words of a message are on the record."""
    said = hall.discord.say("She said “a hostile act.” today")
    assert "hostile act" in hall.said(hall.discord.menu("Who said this?", said).answer())


PERMISSIONS = [
    ("digest at", {"time": "08:00"}, CARL, "Manage Channels"),
    ("digest pause", {}, CARL, "Manage Channels"),
    ("digest topics", {"change": "+nato"}, CARL, "Manage Channels"),
    ("watch add", {"text": "nato", "in": "here"}, CARL, "Manage Channels"),
    ("feeds bundle", {"name": "europe"}, ANA, "Manage Server"),
    ("onrecord topics", {"change": "add a = b, c"}, ANA, "Manage Server"),
    ("onrecord settings", {"policy": "managers"}, ANA, "Manage Server"),
]


@pytest.mark.parametrize(("path", "options", "may", "said"), PERMISSIONS, ids=[each[0] for each in PERMISSIONS])
def test_settings_need_their_permission(hall: Hall, path: str, options: Json, may: str, said: str) -> None:
    """A subcommand that changes something names the permission that is missing; who has it may do it."""
    hall.answer("digest at", {"time": "07:00"}, who=ANA)
    assert said in hall.answer(path, options, who=BEN)
    if said == "Manage Server":
        assert said in hall.answer(path, options, who=CARL)
    assert "need the permission" not in hall.answer(path, options, who=may)


def test_a_role_named_in_settings_manages_digests(hall: Hall) -> None:
    """Who has a role that the settings name sets digests and channel watches, but no feeds and no settings."""
    hall.answer("digest at", {"time": "07:00"}, who=ANA)
    hall.discord.roles[BEN] = ["83"]
    assert "need the permission" in hall.said(hall.discord.choose("onrecord settings", "add", "83", who=BEN).first())
    assert "Named: Editors night" in hall.said(hall.discord.choose("onrecord settings", "add", "83").first())
    hall.answer("onrecord settings", {"policy": "managers"}, who=ANA)
    for path, options in (("digest at", {"time": "08:00"}), ("watch add", {"text": "nato", "in": "here"})):
        assert "permission" not in hall.answer(path, options, who=BEN)
    assert "Only managers may" in hall.answer("digest at", {"time": "08:00"}, who=CARL)
    assert "Manage Server" in hall.answer("feeds bundle", {"name": "europe"}, who=BEN)
    assert "Manage Server" in hall.answer("onrecord settings", {"policy": "members"}, who=BEN)
    settings = hall.discord.command("onrecord settings").answer()
    hall.discord.press(settings, hall.button(settings, "Without Editors night")).answer()
    assert "Manage Channels" in hall.answer("digest at", {"time": "09:00"}, who=BEN)


@pytest.mark.parametrize(("role", "name"), [(GUILD, "@everyone"), ("86", "|||")])
def test_any_role_can_be_named(hall: Hall, role: str, name: str) -> None:
    """“@everyone” are all, and a role whose name says nothing is named by its number."""
    hall.discord.roles[BEN] = ["86"]
    hall.answer("digest at", {"time": "07:00"}, who=ANA)
    assert "Named:" in hall.said(hall.discord.choose("onrecord settings", "add", role, name=name).first())
    assert "permission" not in hall.answer("digest at", {"time": "08:00"}, who=BEN)


def test_anybody_may_read_and_keep_own_watches(hall: Hall) -> None:
    """Reading, previews and own watches need no permission."""
    for path, options in (
        ("feeds list", {}),
        ("digest preview", {}),
        ("digest status", {}),
        ("watch add", {"text": "x y"}),
    ):
        assert "permission" not in hall.answer(path, options, who=BEN)


def test_the_buttons_of_an_alert_work_where_it_comes(hall: Hall) -> None:
    """In a direct message one mutes and stops one's own watch; the words of a report go to the server it is from."""
    hall.answer("watch add", {"text": "nato"}, who=BEN)
    (watch,) = hall.desk.store.watches(f"discord:{GUILD}:@{BEN}")
    earlier = watch.seen_until - timedelta(days=30)
    hall.desk.store.keep_watch(replace(watch, seen_until=earlier, quiet=None))
    watch_all(hall.desk)
    (alert,) = hall.discord.by_bot(f"7{BEN}")
    muted = hall.discord.press(alert, hall.button(alert, "Mute 7 days"), who=BEN).answer()
    assert "silent until" in hall.said(muted)
    other = hall.discord.press(alert, hall.button(alert, "Stop this watch"), who=CARL).answer()
    assert "somebody else's" in hall.said(other)
    stopped = hall.discord.press(alert, hall.button(alert, "Stop this watch"), who=BEN).answer()
    assert "No longer watching nato" in hall.said(stopped)
    assert hall.desk.store.watches(watch.person) == ()


def test_who_set_a_digest_tries_again_from_the_message_that_tells_of_its_end(hall: Hall) -> None:
    """In a direct message one reads why the digest stopped, and lets it go on from there, as far as one may."""
    hall.answer("digest at", {"time": "08:00"})
    channel = hall.desk.store.channel(CHANNEL)
    assert channel
    hall.desk.store.keep_channel(replace(channel, paused=True, paused_reason="I may not post here. (50013)"))
    look_after(hall.desk)
    (told,) = hall.discord.by_bot(f"7{ANA}")
    assert f"The digest of <#{C1}> is paused." in "".join(texts(told))
    other = hall.discord.press(told, hall.button(told, "Try again"), who=BEN).answer()
    assert "not seen" in hall.said(other) or "permission" in hall.said(other)
    again = hall.discord.press(told, hall.button(told, "Try again"), who=ANA).answer()
    assert "The digest goes on." in hall.said(again)
    look_after(hall.desk)
    assert f"The digest of <#{C1}> goes on." in "".join(texts(told))


def test_the_first_steps_come_with_the_first_word_about_the_digest(hall: Hall) -> None:
    """Who may set a digest brings the first message, once; its buttons do what they say and it is redrawn."""
    assert "Added by" not in hall.answer("digest setup", who=BEN)  # who lacks the permission adds nobody
    assert hall.desk.store.channel(CHANNEL) is None
    assert hall.discord.by_bot(C1) == []
    assert "Added by @ana" in hall.answer("digest setup")
    (post,) = hall.discord.wait(lambda: hall.discord.by_bot(C1))
    assert "On Record is here" in hall.posted()
    hall.answer("digest setup")
    assert len(hall.discord.by_bot(C1)) == 1
    modal = hall.discord.press(post, hall.button(post, "Change the time")).modal()
    given = {"at": "25:99", "days": ["mon", "sun"], "zone": "Europe/Berlin"}
    wrong = hall.discord.submit(modal, given, message=post).first()
    again = hall.discord.press(wrong, hall.button(wrong, "Change it")).modal()  # nothing typed is lost
    assert [inner["component"].get("value") for inner in again["components"]] == ["25:99", None, "Europe/Berlin"]
    days = again["components"][1]["component"]["options"]
    assert [each["value"] for each in days if each["default"]] == ["mon", "sun"]
    done = hall.discord.submit(again, {"at": "07:30"}, message=wrong)
    assert "07:30" in hall.said(done.answer())
    hall.discord.wait(lambda: "07:30" in hall.said(post))
    channel = hall.desk.store.channel(CHANNEL)
    assert channel
    assert channel.zone == "Europe/Berlin"
    assert channel.times[0].days == {0, 6}
    menu = next(each for each in components(post["components"]) if each["type"] == 3)
    europe = next(each["value"] for each in menu["options"] if each["label"] == "Europe")
    ticks = hall.discord.press(post, menu["custom_id"], values=[europe]).modal()
    assert all(each["default"] for each in ticks["components"][0]["component"]["options"])
    hall.discord.submit(ticks, {"feeds": ["1", "3"]}, message=post)
    hall.discord.wait(lambda: "(5 feeds)" in hall.said(post))  # the newswire's three and two


def test_a_changed_setting_leaves_one_line_with_its_author(hall: Hall) -> None:
    """Everybody in the channel sees who changed what."""
    exchange = hall.discord.command("digest at", {"time": "08:00"})
    notice = exchange.answer(2)
    assert not notice["flags"] & EPHEMERAL
    assert hall.said(notice).startswith("@ana set the digest to weekdays at 08:00")


def test_setting_a_digest_names_the_permissions_that_the_bot_lacks(hall: Hall) -> None:
    """The answer says by name what the bot lacks to post here."""
    hall.discord.bot_granted &= ~(1 << 38)
    assert "“Send Messages in Threads” is missing" in hall.answer("digest at", {"time": "08:00"})
    hall.discord.bot_granted |= 1 << 38
    assert "missing" not in hall.answer("digest at", {"time": "08:00"})


def test_who_installed_the_bot_for_themselves_asks_anywhere(hall: Hall) -> None:
    """In a direct message lookups are answered, and nothing of any server can be changed."""
    assert "Ferrand" in hall.answer("who-said", {"text": "nato by:Ferrand"}, where="7021")
    for path, options in (("onrecord settings", {"policy": "managers"}), ("watch add", {"text": "nato", "in": "here"})):
        assert "manage" in hall.answer(path, options, where="7021").casefold()


def test_in_a_server_that_did_not_invite_the_bot_nothing_is_shown_or_changed(hall: Hall) -> None:
    """Who brings the bot along gets answers of their own, and changes nothing there."""
    assert "Ferrand" in hall.answer("who-said", {"text": "nato by:Ferrand"}, owner="1")
    exchange = hall.discord.command("onrecord topics", {"change": "add a = b, c"}, owner="1")
    assert "permission" in hall.said(exchange.answer())
    said = hall.discord.say(f"look: {hall.desk.store.publications(1)[0].url}")
    assert hall.discord.menu("Summarize links", said, owner="1").answer()["flags"] & EPHEMERAL
    assert hall.discord.by_bot() == []
    assert hall.desk.store.channel(CHANNEL) is None


@pytest.mark.parametrize("hall", ["http"], indirect=True)
def test_a_stale_interaction_is_not_heard(hall: Hall) -> None:
    """Over HTTP an interaction of more than 15 minutes ago does nothing, however well it is signed."""
    old = {"id": "1", "type": 2, "data": {"name": "digest"}}
    assert hall.discord.signed(json.dumps(old).encode())[0] == 202
    assert hall.discord.calls[-1][1] != "/interactions/1"


def test_a_failing_ledger_is_told(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the ledger cannot be read, who asks or presses is told so."""
    first = hall.discord.command("who-said", {"text": "nato"}).answer()

    def fails(*_: object, **__: object) -> None:
        raise StoreError("The ledger is locked.")

    monkeypatch.setattr(type(hall.desk.store), "reference", fails)
    pressed = hall.discord.press(first, hall.button(first, "Older"))
    assert "locked" in hall.said(pressed.answer())
    monkeypatch.setattr(type(hall.desk.store), "quotes", fails)
    assert hall.answer("who-said", {"text": "nato"})


def test_a_list_of_feeds_is_handed_over_as_a_file(hall: Hall) -> None:
    """An OPML file in the option is read and what is new in it is offered."""
    exported = hall.discord.command("feeds export").answer(2)
    assert [each["type"] for each in components(exported["components"])] == [13]
    (name,) = hall.discord.files
    assert hall.discord.files[name].startswith(b"<?xml")
    answer = hall.discord.hand_over("feeds import", "file", name, hall.discord.files[name]).answer()
    assert "known" in hall.said(answer)


def test_an_export_comes_as_a_file_that_only_the_asker_sees(hall: Hall) -> None:
    """An export is a hidden message with the file."""
    handed = hall.discord.command("export", {"text": "nato", "as": "csv"}).answer(2)
    assert handed["flags"] & EPHEMERAL
    (name,) = hall.discord.files
    assert name.endswith(".csv")


def test_a_press_is_sure_to_be_meant(hall: Hall) -> None:
    """A button that asks first runs its line only after yes; pressing yes twice does it once."""
    hall.answer("digest at", {"time": "08:00"})
    preview = hall.discord.command("digest preview").first()
    asked = hall.discord.press(preview, hall.button(preview, "Pause")).answer()
    channel = hall.desk.store.channel(CHANNEL)
    assert channel
    assert not channel.paused
    twice = [hall.discord.press(asked, hall.button(asked, "Yes, do that")) for _ in range(2)]
    hall.discord.wait(lambda: all(each.callbacks for each in twice))
    hall.discord.wait(lambda: (known := hall.desk.store.channel(CHANNEL)) and known.paused)
    assert sorted(each.kind for each in twice) == [6, 7]


def test_a_button_older_than_its_reference_offers_its_line_anew(hall: Hall) -> None:
    """After 90 days a button says so, with one that asks again."""
    first = hall.discord.command("who-said", {"text": "nato", "since": "1y"}).answer()
    custom_id = hall.button(first, "Older")
    known = hall.desk.store.reference(custom_id.split(":")[2])
    assert known
    hall.desk.store.keep_references((replace(known, created_at=known.created_at - timedelta(days=91)),))
    late = hall.discord.press(first, custom_id).answer()
    assert "older than 90 days" in hall.said(late)
    assert "hostile act" in hall.said(hall.discord.press(late, hall.button(late, "Ask again")).answer())


def test_a_lost_answer_is_answered_once(hall: Hall) -> None:
    """When the first answer's acknowledgement is lost or delayed by 429, the person sees one answer."""
    for fault in ("lost-500", "429", "lost", "lost-malformed"):
        hall.discord.faults["POST callback"].append(fault)
        exchange = hall.discord.command("who-said", {"text": "nato"})
        exchange.answer()
        hall.discord.wait(lambda: not hall.discord.faults["POST callback"])
        assert len(exchange.messages) == 1


def test_a_slow_answer_is_promised_and_brought(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not ready in time is deferred, hidden, and then edited in."""
    monkeypatch.setattr("bot.edges.platforms.discord.replies.READY", 0.0)
    exchange = hall.discord.command("who-said", {"text": "nato", "since": "1y"})
    assert "hostile act" in hall.said(exchange.answer())
    assert exchange.kind == 5
    assert exchange.callbacks[0]["data"] == {"flags": EPHEMERAL}


def test_components_that_are_refused_come_as_embeds(hall: Hall) -> None:
    """Where an answer's components are refused the same words come as embeds."""
    hall.discord.refuse_components = True
    answer = hall.discord.command("who-said", {"text": "nato", "since": "1y"}).answer()
    assert answer["embeds"]
    assert "hostile act" in hall.said(answer)


def test_every_body_keeps_mentions_off(hall: Hall) -> None:
    """Everything that was sent, edits too, parses no mention."""
    hall.answer("digest setup", {})
    hall.discord.mention("help")
    hall.discord.wait(lambda: len(hall.discord.recorded) >= 3)
    assert all(body["allowed_mentions"] == {"parse": [], "replied_user": False} for body in hall.discord.recorded)


@pytest.mark.parametrize("hall", ["http"], indirect=True)
def test_a_request_that_discord_did_not_sign_is_refused(hall: Hall) -> None:
    """Over HTTP a wrong or missing signature is 401, nonsense 400, a PING is answered, and a replay is heard once."""
    ping = b'{"type": 1, "id": "1"}'
    assert hall.discord.signed(ping) == (200, '{"type":1}')
    assert hall.discord.signed(ping, key=SigningKey.generate())[0] == 401
    for old in ("1000000000", "9999999999", "-1", "1e9"):
        assert hall.discord.signed(ping, stamp=old)[0] in {400, 401}
    for headers in (
        {},
        {"X-Signature-Ed25519": "zz"},
        {"X-Signature-Ed25519": "ab" * 64, "X-Signature-Timestamp": "1"},
    ):
        assert hall.discord.posted(ping, headers)[0] == 401
    wrong_ids = (b'{"type": 3, "id": "x"}', b'{"type": 3, "id": "9999999999999999999999"}')
    for nonsense in (b"nonsense", b"[]", b"{}", b"7", *wrong_ids):
        assert hall.discord.signed(nonsense)[0] == 400
    assert hall.discord.signed(b"[" * 100_000)[0] == 400
    assert hall.discord.signed(b"x" * 2_000_001)[0] == 413


def due(hall: Hall) -> None:
    """Set a digest that is due now, about all that the newswire tells."""
    now = hall.desk.clock.now()
    local = now.astimezone(ZoneInfo("Europe/Brussels"))
    when = DigestTime(local.time().replace(second=0, microsecond=0), frozenset(range(7)))
    known = Channel(CHANNEL, "discord", "policy", "Europe/Brussels", (when,), since=now - timedelta(days=9))
    hall.desk.store.keep_channel(known)


def test_a_digest_is_delivered_once_through_a_storm(hall: Hall) -> None:
    """While posts and threads meet 429 and lost answers, one digest and one thread are seen, both whole."""
    due(hall)
    hall.discord.faults["POST messages"].extend(["429", "lost", "429", "lost"])
    hall.discord.faults["POST threads"].extend(["429", "500"])
    delivery = deliver(hall.desk, CHANNEL)
    assert delivery
    assert delivery.state is DeliveryState.POSTED
    (lead,) = hall.discord.by_bot(C1)
    assert lead["id"] == delivery.post
    shown = hall.posted() + hall.posted(lead["id"])
    for number in delivery.quotes:
        filed = hall.desk.store.quote(number)
        assert filed is None or filed.quote.text.rstrip(",") in shown
    assert deliver(hall.desk, CHANNEL) is None or len(hall.discord.by_bot(C1)) == 1


@pytest.mark.parametrize("news", ["CHANNEL_UPDATE", "GUILD_MEMBER_UPDATE", "GUILD_CREATE"])
def test_a_refused_post_pauses_the_digest_until_the_permission_is_there(hall: Hall, news: str) -> None:
    """After 403 the digest is paused with the permission's name, its time stays, and nothing more is sent there.

    It goes on when the channel changes, when the bot is given a role, and after an absence.
    """
    due(hall)
    hall.discord.forbidden[C1] = 50013
    deliver(hall.desk, CHANNEL)
    channel = hall.desk.store.channel(CHANNEL)
    assert channel
    assert channel.paused
    assert "“Send Messages”" in channel.paused_reason
    assert channel.times
    tried = len(hall.discord.calls)
    deliver(hall.desk, CHANNEL)
    assert len(hall.discord.calls) == tried
    hall.discord.forbidden.clear()
    (guild,) = hall.discord.ready()[1]
    told = {
        "CHANNEL_UPDATE": hall.discord.channels[C1],
        "GUILD_MEMBER_UPDATE": member("82", "83") | {"user": user(BOT), "guild_id": GUILD},
        "GUILD_CREATE": guild,
    }
    hall.discord.gateway.send(news, told[news])
    hall.discord.wait(lambda: (known := hall.desk.store.channel(CHANNEL)) and not known.paused)


def test_a_deleted_channel_is_paused_and_a_server_that_left_gets_nothing(hall: Hall) -> None:
    """Settings stay when a channel is deleted or the bot is removed; an invitation lets a server go on."""
    due(hall)
    hall.discord.gateway.send("CHANNEL_DELETE", hall.discord.channels[C1])
    hall.discord.wait(lambda: (known := hall.desk.store.channel(CHANNEL)) and known.paused)
    hall.discord.gateway.send("GUILD_DELETE", {"id": GUILD})
    workspace = f"discord:{GUILD}"
    hall.discord.wait(lambda: hall.desk.store.workspace(workspace).gone_at)
    (guild,) = hall.discord.ready()[1]
    hall.discord.gateway.send("GUILD_CREATE", guild)
    hall.discord.wait(lambda: not hall.desk.store.workspace(workspace).gone_at)
    assert hall.desk.store.workspace(workspace).name == "Harbour"


def test_what_an_article_takes_back_is_struck_through_here(hall: Hall) -> None:
    """A quote that is hidden by reports is struck through in the digest that showed it."""
    due(hall)
    delivery = deliver(hall.desk, CHANNEL)
    assert delivery
    (lead,) = hall.discord.by_bot(C1)
    modal = hall.discord.press(lead, hall.button(lead, "Report")).modal()
    which = next(each for each in components(modal["components"]) if each.get("custom_id") == "quote")
    chosen = which["options"][0]["value"]
    assert chosen in delivery.quotes
    hall.discord.submit(modal, {"quote": chosen, "reason": "quote"}, message=lead).answer()
    correct(hall.desk)
    assert "~~" in "".join(texts(lead))
    hall.desk.store.review(chosen, f"discord:{GUILD}", hall.desk.clock.now())
    correct(hall.desk)
    assert "~~" not in "".join(texts(lead))
