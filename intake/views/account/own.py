"""Someone's own account: password, and the browsers that are signed in."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for

from intake import store
from intake.forms.sign_in import ChangePasswordForm, PasswordForm
from intake.services.accounts import AccountError, passwords, sessions, signing_in
from intake.services.accounts.limits import TooManyError
from intake.store.people.records import Session
from intake.views.access import password_given, signed_in
from intake.views.account.sign_in import too_many
from intake.views.replies import Reply

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.get("")
@signed_in
def show(session: Session) -> Reply:
    """Show the account, its browsers, and what can be changed."""
    return render_template(
        "account/own.html",
        name=session.person.name,
        person=session.person,
        memberships=store.memberships(session.person.id),
        sessions=sessions.listed(session.person),
        this=session,
        name_of=sessions.name_of,
    )


@blueprint.route("/password", methods=["GET", "POST"])
@signed_in
def password(session: Session) -> Reply:
    """Change the password; every other browser is signed out."""
    form, status = ChangePasswordForm(), 200
    if form.validate_on_submit():
        try:
            passwords.change(session, form.present.data or "", form.new.data or "")
            return redirect(url_for("account.show"), 303)
        except AccountError as error:
            form.form_errors.append(str(error))
        except TooManyError as error:
            form.form_errors.append(too_many(error.wait))
            status = 429
    if form.is_submitted() and status == 200:
        status = 422
    return render_template("account/password.html", name=session.person.name, form=form), status


@blueprint.route("/confirm", methods=["GET", "POST"])
@password_given
def confirm(session: Session) -> Reply:
    """Ask for the password again before a second factor is changed."""
    if sessions.stage(session) == "give factor":
        return redirect(url_for("sign_in.second"), 302)
    form, status = PasswordForm(), 200
    if form.validate_on_submit():
        try:
            if signing_in.prove(session, form.present.data or ""):
                return redirect(url_for("second_factor.overview"), 303)
            form.present.errors = ["That is not your present password"]
        except TooManyError as error:
            form.form_errors.append(too_many(error.wait))
            status = 429
    if form.is_submitted() and status == 200:
        status = 422
    return render_template("account/confirm.html", name=session.person.name, form=form), status


@blueprint.post("/sessions/end")
@signed_in
def end_sessions(session: Session) -> Reply:
    """Sign out one of the other browsers, or all of them."""
    named = request.form.get("session", "")
    if named:
        sessions.end_one(session.person, named)
    else:
        sessions.end_others(session)
    return redirect(url_for("account.show"), 303)
