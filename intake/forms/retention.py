"""How long a clinic keeps its visits, and the reference that is typed to erase one."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField

from intake.forms.whole_numbers import within

LEAST, MOST = 30, 36_500  # days
WITHIN = f"Enter {LEAST} to {MOST} days"


def _days(label: str) -> IntegerField:
    # The stubs for WTForms lag behind its 3.3, which brought this message.
    return IntegerField(  # type: ignore[call-arg]
        label,
        validators=[within(LEAST, MOST, WITHIN)],
        invalid_value_message=WITHIN,
    )


class SpansForm(FlaskForm):  # type: ignore[misc]
    """For how many days visits are kept."""

    sent = _days("Sent forms: days after the visit or the sending, whichever is later")
    unsent = _days("Forms that were not sent: days after the link's end")

    @property
    def spans(self) -> tuple[int, int]:
        """The days for sent and for unsent forms, once they are valid."""
        return self.sent.data or LEAST, self.unsent.data or LEAST


class EraseForm(FlaskForm):  # type: ignore[misc]
    """The reference, typed again."""

    typed = StringField("Type the reference to erase it")

    def names(self, reference: str) -> bool:
        """Whether this reference was typed, in whatever case."""
        return (self.typed.data or "").strip().upper() == reference
