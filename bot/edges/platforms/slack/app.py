"""The Bolt app: which handler answers which request, the same in Socket Mode and over HTTP."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from slack_bolt import App

from bot.edges.platforms.kit.index import Index
from bot.edges.platforms.kit.typed import AsTyped
from bot.edges.platforms.slack.asking import Asking
from bot.edges.platforms.slack.events import Events
from bot.edges.platforms.slack.places import Spot
from bot.edges.platforms.slack.pressing import Pressing
from bot.edges.platforms.slack.replies import Replies
from bot.edges.platforms.slack.views import FORM, IMPORT, OFFERS, REPORT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.edges.platforms.slack.posting import SlackPlatform
    from bot.model.ask import Command
    from bot.ports.store import Store
    from bot.ports.world import Answers, Clock

NOT_INSTALLED = "On Record has no token for this workspace that works. Ask an administrator to add the app anew."
LISTENERS = 64  # requests at the same time
EVENTS = (
    "app_mention",
    "message",
    "app_home_opened",
    "member_joined_channel",
    "member_left_channel",
    "channel_archive",
    "app_uninstalled",
    "tokens_revoked",
)


class SlackApp:
    """Hold the Bolt app with its handlers."""

    def __init__(
        self,
        platform: SlackPlatform,
        answers: Answers,
        store: Store,
        clock: Clock,
        commands: Sequence[Command],
        *,
        removed: Callable[[Spot], None] = lambda _place: None,
        follower: Callable[[str], str] = lambda _channel_id: "",
        **bolt: Any,  # noqa: ANN401 - what Bolt's App takes: a client, or an installation store
    ) -> None:
        """Take what answers and what posts; `bolt` is how requests are authorised, `removed` hears of an uninstall.

        `follower` says whose feeds a channel sees.
        """
        self._listeners = ThreadPoolExecutor(LISTENERS, "slack")
        answers = AsTyped(answers, store)
        self.replies = Replies(platform)
        self.app = App(
            listener_executor=self._listeners,
            logger=_quiet(),
            user_facing_authorize_error_message=NOT_INSTALLED,
            **bolt,
        )
        asking = Asking(self.replies, answers, store, clock)
        pressing = Pressing(self.replies, answers, store, clock, Index(store, clock, follower))
        self._register(asking, pressing, Events(self.replies, answers, store, clock, removed), commands)

    def close(self) -> None:
        """Take no more requests."""
        self._listeners.shutdown(wait=False, cancel_futures=True)
        self.replies.close()

    def _register(self, asking: Asking, pressing: Pressing, events: Events, commands: Sequence[Command]) -> None:
        app = self.app
        names = "|".join(re.escape(command.name) for command in commands)
        app.command(re.compile(rf"^/(?:[a-z0-9]+-)?(?:{names})$"))(asking.command)
        app.shortcut("ask")(asking.ask)
        app.shortcut("sum_links")(asking.summarize)
        app.shortcut("check_quote")(asking.check)
        app.action(re.compile(r"^or1:"))(pressing.press)
        app.options(re.compile(rf"^{OFFERS}:"))(pressing.suggest)
        for callback_id, submitted in (
            (FORM, pressing.typed),
            (REPORT, pressing.reported),
            (IMPORT, pressing.imported),
        ):
            app.view(callback_id)(submitted)
        for name in EVENTS:
            app.event(name)(_handled(getattr(events, name)))


def _handled(handler: Callable[[dict[str, Any], dict[str, Any]], None]) -> Callable[..., None]:
    """Return a listener of Bolt's for a handler of events; Bolt acknowledges these by itself."""

    def listener(body: dict[str, Any], context: dict[str, Any]) -> None:
        handler(body, context)

    return listener


def _quiet() -> logging.Logger:
    """Return a logger that says what went wrong, and nothing that people wrote."""
    logger = logging.getLogger("onrecord.slack")
    logger.setLevel(logging.ERROR)
    return logger
