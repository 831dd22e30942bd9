"""Who may do what, how often, and what the others see of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.briefing.wording import reason_of
from bot.commands.place import elsewhere
from bot.desk import Desk
from bot.errors import NotAllowed, PlatformError, Unreachable, UserError
from bot.model.ask import Ask, Person, Standing
from bot.model.briefing import Channel, workspace_of
from bot.model.message import Message
from bot.model.workspace import SettingChange

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def person_of(ask: Ask, desk: Desk) -> Person:
    """Return who asks; somebody whom the platform cannot tell us about may only read."""
    where = elsewhere(ask, desk) or ask.channel_id  # what somebody may do here, they may not do elsewhere
    platform = desk.platforms[ask.channel_id.split(":")[0]]
    try:
        return platform.person(where, ask.person)
    except PlatformError:
        return Person(ask.person, ask.name)


def require_member(ask: Ask, desk: Desk, what: str) -> Person:
    """Return who asks when they may do what members may; raises NotAllowed."""
    person = person_of(ask, desk)
    if person.standing < Standing.MEMBER:
        raise NotAllowed(f"Guests and people of other organisations can read here, not {what}. Ask a full member.")
    return person


def require_changer(ask: Ask, desk: Desk, what: str) -> Person:
    """Return who asks when the workspace's policy lets them change settings; raises NotAllowed."""
    person = require_member(ask, desk, what)
    if elsewhere(ask, desk) == ask.person:  # their own direct messages
        return person
    if missing := person.lacks.get(ask.command):
        raise NotAllowed(f"To {what} here you need the permission “{missing}”. Ask who has it.")
    if person.standing < desk.store.workspace(workspace_of(ask.channel_id)).policy:
        raise NotAllowed(f"Only managers may {what} here. Ask an administrator, or who added On Record.")
    return person


def require_manager(ask: Ask, desk: Desk, what: str) -> Person:
    """Return who asks when they manage the workspace; raises NotAllowed."""
    person = person_of(ask, desk)
    if missing := person.lacks.get(ask.command):
        raise NotAllowed(f"To {what} here you need the permission “{missing}”. Ask who has it.")
    if person.standing < Standing.MANAGER:
        raise NotAllowed(f"Only managers may {what}. Ask an administrator, or who added On Record.")
    return person


def require_decider(ask: Ask, desk: Desk, what: str) -> Person:
    """Return who asks when they may decide for all who read this ledger; raises NotAllowed."""
    person = require_manager(ask, desk, what)
    if desk.separate and not ask.channel_id.startswith("console"):
        raise NotAllowed(f"Several workspaces read this ledger: only its operator may {what}, on the console.")
    return person


def require_postable(channel: Channel, ask: Ask, desk: Desk) -> None:
    """Make sure that a channel can be posted to before that is confirmed; raises UserError with “Try again”."""
    platform = desk.platforms.get(channel.platform)
    try:
        if platform:
            platform.preflight(channel)
    except Unreachable as error:
        raise UserError(f"{reason_of(str(error))} Then press Try again.", again=ask.line) from error
    except PlatformError:  # whether it can is not known now; who sets it is told when it cannot
        return


def require_room(ask: Ask, desk: Desk, what: str, *, most: int, within: timedelta) -> None:
    """Count one use of something that is limited for each person; raises NotAllowed."""
    if ask.channel_id.split(":")[0] == "console":
        return
    if not desk.store.spend(f"{what}|{ask.person}", desk.clock.now(), most=most, within=within):
        span = "an hour" if within == HOUR else "a day"
        raise NotAllowed(f"That was {most} times {what} within {span}, the most for one person. Try again later.")


def noticed(message: Message, ask: Ask, desk: Desk, did: str) -> Message:
    """Return an answer with the one line that the channel sees of a change, and write the line to the log.

    `did` goes on after the name: “set the digest to 08:00 weekdays”.
    """
    said, there = f"{ask.name or ask.person} {did}. /{ask.command} to change", elsewhere(ask, desk)
    desk.store.setting_changed(SettingChange(desk.clock.now(), there or ask.channel_id, ask.person, said))
    return replace(message, notice=said if ask.name and there != ask.person else "", notice_to=there)
