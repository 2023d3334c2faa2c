"""A summary as JSON and back: what goes into the process that draws is plain data."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from reports.summary import Summary


def to_json(summary: Summary) -> bytes:
    """The summary as from_json() reads it again; ASCII, so that any string passes."""
    return json.dumps(_plain(summary), separators=(",", ":")).encode()


def from_json(content: bytes) -> Summary:
    """Read what to_json() wrote."""
    summary: Summary = _typed(Summary, json.loads(content))
    return summary


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return [_plain(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(*map(_typed, _hints(kind).values(), value))
    if get_origin(kind) is tuple:
        return tuple(_typed(get_args(kind)[0], one) for one in value)
    if kind is bytes:
        return base64.b64decode(value)
    kinds = (kind, *get_args(kind))
    if datetime in kinds:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if date in kinds else value


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(kind)}
