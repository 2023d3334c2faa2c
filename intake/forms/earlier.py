"""The form by which a clinician says that a visit is a later one of the same patient."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length


class EarlierForm(FlaskForm):  # type: ignore[misc]
    """The reference of the visit before."""

    of = StringField(
        "Reference of the visit before",
        filters=[lambda text: (text or "").strip()],
        validators=[
            DataRequired(message="Enter the reference of the visit before"),
            Length(max=20, message="Enter a reference, like 7KQ4-2MXP"),
        ],
    )
