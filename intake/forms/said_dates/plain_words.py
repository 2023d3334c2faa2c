"""What was typed, in the few words that are read: one for each meaning, in either language.

"Hace un par de meses" and "a couple of months ago" both come out as "couple month". Months are
"M1" to "M12" and days of the week "D0" (Monday) to "D6", which nobody can type: what is typed is
in lower case. Numbers are digits, an age follows "age". A word that is not known stays as it is,
so that what holds it is not read.
"""

from __future__ import annotations

import re
import unicodedata

from intake.month_names import LONG, SPANISH

_WEEKDAYS = (
    "monday lunes",
    "tuesday martes",
    "wednesday miercoles",
    "thursday jueves",
    "friday viernes",
    "saturday sabado",
    "sunday domingo",
)
_NUMBERS = (
    "one uno un una an",
    *("two dos", "three tres", "four cuatro", "five cinco", "six seis", "seven siete"),
    *("eight ocho", "nine nueve", "ten diez", "eleven once", "twelve doce", "thirteen trece"),
    *("fourteen catorce", "fifteen quince", "sixteen dieciseis", "seventeen diecisiete"),
    *("eighteen dieciocho", "nineteen diecinueve", "twenty veinte"),
)
_TENS = (
    *("thirty treinta", "forty cuarenta", "fifty cincuenta", "sixty sesenta", "seventy setenta"),
    *("eighty ochenta", "ninety noventa"),
)
_DECADES = (
    *(
        "twenties veintitantos veintes",
        "thirties treintaitantos treintas",
        "forties cuarentaitantos",
    ),
    *("fifties cincuentaitantos", "sixties sesentaitantos", "seventies", "eighties", "nineties"),
)
_MEANINGS = {
    "day": "days dia dias",
    "week": "weeks wk wks semana semanas",
    "fortnight": "fortnights",
    "month": "months mth mths mo mos mes meses",
    "year": "years yr yrs ano anos",
    "spring": "springtime springs primavera primaveras",
    "summer": "summertime summers verano veranos",
    "autumn": "fall falls autumns otono otonos",
    "winter": "wintertime winters invierno inviernos",
    "christmas": "xmas christmases navidad navidades",
    "early": "beginning start principio principios comienzo comienzos inicio inicios primeros",
    "mid": "middle mediado mediados mitad",
    "late": "end final finales fin fines",
    "last": "pasado pasada pasados previous ultimo ultima ultimos ultimas",
    "this": "este esta",
    "second-last": "antepasado antepasada",
    "half": "medio media",
    "1": "first primer primero",
    "today": "hoy",
    "yesterday": "ayer anoche",
    "day-before-yesterday": "anteayer antier",
    "few": "algunos algunas",
    "several": "varios varias",
    "about": "around approx approximately circa ca roughly maybe perhaps probably think hacia "
    "sobre alrededor aprox aproximadamente quiza quizas creo casi almost nearly",
    "or": "o u",
    "and": "y e",
    "between": "entre",
    "age": "aged con",
    "teenager": "teens adolescente adolescencia",
}
MONTHS = {
    **{name[:size].lower(): n for n, name in enumerate(LONG, 1) for size in range(3, 10)},
    **{name[:size]: n for n, name in enumerate(SPANISH, 1) for size in range(3, 11)},
    **{"setiembre": 9, "sept": 9},
}


def _each(rows: tuple[str, ...], meaning: str, first: int, step: int = 1) -> dict[str, str]:
    return {
        word: meaning.format(first + place * step)
        for place, row in enumerate(rows)
        for word in row.split()
    }


_WORDS = {
    **{word: meaning for meaning, words in _MEANINGS.items() for word in words.split()},
    **{name: f"M{number}" for name, number in MONTHS.items()},
    **_each(_WEEKDAYS, "D{}", 0),
    **_each(_NUMBERS, "{}", 1),
    **_each(_TENS, "{}", 30, 10),
    **_each(_DECADES, "{}s", 20, 10),
}
_SILENT = (
    "the of de del el la los las lo in on en since desde from hace ago por for i it its was que "
    "dia durante just only exactly now already ya como hara alla back sometime started began "
    "empezo comenzo"
)
_NOTHING = frozenset(_SILENT.split())
_UNIT = r"(?:days?|weeks?|months?|years?|yrs?|dias?|semanas?|mes(?:es)?|anos?)"
_SEASON = r"(?:spring|summer|autumn|fall|winter|primavera|verano|otono|invierno)"
_ALIKE = str.maketrans(dict.fromkeys("’‘ʼ´`", "'") | dict.fromkeys("‐‑‒–—−", "-"))
# Several words that mean one thing, and signs; in lower case and without accents.
_PHRASES = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (r"[!?¿¡\"“”«»()~≈]", lambda found: " about " if found[0] in "~≈" else " "),
        (r"½", r".5"),
        (r"(?<=\d),(?=\d\b)", "."),
        (r"(?<![\d.])(?=\.5\b)", "0"),
        (r"[,;]|(?<!\d)\.|\.(?!\d)", " "),
        (r"\bago(?= (?:de |del )?\d{4}\b)", "agosto"),
        (r"(?<=\d)(?:st|nd|rd|th|o|°)\b|(?<=\d)°", ""),
        (r"\b(\d) 1/2\b", r"\1.5"),
        (r"\b1/2\b", "half"),
        (r"(\d{4})/(?=\d{4}\b)", r"\1 to "),
        (
            rf"\b(\S+ {_UNIT}) (?:y (?:pico|algo|poco)|largos|and (?:a bit|a little|some)|plus)\b",
            r"over \1",
        ),
        (rf"\b(\w+)(?: y (?:pico|tantos)| and a bit|[ -]odd| ?\+)(?= ?{_UNIT}\b)", r"over \1"),
        (r"\b(?:a (?:bit|little) (?=over\b|more\b)|algo (?=mas de\b))", ""),
        (rf"\b({_SEASON}) (?:of |del? )?'?(?=\d\d$)", r"\1 '"),
        (r"\bor (?:so|thereabouts)\b|\bo (?:asi|por ahi|algo asi)\b|\bcosa de\b", "about"),
        (r"\b(treinta|cuarenta|cincuenta|sesenta) y (?:tantos|pico)$", r"\1itantos"),
        (r"\b(?:just|shortly|soon|right) after\b", "soon-after"),
        (r"\b(?:(?:justo|poco) despues|al poco) de\b", "soon-after"),
        (r"\b(?:just )?over(?= )|\bmore than\b|\b(?:poco )?mas de(?= )", "over"),
        (r"\b(?:less than|under|menos de)(?= )", "under"),
        (r"\bpor la (?:noche|tarde|manana)\b", ""),
        (r"\b(?:fin de semana|weekend)\b", "weekend"),
        (r"\b(?:mes de|month of) (?=[a-z])", ""),
        (r"(\d{4}) ?-?ish\b", r"about \1"),
        (r"(?<=\d{4})/(?=\d\d\b)|(?<=\d) ?- ?(?=\d)", " to "),
        (r"(?<!soon)[-/]", " "),
        (r"'(?=[3-9]\d\b)", "19"),
        (r"'(\d\d)\b", r"20\1"),
        (r"\b(\d+0)'?s\b", r"\1s"),
        (r"(?<=\d)(?=(?:days?|weeks?|wks?|months?|mo|years?|yrs?)\b)", " "),
        (r"\b(?:the )?day before yesterday\b|\bantes de ayer\b", "anteayer"),
        (r"\blast night\b", "yesterday"),
        (r"\bthis (?:morning|afternoon|evening)\b|\besta (?:manana|tarde)\b", "today"),
        (r"\b(?:the )?(\w+) before last\b", r"second-last \1"),
        (r"\bmas o menos\b", " about "),
        (r"\bsemana santa\b", "easter"),
        (r"\bnew year'?s?(?: day| eve)?\b|\bano nuevo\b", "newyear"),
        (r"\b(?:just|right|shortly) before (?=(?:christmas|xmas)\b)", ""),
        (r"\b(?:un par|a couple|couple)\b", "couple"),
        (r"\bsome(?= (?:days|weeks|months|years)\b)", "few"),
        (r"\ba few\b|\bun[oa]s (?:poc|cuant)[oa]s\b", "few"),
        (r"\bun[oa]s(?= (?:dias|semanas|meses|anos)\b)", "few"),
        (r"\bun[oa]s(?= \d| [a-z]+ (?:dias|semanas|meses|anos)\b)", "about"),
        (r"\bwhen i was\b|\b(?:cuando )?tenia\b", "age"),
        (r"\ba la edad de\b|\bat (?:the )?age(?: of)?\b", "age"),
        (r"\ba los\b|\b(?:a|en) mis\b|\bin (?:my|his|her)\b", "age"),
        (r"\b(?:en )?(?:los |the )anos (?=\d0\b|[a-z]+enta\b)", "decade "),
        (r"\ben los (?=\d0$|[a-z]+enta$)", "decade "),
        (r"\b(?:at|desde los)(?= \w+(?: (?:anos|years?)(?: old| de edad)?)?$)", "at"),
        (r"\b(?:a|as a|de) (?=adolescente|teen)", ""),
        (r"\b(?:primera mitad|first half)\b", "half1"),
        (r"\b(?:segunda mitad|second half)\b", "half2"),
        (r"\ba (?=(?:mediados|mitad|principios?|final(?:es)?|comienzos?|inicios?|fines)\b)", ""),
        (r"\bmore or less\b|\bi'?d say\b", "about"),
    )
)


def letters(text: str) -> str:
    """In lower case, without accents or hidden signs; digits, dashes and spaces of one kind."""
    parts = unicodedata.normalize("NFKD", text.translate(_ALIKE)).replace("1\u20442", "½")
    kept = (_shown(one) for one in parts if unicodedata.category(one) not in ("Mn", "Cf"))
    return " ".join("".join(kept).casefold().split())


def _shown(one: str) -> str:
    if one.isdecimal():
        return str(unicodedata.decimal(one))
    return " " if unicodedata.category(one) == "Cc" else one


def plain_words(text: str) -> str:
    """What was said, in the words that are read, one space between."""
    said = letters(text)
    for pattern, meaning in _PHRASES:
        said = pattern.sub(meaning, said)
    return " ".join(_WORDS.get(one, one) for one in said.split() if one not in _NOTHING)
