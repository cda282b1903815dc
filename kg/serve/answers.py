"""Answers of one shape: JSON that holds what it says it holds, errors of one line."""

from __future__ import annotations

import json

from starlette.responses import Response

from kg.errors import CallError, FormError, KgError, LimitError, UnknownThingError

_LONGEST = 500


def as_json(content: object, status: int = 200, media: str = "application/json") -> Response:
    """``content`` in UTF-8, compact."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Response(body.encode("utf-8", "replace"), status, media_type=media)


def error(status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    """One line that says what was wrong."""
    line = " ".join(message.split())
    response = as_json({"error": line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"}, status)
    response.headers.update(headers or {})
    return response


def failure(fault: KgError) -> Response:
    """What an error of ours is over HTTP: whose fault it is."""
    if isinstance(fault, UnknownThingError):
        return error(404, str(fault))
    if isinstance(fault, FormError):
        return error(406, str(fault))
    if isinstance(fault, LimitError):
        return error(503, str(fault))
    return error(400 if isinstance(fault, CallError) else 500, str(fault))
