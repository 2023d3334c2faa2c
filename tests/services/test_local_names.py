"""From a submission to the page: medicines are read by the names and the country of its clinic."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake import store
from intake.services.documents import summary_of
from intake.services.reading import local_of
from reports.summary import Drugs
from tests import factories


def drugs_after(visit: store.Visit, country: str = "", local_names: str = "") -> Drugs:
    """What is read of a visit once its clinic has these settings."""
    with store.transaction():
        clinic = store.lock_clinic(visit.clinic.id)
        store.change_clinic(replace(clinic, country=country, local_names=local_names))
    summary = summary_of(factories.fresh(visit))
    assert summary
    return summary.drugs


@pytest.fixture
def sent(visit: store.Visit) -> store.Visit:
    medicines = [{"med.name": "Kalmo 5 mg", "med.still": "yes"}, {"med.name": "Tenox"}]
    answers = factories.make_answers(med_took="list", med=medicines, goal_worry="Is it Kalmo?")
    return factories.make_submission(visit, answers)


def test_a_submission_is_read_by_its_clinics_names(sent: store.Visit) -> None:
    named = drugs_after(sent, local_names="Kalmo, fluoxetine")
    assert "fluoxetine" in [one.ingredient for one in named.flags]
    plain = drugs_after(sent)
    assert "fluoxetine" not in [one.ingredient for one in plain.flags]


def test_a_submission_is_read_by_its_clinics_country(sent: store.Visit) -> None:
    asked = [one.reason for one in drugs_after(sent).questions]
    assert "did they mean temazepam or amlodipine?" in asked
    there = drugs_after(sent, country="IE")
    assert "temazepam" in [one.ingredient for one in there.treatments]
    told = [one.reason for one in there.questions if one.typed == "Tenox"]
    assert told == ["read as temazepam; in other countries amlodipine: where was it bought?"]


def test_names_that_the_list_no_longer_takes_leave_the_others_as_they_are() -> None:
    clinic = replace(factories.CLINIC, local_names="Kalmo, diazepam\nOther, goneamine")
    assert [name for name, _ in local_of(clinic).names] == ["kalmo"]
