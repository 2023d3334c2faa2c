"""Summaries made of answers, and what stands in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from intake.questionnaires import Response, load_all
from intake.submission import Submission, from_json
from intake.summarise import summarise
from reports.summary import Fact, Group, Sign, Summary
from tests.reports.patients import calm, summary_of

FORM = load_all()["muscle-twitching"]
TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
BASE = calm("Ana Example", "1990-01-01", "female")


def summary(answers: dict[str, Any], *, sent: bool = True, zone: str = "Europe/London") -> Summary:
    response = Response.of(FORM, answers)
    submission = Submission(
        reference="7KQ4-2MXP",
        version=1,
        questionnaire_id=FORM.id,
        questionnaire_version=FORM.version,
        clinic="Hilltop Clinic",
        time_zone=ZoneInfo(zone),
        visit_at=None,
        visit_kind="video",
        sent_at=NOON if sent else None,
        saved_at=NOON,
        advice_shown=False,
        answers=response.whole,
    )
    made = summarise(response, submission, emergency_number="999")
    assert from_json(json.loads(made.attachment)) == submission
    return made


def with_medicine(**answers: object) -> Summary:
    medicine = {key.replace("_", "."): value for key, value in answers.items()}
    return summary({"hpi.onset": "2026-10-12", "med.took": "list", "med": [medicine]})


def fact(group: Group, label: str) -> str:
    return next(fact.value for fact in group.facts if fact.label == label)


def sign(made: Summary, label: str) -> Sign:
    return next(one for one in made.signs.danger if one.label == label)


def page(*medicines: Mapping[str, object], **answers: object) -> Summary:
    listed = [{f"med.{key}": value for key, value in one.items()} for one in medicines]
    answers = {key.replace("_", "."): value for key, value in answers.items()}
    return summary({"hpi.onset": "2026-10-12", "med.took": "list", "med": listed, **answers})


def made(**answers: Any) -> Any:
    return summary_of({**BASE, **{key.replace("_", "."): one for key, one in answers.items()}})


def line(group: Group, label: str) -> Fact:
    return next(fact for fact in group.facts if fact.label == label)
