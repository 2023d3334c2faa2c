"""Numbers as people say them: "7h", "half", "2-3", "about 5", "6½", "none"."""

from __future__ import annotations

import re
import unicodedata

from intake.questionnaires.number_range import between

_ALONE = {
    **dict.fromkeys(("none", "no", "zero", "never", "nothing"), 0.0),
    **dict.fromkeys(("ninguno", "ninguna", "nada", "nunca", "cero"), 0.0),
    **dict.fromkeys(("half", "a half", "half a", "media", "medio", "1/2"), 0.5),
}
_COUNTED = (
    "one uno una",
    *("two dos", "three tres", "four cuatro", "five cinco", "six seis", "seven siete"),
    *("eight ocho", "nine nueve", "ten diez", "eleven once", "twelve doce"),
)
_WORDS = {word: str(n) for n, words in enumerate(_COUNTED, 1) for word in words.split()}
_UNIT = (
    r"(?:hours?|hrs?|h|cups?|cans?|mugs?|drinks?|coffees?|teas?|falls?|times?"
    r"|a day|per day|each day|a night|per night|daily"
    r"|horas?|tazas?|latas?|vasos?|cafés?|tés|refrescos?|caídas?|veces|vez"
    r"|al día|por día|por noche|diari[oa]s?)"
)
_ABOUT = (
    r"(?:about|around|approx|maybe|up to|roughly|or so|ish"
    r"|unos|unas|como|hasta|casi|más o menos|o así)"
)
_VAGUE = re.compile(rf"\b{_ABOUT}\b\.?|[~≈]|\b{_UNIT}\b|{_UNIT}$")
_NUMBER = r"\d{1,9}(?:\.\d{1,4})?"
_RANGE = re.compile(rf"({_NUMBER}) ?(?:-|–|to|or|a|o|u) ?({_NUMBER})")
_BETWEEN = re.compile(rf"(?:between|entre) ({_NUMBER}) (?:and|y) ({_NUMBER})")
_AND_A_HALF = re.compile(r"\b(\d{1,9}) (?:and (?:a )?half|y medi[ao]|1/2)\b")
_TIME = re.compile(r"(\d{1,2}) ?(?:h|:) ?([0-5]\d) ?(?:m|min)?")


def read(text: str) -> float | str:
    """The number that was said; "2 to 3" is the range "2–3". Raises ValueError."""
    said = unicodedata.normalize("NFKC", text.replace("½", ".5")).casefold().replace(",", ".")
    said = " ".join(said.split()).rstrip(". ")
    if time := _TIME.fullmatch(said):
        return int(time[1]) + int(time[2]) / 60
    said = re.sub(r"(?<=\d)ish\b", "", said)
    said = " ".join(_WORDS.get(one, one) for one in _VAGUE.sub(" ", said).split())
    if said in _ALONE:
        return _ALONE[said]
    said = _AND_A_HALF.sub(r"\1.5", said)
    if ends := _RANGE.fullmatch(said) or _BETWEEN.fullmatch(said):
        low, high = float(ends[1]), float(ends[2])
        return low if low == high else between(low, high)
    if not re.fullmatch(rf"[+-]?(?:{_NUMBER}|\.\d)", said.replace(" ", "")):
        raise ValueError(text)
    return float(said.replace(" ", ""))
