"""What the worklist tells of a visit's answers: counts and names, worked out at each save.

It is kept sealed beside the visit, so that a worklist opens no whole form. Only `attention`
stands open in the database, for it is what the database has to find.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

Attention = Literal[0, 1, 2]
OF_DRUGS = ("named", "more_named", "to_ask", "checked", "drugs_read")


@dataclass(frozen=True)
class Named:
    """A drug that the form's article names, and how it lies against onset."""

    name: str  # "ciprofloxacin"
    when: str  # "6 days before"
    treatment: bool = False  # named as a treatment, not as a cause


@dataclass(frozen=True)
class Headline:
    """Signs, drugs and progress of one visit. Moments are ISO texts in UTC, "" for none."""

    emergency: tuple[str, ...] = ()  # the emergency signs that are ticked now
    ticked_at: str = ""  # when the first of them was saved
    action: str = ""  # what the patient did about them; "" if not answered
    help_sought: bool = False  # whether that is more than "not yet"
    taken_back: tuple[str, ...] = ()  # emergency signs that were ticked once
    taken_back_at: str = ""
    dealt: tuple[str, ...] = ()  # the emergency signs that a doctor has dealt with
    dealt_by: str = ""
    dealt_at: str = ""
    danger: int = 0  # danger signs answered Yes
    ring: str = ""  # what was done of "ring the clinic today"; "" where the patient was not told so
    unsure: int = 0  # emergency and danger signs answered "not sure"
    answered: int = 0  # signs that have an answer
    asked: int = 0  # signs that the form asks
    named: tuple[Named, ...] = ()  # nearest to onset first
    more_named: int = 0  # beyond those
    to_ask: int = 0  # medicines not read, or with more than one drug near
    checked: int = 0  # medicines that were looked at
    drugs_read: bool = False  # False: too many to read at a save, or nothing saved
    parts_done: int = 0
    parts: int = 0
    sex: str = ""
    phone: str = ""
    filled_by: str = ""  # "Ruth, his wife" where it was not the patient

    @property
    def attention(self) -> Attention:
        """The one place that decides what stands out, and what the database may find by.

        2: an emergency sign is ticked that no doctor has dealt with. 1: an emergency sign was
        ticked or a danger sign is answered Yes or "not sure". Drugs do not count: nearly every
        form names one (caffeine), and what stands beside every visit sorts none.
        """
        if not set(self.emergency) <= set(self.dealt):
            return 2
        return 1 if self.emergency or self.taken_back or self.danger or self.unsure else 0

    @property
    def of_drugs(self) -> dict[str, Any]:
        """What it tells of drugs, by field."""
        return {key: getattr(self, key) for key in OF_DRUGS}

    def to_json(self) -> dict[str, Any]:
        """What from_json() reads again."""
        return asdict(self)

    def after(self, before: Headline | None, moment: str) -> Headline:
        """The same with what only time tells: when a sign was ticked, taken back, dealt with.

        `before` is the visit's headline until `moment`.
        """
        if before is None:
            return replace(self, ticked_at=moment if self.emergency else "")
        gone = [one for one in before.emergency if one not in self.emergency]
        still = [one for one in before.taken_back if one not in (*self.emergency, *gone)]
        dealt = tuple(one for one in before.dealt if one in self.emergency)
        return replace(
            self,
            ticked_at=(before.ticked_at or moment) if self.emergency else "",
            taken_back=(*still, *gone),
            taken_back_at=moment if gone else before.taken_back_at if still else "",
            dealt=dealt,
            dealt_by=before.dealt_by if dealt else "",
            dealt_at=before.dealt_at if dealt else "",
        )

    def beside(self, unsent: Headline) -> Headline:
        """The same with the emergency signs that are ticked in changes not sent yet."""
        more = tuple(one for one in unsent.emergency if one not in self.emergency)
        if not more:
            return self
        every = (*self.emergency, *more)
        return replace(self, emergency=every, action=unsent.action, help_sought=unsent.help_sought)

    def dealt_with(self, by: str, moment: str) -> Headline:
        """The same once a doctor of this name has dealt with every sign that is ticked now."""
        return replace(self, dealt=self.emergency, dealt_by=by, dealt_at=moment)


def from_json(value: Mapping[str, Any]) -> Headline:
    """Read a kept headline."""
    known: dict[str, Any] = {
        key: tuple(one) if isinstance(one, list) else one for key, one in value.items()
    }
    return Headline(**{**known, "named": tuple(Named(**one) for one in value["named"])})
