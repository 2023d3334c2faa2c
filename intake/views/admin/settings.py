"""What a clinic tells its patients, changed in the browser, with a preview of what they see."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for

from intake import store
from intake.actor import Actor
from intake.forms.clinic_face import FACE, code_of
from intake.forms.clinic_settings import SETTINGS, ClinicSettingsForm
from intake.languages import Language, offered
from intake.services.clinic import settings
from intake.services.clinic.settings import SettingsChangedError
from intake.services.form_library import words_of_clinics
from intake.views.access import administrator_of_clinic
from intake.views.audited import does, shows
from intake.views.replies import Reply

blueprint = Blueprint("settings", __name__, url_prefix="/clinic/settings")


@blueprint.get("")
@administrator_of_clinic
@shows("saw settings")
def show(actor: Actor, clinic: store.Clinic) -> Reply:
    """Show the settings, and what patients see with them."""
    form = ClinicSettingsForm(data={name: getattr(clinic, name) for name in (*SETTINGS, *FACE)})
    form.offer(_on_offer())
    form.show(clinic.offers(_on_offer()), clinic.opening_in)
    form.seen.data = settings.stamp_of(clinic)
    return _page(actor, clinic, form, clinic)


@blueprint.post("")
@administrator_of_clinic
@does("changed settings")
def change(actor: Actor, clinic: store.Clinic) -> Reply:
    """Show what patients would see, or save; what cannot be saved comes back as typed."""
    form = ClinicSettingsForm()
    form.offer(_on_offer())
    if not form.validate():
        return _page(actor, clinic, form, clinic), 422
    if "save" not in request.form:
        shown = settings.previewed(clinic, form.given)
        return _page(actor, clinic, form, shown, preview=True)
    try:
        settings.change(actor, form.given, form.seen.data or "")
    except SettingsChangedError:
        form.seen.data = settings.stamp_of(clinic)
        return _page(actor, clinic, form, clinic, elsewhere=clinic), 409
    return redirect(url_for("settings.show", at=clinic.slug, saved=1, _anchor="saved"), 303)


def _on_offer() -> tuple[Language, ...]:
    return offered(demo=current_app.config["SETTINGS"].demo)


def _page(
    actor: Actor, clinic: store.Clinic, form: ClinicSettingsForm, shown: store.Clinic, **how: Any
) -> str:
    """The page, with what patients see of `shown`; `how` says what is shown, and why."""
    return render_template(
        "admin/settings.html",
        actor=actor,
        clinic=clinic,
        form=form,
        shown=shown,
        notices=words_of_clinics(),
        code_of=code_of,
        saved="saved" in request.args and request.method == "GET",
        **{"preview": False, "elsewhere": None, **how},
    )
