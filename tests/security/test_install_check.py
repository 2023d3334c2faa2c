"""`flask check`: what an attacker would find in this install, each hole made and found."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.serving import make_server

from intake import clock, store
from intake.config import ConfigError, Settings, refuse_plain_http
from intake.services.install_check import (
    Finding,
    backups,
    database,
    echo,
    files,
    findings,
    front,
    times,
)
from tests.service import Frozen, serving

HEADERS = {"X-Content-Type-Options": "nosniff"}
FACTS = store.DatabaseFacts(now=datetime(2026, 11, 22, tzinfo=UTC), durable=True)


@pytest.fixture(autouse=True)
def not_so_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the slow request of the check take less time."""
    monkeypatch.setattr(front, "SLOW", 0.2)


def to_mend(found: Iterator[Finding]) -> list[str]:
    return [one.what for one in found if one.state == "mend"]


@contextmanager
def served(
    app: Flask, settings: Settings, change: Callable[[Any], Any] | None = None
) -> Iterator[Settings]:
    """The service at an address of its own; `change` stands in front of it as a proxy may."""
    front_app = change(app.wsgi_app) if change else app.wsgi_app
    server = make_server("127.0.0.1", 0, front_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield replace(settings, base_url=f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def reading_whole(inner: Any) -> Any:
    """A proxy that reads requests whole before it hands them on."""

    def proxy(environ: dict[str, Any], start: Any) -> Any:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = BytesIO(environ["wsgi.input"].read(length))
        return inner({**environ, "wsgi.input": body}, start)

    return proxy


def hiding(inner: Any) -> Any:
    """A proxy that hides the host and drops a header."""

    def proxy(environ: dict[str, Any], start: Any) -> Any:
        def less(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start(status, [one for one in headers if one[0] not in HEADERS], *more)

        return inner({**environ, "HTTP_HOST": "inside:8000"}, less)

    return proxy


def stranger(_: Any) -> Any:
    """Another program at the same address."""

    def program(environ: Any, start: Any) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/plain")])
        return [b"Welcome"]

    return program


def test_a_sound_front_has_nothing_to_mend(app: Flask, settings: Settings) -> None:
    with served(app, settings, reading_whole) as there:
        assert to_mend(front.check(there, HEADERS)) == []


def test_a_slow_client_that_holds_the_service_is_found(app: Flask, settings: Settings) -> None:
    with served(app, settings) as there:
        [found] = to_mend(front.check(there, HEADERS))
    assert "sends slowly holds" in found


def test_requirement_47_an_invented_address_is_found(app: Flask, settings: Settings) -> None:
    with served(app, settings, lambda inner: ProxyFix(inner, 1, 1, 1)) as there:
        found = to_mend(front.check(there, HEADERS))
    assert "a client may invent its address, and so escape every limit" in found


def test_a_proxy_that_hides_the_host_and_drops_headers_is_found(
    app: Flask, settings: Settings
) -> None:
    with served(app, settings, hiding) as there:
        found = to_mend(front.check(there, HEADERS))
    assert f"the service sees http://inside:8000 instead of {there.base_url}" in found
    assert "the header X-Content-Type-Options arrives changed, or not at all" in found


def test_another_service_at_the_address_is_found(app: Flask, settings: Settings) -> None:
    with served(app, settings, stranger) as there:
        [found] = to_mend(front.check(there, HEADERS))
    assert "not with this service and these keys" in found


def test_a_service_that_does_not_answer_is_to_be_looked_at(app: Flask, settings: Settings) -> None:
    [found] = front.check(replace(settings, base_url="http://127.0.0.1:1"), HEADERS)
    assert found.state == "unknown"


def test_only_a_fresh_word_of_the_services_own_is_answered(app: Flask, frozen: Frozen) -> None:
    def asked(word: str) -> Any:
        return app.test_client().get("/healthz", headers={echo.HEADER: word}).json

    word = echo.word()
    assert asked(word)["client"] == "127.0.0.1"
    moment = word.partition(".")[0]
    for wrong in ("", "x", f"{moment}.", f"{moment}.{'0' * 64}", f"{moment}.é", "9" * 5000):
        assert asked(wrong) == {"status": "ok"}, wrong
    frozen.move(seconds=61)
    assert asked(word) == {"status": "ok"}


def test_files_that_others_can_read_are_found(tmp_path: Path) -> None:
    closed, open_one = tmp_path / "closed", tmp_path / "open"
    for file, mode in ((closed, 0o600), (open_one, 0o644)):
        file.touch()
        file.chmod(mode)
    [found] = to_mend(files.private([closed, open_one, tmp_path / "missing"]))
    assert str(open_one) in found


def test_code_that_others_can_change_is_found(tmp_path: Path) -> None:
    (tmp_path / "intake").mkdir()
    code = tmp_path / "intake" / "app.py"
    code.touch()
    code.chmod(0o644)
    assert files.unchangeable(tmp_path).state == "fine"
    code.chmod(0o666)
    assert files.unchangeable(tmp_path).state == "mend"


def test_a_backup_that_is_old_or_missing_is_found(tmp_path: Path, frozen: Frozen) -> None:
    assert [one.state for one in backups.check(None)] == ["unknown"]
    assert to_mend(backups.check(tmp_path)) == [f"there is no backup in {tmp_path}"]
    (tmp_path / "monday").touch()
    made = frozen.moment - timedelta(hours=25)
    os.utime(tmp_path / "monday", (made.timestamp(), made.timestamp()))
    assert to_mend(backups.check(tmp_path)) == []
    frozen.move(hours=2)
    assert to_mend(backups.check(tmp_path)) == ["the newest backup is 27 hours old"]


def test_clocks_that_are_apart_are_found(frozen: Frozen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(times, "_kernel_state", lambda: 0)
    assert to_mend(times.check(frozen.moment)) == []
    assert to_mend(times.check(frozen.moment - timedelta(seconds=90))) == [
        "the clocks of service and database are 90 seconds apart"
    ]
    monkeypatch.setattr(times, "_kernel_state", lambda: times.TIME_ERROR)
    assert "nothing keeps this machine's clock right" in to_mend(times.check(frozen.moment))


@pytest.mark.parametrize(
    ("facts", "holes"),
    [
        (FACTS, 0),
        (replace(FACTS, durable=False), 1),
        (replace(FACTS, superuser=True), 1),
        (replace(FACTS, may_change=("marking",)), 1),
        (replace(FACTS, in_the_clear=True), 1),
    ],
)
def test_a_database_role_that_may_do_too_much_is_found(
    facts: store.DatabaseFacts, holes: int
) -> None:
    assert len(to_mend(database.check(facts))) == holes


def test_the_database_tells_its_facts(app: Flask, engine: str) -> None:
    facts = store.database_facts()
    assert facts.durable
    assert abs(facts.now - clock.now()) < timedelta(seconds=60)
    if engine == "postgresql":  # its one role made everything
        assert facts.superuser
        assert "submission" in facts.may_change
        assert not facts.in_the_clear
    else:
        assert facts.files[0].name == "intake.sqlite"


def test_real_patients_are_not_served_over_plain_http() -> None:
    for safe in ("https://intake.example.org", "http://127.0.0.1:8000", "http://localhost"):
        refuse_plain_http(safe)
    for open_one in ("http://intake.example.org", "http://192.168.1.7", "http://localhost.example"):
        with pytest.raises(ConfigError, match="https://"):
            refuse_plain_http(open_one)


def test_a_database_that_cannot_be_opened_is_found(settings: Settings, tmp_path: Path) -> None:
    with serving(replace(settings, database_url=f"sqlite:///{tmp_path}/no/where.sqlite")):
        assert "the database cannot be opened" in to_mend(findings(settings, HEADERS))


def test_the_command_says_what_to_mend_and_ends_with_one(app: Flask) -> None:
    run = app.test_cli_runner().invoke(args=["check"])
    assert run.exit_code == 1
    assert "MEND    INTAKE_BASE_URL is http://intake.test" in run.output
    assert "look at http://intake.test does not answer" in run.output
