"""What a chat's requests over HTTP have in common."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request

LONGEST = 10.0  # seconds in which a body has to come
LARGEST = 2_000_000  # bytes of a request; those of the chats are far smaller


async def body_of(request: Request) -> bytes | None:
    """Return what was sent, or None for more or slower than a chat ever sends, whatever the headers say."""
    body = bytearray()
    try:
        async with asyncio.timeout(LONGEST):
            async for part in request.stream():
                body += part
                if len(body) > LARGEST:
                    return None
    except TimeoutError:
        return None
    return bytes(body)
