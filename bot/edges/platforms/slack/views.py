"""Modals and App Home."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from bot.briefing.objections import REASONS
from bot.edges.platforms.kit import forms
from bot.edges.platforms.kit.foreign import clean
from bot.edges.platforms.kit.forms import Field, Kind
from bot.edges.platforms.slack.charts import TEXT
from bot.edges.platforms.slack.elements import Json, plain, rich, section, words
from bot.edges.platforms.slack.fit import Drawn, drawn
from bot.edges.platforms.units import Place
from bot.model.message import Message, Section

FORM, REPORT, IMPORT = "or1_form", "or1_report", "or1_import"  # callback ids
MOST_BLOCKS = 100
TITLE = 24  # characters of a modal's title
OFFERS = "or1_offers"  # begins the id of a field for which we offer what is known
MOST_TICKS = 10  # in one group
LOADING = "Looking…"
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
    """Return a modal that asks for the rest of a command line with Slack's own pickers, filled in with what is set."""
    asked = forms.fields(line, asks, typed)
    blocks = [each for field in asked for each in _inputs(field)]
    kept = kept | {"line": line, "asks": asks}
    return modal(forms.title(line), blocks, submit="Go", callback_id=FORM, kept=kept)


def _inputs(field: Field) -> list[Json]:
    """Return a field as input blocks: several where not all its choices fit one."""
    if not field.choices:
        return [_labelled(field, _element(field))]
    choices = [{"text": plain(clean(said)[:75]), "value": value} for said, value in field.choices]
    parts = [choices[at : at + MOST_TICKS] for at in range(0, len(choices), MOST_TICKS)]
    return [_labelled(field, _ticks(field, part), number) for number, part in enumerate(parts, start=1)]


def _ticks(field: Field, choices: list[Json]) -> Json:
    chosen = [each for each in choices if each["value"] in field.given]
    made: Json = {"type": "checkboxes", "action_id": field.name, "options": choices}
    return made | ({"initial_options": chosen} if chosen else {})


def _labelled(field: Field, element: Json, number: int = 1) -> Json:
    """Return an element with what it asks; of several parts of one field each may be left empty."""
    parted = len(field.choices) > MOST_TICKS
    made: Json = {"type": "input", "block_id": field.name if number == 1 else f"{field.name}.{number}"}
    made |= {"label": plain(clean(field.asks)[:200] if number == 1 else "And these"), "element": element}
    made |= {"optional": True} if field.optional or parted else {}
    return made | ({"hint": plain(field.hint)} if field.hint else {})


def _element(field: Field) -> Json:
    """Return what a field without choices of its own is filled in with."""
    first = next(iter(field.given), "")
    if field.kind is Kind.TIME:
        fits = re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", first)
        return {"type": "timepicker", "action_id": field.name, "initial_time": first if fits else "08:00"}
    if field.offers is None:
        made: Json = {"type": "plain_text_input", "action_id": field.name, "max_length": 1000}
        return made | ({"initial_value": first[:1000]} if first else {})
    many = field.kind is Kind.MANY
    asked = f"{OFFERS}:{field.offers.value}{':free' if field.free else ''}"
    made = {"type": f"{'multi_' if many else ''}external_select", "action_id": asked, "min_query_length": 0}
    given = options(field.given)
    chosen = {"initial_options": given} if many else {"initial_option": given[0]} if given else {}
    return made | (chosen if given else {})


def options(names: Sequence[str]) -> list[Json]:
    """Return names as options of a select, at most 100."""
    shown = [clean(each) for each in names]
    return [{"text": plain(each[:75]), "value": each[:150]} for each in dict.fromkeys(shown) if each][:100]


def chosen(view: Json) -> dict[str, tuple[str, ...]]:
    """Return what was typed or chosen in a modal, by field."""
    found: dict[str, tuple[str, ...]] = {}
    for block, actions in (view.get("state") or {}).get("values", {}).items():
        name = block.partition(".")[0]
        for state in actions.values():
            one = state.get("value") or state.get("selected_time") or (state.get("selected_option") or {}).get("value")
            several = [str(each["value"]) for each in state.get("selected_options") or []]
            found[name] = (*found.get(name, ()), *([str(one)] if one else several))
    return found


def asked_in(view: Json) -> tuple[Field, ...]:
    """Return the fields of a form that was submitted."""
    kept = kept_in(view)
    return forms.fields(str(kept.get("line") or ""), str(kept.get("asks") or ""), "")


def mistakes(view: Json, message: Message) -> dict[str, str]:
    """Return what to say under which field of a form whose line was a mistake; nothing for an answer."""
    said = next((each.text for each in message.blocks if isinstance(each, Section)), "")
    if not (message.private and message.empty and said):
        return {}
    return {forms.at_fault(asked_in(view), chosen(view), said): clean(said)[:LONGEST_MISTAKE]}


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
    """Return what was typed or chosen in a modal that takes one thing in each field."""
    return {name: next(iter(given), "") for name, given in chosen(view).items()}


def kept_in(view: Json) -> Json:
    """Return what a modal was opened with."""
    try:
        kept = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}
