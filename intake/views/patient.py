"""The patient's door: every route in one table, with who may open it. No account, one visit."""

from __future__ import annotations

from flask import Blueprint

from intake.views import patient_end, patient_entry, patient_items, patient_pages
from intake.views.access import anyone, patient
from intake.views.patient_journey import in_words

blueprint = Blueprint("patient", __name__)
blueprint.add_app_template_filter(in_words)

GET, POST, BOTH = ["GET"], ["POST"], ["GET", "POST"]
for rule, view, methods in (
    ("/", anyone(patient_entry.home), GET),
    ("/start/<slug>", anyone(patient_entry.start), BOTH),
    ("/v/<token>", anyone(patient_entry.link), GET),
    ("/form/open", patient(patient_entry.open_form), BOTH),
    ("/form/link", patient(patient_entry.come_back), GET),
    ("/form/<page_id>", patient(patient_pages.page), BOTH),
    ("/form/<page_id>/<place>", patient(patient_items.item), BOTH),
    ("/form/<page_id>/<int:place>/remove", patient(patient_items.remove), BOTH),
    ("/suggest", anyone(patient_items.suggest), GET),
    ("/form/check", patient(patient_end.check), GET),
    ("/form/send", patient(patient_end.send), POST),
    ("/form/sent", patient(patient_end.sent), GET),
    ("/form/copy.pdf", patient(patient_end.copy), GET),
    ("/form/finish", anyone(patient_end.finish), POST),
    ("/finished", anyone(patient_end.finished), GET),
):
    blueprint.add_url_rule(rule, view_func=view, methods=methods)
