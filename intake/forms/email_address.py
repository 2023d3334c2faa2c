"""An address to write to, checked as it is typed: a slip is told and not sent to."""

from __future__ import annotations

from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from intake.forms.one_line import one_line

LONGEST = 254  # characters; RFC 5321 takes no more
WRONG = "Check the email address: it should look like ana@post.example"


def email_field(needed: str = "") -> StringField:
    """A field for the patient's address; `needed` says what to do where it is left out."""
    first = DataRequired(message=needed) if needed else Optional()
    return StringField(
        "Patient’s email address",
        validators=[first, Length(max=LONGEST, message=WRONG), _check],
        filters=[one_line],
    )


def address_in(text: str) -> str:
    """The address as a mail server takes it; "" if the text is none."""
    try:
        found = validate_email(
            text, check_deliverability=False, allow_smtputf8=False, test_environment=True
        )
    except EmailNotValidError:
        return ""
    return str(found.ascii_email)


def _check(_form: object, field: Any) -> None:
    found = address_in(field.data)
    if not found:
        raise ValidationError(WRONG)
    field.data = found


class MessageForm(FlaskForm):  # type: ignore[misc]
    """Where the invitation of a visit is to go."""

    email = email_field("Enter the patient’s email address")
