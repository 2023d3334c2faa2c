"""Whole numbers within bounds, however many digits are posted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wtforms.validators import StopValidation


def within(least: int, most: int, message: str) -> Callable[[Any, Any], None]:
    """A validator that refuses what is no number from `least` to `most`.

    The library's own goes by way of a float, and crashes at four hundred digits.
    """

    def validate(_: Any, field: Any) -> None:
        if field.data is None or not least <= field.data <= most:
            raise StopValidation(message)

    return validate
