"""One page of the form: show it, save it, go on."""

from __future__ import annotations

from flask import redirect, request, url_for

from intake.views import patient_items
from intake.views.patient_forms import Place, View, show_page, take_post, wants_later
from intake.views.patient_journey import Journey, visit_link
from intake.views.patient_session import opened


def page(page_id: str) -> View:
    """Show a page; save what is posted and go on."""
    journey = Journey.of(opened())
    wanted = journey.page(page_id)
    if not journey.visit.open_to_patient:
        return redirect(url_for("patient.sent"), 303)
    if wanted not in journey.pages:
        return redirect(journey.resume(), 303)
    if wanted.repeats:
        return patient_items.listing(journey, wanted)
    form = journey.page_form(wanted)
    if request.method == "POST" and take_post(form):
        journey = journey.save(wanted, form.answers())
        onward = url_for("patient.come_back") if wants_later() else journey.after(wanted)
        return redirect(onward, 303)
    link = visit_link(journey.visit) if "started" in request.args else ""
    place = Place(journey.progress(wanted), journey.before(wanted), link=link)
    return show_page(journey.visit.clinic, journey.form, form, place)
