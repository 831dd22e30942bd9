"""Calls of Slack's Web API, and what its errors mean for us."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.errors import NotNow, PlatformError, RateLimited, Unclear, Unreachable

if TYPE_CHECKING:
    from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryState

TIMEOUT = 15  # seconds for an answer; a digest's claim holds for two minutes
PATIENCE = 30.0  # seconds that a call waits when Slack asks for it; longer waits are left to the next try
INVITE = "Type `/invite @onrecord` there."
ASK = "Ask an administrator, then type `/digest resume`."
UNREACHABLE = {
    "not_in_channel": f"I am not in this channel. {INVITE}",
    "channel_not_found": f"I am not in this channel, or it is gone. {INVITE}",
    "is_archived": "The channel is archived. Unarchive it.",
    "restricted_action": f"A workspace setting forbids me to post here. {ASK}",
    "restricted_action_read_only_channel": f"Only some people may post in this channel. {ASK}",
    "restricted_action_thread_only_channel": f"Only replies may be posted in this channel. {ASK}",
    "restricted_action_non_threadable_channel": f"There are no threads in this channel. {ASK}",
    "restricted_action_thread_locked": f"The thread is locked. {ASK}",
    "no_permission": f"I may not post here. {ASK}",
    "user_is_restricted": f"I may not post here. {ASK}",
    "cannot_dm_bot": "A bot cannot be written to.",
    "missing_scope": "A permission of the app is missing. Install it anew with `onrecord manifest slack`.",
    "ekm_access_denied": "The organisation's key management forbids me to post. Ask an administrator.",
    "team_access_not_granted": "The organisation has not given me this workspace. Ask an administrator.",
}
LOST_TOKEN = {
    "account_inactive": "The app was removed or switched off in this workspace. Install it anew.",
    "token_revoked": "The app's token was revoked. Install it anew.",
    "token_expired": "The app's token has expired. Install it anew.",
    "invalid_auth": "Slack does not accept the app's token. Check ONRECORD_SLACK_BOT_TOKEN.",
    "not_authed": "Slack got no token. Check ONRECORD_SLACK_BOT_TOKEN.",
    "org_login_required": "The workspace is being moved into an organisation. Try again later.",
}
DOUBTFUL = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})
TOO_LONG = frozenset({"msg_blocks_too_long", "msg_too_long"})
_CODE = re.compile(r"[a-z0-9_]+")


class Refused(PlatformError):
    """Say that Slack refused a call for a reason that the caller may know how to mend; nothing was written."""

    def __init__(self, sentence: str, code: str) -> None:
        """Keep Slack's word for the reason."""
        super().__init__(sentence)
        self.code = code


class Patient(RateLimitErrorRetryHandler):
    """Wait as long as Slack asks, when that is short."""

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        asked = super()._can_retry(state=state, request=request, response=response, error=error)
        return asked and response is not None and wait_of(response.headers) <= PATIENCE


def client(token: str, base_url: str, *, timeout: int = TIMEOUT) -> WebClient:
    """Return a client that repeats nothing by itself but what Slack surely did not do (HTTP 429).

    slack_sdk's own default repeats a post whose answer was lost, which shows it twice.
    """
    waiting = Patient(max_retry_count=2)
    return WebClient(token=token, base_url=base_url, timeout=timeout, retry_handlers=[waiting])


def called(call: Callable[[], Any]) -> dict[str, Any]:
    """Return the answer of a call; raises RateLimited, NotNow, Unclear, Unreachable or Refused."""
    try:
        answer = call()
    except SlackApiError as error:
        raise meaning(error) from error
    except SlackClientError as error:
        raise Unclear("Slack's answer could not be read.") from error
    except URLError as error:
        raise _unsent(error) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unclear("Slack's answer did not come.") from error
    data = answer.data
    if not isinstance(data, dict):
        raise Unclear("Slack's answer could not be read.")
    return data


def meaning(error: SlackApiError) -> PlatformError:
    """Return what an error of Slack's means."""
    answer = error.response
    status = getattr(answer, "status_code", 200)
    data = getattr(answer, "data", answer)
    code = str(data.get("error", "")) if isinstance(data, dict) else ""
    if status == 429 or code in {"ratelimited", "rate_limited"}:
        after = wait_of(getattr(answer, "headers", {}))
        return RateLimited(f"Slack asks us to wait {after:.0f} seconds.", after=timedelta(seconds=after))
    if status >= 500 or code in DOUBTFUL or not _CODE.fullmatch(code):
        return Unclear("Slack could not say whether the message arrived.")
    if reason := UNREACHABLE.get(code) or LOST_TOKEN.get(code):
        return Unreachable(f"{reason} ({code})")
    return Refused(f"Slack refuses that: {code}.", code)


def wait_of(headers: Any) -> float:  # noqa: ANN401 - a dict of strings or of lists, as slack_sdk has it
    """Return how many seconds Slack asks to wait, 30 when it does not say."""
    found = {str(name).lower(): value for name, value in dict(headers or {}).items()}.get("retry-after", "30")
    first = found[0] if isinstance(found, list) and found else found
    try:
        return max(0.0, float(str(first)))
    except ValueError:
        return 30.0


def _unsent(error: URLError) -> PlatformError:
    """Return whether a connection surely never stood."""
    never = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
    if isinstance(error.reason, never):
        return NotNow("Slack cannot be reached. It is tried again.")
    return Unclear("The connection to Slack broke.")
