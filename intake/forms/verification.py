"""The clinician's form that marks how a medicine text was read."""

from __future__ import annotations

from typing import cast

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import AnyOf, Length

from intake.verification import MAX_NOTE, OUTCOMES, Outcome, Verdict


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


class VerificationForm(FlaskForm):  # type: ignore[misc]
    """Which reading, what is said of it, and a note if one is wanted."""

    about = HiddenField()  # the reading's key
    verdict = HiddenField(
        validators=[AnyOf(OUTCOMES, message="Press Right or Wrong to mark the match")]
    )
    note = TextAreaField(
        "Note (optional)",
        filters=[_one_line],
        validators=[
            Length(max=MAX_NOTE, message=f"Shorten your note to at most {MAX_NOTE} characters")
        ],
    )

    @property
    def given(self) -> Verdict:
        """What is said, once the form is valid."""
        return Verdict(cast(Outcome, self.verdict.data), self.note.data or "")
