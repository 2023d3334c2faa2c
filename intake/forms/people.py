"""An administrator's forms, and the one to open a visit in an emergency."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from intake.actor import ROLES, Role
from intake.forms.one_line import one_line

# What people read of a role, and what it lets them do.
ROLE_WORDS: dict[Role, str] = {
    "doctor": "Doctor: sees answers",
    "front-desk": "Front desk: makes visits, sees how far forms are, no answers",
    "administrator": "Administrator: looks after people",
}
MIN_REASON, MAX_REASON = 10, 500  # characters


class RolesForm(FlaskForm):  # type: ignore[misc]
    """What someone does in the clinic."""

    roles = SelectMultipleField(
        "What they do here",
        choices={str(role): words for role, words in ROLE_WORDS.items()},
        validators=[DataRequired(message="Select what they do here")],
    )

    @property
    def chosen(self) -> list[Role]:
        """The roles that were ticked, once the form is valid."""
        return [role for role in ROLES if role in (self.roles.data or [])]


class InvitationForm(RolesForm):
    """Whom to invite, and to do what."""

    email = StringField(
        "Email address",
        validators=[
            DataRequired(message="Enter their email address"),
            Length(max=255, message="Enter an email address of at most 255 characters"),
        ],
        filters=[one_line],
    )


class EmergencyForm(FlaskForm):  # type: ignore[misc]
    """Why a visit has to be opened now."""

    reason = TextAreaField(
        "Why you need to see the answers now",
        filters=[one_line],
        validators=[
            DataRequired(message="Say why you need to see the answers now"),
            Length(min=MIN_REASON, message="Say in a few words more why you need to see them now"),
            Length(max=MAX_REASON, message=f"Shorten it to at most {MAX_REASON} characters"),
        ],
    )
