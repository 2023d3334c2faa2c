"""Writes the bill of materials: every pinned package with its hashes, in CycloneDX 1.6.

It says nothing but what the lock files say, so the same locks give the same file.
"""

import base64
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent


def bill() -> dict[str, Any]:
    """The bill of materials."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": [*python_packages(), *browser_packages()],
    }


def python_packages() -> Iterator[dict[str, Any]]:
    """What requirements.txt pins. A package has a hash for each file it may be installed from."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for entry in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE):
        if pin := re.match(r"([a-z0-9._-]+)==([^\s;\\]+)", entry):
            hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)
            yield component("pypi", pin[1], pin[2], [("SHA-256", one) for one in hashes])


def browser_packages() -> Iterator[dict[str, Any]]:
    """What package-lock.json pins, and the styles, scripts and fonts are built from."""
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for place, package in sorted(locked.items()):
        if place:
            name = place.rpartition("node_modules/")[2]
            algorithm, _, content = package["integrity"].partition("-")
            digest = base64.b64decode(content).hex()
            known = {"sha512": "SHA-512", "sha256": "SHA-256", "sha1": "SHA-1"}[algorithm]
            yield component("npm", name, package["version"], [(known, digest)])


def component(kind: str, name: str, version: str, hashes: list[tuple[str, str]]) -> dict[str, Any]:
    """One package."""
    address = f"pkg:{kind}/{quote(name, safe='/')}@{version}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        "purl": address,
        "hashes": [{"alg": algorithm, "content": content} for algorithm, content in hashes],
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(bill(), indent=2) + "\n")
