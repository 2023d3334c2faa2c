"""The pharmacist's form that shows how a medicine text is read."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

LONGEST = 300


class MedicineTextForm(FlaskForm):  # type: ignore[misc]
    """One line as a patient may write it."""

    text = StringField(
        "Medicine, as a patient writes it",
        validators=[
            DataRequired(message="Enter a medicine, as a patient may write it"),
            Length(max=LONGEST, message=f"Shorten the text to at most {LONGEST} characters"),
        ],
        filters=[lambda text: text.strip() if text else text],
    )
