"""The service with something taken from it: the bench must notice each, or it could not fail.

WEAKENED names it: `idempotency` (a second Send is a second submission), `merge` (a save keeps its
own page and drops what another device has saved since the form was opened), `transaction` (a
Send commits its audit row before what is sent, which names that row).
"""

from __future__ import annotations

import os
import time
from typing import Any

from intake import store
from intake.draft import Draft
from intake.extensions import db
from intake.services import audit, documents
from intake.services.filling import answers, submit
from intake.store.database import WRITES
from tests.outages.patients import PAGES

WEAKENED = os.environ["WEAKENED"]
TYPED = tuple(question for _, question in PAGES)


def _send_again(visit: store.Visit, *_: Any) -> store.Stored:
    """Send without looking whether it was sent."""
    read = submit._read(visit, store.saved_draft(visit))
    if not read.draft.given:
        last = store.submission(visit)
        assert last
        read = submit._read(visit, Draft(last.content["answers"]))
    with store.transaction():
        locked = store.lock_visit(visit)
        sent = documents.submission_now(locked, read.response, Draft(), sent_at=read.at)
        return submit.insert_version(locked, sent, read.drugs, "sent")


def _without_merging(locked: store.Visit, draft: Draft, before: Draft | None = None) -> Any:
    kept, had = dict(draft.answers), dict(before.answers) if before else {}
    for mine, others in (TYPED, TYPED[::-1]):
        if kept.get(mine) != had.get(mine):
            kept.pop(others, None)
    return _keep(locked, Draft(kept, draft.entries), before)


def _commit_between(who: Any, deed: Any, *rest: Any, **more: Any) -> Any:
    head = _write(who, deed, *rest, **more)
    if deed == "sent":
        db.session.commit()
        time.sleep(0.3)  # long enough for a kill to come between
        db.session.connection(execution_options={WRITES: True})
    return head


_keep, _write = answers.keep, audit.write
if WEAKENED == "idempotency":
    from intake.views.patient import end

    vars(end).update(submit=_send_again)
elif WEAKENED == "merge":
    answers.keep = _without_merging
elif WEAKENED == "transaction":
    audit.write = _commit_between
