"""Two machines of the service behind nginx, started from the same files as for real.

Containers are not needed: what compose.yaml, nginx.conf and the Containerfile say is started here,
with other ports and folders.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from intake import store
from intake.config import from_environment
from tests import factories, nginx
from tests.databases import Database, Name, engines
from tests.outages.browser import Browser, Door, Form, Reply
from tests.outages.patients import Device, Link
from tests.outages.service import free_port
from tests.phones import BORN, form_of
from tests.security.services import WHOLE
from tests.service import serving
from tests.signing_in import OSEI, next_code

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
WRONG = {"born-day": "1", "born-month": "1", "born-year": "1950"}
FINE = (
    "the client's address arrives (127.0.0.1)",
    "the headers arrive as the service sends them",
    "a client that sends slowly does not hold the service",
)


@dataclass
class Place:
    """Both machines, and nginx where there is one."""

    machines: tuple[subprocess.Popen[bytes], ...]
    doors: tuple[Door, ...]  # of each machine
    front: Door | None
    plain: Door  # for HTTP
    environment: Mapping[str, str]


@pytest.fixture
def engine() -> Name:
    """PostgreSQL where there is one: two machines have no file in common."""
    return engines()[-1]


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Iterator[Place]:
    """All that compose.yaml starts, with the cast in its database."""
    https, http, ports = free_port(), free_port(), (free_port(), free_port())
    certificate = nginx.make_certificate(tmp_path)
    url = f"https://localhost:{https}"
    environment = environment_of("tables", {**WHOLE, "INTAKE_BASE_URL": url}, tmp_path, database)
    subprocess.run(command_of(COMPOSE["tables"]["command"]), cwd=ROOT, env=environment, check=True)
    with serving(from_environment(environment)):
        factories.make_clinician(factories.make_clinic())
    with ExitStack() as stack:
        machines = []
        for name, port in zip(("web-1", "web-2"), ports, strict=True):
            assert COMPOSE[name]["environment"] == COMPOSE["tables"]["environment"]
            own = {**environment, "HOST": "127.0.0.1", "PORT": str(port), "WEB_CONCURRENCY": "1"}
            machine = subprocess.Popen(command_of(of_container("CMD")), cwd=ROOT, env=own)
            stack.enter_context(machine)
            stack.callback(machine.terminate)
            machines.append(machine)
        doors = tuple(Door(port) for port in ports)
        for door in doors:
            Browser(door).get("/healthz")
        front = None
        if nginx.program():
            stack.enter_context(nginx.running(tmp_path, ports, https, http))
            front = Door(https, nginx.trusting(certificate))
        trusting = {**environment, "SSL_CERT_FILE": str(certificate)}
        yield Place(tuple(machines), doors, front, Door(http), trusting)


def environment_of(
    name: str, given: Mapping[str, str], folder: Path, database: Database
) -> dict[str, str]:
    """What compose.yaml sets for this service, its volumes in a folder, its database this one."""
    service = COMPOSE[name]
    words = json.dumps(service["environment"])
    for key, other in re.findall(r"\$\{(\w+):[?-](\w*)\}", words):
        words = re.sub(rf"\$\{{{key}:.?\}}", given.get(key, other), words)
    for volume in service["volumes"]:
        mine, theirs = volume.split(":")
        words = words.replace(theirs, str(folder / mine))
        (folder / mine).mkdir(exist_ok=True)
    environment: dict[str, str] = json.loads(words)
    assert environment.pop("DATABASE_URL") == f"postgresql://intake@/intake?host={folder}/socket"
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return {**kept, **environment, "DATABASE_URL": database.url}


def of_container(instruction: str) -> list[str]:
    """What the last such instruction of the Containerfile lists."""
    words = (ROOT / "Containerfile").read_text()
    found: list[str] = json.loads(re.findall(rf"^{instruction} (\[.*\])$", words, re.MULTILINE)[-1])
    return found


def command_of(words: list[str]) -> list[str]:
    """A command in the image as it is called here."""
    own = Path(sys.executable).parent
    return [str(own / word.removeprefix(".venv/bin/")) for word in words[:1]] + words[1:]


def posted(browser: Browser, path: str, typed: Mapping[str, str], to: str = "") -> Reply:
    """Fill in the form at this address and press its button."""
    form = Form.of(path, browser.get(path).text, to)
    return browser.ask("POST", form.address, form.typed(typed))


def test_two_machines_are_one_service(place: Place) -> None:
    with serving(from_environment(place.environment)):
        visit, other = (factories.make_draft(factories.make_visit()) for _ in range(2))
        links = [Link(one.reference, form_of(one), store.link_token(one)) for one in (visit, other)]
        code = next_code(OSEI)
    first, second = place.doors

    # A session, begun on one and gone on with on the other.
    doctor = Browser(first)
    password = {"email": OSEI, "password": factories.PASSWORD}
    assert posted(doctor, "/sign-in", password).status == 302
    doctor.door = second
    assert posted(doctor, "/sign-in/second-factor", {"code": code}).status == 302
    doctor.door = first
    assert links[0].reference in doctor.get("/clinic").text

    # A draft: each of two devices saves a page of its own on another machine.
    one, two = Device(Browser(first), links[0]), Device(Browser(second), links[0])
    for device in (one, two):
        device.open()
    pages = one.form("about"), two.form("twitching")
    assert one.post(pages[0], about_job="Beekeeper").status == 303
    assert two.post(pages[1], impact_want="Sleep").status == 303
    one.browser.door = second
    assert one.form("about").value("about.job") == "Beekeeper"
    assert one.form("twitching").value("impact.want") == "Sleep"

    # A limit: five wrong dates of birth, whoever was asked.
    stranger = Browser(first)
    stranger.get(f"/v/{links[1].token}")
    for number in range(5):
        stranger.door = place.doors[number % 2]
        posted(stranger, f"{links[1].form}/open", WRONG)
    for stranger.door in place.doors:
        assert "too many times" in posted(stranger, f"{links[1].form}/open", BORN).text

    # A Send, doubled, to both at once: one submission, one receipt.
    send = one.form("check", to="/send")
    again = Device(Browser(first, one.browser.cookies), links[0])
    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(lambda device: device.post(send), (one, again)))
    assert {(reply.status, reply.location) for reply in replies} == {(303, f"{links[0].form}/sent")}
    with serving(from_environment(place.environment)):
        sent = store.visit_of_reference(links[0].reference)
        assert sent
        [version] = store.submission_versions(sent)
    assert version.content["answers"]["about.job"] == "Beekeeper"
    assert version.content["answers"]["impact.want"] == "Sleep"
    if place.front:
        look_at_front(place, place.front, doctor)


def look_at_front(place: Place, front: Door, doctor: Browser) -> None:
    """nginx: what `flask check` finds there; one machine of two is enough, and none is told."""
    found = subprocess.run(
        command_of([".venv/bin/flask", "--app", "wsgi", "check"]),
        cwd=ROOT,
        env=place.environment,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    assert {one for one in FINE if f"fine    {one}" not in found} == set(), found
    assert Browser(place.plain).ask("GET", "/sign-in").location == "https://127.0.0.1/sign-in"
    doctor.door = front
    assert doctor.get("/clinic").status == 200
    place.machines[0].terminate()
    place.machines[0].wait(30)
    assert {doctor.ask("GET", "/clinic").status for _ in range(6)} == {200}
    place.machines[1].terminate()
    place.machines[1].wait(30)
    busy = doctor.ask("GET", "/clinic")
    assert busy.status == 503
    assert "what you typed is still in your browser" in busy.text
