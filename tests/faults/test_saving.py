"""Saves that overlap: what was acknowledged is kept, and nobody's answers are wiped unseen."""

from __future__ import annotations

from functools import partial

from flask import Flask

from intake import store
from intake.services.clinic import visits
from tests import factories
from tests.faults.conftest import AtOnce, rounds
from tests.phones import SAFE, Tab, form_of, phone_with


def test_two_devices_saving_two_pages_lose_nothing(
    app: Flask, visit: store.Visit, at_once: AtOnce
) -> None:
    factories.make_draft(visit)
    phones = [phone_with(app, visit) for _ in range(2)]
    for number in rounds(60):
        health = Tab.on(phones[0], f"{form_of(visit)}/health")
        end = Tab.on(phones[1], f"{form_of(visit)}/impact")
        replies = at_once(
            partial(health.post, pmh_free=f"health {number}"),
            partial(end.post, end_else=f"else {number}"),
        )
        assert [one.status_code for one in replies] == [303, 303]
        saved = factories.saved_answers(visit)
        assert (saved["pmh.free"], saved["end.else"]) == (f"health {number}", f"else {number}")


def test_two_medicines_added_at_once_are_both_on_the_list(
    app: Flask, visit: store.Visit, at_once: AtOnce
) -> None:
    factories.make_draft(visit, factories.make_answers(med=[]))
    phones = [phone_with(app, visit) for _ in range(2)]
    expected = set()
    for number in rounds(40):
        names = [f"Tablet {number} {letter}" for letter in "AB"]
        tabs = [Tab.on(phone, f"{form_of(visit)}/med/new") for phone in phones]
        replies = at_once(
            *(partial(tab.post, med_name=name) for tab, name in zip(tabs, names, strict=True))
        )
        assert [one.status_code for one in replies] == [303, 303]
        expected |= set(names)
        saved = [one["med.name"] for one in factories.saved_answers(visit)["med"]]
        assert sorted(saved) == sorted(expected)


def test_of_eight_different_answers_to_one_page_one_is_kept_and_seven_are_told(
    app: Flask, visit: store.Visit, at_once: AtOnce
) -> None:
    factories.make_draft(visit)
    phones = [phone_with(app, visit) for _ in range(8)]
    for number in rounds(20):
        tabs = [Tab.on(phone, f"{form_of(visit)}/health") for phone in phones]
        replies = at_once(
            *(partial(tab.post, pmh_free=f"{number} {place}") for place, tab in enumerate(tabs))
        )
        statuses = [one.status_code for one in replies]
        assert sorted(statuses) == [303] + [409] * 7
        winner = f"{number} {statuses.index(303)}"
        assert factories.saved_answers(visit)["pmh.free"] == winner
        for place, reply in enumerate(replies):
            assert reply.status_code == 303 or (winner in reply.text)
            assert reply.status_code == 303 or f"{number} {place}" in reply.text


def test_a_link_renewed_while_saving_keeps_what_was_acknowledged(
    app: Flask, visit: store.Visit, at_once: AtOnce
) -> None:
    factories.make_draft(visit)
    for number in rounds(20):
        tab = Tab.on(phone_with(app, factories.fresh(visit)), f"{form_of(visit)}/health")
        typed = f"typed {number}"
        reply, _ = at_once(
            partial(tab.post, pmh_free=typed), lambda: visits.renew_link(visit, "command")
        )
        kept = factories.saved_answers(visit).get("pmh.free") == typed
        assert reply.status_code == (303 if kept else 404)
        assert kept or typed in reply.text
        assert tab.phone.get(f"{form_of(visit)}/health").status_code == 404


def test_a_page_hidden_while_it_is_saved_is_not_acknowledged(
    app: Flask, visit: store.Visit, at_once: AtOnce
) -> None:
    phones = [phone_with(app, visit) for _ in range(2)]
    for _ in rounds(20):
        factories.save_answers(visit, factories.make_answers(safety_now=["fit"]))
        hiding = Tab.on(phones[0], f"{form_of(visit)}/safety")
        hidden = Tab.on(phones[1], f"{form_of(visit)}/safety-act")
        hid, save = at_once(
            partial(hiding.post, **SAFE), partial(hidden.post, safety_ack_fit="not_yet")
        )
        assert hid.status_code == 303
        assert save.status_code in (303, 409)
        assert save.status_code == 303 or "not part of your form now" in save.text
        assert "safety.ack.fit" not in factories.saved_answers(visit)
