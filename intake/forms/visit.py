"""The clinician's form for a new visit."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from wtforms import DateField, DateTimeLocalField, HiddenField, RadioField, StringField
from wtforms.validators import Length, Optional, ValidationError

from intake import clock
from intake.forms.email_address import email_field
from intake.forms.one_line import one_line

KINDS = {"video": "Video", "phone": "Phone", "in person": "In person"}


LONGEST = {"record_number": 40, "gp": 120, "referrer": 120}  # characters of what is on file


def _on_file(name: str, label: str) -> StringField:
    most = LONGEST[name]
    too_long = Length(max=most, message=f"{label}: enter at most {most} characters")
    return StringField(label, validators=[Optional(), too_long], filters=[one_line])


class VisitForm(FlaskForm):  # type: ignore[misc]
    """Who the visit is for and when; all but its kind may be left blank."""

    key = HiddenField()  # of one filling in of the form: posted twice it makes one visit
    nameless = HiddenField()  # "1" once somebody has said that no name is wanted
    name = StringField(
        "Patient's name",
        validators=[Optional(), Length(max=120, message="Enter a name of at most 120 characters")],
        filters=[lambda text: text.strip() if text else text],
    )
    # The stubs for WTForms lag behind its 3.3, which brought these messages.
    born = DateField(  # type: ignore[call-arg]
        "Date of birth",
        validators=[Optional()],
        invalid_value_message="Enter the date of birth with day, month and year",
    )
    kind = RadioField(  # type: ignore[call-arg]
        "How you will meet",
        choices=KINDS,
        default="video",
        invalid_choice_message="Select how you will meet",
    )
    scheduled_at = DateTimeLocalField(  # type: ignore[call-arg]
        "Date and time of the visit",
        validators=[Optional()],
        invalid_value_message="Enter the date and time of the visit",
    )

    email = email_field()

    record_number = _on_file("record_number", "Record number")
    gp = _on_file("gp", "GP")
    referrer = _on_file("referrer", "Referred by")

    def validate_born(self, field: Any) -> None:
        """A date of birth lies in the past."""
        if field.data and not date(1900, 1, 1) <= field.data <= clock.now().date():
            raise ValidationError("Enter a date of birth in the past")

    def validate_scheduled_at(self, field: Any) -> None:
        """A visit lies within the reach of a calendar."""
        if field.data and not 2020 <= field.data.year <= 2100:
            raise ValidationError("Enter the date of the visit with a four-digit year")

    def writes_too_late(self, zone: ZoneInfo) -> bool:
        """Whether an address is given for a visit that is over, to which nothing goes; says so."""
        when = self.moment(zone)
        if not ("email" in self and self.email.data and when and when <= clock.now()):
            return False
        self.email.errors = [
            "This visit’s time is past, so no message would go out: correct the time, or leave "
            "the email address blank"
        ]
        return True

    def on_file(self) -> dict[str, str]:
        """What the clinic has on file of the patient, by name."""
        return {name: getattr(self, name).data or "" for name in LONGEST}

    def moment(self, zone: ZoneInfo) -> datetime | None:
        """When the visit is, in the clinic's time zone; None if not set."""
        when: datetime | None = self.scheduled_at.data
        return when.replace(tzinfo=zone) if when else None
