"""Correct what was posted: struck through within a week, after that by a reply; what was taken back stands again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.briefing.corrections import note, reply, standing_again
from bot.briefing.viewer import Viewer
from bot.errors import NotNow, PlatformError, Unclear
from bot.model.briefing import workspace_of

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.model.correction import Correction, Post

EDITED = timedelta(days=7)  # how old a post may be to be edited
log = structlog.get_logger()


def correct(desk: Desk) -> None:
    """See to every post that shows what is no longer so; one that cannot be reached now is tried again."""
    now = desk.clock.now()
    for correction in desk.store.corrections_open():
        posts = [each for each in desk.store.posts_showing(correction.item) if _concerns(correction, each)]
        done = [
            _corrected(desk, correction, each, now) for each in posts
        ]  # each of them, whatever became of the others
        if all(done):
            desk.store.corrected(correction.id, now)


def _concerns(correction: Correction, post: Post) -> bool:
    return correction.workspace in {"", workspace_of(post.channel_id)} and post.at <= correction.at


def _corrected(desk: Desk, correction: Correction, post: Post, now: datetime) -> bool:
    """Correct one post and say whether nothing is left to do there."""
    platform = desk.platforms.get(post.channel_id.split(":")[0])
    if platform is None:  # another process serves it
        return False
    channel = desk.store.channel(post.channel_id)
    viewer = Viewer(now, channel.zone if channel else "UTC", desk.settings.name_from)
    try:
        if now - post.at <= EDITED:
            holding = desk.store.corrections_of(post)
            platform.amend(post, {each.item: note(each, viewer) for each in holding})
        else:
            back = correction.taken_back_at
            key = f"{'right' if back else 'correct'}:{correction.id}:{post.post}"
            first = desk.store.first(key, now)
            said = standing_again(correction) if back else reply(correction, viewer)
            platform.reply(post, said, key, tried=None if first else back or correction.at)
    except NotNow as error:
        log.warning("correction put off", channel=post.channel_id, reason=str(error))
        return False
    except Unclear as error:
        log.warning("correction unclear", channel=post.channel_id, post=post.post, reason=str(error))
        return now - post.at > EDITED  # struck through twice is struck through once; a reply may be there
    except PlatformError as error:
        log.warning("post not corrected", channel=post.channel_id, post=post.post, reason=str(error))
    return True
