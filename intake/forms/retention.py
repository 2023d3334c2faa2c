"""How long a clinic keeps its visits, and the reference that is typed to erase one."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, StringField

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
    seen = HiddenField()  # the spans that the page was drawn with: "365 30"

    @property
    def spans(self) -> tuple[int, int]:
        """The days for sent and for unsent forms, once they are valid."""
        return self.sent.data or LEAST, self.unsent.data or LEAST

    @property
    def seen_spans(self) -> tuple[int, int]:
        """The spans that the page was drawn with; (0, 0) if it does not say."""
        sent, _, unsent = (self.seen.data or "").partition(" ")
        small = all(one.isdecimal() and one.isascii() and len(one) < 6 for one in (sent, unsent))
        return (int(sent), int(unsent)) if small else (0, 0)


class EraseForm(FlaskForm):  # type: ignore[misc]
    """The reference, typed again."""

    typed = StringField("Type the reference to erase it")

    def names(self, reference: str) -> bool:
        """Whether this reference was typed, in whatever case."""
        return (self.typed.data or "").strip().upper() == reference
