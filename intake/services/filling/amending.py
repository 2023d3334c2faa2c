"""After the sending: answers may be changed and notes added until the visit.

Each is the next version of the submission; what was sent before stays as it was. Only the browser
that sent may change answers. Whoever else opens the link may add a note and sees no answer.
"""

from __future__ import annotations

from dataclasses import replace

from intake import clock, store
from intake.draft import of_given
from intake.services import documents
from intake.services.filling.answers import ClosedError, FullError, before_visit
from intake.services.filling.headlines import keep_sent_headline
from intake.services.filling.submit import insert_version
from intake.services.filling.typed import with_language
from intake.services.reading import drugs_of, local_of
from intake.submission import Note, Submission, from_json
from intake.watch.counts import BOARD

LONGEST_NOTE = 1000  # characters
MOST_NOTES = 10


def may_amend(visit: store.Visit) -> bool:
    """Whether what was sent may still be changed or added to: until the visit or the link's end."""
    return visit.status == "sent" and store.is_live(visit) and before_visit(visit)


def begin_changes(visit: store.Visit) -> None:
    """Let the answers that were sent be a draft again, to be changed. Raises ClosedError.

    Changes that were begun before stay as they are.
    """
    with store.transaction():
        locked, sent = _locked(visit)
        if not locked.amending:
            draft = of_given(sent.answers)
            draft = replace(draft, signs=sent.sign_times, sure=sent.sure)
            store.keep_draft(locked, replace(draft, typed_in=sent.own_words_in))


def drop_changes(visit: store.Visit) -> None:
    """Forget changes that were not sent: what was sent stays as it is."""
    with store.transaction():
        locked = store.lock_visit(visit)
        if locked.amending:
            store.drop_draft(locked)
            keep_sent_headline(locked)


def add_note(visit: store.Visit, text: str) -> None:
    """Keep a note as part of the next version; the same note once more adds nothing.

    Raises ClosedError, and FullError where there are as many as there may be.
    """
    with store.transaction():
        locked, sent = _locked(visit)
        if text in sent.added[-1:]:
            return
        if len(sent.notes) >= MOST_NOTES:
            raise FullError
        now = clock.now()
        notes = (*sent.notes, Note(now, text))
        version = sent.version + 1
        typed_in = with_language(sent.own_words_in, locked.language)
        noted = replace(
            sent, version=version, sent_at=now, saved_at=now, notes=notes, typed_in=typed_in
        )
        response, day = documents.response_to(noted), noted.moment.date()
        drugs = drugs_of(response, day, noted.added, local_of(locked.clinic))
        insert_version(locked, noted, drugs, "added note")
        keep_sent_headline(locked)
    BOARD.add("intake_sends_total", "note")


def _locked(visit: store.Visit) -> tuple[store.Visit, Submission]:
    locked = store.lock_visit(visit)
    stored = store.submission(locked)
    if stored is None or locked.link_serial != visit.link_serial or not may_amend(locked):
        raise ClosedError
    return locked, from_json(stored.content)
