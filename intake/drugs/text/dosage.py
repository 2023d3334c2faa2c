"""Strength, frequency and route as patients write them; words are kept as typed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from intake.drugs.model import Details

_NUMBER = r"\d+(?:[.,]\d+)*"
_UNIT = (
    r"(?:milligrams?|micrograms?|grams?|mgs?|mcgs?|µg|μg|ug|gm?s?|ml|mls|cc|iu|i\.u\.|units?|mmol|meq|%|"
    r"puffs?|drops?|sprays?|tabs?|tablets?|caps?|capsules?|pills?|sachets?|ampoules?|patch(?:es)?|"
    r"cups?|cans?|mugs?|bottles?|glass(?:es)?|shots?|lines?|spoons?)"
)
STRENGTH = re.compile(
    rf"(?<![\w.])(?:{_NUMBER}\s*(?:-|–|to|/|x|×)\s*)*{_NUMBER}\s*{_UNIT}(?!\w)"
    rf"(?:\s*/\s*(?:{_NUMBER}\s*)?(?:{_UNIT}|dose|hr?|hour|day|week|d)(?!\w))?",
    re.IGNORECASE,
)
_TIMES = r"(?:\d+|once|twice|thrice|one|two|three|four|five|six|a few|several|couple of)"
_PERIOD = r"(?:day|days|daily|night|week|weekly|month|hours?|hrs?|h|morning|evening|year)"
FREQUENCY = re.compile(
    rf"\b(?:{_TIMES}\s*(?:x|×|times?)?\s*(?:/|a|an|per|each|every)?\s*{_PERIOD}|"
    rf"{_TIMES}\s*(?:x|×|times)\s*(?:/|a|per)\s*{_PERIOD}|"
    rf"(?:every|each)\s+(?:other\s+|\d+\s*|few\s+)?{_PERIOD}|"
    r"daily|nightly|weekly|monthly|o\.?d\.?|b\.?i?\.?d\.?|t\.?[id]\.?[ds]\.?|"
    r"q\.?[id]\.?[ds]\.?|qd|qhs|qam|q\s?\d+\s?h|"
    r"[0-3½](?:\s?[-–]\s?[0-3½]){2,3}|h\.?s\.?|s\.?o\.?s\.?|"  # 1-0-1: morning, noon, night
    r"prn|as needed|when needed|if needed|now and then|at (?:night|bedtime)|"
    r"in the (?:morning|evening)|mane|nocte|stat|occasionally|sometimes|alternate days)(?!\w)",
    re.IGNORECASE,
)
# What follows a number of tablets or of doses.
COUNTED = re.compile(
    r" ?(?:x\b|×|tab(?:let)?s?\b|pills?\b|cap(?:sule)?s?\b|times?\b|daily\b|nightly\b|"
    r"(?:a|per|every|each|/) ?(?:day|night|week|hours?|dose)\b|at (?:a time|night|bedtime|once)|"
    r"in the \w+ing|comprim\w+|tablett\w+|compress[ae]|veces|fois|mal|volte|vezes)",
    re.IGNORECASE,
)
# The first route whose words stand in the text; the words are those patients use.
_ROUTES = {
    "eye": r"eyes?|eyedrops?|ophthalmic|ocular",
    "ear": r"ears?|eardrops?|otic",
    "nasal": r"nasal|nasally|nose|nostrils?",
    "inhaled": r"inhal\w*|puffs?|puffers?|nebul\w*|diskus|accuhaler|turbu?o?haler|evohaler",
    "skin": r"cr[eè]ams?|cr[eè]me|ointment|lotion|topical\w*|scalp|shampoo|skin|on (?:my )?rash",
    "rectal": r"suppositor\w+|enemas?|rectal\w*|pessar\w+",
    "vaginal": r"vaginal\w*",
    "injected": r"inject\w*|shots?|jabs?|depot|intra(?:muscular|venous)|im|iv|infusion|epidural",
    "smoked": r"smok\w+",
    "swallowed": r"oral|orally|by mouth|tab(?:let)?s?|cap(?:sule)?s?|pills?|syrup|swallow\w*|taper",
}
_ROUTE = {route: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for route, words in _ROUTES.items()}


_EDGE = re.compile(r"[;+\n|•]|(?<!\d),|,(?!\d)|\.\s|\b(?:and|then|plus)\b", re.IGNORECASE)
_REACH_BACK, _REACH_ON = 100, 60  # characters from a detail to the name before and after it
Span = tuple[int, int]


def details_of(text: str, names: Sequence[Span]) -> list[Details]:
    """What the text says of each drug, whose names stand at these places, in order.

    A detail belongs to the name before it in its part of the text (between commas,
    "and", ...), or to the one after it where such details come first ("50 mg
    sertraline 20 mg fluoxetine"); in a part without a name, to the last one before.
    """
    strong, often = _by_name(text, names, STRENGTH), _by_name(text, names, FREQUENCY)
    by_route = {route: _by_name(text, names, words) for route, words in _ROUTE.items()}
    return [
        Details(
            ", ".join(strong[at]),
            ", ".join(often[at]),
            next((route for route, owned in by_route.items() if owned[at]), ""),
        )
        for at in range(len(names))
    ]


def _by_name(text: str, names: Sequence[Span], words: re.Pattern[str]) -> list[list[str]]:
    """For each name, the words of this kind that belong to it."""
    owned: list[list[str]] = [[] for _ in names]
    found = list(words.finditer(text))
    if not found:
        return owned
    edges = [0, *(match.end() for match in _EDGE.finditer(text)), len(text) + 1]
    starts = [start for start, _ in names]
    leads: dict[int, bool] = {}  # for each part, whether such words come before its first name
    for match in found:
        part = bisect_right(edges, match.start())
        first, after = (bisect_left(starts, edge) for edge in edges[part - 1 : part + 1])
        ahead = bisect_left(starts, match.start())  # the name after these words
        leading = leads.setdefault(part, first == ahead < after)
        owner = ahead if (leading and ahead < after) or not ahead else ahead - 1
        if owner < len(names) and _within_reach(match.span(), names[owner]):
            owned[owner].append(match[0])
    return owned


def _within_reach(detail: Span, name: Span) -> bool:
    return detail[0] - name[1] <= _REACH_BACK and name[0] - detail[1] <= _REACH_ON
