"""The patient's door: every route in one table, with who may open it. No account, one visit.

Every address of a form names its visit by a handle, so that visits stand side by side in one
browser: what is typed in one tab can only ever reach the visit that the tab shows.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, request
from flask_wtf.csrf import CSRFError

from intake import store
from intake.views.access import anyone
from intake.views.patient import (
    coming_back,
    end,
    entry,
    face,
    invitation,
    language,
    not_saved,
    opened_visits,
    pages,
    receipt,
)
from intake.views.patient.form_page import show_stale
from intake.views.patient.guards import for_opened_visit, for_pointed_visit
from intake.views.patient.medicines import entries
from intake.views.patient.overview import check, parts
from intake.views.replies import Reply, for_script

blueprint = Blueprint("patient", __name__)
for words in (language.marked, language.called_on, language.in_words, language.patient_time):
    blueprint.add_app_template_filter(words)
blueprint.add_app_template_global(language.switches, "language_switches")
blueprint.add_app_template_global(language.reads, "reads")
blueprint.add_app_template_global(face.accent_of)
blueprint.add_app_template_global(face.style_of)
blueprint.add_app_template_filter(store.handle_of, "handle")
blueprint.after_request(opened_visits.write_cookies)
blueprint.after_request(language.write_cookie)
blueprint.after_request(for_script)
blueprint.register_error_handler(Exception, not_saved.failed)

SHOWN_AGAIN = {
    f"patient.{one}"
    for one in (
        *("start", "open_form", "with_code", "invitation", "page"),
        *("new", "change", "remove", "send", "finish"),
    )
}
GET, POST, BOTH = ["GET"], ["POST"], ["GET", "POST"]
for rule, view, methods in (
    ("/", anyone(entry.home), GET),
    ("/start/<slug>", anyone(entry.start), BOTH),
    ("/v/<token>", anyone(entry.link), GET),
    ("/suggest", anyone(entries.suggest), POST),
    ("/come-back", anyone(coming_back.with_code), BOTH),
    ("/finished", anyone(end.finished), GET),
    ("/accessibility", anyone(entry.accessibility), GET),
    ("/language/<code>", anyone(language.switch), GET),
    ("/form/<handle>/language/<code>", for_pointed_visit(language.switch_visit), GET),
    ("/form/<handle>", for_opened_visit(entry.go_on), BOTH),
    ("/form/<handle>/open", for_pointed_visit(entry.open_form), BOTH),
    ("/form/<handle>/invitation", for_opened_visit(invitation.invitation), BOTH),
    ("/form/<handle>/link", for_opened_visit(entry.come_back), GET),
    ("/form/<handle>/parts", for_opened_visit(parts.parts), GET),
    ("/form/<handle>/check", for_opened_visit(check.check), GET),
    ("/form/<handle>/send", for_opened_visit(end.send), BOTH),
    ("/form/<handle>/sent", for_opened_visit(receipt.sent), GET),
    ("/form/<handle>/sent/change", for_opened_visit(receipt.change_sent), POST),
    ("/form/<handle>/sent/drop-changes", for_opened_visit(receipt.drop_changes), POST),
    ("/form/<handle>/sent/note", for_opened_visit(receipt.note), BOTH),
    ("/form/<handle>/copy.pdf", for_opened_visit(end.copy), GET),
    ("/form/<handle>/finish", anyone(end.finish), POST),
    ("/form/<handle>/<page_id>", for_opened_visit(pages.page), BOTH),
    ("/form/<handle>/<page_id>/new", for_opened_visit(entries.new), BOTH),
    ("/form/<handle>/<page_id>/<entry_id>", for_opened_visit(entries.change), BOTH),
    ("/form/<handle>/<page_id>/<entry_id>/remove", for_opened_visit(entries.remove), BOTH),
):
    blueprint.add_url_rule(rule, view_func=view, methods=methods)


@blueprint.errorhandler(CSRFError)
def _refuse_post(_error: CSRFError) -> Reply:
    """A page drawn too long ago or before Finish: it comes back with all that was typed.

    A second tap on Finish finds all done.
    """
    if request.endpoint == "patient.finish" and opened_visits.none_is_open():
        return not_saved.nothing_open()
    handle = (request.view_args or {}).get("handle")
    may_see = handle is None or opened_visits.pointed(handle)
    if request.endpoint in SHOWN_AGAIN and may_see and not not_saved.is_of_another_site():
        return show_stale()
    return not_saved.too_old()


@blueprint.url_defaults
def _stay_with_the_visit(endpoint: str, values: dict[str, Any]) -> None:
    """Let every address on a visit's page lead to that same visit."""
    handle = (request.view_args or {}).get("handle")
    if handle and current_app.url_map.is_endpoint_expecting(endpoint, "handle"):
        values.setdefault("handle", handle)
