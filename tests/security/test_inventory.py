"""What is encrypted and hashed, and what the service is made of, stands written down."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from intake.store.sealing.purposes import PURPOSES
from intake.store.upkeep.tables import sealed_columns, sealed_tables

ROOT = Path(__file__).resolve().parents[2]
INVENTORY = (ROOT / "docs" / "crypto.md").read_text(encoding="utf-8")
KEYS = re.findall(r"INTAKE_[A-Z_]+KEYS?", (ROOT / "intake/config.py").read_text(encoding="utf-8"))


def test_requirement_40_every_purpose_is_in_the_inventory_and_no_other() -> None:
    made = INVENTORY.partition("## Keys that the service makes")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([a-z ]+)` \|", made, re.MULTILINE)) == PURPOSES.keys()


def test_requirement_40_every_sealed_column_is_in_the_inventory_and_no_other() -> None:
    named = set(re.findall(r"^\| `(\w+)` \| `(\w+)` \|", INVENTORY, re.MULTILINE))
    assert named == {(t.name, column.name) for t in sealed_tables() for column in sealed_columns(t)}


@pytest.mark.parametrize("name", sorted(set(KEYS)))
def test_requirement_40_every_key_in_the_settings_is_in_the_inventory(name: str) -> None:
    assert f"| `{name}` |" in INVENTORY


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    command = [sys.executable, str(ROOT / ".setup" / "sbom.py")]
    made: dict[str, Any] = json.loads(
        subprocess.run(command, check=True, capture_output=True).stdout
    )
    return made


def test_requirement_40_every_pinned_package_is_in_the_bill_of_materials(
    bill: dict[str, Any],
) -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pinned = {line.split()[0].split(";")[0] for line in lines if re.match(r"[a-z0-9]\S*==", line)}
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    pinned |= {
        f"{place.rpartition('node_modules/')[2]}=={package['version']}"
        for place, package in locked.items()
        if place
    }
    listed = [f"{one['name']}=={one['version']}" for one in bill["components"]]
    assert set(listed) == pinned
    assert len(bill["components"]) == len({one["bom-ref"] for one in bill["components"]})


def test_requirement_40_every_component_has_its_hashes(bill: dict[str, Any]) -> None:
    digits = {"SHA-1": 40, "SHA-256": 64, "SHA-512": 128}
    for one in bill["components"]:
        assert one["hashes"], one["name"]
        assert all(len(each["content"]) == digits[each["alg"]] for each in one["hashes"])
