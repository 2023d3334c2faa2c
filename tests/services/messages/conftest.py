"""A service that may write to patients, and Ana, who was booked with her address."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from intake import store
from intake.config import Settings
from intake.mail_server import MailServer
from tests.mail_server import SENDER
from tests.post import invite
from tests.service import Frozen


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, mail_server=MailServer("127.0.0.1", 25, SENDER, "none"))


@pytest.fixture
def invited(app: Flask, frozen: Frozen) -> store.Visit:
    """Ana's visit in five days, booked with her address."""
    return invite(days=5)
