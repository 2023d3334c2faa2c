"""The running service's questionnaires: which form a visit is filled in with."""

from __future__ import annotations

from typing import cast

from flask import current_app

from intake import store
from intake.questionnaires import Questionnaire, Questionnaires
from intake.questionnaires.model import Notice


def forms() -> Questionnaires:
    """Every current form by its id, and the released versions of each."""
    return cast(Questionnaires, current_app.extensions["questionnaires"])


def form_of(visit: store.Visit) -> Questionnaire:
    """The present version of the form that this visit is filled in with."""
    return forms()[visit.questionnaire_id]


def words_of_clinics() -> tuple[Notice, ...]:
    """The notices of the form that name the clinic or a number of its settings."""
    notices = (notice for page in first_form().pages for notice in page.notices)
    # A notice that stands on several pages, as the emergency card does, is told once.
    said = {(one.heading, one.text): one for one in notices if "{" in one.heading + one.text}
    return tuple(said.values())


def first_form() -> Questionnaire:
    """The form that new visits get, until a clinic can choose among several."""
    return forms().first
