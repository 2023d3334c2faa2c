"""Values of a JSON object, each read strictly: what is wrong is told by its key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

T = TypeVar("T")


class JsonValueError(ValueError):
    """A value is not what belongs there; the message names the key and says what does."""


def as_object(value: object, name: str) -> dict[str, Any]:
    """The value as an object; `name` is what the message calls it."""
    if not isinstance(value, dict):
        raise JsonValueError(f"{name} must be a JSON object")
    return value


def as_list(value: object, name: str) -> list[Any]:
    """The value as a list."""
    if not isinstance(value, list):
        raise JsonValueError(f"{name} must be a JSON list")
    return value


def read(source: Mapping[str, Any], key: str, reader: Callable[[object], T]) -> T:
    """What stands under a key, as this reader takes it. Raises JsonValueError with the key."""
    try:
        return reader(source.get(key))
    except (ValueError, OSError) as error:
        raise JsonValueError(f'"{key}" must be {error}') from None


def text(value: object) -> str:
    """A string."""
    if not isinstance(value, str):
        raise ValueError("text")
    return value


def whole_number(value: object) -> int:
    """A number from 0 on."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("a whole number")
    return value


def truth(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def moment(value: object) -> datetime:
    """A moment with its zone."""
    wanted = 'a time with its zone, as "2026-11-20T19:42:00+00:00"'
    try:
        found = datetime.fromisoformat(text(value))
    except ValueError:
        raise ValueError(wanted) from None
    if found.tzinfo is None or not MINYEAR < found.year < MAXYEAR:  # any zone's time exists
        raise ValueError(wanted)
    return found


def moment_or_none(value: object) -> datetime | None:
    """A moment, or none."""
    return None if value is None else moment(value)


def zone(value: object) -> ZoneInfo:
    """A time zone by its name."""
    try:
        return ZoneInfo(text(value))
    except (ValueError, OSError, KeyError):
        raise ValueError('a time zone such as "Europe/London"') from None


def mac(value: object) -> str:
    """A MAC of 32 bytes, in hexadecimal digits."""
    if not re.fullmatch(r"[0-9a-f]{64}", text(value)):
        raise ValueError("64 hexadecimal digits")
    return str(value)
