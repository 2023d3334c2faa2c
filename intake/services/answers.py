"""Saving answers: each save locks the visit, reads what is kept now, and merges its own part.

A page says by a stamp which answers it was drawn from. Where others are kept by now (another
tab, another device) nothing is saved and the patient is told, so that nobody's answers are
wiped unseen. The same answers again are no change and always welcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from intake import clock, store
from intake.draft import FULL, Draft, Entry, stamp
from intake.questionnaires import Page, Questionnaire, Response
from intake.questionnaires.response import unasked_in
from intake.services.form_library import form_of
from intake.services.headlines import keep_headline, keep_sent_headline
from intake.sign_times import after

# Bytes of typed text in a whole form: every long answer to its end and 200 short medicines.
# What a form costs to read, show and print grows with it; a typical one has 2,000.
LONGEST = 30_000
NEW = ""  # the stamp of an entry that was not there when its page was drawn


class ClosedError(Exception):
    """The visit was sent or cancelled, its time is over, or its link replaced: nothing changes."""


class ChangedError(Exception):
    """The answers were changed since the page was drawn. Nothing was saved."""

    def __init__(self, saved: Mapping[str, Any] | None) -> None:
        """Keep what is saved now; None for an entry that is gone."""
        super().__init__("the answers were changed meanwhile")
        self.saved = saved


class HiddenError(Exception):
    """Answers given elsewhere have taken the page out of the form. Nothing was saved."""


class FullError(Exception):
    """The list holds as many entries as it may. Nothing was saved."""


class TooLongError(Exception):
    """The whole form would hold more typed text than it may. Nothing was saved."""

    def __init__(self, over: int) -> None:
        """Keep by how many bytes."""
        super().__init__(f"{over} bytes too many")
        self.over = over


@dataclass(frozen=True)
class Saved:
    """What is kept of a visit's form, and the form it is an answer to."""

    draft: Draft
    response: Response


def saved(visit: store.Visit) -> Saved:
    """What is kept now; nothing before the first Continue and, until changes begin, once sent."""
    draft = store.saved_draft(visit)
    return Saved(draft, Response.of(form_of(visit), draft.given))


def page_stamp(draft: Draft, page: Page) -> str:
    """The stamp of what is kept of a page."""
    return stamp(_of_page(draft, page))


def entry_stamp(entry: Entry | None) -> str:
    """The stamp of an entry, or of its absence."""
    return NEW if entry is None else stamp(entry)


def save_page(visit: store.Visit, page: Page, given: Mapping[str, Any], seen: str) -> Saved:
    """Keep a page's answers in place of those it was drawn from.

    Raises ChangedError, ClosedError, HiddenError and TooLongError.
    """
    with _changing(visit) as (locked, draft):
        before = _of_page(draft, page)
        if given != before and seen != stamp(before):
            raise ChangedError(before)
        return _with(page, keep(locked, draft.with_page(_ids(page), given), draft))


def save_entry(
    visit: store.Visit, page: Page, entry_id: str, given: Mapping[str, Any], seen: str
) -> Saved:
    """Add an entry, or change the one that the page was drawn from.

    The same entry once more (a second tap) adds nothing. Raises ChangedError, ClosedError,
    FullError, HiddenError, TooLongError.
    """
    with _changing(visit) as (locked, draft):
        own = draft.entries.get(page.id, {})
        before = own.get(entry_id)
        entry = {**given, **(unasked_in(page, before) if before else {})}
        if entry != before and seen != entry_stamp(before):
            raise ChangedError(before)
        if before is None and entry in own.values():
            return keep(locked, draft, draft)
        if before is None and len(own) >= FULL:
            raise FullError
        return _with(page, keep(locked, draft.with_entry(page.id, entry_id, entry), draft))


def remove_entry(visit: store.Visit, page: Page, entry_id: str, seen: str) -> None:
    """Take an entry off its list, if it is still there. Raises ChangedError and ClosedError."""
    with _changing(visit) as (locked, draft):
        before = draft.entries.get(page.id, {}).get(entry_id)
        if before is None:
            return
        if seen != stamp(before):
            raise ChangedError(before)
        keep(locked, draft.without_entry(page.id, entry_id), draft)


def save_all(visit: store.Visit, draft: Draft) -> Saved:
    """Keep a whole draft in place of what was there. Raises ClosedError."""
    with _changing(visit) as (locked, before):
        return keep(locked, replace(draft, signs=before.signs))


def keep(locked: store.Visit, draft: Draft, before: Draft | None = None) -> Saved:
    """Keep a draft, less what no longer counts, inside the transaction that locked its visit.

    Raises TooLongError. What is too long already may be shortened step by step.
    """
    response = Response.of(form_of(locked), draft.given)
    counting = _with_sign_times(draft.counting(response.whole), response)
    had = typed_bytes(before, response.form) if before else 0
    over = typed_bytes(counting, response.form) - max(LONGEST, had)
    if over > 0:
        raise TooLongError(over)
    store.keep_draft(locked, counting)
    if locked.status == "sent":  # changes, which the clinic does not see before they are sent
        keep_sent_headline(locked)
    else:
        keep_headline(locked, response)
        tell_clinic(locked, response)
    return Saved(counting, response)


def tell_clinic(locked: store.Visit, response: Response) -> None:
    """Let whom the answers are about stand beside whom the clinic booked; old PDFs go."""
    store.drop_documents(locked)
    store.keep_given(locked, _identity(response))


def takes_answers(visit: store.Visit) -> bool:
    """Whether answers may be saved and sent: the first ones, or changes begun before the visit."""
    changing = visit.amending and before_visit(visit)
    return store.is_live(visit) and (visit.open_to_patient or changing)


def before_visit(visit: store.Visit) -> bool:
    """Whether the visit's time is still to come, as far as it is known."""
    return visit.scheduled_at is None or clock.now() < visit.scheduled_at


def typed_bytes(draft: Draft, form: Questionnaire) -> int:
    """How much text was typed; what is ticked is bounded by the form, and never refused."""
    ticked = {q.id for page in form.pages for q in page.questions if not q.max_length}
    entries = (entry for own in draft.entries.values() for entry in own.values())
    return sum(
        len(str(value).encode("utf-8", "surrogatepass"))
        for scope in (draft.answers, *entries)
        for key, value in scope.items()
        if key not in ticked
    )


def is_other(locked: store.Visit, visit: store.Visit) -> bool:
    """Whether a visit has become another since it was looked at: a new link, changes begun."""
    return (locked.link_serial, locked.amending) != (visit.link_serial, visit.amending)


def _identity(response: Response) -> store.Identity:
    born = response.value("dob")
    return store.Identity(response.value("name") or "", date.fromisoformat(born) if born else None)


@contextmanager
def _changing(visit: store.Visit) -> Iterator[tuple[store.Visit, Draft]]:
    with store.transaction():
        locked = store.lock_visit(visit)
        if is_other(locked, visit) or not takes_answers(locked):
            raise ClosedError
        yield locked, store.saved_draft(locked)


def _with(page: Page, saved: Saved) -> Saved:
    """What was kept, if the page still counts; else HiddenError, which takes it back."""
    if page not in saved.response.pages:
        raise HiddenError
    return saved


def _with_sign_times(draft: Draft, response: Response) -> Draft:
    """The draft with when its emergency signs were ticked and taken back until now."""
    ticked = [f"{question.id} {option.id}" for question, option in response.emergencies]
    return replace(draft, signs=after(draft.signs, ticked, clock.now().isoformat()))


def _ids(page: Page) -> set[str]:
    return {question.id for question in page.questions}


def _of_page(draft: Draft, page: Page) -> dict[str, Any]:
    ids = _ids(page)
    return {key: value for key, value in draft.answers.items() if key in ids}
