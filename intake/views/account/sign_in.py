"""Sign in, in two steps, and sign out."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from flask import Blueprint, Response, current_app, make_response, redirect, request, url_for
from flask import render_template as render

from intake.forms.sign_in import WRONG, CodeForm, SignInForm
from intake.services.accounts import second_factor, sessions, signing_in
from intake.services.accounts.limits import TooManyError
from intake.sign_in import browsers, passkeys
from intake.store.people.records import Session
from intake.views import browser_session
from intake.views.access import anyone, password_given
from intake.views.local import local
from intake.views.replies import Reply
from intake.views.signing_in_first import typed_before

blueprint = Blueprint("sign_in", __name__)
NOT_RIGHT = "That code is not right, or was used already. Enter the one your app shows now."
NO_PASSKEY = "The passkey could not be read. Try again, or enter a code."


@blueprint.route("/sign-in", methods=["GET", "POST"])
@anyone
def sign_in() -> Reply:
    """Ask for address and password; a browser that is signed in already goes on."""
    # Of the page's own form only: FlaskForm by itself would take JSON as well.
    form, on, kept = SignInForm(request.form), _on(), request.form.get("kept", "")
    if request.method == "GET" and browser_session.current():
        return redirect(local(on), 302)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            token = _token(form)
        except TooManyError as error:
            form.form_errors.append(too_many(error.wait))
            status = 429
        else:
            if token:
                return _after_password(token, on, kept)
            form.form_errors.append(WRONG)
    return render("account/sign_in.html", form=form, on=on, kept=kept), status


@blueprint.route("/sign-in/second-factor", methods=["GET", "POST"])
@password_given
def second(session: Session) -> Reply:
    """Ask for a code or a passkey."""
    form, on, kept = CodeForm(request.form), _on(), request.form.get("kept", "")
    missing = sessions.stage(session)
    if missing != "give factor":
        return redirect(local(on) if missing == "whole" else url_for("second_factor.overview"), 302)
    status = 200
    if request.method == "POST":
        try:
            if token := _second_token(session, form):
                return _arrive(token, on, kept)
            status = 422
        except TooManyError as error:
            form.form_errors.append(too_many(error.wait))
            status = 429
    return _second_page(session, form, on, kept), status


@blueprint.post("/sign-out")
@anyone
def sign_out() -> Reply:
    """End the session here and wherever its cookie was copied to."""
    session = browser_session.current()
    if session:
        sessions.end(session)
    reply = make_response(redirect(url_for("sign_in.sign_in"), 302))
    browser_session.forget_token(reply)
    return reply


def too_many(wait: timedelta) -> str:
    """What to do after too many tries."""
    minutes = ceil(wait / timedelta(minutes=1))
    if minutes <= 90:
        return f"Too many tries. Wait {minutes} minute{'s' if minutes > 1 else ''} and try again."
    return f"Too many tries. Wait {ceil(minutes / 60)} hours and try again."


def site() -> passkeys.Site | None:
    """Where passkeys belong to; None where browsers offer none."""
    return passkeys.site_of(current_app.config["SETTINGS"].base_url)


def go_on(token: str, address: str) -> Response:
    """Lead on under a new token."""
    reply = make_response(redirect(address, 302))
    browser_session.set_token(reply, token)
    return reply


def _on() -> str:
    """Where to go on to, as the address or the form says; "" if they do not."""
    on = request.values.get("next", "")
    return local(on) if on else ""


def _token(form: SignInForm) -> str | None:
    browser = browsers.in_words(request.user_agent.string)
    address = request.remote_addr or ""
    return signing_in.sign_in(form.email.data or "", form.password.data or "", address, browser)


def _second_token(session: Session, form: CodeForm) -> str | None:
    where, answer = site(), request.form.get("answer")
    if answer and where:
        token = second_factor.give_passkey(session, where, answer)
        if token is None:
            form.form_errors.append(NO_PASSKEY)
        return token
    if not form.validate():
        return None
    token = second_factor.give_code(session, form.code.data or "")
    if token is None:
        form.code.errors = [NOT_RIGHT]
    return token


def _second_page(session: Session, form: CodeForm, on: str, kept: str) -> str:
    where = site()
    options = second_factor.ask_passkey(session, where) if where else ""
    return render("account/second_factor.html", form=form, on=on, kept=kept, options=options)


def _after_password(token: str, on: str, kept: str) -> Reply:
    """Lead on to the second factor, or to what was asked for; the session before is over."""
    if before := browser_session.current():
        sessions.end(before)
    session = sessions.find(token)
    missing = sessions.stage(session) if session else "whole"
    if session is None or missing == "whole":
        return _arrive(token, on, kept)
    if missing == "set up factor":
        return go_on(token, url_for("second_factor.overview"))
    if not kept:
        return go_on(token, url_for("sign_in.second", next=on or None))
    reply = make_response(_second_page(session, CodeForm(formdata=None), on, kept))
    browser_session.set_token(reply, token)
    return reply


def _arrive(token: str, on: str, kept: str) -> Reply:
    """Go on to what was asked for, or show what was typed before the session had ended."""
    session = sessions.find(token)
    typed = typed_before(kept, session.person.id) if session else None
    if session is None or typed is None:
        return go_on(token, local(on))
    reply = make_response(
        render("account/typed_before.html", name=session.person.name, typed=typed)
    )
    browser_session.set_token(reply, token)
    return reply
