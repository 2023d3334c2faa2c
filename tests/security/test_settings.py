"""Settings that would protect nothing are refused, each by its name."""

from __future__ import annotations

import os

import pytest

from intake.config import ConfigError, from_environment
from intake.store.database import engine_options
from tests.security.services import WHOLE, in_base64


def refused(**changes: str) -> str:
    with pytest.raises(ConfigError) as why:
        from_environment({**WHOLE, **changes})
    return str(why.value)


@pytest.mark.parametrize(
    "key",
    [
        bytes(32),
        b"\xff" * 32,
        bytes(range(32)),
        bytes(range(64, 0, -2)),
        b"password" * 4,
        b"0123456789abcdef" * 2,
        b"intake-master-k!" * 2,
    ],
)
def test_requirement_11_a_simple_master_key_is_refused(key: bytes) -> None:
    assert "INTAKE_MASTER_KEY" in refused(INTAKE_MASTER_KEY=in_base64(key))


@pytest.mark.parametrize(
    "secret",
    [
        "",
        "short",
        " " * 40,
        "s" * 64,
        "01" * 32,
        "changeme" * 8,
        "change-me-change-me-change-me-change-me",
        "12345678901234567890123456789012",
        "abcdefghijklmnopqrstuvwxyz0123456789",
        "secretsecretsecretsecretsecretsecret",
    ],
)
def test_requirement_11_a_simple_secret_is_refused(secret: str) -> None:
    assert "INTAKE_SECRET_KEY" in refused(INTAKE_SECRET_KEY=secret)


def test_random_keys_are_never_too_simple() -> None:
    for _ in range(2000):
        assert from_environment(
            {
                **WHOLE,
                "INTAKE_SECRET_KEY": os.urandom(16).hex(),
                "INTAKE_MASTER_KEY": in_base64(os.urandom(32)),
            }
        )


def test_old_keys_are_taken_as_they_are_and_must_be_keys() -> None:
    old = in_base64(bytes(32))
    settings = from_environment({**WHOLE, "INTAKE_OLD_MASTER_KEYS": f"{old}, {old},"})
    assert settings.old_master_keys == (bytes(32), bytes(32))
    assert "INTAKE_OLD_MASTER_KEYS" in refused(INTAKE_OLD_MASTER_KEYS="c2hvcnQ=")
    settings = from_environment({**WHOLE, "INTAKE_OLD_SECRET_KEYS": "newer,older"})
    assert settings.signing_keys == ["older", "newer", WHOLE["INTAKE_SECRET_KEY"]]


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///intake.sqlite",
        "sqlite:///./intake.sqlite",
        "sqlite:///file::memory:?uri=true",
        "sqlite+pysqlite://",
        "mysql://db/intake",
        "postgres",
        "postgresql://user:hunter2secret@db:x/intake",
    ],
)
def test_requirement_11_a_database_that_forgets_or_moves_is_refused(url: str) -> None:
    said = refused(DATABASE_URL=url)
    assert said.startswith("DATABASE_URL")
    assert "hunter2secret" not in said


@pytest.mark.parametrize("value", ["0", "", "false", "no", "true", "yes", " 1", "2"])
def test_requirement_11_only_1_means_the_demo(value: str) -> None:
    assert not from_environment({**WHOLE, "INTAKE_DEMO": value}).demo
    with pytest.raises(ConfigError, match="Set DATABASE_URL"):
        from_environment({"INTAKE_DEMO": value})
    with pytest.raises(ConfigError, match="Set DATABASE_URL"):
        from_environment({"INTAKE_DEMO": value}, command_line=True)


@pytest.mark.parametrize(
    "name",
    ["INTAKE_SECRET_KEY", "INTAKE_MASTER_KEY", "INTAKE_OLD_SECRET_KEYS", "INTAKE_OLD_MASTER_KEYS"],
)
@pytest.mark.parametrize("command_line", [True, False])
def test_requirement_11_the_demo_is_refused_beside_real_keys(name: str, command_line: bool) -> None:
    with pytest.raises(ConfigError, match=name):
        env = {"INTAKE_DEMO": "1", name: WHOLE.get(name, "old")}
        from_environment(env, command_line=command_line)
    assert from_environment({"INTAKE_DEMO": "1"}).demo
    assert from_environment({}, command_line=True).demo


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://db.example/x", {"sslmode": "verify-full", "sslrootcert": "system"}),
        ("postgresql://db.example/x?sslrootcert=/ca.pem", {"sslmode": "verify-full"}),
        ("postgresql://db.example/x?sslmode=disable", {}),
        ("postgresql://127.0.0.1/x", {}),
        ("postgresql:///x?host=/run/postgresql", {}),
    ],
)
def test_another_machines_database_is_spoken_to_over_checked_tls(
    address: str, told: dict[str, str]
) -> None:
    found = engine_options(address)["connect_args"]
    assert {name: one for name, one in found.items() if name.startswith("ssl")} == told
