"""Reports that a quote is wrong, and the settings of a workspace."""

from __future__ import annotations

from collections.abc import Sequence

from bot.briefing.blocks import quotation
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted, listed
from bot.model.ask import Standing
from bot.model.message import Actions, Block, Button, Context, Header, Message, Section
from bot.model.record import NAMED_FROM, Filed
from bot.model.workspace import Objection, SettingChange, Workspace

FROM_START = 40  # characters before a quote that a form has room for
MOST_NAMED = 5  # whom a message of settings offers to take off
REASONS = (
    ("speaker", "Not said by this person"),
    ("quote", "Not a quote"),
    ("date", "Wrong date"),
    ("cut", "Cut misleadingly"),
    ("other", "Something else"),
)


def filed(*, hidden: bool) -> Message:
    """Confirm a report and say what follows from it."""
    then = (
        "The quote is hidden here until a manager looks at it."
        if hidden
        else "It is hidden here when a manager or a second member reports it too."
    )
    return Message((Section(f"Thank you. {then}"),))


def reports(objections: Sequence[tuple[Objection, Filed | None]], viewer: Viewer) -> Message:
    """Return the newest reports with their quotes, each with a button that shows the quote again."""
    if not objections:
        return Message((Section("Nobody has reported a quote here."),), empty=True)
    blocks: list[Block] = [Header(f"Reported quotes · {counted(len(objections), 'report')}")]
    for objection, known in objections:
        blocks.append(Section(f"{objection.name}: {objection.reason}", bold=True, note=viewer.full(objection.at)))
        if known:
            blocks.append(quotation(known.quote, name_from=viewer.name_from, today=viewer.today))
        blocks.append(Actions((Button("It is right, show it again", f"onrecord reviewed {objection.quote_id}"),)))
    return Message(tuple(blocks))


def reviewed(known: Filed | None, viewer: Viewer) -> Message:
    """Confirm that a quote is shown again, and what becomes of the posts that had it struck through."""
    shown = (quotation(known.quote, name_from=viewer.name_from, today=viewer.today),) if known else ()
    then = "Posts of the last week that had it struck through show it as it was; older ones get a reply that says so."
    return Message((Section("The quote is shown again."), *shown, Context(then)))


def choices(quotes: Sequence[Filed]) -> list[tuple[str, str, str]]:
    """Return the quotes that a report may mean: the id, who says what, and the sentence, to tell two alike apart."""
    shown = [quotation(each.quote, name_from=NAMED_FROM) for each in quotes]
    said = [f"{at} · {each.name}: {each.quote.text}" for at, each in enumerate(shown, 1)]
    return [(each.quote.id, words, _sentence(each)) for each, words in zip(quotes, said, strict=True)]


def _sentence(each: Filed) -> str:
    """Return the sentence that holds a quote, from a little before the quote where it is long."""
    whole = "".join(text for text, _ in each.quote.shown.pieces)
    at = whole.find(each.quote.text)
    return whole if at < FROM_START else f"…{whole[at - FROM_START // 2 :]}"


def settings(workspace: Workspace, *, engine: str, keep_quotes: int, keep_texts: int) -> Message:
    """Return a workspace's settings with the buttons that change them."""
    everybody = workspace.policy is not Standing.MANAGER
    who = "every full member" if everybody else "managers: administrators, and who is named here"
    named = [Button(f"Without {each.title}", f"onrecord settings remove {each.thing}") for each in workspace.managers]
    other = "managers" if everybody else "members"
    kept = f"Quotes are kept {keep_quotes} days, article texts {keep_texts} days. Engine: {engine}."
    return Message(
        (
            Header("Settings of this workspace"),
            Section(_rule(workspace, who)),
            Section(f"Named: {', '.join(each.title for each in workspace.managers) or 'nobody so far'}."),
            *([Actions(tuple(named[:MOST_NAMED]))] if named else []),
            Section(kept),
            Actions(
                (
                    Button(f"Only {other}" if everybody else "All members", f"onrecord settings policy {other}"),
                    Button("Changes", "onrecord log"),
                    Button("Reported quotes", "onrecord reports"),
                )
            ),
        )
    )


def _rule(workspace: Workspace, who: str) -> str:
    """Return who may change what, as each platform has it."""
    if not workspace.id.startswith("discord:"):
        return f"Digests and feeds may be changed by {who}."
    more = " Only managers may use it here." if workspace.policy is Standing.MANAGER else ""
    return (
        "A digest takes the permission “Manage Channels” in its channel, feeds and settings take “Manage Server”."
        f"{more} Who is named here may change digests, too."
    )


def changes(log: Sequence[SettingChange], viewer: Viewer) -> Message:
    """Return the newest changed settings, who made them and when."""
    if not log:
        return Message((Section("No setting was changed here so far."),), empty=True)
    lines = [Section(dotted(viewer.full(each.at), each.said, _place(each.channel_id))) for each in log]
    return Message((Header(f"Changes · newest first · {viewer.zone}"), *lines))


def _place(channel_id: str) -> str:
    """Return a link to the channel that a change is of, '' for somebody's own conversation."""
    platform, _, thing = channel_id.rpartition(":")
    return f"<#{channel_id}>" if platform and platform != "console" and thing[:1] not in {"D", "U", "W", "@"} else ""


def reasons() -> str:
    """Return the reasons that a report may give, as words for a line."""
    return listed([key for key, _ in REASONS], "or")
