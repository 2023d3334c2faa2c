"""The record of one visit: its link, its medicines with what was said of them, its answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for

from intake import clock, store
from intake.actor import Actor
from intake.forms.verification import VerificationForm
from intake.headline import Headline
from intake.services import audit
from intake.services.clinic.linking import linked_visits
from intake.services.clinic.record import Record, record_of
from intake.services.clinic.worklist import SignsChangedError, deal_with_signs, stamp_of_signs
from intake.services.documents import booked_as
from intake.services.messages.asking import post_of
from intake.summarise.verifications import reading_of
from intake.verification import Reading, Verification, current
from intake.views.access import doctor_of_visit
from intake.views.audited import does, shows
from intake.views.clinic.visits import patient_link
from intake.views.replies import Reply
from reports import timeline_svg
from reports.summary import DrugFlag, DrugQuestion, Drugs

blueprint = Blueprint("record", __name__, url_prefix="/clinic/visits")
# Of the timeline in pixels: on a wide screen and on a phone, each with type that can be read there.
WIDTHS = (740, 350)


@dataclass(frozen=True)
class Medicine:
    """A medicine text as it was read, and what clinicians said of that."""

    shown: DrugFlag | DrugQuestion
    reading: Reading
    current: list[Verification]  # what counts now, newest first
    past: list[Verification]  # taken back or said anew since, newest first
    mine: bool  # whether a verdict of the clinician who looks counts now

    @property
    def is_question(self) -> bool:
        """Whether it has to be asked, and is no flag."""
        return isinstance(self.shown, DrugQuestion)


@dataclass(frozen=True)
class Refused:
    """A verification that could not be kept: the form as posted, and why."""

    form: VerificationForm
    message: str
    place: int | None  # the medicine's number on the page; None if it is not there

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Where to go on the page, and what to do there."""
        at = "medicines" if self.place is None else f"note-{self.place}"
        return [(f"#{at}", self.message)]


@blueprint.get("/<reference>")
@doctor_of_visit
@shows("saw record")
def show(actor: Actor, visit: store.Visit) -> Reply:
    """Show one visit: its link, its answers, its downloads."""
    return page(actor, visit)


@blueprint.post("/<reference>/dealt-with")
@doctor_of_visit
@does("dealt with signs")
def deal_with(actor: Actor, visit: store.Visit) -> Reply:
    """Keep that the doctor has dealt with the emergency signs that are ticked now."""
    try:
        deal_with_signs(actor, visit, request.form.get("seen", ""))
    except SignsChangedError:
        return page(actor, visit, signs_changed=True), 409
    return redirect(url_for("record.show", reference=visit.reference), 303)


def page(
    actor: Actor,
    visit: store.Visit,
    refused: Refused | None = None,
    *,
    signs_changed: bool = False,
) -> str:
    """The page; with `refused`, what was typed is still there and says what to do.

    `signs_changed`: other signs were ticked than those that the doctor has dealt with.
    """
    record = record_of(visit)
    said = store.verifications(visit) if record else []
    listed = medicines(actor, record, said) if record else []
    known = {one.reading for one in listed}
    told = store.headline(visit)
    return render_template(
        "clinic/record.html",
        actor=actor,
        clinic=visit.clinic,
        visit=visit,
        booked_as=booked_as(visit) if visit.differs else "",
        known=store.on_file(visit),
        link=patient_link(visit),
        post=post_of(visit),
        record=record,
        medicines=listed,
        timelines=[timeline_svg(record.drugs.timeline, one) for one in WIDTHS] if record else [],
        now=clock.now(),
        urgent=_is_urgent(told),
        seen_signs=stamp_of_signs(told),
        signs_changed=signs_changed,
        unsent_signs=_unsent_signs(told, record),
        other_readings=[one for one in said if one.reading not in known],
        refused=refused,
        openings=audit.openings(visit),
        linked=linked_visits(visit),
        without_page=request.args.get("page") == "faulty",
    )


def _is_urgent(told: Headline | None) -> bool:
    """Whether an emergency sign is ticked that nobody has dealt with."""
    return bool(told and told.attention == 2)


def _unsent_signs(told: Headline | None, record: Record | None) -> list[str]:
    """The emergency signs that are ticked in changes which were not sent."""
    shown = record.emergency if record else ()
    return [one for one in told.emergency if one not in shown] if told else []


def medicines(actor: Actor, record: Record, said: list[Verification]) -> list[Medicine]:
    """Every medicine text that is flagged or has to be asked, in the order of the page.

    `said` is all that clinicians said of the visit's medicines, in the order they said it.
    """
    counting = current(said)

    def of(one: DrugFlag | DrugQuestion) -> Medicine:
        reading = reading_of(one, record.drug_list)
        about = [v for v in said if v.reading == reading]
        now = [v for v in counting if v.reading == reading]
        past = [v for v in reversed(about) if v not in counting]
        return Medicine(one, reading, now, past, any(v.user_id == actor.user_id for v in now))

    return [of(one) for one in _named(record.drugs)]


def _named(drugs: Drugs) -> Iterator[DrugFlag | DrugQuestion]:
    yield from drugs.flags
    yield from drugs.treatments
    yield from (one for one in drugs.questions if one.typed)
