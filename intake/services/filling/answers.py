"""Saving answers: each save locks the visit, reads what is kept now, and merges its own part.

A page says by a stamp which answers it was drawn from. Where others are kept by now (another tab,
another device) nothing is saved and the patient is told. The same answers again are welcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from intake import clock, store
from intake.draft import FULL, Draft, Entry, place_of, stamp
from intake.questionnaires import Page, Response
from intake.questionnaires.doubts import still_in_doubt
from intake.questionnaires.response import unasked_in
from intake.services.filling.headlines import keep_headline, keep_sent_headline
from intake.services.filling.saved import Saved
from intake.services.filling.typed import typed_bytes, typed_in
from intake.services.form_library import form_of, worded_form_of
from intake.sign_times import after
from intake.watch.counts import BOARD

# Bytes of typed text in a whole form: every long answer to its end and 200 short medicines.
# What a form costs to read, show and print grows with it; a typical one has 2,000.
LONGEST = 30_000
UNREAD = ""  # what is typed and no answer yet stands under this key, which no question has
Unread = Mapping[str, list[str]]  # by the name of its input
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


def saved(visit: store.Visit) -> Saved:
    """What is kept now, under the form in the patient's words.

    Nothing is before the first Continue and, until changes begin, once it is sent.
    """
    draft = store.saved_draft(visit)
    return Saved(draft, Response.of(worded_form_of(visit), draft.given))


@dataclass(frozen=True)
class Typed:
    """What was posted of a page or an entry, and what the page was drawn from."""

    given: Mapping[str, Any]
    seen: str  # the stamp
    unread: Unread = field(default_factory=dict)  # typed, and no answer yet
    sure: tuple[str, ...] = ()  # keys of the doubts that the page asked about

    @property
    def kept(self) -> dict[str, Any]:
        """All that would be kept of it."""
        return _with_unread(self.given, self.unread)


def page_stamp(draft: Draft, page: Page) -> str:
    """The stamp of what is kept of a page."""
    return stamp(_of_page(draft, page))


def entry_stamp(entry: Entry | None, unread: Unread | None = None) -> str:
    """The stamp of an entry with what is unread in it, or of its absence."""
    return NEW if entry is None else stamp(_with_unread(entry, unread or {}))


def save_page(visit: store.Visit, page: Page, typed: Typed) -> Saved:
    """Keep a page's answers in place of those it was drawn from.

    Raises ChangedError, ClosedError, HiddenError and TooLongError.
    """
    with _changing(visit) as (locked, draft):
        before = _of_page(draft, page)
        if typed.kept != before and typed.seen != stamp(before):
            raise ChangedError(before)
        after = draft.with_page(page.ids, typed.given).with_unread(page.id, typed.unread)
        after = after.with_sure(typed.sure)
        return _with(page, keep(locked, after, draft))


def save_entry(visit: store.Visit, page: Page, entry_id: str, typed: Typed) -> Saved:
    """Add an entry, or change the one that the page was drawn from.

    The same entry once more (a second tap) adds nothing. Raises ChangedError, ClosedError,
    FullError, HiddenError, TooLongError.
    """
    place = place_of(page.id, entry_id)
    with _changing(visit) as (locked, draft):
        own = draft.entries.get(page.id, {})
        was = own.get(entry_id)
        before = None if was is None else _with_unread(was, draft.unread.get(place, {}))
        entry = {**typed.given, **(unasked_in(page, was) if was else {})}
        if _with_unread(entry, typed.unread) != before and typed.seen != entry_stamp(before):
            raise ChangedError(before)
        confirmed = draft.with_sure(typed.sure)
        if was is None and not typed.unread and entry in own.values():
            return keep(locked, confirmed, draft)
        if was is None and len(own) >= FULL:
            raise FullError
        after = confirmed.with_entry(page.id, entry_id, entry).with_unread(place, typed.unread)
        return _with(page, keep(locked, after, draft))


def remove_entry(visit: store.Visit, page: Page, entry_id: str, seen: str) -> None:
    """Take an entry off its list, if it is still there. Raises ChangedError and ClosedError."""
    with _changing(visit) as (locked, draft):
        before = draft.entries.get(page.id, {}).get(entry_id)
        if before is None:
            return
        if seen != entry_stamp(before, draft.unread.get(place_of(page.id, entry_id))):
            raise ChangedError(before)
        keep(locked, draft.without_entry(page.id, entry_id), draft)


def save_all(visit: store.Visit, draft: Draft) -> Saved:
    """Keep a whole draft in place of what was there. Raises ClosedError."""
    with _changing(visit) as (locked, before):
        return keep(locked, replace(draft, signs=before.signs, typed_in=before.typed_in))


def keep(locked: store.Visit, draft: Draft, before: Draft | None = None) -> Saved:
    """Keep a draft, less what no longer counts, inside the transaction that locked its visit.

    Raises TooLongError. What is too long already may be shortened step by step.
    """
    response = Response.of(form_of(locked), draft.given)
    counting = _still_unread(_with_sign_times(draft.counting(response.whole), response), response)
    sure = still_in_doubt(response, clock.today(locked.clinic.time_zone), counting.sure)
    own = typed_in(counting, before, response.form, locked.language)
    counting = replace(counting, sure=sure, typed_in=own)
    had = typed_bytes(before, response.form) if before else 0
    over = typed_bytes(counting, response.form) - max(LONGEST, had)
    if over > 0:
        raise TooLongError(over)
    store.keep_draft(locked, counting)
    if locked.status == "sent":  # changes, which the clinic does not see before they are sent
        keep_sent_headline(locked)
    else:
        keep_headline(locked, Saved(counting, response), before=before)
        tell_clinic(locked, response)
    return Saved(counting, response)


def tell_clinic(locked: store.Visit, response: Response) -> None:
    """Let whom the answers are about stand beside whom the clinic booked."""
    store.keep_given(locked, _identity(response))


def takes_answers(visit: store.Visit) -> bool:
    """Whether answers may be saved and sent: the first ones, or changes begun before the visit."""
    changing = visit.amending and before_visit(visit)
    return store.is_live(visit) and (visit.open_to_patient or changing)


def before_visit(visit: store.Visit) -> bool:
    """Whether the visit's time is still to come, as far as it is known."""
    return visit.scheduled_at is None or clock.now() < visit.scheduled_at


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
    BOARD.add("intake_saves_total")
    BOARD.add("intake_journeys_begun_total", by=locked.saved_at is None)


def _with(page: Page, saved: Saved) -> Saved:
    """What was kept, if the page still counts; else HiddenError, which takes it back."""
    if page not in saved.response.pages:
        raise HiddenError
    return saved


def _with_sign_times(draft: Draft, response: Response) -> Draft:
    """The draft with when its emergency signs were ticked and taken back until now."""
    ticked = [f"{question.id} {option.id}" for question, option in response.emergencies]
    return replace(draft, signs=after(draft.signs, ticked, clock.now().isoformat()))


def _still_unread(draft: Draft, response: Response) -> Draft:
    """The draft without what was typed on pages and entries that are no part of it now."""
    there = {page.id for page in response.pages}
    there |= {place_of(page, one) for page, own in draft.entries.items() for one in own}
    return replace(draft, unread={key: one for key, one in draft.unread.items() if key in there})


def _with_unread(answers: Mapping[str, Any], unread: Unread) -> dict[str, Any]:
    return {**answers, **({UNREAD: dict(unread)} if unread else {})}


def _of_page(draft: Draft, page: Page) -> dict[str, Any]:
    ids = page.ids
    own = {key: value for key, value in draft.answers.items() if key in ids}
    return _with_unread(own, draft.unread.get(page.id, {}))
