"""Set up a second factor: an app, a passkey, recovery codes."""

from __future__ import annotations

import segno
from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for

from intake import store
from intake.forms.one_line import one_line
from intake.forms.sign_in import CodeForm
from intake.services.accounts import enrolment, sessions
from intake.sign_in import codes
from intake.sign_in.passkeys import Site
from intake.store.people.records import Session
from intake.views import browser_session
from intake.views.access import password_given, signed_in
from intake.views.account.sign_in import NO_PASSKEY, NOT_RIGHT, go_on, site
from intake.views.replies import Reply

blueprint = Blueprint("second_factor", __name__, url_prefix="/account/second-factor")
LAST = "This is your last second factor: set up another first."


@blueprint.get("")
@password_given
def overview(session: Session) -> Reply:
    """Show what is set up, and what can be."""
    return _guarded(session) or _overview(session)


@blueprint.route("/app", methods=["GET", "POST"])
@password_given
def app(session: Session) -> Reply:
    """Show a secret to an app, and keep it once the app shows its code."""
    if guard := _guarded(session):
        return guard
    form = CodeForm()
    if form.validate_on_submit():
        if token := enrolment.set_up_app(session, form.code.data or ""):
            return _with_codes(session, token)
        form.code.errors = [NOT_RIGHT]
    secret = enrolment.offered_secret(session)
    picture = segno.make(codes.address_of(secret, session.person.email), error="m")
    page = render_template(
        "account/app.html",
        form=form,
        name=session.person.name,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        picture=picture.svg_inline(scale=4, border=4, light="#fff", omitsize=False),
    )
    return page, 422 if form.errors else 200


@blueprint.route("/passkey", methods=["GET", "POST"])
@password_given
def passkey(session: Session) -> Reply:
    """Ask the browser to make a passkey, and keep its public half."""
    where = site() or abort(404)
    if guard := _guarded(session):
        return guard
    if request.method == "POST":
        answer, label = request.form.get("answer", ""), one_line(request.form.get("label"))
        if token := enrolment.set_up_passkey(session, where, answer, label):
            return _with_codes(session, token)
    return _passkey_page(session, where)


@blueprint.post("/passkey/remove")
@signed_in
def remove_passkey(session: Session) -> Reply:
    """Forget a passkey; the last second factor stays."""
    if guard := _guarded(session):
        return guard
    named = request.form.get("passkey", "")
    for one in store.factors.passkeys(session.person.id):
        if one.id.hex() == named and not enrolment.remove_passkey(session, one.id):
            return _overview(session, LAST), 422
    return redirect(url_for("second_factor.overview"), 303)


@blueprint.post("/codes")
@signed_in
def new_codes(session: Session) -> Reply:
    """Make new recovery codes and show them this once."""
    if guard := _guarded(session):
        return guard
    if not session.person.has_factor:
        return redirect(url_for("second_factor.overview"), 303)
    return _codes_page(session)


def _guarded(session: Session) -> Reply | None:
    """Send away whoever has to give a factor first, or has not given the password just now."""
    missing = sessions.stage(session)
    if missing == "give factor":
        return redirect(url_for("sign_in.second", next=url_for("second_factor.overview")), 302)
    if not sessions.is_fresh(session):
        return redirect(url_for("account.confirm"), 302)
    return None


def _with_codes(session: Session, token: str) -> Reply:
    """Go on after a factor is set up: the first time to ten recovery codes."""
    if store.factors.codes_left(session.person.id):
        return go_on(token, url_for("second_factor.overview"))
    reply = make_response(_codes_page(session))
    browser_session.set_token(reply, token)
    return reply


def _codes_page(session: Session) -> str:
    made = enrolment.new_recovery_codes(session)
    return render_template("account/codes.html", name=session.person.name, codes=made)


def _overview(session: Session, problem: str = "") -> str:
    person = session.person
    return render_template(
        "account/factors.html",
        name=person.name,
        person=person,
        missing=sessions.stage(session),
        passkeys=store.factors.passkeys(person.id),
        codes_left=store.factors.codes_left(person.id),
        site=site(),
        problem=problem,
    )


def _passkey_page(session: Session, where: Site) -> Reply:
    failed = request.method == "POST"
    page = render_template(
        "account/passkey.html",
        name=session.person.name,
        browser=session.browser,
        options=enrolment.ask_new_passkey(session, where),
        problem=NO_PASSKEY if failed else "",
    )
    return page, 422 if failed else 200
