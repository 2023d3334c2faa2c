"""The list of parts: how far each is, and the way into each."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template

from intake import store
from intake.questionnaires.effort import minutes_for
from intake.services.filling.parts import Part, count, nobody_called
from intake.spoken import gettext, ngettext
from intake.views.patient.form_page import View
from intake.views.patient.journey import Journey
from intake.views.patient.opened_visits import may_answer
from intake.views.patient.overview import came_from


@dataclass(frozen=True)
class Task:
    """A part as the patient reads it."""

    part: Part
    address: str
    state: str
    hint: str  # how much is left, or on its list


def parts(visit: store.Visit) -> View:
    """Show the form's parts with their states, and where to go on."""
    journey = Journey.of(visit)
    if not may_answer(visit):
        return redirect(journey.receipt(), 303)
    following, form = journey.next_page, journey.form
    return render_template(
        "patient/parts.html",
        clinic=visit.clinic,
        questionnaire=journey.form,
        tasks=tasks(journey),
        check=journey.check(),
        following=following,
        onward=journey.address(following, came_from.parts()) if following else journey.check(),
        left=_left(journey),
        advice=form.advice if nobody_called(journey.response, "emergency") else None,
        ring_today=form.ring_today if nobody_called(journey.response, "ring") else None,
        amending=visit.amending,
        keep=journey.handle,
    )


def tasks(journey: Journey) -> list[Task]:
    """Every part with its state in words."""
    return [
        Task(
            part, journey.address(part.page, came_from.parts()), _states()[part.state], _hint(part)
        )
        for part in journey.parts
    ]


def _states() -> dict[str, str]:
    return {
        "done": gettext("Done"),
        "not yet": gettext("Not yet"),
        "begun": gettext("Not finished"),
        "not started": gettext("Not started"),
        "optional": gettext("Optional"),
    }


def _hint(part: Part) -> str:
    if part.left and part.state == "begun":
        return ngettext("%(num)s answer left", "%(num)s answers left", part.left)
    return ngettext("%(num)s added", "%(num)s added", part.added) if part.added else ""


def _left(journey: Journey) -> str:
    """How far the form is: "4 of 9 parts done · about 6 minutes left"."""
    to_do = [part.page for part in journey.parts if part.state != "done"]
    done, every = count(journey.parts)
    told = gettext("%(done)s of %(all)s parts done", done=done, all=every)
    if not to_do:
        return told
    minutes = minutes_for(journey.response, to_do)
    takes = ngettext("about a minute left", "about %(num)s minutes left", minutes)
    return f"{told} · {takes}"
