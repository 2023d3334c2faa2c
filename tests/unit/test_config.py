import stat
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from intake.config import ConfigError, demo_settings, from_environment, keep_demo

WHOLE = {
    "DATABASE_URL": "postgresql://db/intake",
    "INTAKE_SECRET_KEY": "a secret that only the tests know, 32+",
    "INTAKE_MASTER_KEY": b64encode(sha256(b"the tests' key").digest()).decode(),
    "INTAKE_BASE_URL": "https://intake.example/",
}


def test_whole_settings_are_taken() -> None:
    settings = from_environment(WHOLE)
    assert settings.base_url == "https://intake.example"
    assert settings.https
    assert not settings.demo


@pytest.mark.parametrize("name", WHOLE)
def test_a_missing_setting_is_named(name: str) -> None:
    with pytest.raises(ConfigError, match=name):
        from_environment({key: value for key, value in WHOLE.items() if key != name})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("INTAKE_SECRET_KEY", "short"),
        ("INTAKE_MASTER_KEY", "not base64!"),
        ("INTAKE_MASTER_KEY", b64encode(bytes(16)).decode()),
        ("INTAKE_BASE_URL", "intake.example"),
        ("INTAKE_BASE_URL", "https://intake.example/?x=1"),
        ("INTAKE_TRUSTED_PROXIES", "-1"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        from_environment({**WHOLE, name: value})


def test_a_server_with_nothing_set_does_not_start() -> None:
    with pytest.raises(ConfigError, match="INTAKE_MASTER_KEY"):
        from_environment({})


def test_a_half_configured_command_does_not_fall_back_to_the_demo() -> None:
    with pytest.raises(ConfigError, match="INTAKE_MASTER_KEY"):
        from_environment({"DATABASE_URL": "sqlite://"}, command_line=True)


def test_the_demo_makes_its_keys_once_and_keeps_them_private(tmp_path: Path) -> None:
    kept = tmp_path / "instance" / "demo.env"
    first = demo_settings({}, kept)
    keep_demo(first, kept)
    assert demo_settings({}, kept) == first
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert first.demo
