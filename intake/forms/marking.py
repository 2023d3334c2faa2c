"""The clinician's form that marks how a medicine text was read."""

from __future__ import annotations

from typing import cast

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import AnyOf, Length

from intake.marking import MAX_NOTE, VERDICTS, Verdict, Word


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


class MarkingForm(FlaskForm):  # type: ignore[misc]
    """Which reading, what is said of it, and a note if one is wanted."""

    about = HiddenField()  # the reading's key
    verdict = HiddenField(
        validators=[AnyOf(VERDICTS, message="Press Right or Wrong to mark the match")]
    )
    note = TextAreaField(
        "Note (optional)",
        filters=[_one_line],
        validators=[
            Length(max=MAX_NOTE, message=f"Shorten your note to at most {MAX_NOTE} characters")
        ],
    )

    @property
    def word(self) -> Word:
        """What is said, once the form is valid."""
        return Word(cast(Verdict, self.verdict.data), self.note.data or "")
