"""The audit of who did what: each deed's row is written in the deed's own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Literal

from intake import store
from intake.actor import Actor
from intake.deeds import Deed

Who = Actor | Literal["patient", "command", "system"]
FAILURES = timedelta(hours=1)  # for which one row stands


class HeadsError(ValueError):
    """A file of heads cannot be read; the message says which line."""


def write(
    who: Who,
    deed: Deed,
    visit: store.Visit | None = None,
    *,
    clinic_id: str = "",
    **detail: str | int,
) -> store.audit.Head:
    """Write a row inside the caller's transaction, and give the new head of the clinic's chain.

    The clinic is the visit's, else the actor's, else `clinic_id`; "" is the service's own chain.
    The detail is kept sealed; nothing that a patient typed belongs into it.
    """
    return store.audit.append(
        store.audit.Entry(
            clinic_id=_clinic_of(who, visit) or clinic_id,
            who=_name_of(who),
            deed=deed,
            visit_id=visit.id if visit else "",
            reference=visit.reference if visit else "",
            detail=detail,
        )
    )


def record(
    who: Who,
    deed: Deed,
    visit: store.Visit | None = None,
    *,
    clinic_id: str = "",
    **detail: str | int,
) -> None:
    """Write a row in a transaction of its own: for what is only read, before it is shown."""
    with store.transaction():
        write(who, deed, visit, clinic_id=clinic_id, **detail)


def write_of_person(user_id: int, deed: Deed, by: Who | None = None, **detail: str | int) -> None:
    """Write a row in each clinic that someone works in: by themselves, else by somebody else.

    Inside the caller's transaction, always in the same order, so that no two wait for each other.
    """
    clinics = sorted(one.clinic.id for one in store.memberships(user_id))
    for clinic_id in clinics or [""]:
        entry = store.audit.Entry(clinic_id, _name_of(by or str(user_id)), deed, detail=detail)
        store.audit.append(entry)


def record_failure(deed: Deed, account: str, network: str, user_id: int | None) -> None:
    """Write at most one row an hour for failures at one account, or of one unknown client.

    Whoever fails again and again must not fill the disk; how often is counted in the limits. What
    no account has goes by the client's network and says nothing of what was typed.
    """
    key = account if user_id is not None else f"unknown: {network}"
    if store.attempts.count(f"audit {deed}"[:40], key, FAILURES) > 1:
        return
    with store.transaction():
        if user_id is None:
            store.audit.append(store.audit.Entry("", "system", "failed for nobody"))
        else:
            write_of_person(user_id, deed)


def openings(visit: store.Visit) -> list[store.audit.Told]:
    """Who of the clinic opened the visit's answers, and when; newest first, fifty at most."""
    return store.audit.openings(visit)


def opened_since_sent(visit: store.Visit) -> store.audit.Told | None:
    """When somebody of the clinic last opened what was sent, and who; None if nobody has."""
    return store.audit.last_opening(visit)


def heads() -> Iterator[str]:
    """Where each chain ends, a line each, to be kept elsewhere: clinic, number, MAC.

    The service's own chain is called "-".
    """
    for head in store.audit.heads():
        yield f"{head.clinic_id or '-'} {head.number} {head.mac.hex()}"


def findings(lines: Iterable[str] = (), name: str = "") -> Iterator[str]:
    """What is wrong with any chain, a line each; `lines` are heads as they were printed once.

    Raises HeadsError for a line that is no head.
    """
    kept = [_anchor(line, f"line {n} of {name}") for n, line in enumerate(lines, 1) if line.strip()]
    return store.audit.findings(kept)


def _anchor(line: str, kept: str) -> store.audit.Anchor:
    try:
        clinic_id, number, mac = line.split()
        head = store.audit.Head(clinic_id.lstrip("-"), int(number), bytes.fromhex(mac))
    except ValueError:
        raise HeadsError(f"{kept} is not a line of `flask audit head`") from None
    return store.audit.Anchor(head, kept)


def _name_of(who: Who | str) -> str:
    return str(who.user_id) if isinstance(who, Actor) else who


def _clinic_of(who: Who, visit: store.Visit | None) -> str:
    if visit:
        return visit.clinic.id
    return who.clinic_id if isinstance(who, Actor) else ""
