"""Tables of a test's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.drugs.tables import cache, files

ROW = "sertraline,ingredient,,,Zoloft,made up,2026-11-22\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small whole data/ of our own, to break."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("classes.csv", "stems.csv", "suffixes.csv"):
        shutil.copy(files.DATA / name, folder)
    head = (files.DATA / "elsewhere.csv").read_text(encoding="utf-8").partition("\n")[0]
    (folder / "elsewhere.csv").write_text(f"{head}\n", encoding="utf-8")
    for path in files.DATA.glob("*.txt"):
        shutil.copy(path, folder)
    (folder / "ssri.csv").write_text(f"head\n{ROW}", encoding="utf-8")
    monkeypatch.setattr(files, "DATA", folder)
    monkeypatch.setattr(cache, "PACKAGE", tmp_path)
    files.forget()
    yield folder
    files.forget()
