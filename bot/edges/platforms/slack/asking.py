"""What people type: slash commands and shortcuts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from slack_sdk.errors import SlackClientError

from bot.briefing.summary import there_already
from bot.edges.platforms.kit.answered import answered, remember
from bot.edges.platforms.kit.foreign import checkable
from bot.edges.platforms.kit.typed import begins_with
from bot.edges.platforms.slack import views
from bot.edges.platforms.slack.calls import called
from bot.edges.platforms.slack.payloads import asker_of, links_in
from bot.edges.platforms.slack.places import spot
from bot.edges.platforms.slack.replies import note
from bot.edges.platforms.slack.welcome import redraw, welcome
from bot.errors import PlatformError, Unreachable
from bot.late import LateWrites

if TYPE_CHECKING:
    from bot.edges.platforms.slack.replies import Replies
    from bot.model.ask import Asker
    from bot.model.message import Message
    from bot.ports.store import Store
    from bot.ports.world import Answers, Clock

Json = dict[str, Any]
QUESTION = "Who said what? Such as nato by:Vance, or a question in words"

IMPORTING = re.compile(r"(?i)(?:\S*onrecord\s+|\S*-)?feeds\s+import")  # with a prefix, or where only /onrecord is ours

CHANGES = r"digest\s+(?:at|topics\s|start|off)|feeds\s+(?:add|bundle\s|remove)"
SETTING = re.compile(rf"(?i)(?:\S*onrecord\s+|[a-z0-9]+-)?(?:{CHANGES})")  # the first message shows it


class Asking:
    """Answer slash commands and shortcuts."""

    def __init__(self, replies: Replies, answers: Answers, store: Store, clock: Clock) -> None:
        """Take what answers and what brings the answers."""
        self._replies, self._answers, self._store, self._clock = replies, answers, store, clock
        self._late = LateWrites()

    def command(self, ack: Callable[..., Any], body: Json, context: Json) -> None:
        """Answer a slash command: what is ready at once goes into the acknowledgement."""
        asker = asker_of(context, body)
        typed = str(body["command"]), str(body.get("text") or "")
        self._learn(asker, *typed)
        line = f"{typed[0].lstrip('/')} {typed[1]}".strip()
        if IMPORTING.fullmatch(line):
            ack()
            self._open(body, asker, views.importing(self._kept(asker, body), files=self._files(asker)))
            return
        url = str(body.get("response_url") or "")
        self._replies.soon(ack, url, asker, line, lambda: self._answered(line, asker))

    def _learn(self, asker: Asker, command: str, text: str) -> None:
        """Remember how commands begin in this workspace: the manifest may have given them a prefix."""
        workspace = self._store.workspace(spot(asker.channel_id).workspace)
        begins = begins_with(command, text.casefold(), workspace.commands)
        if begins and begins != (workspace.commands or "/"):
            self._late.soon(lambda: self._store.keep_workspace(replace(workspace, commands=begins)))

    def _answered(self, line: str, asker: Asker) -> Message:
        """Return the answer to a line; after it the channel gets its first message, or that one shows the change."""
        message = self._answers.line(line, asker)
        changed = bool(SETTING.match(line)) and not message.empty
        self._replies.behind(lambda: self._follow(asker, changed=changed))
        return message

    def _follow(self, asker: Asker, *, changed: bool) -> None:
        platform = self._replies.platform
        welcome(platform, self._answers, self._store, self._clock, asker)
        if changed:
            redraw(platform, self._answers, self._store, asker)

    def ask(self, ack: Callable[..., Any], body: Json, context: Json) -> None:
        """Open the question's form from anywhere."""
        ack()
        asker = asker_of(context, body)
        kept = self._kept(asker, body) | {"words": True}
        self._open(body, asker, views.form("", QUESTION, "", kept))

    def summarize(self, ack: Callable[..., Any], body: Json, context: Json) -> None:
        """Summarize the links of a message in one post of the message's thread; what stands there already is shown."""
        ack()
        asker, url = asker_of(context, body), str(body.get("response_url") or "")
        message = body.get("message") or {}
        links = links_in(message)
        if not links:
            self._replies.respond(url, note("There is no link in that message."))
            return
        known = answered(self._store, asker, links, partial(self._replies.address, asker))
        if known:
            self._replies.show(url, there_already(known, self._clock.now()), False, asker, "")
        if fresh := [each for each in links if each not in {old.link for old in known}]:
            self._summarized(asker, url, str(message.get("thread_ts") or message.get("ts") or ""), fresh, body)

    def _summarized(self, asker: Asker, url: str, thread: str, links: Sequence[str], body: Json) -> None:
        line = " ".join(["summarize", *links])
        answer = self._answers.line(line, asker)
        if answer.private:
            self._replies.show(url, answer, False, asker, line)
            return
        try:
            key = f"summary:{thread}:{line}:{body.get('trigger_id')}"
            post = self._replies.in_thread(asker, thread, answer, line, key)
        except Unreachable as error:
            self._replies.respond(url, note(f"{error} Only you see this:"))
            self._replies.show(url, answer, False, asker, line)
        else:
            remember(self._store, asker, answer.links, post, self._clock.now())

    def check(self, ack: Callable[..., Any], body: Json, context: Json) -> None:
        """Check every quotation of a message, or its words where nothing in it is quoted."""
        ack()
        asker, url = asker_of(context, body), str(body.get("response_url") or "")
        line = f"onrecord check {checkable(str((body.get('message') or {}).get('text') or ''))}"
        self._replies.later(url, asker, line, lambda: self._answers.line(line, asker), replace=False)

    def _open(self, body: Json, asker: Asker, view: Json) -> None:
        """Open a form, or say that Slack did not."""
        client = self._replies.platform.clients(spot(asker.person).workspace)
        try:
            called(lambda: client.views_open(trigger_id=str(body["trigger_id"]), view=view))
        except PlatformError as error:
            said = f"The form did not open. {error} Try again."
            self._replies.respond(str(body.get("response_url") or ""), note(said))

    def _kept(self, asker: Asker, body: Json) -> Json:
        return {"channel": asker.channel_id, "name": asker.channel_name, "url": str(body.get("response_url") or "")}

    def _files(self, asker: Asker) -> bool:
        """Say whether we may read files that people hand to a form."""
        client = self._replies.platform.clients(spot(asker.person).workspace)
        try:
            answer = client.auth_test()
        except (SlackClientError, OSError):
            return False
        return "files:read" in str(answer.headers.get("x-oauth-scopes") or "")
