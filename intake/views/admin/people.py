"""The people of a clinic: who works there as what, invitations, roles, the end of it."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for

from intake import store
from intake.actor import Actor
from intake.forms.people import InvitationForm, RolesForm
from intake.services.accounts import AccountError, links, people
from intake.store.people.records import Member
from intake.views.access import administrator_of_clinic
from intake.views.audited import does
from intake.views.replies import Reply

blueprint = Blueprint("people", __name__, url_prefix="/clinic/people")
OWN = "Another administrator changes what you do here."


@blueprint.route("", methods=["GET", "POST"])
@administrator_of_clinic
@does("invited", asks="saw people", else_shows="saw people")
def show(actor: Actor, clinic: store.Clinic) -> Reply:
    """Show who works here; posted an invitation, its link too, this once."""
    form, link = InvitationForm(), ""
    if form.validate_on_submit():
        try:
            token = links.invite(clinic.id, form.email.data or "", form.chosen, actor)
            link = links.address_of(token)
        except AccountError as error:
            form.form_errors.append(str(error))
    page = render_template(
        "admin/people.html",
        actor=actor,
        clinic=clinic,
        form=form,
        link=link,
        members=store.members.members(clinic.id),
        invitations=store.links.invitations(clinic.id),
    )
    return page, 422 if form.errors else 200


@blueprint.post("/invitations/withdraw")
@administrator_of_clinic
@does("withdrew invitation")
def withdraw(actor: Actor, clinic: store.Clinic) -> Reply:
    """End an invitation that was not taken up."""
    links.withdraw(clinic.id, request.form.get("email", ""), actor)
    return redirect(url_for("people.show", at=clinic.slug), 303)


@blueprint.route("/<int:user_id>", methods=["GET", "POST"])
@administrator_of_clinic
@does("changed role", asks="saw people", else_shows="saw people")
def member(actor: Actor, clinic: store.Clinic, user_id: int) -> Reply:
    """Show one member, and change what they do here."""
    found = _member(clinic, user_id)
    form = RolesForm() if request.method == "POST" else RolesForm(roles=sorted(found.roles))
    if form.validate_on_submit():
        try:
            _require_other(actor, user_id)
            people.change_roles(clinic.id, user_id, form.chosen, actor)
            return redirect(url_for("people.show", at=clinic.slug), 303)
        except AccountError as error:
            form.form_errors.append(str(error))
    return _page(actor, clinic, found, form)


@blueprint.post("/<int:user_id>/end")
@administrator_of_clinic
@does("removed", else_shows="saw people")
def end(actor: Actor, clinic: store.Clinic, user_id: int) -> Reply:
    """End someone's work here and sign them out."""
    found = _member(clinic, user_id)
    try:
        _require_other(actor, user_id)
        people.remove(clinic.id, user_id, actor)
    except AccountError as error:
        form = RolesForm(formdata=None, roles=sorted(found.roles))
        form.form_errors.append(str(error))
        return _page(actor, clinic, found, form)
    return redirect(url_for("people.show", at=clinic.slug), 303)


def _member(clinic: store.Clinic, user_id: int) -> Member:
    found = [one for one in store.members.members(clinic.id) if one.person.id == user_id]
    return found[0] if found else abort(404)


def _require_other(actor: Actor, user_id: int) -> None:
    """Let nobody change their own roles: an administrator is no doctor by their own word."""
    if user_id == actor.user_id:
        raise AccountError(OWN)


def _page(actor: Actor, clinic: store.Clinic, found: Member, form: RolesForm) -> Reply:
    page = render_template(
        "admin/member.html",
        actor=actor,
        clinic=clinic,
        member=found,
        form=form,
        own=found.person.id == actor.user_id,
    )
    return page, 422 if form.errors else 200
