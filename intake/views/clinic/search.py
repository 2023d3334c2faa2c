"""Search the worklist. What is searched for stands in no address and in no log.

A search is posted, and its results have an address of their own with a random key; the words
stay sealed in the browser's session. So Reload and Back show them again, in each tab its own.
"""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for

from intake import store
from intake.actor import Actor
from intake.forms.search import SearchForm
from intake.services import audit
from intake.services.clinic.search import open_words, seal_words, search
from intake.services.clinic.worklist import WorklistPage
from intake.services.documents import booked_as
from intake.views.access import member_of_clinic
from intake.views.audited import shows_nothing, writes
from intake.views.clinic.visits import visit_page
from intake.views.replies import Reply

blueprint = Blueprint("search", __name__)
KEPT = 4  # searches that a browser remembers; they have to fit into its cookie
SEARCHES = "searches"


@blueprint.post("/clinic/search")
@member_of_clinic
@shows_nothing("it only leads to what is found")
def ask(actor: Actor, clinic: store.Clinic) -> Reply:
    """Keep what is searched for, and go to the results."""
    form = SearchForm()
    if not form.validate_on_submit():
        return _page(actor, clinic, form, search(actor, clinic, "")), 422
    key = secrets.token_hex(4)
    # Pairs, oldest first: a cookie does not keep the order of a mapping.
    before = session.get(SEARCHES, [])[1 - KEPT :]
    session[SEARCHES] = [*before, (key, seal_words(actor, key, form.words.data or ""))]
    return redirect(url_for("search.show", at=clinic.slug, key=key), 303)


@blueprint.get("/clinic/search")
@member_of_clinic
@writes("searched")
def show(actor: Actor, clinic: store.Clinic) -> Reply:
    """Show what a search of this browser finds; `key` says which."""
    key = request.args.get("key", "")
    words = open_words(actor, key, dict(session.get(SEARCHES, [])).get(key, ""))
    found = search(actor, clinic, words)
    audit.record(actor, "searched", found=len(found.rows))  # how many, never the words
    form = SearchForm(formdata=None, words=words)
    return _page(actor, clinic, form, found, words=words, over=bool(key) and not words)


def _page(
    actor: Actor, clinic: store.Clinic, form: SearchForm, found: WorklistPage, **more: Any
) -> str:
    return render_template(
        "clinic/search.html",
        actor=actor,
        clinic=clinic,
        form=form,
        page=found,
        booked_as=booked_as,
        visit_page=visit_page(actor),
        **{"words": "", "over": False, **more},
    )
