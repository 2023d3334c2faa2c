"""Who the page is about, and where it comes from."""

from __future__ import annotations

from datetime import date, datetime

from intake.questionnaires import Answers, Questionnaire
from intake.questionnaires.answers import display
from intake.questionnaires.model import Question
from intake.submission import Submission
from intake.summarise.phrases import asked, joined, role_text, role_value
from reports.summary import Fact, Footer, Header

DISCLAIMER = "Patient-reported; not a diagnosis, not a finding of cause."


def header(form: Questionnaire, submission: Submission) -> Header:
    """The header of the page."""
    answers = submission.answers
    born = role_value(form, answers, "dob")
    return Header(
        title=form.summary_title,
        name=role_text(form, answers, "name") or "Name not given",
        born=role_text(form, answers, "dob"),
        age=age(date.fromisoformat(born), submission.moment.date()) if born else "",
        sex=role_text(form, answers, "sex"),
        about=_about(form, answers),
        clinic=submission.clinic,
        filled_by=_filled_by(form, answers),
        visit=_visit(submission),
        sent=moment_text(submission.moment) if submission.sent_at else "",
        saved=moment_text(submission.saved_at.astimezone(submission.time_zone)),
        unsent=submission.sent_at is None,
    )


def footer(form: Questionnaire, submission: Submission, drug_list: str, record_url: str) -> Footer:
    """The footer of the page."""
    return Footer(
        reference=submission.reference,
        version=submission.version,
        form=f"{submission.questionnaire_id} {submission.questionnaire_version}",
        drug_list=drug_list,
        article=f"{form.article_title} ({form.article_publisher})",
        disclaimer=DISCLAIMER,
        record_url=record_url,
    )


def age(born: date, on: date) -> str:
    """Completed years on a day, in months below two years: "28 y", "14 months"."""
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    if months < 0:
        return ""
    return f"{months} months" if months < 24 else f"{months // 12} y"


def moment_text(moment: datetime) -> str:
    """A moment as "20 Nov 2026 19:42"."""
    return f"{moment.day} {moment:%b %Y %H:%M}"


def _visit(submission: Submission) -> str:
    at = submission.visit_at
    when = moment_text(at.astimezone(submission.time_zone)) if at else ""
    return joined((when, submission.visit_kind), ", ")


def _filled_by(form: Questionnaire, answers: Answers) -> str:
    helper = role_text(form, answers, "helper")
    return joined((role_text(form, answers, "filled_by"), f"“{helper}”" if helper else ""), ", ")


def _about(form: Questionnaire, answers: Answers) -> tuple[Fact, ...]:
    return tuple(
        _fact(question, answers)
        for question in asked(form, answers)
        if question.block == "header" and question.label and question.id in answers
    )


def _fact(question: Question, answers: Answers) -> Fact:
    own_words = question.kind in ("text", "longtext")
    value = display(question, answers[question.id], "clinician")
    return Fact(question.label, value, own_words=own_words)
