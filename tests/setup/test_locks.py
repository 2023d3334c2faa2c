"""The lock files pin all that the project names, by hash, and say nothing of where from."""

import json
import re
import tomllib
from itertools import combinations
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON_LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt")
LOCKS = (*PYTHON_LOCKS, "package-lock.json")


def named(requirement: str) -> str:
    """The distribution's normalised name: 'Flask-Security[common]>=5.9' -> 'flask-security'."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name, requirement
    return re.sub(r"[._-]+", "-", name[0]).lower()


def pins(lock: str) -> dict[str, str]:
    """Name -> the rest of its entry, hashes included."""
    entries = re.split(r"^(?=[a-z])", (ROOT / lock).read_text(), flags=re.MULTILINE)
    return {named(entry): entry for entry in entries if entry.strip()}


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_every_pin_has_a_version_and_a_hash(lock: str) -> None:
    for entry in pins(lock).values():
        assert re.match(r"[a-z0-9-]+==\S+ ", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize(
    ("lock", "group"), list(zip(PYTHON_LOCKS, ("setup", "dev", "bench"), strict=True))
)
def test_everything_the_project_names_is_pinned(lock: str, group: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = list(project["dependency-groups"][group])
    if lock == "requirements.txt":
        wanted += project["project"]["dependencies"]
    assert {named(name) for name in wanted} <= pins(lock).keys()


@pytest.mark.parametrize(("first", "second"), list(combinations(PYTHON_LOCKS, 2)))
def test_a_package_in_two_locks_has_one_version(first: str, second: str) -> None:
    one, other = pins(first), pins(second)
    for name in one.keys() & other.keys():
        assert one[name].split()[0] == other[name].split()[0]


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_an_address(lock: str) -> None:
    assert not re.search(r"\w+://|--(?:index|extra-index|find-links|trusted)", own_words(lock))


def own_words(lock: str) -> str:
    """The lock's text without what packages say of themselves, such as where to fund them."""
    text = (ROOT / lock).read_text()
    if lock != "package-lock.json":
        return text
    for package in (content := json.loads(text))["packages"].values():
        package.pop("funding", None)
    return json.dumps(content)


def test_every_browser_package_is_pinned_by_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert all("integrity" in package for name, package in packages.items() if name)
