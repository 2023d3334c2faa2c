"""The running service's questionnaires: which form a visit is filled in with."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from flask import current_app

from intake import languages, store
from intake.languages import Language
from intake.questionnaires import Questionnaire, Questionnaires
from intake.questionnaires.model import Notice


def forms() -> Questionnaires:
    """Every current form by its id, and the released versions of each."""
    return cast(Questionnaires, current_app.extensions["questionnaires"])


def form_of(visit: store.Visit) -> Questionnaire:
    """The present version of the form that this visit is filled in with, as the clinic reads it."""
    form = forms()[visit.questionnaire_id]
    return replace(form, filled_in=visit.language) if visit.language else form


def worded_form_of(visit: store.Visit) -> Questionnaire:
    """The same in the words of the patient's language."""
    return in_patients_words(forms()[visit.questionnaire_id], visit)


def in_patients_words(form: Questionnaire, visit: store.Visit) -> Questionnaire:
    """A version of the form in the words of the visit's patient."""
    return worded(form, spoken_by(visit))


def spoken_by(visit: store.Visit) -> Language:
    """What the visit's patient reads, as it is written where the clinic is."""
    return languages.at_clinic(languages.language(visit.language), visit.clinic.country)


def worded(form: Questionnaire, spoken: Language) -> Questionnaire:
    """A version of the form in the words of a language."""
    return forms().worded(form, spoken.code)


def words_of_clinics() -> tuple[Notice, ...]:
    """The notices of the form that name the clinic or a number of its settings."""
    notices = (notice for page in first_form().pages for notice in page.notices)
    # A notice that stands on several pages, as the emergency card does, is told once.
    said = {(one.heading, one.text): one for one in notices if "{" in one.heading + one.text}
    return tuple(said.values())


def first_form() -> Questionnaire:
    """The form that new visits get, until a clinic can choose among several."""
    return forms().first
