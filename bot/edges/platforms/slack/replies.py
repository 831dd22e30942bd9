"""How answers reach people: in the acknowledgement when they are ready, else through the response_url."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar
from uuid import uuid4

import structlog
from slack_sdk.webhook import WebhookClient

from bot.edges.platforms.kit.hands import Hands
from bot.edges.platforms.kit.seen import Remembered
from bot.edges.platforms.slack import views
from bot.edges.platforms.slack.calls import called
from bot.edges.platforms.slack.charts import TEXT, Pictures
from bot.edges.platforms.slack.elements import Json, escaped
from bot.edges.platforms.slack.fit import Payload, drawn
from bot.edges.platforms.slack.places import spot
from bot.edges.platforms.slack.posting import Letter
from bot.edges.platforms.units import Place
from bot.errors import OnRecordError, PlatformError, StoreError
from bot.model.message import Message, Section

if TYPE_CHECKING:
    from bot.edges.platforms.slack.posting import SlackPlatform
    from bot.model.ask import Asker
    from bot.ports.world import Answers

READY = 0.15  # seconds that an answer may take to go into the acknowledgement, which is out within 300 ms under load
LOOKING = 0.65  # seconds more before a person is told that we are at it
LOST = "lost"  # no answer came: it may have arrived
FILE_COMES = "Here is your file."
FILE_SENT = "The file is in your direct messages with me."
BLOCKS_REFUSED = "invalid_blocks"
MOST_LATER = 4  # posts through one response_url; Slack takes five
IN_A_FORM = 2.0  # seconds; Slack waits for three
Found = TypeVar("Found")
Answer: TypeAlias = "tuple[Message, tuple[Payload, ...]]"  # what is said, and as it is drawn
log = structlog.get_logger()
NO_PREVIEWS: Json = {"unfurl_links": False, "unfurl_media": False}


class Replies:
    """Bring answers to those who asked."""

    def __init__(self, platform: SlackPlatform) -> None:
        """Take the platform that posts."""
        self.platform = platform
        self._hands, self.seen = Hands(), Remembered()

    def close(self) -> None:
        """Take no more work."""
        self._hands.close()

    def soon(self, ack: Callable[..., Any], url: str, asker: Asker, line: str, work: Callable[[], Message]) -> None:
        """Answer in the acknowledgement when the work is done in time, else acknowledge and answer later."""
        at_once = 0.0 if self._hands.busy else READY
        future = self._hands.submit(line, lambda: self._answered(work, asker, line))
        try:
            message, made = future.result(at_once)
        except NotYet:
            ack()
            self._hands.wait(lambda: self._bring_after(future, url, asker, line))
            return
        if message.charts:  # Slack says only to a response_url that it does not draw them
            ack()
            self._hands.wait(lambda: self._bring(url, (message, made), asker, line, replace=False))
            return
        ack(**_private(made[0]))
        self._rest(url, made[1:], message, asker)

    def later(
        self, url: str, asker: Asker, line: str, work: Callable[[], Message], *, replace: bool, thread: str = ""
    ) -> None:
        """Answer through a response_url, in place of what is shown or below it."""
        future = self._hands.submit(line, lambda: self._answered(work, asker, line))
        answer, looked = self._after(future, url, thread=thread)
        self._bring(url, answer, asker, line, replace=replace or looked, thread=thread)

    def show(self, url: str, message: Message, replace: bool, asker: Asker, line: str, *, thread: str = "") -> None:
        """Show an answer to who asked, and what did not fit below it."""
        self._bring(url, (message, self._drawn(message, asker, line)), asker, line, replace=replace, thread=thread)

    def respond(self, url: str, payload: Json) -> bool:
        """Send a payload to a response_url once, and say whether Slack took it."""
        return not self._refusal(url, payload)

    def _refusal(self, url: str, payload: Json) -> str:
        """Send a payload to a response_url once, and return why Slack did not take it, '' when it did."""
        if not url:
            return "no address"
        try:
            answer = WebhookClient(url, timeout=10, retry_handlers=[]).send_dict(payload)
        except OSError as error:
            log.warning("answer lost", reason=str(error))
            return LOST
        reason = BLOCKS_REFUSED if BLOCKS_REFUSED in (answer.body or "") else ""
        reason = reason or (str(answer.status_code) if answer.status_code >= 400 else "")
        if reason:
            log.warning("answer refused", reason=reason)
        return reason

    def in_thread(self, asker: Asker, thread: str, message: Message, line: str, key: str) -> str:
        """Post an answer for all to see, into a thread where one is named; return the post. Raises PlatformError."""
        letter = Letter(asker.channel_id, key, thread=thread)
        made, post = self.platform.fitted(letter, message, Place.PUBLIC, line)
        for part, payload in enumerate(made.thread, start=2):
            self.platform.send(Letter(asker.channel_id, key, part, thread or post), payload)
        return post

    def address(self, asker: Asker, post: str) -> str:
        """Return the web address of a post in the asker's channel, '' where Slack has none."""
        where = spot(asker.channel_id)
        client = self.platform.clients(where.workspace)
        try:
            return str(called(lambda: client.chat_getPermalink(channel=where.thing, message_ts=post))["permalink"])
        except (PlatformError, KeyError):
            return ""

    def in_channel(self, url: str, asker: Asker, message: Message, line: str) -> None:
        """Show an answer to the whole channel as the asker's, where we are no member."""
        shown: Json = {"response_type": "in_channel", "replace_original": False}
        for payload in self._begin(url, message, asker, line, shown, place=Place.PUBLIC)[: MOST_LATER - 1]:
            self.respond(url, _private(payload) | shown)

    def tell(self, asker: Asker, said: str, *, thread: str = "") -> None:
        """Whisper one line to somebody in a channel."""
        self.whisper(asker, Message((Section(said),)), thread=thread)

    def whisper(self, asker: Asker, message: Message, *, thread: str = "") -> None:
        """Show somebody in a channel what only they see; `thread` only when they wrote in one."""
        payload = self._drawn(message, asker, "", pictures=TEXT)[0]
        where, who = spot(asker.channel_id), spot(asker.person)
        client = self.platform.clients(where.workspace)
        more: dict[str, Any] = {"thread_ts": thread} if thread else {}
        try:
            called(
                lambda: client.chat_postEphemeral(
                    channel=where.thing,
                    user=who.thing,
                    text=payload.text,
                    blocks=list(payload.blocks),
                    **NO_PREVIEWS,
                    **more,
                )
            )
        except PlatformError as error:
            log.warning("whisper not sent", channel=asker.channel_id, reason=str(error))

    def at_home(self, asker: Asker, answers: Answers) -> None:
        """Show somebody's App Home as it is now."""
        who = spot(asker.person)
        view, made = views.home(answers.home(replace(asker, channel_id=asker.person)))
        self.platform.keep(made, asker.person, asker.person)
        client = self.platform.clients(who.workspace)
        try:
            called(lambda: client.views_publish(user_id=who.thing, view=view))
        except PlatformError as error:
            log.warning("home not shown", reason=str(error))

    def begin(self, line: str, work: Callable[[], Found]) -> Future[Found]:
        """Begin the work for a line."""
        return self._hands.submit(line, work)

    def in_time(self, future: Future[Found]) -> Found | None:
        """Return what work came to in the time that Slack waits for a form, else None."""
        try:
            return future.result(IN_A_FORM)
        except NotYet:
            return None

    def behind(self, work: Callable[[], None]) -> None:
        """Do something that nobody waits for."""
        self._hands.wait(work)

    def notice(self, url: str, asker: Asker, message: Message) -> None:
        """Let the channel whose setting was changed know of it: one line with its author."""
        said, where = message.notice, message.notice_to or asker.channel_id
        if not said or spot(where).thing[:1] in {"D", "U", "W"}:  # nobody else is there
            return
        payload: Json = {"response_type": "in_channel", "replace_original": False} | note(said)
        if url and where == asker.channel_id and self._refusal(url, payload) in {"", LOST}:  # a lost one may be there
            return
        letter = Letter(where, f"notice:{uuid4().hex}")
        try:
            self.platform.send(letter, Payload((), escaped(said)))
        except (PlatformError, ValueError) as error:
            log.warning("notice not posted", channel=where, reason=str(error))

    def _answered(self, work: Callable[[], Message], asker: Asker, line: str) -> Answer:
        message = self.seen.keep(line, asker, work())
        return message, self._drawn(message, asker, line)

    def _bring_after(self, future: Future[Answer], url: str, asker: Asker, line: str) -> None:
        answer, looked = self._after(future, url)
        self._bring(url, answer, asker, line, replace=looked)

    def _bring(self, url: str, answer: Answer, asker: Asker, line: str, *, replace: bool, thread: str = "") -> None:
        message, made = answer
        rest = self._begin(url, message, asker, line, _where(thread, replace=replace), made=made)
        self._rest(url, rest, message, asker, thread=thread)

    def _begin(
        self,
        url: str,
        message: Message,
        asker: Asker,
        line: str,
        where: Json,
        *,
        made: Sequence[Payload] = (),
        place: Place = Place.PRIVATE,
    ) -> Sequence[Payload]:
        """Show the first part of an answer, simpler where Slack does not take its blocks; return the other parts."""
        charts, workspace = self.platform.charts, spot(asker.channel_id).workspace
        made = made or self._drawn(message, asker, line, place=place)
        if self._refusal(url, _private(made[0]) | where) != BLOCKS_REFUSED:
            return made[1:]
        for pictures in charts.simpler(message, workspace):
            made = self._drawn(message, asker, line, place=place, pictures=pictures)
            if self._refusal(url, _private(made[0]) | where) != BLOCKS_REFUSED:
                charts.remember(workspace)
                return made[1:]
        self.respond(url, _private(replace(made[0], blocks=())) | where)  # its text says the same
        return made[1:]

    def _after(self, future: Future[Answer], url: str, *, thread: str = "") -> tuple[Answer, bool]:
        """Return the answer, and whether the person was told to wait for it."""
        try:
            return future.result(LOOKING), False
        except NotYet:
            told = self.respond(url, {"response_type": "ephemeral"} | note("Looking…") | _where(thread, replace=False))
        return future.result(), told

    def _drawn(
        self,
        message: Message,
        asker: Asker,
        line: str,
        *,
        place: Place = Place.PRIVATE,
        pictures: Pictures | None = None,
    ) -> tuple[Payload, ...]:
        if pictures is None:
            pictures = self.platform.charts.first(message, spot(asker.channel_id).workspace)
        made = drawn(message, place=place, line=line, pictures=pictures)
        try:
            self.platform.keep(made, asker.channel_id, asker.person)
        except StoreError as error:  # an answer whose buttons are dead is better than none
            log.warning("buttons not kept", reason=str(error))
        return made.lead, *made.thread

    def _rest(self, url: str, payloads: Sequence[Payload], message: Message, asker: Asker, *, thread: str = "") -> None:
        """Show what did not fit, tell the channel of a change, and send the file."""
        for payload in payloads[: MOST_LATER - 1]:
            self.respond(url, _private(payload) | _where(thread, replace=False))
        self.notice(url, asker, message)
        if message.file:
            said = self.handed_over(message, asker)
            if said:
                self.respond(url, {"response_type": "ephemeral"} | note(said) | _where(thread, replace=False))

    def handed_over(self, message: Message, asker: Asker) -> str:
        """Send a message's file to who asked, and return where it is or why it is not; '' where they see it come."""
        try:
            self._send_file(message, asker)
        except OnRecordError as error:
            return f"The file could not be sent. {error}"
        return "" if spot(asker.channel_id).thing.startswith("D") else FILE_SENT

    def _send_file(self, message: Message, asker: Asker) -> None:
        """Send a file to somebody by direct message: files cannot be ephemeral. Raises PlatformError."""
        who = spot(asker.person)
        client = self.platform.clients(who.workspace)
        where = spot(asker.channel_id).thing
        if not where.startswith("D"):  # a conversation of theirs has to be opened, which a message does
            opened = called(lambda: client.chat_postMessage(channel=who.thing, text=FILE_COMES, **NO_PREVIEWS))
            where = str(opened.get("channel"))
        if message.file:
            content, name = message.file.content, message.file.name
            called(lambda: client.files_upload_v2(channel=where, filename=name, title=name, content=content))


def _private(payload: Payload) -> Json:
    return {"response_type": "ephemeral", "text": payload.text, "blocks": list(payload.blocks), **NO_PREVIEWS}


def note(said: str) -> Json:
    """Return one line as a payload."""
    return {
        "text": escaped(said),
        "blocks": [{"type": "section", "text": {"type": "plain_text", "text": said, "emoji": False}}],
        **NO_PREVIEWS,
    }


def _where(thread: str, *, replace: bool) -> Json:
    return {"thread_ts": thread, "replace_original": False} if thread else {"replace_original": replace}
