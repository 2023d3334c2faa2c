"""What was sent for the visit before, where one is linked: the later page is compared with it."""

from __future__ import annotations

from intake import store
from intake.questionnaires import Response
from intake.services.form_library import forms
from intake.submission import Submission, from_json
from intake.summarise.since.compare import Earlier


def earlier_of(visit: store.Visit, submission: Submission) -> Earlier | None:
    """What was sent for the visit before, as it was when this was sent; None where there is none.

    One that does not open is as none: the record says so. With answers that are not sent yet
    nothing is compared: what is not answered so far is no change.
    """
    if submission.sent_at is None:
        return None
    try:
        linked = store.earlier_visit(visit)
        sent = store.submission_versions(linked) if linked else []
    except store.SealError:
        return None
    before = [one for one in map(from_json, (each.content for each in sent))
              if one.moment <= submission.moment]  # fmt: skip
    form = before and forms().nearest(submission.questionnaire_id, before[-1].questionnaire_version)
    return Earlier(before[-1], Response.of(form, before[-1].answers)) if form else None
