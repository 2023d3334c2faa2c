"""What the tests save on passwords, the service does not."""

import pytest
from flask_migrate import upgrade

from intake.config import Settings
from intake.sign_in import passwords
from tests.conftest import AS_IN_SERVICE
from tests.service import serving


def test_the_service_hashes_at_the_full_cost_of_argon2(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "HASHER", AS_IN_SERVICE)
    with serving(settings):
        upgrade()
        kept = passwords.hash_of("a long plain password")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
