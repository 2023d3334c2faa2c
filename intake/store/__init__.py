"""Every query and every write. The visit or the clinic is a required argument."""

from intake.store.answers import (
    ClosedError,
    check_birth_date,
    needs_birth_date,
    save_answers,
    saved_answers,
)
from intake.store.clinics import add_clinic, clinic, open_clinic, open_clinics
from intake.store.documents import keep_document, kept_document
from intake.store.markings import add_marking, markings
from intake.store.records import BirthCheck, Clinic, Identity, Stored, Visit
from intake.store.submissions import (
    insert_submission,
    submission,
    submission_by_reference,
    submission_references,
)
from intake.store.visits import (
    cancel_visit,
    clinic_visit,
    create_visit,
    link_token,
    renew_link,
    start_visit,
    visit_for_token,
    visit_in_session,
    worklist,
)

__all__ = [
    "BirthCheck",
    "Clinic",
    "ClosedError",
    "Identity",
    "Stored",
    "Visit",
    "add_clinic",
    "add_marking",
    "cancel_visit",
    "check_birth_date",
    "clinic",
    "clinic_visit",
    "create_visit",
    "insert_submission",
    "keep_document",
    "kept_document",
    "link_token",
    "markings",
    "needs_birth_date",
    "open_clinic",
    "open_clinics",
    "renew_link",
    "save_answers",
    "saved_answers",
    "start_visit",
    "submission",
    "submission_by_reference",
    "submission_references",
    "visit_for_token",
    "visit_in_session",
    "worklist",
]
