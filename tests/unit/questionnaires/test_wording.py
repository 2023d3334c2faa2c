"""What the patient reads: plain, calm, without a disease before the health page."""

import re
from collections.abc import Iterator

import pytest

from intake.questionnaires import Page, Questionnaire
from tests.unit.questionnaires.conftest import the

DISEASES = (
    r"\bALS\b|\bMS\b|motor neuron|sclerosis|parkinson|neuropath|huntington|atrophy|dystroph"
    r"|myasthenia|myositis|lupus|autoimmune|thyroid|epilep|adhd|cancer|stroke|diabet|disease"
    r"|syndrome|fasciculation|dementia|depress|schizo|bipolar|psycho|kidney|liver|transplant"
)
CALMING = (
    r"harmless|benign|don't worry|do not worry|nothing serious|normal|probably|likely|usually"
    r"|danger sign|red flag|risk|diagnos|score"
)


def patient_texts(page: Page) -> Iterator[str]:
    """Everything the patient can read on a page."""
    yield page.patient
    for notice in page.notices:
        yield from (notice.heading, notice.text)
    for question in page.questions:
        yield from (question.patient, question.hint, question.error)
        yield from (option.patient for option in question.options)


@pytest.fixture(scope="module")
def before_health(form: Questionnaire) -> tuple[Page, ...]:
    pages = [page.id for page in form.pages]
    return form.pages[: pages.index("health")]


def test_no_disease_is_named_before_the_health_page(
    form: Questionnaire, before_health: tuple[Page, ...]
) -> None:
    assert len(before_health) == 10
    for page in before_health:
        for text in (form.title, *patient_texts(page)):
            assert not re.search(DISEASES, text, re.IGNORECASE), text


def test_nothing_reassures_alarms_or_scores(form: Questionnaire) -> None:
    for page in form.pages:
        for text in patient_texts(page):
            found = re.sub("more than normal|normal day", "", text)
            assert not re.search(CALMING, found, re.IGNORECASE), text


def test_no_medicine_is_said_to_be_stopped(form: Questionnaire) -> None:
    texts = [text for page in form.pages for text in patient_texts(page)]

    assert any("Do not stop or change a medicine" in text for text in texts)
    assert not any(re.search(r"^stop taking|you should stop", t, re.IGNORECASE) for t in texts)


def test_every_option_has_two_wordings(form: Questionnaire) -> None:
    for page in form.pages:
        for question in page.questions:
            for option in question.options:
                assert option.patient.strip(), (question.id, option.id)
                assert option.clinician.strip(), (question.id, option.id)


def test_errors_say_what_to_do(form: Questionnaire) -> None:
    verbs = ("Enter", "Choose", "Tick", "Tell", "Make")
    for page in form.pages:
        for question in page.questions:
            assert question.error.startswith(verbs), question.id
            assert "required" not in question.error
            if question.required:
                shared = "Enter the year, the month and year"
                assert question.error not in ("", "Choose one of the answers"), question.id
                assert shared not in question.error or question.kind == "partdate"


def test_errors_of_required_questions_on_one_page_can_be_told_apart(form: Questionnaire) -> None:
    for page in form.pages:
        errors = [question.error for question in page.questions if question.required]
        assert len(set(errors)) == len(errors), page.id


def test_joined_clinician_wordings_hold_no_comma(form: Questionnaire) -> None:
    """Ticked options are joined by commas; an exclusive one stands alone."""
    for page in form.pages:
        for question in page.questions:
            if question.kind == "choices":
                for option in question.options:
                    assert option.exclusive or "," not in option.clinician, option.clinician


def test_none_is_printed_as_ticked_none(form: Questionnaire) -> None:
    """A bare "none" could be read as "the patient denies"."""
    for page in form.pages:
        for question in page.questions:
            for option in question.options:
                assert option.clinician.lower() not in ("none", "denies"), question.id
                if option.patient == "None of these":
                    assert option.exclusive
                    assert option.clinician.startswith("ticked none"), question.id


def test_sentences_are_short(form: Questionnaire) -> None:
    for page in form.pages:
        for text in patient_texts(page):
            for sentence in re.split(r"[.?!:]\s", text):
                assert len(sentence.split()) <= 24, sentence


def test_the_first_page_says_what_a_patient_must_know(form: Questionnaire) -> None:
    text = " ".join(patient_texts(form.pages[0]))

    assert "call {emergency_number} now" in text
    assert "Your answers go to {clinic}." in text
    assert "The clinic can see what you have saved, even before you send." in text
    assert "No one reads this form right away" in text


def test_self_harm_is_not_asked_and_the_crisis_line_stands_beside_low_mood(
    form: Questionnaire,
) -> None:
    for page in form.pages:
        assert "hurting yourself" not in " ".join(patient_texts(page)), page.id
    [page] = [page for page in form.pages if any(q.id == "impact.mood" for q in page.questions)]
    assert "crisis" in [notice.style for notice in page.notices]
    assert page.questions[0].id == "impact.mood"


def test_the_form_is_short(form: Questionnaire) -> None:
    main = [page for page in form.pages if not page.shown_when and not page.repeats]
    always = [q for page in main for q in page.questions if not q.shown_when]

    assert len(main) == 8
    assert sum(q.required for q in always) <= 31
    assert max(len([q for q in page.questions if not q.shown_when]) for page in main) <= 15


def test_unsure_is_an_answer_to_every_required_symptom_question(form: Questionnaire) -> None:
    for page_id in ("twitching", "strength", "body"):
        for question in the(form.page(page_id)).questions:
            if question.required and question.kind in ("choice", "yesno"):
                assert question.option("unsure"), question.id


def test_drug_names_are_looked_for_wherever_text_may_hold_one(form: Questionnaire) -> None:
    for key in ("hpi.words", "med.new.what", "tried.helped", "tests.res", "end.else"):
        assert the(form.question(key)).scan, key
