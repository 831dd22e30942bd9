"""A change made from another place: it acts where it is meant, and that channel sees it with its author."""

from __future__ import annotations

import pytest

from tests.e2e.office import Office
from tests.servers.slack import BOT, labelled

C1 = "slack:T1:C1"


def lines(office: Office, channel: str = "C1") -> list[str]:
    """Return what the bot posted into a channel, first message aside."""
    return [office.said(each) for each in office.slack.by_bot(channel) if "is here." not in each["text"]]


def started(office: Office) -> None:
    """Give the channel a digest, and let it have its first message."""
    office.slack.command("/digest", "at 08:00 daily").answer()
    office.slack.wait(office.slack.by_bot)


def test_a_change_typed_elsewhere_is_seen_where_it_counts(office: Office) -> None:
    """A time set from a direct message is announced in the channel whose digest it is."""
    started(office)
    office.slack.command("/digest", "at 10:00 daily in:C1", where="DUANA").answer()
    office.slack.wait(lambda: [each for each in lines(office) if "@ana set the digest to daily at 10:00" in each])


def test_a_change_in_app_home_is_seen_in_the_channel(office: Office) -> None:
    """Pausing from App Home pauses that channel's digest, and the channel reads who did it."""
    started(office)
    office.slack.event({"type": "app_home_opened", "user": "UANA", "tab": "home", "channel": "DUANA"})
    home = office.slack.wait(lambda: office.slack.homes.get("UANA")) | {"id": "V0", "type": "home"}
    office.slack.press(labelled(home, "Pause"), where="", view=home)
    office.slack.wait(lambda: [each for each in lines(office) if "@ana paused the digest" in each])
    office.slack.wait(lambda: "Resume" in str(office.slack.homes["UANA"]))  # App Home follows its own button
    kept = office.desk.store.channel(C1)
    assert kept
    assert kept.paused


def test_the_buttons_of_a_preview_act_on_its_channel(office: Office) -> None:
    """A preview seen in App Home has buttons for the channel it is of, not for the person who looks."""
    started(office)
    asked = office.slack.command("/digest", "preview in:C1", where="DUANA")
    asked.answer()
    office.slack.press(labelled(asked.answers[0], "Pause"), where="DUANA").answer()
    kept = office.desk.store.channel(C1)
    assert kept
    assert kept.paused
    assert office.desk.store.channel("slack:T1:DUANA") is None


def test_a_mention_that_changes_something_leaves_its_line(office: Office) -> None:
    """A setting changed by a mention is announced with its author, too."""
    started(office)
    office.slack.mention("digest topics +nato", who="UANA")
    office.slack.wait(lambda: [each for each in lines(office) if "@ana set the topics of the digest" in each])


def test_a_digest_asked_for_comes_to_the_channel(office: Office) -> None:
    """`/digest now` posts the digest where all see it, once, with who had it posted, and tells the asker."""
    started(office)
    told = office.slack.command("/digest", "now")
    told.answer()
    assert "The digest is posted in the channel." in "".join(map(office.said, told.answers))
    posted = [each for each in office.slack.by_bot() if "Daily briefing" in each["text"]]
    assert len(posted) == 1
    office.slack.wait(lambda: [each for each in office.notices() if "@ana had the digest posted out of turn" in each])
    assert "posted" in office.answer("/digest", "history")


def test_a_digest_that_cannot_be_posted_now_is_not_told(office: Office) -> None:
    """Where the bot may not post, `/digest now` says so, and the news stay for the next digest."""
    answer = office.answer("/digest", "now", where="C2")
    assert "I am not in this channel, or it is gone." in answer
    office.slack.channels["C2"]["members"].add(BOT)
    assert "Daily briefing" in office.answer("/digest", "preview", where="C2")


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ({"members": set()}, "I am not in this channel. Type `/invite @onrecord` there. Then press Try again."),
        ({"members": set(), "is_private": True}, "I am not in this channel, or it is gone."),
        ({"is_archived": True}, "The channel is archived. Unarchive it."),
        ({"is_read_only": True}, "Only some people may post in this channel."),
        ({"is_thread_only": True}, "Only replies may be posted in this channel."),
    ],
)
@pytest.mark.parametrize("readable", [True, False])
def test_a_digest_is_set_only_where_it_can_be_posted(
    office: Office, channel: dict[str, object], said: str, readable: bool
) -> None:
    """Who sets a digest where it cannot come hears why at once, and tries again once that is mended.

    Without the optional permission to read channels the same holds for channels that we are not in.
    """
    if readable:
        office.slack.scopes.append("groups:read")
    elif channel.get("is_private") or "members" not in channel:
        office.slack.scopes.remove("channels:read")
    if not readable and channel.keys() & {"is_read_only", "is_thread_only"}:
        return  # that only a post would tell
    office.slack.channels["C3"] = {"id": "C3", "name": "news", "members": {BOT}} | channel
    asked = office.slack.command("/digest", "at 08:00 daily", where="C3")
    assert said in office.said(asked.answer())
    assert office.desk.store.channel("slack:T1:C3") is None
    office.slack.channels["C3"] = {"id": "C3", "name": "news", "members": {BOT}}
    office.slack.press(labelled(asked.answers[0], "Try again"), where="C3").answer()
    kept = office.slack.wait(lambda: (known := office.desk.store.channel("slack:T1:C3")) and known.set_by and known)
    assert (len(kept.times), kept.set_by) == (1, "slack:T1:UANA")


def test_a_file_asked_for_in_words_comes_by_direct_message(office: Office) -> None:
    """An export by mention sends the file to who asked, and says where it is."""
    started(office)
    office.slack.mention("export nato as:csv", who="UANA")
    office.slack.wait(lambda: office.slack.files)
    told = office.slack.wait(lambda: [each for each in office.slack.ephemeral if "direct messages" in each["text"]])
    assert told[0]["user"] == "UANA"


def test_a_file_in_a_direct_message_just_comes(office: Office) -> None:
    """Who asks for a file where it comes gets the answer and the file, and no words about it."""
    office.slack.command("/onrecord", "export nato as:csv", where="DUANA").answer()
    office.slack.wait(lambda: office.slack.files and office.slack.files[0]["channel"] == "DUANA")
    assert "Here is your file." not in str(office.slack.posts)
    assert "direct messages" not in str(office.slack.ephemeral)


def test_a_time_before_start_offers_start(office: Office) -> None:
    """A time that is set before anybody pressed Start says so, and brings the button."""
    office.slack.event({"type": "member_joined_channel", "user": BOT, "channel": "C1", "inviter": "UANA"})
    office.slack.wait(office.slack.by_bot)
    asked = office.slack.command("/digest", "at 09:00 daily")
    asked.answer(2)
    answer = asked.answers[0]
    assert "Nothing is posted here until you press Start." in office.said(answer)
    office.slack.press(labelled(answer, "Start")).answer()
    kept = office.desk.store.channel(C1)
    assert kept
    assert not kept.paused
