"""Why the stories of a digest stand where they stand, in words."""

from __future__ import annotations

from bot.briefing.wording import capital, counted, dotted
from bot.model.briefing import Digest, Story
from bot.model.message import Actions, Block, Button, Context, Header, Menu, Message, Section

MOST_JOINED = 3  # pages of a story whose reason is told
ORDER = (
    "Stories come by how many outlets tell them in their own words, by what is followed here, by what their headlines "
    "and first lines tell of, by who speaks, and by how fresh they are. How often somebody is quoted does not count."
)


def why(digest: Digest) -> Message:
    """Return the reasons of each story in order, and what became of the others."""
    if not digest.stories:
        return Message((Section("That digest has no stories to give reasons for."),), empty=True)
    blocks: list[Block] = [Header("Why these stories", dotted(counted(len(digest.stories), "story", "stories")))]
    blocks += [_reasons(number, each) for number, each in enumerate(digest.stories, start=1)]
    if left := digest.events - len(digest.stories):
        reasons = "for less weight, for reading like a feature, or for quoting nobody by a sure name"
        blocks.append(Context(f"Left out: {counted(left, 'more story', 'more stories')}, {reasons}."))
    options = tuple(Button(each.lead.title, f"digest mute {each.id}") for each in digest.stories)
    return Message((*blocks, Context(ORDER), Actions((), (Menu("Mute a story for a week", options),))))


def _reasons(number: int, story: Story) -> Section:
    """Return a story's headline with why it stands there, and why its pages are one story."""
    because = capital("; ".join(story.because)) or "Nothing speaks for it but that it is new"
    joined = [capital(each) for each in story.joined[:MOST_JOINED]]
    further = len(story.joined) - len(joined)
    more = [f"{counted(further, 'more article')} joined it the same way"] if further else []
    body = "\n".join(f"{each}." for each in (because, *joined, *more))
    return Section(f"{number}. {story.lead.title}", story.lead.url, bold=True, body=body)
