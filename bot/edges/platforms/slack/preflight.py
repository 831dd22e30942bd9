"""Whether we can post in a channel, as far as Slack tells without a post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.edges.platforms.slack.calls import LOST_TOKEN, UNREACHABLE, Refused, called
from bot.errors import Unreachable

if TYPE_CHECKING:
    from slack_sdk import WebClient

NOWHERE = "1.000000"  # a timestamp that no message of ours has
SHUT = {  # what Slack says of a channel, and the error that a post there would get
    "is_archived": "is_archived",
    "is_frozen": "is_archived",
    "is_read_only": "restricted_action_read_only_channel",
    "is_thread_only": "restricted_action_thread_only_channel",
}
MENDS = tuple(
    f"({code})" for code in ("not_in_channel", "channel_not_found", "is_archived", *LOST_TOKEN)
)  # ends of the reasons of which Slack tells that they are over


def require_postable(client: WebClient, channel: str) -> None:
    """Make sure that we are in a channel and may post; raises Unreachable that says why not, or PlatformError."""
    if channel[:1] in {"D", "U", "W"}:  # somebody's own conversation
        return
    try:
        found = called(lambda: client.conversations_info(channel=channel)).get("channel") or {}
    except Unreachable as error:
        if not _unsure(error):
            raise
        _require_ours(client, channel)
        return
    codes = [code for name, code in SHUT.items() if found.get(name)]
    codes += ["not_in_channel"] if found.get("is_member") is False else []
    if codes:
        raise Unreachable(f"{UNREACHABLE[codes[0]]} ({codes[0]})")


def _unsure(error: Unreachable) -> bool:
    """Return whether Slack only refuses to describe a channel: the permissions for that are optional."""
    answer = getattr(error.__cause__, "response", None)
    data, headers = getattr(answer, "data", None), getattr(answer, "headers", None)
    code = data.get("error") if isinstance(data, dict) else ""
    return code == "missing_scope" or (code == "channel_not_found" and "groups:read" not in _scopes(headers))


def _scopes(headers: Any) -> str:  # noqa: ANN401 - strings, or lists of them, as slack_sdk has it
    found = {name.lower(): str(value) for name, value in headers.items()} if isinstance(headers, Mapping) else {}
    return found.get("x-oauth-scopes", "")


def _require_ours(client: WebClient, channel: str) -> None:
    """Make sure that Slack looks for a message of ours in a channel, which needs no more than the right to post."""
    try:
        called(lambda: client.chat_update(channel=channel, ts=NOWHERE, text="…"))
    except Refused:  # there is no such message, but there is the channel
        return
