"""A note beside the Send of changes: two versions, in order, and the visit opens."""

from __future__ import annotations

from flask import Flask

from intake import store
from tests import factories
from tests.faults.conftest import AtOnce, rounds
from tests.phones import form_of, phone_with, same_phone


def test_a_note_beside_the_send_of_changes_keeps_both(app: Flask, at_once: AtOnce) -> None:
    for _ in rounds(20):
        visit = factories.make_visit()
        ana = phone_with(app, factories.make_draft(visit))
        form = form_of(visit)
        ana.post(f"{form}/send")
        ana.post(f"{form}/sent/change")
        changed = {**factories.saved_answers(visit), "about.job": "Beekeeper"}
        factories.save_answers(factories.fresh(visit), changed)
        other = phone_with(app, visit)
        send = same_phone(app, ana)
        replies = at_once(
            lambda send=send, form=form: send.post(f"{form}/send"),
            lambda other=other, form=form: other.post(f"{form}/sent/note", data={"note": "More"}),
        )
        assert [one.status_code for one in replies] == [303, 303]
        last = store.submission(factories.fresh(visit))
        assert last
        assert last.version == 3
        assert last.content["answers"]["about.job"] == "Beekeeper"
        assert [one["text"] for one in last.content["notes"]] == ["More"]
