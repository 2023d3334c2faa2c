"""Starts and guesses that overlap: one start is one visit, and nobody gains a try."""

from __future__ import annotations

from functools import partial

import pytest
from flask import Flask

from intake import store
from tests import factories
from tests.faults.conftest import AtOnce, rounds
from tests.phones import BORN, SAFE, SAVED, Tab, form_of
from tests.service import Frozen

LOCKED = "Wait 15 minutes"


@pytest.mark.parametrize("same", [True, False])
def test_two_first_continues_with_one_start_key_are_one_visit(
    app: Flask, frozen: Frozen, clinic: store.Clinic, at_once: AtOnce, same: bool
) -> None:
    for number in rounds(20):
        frozen.move(seconds=1)  # and then stands, as a coarse clock does
        first = Tab.on(app.test_client(), "/start/hilltop")
        second = Tab(app.test_client(), first.address, first.drawn)
        said = ["none", "none" if same else "fit"]
        replies = at_once(
            *(
                partial(tab.post, **{**SAFE, "safety_now": one})
                for tab, one in zip((first, second), said, strict=True)
            )
        )
        made = store.worklist(clinic.id)
        assert len(made) == number + 1
        statuses = [one.status_code for one in replies]
        assert sorted(statuses) == ([303, 303] if same else [303, 409])
        kept = factories.saved_answers(made[0])
        one = said[statuses.index(303)]
        assert kept == (SAVED if one == "none" else {"safety.now": [one]})


def test_wrong_birth_dates_in_parallel_gain_no_try(
    app: Flask, clinic: store.Clinic, at_once: AtOnce
) -> None:
    for _ in rounds(20):
        visit = factories.make_visit(clinic)
        address = f"{form_of(visit)}/open"
        phones = [app.test_client() for _ in range(10)]
        for phone in phones:
            phone.get(f"/v/{store.link_token(visit)}")
        wrong = [{**BORN, "born-day": str(day)} for day in range(1, 11)]
        replies = at_once(
            *(
                partial(phone.post, address, data=guess)
                for phone, guess in zip(phones, wrong, strict=True)
            )
        )
        assert {one.status_code for one in replies} == {422}
        told = [LOCKED in one.text for one in replies]
        assert told.count(False) == 4
        assert LOCKED in phones[0].post(address, data=BORN).text


def test_a_right_date_beside_wrong_ones_opens_or_is_locked(
    app: Flask, clinic: store.Clinic, at_once: AtOnce
) -> None:
    for _ in rounds(20):
        visit = factories.make_visit(clinic)
        address = f"{form_of(visit)}/open"
        phones = [app.test_client() for _ in range(6)]
        for phone in phones:
            phone.get(f"/v/{store.link_token(visit)}")
        guesses = [BORN, *({**BORN, "born-day": str(day)} for day in range(1, 6))]
        replies = at_once(
            *(
                partial(phone.post, address, data=guess)
                for phone, guess in zip(phones, guesses, strict=True)
            )
        )
        right, *wrong = replies
        assert right.status_code in (303, 422)
        assert right.status_code == 303 or LOCKED in right.text
        assert {one.status_code for one in wrong} == {422}
