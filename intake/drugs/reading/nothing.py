"""Entries that say that nothing is taken: "none", "keine"; and nothing regular, which asks."""

from __future__ import annotations

import re

_NO_ENGLISH = (
    r"(?:i )?(?:do not|don['’]?t|am not|['’]?m not) (?:take|taking|on|use) ?"
    r"(?:any(?:thing)?)?(?: (?:medicines?|medications?|meds|tablets|pills|drugs))?(?: at all)?|"
    r"i (?:take|use|am on|have) (?:nothing|no (?:medicines?|medications?|meds|tablets|pills|drugs))"
    r"(?: at all)?|i (?:take|use) none"
)
_NO_FOREIGN = (
    r"(?:ich )?nehme (?:gar |zurzeit )?(?:nichts|keine medikamente|keine tabletten)(?: ein)?|"
    r"(?:yo )?no (?:tomo|uso) (?:nada|ning[uú]n(?:a)? \w+|medicamentos?|medicinas?|medicaci[oó]n)|"
    r"(?:je )?(?:ne |n['’]?)?(?:prends?|prend) (?:rien|aucun \w+|pas de médicaments?)|"
    r"(?:io )?non prendo (?:niente|nulla|nessun \w+|medicine|farmaci|medicinali)|"
    r"(?:eu )?n[aã]o (?:tomo|uso) (?:nada|nenhum \w+|remédios?|medicamentos?)"
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
_NOW = (
    r"(?: (?:at (?:present|the moment|this time)|currently|now|right now|for now|today|"
    r"en este momento|actualmente|ahora|en ce moment|actuellement|zurzeit|momentan|aktuell|"
    r"al momento|attualmente|per ora|de momento|neste momento|atualmente|agora))?"
)
_NOTHING = re.compile(
    rf"\W*(?:{_NO}(?: (?:other|known|regular|prescribed|current))?(?: {_MEDICINES})?(?: at all)?|"
    rf"nothing(?: at all| really)?|n ?[/.]? ?a\b|not applicable|none (?:at all|known|really)|"
    rf"[-–—]|0|"  # typed to get past a field that has to be filled
    rf"{_NO_ENGLISH}|{_NO_FOREIGN}|"
    rf"nichts|nada|rien|niente|nulla){_NOW}\W*",
    re.IGNORECASE,
)

_NOT_REGULAR = re.compile(
    r"\W*(?:nothing|none|nil|no|not any|nada|ningun[oa]?)"
    r" (?:(?:regular(?:ly)?|daily|every day|long[ -]?term|constant|habitual|fijo|diario|a diario)"
    r"(?: (?:medicines?|medications?|meds|tablets|pills))?)\W*",
    re.IGNORECASE,
)


def says_nothing_regular(text: str) -> bool:
    """Whether all that a text says is that nothing is taken regularly: what is, now and then?"""
    return _NOT_REGULAR.fullmatch(text) is not None and not says_nothing(text)


def says_nothing(text: str) -> bool:
    """Whether all that a text says is that there is nothing to name."""
    return _NOTHING.fullmatch(text) is not None
