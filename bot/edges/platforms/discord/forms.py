"""Forms: what a button asks before it acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.briefing.objections import REASONS
from bot.edges.platforms.discord.elements import IN_A_SELECT, INPUT, LABEL, LONGEST_CHOICE, SELECT, Json
from bot.edges.platforms.kit.foreign import clean
from bot.edges.platforms.kit.forms import Field, Kind

QUOTE, REASON, NOTE = "quote", "reason", "note"  # ids of inputs
SHORT, LONG = 1, 2  # styles of an input
MOST_FIELDS = 5


def form(custom_id: str, title: str, fields: Sequence[Field]) -> Json:
    """Return a form that asks for the rest of a command line, filled in with what is set."""
    shown = [labelled(each.asks, _input(each), each.hint) for each in fields[:MOST_FIELDS]]
    return {"custom_id": custom_id, "title": title, "components": shown}


def with_choices(field: Field, known: Sequence[str]) -> Field:
    """Return a field to choose from all that is known, where that has room and nothing else may be typed."""
    room = 0 < len(known) < IN_A_SELECT and all(0 < len(each) <= LONGEST_CHOICE for each in known)
    return replace(field, choices=tuple((each, each) for each in known)) if room and not field.free else field


def _input(field: Field) -> Json:
    """Return a select where all that may be chosen fits one, else an input for words."""
    if 0 < len(field.choices) <= IN_A_SELECT:
        shown = [
            {"label": clean(said)[:LONGEST_CHOICE] or "…", "value": value, "default": value in field.given}
            for said, value in field.choices
        ]
        most = len(shown) if field.kind is Kind.MANY else 1
        made: Json = {"type": SELECT, "custom_id": field.name, "options": shown, "required": not field.optional}
        return made | {"min_values": 0 if field.optional else 1, "max_values": most}
    typed = ", ".join(field.given)[:1000]
    made = {"type": INPUT, "custom_id": field.name, "style": SHORT, "required": not field.optional, "max_length": 1000}
    return made | ({"value": typed} if typed else {})


def parted(fields: Sequence[Field], values: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return what was filled in, by field; where several things were typed into one input, each of them."""
    typed = {each.name for each in fields if each.kind is Kind.MANY and each.offers}
    split = {name: [part.strip() for each in given for part in each.split(",")] for name, given in values.items()}
    return {name: tuple(split[name] if name in typed else given) for name, given in values.items()}


def report(custom_id: str, quotes: Sequence[tuple[str, str, str]]) -> Json:
    """Return the form that asks what is wrong with which quote; `quotes` are (id, who says what, sentence)."""
    which = [
        {
            "label": clean(said)[:LONGEST_CHOICE] or "…",
            "description": clean(sentence)[:LONGEST_CHOICE] or "…",
            "value": quote,
        }
        for quote, said, sentence in quotes[:IN_A_SELECT]
    ]
    why = [{"label": said, "value": reason} for reason, said in REASONS]
    more: Json = {"type": INPUT, "custom_id": NOTE, "style": LONG, "required": False, "max_length": 500}
    fields = [
        labelled("Which quote?", {"type": SELECT, "custom_id": QUOTE, "options": which, "required": True}),
        labelled("What is wrong?", {"type": SELECT, "custom_id": REASON, "options": why, "required": True}),
        labelled("In your words", more),
    ]
    return {"custom_id": custom_id, "title": "Report a quote", "components": fields}


def labelled(asks: str, field: Json, hint: str = "") -> Json:
    """Return a field below what it asks; a long question goes on in small print."""
    plain = clean(asks)
    if len(plain) <= 45:
        small = {"description": clean(hint)[:100]} if hint else {}
        return {"type": LABEL, "label": plain or "On Record", "component": field} | small
    return {"type": LABEL, "label": f"{plain[:44].rstrip()}…", "description": plain[:100], "component": field}


def values(components: Sequence[Json]) -> dict[str, tuple[str, ...]]:
    """Return what was typed or chosen in a form, by the ids of its inputs."""
    fields = [each.get("component") or {} for each in components]
    return {
        str(each.get("custom_id", "")): tuple(map(str, each.get("values") or filter(None, [each.get("value")])))
        for each in fields
    }
