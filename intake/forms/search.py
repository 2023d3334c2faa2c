"""The box that searches the worklist."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length


class SearchForm(FlaskForm):  # type: ignore[misc]
    """Names, a date of birth, a reference, a record number, in any order."""

    words = StringField(
        "Name, date of birth or reference",
        filters=[lambda text: " ".join((text or "").split())],
        validators=[
            DataRequired(message="Enter a name, a date of birth or a reference"),
            Length(max=100, message="Enter at most 100 characters"),
        ],
    )
