"""Strength, frequency and route as patients write them; words are kept as typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    r"prn|as needed|when needed|if needed|now and then|at (?:night|bedtime)|"
    r"in the (?:morning|evening)|mane|nocte|stat|occasionally|sometimes|alternate days)(?!\w)",
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
_EYE_OR_EAR = {"eye", "ear"}


@dataclass(frozen=True)
class Found:
    """A piece of the text that says how a drug is taken."""

    start: int
    end: int
    words: str


def strengths(text: str) -> list[Found]:
    """Every strength or amount: "50 mg", "2 puffs", "4 cups"."""
    return [Found(*match.span(), match[0]) for match in STRENGTH.finditer(text)]


def frequencies(text: str) -> list[Found]:
    """Every frequency: "twice a day", "bd", "as needed"."""
    return [Found(*match.span(), match[0]) for match in FREQUENCY.finditer(text)]


def route(text: str) -> str:
    """The route the words give, "" if none: "blue inhaler" gives "inhaled"."""
    return next((name for name, words in _ROUTE.items() if words.search(text)), "")


def details(piece: str, known_route: str) -> Details:
    """What the piece of text from one drug to the next says of it."""
    strong = [found.words for found in strengths(piece)]
    often = [found.words for found in frequencies(piece)]
    return Details(", ".join(strong), ", ".join(often), route(piece) or known_route)
