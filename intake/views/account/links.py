"""Links that work once: join a clinic, or set a new password."""

from __future__ import annotations

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for

from intake import store
from intake.forms.sign_in import JoinForm, NewPasswordForm
from intake.services.accounts import AccountError, links, passwords, sessions
from intake.store.people.records import AccountLink, Session
from intake.views import browser_session, cookies
from intake.views.access import anyone
from intake.views.replies import Reply

blueprint = Blueprint("account_link", __name__)


@blueprint.get("/account-link/<token>")
@anyone
def opened(token: str) -> Reply:
    """Swap the link for a cookie, so that the token stands in no address. It is not used up."""
    reply = make_response(redirect(url_for("account_link.show"), 303))
    reply.set_cookie(_cookie(), token[:64], **cookies.attributes(_https()))
    return reply


@blueprint.route("/account-link", methods=["GET", "POST"])
@anyone
def show() -> Reply:
    """Show what the link is for, and do it."""
    link = links.find(request.cookies.get(_cookie(), ""))
    if link is None:
        return render_template("account/no_link.html"), 404
    return _invitation(link) if link.clinic_id else _password(link)


def _password(link: AccountLink) -> Reply:
    form = NewPasswordForm()
    if form.validate_on_submit():
        try:
            passwords.set_by_link(link, form.new.data or "")
            return _done("sign_in.sign_in")
        except AccountError as error:
            form.form_errors.append(str(error))
    page = render_template("account/new_password.html", form=form, link=link)
    return page, 422 if form.errors else 200


def _invitation(link: AccountLink) -> Reply:
    clinic = store.clinic(link.clinic_id or "")
    if store.user_id_of(link.email) is not None:
        return _invitation_of_known(link, clinic)
    form = JoinForm()
    if form.validate_on_submit():
        try:
            links.join_new(link, form.name.data or "", form.new.data or "")
            return _done("sign_in.sign_in")
        except AccountError as error:
            form.form_errors.append(str(error))
    page = render_template("account/join.html", form=form, link=link, clinic=clinic)
    return page, 422 if form.errors else 200


def _invitation_of_known(link: AccountLink, clinic: store.Clinic | None) -> Reply:
    session = _whole()
    problem = ""
    if session and request.method == "POST":
        try:
            links.join_also(link, session.person)
            return _done("worklist.show")
        except AccountError as error:
            problem = str(error)
    page = render_template(
        "account/join_also.html", link=link, clinic=clinic, session=session, problem=problem
    )
    return page, 422 if problem else 200


def _whole() -> Session | None:
    session = browser_session.current()
    return session if session and sessions.stage(session) == "whole" else None


def _done(endpoint: str) -> Reply:
    reply = make_response(redirect(url_for(endpoint), 303))
    reply.delete_cookie(_cookie(), **cookies.attributes(_https()))
    return reply


def _cookie() -> str:
    return cookies.name(cookies.ACCOUNT_LINK, _https())


def _https() -> bool:
    https: bool = current_app.config["SETTINGS"].https
    return https
