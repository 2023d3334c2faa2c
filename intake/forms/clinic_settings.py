"""The administrator's form for what a clinic tells its patients."""

from __future__ import annotations

import re
from typing import Any, cast
from zoneinfo import available_timezones

from wtforms import BooleanField, HiddenField, IntegerField, RadioField, TextAreaField
from wtforms.validators import Length, ValidationError

from intake import drugs
from intake.forms.clinic_face import ClinicFaceForm
from intake.forms.plain_text import READABLE, is_readable, text_line, tidied
from intake.forms.whole_numbers import within

NUMBER = re.compile(r"\+?[0-9][0-9 ().-]{0,23}")  # what a phone can call: "01632 960 123"
MOST_CHARACTERS = 20_000  # of local names
MOST_PROBLEMS = 5  # told at once
MOST_DAYS = 14  # before a visit
DAYS = f"Enter a number of days from 0 to {MOST_DAYS}"


def _without_mark(text: str | None) -> str:
    return (text or "").removeprefix(drugs.FILE_MARK)


class ClinicSettingsForm(ClinicFaceForm):
    """Everything that patients read of their clinic, and how its pages are printed."""

    name = text_line("Name of the clinic", 120, "Enter the name that patients know")
    phone = text_line("Phone for help with the form", 40)
    emergency_number = text_line("Emergency number", 40, "Enter the number to call in an emergency")
    crisis_line = text_line("Crisis line", 120, "Enter the number for thoughts of self-harm")
    time_zone = text_line("Time zone", 60, "Enter the time zone, such as Europe/London")
    paper = RadioField(  # type: ignore[call-arg]
        "Paper",
        choices={"A4": "A4", "Letter": "Letter"},
        invalid_choice_message="Select the paper that your printer has",
    )
    mail_name = text_line("Name in messages", 60)
    remind_days = IntegerField(  # type: ignore[call-arg]
        "Remind of an unsent form, days before the visit",
        validators=[within(0, MOST_DAYS, DAYS)],
        invalid_value_message=DAYS,
    )
    country = text_line("Country", 2)
    local_names = TextAreaField(
        "Local names of medicines",
        validators=[Length(max=MOST_CHARACTERS, message="Enter at most 20,000 characters")],
        filters=[_without_mark, tidied],
    )
    open_door = BooleanField("Anyone may start a form, without a link")
    names_openers = BooleanField("Patients read the name of whoever opened their answers")
    seen = HiddenField()

    def validate_phone(self, field: Any) -> None:
        """A number that a phone can call, or nothing."""
        if field.data and not NUMBER.fullmatch(field.data):
            raise ValidationError("Enter a phone number in digits, such as 01632 960 123")

    def validate_emergency_number(self, field: Any) -> None:
        """One number that a phone can call: it becomes a button."""
        if not NUMBER.fullmatch(field.data):
            raise ValidationError("Enter the number to call in an emergency, such as 999")

    def validate_crisis_line(self, field: Any) -> None:
        """One number that a phone can call."""
        if not NUMBER.fullmatch(field.data):
            raise ValidationError("Enter a number to call, such as 116 123")

    def validate_name(self, field: Any) -> None:
        """A name that can be read aloud."""
        if not any(one.isalnum() for one in field.data):
            raise ValidationError("Enter the name that patients know")

    def validate_country(self, field: Any) -> None:
        """One that the drug list knows names of, or none."""
        field.data = field.data.upper()
        if field.data and field.data not in drugs.countries():
            known = ", ".join(sorted(drugs.countries()))
            raise ValidationError(f"Enter one of {known}, or leave it blank")

    def validate_local_names(self, field: Any) -> None:
        """Names and ingredients, a line each; each wrong line is told."""
        for number, line in enumerate((field.data or "").splitlines(), 1):
            if not is_readable(line.replace("\t", " ")):
                raise ValidationError(f"Line {number}: {READABLE.lower()}")
        try:
            drugs.local_names(field.data)
        except drugs.LocalNamesError as error:
            raise ValidationError(". ".join(error.problems[:MOST_PROBLEMS])) from error

    def validate_time_zone(self, field: Any) -> None:
        """A zone that the service knows."""
        if field.data not in available_timezones() or field.data == "Factory":
            raise ValidationError("Enter a time zone such as Europe/London")

    @property
    def given(self) -> dict[str, Any]:
        """The settings by their names, as they were typed."""
        return {**{name: cast(Any, self[name]).data for name in SETTINGS}, **self.face}


SETTINGS = (
    "name",
    "phone",
    "emergency_number",
    "crisis_line",
    "time_zone",
    "paper",
    "country",
    "local_names",
    "mail_name",
    "remind_days",
    "open_door",
    "names_openers",
)
