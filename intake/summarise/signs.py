"""The danger band: every emergency and danger sign with its answer, No answers too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from intake import sign_times, wording
from intake.questionnaires import Answers, Questionnaire, Response
from intake.questionnaires.display import display
from intake.questionnaires.model import ACKS, Option, Question
from intake.sign_times import SignTimes
from intake.submission import Submission
from intake.summarise.phrases import joined, phrase
from reports.summary import Answer, Sign, Signs

ADVISED = "EMERGENCY ADVICE SHOWN"
RING = "told to ring the clinic today"
TOLD = (ADVISED, RING)  # how the detail of a sign begins, the gravest first


def signs(response: Response) -> Signs:
    """The signs that were asked; one not answered yet is "unanswered", never "no"."""
    every = [question for page in response.form.pages for question in page.questions]
    answers, shown = response.answers, response.asked
    return Signs(
        emergency=tuple(
            sign
            for question in every
            if question.sign == "emergency" and question in shown
            for sign in _ticked(question, answers)
        ),
        emergency_action=_action(response),
        danger=tuple(
            sorted(
                (
                    *(_danger(one, response) for one in every if one.sign == "danger"),
                    *_danger_options(response),
                ),
                key=_urgency,
            )
        ),
    )


def _urgency(sign: Sign) -> int:
    """Signs with emergency advice first, then those to ring about; the others as asked."""
    return next((at for at, told in enumerate(TOLD) if sign.detail.startswith(told)), len(TOLD))


def emergency_words(question: Question, option: Option) -> str:
    """An answer that shows the emergency advice, in the clinician's words."""
    lead = "" if question.sign == "emergency" else f"{question.clinician}: "
    return f"{lead}{option.clinician}"


def signs_with_times(response: Response, submission: Submission) -> Signs:
    """The signs of a submission, with those that were taken back."""
    back = _taken_back(response.form, submission.sign_times, submission.time_zone)
    return replace(signs(response), taken_back=back)


def _taken_back(form: Questionnaire, times: SignTimes, zone: ZoneInfo) -> tuple[str, ...]:
    """Emergency signs that were ticked once and are not now, each with both times.

    "Seizure: ticked 22 Nov 2026 12:03, taken back 22 Nov 2026 12:05".
    """
    return tuple(
        f"{_sign_words(form, key)}: ticked {_moment(ticked, zone)}, "
        f"taken back {_moment(back, zone)}"
        for key, (ticked, back) in sign_times.taken_back(times).items()
    )


def _sign_words(form: Questionnaire, key: str) -> str:
    question_id, _, option_id = key.partition(" ")
    question = form.question(question_id)
    option = question.option(option_id) if question else None
    return emergency_words(question, option) if question and option else option_id


def _moment(text: str, zone: ZoneInfo) -> str:
    return wording.moment(datetime.fromisoformat(text).astimezone(zone))


def actions(response: Response) -> list[tuple[str, str | None, str]]:
    """What was done about each emergency sign: the sign, the answer's option and its words.

    None and "" where it was not answered.
    """
    return [
        (emergency_words(question, option), *_action_on(response, question, option))
        for question, option in response.emergencies
    ]


def _action_on(response: Response, sign: Question, option: Option) -> tuple[str | None, str]:
    for page in response.pages:
        for question in response.questions(page):
            condition = question.shown_when or page.shown_when
            asked = question.role in ACKS and condition
            if asked and condition and condition.asks_for(sign.id, option.id):
                given = response.answers.get(question.id)
                return given, display(question, given, "clinician") if given else ""
    return None, ""


def _action(response: Response) -> str:
    """What was done, once where it is the same about every sign, else after the signs' names."""
    by_words: dict[str, list[str]] = {}
    for sign, _, text in actions(response):
        by_words.setdefault(text, []).append(sign)
    if len(by_words) <= 1:
        return "".join(by_words)
    return joined(
        f"{joined(dict.fromkeys(names), ', ')}: {text or 'not answered'}"
        for text, names in by_words.items()
    )


def _ticked(question: Question, answers: Answers) -> Iterator[Sign]:
    """One sign for each option that can be ticked, and no sign for "None of these"."""
    given = answers.get(question.id)
    for option in question.offered(given):
        if not option.exclusive:
            yield Sign(option.clinician, _tick(given, option.id))


def _tick(given: Any, option_id: str) -> Answer:
    if not given:
        return "unanswered"
    if _is_ticked(given, "unsure"):
        return "unsure"
    return "yes" if _is_ticked(given, option_id) else "no"


def _is_ticked(given: Any, option_id: str) -> bool:
    return option_id in given if isinstance(given, list) else option_id == given


def _danger(question: Question, response: Response) -> Sign:
    """A sign with its details; that one of them is an emergency comes first, as on the worklist."""
    answers = response.answers
    details = [one for one in response.asked if one.detail_of == question.id and one.id in answers]
    grave = {one.id for one, _option in response.emergencies}.intersection(
        {question.id, *(one.id for one in details)}
    )
    told = [phrase(one, answers[one.id]) for one in details]
    left = ", ".join(name for one in details for name in _unticked(one, answers[one.id]))
    detail = joined((ADVISED if grave else "", *told, f"not ticked: {left}" if left else ""))
    return Sign(question.clinician, answers.get(question.id, "unanswered"), detail)


def _unticked(question: Question, given: Any) -> list[str]:
    """The options of a sign's detail that were left while others were ticked."""
    if question.kind != "choices" or not given:
        return []
    options = question.offered(given)
    if any(one.exclusive and one.id in given for one in options):
        return []
    return [one.clinician for one in options if not one.exclusive and one.id not in given]


def _danger_options(response: Response) -> Iterator[Sign]:
    """Signs that an option of a shown question stands for, as twitching in the tongue.

    Several options may stand for one sign: any of them ticked makes it a Yes. An answer that shows
    the emergency advice is told with its question: it is no No to the lesser signs.
    """
    by_label: dict[str, tuple[Answer, list[str]]] = {}
    grave = {question.id for question, _option in response.emergencies}
    for question in response.asked:
        if question.id in grave:
            continue
        given = response.answers.get(question.id)
        for option in question.offered(given):
            if not option.danger:
                continue
            answer = _tick(given, option.id)
            so_far, details = by_label.setdefault(option.danger, (answer, []))
            if _is_ticked(given, option.id):
                details += _said(option, response)
                so_far = answer
            by_label[option.danger] = (so_far, details)
    for label, (answer, details) in by_label.items():
        yield Sign(label, answer, joined(dict.fromkeys(details), ", "))


def _said(option: Option, response: Response) -> list[str]:
    """What to print beside the label: where it asks to ring the clinic, what was done."""
    if option.ring:
        return [RING, response.text("ring_ack")]
    label = option.danger.rpartition(": ")[2].casefold()  # "spreading" of "Course: spreading"
    return [] if option.clinician.casefold().startswith(label) else [option.clinician]
