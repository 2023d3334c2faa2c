"""The languages that patients may read, and the words of the interface in each.

A catalogue is a text file, translations/<code>.po, read once; nothing is compiled. The words of
a form are translated beside it: questionnaires/<form>.<code>.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

HERE = Path(__file__).parent / "translations"


@dataclass(frozen=True)
class Language:
    """One language of the patient's pages."""

    code: str  # what a visit keeps and the files are named after
    tag: str  # for the attribute `lang`
    name: str  # in itself
    clinical: str  # as the doctor's page names it
    rtl: bool = False
    demo_only: bool = False  # a proof of the interface; no form is worded in it


ENGLISH = Language("en", "en-GB", "English", "English")
AMERICAN = Language("en-US", "en-US", "English", "English")  # what a clinic there means by English
SPANISH = Language("es", "es", "Español", "Spanish")
ARABIC = Language("ar", "ar", "العربية", "Arabic", rtl=True, demo_only=True)
CHOOSABLE = (ENGLISH, SPANISH, ARABIC)
_BY_CODE = {one.code: one for one in (*CHOOSABLE, AMERICAN)}


class Message(str):
    """English words that can be said in another language, with values in them.

    For what is said below the web, which knows of no request.
    """

    plain: str
    values: Mapping[str, Any]

    def __new__(cls, plain: str, **values: Any) -> Message:
        """The words; each value has its place in them as "%(name)s"."""
        made = super().__new__(cls, plain % values if values else plain)
        made.plain, made.values = plain, values
        return made


def language(code: str) -> Language:
    """The language of a code; English for one that is not known."""
    return _BY_CODE.get(code, ENGLISH)


def offered(*, demo: bool) -> tuple[Language, ...]:
    """What patients may choose from."""
    return tuple(one for one in CHOOSABLE if demo or not one.demo_only)


def at_clinic(chosen: Language, country: str) -> Language:
    """The language as it is written where the clinic is: its spelling follows the country."""
    return AMERICAN if chosen == ENGLISH and country == "US" else chosen


def says(text: str, spoken: Language) -> str:
    """Words of the interface in a language; in English where that has none for them."""
    if not text:
        return ""  # a catalogue keeps what it says of itself under this
    plain, values = (text.plain, text.values) if isinstance(text, Message) else (text, {})
    found: str = catalogue(spoken.code).ugettext(plain)
    return found % values if values else found


@lru_cache(maxsize=8)
def catalogue(code: str) -> NullTranslations:
    """The words of the interface in a language; English, which needs none, for any other code."""
    path = HERE / f"{code}.po"
    if code not in _BY_CODE or not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, abort_invalid=True))
    compiled.seek(0)
    return Translations(compiled)


def load(codes: Iterable[str] = tuple(_BY_CODE)) -> None:
    """Read every catalogue now, so that a broken one stops the start and not a patient."""
    for code in codes:
        catalogue(code)
