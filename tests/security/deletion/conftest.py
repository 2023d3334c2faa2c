"""A visit that was sent and opened, and a list of erased visits in the test's own folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from intake import store
from intake.config import Settings
from tests import factories


@pytest.fixture
def sent(
    visit: store.Visit, monkeypatch: pytest.MonkeyPatch, drawn_at_sending: None
) -> store.Visit:
    """Ana's visit, sent, with a kept page."""
    monkeypatch.setattr("reports.render_page", lambda *_: b"%PDF-page")
    return factories.make_submission(visit)


@pytest.fixture
def opened(osei: FlaskClient, sent: store.Visit) -> store.Visit:
    """The same, its record opened by Dr Osei."""
    assert osei.get(f"/clinic/visits/{sent.reference}").status_code == 200
    return sent


@pytest.fixture(autouse=True)
def erased_list(settings: Settings, tmp_path: Path) -> Path:
    """Where the list of what was erased is; outside the database, in the test's own folder."""
    object.__setattr__(settings, "erased_list", tmp_path / "list" / "erased.list")
    return settings.erased_list_path
