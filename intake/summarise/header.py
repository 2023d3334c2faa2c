"""Who the page is about, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from intake import wording
from intake.languages import ENGLISH, Message, language, says
from intake.questionnaires import Questionnaire, Response
from intake.questionnaires.display import display
from intake.questionnaires.model import Question
from intake.submission import Submission
from intake.summarise.phrases import joined
from reports.summary import Fact, Footer, Header

DISCLAIMER = "Patient-reported; not a diagnosis, not a finding of cause."


KINDS = (Message("video"), Message("phone"), Message("in person"))  # of visits
ON_FILE = {"record_number": "Record number", "gp": "GP", "referrer": "Referred by"}


def header(
    response: Response, submission: Submission, booked_as: str, on_file: Mapping[str, str]
) -> Header:
    """The header of the page."""
    born, code = response.value("dob"), response.form.worded_in
    return Header(
        title=response.form.summary_title,
        name=response.text("name") or "Name not given",
        born=response.text("dob"),
        age=wording.age(date.fromisoformat(born), submission.moment.date()) if born else "",
        sex=response.text("sex"),
        about=about(response),
        clinic=submission.clinic,
        filled_by=_filled_by(response, submission),
        visit=_visit(submission, code),
        sent=wording.moment(submission.moment, code) if submission.sent_at else "",
        saved=wording.moment(submission.saved_at.astimezone(submission.time_zone), code),
        unsent=submission.sent_at is None,
        on_file=tuple(Fact(ON_FILE[name], said) for name, said in on_file.items() if said),
        booked_as=booked_as,
    )


def footer(form: Questionnaire, submission: Submission, drug_list: str, record_url: str) -> Footer:
    """The footer of the page."""
    return Footer(
        reference=submission.reference,
        version=submission.version,
        form=_form(form, submission),
        drug_list=drug_list,
        article=f"{form.article_title} ({form.article_publisher})",
        disclaimer=DISCLAIMER,
        record_url=record_url,
        audit=submission.audit.short if submission.audit else "",
        moment=submission.sent_at or submission.saved_at,
    )


def _form(form: Questionnaire, submission: Submission) -> str:
    """The form's version; one that is not kept is read with the present version, which is said."""
    version = submission.questionnaire_version
    other = "" if version == form.version else f", not kept: read with {form.version}"
    return f"{submission.questionnaire_id} {version}{other}"


def _visit(submission: Submission, code: str) -> str:
    at = submission.visit_at
    when = wording.moment(at.astimezone(submission.time_zone), code) if at else ""
    return joined((when, says(submission.visit_kind, language(code))), ", ")


def _filled_by(response: Response, submission: Submission) -> str:
    """Who filled it in, and in which language if that was not English: so own words may be."""
    helper = response.text("helper")
    own = own_words_in(submission)
    own = f"in {own} (own words as typed)" if own else ""
    return joined((response.text("filled_by"), f"“{helper}”" if helper else "", own), ", ")


def own_words_in(submission: Submission) -> str:
    """The languages of own words: "Spanish and English"; "" for English alone."""
    names = [language(code).clinical for code in submission.own_words_in]
    return "" if names == [ENGLISH.clinical] else " and ".join(names)


def about(response: Response) -> tuple[Fact, ...]:
    """What the head says of the patient beside name, age and sex, in the form's order."""
    return tuple(
        _fact(question, response.answers[question.id])
        for question in response.asked
        if question.block == "header"
        and question.label
        and question.id in response.answers
        and question.role not in response.form.words.alerts
    )


def _fact(question: Question, given: Any) -> Fact:
    own_words = question.kind in ("text", "longtext")
    return Fact(question.label, display(question, given, "clinician"), own_words=own_words)
