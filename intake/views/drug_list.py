"""The drug list for signed-in clinicians: what is flagged, under which names, from where."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask_security.decorators import auth_required

from intake import drugs, store
from intake.drugs.listing import members
from intake.sign_in import clinic_id

blueprint = Blueprint("drug_list", __name__)


@blueprint.get("/clinic/drugs")
@auth_required("session")
def drug_list() -> str:
    """Show every class with its members, names, sources and the list's version."""
    return render_template(
        "clinician/drugs.html",
        clinic=store.clinic(clinic_id()),
        version=drugs.DRUG_LIST_VERSION,
        classes=[(one, list(members(key))) for key, one in drugs.CLASSES.items()],
    )
