"""Modals and App Home."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from bot.briefing.objections import REASONS
from bot.edges.platforms.kit.foreign import clean
from bot.edges.platforms.slack.charts import TEXT
from bot.edges.platforms.slack.elements import Json, plain, rich, section, words
from bot.edges.platforms.slack.fit import Drawn, drawn
from bot.edges.platforms.units import Place
from bot.model.message import Message, Section

FORM, REPORT, IMPORT = "or1_form", "or1_report", "or1_import"  # callback ids
MOST_BLOCKS = 100
TITLE = 24  # characters of a modal's title
TYPED = "typed"  # the block and action of a form's one input
LOADING = "Looking…"
AT = "digest at"  # the line whose form has pickers
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONGEST_MISTAKE = 150  # characters under a field


def loading() -> Json:
    """Return the modal that opens at once, before the answer is there."""
    return modal("On Record", rich(section(words(LOADING))))


def modal(title: str, blocks: Sequence[Json], *, submit: str = "", callback_id: str = "", kept: Any = None) -> Json:  # noqa: ANN401
    """Return a modal; `kept` comes back with what is submitted."""
    made: Json = {"type": "modal", "title": plain(clean(title)[:TITLE]), "blocks": list(blocks)[:MOST_BLOCKS]}
    made |= {"close": plain("Close")}
    made |= {"submit": plain(submit)} if submit else {}
    made |= {"callback_id": callback_id} if callback_id else {}
    return made | ({"private_metadata": json.dumps(kept)[:3000]} if kept is not None else {})


def shown(message: Message, title: str = "On Record", line: str = "") -> tuple[Json, Drawn]:
    """Return a message as a modal, and what its buttons stand for."""
    made = drawn(message, place=Place.VIEW, line=line, pictures=TEXT)
    return modal(title, made.lead.blocks), made


def home(message: Message) -> tuple[Json, Drawn]:
    """Return a message as App Home."""
    made = drawn(message, place=Place.VIEW, pictures=TEXT)
    return {"type": "home", "blocks": list(made.lead.blocks)[:MOST_BLOCKS]}, made


def form(line: str, asks: str, typed: str, kept: Json) -> Json:
    """Return a modal that asks for the rest of a command line: with Slack's own pickers for times, else as text."""
    if line == AT or line.startswith(f"{AT} "):
        return modal("When it comes", _times(typed), submit="Set", callback_id=FORM, kept=kept | {"line": line})
    element: Json = {"type": "plain_text_input", "action_id": TYPED, "max_length": 1000}
    element |= {"initial_value": typed} if typed else {}
    block: Json = {"type": "input", "block_id": TYPED, "label": plain(asks[:200]), "element": element}
    return modal("On Record", [block], submit="Go", callback_id=FORM, kept=kept | {"line": line})


def _times(typed: str) -> list[Json]:
    """Return the fields of a digest's time, filled in with one as people type it."""
    clock = re.search(r"\d\d:\d\d", typed)
    days = [{"text": plain(name), "value": name[:3].lower()} for name in DAYS]
    chosen = days if "daily" in typed else days[:5]
    at: Json = {"type": "timepicker", "action_id": "at", "initial_time": clock[0] if clock else "08:00"}
    on: Json = {"type": "checkboxes", "action_id": "days", "options": days, "initial_options": chosen}
    zone: Json = {"type": "plain_text_input", "action_id": "zone", "max_length": 60}
    return [
        {"type": "input", "block_id": "at", "label": plain("Time"), "element": at},
        {"type": "input", "block_id": "days", "label": plain("Days"), "element": on},
        {"type": "input", "block_id": "zone", "label": plain("Time zone"), "element": zone, "optional": True}
        | {"hint": plain("Such as Europe/Berlin; empty leaves it as it is.")},
    ]


def typed_in(view: Json) -> str:
    """Return what a form was filled in with, as one types it."""
    given = values(view)
    return given[TYPED] if TYPED in given else " ".join(each for each in given.values() if each)


def mistakes(view: Json, message: Message) -> dict[str, str]:
    """Return what to say under which field of a form whose line was a mistake; nothing for an answer."""
    said = next((each.text for each in message.blocks if isinstance(each, Section)), "")
    if not (message.private and message.empty and said):
        return {}
    fields = list(values(view))
    wrong = "zone" if "zone" in fields and "zone" in said.casefold() else fields[0]
    return {wrong: clean(said)[:LONGEST_MISTAKE]}


def report(quotes: Sequence[tuple[str, str, str]], kept: Json) -> Json:
    """Return the modal that asks what is wrong with which quote; `quotes` are (id, who says what, sentence)."""
    choices = [
        {"text": plain(clean(said)[:75]), "description": plain(clean(sentence)[:75]), "value": quote_id}
        for quote_id, said, sentence in quotes[:20]
    ]
    reasons = [{"text": plain(said), "value": key} for key, said in REASONS]
    which: Json = {"type": "static_select", "action_id": "quote", "options": choices, "initial_option": choices[0]}
    why: Json = {"type": "radio_buttons", "action_id": "reason", "options": reasons}
    more: Json = {"type": "plain_text_input", "action_id": "note", "multiline": True, "max_length": 500}
    blocks: list[Json] = [
        {"type": "input", "block_id": "quote", "label": plain("Which quote?"), "element": which},
        {"type": "input", "block_id": "reason", "label": plain("What is wrong?"), "element": why},
        {"type": "input", "block_id": "note", "label": plain("In your words"), "element": more, "optional": True},
    ]
    return modal("Report a quote", blocks, submit="Report", callback_id=REPORT, kept=kept)


def importing(kept: Json, *, files: bool) -> Json:
    """Return the modal that takes a list of feeds: as a file where we may read files, else as text."""
    if files:
        element: Json = {"type": "file_input", "action_id": "file", "max_files": 1}
        label = "A list of feeds (OPML)"
    else:
        element = {"type": "plain_text_input", "action_id": "text", "multiline": True, "max_length": 3000}
        label = "Addresses of feeds, one a line, or the text of an OPML file"
    block: Json = {"type": "input", "block_id": "list", "label": plain(label), "element": element}
    return modal("Import feeds", [block], submit="Look at it", callback_id=IMPORT, kept=kept)


def values(view: Json) -> dict[str, str]:
    """Return what was typed or chosen in a modal, by block."""
    typed: dict[str, str] = {}
    for block, actions in (view.get("state") or {}).get("values", {}).items():
        for state in actions.values():
            chosen = state.get("selected_option") or {}
            several = ",".join(str(each["value"]) for each in state.get("selected_options") or [])
            typed[block] = str(state.get("value") or state.get("selected_time") or chosen.get("value") or several)
    return typed


def kept_in(view: Json) -> Json:
    """Return what a modal was opened with."""
    try:
        kept = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}
