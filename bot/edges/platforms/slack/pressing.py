"""What people press: buttons, menus, and the modals that these open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import structlog

from bot.briefing.objections import choices
from bot.edges.platforms.kit.forms import TYPED, line_of
from bot.edges.platforms.kit.options import Offer
from bot.edges.platforms.kit.presses import Presses, share_key
from bot.edges.platforms.kit.references import FORM, Pressed, pressed
from bot.edges.platforms.slack import views
from bot.edges.platforms.slack.calls import called
from bot.edges.platforms.slack.payloads import asker_of, shown_in
from bot.edges.platforms.slack.places import spot
from bot.edges.platforms.slack.replies import note
from bot.edges.platforms.slack.welcome import redraw
from bot.errors import PlatformError, Unclear, Unreachable
from bot.model.ask import Asker
from bot.model.message import Message, Section

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.edges.platforms.kit.index import Index
    from bot.edges.platforms.slack.replies import Replies
    from bot.model.record import Filed
    from bot.ports.store import Store
    from bot.ports.world import Answers, Clock

Json = dict[str, Any]
log = structlog.get_logger()
MOST_CONTEXTS = 5
MOST_BYTES = 5_000_000  # of a list of feeds


class Pressing:
    """Handle buttons and modals; a button says itself what it stands for, whichever process shows or hears it."""

    def __init__(self, replies: Replies, answers: Answers, store: Store, clock: Clock, index: Index) -> None:
        """Take what answers and what brings the answers; the index knows what forms offer."""
        self._replies, self._answers, self._store, self._clock = replies, answers, store, clock
        self._index, self._presses = index, Presses(answers, store, clock, replies.seen)
        self._verbs: dict[str, Callable[[Pressed, Json, Asker], None]] = {
            "go": self._go,
            "menu": self._go,
            "p": self._page,
            "ask": self._ask,
            "cx": self._contexts,
            "sh": self._share,
            "rp": self._report,
        }

    def press(self, ack: Callable[..., Any], body: Json, context: Json) -> None:
        """Do what a button says; pressing it twice does it once."""
        ack()
        action = body["actions"][0]
        meant = pressed(str(action["action_id"]))
        if meant is None or meant.verb not in self._verbs:
            return
        asker = asker_of(context, body)
        post = str((body.get("container") or {}).get("message_ts") or (body.get("view") or {}).get("id") or "")
        if self._presses.counts(meant.verb, f"{post}|{action['action_id']}|{_value(action)}", asker):
            try:
                self._verbs[meant.verb](meant, body, asker)
            except PlatformError as error:
                self._failed(body, asker, error)

    def _failed(self, body: Json, asker: Asker, error: PlatformError) -> None:
        """Say to who pressed that Slack did not do it."""
        log.warning("press failed", channel=asker.channel_id, reason=str(error))
        said = f"That did not work. {error} Press again."
        self._replies.respond(self._url(body), {"response_type": "ephemeral", "replace_original": False} | note(said))

    def typed(self, ack: Callable[..., Any], body: Json, context: Json) -> None:
        """Answer the line that a form was filled in for; a mistake is said under its field, where nothing is lost."""
        kept, asker = views.kept_in(body["view"]), self._asker(views.kept_in(body["view"]), context, body)
        future = self._replies.begin(str(kept.get("line") or ""), lambda: self._filled_in(kept, body["view"], asker))
        ready = self._replies.in_time(future)
        wrong = views.mistakes(body["view"], ready[1]) if ready else {}
        if wrong:
            ack(response_action="errors", errors=wrong)
            return
        ack(response_action="update", view=views.loading())
        line, message = future.result()
        self._update(body["view"]["id"], asker, message, line)
        self._replies.notice(str(kept.get("url") or ""), asker, message)
        if kept.get("home"):
            self._replies.at_home(asker, self._answers)
        if kept.get("post"):
            redraw(self._replies.platform, self._answers, self._store, asker, str(kept["post"]))

    def _filled_in(self, kept: Json, view: Json, asker: Asker) -> tuple[str, Message]:
        """Return the line that a form makes, and its answer."""
        given = views.chosen(view)
        if kept.get("words"):
            return self._answers.words(next(iter(given.get(TYPED, ())), ""), asker)
        line = line_of(str(kept.get("line") or ""), views.asked_in(view), given)
        return line, self._answers.line(line, asker)

    def suggest(self, ack: Callable[..., Any], body: Json, context: Json) -> None:
        """Offer what is known for a field of a form; where anything may be typed, that first."""
        _, kind, *free = str(body["action_id"]).split(":")
        asker, typed = self._asker(views.kept_in(body["view"]), context, body), str(body.get("value") or "")
        found = self._index.found((Offer(kind),), typed, asker)
        ack(options=views.options([*([typed] if free and typed else []), *found]))

    def reported(self, ack: Callable[..., Any], body: Json, context: Json) -> None:
        """File a report."""
        kept, typed = views.kept_in(body["view"]), views.values(body["view"])
        asker = self._asker(kept, context, body)
        ack(response_action="update", view=views.loading())
        note = " ".join(typed.get("note", "").replace('"', " ").split())
        line = " ".join(["report", typed["quote"], typed["reason"], *([f'"{note}"'] if note else [])])
        self._update(body["view"]["id"], asker, self._answers.line(line, asker), line)

    def imported(self, ack: Callable[..., Any], body: Json, context: Json) -> None:
        """Look at a list of feeds that was handed over, and offer to add what is new."""
        kept = views.kept_in(body["view"])
        asker = self._asker(kept, context, body)
        ack(response_action="update", view=views.loading())
        try:
            content = handed_over(body["view"], self._replies.platform.clients(spot(asker.person).workspace))
        except PlatformError as error:
            self._update(body["view"]["id"], asker, Message((Section(str(error)),), empty=True), "")
            return
        self._update(body["view"]["id"], asker, self._answers.feed_list(content, asker), "")

    def _go(self, _meant: Pressed, body: Json, asker: Asker) -> None:
        """Run a button's line, or open the form for the rest of it."""
        if FORM in _value(body["actions"][0]):
            self._ask(_meant, body, asker)
            return
        line = self._line(str(_value(body["actions"][0])), body, asker)
        if line:
            self._answer(body, asker, line)

    def _page(self, meant: Pressed, body: Json, asker: Asker) -> None:
        """Turn the page: in place for the asker's own list, beside it for a list that others see."""
        line = self._line(meant.ref, body, asker)
        if line:
            self._answer(body, asker, f"{line} page:{meant.number}" if meant.number > 1 else line)

    def _ask(self, _meant: Pressed, body: Json, asker: Asker) -> None:
        """Open the form for the rest of a line."""
        ref, _, rest = str(_value(body["actions"][0])).partition(FORM)
        line = self._line(ref, body, asker)
        asks, _, typed = rest.partition(FORM)
        post = "" if self._hidden(body) else str((body.get("message") or {}).get("ts") or "")
        if line:
            self._open(body, asker, views.form(line, asks, typed, self._kept(asker, body) | {"post": post}))

    def _contexts(self, meant: Pressed, body: Json, asker: Asker) -> None:
        """Show the quotes of a list in their paragraphs, in a modal that opens at once."""
        view_id = self._open(body, asker, views.loading())
        found = self._quotes(meant, body, asker, leads=True)[:MOST_CONTEXTS]
        parts = [self._answers.line(f"context {each.quote.id}", asker) for each in found]
        blocks = [block for part in parts for block in part.blocks]
        message = Message(tuple(blocks) or (Section("There is no quote to show."),))
        self._update(view_id, asker, message, "")

    def _share(self, meant: Pressed, body: Json, asker: Asker) -> None:
        """Post a list for the whole channel, once: as ourselves where we are a member, else as the asker's answer."""
        line = self._line(meant.ref, body, asker)
        if not line:
            return
        post = str((body.get("container") or {}).get("message_ts") or "")
        message = self._presses.shared(meant.ref, line, post, asker)
        if message is None:
            return
        if message.private:
            self._replies.show(self._url(body), message, False, asker, line)
            return
        try:
            self._replies.in_thread(asker, self._thread(body), message, line, share_key(meant.ref, post, asker))
        except Unreachable:
            self._replies.in_channel(self._url(body), asker, message, line)
        except Unclear:  # it may be there: pressing again would show it twice
            raise
        except PlatformError:
            self._presses.forget_shared(meant.ref, post, asker)
            raise

    def _report(self, meant: Pressed, body: Json, asker: Asker) -> None:
        """Ask what is wrong with which quote."""
        view_id = self._open(body, asker, views.loading())
        quotes = choices(self._quotes(meant, body, asker))
        client = self._replies.platform.clients(spot(asker.person).workspace)
        kept = self._kept(asker, body)
        view = views.report(quotes, kept) if quotes else views.modal("Report a quote", [])
        called(lambda: client.views_update(view_id=view_id, view=view))

    def _quotes(self, meant: Pressed, body: Json, asker: Asker, *, leads: bool = False) -> list[Filed]:
        """Return the quotes that a button stands below; with `leads` only one of each sentence."""
        parts = body.get("message") or body.get("view") or {}
        shown = (*shown_in(parts, "q", leads=leads), *shown_in(parts, "c"))
        return self._presses.quotes(shown, meant.ref, asker, leads=leads)

    def _answer(self, body: Json, asker: Asker, line: str) -> None:
        """Show an answer where the button was pressed."""
        view = body.get("view")
        if view:
            home = view.get("type") == "home"
            view_id = self._open(body, asker, views.loading()) if home else view["id"]
            message = self._answers.line(line, asker)
            self._update(view_id, asker, message, line)
            self._replies.notice("", asker, message)
            if home and (message.notice or line.startswith("watch ")):  # it may have changed
                self._replies.at_home(asker, self._answers)
        else:
            hidden, url = self._hidden(body), self._url(body)
            thread = "" if hidden else self._thread(body)
            work = partial(self._answers.line, line, asker)
            self._replies.later(url, asker, line, work, replace=hidden, thread=thread)
            redraw(
                self._replies.platform, self._answers, self._store, asker, str((body.get("message") or {}).get("ts"))
            )

    def _line(self, ref: str, body: Json, asker: Asker) -> str:
        """Return the line that a reference stands for; one that is too old is offered anew, and '' returned."""
        found = self._presses.line(ref)
        if isinstance(found, str):
            return found
        if body.get("view"):
            self._update(body["view"]["id"], asker, found, "")
        else:
            self._replies.show(self._url(body), found, False, asker, "", thread=self._thread(body))
        return ""

    def _open(self, body: Json, asker: Asker, view: Json) -> str:
        client = self._replies.platform.clients(spot(asker.person).workspace)
        inside = (body.get("view") or {}).get("type") == "modal"
        opening = client.views_push if inside else client.views_open
        answer = called(lambda: opening(trigger_id=str(body["trigger_id"]), view=view))
        return str(answer["view"]["id"])

    def _update(self, view_id: str, asker: Asker, message: Message, line: str) -> None:
        view, made = views.shown(message, line=line)
        self._replies.platform.keep(made, asker.channel_id, asker.person)
        client = self._replies.platform.clients(spot(asker.person).workspace)
        called(lambda: client.views_update(view_id=view_id, view=view))

    def _asker(self, kept: Json, context: Json, body: Json) -> Asker:
        """Return who submitted a modal, in the place where it was opened."""
        asker = asker_of(context, body)
        channel = str(kept.get("channel") or asker.channel_id)
        return replace(asker, channel_id=channel, channel_name=str(kept.get("name") or ""))

    def _kept(self, asker: Asker, body: Json) -> Json:
        home = {"home": True} if (body.get("view") or {}).get("type") == "home" else {}
        return {"channel": asker.channel_id, "name": asker.channel_name, "url": self._url(body)} | home

    def _url(self, body: Json) -> str:
        return str(body.get("response_url") or "")

    def _hidden(self, body: Json) -> bool:
        return bool((body.get("container") or {}).get("is_ephemeral"))

    def _thread(self, body: Json) -> str:
        return str((body.get("message") or {}).get("thread_ts") or (body.get("container") or {}).get("thread_ts") or "")


def handed_over(view: Json, client: WebClient) -> bytes:
    """Return the list of feeds in a submitted form: its text, or its file fetched from Slack; raises PlatformError."""
    if text := views.values(view).get("list"):
        return text.encode()
    files = [each for state in view["state"]["values"]["list"].values() for each in state.get("files") or []]
    url = str(files[0].get("url_private_download") or "") if files else ""
    ours = urlsplit(client.base_url).netloc
    if urlsplit(url).netloc not in {"files.slack.com", ours}:
        raise PlatformError("No file came with the form.")
    request = Request(url, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310 - Slack's host, just checked
    try:
        with urlopen(request, timeout=10) as answer:  # noqa: S310 - as above
            content: bytes = answer.read(MOST_BYTES + 1)
    except OSError as error:
        raise PlatformError("The file could not be fetched from Slack.") from error
    if len(content) > MOST_BYTES:
        raise PlatformError("Larger than 5 MB, not read.")
    return content


def _value(action: Json) -> str:
    chosen = action.get("selected_option") or {}
    return str(action.get("value") or chosen.get("value") or "")
