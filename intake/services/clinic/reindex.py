"""Making anew what the worklist sorts and searches by, some visits at a time."""

from __future__ import annotations

from intake import store
from intake.services import documents
from intake.services.filling.headlines import headline_of
from intake.services.filling.saved import Saved
from intake.services.reading import local_of
from intake.summarise import medicines


def index_names(clinic_id: str) -> None:
    """Index every visit's names, dates of birth and references anew."""
    after = ""
    while True:
        with store.transaction():
            after = store.rebuild_name_index(clinic_id, after)
        if not after:
            return


def count_answers(clinic_id: str) -> int:
    """Count signs and drugs of visits from before they were counted; how many those were."""
    done = 0
    while visits := store.uncounted(clinic_id):
        for visit in visits:
            _count(visit)
        done += len(visits)
    return done


def _count(visit: store.Visit) -> None:
    with store.transaction():
        locked = store.lock_visit(visit)
        submission = documents.submission_of(locked)
        if submission is None:
            store.nothing_told(locked)
        else:
            response, today = documents.response_to(submission), submission.moment.date()
            local = local_of(locked.clinic)
            drugs = medicines(response, today, submission.added, local)
            told = headline_of(locked, Saved(store.saved_draft(locked), response), drugs)
            store.keep_headline(locked, told, submission.saved_at)
