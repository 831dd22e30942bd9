"""The app's manifest: what Slack has to know before the app can be installed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from bot.errors import BadSetting
from bot.model.ask import Command

Json = dict[str, Any]
NAME, DESCRIPTION = (
    "On Record",
    "Who said what, with the source. Daily briefing of verbatim quotes and positions that moved.",
)
LONG = (
    "On Record reads news feeds and keeps a ledger of who said what: word for word, with speaker, role, date, outlet "
    "and link. Once a day it posts one briefing to a channel, and at any time it answers /who-said. Every quote is "
    "checked against its article before it is shown; nothing is invented and no quote is shown without the sentence "
    "that carries it. It needs no language model. Where one is switched on, it only chooses among checked quotes and "
    "may choose badly."
)
SCOPES = {  # why each is needed
    "app_mentions:read": "to answer when somebody mentions it",
    "chat:write": "to post the digest and answers",
    "commands": "slash commands and shortcuts",
    "im:history": "to answer direct messages",
    "users:read": "time zone, language, and whether somebody is a guest or an administrator",
    "files:write": "to send exports and charts",
}
OPTIONAL = {
    "channels:history": "to see after a lost answer whether a digest arrived in a public channel",
    "groups:history": "the same in private channels",
    "channels:read": "to say hello when it is invited to a public channel, and to forget who left one",
    "groups:read": "the same in private channels",
    "files:read": "to take a list of feeds as a file",
}
EVENTS = (
    "app_home_opened",
    "app_mention",
    "message.im",
    "app_uninstalled",
    "tokens_revoked",
    "member_joined_channel",
    "member_left_channel",
    "channel_archive",
)
SHORTCUTS = (
    ("Summarize links", "message", "sum_links", "Key quotes of the articles linked in this message"),
    ("Check this quote", "message", "check_quote", "Check every quotation of the message"),
    ("Ask On Record", "global", "ask", "Who said what"),
)
WITHIN = frozenset({"export"})  # commands that are words of /onrecord here
MOST_COMMANDS = 50
LONGEST_NAME = 32  # with the slash


def manifest(
    commands: Sequence[Command], *, prefix: str = "", only: Sequence[str] = (), http: str = "", many: bool = False
) -> str:
    """Return the manifest as YAML; raises BadSetting.

    `prefix` begins every command, for workspaces where another app has the same; `only` names the commands to offer;
    `http` is the public address for requests over HTTP instead of Socket Mode; `many`: any number of workspaces
    install it there, with tokens that are renewed (a single token in the environment could not be).
    """
    if many and not http:
        raise BadSetting("--many needs --http and your public https:// address: there workspaces install the app.")
    made = {
        "display_information": {"name": NAME, "description": DESCRIPTION, "long_description": LONG},
        "features": {
            "bot_user": {"display_name": "onrecord", "always_online": True},
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "slash_commands": _commands(commands, prefix, only, http),
            "shortcuts": [
                {"name": name, "type": kind, "callback_id": callback_id, "description": said}
                for name, kind, callback_id, said in SHORTCUTS
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES), "bot_optional": list(OPTIONAL)}} | _redirect(http, many=many),
        "settings": _settings(http, many=many),
    }
    return yaml.safe_dump(made, sort_keys=False, allow_unicode=True, width=120)


def _commands(commands: Sequence[Command], prefix: str, only: Sequence[str], http: str) -> list[Json]:
    offered = [command for command in commands if command.name not in WITHIN]
    unknown = [name for name in only if name not in {command.name for command in offered}]
    if unknown:
        raise BadSetting(f"There is no command {unknown[0]}. There is: {', '.join(each.name for each in offered)}.")
    if prefix and not (prefix.endswith("-") and prefix[:-1].isascii() and prefix[:-1].isalnum() and prefix.islower()):
        raise BadSetting(f"--prefix {prefix}: small letters or figures and a dash, such as or-")
    made = [_command(command, prefix, http) for command in offered if not only or command.name in only]
    if too_long := [each["command"] for each in made if len(each["command"]) > LONGEST_NAME]:
        raise BadSetting(f"{too_long[0]} is longer than {LONGEST_NAME} characters. Choose a shorter prefix.")
    return made


def _command(command: Command, prefix: str, http: str) -> Json:
    hint = command.usage.removeprefix(command.name).strip()
    made: Json = {
        "command": f"/{prefix}{command.name}",
        "description": command.summary,
        "usage_hint": hint,
        "should_escape": False,
    }
    return made | ({"url": f"{_base(http)}/slack/events"} if http else {})


def _settings(http: str, *, many: bool) -> Json:
    requests = f"{_base(http)}/slack/events" if http else ""
    address = {"request_url": requests} if http else {}
    return {
        "event_subscriptions": address | {"bot_events": list(EVENTS)},
        "interactivity": {"is_enabled": True}
        | address
        | ({"message_menu_options_url": requests} if http else {}),  # what forms offer while somebody types
        "socket_mode_enabled": not http,
        "token_rotation_enabled": many,
        "org_deploy_enabled": False,
    }


def _redirect(http: str, *, many: bool) -> Json:
    return {"redirect_urls": [f"{_base(http)}/slack/oauth_redirect"]} if many else {}


def _base(http: str) -> str:
    if not http.startswith("https://"):
        raise BadSetting(f"--http {http}: the public address must begin with https://")
    return http.rstrip("/")
