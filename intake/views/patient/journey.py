"""Where the patient is in the form: its pages in order, and what stands on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from flask import abort, current_app, request, url_for

from intake import clock, store
from intake.draft import Draft
from intake.forms.build import PageForm
from intake.forms.said_dates import Occasion
from intake.partial_date import PartialDate
from intake.questionnaires import Page, Question, Questionnaire, Response
from intake.questionnaires.condition import LANGUAGE
from intake.questionnaires.effort import minutes_left
from intake.services.filling import answers
from intake.services.filling.parts import Part, booked_answers, gaps, parts_of
from intake.services.filling.saved import Saved
from intake.spoken import gettext, ngettext
from intake.views.patient.form_page import wants_back, wants_later, wants_parts
from intake.views.patient.overview import came_from

NOWHERE: Mapping[str, Any] = {}  # to lead back to


@dataclass(frozen=True)
class Journey:
    """One visit's form with the answers saved so far."""

    visit: store.Visit
    saved: Saved

    @classmethod
    def of(cls, visit: store.Visit) -> Journey:
        """The journey of a visit that was opened."""
        return cls(visit, answers.saved(visit))

    @property
    def form(self) -> Questionnaire:
        """The visit's questionnaire."""
        return self.response.form

    @property
    def draft(self) -> Draft:
        """What is kept."""
        return self.saved.draft

    @property
    def response(self) -> Response:
        """The answers under their form."""
        return self.saved.response

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that these answers show, in order."""
        return self.response.pages

    @cached_property
    def gaps(self) -> list[tuple[Page, Question]]:
        """The required questions that have no answer yet and what is unread, with their pages."""
        return gaps(self.saved)

    @cached_property
    def parts(self) -> list[Part]:
        """The form's pages with the state of each."""
        return parts_of(self.visit, self.saved)

    def page(self, page_id: str) -> Page:
        """The page of this id; 404 for one that the form does not have."""
        return self.form.page(page_id) or abort(404)

    def progress(self, page: Page) -> str:
        """How far the patient is: "Page 3 of 10 · about 6 minutes left"."""
        number, last = self.pages.index(page) + 1, len(self.pages)
        told = gettext("Page %(number)s of %(last)s", number=number, last=last)
        if came_from.kept():  # what follows may be done already
            return told
        left = minutes_left(self.response, page)
        takes = ngettext("about a minute left", "about %(num)s minutes left", left)
        return f"{told} · {takes}"

    def before(self, page: Page) -> str:
        """Where "Back" leads: to where the page was opened from; from the first page nowhere."""
        if came_from.from_check():
            return self.check()
        if came_from.from_parts():
            return self.list_of_parts(page)
        place = self.pages.index(page)
        return self.address(self.pages[place - 1]) if place else ""

    def after(self, page: Page) -> str:
        """Where "Continue" leads: on, or back to where the page was opened from.

        From the check page a page that an answer has just brought up comes first, and from the
        list of parts the next one, if that is still to be answered.
        """
        following = self.pages[self.pages.index(page) + 1 :]
        if came_from.from_check():
            asked = following and self.missing_on(following[0])
            return self.address(following[0], came_from.kept()) if asked else self.check()
        if not following:
            return self.check()
        if came_from.from_parts() and not self._is_to_do(following[0]):
            return self.list_of_parts(page)
        return self.address(following[0])

    def onward(self, page: Page) -> str:
        """Where a saved page leads: where its button says."""
        if wants_parts():
            return self.list_of_parts(page)
        if wants_later() and self.visit.amending:  # no other phone can go on with these
            return self.receipt()
        if wants_later():
            return self.come_back()
        return (wants_back() and self.before(page)) or self.after(page)

    @cached_property
    def next_page(self) -> Page | None:
        """Where to go on: the first gap, else the page after the last answer; None at the end."""
        answered = [n for n, page in enumerate(self.pages, 1) if self._answered(page)]
        open_ = [n for n, page in enumerate(self.pages) if self.missing_on(page)]
        place = min([max(answered, default=0), *open_])
        return self.pages[place] if place < len(self.pages) else None

    def resume(self) -> str:
        """The address where to go on; at the end the check page."""
        return self.address(self.next_page) if self.next_page else self.check()

    def missing_on(self, page: Page) -> list[Question]:
        """The page's required questions that have no answer yet."""
        return [question for where, question in self.gaps if where == page]

    @cached_property
    def booked(self) -> dict[str, str]:
        """What the clinic booked of name and date of birth, by question; {} without the date.

        Whoever sees a journey has given that date.
        """
        return booked_answers(self.form, self.visit.booked)

    @property
    def is_confirmed(self) -> bool:
        """Whether the answers say what the clinic booked: then it is not asked again."""
        return bool(self.booked) and self.booked.items() <= self.draft.answers.items()

    def confirmed_on(self, page: Page) -> dict[str, str]:
        """The page's answers that were confirmed on the invitation and are not asked."""
        booked = self.booked if self.is_confirmed else {}
        return {key: value for key, value in booked.items() if key in page.ids}

    def with_confirmed(self, page: Page, typed: answers.Typed) -> answers.Typed:
        """What was posted of a page, with what the page did not ask."""
        return replace(typed, given={**self.confirmed_on(page), **typed.given})

    def page_form(self, page: Page, entry: Mapping[str, Any] | None = None) -> PageForm:
        """The questions of a page, or of one entry of it, with the saved answers in it."""
        reads = {LANGUAGE: self.form.filled_in}
        known = {**reads, **self.response.answers, **(entry or {})}
        today = clock.today(self.visit.clinic.time_zone)
        return PageForm(self._to_ask(page), known, self.occasion(today))

    def occasion(self, today: date) -> Occasion:
        """What dates in words hang on, when they are typed today."""
        born = PartialDate.answered(self.response.value("dob"))
        known = born.earliest if born else self.visit.booked.born
        return Occasion(today, self.visit.clinic.country, known)

    def save(self, page: Page, typed: answers.Typed) -> Journey:
        """Keep what was answered on this page. Raises what `answers.save_page` does."""
        return replace(self, saved=answers.save_page(self.visit, page, typed))

    def _to_ask(self, page: Page) -> Page:
        """The page without what was confirmed; a tab from before may still answer that."""
        posted = {name for key in request.form for name in (key, key.rpartition("-")[0])}
        known = self.confirmed_on(page)
        if not known or known.keys() & posted:
            return page
        return replace(page, questions=tuple(q for q in page.questions if q.id not in known))

    def address(self, page: Page, origin: Mapping[str, Any] = NOWHERE) -> str:
        """The page's address, with where it leads back to."""
        return url_for("patient.page", handle=self.handle, page_id=page.id, **origin)

    def check(self) -> str:
        """The address of the check page, at the row that was left."""
        return url_for("patient.check", handle=self.handle, _anchor=self._row() or None)

    @cached_property
    def rows(self) -> dict[str, str]:
        """The row of each page and question on the check page."""
        return came_from.rows_of(self.form)

    def list_of_parts(self, page: Page | None = None) -> str:
        """The address of the list of parts, at one of them."""
        return url_for("patient.parts", handle=self.handle, _anchor=page.id if page else None)

    def come_back(self) -> str:
        """The address of the page that says how to come back."""
        return url_for("patient.come_back", handle=self.handle)

    def receipt(self) -> str:
        """The address of the receipt."""
        return url_for("patient.sent", handle=self.handle)

    @property
    def helped(self) -> bool:
        """Whether somebody else fills in the form for the patient."""
        return bool(self.response.value("filled_by") == "other")

    @property
    def handle(self) -> str:
        """What names the visit in its addresses."""
        return store.handle_of(self.visit)

    def _row(self) -> str:
        """The row of the check page that was left, or its part where the row is gone."""
        row = came_from.row()
        key = came_from.key_at(self.rows, row)
        if key in self.response.answers or any(row in own for own in self.draft.entries.values()):
            return row
        return next((self.rows[page.id] for page in self.pages if key in {page.id, *page.ids}), "")

    def _is_to_do(self, page: Page) -> bool:
        state = next(part.state for part in self.parts if part.page == page)
        return state not in ("done", "optional")

    def _answered(self, page: Page) -> bool:
        keys = {page.id, *(question.id for question in page.questions)}
        return not keys.isdisjoint(self.response.answers)


def visit_link(visit: store.Visit) -> str:
    """The whole address of the visit's link."""
    base: str = current_app.config["SETTINGS"].base_url
    return base + url_for("patient.link", token=store.link_token(visit))


def home_address() -> str:
    """Where the front page is: "https://intake.example.org"."""
    base: str = current_app.config["SETTINGS"].base_url
    return base
