"""Numbers as people say them: "7h", "half", "2-3", "about 5", "6½", "none"."""

from __future__ import annotations

import re
import unicodedata

from intake.questionnaires.number_range import between

_WORDS = {
    **dict.fromkeys(("none", "no", "zero", "never", "nothing"), 0.0),
    **dict.fromkeys(("ninguno", "ninguna", "nada", "nunca", "cero"), 0.0),
    **{"uno": 1.0, "una": 1.0, "dos": 2.0, "tres": 3.0, "cuatro": 4.0, "cinco": 5.0, "seis": 6.0},
    **{"siete": 7.0, "ocho": 8.0, "nueve": 9.0, "diez": 10.0, "media": 0.5, "medio": 0.5},
    **{"one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0},
    **{"eight": 8.0, "nine": 9.0, "ten": 10.0, "half": 0.5, "a half": 0.5, "half a": 0.5},
}
_UNIT = (
    r"(?:hours?|hrs?|h|cups?|cans?|falls?|times?|a day|per day|a night|daily"
    r"|horas?|tazas?|latas?|caídas?|veces|vez|al día|por día|diari[oa]s?)"
)
_ABOUT = r"(?:about|around|approx|maybe|up to|roughly|unos|unas|como|hasta|casi|más o menos)"
_VAGUE = re.compile(rf"\b{_ABOUT}\b\.?|[~≈]|\b{_UNIT}\b|{_UNIT}$")
_NUMBER = r"\d{1,9}(?:\.\d{1,4})?"
_RANGE = re.compile(rf"({_NUMBER}) ?(?:-|–|to|or|a|o) ?({_NUMBER})")
_TIME = re.compile(r"(\d{1,2}) ?(?:h|:) ?([0-5]\d) ?(?:m|min)?")


def read(text: str) -> float | str:
    """The number that was said; "2 to 3" is the range "2–3". Raises ValueError."""
    said = unicodedata.normalize("NFKC", text.replace("½", ".5")).casefold().replace(",", ".")
    said = " ".join(said.split()).rstrip(". ")
    if time := _TIME.fullmatch(said):
        return int(time[1]) + int(time[2]) / 60
    said = " ".join(_VAGUE.sub(" ", said).split())
    if said in _WORDS:
        return _WORDS[said]
    if ends := _RANGE.fullmatch(said):
        low, high = float(ends[1]), float(ends[2])
        return low if low == high else between(low, high)
    if not re.fullmatch(rf"[+-]?(?:{_NUMBER}|\.\d)", said.replace(" ", "")):
        raise ValueError(text)
    return float(said.replace(" ", ""))
