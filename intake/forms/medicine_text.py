"""The pharmacist's form that shows how medicine texts are read, one a line."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import TextAreaField, ValidationError
from wtforms.validators import DataRequired

LONGEST = 300  # characters of a line
MOST_LINES = 200
MOST_CHARACTERS = 20_000


def _tidied(text: str | None) -> str:
    """The text without blank ends, its lines parted as Python parts them."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


class MedicineTextForm(FlaskForm):  # type: ignore[misc]
    """Lines as patients may write them."""

    text = TextAreaField(
        "Medicines, as patients write them",
        validators=[DataRequired(message="Enter a medicine, as a patient may write it")],
        filters=[_tidied],
    )

    @property
    def lines(self) -> list[tuple[int, str]]:
        """The lines that are not blank, each with its number in the box."""
        numbered = enumerate((self.text.data or "").split("\n"), start=1)
        return [(number, line.strip()) for number, line in numbered if line.strip()]

    def validate_text(self, field: TextAreaField) -> None:
        """Refuse more than is read at once, with what to do."""
        if len(self.lines) > MOST_LINES:
            raise ValidationError(f"Enter at most {MOST_LINES} lines; there are {len(self.lines)}")
        if (length := len(field.data or "")) > MOST_CHARACTERS:
            there = f"there are {length:,}"
            raise ValidationError(f"Enter at most {MOST_CHARACTERS:,} characters; {there}")
        for number, line in self.lines:
            if len(line) > LONGEST:
                raise ValidationError(f"Shorten line {number} to at most {LONGEST} characters")
