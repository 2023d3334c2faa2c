"""A whole list of medicines, written, pasted or dictated into one box: one name and dose a line."""

from __future__ import annotations

import re

from intake.forms.fields import clean
from intake.forms.one_line import one_line

MOST = 40  # lines that are read at once
LONGEST = 8_000  # characters
_PARTS = re.compile(r"\n|;|,(?!\d)")
_AND = re.compile(r"\s+(?:and|plus|y|más)\s+", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-–*•·]|\d{1,2}[.)])\s*")
_DOSE = re.compile(
    r"\s(?=\d[\d.,/]*\s*(?:mg|mcg|µg|ug|g|ml|iu|units?|%|puffs?|tablets?|milligrams?|micrograms?"
    r"|miligramos?|microgramos?|gotas?|pastillas?|cápsulas?|comprimidos?|inhalaciones"
    r"|times|veces|vez|x)\b|(?:once|twice|one a|two a|every|daily|at night|in the morning"
    r"|una vez|dos veces|tres veces|cada|al día|por la noche|por la mañana)\b)",
    re.IGNORECASE,
)


def read(text: str) -> list[tuple[str, str]]:
    """Each medicine of the list as its name and the rest of its line, which may be ""."""
    lines = _lines(clean(text))
    parts = [one_line(_BULLET.sub("", one.strip())) for one in lines]
    return [_parted(one) for one in parts if any(map(str.isalnum, one))]


def _lines(text: str) -> list[str]:
    """Its lines; what was dictated in one breath is parted at its "and"."""
    parts = [one for one in _PARTS.split(text) if one.strip()]
    return _AND.split(parts[0]) if len(parts) == 1 else parts


def _parted(line: str) -> tuple[str, str]:
    match = _DOSE.search(line)
    return (line[: match.start()], line[match.end() :]) if match else (line, "")
