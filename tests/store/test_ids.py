"""The ids of visits: the same for the same start, in the order of time, none of two clinics."""

from __future__ import annotations

from flask import Flask

from intake import store
from intake.store.sealing.keys import hashed
from tests.service import Frozen


def test_they_are_in_the_order_in_which_their_pages_were_drawn(app: Flask, frozen: Frozen) -> None:
    made = []
    for _ in range(20):
        frozen.move(seconds=0.005)
        made.append(store.start_id("hilltop", store.new_key()))
    assert made == sorted(made)
    assert all(len(one) == 32 for one in made)


def test_the_same_start_is_the_same_id_and_another_clinics_is_not(app: Flask) -> None:
    key = store.new_key()
    assert store.start_id("hilltop", key) == store.start_id("hilltop", key)
    assert store.start_id("hilltop", key) != store.start_id("valley", key)
    assert store.start_id("hilltop", key, "Ana") != store.start_id("hilltop", key, "Ben")


def test_a_page_of_the_version_before_makes_the_visit_that_it_made_then(app: Flask) -> None:
    key = "0123456789abcdef" * 2
    for said, of in ((key, ""), (f"booking:{key}:Ana", "Ana")):
        then = hashed("open door", f"hilltop:{said}").hex()[:32]
        assert store.start_id("hilltop", key, of) == then
