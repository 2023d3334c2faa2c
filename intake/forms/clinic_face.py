"""The part of the settings that says how a clinic looks and speaks to its patients."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, ValidationError

from intake import accent
from intake.forms.plain_text import text_line, text_lines
from intake.languages import ARABIC, CHOOSABLE, ENGLISH, SPANISH, Language

MOST_OPENING = 600  # characters
FACE = ("logo_text", "accent")  # which a field shows as they are kept


def _opening(of: Language) -> TextAreaField:
    return text_lines(f"Opening words in {of.clinical}", MOST_OPENING)


class ClinicFaceForm(FlaskForm):  # type: ignore[misc]
    """Logo text, colour, languages and first words."""

    logo_text = text_line("Logo text", 40)
    accent = text_line("Colour", 7)
    languages = SelectMultipleField(
        "Languages of the form",
        choices={one.code: one.name for one in CHOOSABLE},
        validators=[DataRequired(message="Tick at least one language")],
    )
    opening_en = _opening(ENGLISH)
    opening_es = _opening(SPANISH)
    opening_ar = _opening(ARABIC)

    def validate_accent(self, field: Any) -> None:
        """A colour that everyone can read, or none."""
        colour = f"#{field.data.removeprefix('#').lower()}" if field.data else ""
        if colour and not accent.A_COLOUR.fullmatch(colour):
            raise ValidationError("Enter the colour as # and six digits or letters, as #0b4f57")
        if colour and accent.least_contrast(colour) < accent.ENOUGH:
            raise ValidationError(
                f"{colour} is too light: on it white words, and words in it on the page, are hard "
                f"to read (contrast {_down(accent.least_contrast(colour))}, {accent.ENOUGH} is "
                f"needed). Enter a darker one, such as {accent.readable(colour)}"
            )
        field.data = colour

    def offer(self, offered: tuple[Language, ...]) -> None:
        """Ask about these languages alone."""
        self.languages.choices = [(one.code, one.name) for one in offered]
        for one in CHOOSABLE:
            if one not in offered:
                del self[f"opening_{one.code}"]

    def show(self, ticked: Iterable[Language], said: Callable[[str], str]) -> None:
        """Show what a clinic has: its languages, and its opening words by the code of each."""
        self.languages.data = [one.code for one in ticked]
        for one in self.openings():
            one.data = said(code_of(one))

    def openings(self) -> list[TextAreaField]:
        """The fields of the opening words, of each language that is on offer."""
        names = (f"opening_{one.code}" for one in CHOOSABLE)
        return [self[name] for name in names if name in self]

    @property
    def face(self) -> dict[str, str]:
        """The settings by their names, as a clinic keeps them."""
        said = {code_of(one): one.data for one in self.openings() if one.data}
        return {
            "logo_text": self.logo_text.data or "",
            "accent": self.accent.data or "",
            "languages": " ".join(self.languages.data or []),
            "opening": json.dumps(said, ensure_ascii=False, sort_keys=True) if said else "",
        }


def code_of(opening: Field) -> str:
    """The code of the language of a field for opening words."""
    return str(opening.name).removeprefix("opening_")


def _down(number: float) -> str:
    """To one digit, and never up to what is needed."""
    return f"{int(number * 10) / 10:.1f}"
