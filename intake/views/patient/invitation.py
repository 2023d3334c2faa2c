"""The invitation: what the clinic has booked is shown to be confirmed, and not asked again.

Only to whoever has given the date of birth that the clinic booked. That date is never shown: it
is what opens the form, and the phone may pass into other hands.
"""

from __future__ import annotations

from flask import redirect, render_template, request

from intake import store
from intake.questionnaires import Page
from intake.services.filling.answers import (
    ChangedError,
    ClosedError,
    TooLongError,
    Typed,
    page_stamp,
)
from intake.views.patient import outcomes
from intake.views.patient.form_page import View, is_stale
from intake.views.patient.journey import Journey
from intake.views.patient.language import scheduled_in_words
from intake.views.patient.opened_visits import may_answer
from intake.views.patient.overview import came_from


def is_to_confirm(journey: Journey) -> bool:
    """Whether the clinic knows whom the form is about, and nobody has answered that yet."""
    return bool(journey.booked) and journey.booked.keys().isdisjoint(journey.draft.answers)


def invitation(visit: store.Visit) -> View:
    """Show name and time of the visit; Yes answers name and date of birth, No has them asked."""
    journey = Journey.of(visit)
    if not may_answer(visit):
        return redirect(journey.receipt(), 303)
    if not journey.booked:
        return redirect(journey.resume(), 303)
    if request.method == "GET" or is_stale():
        return _page(journey), 400 if is_stale() else 200
    try:
        for page in journey.form.pages:
            _answer(journey, page, right=request.form.get("right") == "yes")
    except (ChangedError, TooLongError):
        pass  # answered in another window: nothing is left to confirm
    except ClosedError:
        return outcomes.closed(journey, journey.pages[0])
    journey = Journey.of(visit)
    back = came_from.from_check() and journey.is_confirmed
    return redirect(journey.check() if back else journey.resume(), 303)


def _answer(journey: Journey, page: Page, *, right: bool) -> None:
    """Save what was booked as the page's answers, or take it out of them."""
    booked = {key: value for key, value in journey.booked.items() if key in page.ids}
    saved = {key: one for key, one in journey.draft.answers.items() if key in page.ids}
    rest = {key: value for key, value in saved.items() if key not in booked}
    given = {**rest, **booked} if right else rest
    if given != saved:
        unread = journey.draft.unread.get(page.id, {})
        journey.save(page, Typed(given, page_stamp(journey.draft, page), unread))


def _page(journey: Journey) -> str:
    return render_template(
        "patient/invitation.html",
        clinic=journey.visit.clinic,
        visit=journey.visit,
        when=scheduled_in_words(journey.visit),
        stale=is_stale(),
        back=journey.check() if came_from.from_check() else "",
    )
