"""The advice once more, with the clinic's numbers, for the patient's copy."""

from __future__ import annotations

from intake.questionnaires import Response
from intake.questionnaires.model import Notice
from intake.summarise.phrases import joined


def emergency_advice(response: Response, clinic: str, phone: str, emergency_number: str) -> str:
    """The form's advice for the signs that were given, else "" for none."""
    form = response.form
    numbers = {
        "{clinic}": clinic,
        "{phone}": phone or clinic,
        "{emergency_number}": emergency_number or "your emergency number",
    }
    now = _filled_in(form.advice, numbers) if response.emergency else ""
    today = _filled_in(form.ring_today, numbers) if response.ring_today else ""
    return joined((now, today), " ")


def _filled_in(notice: Notice | None, numbers: dict[str, str]) -> str:
    text = f"{notice.heading}. {notice.text}" if notice else ""
    for name, number in numbers.items():
        text = text.replace(name, number)
    return text
