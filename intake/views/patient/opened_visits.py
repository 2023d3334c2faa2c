"""Which visits this browser has opened: one signed cookie a visit, no answers in it.

A cookie of its own for each visit, and not one for all: two tabs that open two links at the
same moment would overwrite each other's. An address names its visit by the handle; without the
cookie of that handle it opens nothing. Following a link only points at the visit; its answers
open with a POST, which gives this browser a key. The database holds the key's hash until Finish:
a copy of the cookie opens nothing afterwards. What the browser sends is kept with the same hash,
so that it alone gets the patient's copy.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from flask import Response, current_app, g, request, session
from itsdangerous import BadData, URLSafeSerializer

from intake import clock, store
from intake.services.filling import opening
from intake.services.filling.answers import takes_answers
from intake.views import cookies
from intake.views.patient import language

PREFIX = "visit-"
LATE = "late-"  # something was typed here that came after the sending
MOST = 20  # visits side by side; a header of cookies has its limits


@dataclass(frozen=True)
class Opened:
    """What one browser may do with one visit."""

    clinic_id: str
    visit_id: str
    link_serial: int
    at: int = 0  # seconds; the oldest goes when there are too many
    until: int = 0  # seconds; when the visit's link ends, and the cookie with it
    key: str = ""  # of this browser's opening; "" while it has only followed the link

    @property
    def name(self) -> tuple[str, str, str]:
        """What names the opening to the store."""
        return self.clinic_id, self.visit_id, self.key


def pointed(handle: str) -> store.Visit | None:
    """The visit whose link this browser has followed, under its handle, while the link works."""
    kept = _kept(handle)
    if kept is None:
        return None
    visit = store.visit_in_browser(kept.clinic_id, kept.visit_id, kept.link_serial)
    return None if visit is None or _is_closed(visit, kept) else visit


def point_at(visit: store.Visit) -> None:
    """Remember whose link was followed; what was open for the same link stays open."""
    kept = _kept(store.handle_of(visit))
    if kept is None or kept.link_serial != visit.link_serial or _is_closed(visit, kept):
        _keep(visit, Opened(visit.clinic.id, visit.id, visit.link_serial))


def open_to_browser(visit: store.Visit) -> None:
    """Let this browser see and change the visit's answers."""
    visit = language.of_visit(visit)
    others = [kept.name for one in _handles() if (kept := _kept(one)) and kept.key]
    key = opening.open_form(visit, key_of(visit), [one for one in others if one[1] != visit.id])
    g.pop("openings", None)
    _keep(visit, Opened(visit.clinic.id, visit.id, visit.link_serial, key=key))


def remember_late(visit: store.Visit) -> None:
    """Say on the receipt that something typed here came too late.

    In a cookie of its own: the reply to the Send may be on its way with the other.
    """
    g.late_visits = {*g.get("late_visits", ()), store.handle_of(visit)}


def is_open(visit: store.Visit) -> bool:
    """Whether this browser has opened the visit."""
    kept = _kept(store.handle_of(visit))
    if kept is None or kept.link_serial != visit.link_serial:
        return False
    return bool(kept.key) and _opening(visit, kept.key).state == "open"


def key_of(visit: store.Visit) -> str:
    """The key of this browser's opening of the visit; "" if it has none."""
    kept = _kept(store.handle_of(visit))
    return kept.key if kept else ""


def note_use(visit: store.Visit) -> None:
    """Note that the form is in use here, so that it stays open; once a minute at most."""
    key = key_of(visit)
    if _opening(visit, key).use_due:
        opening.note_use(visit, key)


def did_send(visit: store.Visit) -> bool:
    """Whether this browser sent the form; not any more once it has been cleared of it."""
    return is_open(visit) and store.was_sent_by(visit, key_of(visit))


def may_answer(visit: store.Visit) -> bool:
    """Whether answers may be given here: the first ones, or, where it was sent from, changes."""
    return takes_answers(visit) and (visit.open_to_patient or did_send(visit))


def came_late(visit: store.Visit) -> bool:
    """Whether something typed in this browser came after the sending."""
    return _name(store.handle_of(visit), LATE) in request.cookies


def none_is_open() -> bool:
    """Whether this browser has no visit open."""
    return not any(map(_kept, _handles()))


def others_unsent(visit: store.Visit) -> bool:
    """Whether this browser has opened other forms that it has not sent."""
    others = map(pointed, _handles() - {store.handle_of(visit)})
    return any(key_of(one) and may_answer(one) for one in others if one)


def clinic_of_handle(handle: str) -> store.Clinic | None:
    """The clinic of a visit that this browser has opened once, whatever became of it."""
    kept = _kept(handle)
    return store.clinic(kept.clinic_id) if kept else None


def unsent_of(clinic: store.Clinic) -> list[store.Visit]:
    """The clinic's forms that this browser has opened and not sent, the last opened first."""
    kept = {one: kept for one in _handles() if (kept := _kept(one)) and kept.key}
    mine = [one for one in kept if kept[one].clinic_id == clinic.id]
    visits = map(pointed, sorted(mine, key=lambda one: kept[one].at, reverse=True))
    return [visit for visit in visits if visit and visit.open_to_patient and visit.saved_at]


def forget_all() -> None:
    """Leave no visit open in this browser, and no page that could still be posted."""
    opening.close_forms(kept.name for one in _handles() if (kept := _kept(one)))
    for handle in _handles():
        _changed()[handle] = None
    session.pop("csrf_token", None)


def write_cookies(reply: Response) -> Response:
    """Write what changed during this request."""
    for handle, kept in _changed().items():
        if kept is None:
            for prefix in (PREFIX, LATE):
                reply.delete_cookie(_name(handle, prefix), **_attributes())
        else:
            lives = {**_attributes(), "expires": kept.until}
            reply.set_cookie(_name(handle), _signer().dumps(asdict(kept)), **lives)
    for handle in g.get("late_visits", ()):
        reply.set_cookie(_name(handle, LATE), "1", **_attributes())
    return reply


def _is_closed(visit: store.Visit, kept: Opened) -> bool:
    """Whether what the cookie opened was closed since: then it does not even point."""
    return bool(kept.key) and _opening(visit, kept.key).state == "none"


def _opening(visit: store.Visit, key: str) -> store.Opening:
    """Whether the key opens the visit, asked once a request."""
    known: dict[tuple[str, str], store.Opening] = g.setdefault("openings", {})
    place = visit.id, key
    if place not in known:
        known[place] = opening.opening_of(visit, key)
    return known[place]


def _kept(handle: str) -> Opened | None:
    changed = _changed()
    return changed[handle] if handle in changed else _read(handle)


def _read(handle: str) -> Opened | None:
    try:
        value = _signer().loads(request.cookies.get(_name(handle), ""))
        # One that a version before wrote says more; what it opened is asked for anew.
        kept = Opened(**{one.name: value[one.name] for one in fields(Opened) if one.name in value})
    except (BadData, TypeError):
        return None
    # A cookie renamed by hand would let an address name one visit and open another.
    return kept if store.handle_of_id(kept.visit_id) == handle else None


def _keep(visit: store.Visit, opened: Opened) -> None:
    _changed()[store.handle_of(visit)] = replace(
        opened, at=int(clock.now().timestamp()), until=int(visit.expires_at.timestamp())
    )
    others = {handle: kept for handle in _handles() if (kept := _kept(handle))}
    for handle in sorted(others, key=lambda one: others[one].at)[:-MOST]:
        _changed()[handle] = None


def _handles() -> set[str]:
    prefix = _name("")
    names = {name.removeprefix(prefix) for name in request.cookies if name.startswith(prefix)}
    return names | set(_changed())


def _changed() -> dict[str, Opened | None]:
    """What this request changed, by handle; None for a visit to forget."""
    changed: dict[str, Opened | None] = g.setdefault("opened_visits", {})
    return changed


def _name(handle: str, prefix: str = PREFIX) -> str:
    return cookies.name(prefix + handle, _https())


def _attributes() -> dict[str, Any]:
    return cookies.attributes(_https())


def _https() -> bool:
    return bool(current_app.config["SETTINGS"].https)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SETTINGS"].signing_keys, salt="opened visit")
