"""Short texts that an administrator writes for patients: readable, and no more than fits."""

from __future__ import annotations

import unicodedata
from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

UNREADABLE = ("Cc", "Cf", "Cs", "Co", "Cn")  # controls, what has no picture, what is no character
READABLE = "Use letters, digits and signs that can be read"


def stripped(text: str | None) -> str:
    """One line with single spaces."""
    return " ".join((text or "").split())


def tidied(text: str | None) -> str:
    """Lines without spaces at their ends."""
    return "\n".join(line.strip() for line in (text or "").splitlines()).strip()


def is_readable(text: str) -> bool:
    """Whether every character can be seen; some scripts need their joiners."""
    plain = text.replace("\u200c", "").replace("\u200d", "")
    return not any(unicodedata.category(one) in UNREADABLE for one in plain)


def text_line(label: str, most: int, needed: str = "") -> StringField:
    """A line of at most so many characters; `needed` says what to do where it is left out."""
    first = [DataRequired(message=needed)] if needed else []
    return StringField(label, validators=[*first, _at_most(most), _readable], filters=[stripped])


def text_lines(label: str, most: int) -> TextAreaField:
    """Several lines of at most so many characters."""
    return TextAreaField(label, validators=[_at_most(most), _readable], filters=[tidied])


def _at_most(most: int) -> Length:
    return Length(max=most, message=f"Use {most} characters or fewer")


def _readable(_form: object, field: Any) -> None:
    if not all(map(is_readable, (field.data or "").splitlines())):
        raise ValidationError(READABLE)
