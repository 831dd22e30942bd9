"""Addresses as pages and feeds write them."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urljoin, urlsplit

_SENDS_ON = re.compile(r"(?i)/(url|redirect|redir|apiclick\.aspx|l\.php|away\.php|out)/?$")
_WHERE = {"url", "u", "q", "to", "target", "dest", "link"}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


def joined(base: str, link: str) -> str:
    """Return a link as a full web address, or '' for one that leads nowhere on the web."""
    link = _CONTROLS.sub("", link).strip().replace(" ", "%20")
    try:
        link = f"https://{link}" if _names_its_host(base, link) else link
        full = urljoin(base, link) if link else ""
    except ValueError:
        return ""
    return full if full.lower().startswith(("http://", "https://")) else ""


def _names_its_host(base: str, link: str) -> bool:
    """Say whether a link begins with the name of the site that it stands on, and lacks only “https://”."""
    own = (urlsplit(base).hostname or "").removeprefix("www.")
    return "." in own and link.partition("/")[0].lower().removeprefix("www.") == own


def unwrapped(url: str) -> str:
    """Return the address that a link through an engine or a counter names in itself, else the link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if not _SENDS_ON.search(parts.path):
        return url
    named = (value for name, value in parse_qsl(parts.query) if name.lower() in _WHERE)
    return next((value for value in named if value.lower().startswith(("http://", "https://"))), url)


def printable(text: str, most: int) -> str:
    """Return what a stranger said, so that it can stand in a sentence of ours."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:most]
