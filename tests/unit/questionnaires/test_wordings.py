"""A form in other languages: each wording by its id, as long as its English is the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from intake.questionnaires import Questionnaire, QuestionnaireError, Response, load_all
from intake.questionnaires.wordings import InEnglish, Wordings, hash_of, in_language, missing
from tests.unit.questionnaires.conftest import the

FORMS = load_all()
FORM = FORMS.first
NAMES = re.compile(r"\{\w+\}")


def test_nothing_of_the_form_is_missing_in_spanish() -> None:
    wordings = FORMS.wordings(FORM.id)

    assert missing(FORM, wordings["es"]) == []
    assert missing(FORM, wordings["en-US"]) == []


def test_spanish_names_the_same_settings_and_stays_short() -> None:
    spanish = FORMS.worded(FORM, "es")

    for page, english in zip(spanish.pages, FORM.pages, strict=True):
        for one, other in zip(page.notices, english.notices, strict=True):
            told, meant = one.heading + one.text, other.heading + other.text
            assert set(NAMES.findall(told)) == set(NAMES.findall(meant)), told
        texts = [q.patient for q in page.questions] + [n.text for n in page.notices]
        for sentence in (part for text in texts for part in re.split(r"[.?!:]\s", text)):
            assert len(sentence.split()) <= 27, sentence


def test_the_clinician_reads_english_whatever_the_patient_reads() -> None:
    spanish = FORMS.worded(FORM, "es")

    for page, english in zip(spanish.pages, FORM.pages, strict=True):
        assert page.clinician == english.clinician
        for one, other in zip(page.questions, english.questions, strict=True):
            assert one.clinician == other.clinician
            assert [o.clinician for o in one.options] == [o.clinician for o in other.options]
    assert spanish.summary_title == FORM.summary_title


def test_a_wording_that_has_changed_is_shown_in_english_and_named(small: Questionnaire) -> None:
    kept = Wordings("es", {"name": (hash_of("Your name"), "Su nombre")})
    changed = _named(small, "Your full name")

    assert the(in_language(small, kept).question("name")).patient == "Su nombre"
    shown = the(in_language(changed, kept).question("name")).patient
    assert shown == "Your full name" and isinstance(shown, InEnglish)
    [stale] = [one for one in missing(changed, kept) if one.stale]
    assert (stale.key, stale.english) == ("name", "Your full name")
    assert "dob" in [one.key for one in missing(changed, kept) if not one.stale]


def test_what_is_said_everywhere_counts_wherever_the_english_is_the_same(
    small: Questionnaire,
) -> None:
    kept = Wordings("es", everywhere={hash_of("None of these"): "Nada de esto"})

    option = the(the(in_language(small, kept).question("now")).option("none"))
    assert option.patient == "Nada de esto"


def test_a_spelling_leaves_alone_what_it_does_not_name(small: Questionnaire) -> None:
    american = in_language(small, Wordings("en-US"))

    assert not isinstance(the(american.question("name")).patient, InEnglish)
    assert missing(small, Wordings("en-US")) == []
    stale = Wordings("en-US", {"name": ("000000", "Name")})
    assert [one.key for one in missing(small, stale)] == ["name"]


def test_older_versions_speak_spanish_where_the_english_was_the_same() -> None:
    older = the(FORMS.version(FORM.id, "1.0.0"))

    spanish = FORMS.worded(older, "es")
    questions = [q for page in spanish.pages for q in page.questions]
    said = sum(not isinstance(q.patient, InEnglish) for q in questions)
    assert spanish.version == "1.0.0"
    assert len(questions) / 2 < said


@pytest.mark.parametrize("wrong", ["wordings: {name: Su nombre}", "words: {}", "wordings: [x]"])
def test_a_wrong_file_is_refused_with_its_line(write: Callable[..., Path], wrong: str) -> None:
    path = write()
    path.with_suffix(".es.yaml").write_text(wrong, encoding="utf-8")

    with pytest.raises(QuestionnaireError, match=r"hiccups\.es\.yaml:1: "):
        load_all(path.parent)


def test_an_interpreter_is_asked_for_where_the_form_is_not_read_in_english() -> None:
    def asked(code: str) -> bool:
        response = Response.of(replace(FORM, filled_in=code), {"about.interpreter": "yes"})
        return "about.interpreter" in response.answers

    assert asked("es") and asked("ar")
    assert not asked("en")


def _named(form: Questionnaire, words: str) -> Questionnaire:
    pages = tuple(
        replace(
            page,
            questions=tuple(
                replace(q, patient=words) if q.id == "name" else q for q in page.questions
            ),
        )
        for page in form.pages
    )
    return replace(form, pages=pages)
