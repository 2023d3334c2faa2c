"""The patient's door: every route in one table. No account, one visit, own answers only."""

from __future__ import annotations

from flask import Blueprint

from intake.views import patient_end, patient_entry, patient_items, patient_pages
from intake.views.patient_journey import in_words

blueprint = Blueprint("patient", __name__)
blueprint.add_app_template_filter(in_words)

GET, POST, BOTH = ["GET"], ["POST"], ["GET", "POST"]
for rule, view, methods in (
    ("/", patient_entry.home, GET),
    ("/start/<slug>", patient_entry.start, BOTH),
    ("/v/<token>", patient_entry.link, GET),
    ("/form/open", patient_entry.open_form, BOTH),
    ("/form/link", patient_entry.come_back, GET),
    ("/form/<page_id>", patient_pages.page, BOTH),
    ("/form/<page_id>/<place>", patient_items.item, BOTH),
    ("/form/<page_id>/<int:place>/remove", patient_items.remove, BOTH),
    ("/suggest", patient_items.suggest, GET),
    ("/form/check", patient_end.check, GET),
    ("/form/send", patient_end.send, POST),
    ("/form/sent", patient_end.sent, GET),
    ("/form/copy.pdf", patient_end.copy, GET),
    ("/form/finish", patient_end.finish, POST),
    ("/finished", patient_end.finished, GET),
):
    blueprint.add_url_rule(rule, view_func=view, methods=methods)
