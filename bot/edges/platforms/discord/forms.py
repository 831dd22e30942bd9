"""Forms: what a button asks before it acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.briefing.objections import REASONS
from bot.edges.platforms.discord.elements import IN_A_SELECT, INPUT, LABEL, SELECT, Json
from bot.edges.platforms.kit.foreign import clean

TITLE = "On Record"
TYPED, QUOTE, REASON, NOTE = "typed", "quote", "reason", "note"  # ids of inputs
SHORT, LONG = 1, 2  # styles of an input


def form(custom_id: str, asks: str, typed: str) -> Json:
    """Return a form that asks for the rest of a command line."""
    value = {"value": typed[:1000]} if typed else {}
    field: Json = {"type": INPUT, "custom_id": TYPED, "style": SHORT, "required": True, "max_length": 1000} | value
    return {"custom_id": custom_id, "title": TITLE, "components": [labelled(asks, field)]}


def report(custom_id: str, quotes: Sequence[tuple[str, str, str]]) -> Json:
    """Return the form that asks what is wrong with which quote; `quotes` are (id, who says what, sentence)."""
    which = [
        {"label": clean(said)[:100] or "…", "description": clean(sentence)[:100] or "…", "value": quote}
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


def labelled(asks: str, field: Json) -> Json:
    """Return a field below what it asks; a long question goes on in small print."""
    plain = clean(asks)
    if len(plain) <= 45:
        return {"type": LABEL, "label": plain or TITLE, "component": field}
    return {"type": LABEL, "label": f"{plain[:44].rstrip()}…", "description": plain[:100], "component": field}


def values(components: Sequence[Json]) -> dict[str, str]:
    """Return what was typed or chosen in a form, by the ids of its inputs."""
    return dict(_values(components))


def _values(components: Sequence[Json]) -> Iterator[tuple[str, str]]:
    for each in components:
        field = each.get("component") or {}
        chosen = field.get("values") or [""]
        yield str(field.get("custom_id", "")), str(field.get("value") or chosen[0])
