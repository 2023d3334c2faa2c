"""The emergency advice once more, with the clinic's emergency number, for the patient's copy."""

from __future__ import annotations

from intake.questionnaires import Response


def emergency_advice(response: Response, emergency_number: str) -> str:
    """The form's advice where an emergency sign was given, else "" for none."""
    notice = response.form.advice
    if notice is None or not response.emergency:
        return ""
    number = emergency_number or "your emergency number"
    return f"{notice.heading}. {notice.text}".replace("{emergency_number}", number)
