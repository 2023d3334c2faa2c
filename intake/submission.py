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
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

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
    "typed_in",
}


class SubmissionError(ValueError):
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
            **({"language": self.language} if self.language != "en" else {}),
            **({"typed_in": [*typed]} if (typed := self.own_words_in) != (self.language,) else {}),
            **head,
            **({"notes": notes} if notes else {}),
        }


def from_json(value: object) -> Submission:
    """Read a submission's JSON, answers unchecked. Raises SubmissionError."""
    whole = _object(value, "the file")
    if whole.get("format") != FORMAT:
        raise SubmissionError(f'"format" must be "{FORMAT}"')
    if unknown := sorted(set(whole) - KEYS):
        raise SubmissionError(f'"{unknown[0]}" is not a key of a submission')
    form, clinic, visit = (
        _object(whole.get(key), f'"{key}"') for key in ("questionnaire", "clinic", "visit")
    )
    return Submission(
        reference=_read(whole, "reference", _reference),
        version=_read(whole, "version", _whole_number),
        questionnaire_id=_read(form, "id", _text),
        questionnaire_version=_read(form, "version", _text),
        clinic=_read(clinic, "name", _text),
        time_zone=_read(clinic, "time_zone", _zone),
        visit_at=_read(visit, "at", _moment_or_none),
        visit_kind=_read(visit, "kind", _text),
        sent_at=_read(whole, "sent_at", _moment_or_none),
        saved_at=_read(whole, "saved_at", _moment),
        advice_shown=_read(whole, "advice_shown", _truth),
        answers=_object(whole.get("answers"), '"answers"'),
        audit=_audit(whole["audit"]) if "audit" in whole else None,
        notes=tuple(map(_note, _list(whole.get("notes", []), '"notes"'))),
        sign_times=_read(whole, "sign_times", _times) if "sign_times" in whole else {},
        language=_read(whole, "language", _language) if "language" in whole else "en",
        typed_in=_read(whole, "typed_in", _languages) if "typed_in" in whole else (),
    )


def _object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SubmissionError(f"{name} must be a JSON object")
    return value


def _list(value: object, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise SubmissionError(f"{name} must be a JSON list")
    return value


def _read(source: Mapping[str, Any], key: str, reader: Callable[[object], T]) -> T:
    try:
        return reader(source.get(key))
    except (ValueError, OSError) as error:
        raise SubmissionError(f'"{key}" must be {error}') from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("text")
    return value


def _reference(value: object) -> str:
    if not re.fullmatch(r"[0-9A-Za-z-]{1,20}", _text(value)):
        raise ValueError("up to 20 letters, digits and hyphens")
    return str(value)


def _whole_number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("a whole number")
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def _moment(value: object) -> datetime:
    wanted = 'a time with its zone, as "2026-11-20T19:42:00+00:00"'
    try:
        moment = datetime.fromisoformat(_text(value))
    except ValueError:
        raise ValueError(wanted) from None
    if moment.tzinfo is None:
        raise ValueError(wanted)
    return moment


def _audit(value: object) -> AuditHead:
    head = _object(value, '"audit"')
    return AuditHead(_read(head, "number", _whole_number), _read(head, "mac", _mac))


def _note(value: object) -> Note:
    note = _object(value, 'each of "notes"')
    return Note(_read(note, "at", _moment), _read(note, "text", _text))


def _times(value: object) -> SignTimes:
    times = _object(value, '"sign_times"')
    return {key: tuple(_moment(one).isoformat() for one in own) for key, own in times.items()}


def _language(value: object) -> str:
    if value not in {one.code for one in CHOOSABLE}:
        raise ValueError("the code of a language that patients may read")
    return str(value)


def _languages(value: object) -> tuple[str, ...]:
    return tuple(map(_language, _list(value, '"typed_in"')))


def _mac(value: object) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", _text(value)):
        raise ValueError("64 hexadecimal digits")
    return str(value)


def _moment_or_none(value: object) -> datetime | None:
    return None if value is None else _moment(value)


def _zone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(_text(value))
    except (ValueError, OSError, KeyError):
        raise ValueError('a time zone such as "Europe/London"') from None
