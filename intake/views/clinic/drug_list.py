"""The drug list for signed-in clinicians: what is flagged, under which names, from where."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from intake import drugs, store
from intake.actor import Actor
from intake.forms.medicine_text import LONGEST, MOST_CHARACTERS, MOST_LINES, MedicineTextForm
from intake.services.form_library import first_form
from intake.services.reading import local_of
from intake.views.access import doctor_of_clinic
from intake.views.audited import shows_nothing
from intake.views.replies import Reply

blueprint = Blueprint("drug_list", __name__, url_prefix="/clinic/drugs")


@blueprint.route("", methods=["GET", "POST"])
@doctor_of_clinic
@shows_nothing("it holds what the drug list names, what was just typed, and no patient's record")
def show(actor: Actor, clinic: store.Clinic) -> Reply:
    """Show the classes and the list's version; posted texts, also how they are read."""
    form = MedicineTextForm()
    lines = form.lines if form.validate_on_submit() else []
    local = local_of(clinic)
    page = render_template(
        "clinic/drugs.html",
        actor=actor,
        clinic=clinic,
        form=form,
        readings=[(number, drugs.read_line(text, local)) for number, text in lines],
        steps=drugs.explain(lines[0][1], local) if len(lines) == 1 else [],
        version=drugs.version(),
        source=first_form().words.source,
        class_of=drugs.classes(),
        most={"lines": MOST_LINES, "line": LONGEST, "characters": MOST_CHARACTERS},
        elsewhere=list(drugs.elsewhere().values()),
        classes=[(one, drugs.names_of(key)) for key, one in drugs.classes().items()],
    )
    return page, 422 if form.errors else 200


@blueprint.get("/<key>")
@doctor_of_clinic
@shows_nothing("it holds what the drug list names, and nothing of a patient")
def one_class(actor: Actor, clinic: store.Clinic, key: str) -> Reply:
    """Show one class with its members, their names and sources."""
    return render_template(
        "clinic/drug_class.html",
        actor=actor,
        clinic=clinic,
        version=drugs.version(),
        source=first_form().words.source,
        drug_class=drugs.classes().get(key) or abort(404),
        members=list(drugs.members(key)),
    )
