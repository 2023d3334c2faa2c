"""Entries that say that nothing is taken: "none", "keine", "no medicines"."""

from __future__ import annotations

import re

_NO_ENGLISH = (
    r"i (?:do not|don['’]?t|am not|['’]?m not) (?:take|taking|on|use) ?"
    r"(?:any(?:thing)?)?(?: (?:medicines?|medications?|meds|tablets|pills|drugs))?(?: at all)?"
)
_MEDICINES = (
    r"(?:medicines?|medications?|meds|drugs|tablets|pills|supplements|vitamins|medikamente?|"
    r"tabletten|medicamentos?|medicinas?|pastillas|médicaments?|traitements?|farmac[oi]|medicine|"
    r"remédios?)"
)
_NO = (
    r"(?:no|none|nil|nope|not any|zero|kein[e]?n?|ningun[oa]?|ningún|sin|aucune?|pas de|sans|"
    r"nessun[oa]?|senza|nenhuma?|sem|não|nao)"
)
_NOTHING = re.compile(
    rf"\W*(?:{_NO}(?: (?:other|known|regular|prescribed|current))?(?: {_MEDICINES})?|"
    rf"nothing(?: at all)?|n ?/ ?a|not applicable|none (?:at all|known)|{_NO_ENGLISH}|"
    r"nichts|nada|rien|niente|nulla)\W*",
    re.IGNORECASE,
)


def says_nothing(text: str) -> bool:
    """Whether all that a text says is that there is nothing to name."""
    return _NOTHING.fullmatch(text) is not None
