"""Mistakes as problem documents (RFC 9457): what programs read, and people too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import Response

TYPE = "application/problem+json"


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None, **more: object) -> Response:
    """Return the answer that says what went wrong and what to do."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    kept = {"Cache-Control": "no-store", **(headers or {})}
    return Response(json.dumps(told, ensure_ascii=False) + "\n", status, kept, TYPE)
