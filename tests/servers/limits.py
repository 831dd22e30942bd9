"""Check what is sent to Slack against Block Kit's limits, with the blockkit package, and against our own budgets."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from typing import Any

import blockkit

Json = dict[str, Any]
BLOCKS: Mapping[str, Any] = {
    "header": blockkit.Header,
    "section": blockkit.Section,
    "context": blockkit.Context,
    "divider": blockkit.Divider,
    "actions": blockkit.Actions,
    "image": blockkit.Image,
    "input": blockkit.Input,
    "rich_text": blockkit.RichText,
    "rich_text_section": blockkit.RichTextSection,
    "rich_text_quote": blockkit.RichTextQuote,
    "button": blockkit.Button,
    "static_select": blockkit.StaticSelect,
    "external_select": blockkit.ExternalSelect,
    "multi_external_select": blockkit.MultiExternalSelect,
    "radio_buttons": blockkit.RadioButtons,
    "timepicker": blockkit.TimePicker,
    "checkboxes": blockkit.Checkboxes,
    "plain_text_input": blockkit.PlainTextInput,
    "file_input": blockkit.FileInput,
    "text": blockkit.RichTextEl,
    "link": blockkit.RichLinkEl,
    "channel": blockkit.RichChannelEl,
}
ENCLOSING = frozenset({"elements", "blocks", "options", "initial_options", "fields"})
LITERAL = "literal text only: no mrkdwn"


def built(part: Any) -> Any:
    """Return a part of a payload as blockkit's own object; raises ValueError for what it does not know."""
    if not isinstance(part, dict):
        return part
    if part.get("type") == "plain_text":
        return blockkit.Text(part["text"], type="plain_text", emoji=part.get("emoji"))
    if part.get("type") == "mrkdwn":
        raise ValueError(LITERAL)
    if "type" not in part:
        return _untyped(part)
    if part["type"] not in BLOCKS:
        raise ValueError(f"unknown block or element: {part['type']}")
    values = {name: value for name, value in part.items() if name != "type"}
    if values.get("min_query_length") == 0:  # Slack takes it, to offer what there is at once; blockkit does not
        del values["min_query_length"]
    for name, value in values.items():
        values[name] = (
            [built(each) for each in value] if name in ENCLOSING else _style(value) if name == "style" else built(value)
        )
    return BLOCKS[part["type"]](**values)


def _style(value: Any) -> Any:
    return blockkit.RichStyle(**value) if isinstance(value, dict) else value


def _untyped(part: Json) -> Any:
    if "deny" in part:
        values = {name: built(value) for name, value in part.items()}
        return blockkit.Confirm(**values)
    if "value" in part:
        return blockkit.Option(built(part["text"]), part["value"], built(part.get("description")))
    if "id" in part:
        return blockkit.SlackFile(**part)
    raise ValueError(f"unknown object: {sorted(part)}")


def violations(payload: Json) -> Iterator[str]:
    """Yield each way in which a payload breaks a rule: a message, a modal or a home view."""
    blocks = payload.get("blocks") or []
    view = payload.get("type") in {"modal", "home"}
    for block in blocks:
        if block["type"] == "data_visualization":  # newer than blockkit
            yield from _chart(block)
            continue
        try:
            built(block).build()
        except Exception as error:  # noqa: BLE001 - whatever blockkit says is a violation
            yield f"{type(error).__name__}: {error} in {json.dumps(block, ensure_ascii=False)[:300]}"
    yield from _unique(blocks)
    if len(blocks) > (100 if view else 45):
        yield f"{len(blocks)} blocks"
    if payload.get("type") == "modal":
        yield from _modal(payload, blocks)
    if not view:
        yield from _message(payload, blocks)


def _modal(payload: Json, blocks: list[Json]) -> Iterator[str]:
    if len(payload["title"]["text"]) > 24:
        yield "a modal's title is longer than 24 characters"
    if len(payload.get("private_metadata", "")) > 3000:
        yield "private_metadata is too long"
    if any(block["type"] == "input" for block in blocks) and not payload.get("submit"):
        yield "a modal with inputs has no submit"


def _message(payload: Json, blocks: list[Json]) -> Iterator[str]:
    size = len(json.dumps(blocks, ensure_ascii=False))
    if size > 9_000:
        yield f"{size} JSON characters"
    text = payload.get("text", "")
    if not text or len(text) > 3_900:
        yield f"text of {len(text)} characters"
    for quote in quotes(payload):
        if quote not in html.unescape(text):
            yield f"text lacks the quote {quote[:80]}"
    if payload.get("unfurl_links") is not False or payload.get("unfurl_media") is not False:
        yield "unfurling is not off"


def _chart(block: Json) -> Iterator[str]:
    """Check docs.slack.dev/reference/block-kit/blocks/data-visualization-block, of 16 Jun 2026."""
    series, categories = block["chart"]["series"], block["chart"]["axis_config"]["categories"]
    if set(block) != {"type", "title", "chart"} or block["chart"]["type"] != "bar":
        yield f"not a bar chart: {block}"
    if not 0 < len(block["title"]) <= 50:
        yield f"a chart's title of {len(block['title'])} characters"
    if not 1 <= len(series) <= 6 or not 1 <= len(categories) <= 12:
        yield f"{len(series)} series of {len(categories)} categories"
    for each in series:
        if [point["label"] for point in each["data"]] != categories:
            yield "a series has other labels than the axis"
        if not 0 < len(each["name"]) <= 20 or any(not 0 < len(label) <= 20 for label in categories):
            yield "a name or label is too long"
        if any(set(point) != {"label", "value"} or point["value"] < 0 for point in each["data"]):
            yield "a point is not a count"


def _unique(blocks: list[Json]) -> Iterator[str]:
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        yield "two blocks have one block_id"
    for block in blocks:
        actions = [each.get("action_id") for each in block.get("elements", []) if "action_id" in each]
        if len(actions) != len(set(actions)):
            yield f"two elements have one action_id: {actions}"


def quotes(payload: Json) -> list[str]:
    """Return the words of every quote block, as one reads them."""
    return [
        "".join(part.get("text", "") for part in each["elements"])
        for block in payload.get("blocks") or []
        if block["type"] == "rich_text"
        for each in block["elements"]
        if each["type"] == "rich_text_quote"
    ]
