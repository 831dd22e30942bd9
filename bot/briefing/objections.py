"""Reports that a quote is wrong, and the settings of a workspace."""

from __future__ import annotations

from collections.abc import Sequence

from bot.briefing.blocks import quotation
from bot.briefing.viewer import Viewer
from bot.briefing.wording import counted, dotted, listed
from bot.model.ask import Standing
from bot.model.message import Actions, Block, Button, Context, Header, Message, Section
from bot.model.record import Filed
from bot.model.workspace import Objection, SettingChange, Workspace

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


def reviewed(quote_id: str) -> Message:
    """Confirm that a quote is shown again."""
    return Message((Section("The quote is shown again."), Context(quote_id)))


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
            Section(f"Digests and feeds may be changed by {who}."),
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


def changes(log: Sequence[SettingChange], viewer: Viewer) -> Message:
    """Return the newest changed settings, who made them and when."""
    if not log:
        return Message((Section("No setting was changed here so far."),), empty=True)
    lines = [Section(dotted(viewer.full(each.at), each.said)) for each in log]
    return Message((Header(f"Changes · newest first · {viewer.zone}"), *lines))


def reasons() -> str:
    """Return the reasons that a report may give, as words for a line."""
    return listed([key for key, _ in REASONS], "or")
