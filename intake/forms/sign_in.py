"""Forms of the way in: address and password, a code, an account of one's own."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, EqualTo, Length

from intake.forms.one_line import one_line

WRONG = "The email address or password is not right. Check both and try again."


class SignInForm(FlaskForm):  # type: ignore[misc]
    """Address and password."""

    email = StringField(
        "Email address",
        validators=[
            DataRequired(message="Enter your email address"),
            Length(max=255, message=WRONG),
        ],
        filters=[one_line],
    )
    password = PasswordField(
        "Password",
        validators=[DataRequired(message="Enter your password")],
    )


class CodeForm(FlaskForm):  # type: ignore[misc]
    """A code of an app, or a recovery code."""

    code = StringField(
        "Code",
        validators=[
            DataRequired(message="Enter the code"),
            Length(max=40, message="That code is not right. Enter the one your app shows now"),
        ],
    )


class PasswordForm(FlaskForm):  # type: ignore[misc]
    """The present password, asked for again."""

    present = PasswordField(
        "Your present password",
        validators=[DataRequired(message="Enter your present password")],
    )


class NewPasswordForm(FlaskForm):  # type: ignore[misc]
    """A new password, twice."""

    new = PasswordField("New password", validators=[DataRequired(message="Enter a new password")])
    again = PasswordField(
        "New password again",
        validators=[EqualTo("new", message="Enter the same new password twice")],
    )


class ChangePasswordForm(PasswordForm, NewPasswordForm):
    """The present password and a new one."""


class JoinForm(NewPasswordForm):
    """A name and a password, for a new account."""

    name = StringField(
        "Your name, as colleagues know you",
        validators=[
            DataRequired(message="Enter your name"),
            Length(max=120, message="Enter a name of at most 120 characters"),
        ],
        filters=[one_line],
    )
