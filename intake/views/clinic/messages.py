"""Write to a patient, by a person's click; and the demo's outbox, which shows what was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

from flask import Blueprint, abort, current_app, render_template

from intake import store
from intake.actor import Actor
from intake.forms.email_address import MessageForm
from intake.services.messages import asking
from intake.services.messages.carrying import carrier_of
from intake.services.messages.composing import compose
from intake.services.messages.sending import send_due
from intake.views.access import member_of_clinic, member_of_visit
from intake.views.audited import does, shows
from intake.views.clinic.visits import to_visit_page, visit_page
from intake.views.replies import Reply

blueprint = Blueprint("messages", __name__, url_prefix="/clinic")
MOST = 50  # of the outbox


@blueprint.post("/visits/<reference>/message")
@member_of_visit
@does("asked for message")
def ask(actor: Actor, visit: store.Visit) -> Reply:
    """Ask for the invitation to be sent, once more if it was; `flask messages send` sends it."""
    form = MessageForm()
    if not current_app.config["SETTINGS"].writes_to_patients:
        abort(404)
    if not form.validate():
        return _page(actor, visit, form), 422
    try:
        asking.ask(visit, form.email.data or "", actor)
    except asking.NotOpenError:
        return _page(actor, visit, form), 409
    return to_visit_page(actor, visit)


@blueprint.get("/outbox")
@member_of_clinic
@shows("saw outbox")
def outbox(actor: Actor, clinic: store.Clinic) -> Reply:
    """Show the mail of the demo, in which no timer runs: what is due goes now."""
    settings = current_app.config["SETTINGS"]
    if not settings.demo:
        abort(404)
    for _ in send_due(carrier_of(settings)):
        pass
    return render_template(
        "clinic/outbox.html", actor=actor, clinic=clinic, mails=list(_mails(clinic))
    )


def _mails(clinic: store.Clinic) -> Iterator[tuple[datetime, EmailMessage]]:
    """When each message went, and the message as it went."""
    for one in store.messages.sent_of(clinic.id, MOST):
        visit = store.visit_of_id(clinic.id, one.visit_id)
        if visit and one.done_at:
            yield one.done_at, _mail(visit, one)


def _mail(visit: store.Visit, sent: store.Message) -> EmailMessage:
    """What went; written anew where an older demo did not keep it."""
    kept = store.kept_mail(visit, sent.number)
    if kept is None:
        return compose(visit, sent.kind, store.messages.address_of(sent))
    return message_from_bytes(kept, policy=SMTP)


def _page(actor: Actor, visit: store.Visit, form: MessageForm) -> str:
    return render_template(
        "clinic/message.html",
        actor=actor,
        clinic=visit.clinic,
        visit=visit,
        visit_page=visit_page(actor),
        form=form,
    )
