"""A submission's own JSON: what is stored, exported, attached and rendered.

    {"format": "intake-submission/1",
     "reference": "7KQ4-2MXP", "version": 1,
     "questionnaire": {"id": "muscle-twitching", "version": "1.0.0"},
     "clinic": {"name": "...", "time_zone": "Europe/London"},
     "visit": {"at": "2026-11-23T10:20:00+00:00" or null, "kind": "video"},
     "sent_at": "2026-11-20T19:42:00+00:00", or null for saved answers only,
     "saved_at": "2026-11-20T19:42:00+00:00",
     "advice_shown": false, whether the emergency advice was shown,
     "answers": {...}, under the questionnaire's ids, and what an older version asked,
     "sign_times": {"safety.now fit": ["2026-11-20T19:30:00+00:00", ...]}, when emergency signs were
        ticked and taken back in turn; left out where none ever was
     "sure": ["3f6c...", ...], keys of the doubts that the patient has confirmed; left out for none
     "flags": {...}, what the drug list made of them; see summarise/medicines.py
     "audit": {"number": 1234, "mac": "7f3a..."}, the end of the clinic's audit at sending,
     "language": "es", the code of what the patient read; left out for English,
     "typed_in": ["es", "en"], what it was read in while own words were typed; left out where that
        is the language alone,
     "notes": [{"at": "2026-11-21T08:05:00+00:00", "text": "..."}], only if some were added}

Answers are the service's own JSON and not FHIR: FHIR is an export.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from intake.json_values import (
    JsonValueError,
    as_list,
    as_object,
    mac,
    moment,
    moment_or_none,
    read,
    text,
    truth,
    whole_number,
    zone,
)
from intake.languages import CHOOSABLE
from intake.sign_times import SignTimes

T = TypeVar("T")
FORMAT = "intake-submission/1"
KEYS = {
    "format",
    "reference",
    "version",
    "questionnaire",
    "clinic",
    "visit",
    "sent_at",
    "saved_at",
    "advice_shown",
    "answers",
    "flags",
    "audit",
    "notes",
    "sign_times",
    "language",
    "sure",
    "typed_in",
}


class SubmissionError(JsonValueError):
    """The JSON is no submission; the message names the key and says what belongs there."""


@dataclass(frozen=True)
class AuditHead:
    """The last row of the clinic's audit when the form was sent: its number and its MAC."""

    number: int
    mac: str  # 64 hexadecimal digits

    @property
    def short(self) -> str:
        """What is printed of it: "1,234 · 7f3a-91c2"."""
        return f"{self.number:,} · {self.mac[:4]}-{self.mac[4:8]}"


@dataclass(frozen=True)
class Note:
    """What the patient added once the form was sent, verbatim."""

    at: datetime
    text: str


@dataclass(frozen=True)
class Submission:
    """One version of a patient's answers, sent or only saved."""

    reference: str
    version: int
    questionnaire_id: str
    questionnaire_version: str
    clinic: str
    time_zone: ZoneInfo
    visit_at: datetime | None
    visit_kind: str
    sent_at: datetime | None
    saved_at: datetime
    advice_shown: bool
    answers: Mapping[str, Any]
    audit: AuditHead | None = None  # none before it is sent, and in the oldest that were
    notes: tuple[Note, ...] = ()  # the first one first
    sign_times: SignTimes = field(default_factory=dict)
    language: str = "en"  # the code of what the patient read it in
    sure: tuple[str, ...] = ()  # keys of the doubts that the patient has confirmed
    typed_in: tuple[str, ...] = ()  # and while own words were typed; () for that alone

    @property
    def moment(self) -> datetime:
        """When it was sent, else saved, in the clinic's time zone: ages count to it."""
        return (self.sent_at or self.saved_at).astimezone(self.time_zone)

    @property
    def own_words_in(self) -> tuple[str, ...]:
        """The codes of the languages that own words may be in, the first one first."""
        return self.typed_in or (self.language,)

    @property
    def added(self) -> tuple[str, ...]:
        """The texts of the notes."""
        return tuple(note.text for note in self.notes)

    def to_json(self, flags: Mapping[str, Any]) -> dict[str, Any]:
        """The JSON described above."""
        head = {"audit": vars(self.audit)} if self.audit else {}
        notes = [{"at": note.at.isoformat(), "text": note.text} for note in self.notes]
        times = {key: list(own) for key, own in self.sign_times.items()}
        return {
            "format": FORMAT,
            "reference": self.reference,
            "version": self.version,
            "questionnaire": {"id": self.questionnaire_id, "version": self.questionnaire_version},
            "clinic": {"name": self.clinic, "time_zone": self.time_zone.key},
            "visit": {
                "at": self.visit_at.isoformat() if self.visit_at else None,
                "kind": self.visit_kind,
            },
            "sent_at": self.sent_at.isoformat() if self.sent_at else None,
            "saved_at": self.saved_at.isoformat(),
            "advice_shown": self.advice_shown,
            "answers": dict(self.answers),
            "flags": dict(flags),
            **({"sign_times": times} if times else {}),
            **({"sure": list(self.sure)} if self.sure else {}),
            **({"language": self.language} if self.language != "en" else {}),
            **({"typed_in": [*typed]} if (typed := self.own_words_in) != (self.language,) else {}),
            **head,
            **({"notes": notes} if notes else {}),
        }


def from_json(value: object) -> Submission:
    """Read a submission's JSON, answers unchecked. Raises SubmissionError."""
    try:
        return _submission(value)
    except JsonValueError as error:
        raise SubmissionError(str(error)) from None


def _submission(value: object) -> Submission:
    whole = as_object(value, "the file")
    if whole.get("format") != FORMAT:
        raise SubmissionError(f'"format" must be "{FORMAT}"')
    if unknown := sorted(set(whole) - KEYS):
        raise SubmissionError(f'"{unknown[0]}" is not a key of a submission')
    form, clinic, visit = (
        as_object(whole.get(key), f'"{key}"') for key in ("questionnaire", "clinic", "visit")
    )
    return Submission(
        reference=read(whole, "reference", _reference),
        version=read(whole, "version", whole_number),
        questionnaire_id=read(form, "id", text),
        questionnaire_version=read(form, "version", text),
        clinic=read(clinic, "name", text),
        time_zone=read(clinic, "time_zone", zone),
        visit_at=read(visit, "at", moment_or_none),
        visit_kind=read(visit, "kind", text),
        sent_at=read(whole, "sent_at", moment_or_none),
        saved_at=read(whole, "saved_at", moment),
        advice_shown=read(whole, "advice_shown", truth),
        answers=as_object(whole.get("answers"), '"answers"'),
        audit=_audit(whole["audit"]) if "audit" in whole else None,
        notes=tuple(map(_note, as_list(whole.get("notes", []), '"notes"'))),
        sign_times=read(whole, "sign_times", _times) if "sign_times" in whole else {},
        language=read(whole, "language", _language) if "language" in whole else "en",
        typed_in=read(whole, "typed_in", _languages) if "typed_in" in whole else (),
        sure=tuple(map(text, as_list(whole.get("sure", []), '"sure"'))),
    )


def _reference(value: object) -> str:
    if not re.fullmatch(r"[0-9A-Za-z-]{1,20}", text(value)):
        raise ValueError("up to 20 letters, digits and hyphens")
    return str(value)


def _audit(value: object) -> AuditHead:
    head = as_object(value, '"audit"')
    return AuditHead(read(head, "number", whole_number), read(head, "mac", mac))


def _note(value: object) -> Note:
    note = as_object(value, 'each of "notes"')
    return Note(read(note, "at", moment), read(note, "text", text))


def _times(value: object) -> SignTimes:
    times = as_object(value, '"sign_times"')
    return {key: tuple(moment(one).isoformat() for one in own) for key, own in times.items()}


def _language(value: object) -> str:
    if value not in {one.code for one in CHOOSABLE}:
        raise ValueError("the code of a language that patients may read")
    return str(value)


def _languages(value: object) -> tuple[str, ...]:
    return tuple(map(_language, as_list(value, '"typed_in"')))
