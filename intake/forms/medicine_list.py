"""A whole list of medicines, written, pasted or dictated into one box: one name and dose a line."""

from __future__ import annotations

import re

from intake.drugs import says_nothing
from intake.forms.fields import clean
from intake.forms.one_line import one_line

MOST = 40  # lines that are read at once
LONGEST = 8_000  # characters
_PARTS = re.compile(r"\n|;")
_COMMA = re.compile(r",(?!\d)|\t")  # columns of a table are parted by tabs
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
_AND = re.compile(rf",?\s+(?:and|plus|then|y|más|luego)\s+(?!{_MORE.pattern})", re.IGNORECASE)
_FIRST_AND = re.compile(r"^(?:and|plus|also|y|más|también)\s+", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-–*•·]|\d{1,2}[.)])\s*")
_DOSE = re.compile(
    r"\s(?=\d[\d.,/]*\s*(?:mg|mcg|µg|ug|g|ml|iu|units?|%|puffs?|tablets?|milligrams?|micrograms?"
    r"|miligramos?|microgramos?|gotas?|pastillas?|cápsulas?|comprimidos?|inhalaciones"
    r"|times|veces|vez|x)\b|(?:once|twice|one a|two a|every|daily|at night|in the morning"
    r"|una vez|dos veces|tres veces|cada|al día|por la noche|por la mañana)\b)",
    re.IGNORECASE,
)

# All words of a line that only says how the medicine above it is taken.
_HOW_WORDS = (
    "mg mcg µg μg ug g ml iu unit units milligrams micrograms tablet tablets tab tabs capsule "
    "capsules cap caps puff puffs drop drops once twice three times one two half a an day daily "
    "every other each hours hour week weekly month monthly at in the morning night nightly "
    "evening bedtime noon lunch breakfast dinner before after with food meals as when needed prn "
    "od bd tds qds x per and mane nocte oral by mouth "
    "unidades miligramos microgramos pastilla pastillas comprimido comprimidos cápsula cápsulas "
    "gotas inhalaciones una dos tres media vez veces cada al por la las el día días mañana tarde "
    "noche horas semana antes después de con comida comidas comer desayuno cena si necesario "
    "según necesidad y boca"
)
_HOW = frozenset(_HOW_WORDS.split())


def read(text: str) -> list[tuple[str, str]]:
    """Each medicine of the list as its name and the rest of its line, which may be "".

    A line that only says how much is taken, or when, belongs to the medicine above it.
    """
    found: list[tuple[str, str]] = []
    for line in (one_line(_BULLET.sub("", one.strip())) for one in _lines(clean(text))):
        if not any(map(str.isalnum, line)) or says_nothing(line):
            continue
        if found and _says_how(line):
            name, dose = found[-1]
            found[-1] = (name, f"{dose} {line}".strip())
        else:
            found.append(_parted(line))
    return found


def _says_how(line: str) -> bool:
    words = re.findall(r"[^\W\d_]+", line.casefold())
    tells = any(map(str.isdigit, line)) or any(len(word) > 1 for word in words)
    return bool(words) and tells and _HOW.issuperset(words)


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
    return (line[: match.start()].rstrip(","), line[match.end() :]) if match else (line, "")
