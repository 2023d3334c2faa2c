"""What each of a clinic's routes leaves in the audit: declared, or the service does not start.

One row a request. What is only read writes its row before the answer is made, so that without the
row there is no answer. What changes something has its row in the service's own transaction. What
is refused writes one too: another clinic's visit, a page that the role may not open, an error.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request

from intake import store
from intake.actor import Actor
from intake.config import ConfigError
from intake.deeds import Deed
from intake.services import audit
from intake.services.accounts import sessions
from intake.views import access, browser_session
from intake.views.actors import actors, use
from intake.views.replies import Reply

View = TypeVar("View", bound=Callable[..., Reply])
DECLARED = "audited_deed"  # the attribute of a view that names what it leaves in the audit
OF_CLINIC = ("member", "doctor", "administrator")  # rules of access.py
NOTHING = "nothing: "  # begins what a view declares that leaves no row


def shows(deed: Deed) -> Callable[[View], View]:
    """Declare that the route shows something: its row is written before the answer is made."""
    return lambda view: _audited(view, deed, first=deed)


def does(
    deed: Deed, *, asks: Deed | None = None, else_shows: Deed = "changed nothing"
) -> Callable[[View], View]:
    """Declare that a post does something, and that the service writes its row.

    `asks` is what the page that asks for it shows, if anything; `else_shows` is what the answer to
    a post that changed nothing shows.
    """
    return lambda view: _audited(view, deed, first=asks, last=else_shows)


def writes(deed: Deed) -> Callable[[View], View]:
    """Declare that the view writes the row itself, before it gives what is to be shown."""
    return lambda view: _audited(view, deed, first=None, last=deed, reading=())


def shows_nothing(because: str) -> Callable[[View], View]:
    """Declare that the route leaves no row, and why it need not."""
    return lambda view: _declare(view, f"{NOTHING}{because}")


def init_app(app: Flask) -> None:
    """Audit what is refused. Raises ConfigError while a clinic's route does not declare its row."""
    app.after_request(_audit_refusal)
    for route in app.url_map.iter_rules():
        of_clinic = access.rule_of(app, route.endpoint) in OF_CLINIC
        if of_clinic and declared(app, route.endpoint) is None:
            raise ConfigError(
                f"the route {route.rule} does not say what it leaves in the audit: "
                "give its view a declaration of intake/views/audited.py"
            )


def declared(app: Flask, endpoint: str) -> str | None:
    """What an endpoint leaves in the audit, or None if it does not say."""
    found: str | None = getattr(app.view_functions[endpoint], DECLARED, None)
    return found


def _shows_nothing(endpoint: str) -> bool:
    return (declared(current_app, endpoint) or "").startswith(NOTHING)


def _audited(
    view: View,
    deed: Deed,
    *,
    first: Deed | None,
    last: Deed | None = None,
    reading: tuple[str, ...] = ("GET", "HEAD"),
) -> View:
    @wraps(view)
    def audited(actor: Actor, place: store.Clinic | store.Visit, *args: Any, **given: Any) -> Reply:
        visit = place if isinstance(place, store.Visit) else None
        reads = last is None or request.method in reading
        if reads and first:
            audit.record(actor, first, visit)
        reply = view(actor, place, *args, **given)
        if not reads and last and not store.audit.was_written():
            audit.record(actor, last, visit)
        return reply

    return _declare(audited, deed)  # type: ignore[return-value]  # the same parameters


def _declare(view: View, deed: str) -> View:
    setattr(view, DECLARED, deed)
    return view


def _audit_refusal(response: Response) -> Response:
    """Write a row for what failed and has none, where it is known who asked."""
    if response.status_code < 400 or store.audit.was_written() or not request.endpoint:
        return response
    if response.status_code != 403 and _shows_nothing(request.endpoint or ""):
        return response
    try:
        if not (g.get("actors") or _came_signed_in()):
            return response
        actor, visit = _who_asked()
        audit.record(actor, "was refused", visit, status=response.status_code)
    except Exception as error:  # the answer is an error page and shows nothing of a patient
        current_app.logger.error("a refusal is not in the audit: %s", type(error).__name__)
    return response


def _came_signed_in() -> bool:
    """Whether somebody signed in asked a clinic's route and was refused before it was reached."""
    if access.rule_of(current_app, request.endpoint or "") not in OF_CLINIC:
        return False
    session = browser_session.current()
    if session is None or sessions.stage(session) != "whole":
        return False
    use(session)
    return bool(actors())


def _who_asked() -> tuple[Actor, store.Visit | None]:
    """The actor in the clinic that was asked for, else in the first that they work in."""
    found: list[tuple[Actor, store.Clinic]] = g.actors
    reference = (request.view_args or {}).get("reference", "")
    for actor, clinic in found:
        visit = store.visit_to_erase(clinic.id, reference) if reference else None
        if visit or clinic.slug == request.args.get("at"):
            return actor, visit
    return found[0][0], None
