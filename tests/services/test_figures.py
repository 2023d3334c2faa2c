"""What Prometheus reads: counts and ages, and nothing of a patient."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import store
from intake.checked import ConfigError, on_this_machine
from intake.config import Settings
from intake.extensions import db
from intake.services import audit
from intake.services.documents import pages
from intake.services.filling import amending
from intake.services.filling.submit import submit
from intake.services.install_check import pages as pages_check
from intake.services.messages.carrying import Outcome
from intake.serving.metrics import Metrics
from tests import canaries, factories
from tests.post import Box, invite
from tests.service import Frozen, serving

SAMPLE = re.compile(r'(intake_[a-z_]+(?:\{[a-z]+="[a-z0-9]+"\})?) (-?[0-9.e+]+)')
Read = Callable[[], dict[str, float]]


def read(service: Flask) -> dict[str, float]:
    """Every value by its name and label; the form is Prometheus's."""
    text = Metrics(service).text()
    assert not canaries.left_in(text)
    found: dict[str, float] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            assert re.fullmatch(r"# (HELP|TYPE) intake_[a-z_]+ \S.*", line)
            continue
        sample = SAMPLE.fullmatch(line)
        assert sample, line
        assert sample[1] not in found
        found[sample[1]] = float(sample[2])
    return found


def test_a_journey_is_counted_at_each_step(
    app: Flask, visit: store.Visit, answers: dict[str, Any], drawn_at_sending: None
) -> None:
    before = read(app)
    factories.save_answers(visit, answers)
    factories.save_answers(visit, {**answers, "about.name": "Ana Quagga-canary"})
    submit(factories.fresh(visit))
    submit(factories.fresh(visit))  # a second tap sends nothing
    amending.add_note(factories.fresh(visit), "Zyzzyva")
    after = read(app)
    more = {name: value - before[name] for name, value in after.items() if name in before}
    assert more["intake_journeys_begun_total"] == 1
    assert more["intake_saves_total"] == 2
    assert more['intake_sends_total{kind="journey"}'] == 1
    assert more['intake_sends_total{kind="changes"}'] == 0
    assert more['intake_sends_total{kind="note"}'] == 1
    assert more['intake_renders_total{kind="page"}'] == 2  # of what was sent, and with the note
    assert more['intake_render_seconds_total{kind="page"}'] > 0
    assert after["intake_documents_waiting"] == 0


def test_the_oldest_unsent_form_ages_until_it_is_sent(
    app: Flask, visit: store.Visit, answers: dict[str, Any], frozen: Frozen
) -> None:
    assert read(app)["intake_oldest_unsent_seconds"] == 0
    factories.save_answers(visit, answers)
    frozen.move(hours=2)
    assert read(app)["intake_oldest_unsent_seconds"] == 7200
    submit(factories.fresh(visit))
    assert read(app)["intake_oldest_unsent_seconds"] == 0


def test_what_is_sent_and_not_drawn_ages_until_it_is(
    visit: store.Visit, app: Flask, frozen: Frozen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.draw", lambda *_: b"%PDF-")
    names = ("intake_pages_undrawn", "intake_oldest_undrawn_seconds")
    assert [read(app)[name] for name in names] == [0, 0]
    factories.make_submission(visit)
    frozen.move(minutes=2)
    assert [read(app)[name] for name in names] == [1, 120]
    [late] = pages_check.check()
    assert late.state == "fine"  # it may be drawn any moment
    frozen.move(minutes=10)
    [late] = pages_check.check()
    assert (late.state, late.what[:12]) == ("unknown", "1 sent forms")
    assert pages.draw_next()
    assert [read(app)[name] for name in names] == [0, 0]
    store.look_anew()
    assert [one.state for one in pages_check.check()] == ["fine"]


def test_messages_that_wait_or_were_perhaps_sent_are_told(app: Flask, frozen: Frozen) -> None:
    names = ("intake_oldest_message_seconds", "intake_messages_unsure")
    assert [read(app)[name] for name in names] == [0, 0]
    invite()
    frozen.move(minutes=5)
    assert [read(app)[name] for name in names] == [300, 0]
    Box(Outcome("unsure")).send()
    frozen.move(minutes=3)
    assert [read(app)[name] for name in names] == [0, 1]


def test_the_newest_backup_has_an_age(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    with serving(replace(settings, backups=folder)) as service:
        assert "intake_backup_age_seconds" not in read(service)
        (folder / "one").touch()
        os.utime(folder / "one", (0, 0))
        assert read(service)["intake_backup_age_seconds"] > 50 * 365 * 86400


def test_a_database_that_does_not_answer_is_told_as_such(
    app: Flask, client: FlaskClient, frozen: Frozen, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit.record("system", "started")
    calm = read(app)
    assert calm["intake_ready"] == 1
    assert calm["intake_disk_free_bytes"] > 0

    def fail(*_: Any, **__: Any) -> None:
        raise store.UnavailableError[0]("", None, Exception())

    monkeypatch.setattr(db.engine, "connect", fail)
    monkeypatch.setattr(store, "listed", fail)
    monkeypatch.setattr(store, "every_clinic", fail)
    assert client.get("/").status_code == 503
    lost = read(app)
    assert lost["intake_ready"] == 0
    assert "intake_oldest_unsent_seconds" not in lost
    name = 'intake_errors_total{kind="database"}'
    assert lost[name] - calm[name] == 1
    name = 'intake_answers_total{status="5xx"}'
    assert lost[name] - calm[name] == 1


@pytest.mark.parametrize("text", ["127.0.0.1:9464", "[::1]:9464"])
def test_an_address_of_this_machine(text: str) -> None:
    assert on_this_machine("INTAKE_METRICS", text)[1] == 9464


@pytest.mark.parametrize(
    "text",
    [
        *("0.0.0.0:9464", ":9464", "9464", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:99999"),
        *("10.0.0.7:9464", "[::]:9464", "localhost:9464", "unix:/run/x", "a@127.0.0.1:9464"),
        *("127.0.0.1:9464/x", "127.0.0.1:0", ""),
    ],
)
def test_any_other_address_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(ConfigError, match=r"INTAKE_METRICS must be .* 127\.0\.0\.1:9464"):
        on_this_machine("INTAKE_METRICS", text)
