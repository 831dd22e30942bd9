"""What happens in a workspace: mentions, direct messages, channels, App Home, the end of an installation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog

from bot.briefing.summary import there_already
from bot.edges.platforms.kit.answered import answered, remember
from bot.edges.platforms.slack.payloads import asker_of, without_mention
from bot.edges.platforms.slack.places import Spot, spot
from bot.edges.platforms.slack.welcome import welcome
from bot.errors import PlatformError, Unclear
from bot.late import LateWrites

if TYPE_CHECKING:
    from bot.edges.platforms.slack.replies import Replies
    from bot.model.ask import Asker
    from bot.ports.store import Store
    from bot.ports.world import Answers, Clock

Json = dict[str, Any]
BACK = ("(not_in_channel)", "(channel_not_found)")  # reasons that an invitation ends
log = structlog.get_logger()


class Events:
    """Handle events, each once however often Slack sends it; a method is named like its event."""

    def __init__(
        self, replies: Replies, answers: Answers, store: Store, clock: Clock, removed: Callable[[Spot], None]
    ) -> None:
        """Take what answers, what brings the answers, and who wants to know when a workspace removes us."""
        self._removed = removed
        self._replies, self._answers, self._store, self._clock = replies, answers, store, clock
        self._late = LateWrites(3.0)

    def app_mention(self, body: Json, context: Json) -> None:
        """Answer a mention in its thread."""
        event = body["event"]
        if self._new(body) and not event.get("bot_id"):
            thread = str(event.get("thread_ts") or event["ts"])
            self._answer(body, context, thread, within=bool(event.get("thread_ts")))

    def message(self, body: Json, context: Json) -> None:
        """Answer a direct message where it was written."""
        event = body["event"]
        direct = event.get("channel_type") == "im" and not event.get("bot_id") and not event.get("subtype")
        if direct and self._new(body):
            self._answer(body, context, str(event.get("thread_ts") or ""), within=True)

    def app_home_opened(self, body: Json, context: Json) -> None:
        """Show App Home."""
        if body["event"].get("tab") != "home":
            return
        asker = self._named(asker_of(context | {"channel_id": ""}, body))
        self._replies.at_home(asker, self._answers)

    def member_joined_channel(self, body: Json, context: Json) -> None:
        """Introduce ourselves to a channel that we were invited to, and go on where we had been removed."""
        event = body["event"]
        if not self._new(body) or event.get("user") != context.get("bot_user_id"):
            return
        inviter = str(event.get("inviter") or "")
        asker = self._named(asker_of(context | {"user_id": inviter, "channel_id": event["channel"]}, body))
        known = self._store.channel(asker.channel_id)
        if known and known.paused and known.paused_until is None and known.paused_reason.endswith(BACK):
            back = replace(known, paused=False, paused_reason="", since=self._clock.now())
            self._store.keep_channel(back)
        welcome(self._replies.platform, self._answers, self._store, self._clock, asker)

    def member_left_channel(self, body: Json, context: Json) -> None:
        """Forget that somebody is in a channel: its name is shown to nobody outside it."""
        asker = asker_of(context | {"user_id": body["event"]["user"], "channel_id": body["event"]["channel"]}, body)
        self._store.left(asker.person, asker.channel_id)

    def channel_archive(self, body: Json, context: Json) -> None:
        """Pause the digest of a channel that was archived; its settings stay."""
        asker = asker_of(context | {"channel_id": body["event"]["channel"]}, body)
        known = self._store.channel(asker.channel_id)
        if known and known.times and not known.paused:
            reason = "The channel was archived. (is_archived)"
            self._store.keep_channel(replace(known, paused=True, paused_until=None, paused_reason=reason))

    def app_uninstalled(self, body: Json, context: Json) -> None:
        """Post nothing more in a workspace that removed us; what is known stays until retention ends."""
        if not self._new(body):  # told again after the app was installed anew
            return
        place = spot(asker_of(context, body).person)
        workspace = self._store.workspace(place.workspace)
        told = int(body.get("event_time") or 0)
        if workspace.here_since and told and told < int(workspace.here_since.timestamp()):
            log.info("late word of an uninstall", workspace=place.workspace)
            return
        self._store.keep_workspace(replace(workspace, gone_at=self._clock.now()))
        self._removed(place)

    def tokens_revoked(self, body: Json, context: Json) -> None:
        """Do the same where our token was taken away."""
        if (body["event"].get("tokens") or {}).get("bot"):
            self.app_uninstalled(body, context)

    def _answer(self, body: Json, context: Json, thread: str, *, within: bool) -> None:
        event = body["event"]
        asker = self._named(asker_of(context, body))
        words = without_mention(str(event.get("text") or ""))
        talk = f"thread:{asker.channel_id}:{thread or asker.person}"
        line, message = self._answers.words(words, asker, talk)
        direct = event.get("channel_type") == "im"
        there = thread if within else ""
        if message.private and not direct:
            self._replies.whisper(asker, message, thread=there)
            return
        known = answered(self._store, asker, message.links, partial(self._replies.address, asker))
        if message.links and len(known) == len(message.links):
            message = there_already(known, self._clock.now())
        try:
            post = self._replies.in_thread(asker, thread, message, line, f"answer:{body['event_id']}")
            remember(self._store, asker, message.links, post, self._clock.now())
        except PlatformError as error:
            log.warning("answer not posted", channel=asker.channel_id, reason=str(error))
            again = "Ask again if you do not see it." if isinstance(error, Unclear) else "Ask again then."
            self._replies.tell(asker, f"The answer could not be posted. {error} {again}", thread=there)
        self._replies.notice("", asker, message)
        if message.file and (said := self._replies.handed_over(message, asker)):
            self._replies.tell(asker, said, thread=there)

    def _named(self, asker: Asker) -> Asker:
        """Return who asks with the name that others see, which events lack."""
        if not spot(asker.person).thing:
            return asker
        try:
            return replace(asker, name=self._replies.platform.person(asker.channel_id, asker.person).name)
        except PlatformError:
            return asker

    def _new(self, body: Json) -> bool:
        """Return whether this event is seen for the first time; it counts as that while the ledger is locked."""
        seen: list[bool] = []
        self._late.soon(lambda: seen.append(self._store.first(f"event:{body.get('event_id')}", self._clock.now())))
        return next(iter(seen), True)
