"""The same visits asked for several times at once: made once, all of them or none."""

from __future__ import annotations

from flask import Flask

from intake import store
from intake.extensions import db
from intake.headline import Headline
from intake.services.clinic import visits
from intake.services.clinic.visits import Booking
from tests.factories import CLINIC, make_draft, make_visit
from tests.faults.conftest import AtOnce, rounds


def test_a_list_posted_at_once_makes_each_visit_once(app: Flask, at_once: AtOnce) -> None:
    for number in rounds(20):
        names = [f"Patient {number} {letter}" for letter in "abc"]
        bookings = [Booking(store.Identity(name), "video", None) for name in names]

        def make(key: str = f"key {number}", wanted: list[Booking] = bookings) -> list[str]:
            return [
                one.reference for one in visits.create_visits(CLINIC, wanted, key, by="command")
            ]

        first, *others = at_once(make, make, make)
        assert all(one == first for one in others)
        db.session.rollback()  # as another process would read them now
        made = store.worklist(CLINIC.id, 500)
        assert len([one for one in made if one.booked.name in names]) == 3


def test_a_sign_that_is_ticked_while_another_is_dealt_with_still_stands_out(
    app: Flask, at_once: AtOnce
) -> None:
    for _ in rounds(20):
        visit = make_draft(make_visit(), {"safety.now": ["fit"]})

        def deal(mine: store.Visit = visit) -> None:
            with store.transaction():
                store.deal_with_signs(store.lock_visit(mine), "Dr Osei")

        def tick(mine: store.Visit = visit) -> None:
            make_draft(mine, {"safety.now": ["fit", "choke"]})

        at_once(deal, tick)
        with store.transaction():
            told = store.headline(store.lock_visit(visit)) or Headline()
        assert len(told.emergency) == 2
        assert (told.attention == 2) == (len(told.dealt) < 2)
