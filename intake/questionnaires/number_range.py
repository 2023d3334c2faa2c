"""Numbers that were said as a range: "2–3" stays what was said; nobody takes its middle."""

from __future__ import annotations

import re
from typing import Any

_RANGE = re.compile(r"(\d+(?:\.\d+)?)–(\d+(?:\.\d+)?)", re.ASCII)


def between(low: float, high: float) -> str:
    """The answer of two numbers, the smaller one first: "6.5–7"."""
    return f"{min(low, high):.12g}–{max(low, high):.12g}"


def ends(value: Any) -> tuple[float, float] | None:
    """The least and the most that a number's answer says; None for what is no such answer."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value, value
    found = _RANGE.fullmatch(value) if isinstance(value, str) else None
    low, high = (float(found[1]), float(found[2])) if found else (1.0, 0.0)
    return (low, high) if low < high else None
