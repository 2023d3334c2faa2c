"""A whole list of medicines, written, pasted or dictated into one box: one name and dose a line."""

from __future__ import annotations

import re

from intake.drugs import says_nothing
from intake.forms.fields import clean
from intake.forms.one_line import one_line

MOST = 40  # lines that are read at once
LONGEST = 8_000  # characters
_PARTS = re.compile(r"\n|;")
_COMMA = re.compile(r",(?!\d)")
# What follows a comma and says more of the medicine before it, in English and Spanish: a figure,
# how often, since when, what for, whether it is still taken.
_MORE = re.compile(
    r"(?:\d|once|twice|thrice|one|two|three|half|every|each|daily|nightly|weekly|monthly|nocte|mane"
    r"|[bt]ds|[bqt]\.?d|[bt]\.?i\.?d|prn|od|po|as|at|in|on|for|since|from|until|till|with|without"
    r"|before|after|by|when|if|up|down|stopped|stop|started|begun|took|taken|taking|still|now"
    r"|not|never|no|but|then|because|so|only|about|mostly|mainly|usually|sometimes|occasionally"
    r"|rarely|always|morning|night|evening|bedtime|tablets?|capsules?|puffs?|drops|pills?|doses?"
    r"|low|high|slow|it|i|i'm|i’m|the|this|which|was|were|is|prescribed|given|recently|years?|months?"
    r"|weeks?|days?|last|una?|dos|tres|media|medio|cada|a|al|para|por|desde|hasta|hace|cuando|si|lo|la"
    r"|los|las|dejé|dejada|dejado|ya|nunca|todavía|aún|sigo|sólo|solo|antes|después|con|sin|en|de"
    r"|mañana|noche|pastillas?|gotas|diario|pero|porque|según|recetad[ao])\b",
    re.IGNORECASE,
)
_AND = re.compile(rf",?\s+(?:and|plus|y|más)\s+(?!{_MORE.pattern})", re.IGNORECASE)
_FIRST_AND = re.compile(r"^(?:and|plus|also|y|más|también)\s+", re.IGNORECASE)
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
    return [_parted(one) for one in parts if any(map(str.isalnum, one)) and not says_nothing(one)]


def _lines(text: str) -> list[str]:
    """Its lines; what was dictated in one breath is parted at its "and"."""
    parts = [one for line in _PARTS.split(text) for one in _medicines(line) if one.strip()]
    return _AND.split(parts[0]) if len(parts) == 1 else parts


def _medicines(line: str) -> list[str]:
    """A line parted at its commas, but not before what says more of the medicine before."""
    first, *rest = (one.strip() for one in _COMMA.split(line))
    found = [first]
    for part in rest:
        own = _FIRST_AND.sub("", part)
        if found[-1] and (not part or _MORE.match(own)):
            found[-1] += f", {part}" if part else ""
        else:
            found.append(own)
    return found


def _parted(line: str) -> tuple[str, str]:
    match = _DOSE.search(line)
    return (line[: match.start()], line[match.end() :]) if match else (line, "")
