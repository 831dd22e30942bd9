"""Addresses as people type them, with or without their scheme."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bot.errors import BadLink, FetchError, Forbidden
from bot.ledger.identity import web

Found = TypeVar("Found")


def reached(typed: str, fetch: Callable[[str], Found]) -> Found:
    """Return what is found at a typed address: over https, else, for one without a scheme, over http.

    Raises BadLink or FetchError, those of the first try.
    """
    first, *others = spelled(typed)
    try:
        return fetch(first)
    except FetchError as error:
        if isinstance(error, Forbidden) or error.status is not None or not others:
            raise
        try:
            return fetch(others[0])
        except FetchError:
            raise error from None


def spelled(typed: str) -> tuple[str, ...]:
    """Return the addresses that a typed one may mean, the likeliest first; raises BadLink for what is none."""
    feed = ":" in typed[:12] and not typed.lower().startswith("http")
    typed = web(typed)
    if "://" in typed:
        return (typed, typed.replace("https://", "http://", 1)) if feed and typed.startswith("https:") else (typed,)
    if "." not in typed.strip(".") or len(typed.split()) != 1:
        raise BadLink(f"“{typed[:80]}” is no web address. Example: https://example.org")
    return f"https://{typed}", f"http://{typed}"
