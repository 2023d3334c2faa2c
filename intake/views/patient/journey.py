"""Where the patient is in the form: its pages in order, and what stands on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from flask import abort, current_app, request, url_for

from intake import clock, store, wording
from intake.draft import Draft
from intake.forms.build import PageForm, is_input_of
from intake.forms.said_dates import Occasion
from intake.partial_date import PartialDate
from intake.questionnaires import Page, Question, Questionnaire, Response
from intake.questionnaires.effort import minutes_left
from intake.questionnaires.model import LANGUAGE
from intake.questionnaires.wordings import InEnglish
from intake.services.filling import answers
from intake.spoken import current, gettext, ngettext
from intake.views.patient.form_page import RETURNING, from_check, wants_later


@dataclass(frozen=True)
class Journey:
    """One visit's form with the answers saved so far."""

    visit: store.Visit
    saved: answers.Saved

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
        missing = self.response.missing
        unread = [pair for pair in self._unread() if pair not in missing]
        order = {page.id: number for number, page in enumerate(self.pages)}
        return sorted([*missing, *unread], key=lambda pair: order[pair[0].id])

    def page(self, page_id: str) -> Page:
        """The page of this id; 404 for one that the form does not have."""
        return self.form.page(page_id) or abort(404)

    def progress(self, page: Page) -> str:
        """How far the patient is: "Page 3 of 10 · about 6 minutes left"."""
        number, last = self.pages.index(page) + 1, len(self.pages)
        told = gettext("Page %(number)s of %(last)s", number=number, last=last)
        if from_check():
            return told
        left = minutes_left(self.response, page)
        takes = ngettext("about a minute left", "about %(num)s minutes left", left)
        return f"{told} · {takes}"

    def before(self, page: Page) -> str:
        """Where "Back" leads; from the first page nowhere."""
        if from_check():
            return self.check()
        place = self.pages.index(page)
        return self.address(self.pages[place - 1]) if place else ""

    def after(self, page: Page) -> str:
        """Where "Continue" leads: on, or back to the check page it was opened from.

        From the check page too, a page that an answer has just brought up comes first.
        """
        following = self.pages[self.pages.index(page) + 1 :]
        if from_check():
            asked = following and self.missing_on(following[0])
            return self.address(following[0], returning=True) if asked else self.check()
        return self.address(following[0]) if following else self.check()

    def onward(self, page: Page) -> str:
        """Where a saved page leads: to "come back later" if that was asked for, else on."""
        if wants_later() and self.visit.amending:  # no other phone can go on with these
            return self.receipt()
        if wants_later():
            return self.come_back()
        return self.after(page)

    def resume(self) -> str:
        """Where to go on: the first gap, else the page after the last answer, else the check."""
        answered = [n for n, page in enumerate(self.pages, 1) if self._answered(page)]
        gaps = [n for n, page in enumerate(self.pages) if self.missing_on(page)]
        place = min([max(answered, default=0), *gaps])
        return self.address(self.pages[place]) if place < len(self.pages) else self.check()

    def missing_on(self, page: Page) -> list[Question]:
        """The page's required questions that have no answer yet."""
        return [question for where, question in self.gaps if where == page]

    @cached_property
    def booked(self) -> dict[str, str]:
        """What the clinic booked of name and date of birth, by question; {} without the date.

        Whoever sees a journey has given that date.
        """
        who = self.visit.booked
        if who.born is None:
            return {}
        known = {"name": who.name, "dob": who.born.isoformat()}
        asked = {role: one.id for role in known if (one := self.form.by_role(role))}
        return {asked[role]: known[role] for role in asked if known[role]}

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

    def address(self, page: Page, *, returning: bool = False) -> str:
        """The page's address; `returning` leads back to the check page after it."""
        where = url_for("patient.page", handle=self.handle, page_id=page.id)
        return where + (RETURNING if returning else "")

    def check(self) -> str:
        """The address of the check page."""
        return url_for("patient.check", handle=self.handle)

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

    def _unread(self) -> Iterator[tuple[Page, Question]]:
        """The questions where something was typed that is no answer yet."""
        for place, typed in self.draft.unread.items():
            shown = (page for page in self.pages if page.id == place.partition("/")[0])
            for page in shown:
                for question in page.questions:
                    if any(is_input_of(question.id, name) for name in typed):
                        yield page, question

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


def day_in_words(moment: datetime, clinic: store.Clinic) -> str:
    """A moment's day where the clinic is: "22 December 2026"."""
    return wording.long_day(moment.astimezone(ZoneInfo(clinic.time_zone)), current().code)


def scheduled_in_words(visit: store.Visit) -> str:
    """When a visit is, where its clinic is: "22 December 2026, 10:30". "" if not set."""
    return _long_moment(visit.scheduled_at, visit.clinic)


def moment_in_words(visit: store.Visit) -> str:
    """When a form was last saved, where its clinic is: "22 November 2026, 12:05". "" for never."""
    return _long_moment(visit.saved_at, visit.clinic)


def patient_time(moment: datetime, clinic: store.Clinic) -> str:
    """A moment where the clinic is, in the patient's words: "20 Nov 2026 19:42"."""
    return wording.moment(moment.astimezone(ZoneInfo(clinic.time_zone)), current().code)


def _long_moment(moment: datetime | None, clinic: store.Clinic) -> str:
    here = moment.astimezone(ZoneInfo(clinic.time_zone)) if moment else None
    return wording.long_moment(here, current().code) if here else ""


def in_words(text: str, clinic: store.Clinic) -> str:
    """The questionnaire's words with the clinic's own name and numbers in them."""
    kind = type(text)
    for name, value in (
        ("{clinic}", clinic.name),
        ("{phone}", clinic.phone or clinic.name),
        ("{emergency_number}", clinic.emergency_number),
        ("{crisis_line}", clinic.crisis_line or clinic.emergency_number),
    ):
        text = text.replace(name, value)
    return InEnglish(text) if kind is InEnglish else text
