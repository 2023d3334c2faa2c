"""A power cut loses nothing acknowledged: what was not synced is dropped, then looked at."""

import pytest
from flask import Flask

from intake.config import Settings
from intake.extensions import db
from tests.outages.power_cut import lost_by_cuts


@pytest.fixture
def closed(app: Flask, settings: Settings) -> Settings:
    """Settings of a database with the cast, which nobody has open."""
    db.session.remove()
    db.engine.dispose()
    return settings


def test_requirement_49_a_power_cut_loses_nothing_acknowledged(closed: Settings) -> None:
    assert not lost_by_cuts(closed, visits=4, cuts=16)


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_requirement_49_the_test_notices_a_disk_that_is_not_waited_for(
    closed: Settings, synchronous: str
) -> None:
    found = lost_by_cuts(closed, visits=2, cuts=8, synchronous=synchronous)
    assert found["lost"] + found["damaged"]
