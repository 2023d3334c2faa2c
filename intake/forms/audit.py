"""What an administrator wants to see of the audit; nothing of a patient stands in its address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import Optional, Regexp, ValidationError

from intake.forms.whole_numbers import within

ANY = ("", "Any")


class AuditForm(FlaskForm):  # type: ignore[misc]
    """Filters, each of a closed list or of a strict shape; sent by GET."""

    class Meta:
        """It changes nothing, so it carries no token."""

        csrf = False

    who = SelectField("Person", default="")
    deed = SelectField("What was done", default="")
    visit = StringField(
        "Visit's reference",
        validators=[
            Optional(),
            Regexp(r"^[0-9A-Z]{4}-[0-9A-Z]{4}\Z", message="Enter a reference such as 7KQ4-2MXP"),
        ],
        filters=[lambda text: text.strip().upper() if text else text],
    )
    day = DateField("Day", validators=[Optional()])
    before = IntegerField(
        validators=[Optional(), within(0, 2**31 - 1, "Go back to the newest rows")]
    )

    def validate_day(self, field: Any) -> None:
        """A day lies within the reach of a calendar."""
        if field.data and not 2020 <= field.data.year <= 2100:
            raise ValidationError("Enter a day with a four-digit year")

    def offer(self, people: Mapping[str, str], deeds: Mapping[str, str]) -> None:
        """Set whom and what there is to choose."""
        self.who.choices = [ANY, *people.items()]
        self.deed.choices = [ANY, *deeds.items()]

    @property
    def chosen(self) -> dict[str, str]:
        """What is chosen, as it stands in an address."""
        fields = (self.who, self.deed, self.visit, self.day)
        given = {one.name: str(one.data) for one in fields if one.data}
        return given
