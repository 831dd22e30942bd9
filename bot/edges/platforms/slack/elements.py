"""The parts of a Slack message: every foreign text goes in literally, so nothing in it can ping, format or link."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote as percent

from bot.briefing.wording import label
from bot.edges.platforms.kit.foreign import channels_in, clean, isolated, scrubbed

Json = dict[str, Any]
LONGEST_HEADER = 150  # characters; the limits are those of docs.slack.dev/reference/block-kit
LONGEST_SMALL = 2_000  # of a context element
LONGEST_ADDRESS = 3_000


def escaped(text: str) -> str:
    """Return text for a field that Slack parses: `&`, `<` and `>` as entities, nothing else."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def address(url: str) -> str:
    """Return a web address as a link may hold it, or '' for what is none."""
    plain = percent(clean(url), safe="%/:=&?~#+!$,;'@()*[]", encoding="utf-8", errors="replace")
    right = plain.lower().startswith(("http://", "https://")) and len(plain) <= LONGEST_ADDRESS
    return plain if right else ""


def plain(text: str) -> Json:
    """Return a text object that is shown as it stands."""
    return {"type": "plain_text", "text": text or " ", "emoji": False}


def words(text: str, *, bold: bool = False, italic: bool = False) -> list[Json]:
    """Return rich text of these words, none for none."""
    style = {name: True for name, wanted in (("bold", bold), ("italic", italic)) if wanted}
    return [{"type": "text", "text": text, **({"style": style} if style else {})}] if text else []


def sentence(text: str) -> list[Json]:
    """Return rich text of a sentence of ours, its channels as links, which ping nobody."""
    made = [
        [*words(said), *([{"type": "channel", "channel_id": place.rsplit(":", 1)[-1]}] if place else [])]
        for said, place in channels_in(text)
    ]
    return [each for part in made for each in part]


def read_sentence(text: str) -> str:
    """Return a sentence of ours for a field that Slack parses, its channels as links."""
    return "".join(
        escaped(said) + (f"<#{place.rsplit(':', 1)[-1]}>" if place else "") for said, place in channels_in(text)
    )


def link(text: str, url: str, *, bold: bool = False) -> list[Json]:
    """Return rich text that leads to an address; words alone where there is none."""
    where = address(url)
    if not where:
        return words(text, bold=bold)
    return [{"type": "link", "url": where, "text": text or where, **({"style": {"bold": True}} if bold else {})}]


def section(*elements: list[Json]) -> list[Json]:
    """Return a line of rich text, none when nothing is in it."""
    inside = [each for part in elements for each in part]
    return [{"type": "rich_text_section", "elements": inside}] if inside else []


def rich(*sections: list[Json], block_id: str = "") -> list[Json]:
    """Return a rich text block, none when nothing is in it."""
    inside = [each for part in sections for each in part]
    return [{"type": "rich_text", "elements": inside, **({"block_id": block_id} if block_id else {})}] if inside else []


def header(text: str) -> list[Json]:
    """Return a title; one that is too long for a header is bold text."""
    if not text:
        return []
    if len(text) > LONGEST_HEADER:
        return rich(section(words(text, bold=True)))
    return [{"type": "header", "text": plain(text)}]


def small(text: str) -> list[Json]:
    """Return small print; what is too long for it is plain rich text."""
    if not text:
        return []
    if len(text) > LONGEST_SMALL:
        return rich(section(words(text)))
    return [{"type": "context", "elements": [plain(text)]}]


def button(text: str, action_id: str, value: str, *, confirm: str = "", primary: bool = False) -> Json:
    """Return a button; with `confirm` Slack asks that question first."""
    made: Json = {"type": "button", "text": plain(label(clean(text))), "action_id": action_id, "value": value}
    if primary:
        made["style"] = "primary"
    if confirm:
        made["confirm"] = {
            "title": plain("Are you sure?"),
            "text": plain(confirm[:300]),
            "confirm": plain("Yes"),
            "deny": plain("No"),
        }
    return made


def leading(text: str, url: str, action_id: str) -> list[Json]:
    """Return a button that opens an address, none where there is none."""
    where = address(url)
    return (
        [{"type": "button", "text": plain(label(clean(text))), "url": where, "action_id": action_id}] if where else []
    )


def menu(text: str, action_id: str, options: list[tuple[str, str]]) -> Json:
    """Return a select of (words, value) pairs, at most 100."""
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(clean(text)[:150]),
        "options": [{"text": plain(clean(name)[:75]), "value": value} for name, value in options[:100]],
    }


def one_line(text: str) -> str:
    """Return foreign text on one line, in order whichever way it runs."""
    return isolated(clean(text))


def many_lines(text: str) -> str:
    """Return foreign text with its own lines."""
    return scrubbed(text).strip()
