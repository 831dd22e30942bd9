"""The parts of a Discord message: foreign text is escaped, so nothing in it can ping, format or link."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote as percent

from bot.briefing.wording import label
from bot.edges.platforms.kit.foreign import channels_in, clean, isolated, scrubbed

Json = dict[str, Any]
# Kinds of components, as docs.discord.com/developers/components/reference numbers them.
ROW, BUTTON, SELECT, INPUT, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = (
    *(1, 2, 3, 4, 9, 10, 12, 13),
    *(14, 17, 18),
)
PRIMARY, GREY, LINK = 1, 2, 5  # styles of buttons
IN_A_ROW = 5  # buttons
IN_A_SELECT = 25  # options
LONGEST_CHOICE = 100  # characters of one
SMALL = "-# "  # begins a line in small print
LONGEST_ADDRESS = 512  # of a button, in characters; in text the message's own limit holds
_MEANING = re.compile(r"[\\*_~`|<>\[\]@#]")
_EMOJI = re.compile(r":(?=[A-Za-z0-9+-](?:\\?[\w+-]){0,40}:)")  # begins “:smile:”
_INVITE = re.compile(r"(?i)(discord(?:app)?)\.(gg|com/invite)(?=/)")
_AT_START = re.compile(r"(?m)^(\s*)([-+]|\d+(?=\.))(?=[\s.\\]|$)")


def escaped(text: str) -> str:
    """Return text that Discord shows as it stands: no format, mention, link, list or emoji in it.

    A zero-width space would do for mentions, but then copied words would no longer be the article's.
    """
    quiet = _MEANING.sub(r"\\\g<0>", text).replace("://", "\\://")
    quiet = _EMOJI.sub(r"\\:", _INVITE.sub(r"\1\\.\2", quiet))
    return _AT_START.sub(lambda match: f"{match[1]}{_unlisted(match[2])}", quiet)


def _unlisted(mark: str) -> str:
    return f"\\{mark}" if mark in "-+" else f"{mark}\\"


def one_line(text: str) -> str:
    """Return foreign text on one line, escaped, in order whichever way it runs."""
    return isolated(escaped(clean(text)))


def many_lines(text: str) -> str:
    """Return foreign text with its own lines, escaped."""
    return escaped(scrubbed(text).strip())


def sentence(text: str) -> str:
    """Return a sentence of ours, escaped, its channels as links."""
    return "".join(
        escaped(said) + (f"<#{place.rsplit(':', 1)[-1]}>" if place else "") for said, place in channels_in(text)
    )


def address(url: str) -> str:
    """Return a web address as a link may hold it, or '' for what is none."""
    plain = percent(clean(url), safe="%/:=&?~#+!$,;'@*[]", encoding="utf-8", errors="replace")
    return plain if plain.lower().startswith(("http://", "https://")) else ""


def link(text: str, url: str) -> str:
    """Return escaped text that leads to an address, without a preview; the text alone where there is none."""
    where = address(url)
    return f"[{text}](<{where}>)" if where and text else text


def styled(text: str, mark: str) -> str:
    """Return escaped text between marks, line by line; spaces at its ends stay outside, where marks still work."""
    return "\n".join(_marked(line, mark) for line in text.split("\n"))


def _marked(line: str, mark: str) -> str:
    inside = line.strip()
    if not inside:
        return line
    start = line.index(inside)
    return f"{line[:start]}{mark}{inside}{mark}{line[start + len(inside) :]}"


def quoted(text: str) -> str:
    """Return lines as a quotation."""
    return "\n".join(f"> {line}" for line in text.split("\n"))


def small(text: str) -> str:
    """Return lines in small print."""
    return "\n".join(f"{SMALL}{line}" if line.strip() else line for line in text.split("\n")) if text else ""


def display(text: str, number: int = 0) -> list[Json]:
    """Return a text, none for none; with a number the text is known again by it."""
    return [{"type": TEXT, "content": text, **({"id": number} if number else {})}] if text.strip() else []


def beside(texts: Sequence[Json], button: Json) -> Json:
    """Return texts with a button beside them."""
    return {"type": SECTION, "components": list(texts), "accessory": button}


def button(text: str, custom_id: str, *, primary: bool = False) -> Json:
    """Return a button."""
    return {
        "type": BUTTON,
        "style": PRIMARY if primary else GREY,
        "label": label(clean(text)) or "…",
        "custom_id": custom_id,
    }


def leading(text: str, url: str) -> list[Json]:
    """Return a button that opens an address, none where there is none."""
    where = address(url)
    shown = label(clean(text)) or "…"
    return [{"type": BUTTON, "style": LINK, "label": shown, "url": where}] if 0 < len(where) <= LONGEST_ADDRESS else []


def rows(buttons: Sequence[Json]) -> list[Json]:
    """Return buttons in rows of five."""
    parts = [buttons[at : at + IN_A_ROW] for at in range(0, len(buttons), IN_A_ROW)]
    return [{"type": ROW, "components": list(part)} for part in parts]


def select(text: str, custom_id: str, options: Sequence[tuple[str, str]]) -> Json:
    """Return a select of (words, value) pairs, at most 25."""
    shown = [{"label": clean(name)[:100] or "…", "value": value} for name, value in options[:IN_A_SELECT]]
    return {"type": SELECT, "custom_id": custom_id, "placeholder": clean(text)[:150], "options": shown}


def gallery(name: str, alt: str) -> Json:
    """Return a picture that is sent along."""
    return {"type": GALLERY, "items": [{"media": {"url": f"attachment://{name}"}, "description": alt[:1024]}]}


def separator() -> Json:
    """Return a line between two parts."""
    return {"type": SEPARATOR}


def texts_in(part: Any) -> list[str]:  # noqa: ANN401 - JSON
    """Return the contents of all text displays in components, in order."""
    return [str(each["content"]) for each in walked(part) if each.get("type") == TEXT]


def walked(part: Any) -> list[Json]:  # noqa: ANN401 - JSON
    """Return every component in components, outer ones first."""
    if isinstance(part, list | tuple):
        return [each for inner in part for each in walked(inner)]
    own = [part] if "type" in part else []
    inner = [*part.get("components", ()), *([part["accessory"]] if "accessory" in part else ())]
    return [*own, *walked(inner)]
