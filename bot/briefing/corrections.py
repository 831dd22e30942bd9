"""What was shown and is no longer so, in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted
from bot.model.correction import Cause, Correction
from bot.model.message import Header, Message, Section


def note(correction: Correction, viewer: Viewer) -> str:
    """Return what stands beside words that are struck through: “removed from the article, seen gone Thu 14:10”."""
    seen = {Cause.GONE: ", seen gone", Cause.EDITED: ", seen"}.get(correction.cause)
    return f"{correction.said}{seen} {viewer.when(correction.at)}" if seen else correction.said


def reply(correction: Correction, viewer: Viewer) -> Message:
    """Return what is said below a post that is too old to be edited."""
    what = "A change of position" if correction.cause is Cause.WITHDRAWN else "A quote"
    who = f" of {correction.who}" if correction.who else ""
    return Message(
        (Section(f"Correction. {what}{who} in the post above: {note(correction, viewer)}.", correction.url),)
    )


def standing_again(correction: Correction) -> Message:
    """Return what is said below an old post when its correction is taken back."""
    what = "change of position" if correction.cause is Cause.WITHDRAWN else "quote"
    who = f" of {correction.who}" if correction.who else ""
    return Message((Section(f"The {what}{who} in the post above is right after all.", correction.url),))


def corrections(found: Sequence[Correction], viewer: Viewer) -> Message:
    """Return the newest corrections, each with whose words they were, what is wrong and when that was seen."""
    if not found:
        return Message((Section("Nothing was corrected so far."),), empty=True)
    said = [dotted(viewer.full(each.at), each.who, each.said, _back(each, viewer)) for each in found]
    lines = [Section(line, each.url) for line, each in zip(said, found, strict=True)]
    return Message((Header(f"Corrections · newest first · {counted(len(found), 'correction')}"), *lines))


def _back(correction: Correction, viewer: Viewer) -> str:
    at = correction.taken_back_at
    return f"taken back {viewer.full(at)}" if at else ""
