"""What a chat's requests over HTTP have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request

LARGEST = 2_000_000  # bytes of a request; those of the chats are far smaller


async def body_of(request: Request) -> bytes | None:
    """Return what was sent, or None for more than a chat ever sends, whatever the headers say."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return None
    return bytes(body)
