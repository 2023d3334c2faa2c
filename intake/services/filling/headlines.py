"""What the worklist tells of a visit, worked out whenever its answers change."""

from __future__ import annotations

from dataclasses import replace

from intake import clock, store
from intake.draft import Draft
from intake.headline import Headline
from intake.questionnaires import Response
from intake.services import documents
from intake.services.filling.parts import count, parts_of
from intake.services.filling.saved import Saved
from intake.services.form_library import form_of
from intake.services.reading import drugs_of, local_of
from intake.submission import from_json
from intake.summarise.headline import headline
from intake.summarise.medicines import tells_of_drugs
from reports.summary import Drugs


def keep_headline(
    locked: store.Visit, saved: Saved, drugs: Drugs | None = None, before: Draft | None = None
) -> None:
    """Keep what the worklist tells of these answers; `drugs` if they are at hand.

    `before` is what was kept until now: drugs are read anew where it told something else of them.
    """
    known = store.headline(locked) if before and _same_drugs(saved, before) else None
    store.keep_headline(locked, headline_of(locked, saved, drugs, known))


def headline_of(
    locked: store.Visit, saved: Saved, drugs: Drugs | None = None, known: Headline | None = None
) -> Headline:
    """What the worklist tells of answers, with the count of parts that the patient reads."""
    done, every = count(parts_of(locked, saved))
    told = _headline(locked, saved.response, drugs, known)
    return replace(told, parts_done=done, parts=every)


def keep_sent_headline(locked: store.Visit) -> None:
    """Keep what the worklist tells of what was sent; signs of changes not sent yet count too."""
    stored = store.submission(locked)
    if stored is None:
        return
    sent = from_json(stored.content)
    response = documents.response_to(sent)
    drugs = drugs_of(response, sent.moment.date(), sent.added, local_of(locked.clinic))
    told = _headline(locked, response, drugs)
    unsent = store.saved_draft(locked).given
    if unsent:
        changes = Response.of(form_of(locked), unsent)
        told = told.beside(_headline(locked, changes, drugs))
    store.keep_headline(locked, told)


def _headline(
    locked: store.Visit, response: Response, drugs: Drugs | None, known: Headline | None = None
) -> Headline:
    today = clock.today(locked.clinic.time_zone)
    return headline(response, today, drugs, local_of(locked.clinic), known)


def _same_drugs(saved: Saved, before: Draft) -> bool:
    now, form = saved.draft, saved.response.form
    ids = [q.id for page in form.pages for q in page.questions if tells_of_drugs(q)]
    same = all(now.answers.get(one) == before.answers.get(one) for one in ids)
    return same and now.entries == before.entries
