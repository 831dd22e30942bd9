"""Where a thing of the record has its page, and who may read there."""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING
from urllib.parse import quote as escaped

from bot.model.briefing import workspace_of

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    from bot.desk import Desk
    from bot.model.briefing import Slot

SECRET = "archive"  # noqa: S105 - the name under which the key is kept
READERS = "/w"  # before the token of a workspace, below which all its pages stand


def address(desk: Desk, channel_id: str, path: str) -> str:
    """Return the address of a page as a channel's people may open it, or '' where there are no pages."""
    public = desk.settings.public_url.rstrip("/")
    if not (public and desk.settings.archive):
        return ""
    inside = desk.settings.archive == "private" and not desk.settings.archive_header
    return f"{public}{f'{READERS}/{token(desk, workspace_of(channel_id))}' if inside else ''}{path}"


def of_quote(quote_id: str) -> str:
    """Return the path of a quote's page."""
    return f"/q/{escaped(quote_id, safe='')}"


def of_digest(desk: Desk, slot: Slot) -> str:
    """Return the address of the page of what a digest told, which only its workspace may read, or ''."""
    public, workspace = desk.settings.public_url.rstrip("/"), workspace_of(slot.channel_id)
    if not (public and desk.settings.archive):
        return ""
    return f"{public}{READERS}/{token(desk, workspace)}/digest/{_sealed(desk, slot.id, b'slot')}"


def slot_behind(desk: Desk, found: str) -> str | None:
    """Return the id of the slot that a link is for, or None for a link that we did not make."""
    return _unsealed(desk, found, b"slot")


def token(desk: Desk, workspace: str) -> str:
    """Return what stands for a workspace in its links: always the same, and nothing that says which one it is."""
    return _sealed(desk, workspace, b"workspace")


def workspace_behind(desk: Desk, found: str) -> str | None:
    """Return the workspace that a link is for, or None for a link that we did not make."""
    return _unsealed(desk, found, b"workspace")


def _sealed(desk: Desk, text: str, kind: bytes) -> str:
    return base64.urlsafe_b64encode(_lock(desk).encrypt(text.encode(), [kind])).decode().rstrip("=")


def _unsealed(desk: Desk, found: str, kind: bytes) -> str | None:
    from cryptography.exceptions import InvalidTag

    try:
        sealed = base64.b64decode(f"{found}{'=' * (-len(found) % 4)}", altchars=b"-_", validate=True)
        return _lock(desk).decrypt(sealed, [kind]).decode()
    except (InvalidTag, ValueError):  # binascii.Error is a ValueError
        return None


def _lock(desk: Desk) -> AESSIV:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    return AESSIV(bytes.fromhex(desk.store.secret(SECRET, secrets.token_hex(32))))
