"""Addresses as pages and feeds write them."""

from __future__ import annotations

import re
from urllib.parse import urljoin

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


def joined(base: str, link: str) -> str:
    """Return a link as a full web address, or '' for one that leads nowhere on the web."""
    link = _CONTROLS.sub("", link).strip().replace(" ", "%20")
    try:
        full = urljoin(base, link) if link else ""
    except ValueError:
        return ""
    return full if full.lower().startswith(("http://", "https://")) else ""


def printable(text: str, most: int) -> str:
    """Return what a stranger said, so that it can stand in a sentence of ours."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:most]
