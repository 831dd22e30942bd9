"""Check what is sent to Discord against its documented limits, and against our own promises."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

Json = dict[str, Any]
EPHEMERAL, SUPPRESS_EMBEDS, COMPONENTS_V2 = 1 << 6, 1 << 2, 1 << 15
ID = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
CUSTOM_ID = {"type": "string", "minLength": 1, "maxLength": 100}


def part(kind: int, needed: str, /, **fields: Any) -> Json:
    """Return the schema of one component; unknown fields are refused."""
    return {
        "type": "object",
        "properties": {"type": {"const": kind}, "id": ID} | fields,
        "required": ["type", *needed.split()],
        "additionalProperties": False,
    }


def many(least: int, most: int, *kinds: str) -> Json:
    return {
        "type": "array",
        "minItems": least,
        "maxItems": most,
        "items": {"oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in kinds]},
    }


# docs.discord.com/developers/components/reference and resources/message
PARTS: Json = {
    "text": part(10, "content", content={"type": "string", "minLength": 1, "maxLength": 4000}),
    "button": part(
        2,
        "style label custom_id",
        style={"enum": [1, 2, 3, 4]},
        label={"type": "string", "minLength": 1, "maxLength": 80},
        custom_id=CUSTOM_ID,
    ),
    "link": part(
        2,
        "style label url",
        style={"const": 5},
        label={"type": "string", "minLength": 1, "maxLength": 80},
        url={"type": "string", "maxLength": 512, "pattern": "^https?://"},
    ),
    "select": part(
        3,
        "custom_id options",
        custom_id=CUSTOM_ID,
        placeholder={"type": "string", "maxLength": 150},
        required={"type": "boolean"},
        min_values={"type": "integer", "minimum": 0, "maximum": 25},
        max_values={"type": "integer", "minimum": 1, "maximum": 25},
        options={
            "type": "array",
            "minItems": 1,
            "maxItems": 25,
            "items": {
                "type": "object",
                "properties": {
                    "label": {"type": "string", "minLength": 1, "maxLength": 100},
                    "value": {"type": "string", "minLength": 1, "maxLength": 100},
                    "description": {"type": "string", "minLength": 1, "maxLength": 100},
                    "default": {"type": "boolean"},
                },
                "required": ["label", "value"],
                "additionalProperties": False,
            },
        },
    ),
    "input": part(
        4,
        "custom_id style",
        custom_id=CUSTOM_ID,
        style={"enum": [1, 2]},
        value={"type": "string", "maxLength": 4000},
        required={"type": "boolean"},
        max_length={"type": "integer", "minimum": 1, "maximum": 4000},
    ),
    "label": part(
        18,
        "label component",
        label={"type": "string", "minLength": 1, "maxLength": 45},
        description={"type": "string", "minLength": 1, "maxLength": 100},
        component={"oneOf": [{"$ref": "#/$defs/input"}, {"$ref": "#/$defs/select"}]},
    ),
    "row": part(1, "components", components={"anyOf": [many(1, 5, "button", "link"), many(1, 1, "select")]}),
    "section": part(
        9,
        "components accessory",
        components=many(1, 3, "text"),
        accessory={"oneOf": [{"$ref": "#/$defs/button"}, {"$ref": "#/$defs/link"}]},
    ),
    "separator": part(14, ""),
    "file": part(13, "file", file={"type": "object", "required": ["url"]}),
    "gallery": part(
        12,
        "items",
        items={
            "type": "array",
            "minItems": 1,
            "maxItems": 10,
            "items": {
                "type": "object",
                "properties": {
                    "media": {"type": "object", "required": ["url"]},
                    "description": {"type": "string", "minLength": 1, "maxLength": 1024},
                },
                "required": ["media", "description"],
                "additionalProperties": False,
            },
        },
    ),
    "container": part(
        17, "components", components=many(1, 40, "row", "text", "section", "gallery", "separator", "file")
    ),
    "embed": {
        "type": "object",
        "properties": {
            "description": {"type": "string", "minLength": 1, "maxLength": 4096},
            "url": {"type": "string", "maxLength": 2048, "pattern": "^https://"},
        },
        "required": ["description"],
        "additionalProperties": False,
    },
}
MESSAGE: Json = {
    "type": "object",
    "properties": {
        "content": {"type": "string", "maxLength": 2000},
        "flags": {"type": "integer"},
        "components": many(0, 40, "container", "row", "text", "file"),
        "embeds": many(0, 10, "embed"),
        "attachments": {"type": "array", "items": {"type": "object"}},
        "nonce": {"type": "string", "minLength": 1, "maxLength": 25},
        "enforce_nonce": {"const": True},
        "message_reference": {"type": "object"},
        "allowed_mentions": {
            "type": "object",
            "properties": {"parse": {"const": []}, "replied_user": {"const": False}},
            "required": ["parse", "replied_user"],
            "additionalProperties": False,
        },
    },
    "required": ["allowed_mentions", "flags"],
    "additionalProperties": False,
}
MODAL: Json = {
    "type": "object",
    "properties": {
        "custom_id": CUSTOM_ID,
        "title": {"type": "string", "minLength": 1, "maxLength": 45},
        "components": many(1, 5, "label"),
    },
    "required": ["custom_id", "title", "components"],
    "additionalProperties": False,
}


def schema(of: Json) -> Draft202012Validator:
    return Draft202012Validator(of | {"$defs": PARTS})


MESSAGES, MODALS = schema(MESSAGE), schema(MODAL)


def violations(body: Json) -> Iterator[str]:
    """Yield each way in which the body of a message breaks a rule."""
    for error in MESSAGES.iter_errors(body):
        yield f"{error.json_path}: {error.message[:300]}"
    every = list(components(body.get("components") or []))
    if not body["flags"] & SUPPRESS_EMBEDS and not body.get("embeds"):  # the flag would hide those
        yield "previews are not off"
    yield from _forms(body, every)
    yield from _sizes(body, every)
    for name in ("custom_id", "id"):
        twice = [key for key, count in Counter(each[name] for each in every if name in each).items() if count > 1]
        if twice:
            yield f"{name} twice: {twice}"
    values = [Counter(option["value"] for option in each.get("options", [])) for each in every]
    if any(count > 1 for each in values for count in each.values()):
        yield "two options have one value"


def _forms(body: Json, every: list[Json]) -> Iterator[str]:
    modern = bool(body["flags"] & COMPONENTS_V2)
    if modern and any(name in body for name in ("content", "embeds")):
        yield "components of the second version bear no content and no embeds"
    if not modern and any(each["type"] in {9, 10, 12, 13, 14, 17} for each in every):
        yield "components of the second version without their flag"
    if not (every or body.get("content") or body.get("embeds")):
        yield "nothing is in it"


def _sizes(body: Json, every: list[Json]) -> Iterator[str]:
    if len(every) > 40:
        yield f"{len(every)} components"
    text = sum(len(each["content"].encode("utf-16-le")) // 2 for each in every if each["type"] == 10)
    if text > 4000:
        yield f"{text} characters"
    if sum(len(each["description"]) for each in body.get("embeds") or []) > 6000:
        yield "embeds of more than 6000 characters"


def modal_violations(modal: Json) -> Iterator[str]:
    """Yield each way in which a modal breaks a rule."""
    for error in MODALS.iter_errors(modal):
        yield f"{error.json_path}: {error.message[:300]}"
    for each in components(modal["components"]):
        least, most, number = each.get("min_values", 1), each.get("max_values", 1), len(each.get("options", ()))
        if each["type"] == 3 and not (least <= most <= number and (least or not each.get("required", True))):
            yield f"{least} to {most} of {number} options"


def components(part: Any) -> Iterator[Json]:
    """Yield every component, outer ones first."""
    if isinstance(part, list):
        for each in part:
            yield from components(each)
    elif isinstance(part, dict):
        yield part
        for name in ("components", "accessory", "component"):
            yield from components(part.get(name))


def texts(body: Json) -> list[str]:
    """Return every text of a message as it was sent, embeds too."""
    own = [each["content"] for each in components(body.get("components") or []) if each["type"] == 10]
    return [*own, *(each["description"] for each in body.get("embeds") or [])]


def as_read(texts: list[str]) -> str:
    """Return texts as one reads them on Discord: marks gone, escapes undone; addresses stay."""
    plain = re.sub(r"(?m)^(?:> |-# |### )", "", "\n".join(texts))
    plain = re.sub(r"\]\(<([^>]*)>\)", r" \1 ", plain)
    plain = re.sub(r"(?<!\\)\*+|(?<!\\)~~|(?<!\\)\[", "", plain)
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", re.sub(r"(?<=\d)\\(?=[.])", "", plain))


def captions(body: Json) -> str:
    """Return the words on the buttons of a message."""
    return "\n".join(each["label"] for each in components(body.get("components") or []) if each.get("type") == 2)
