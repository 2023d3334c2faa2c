"""The tables as they are kept: all names there, current, and no file that must be written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.drugs import kept as keeping
from intake.drugs.compiling import compile_names
from intake.drugs.fold import fold
from intake.drugs.kept import kept
from intake.drugs.listed import rows, table_files
from intake.drugs.packed import Packed
from intake.drugs.tables import tables

WORDS = st.dictionaries(st.text("abst1", min_size=1, max_size=6), st.integers(0, 65_535))


@given(WORDS, st.text("abst1", min_size=1, max_size=6))
def test_packed_names_give_back_their_numbers_and_no_others(
    numbered: dict[str, int], other: str
) -> None:
    packed = Packed.from_json(json.loads(json.dumps(Packed.of(numbered).to_json())))
    assert {name: packed.get(name) for name in packed} == numbered
    assert len(packed) == len(numbered)
    assert packed.get(other) == numbered.get(other)


@given(WORDS, st.text("abst1", min_size=1, max_size=3), st.integers(0, 3))
def test_names_are_found_by_a_piece_at_a_place(
    numbered: dict[str, int], piece: str, place: int
) -> None:
    found = [
        name
        for group in Packed.of(numbered).groups.values()
        for name in group.holding(piece, place)
    ]
    assert sorted(found) == sorted(name for name in numbered if name.startswith(piece, place))


def test_every_listed_name_is_known() -> None:
    listed = {
        fold(name) for path in table_files() for row in rows(path) for name in row[4].split(";")
    }
    assert listed - {""} <= set(tables().names)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of data, and one for what is kept, of our own."""
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(keeping, "DATA", tmp_path / "data")
    monkeypatch.setattr(keeping, "_HERE", tmp_path)
    keeping.forget()
    yield tmp_path / "data"
    keeping.forget()


def counted(answer: Any) -> tuple[Callable[[], Any], list[int]]:
    calls: list[int] = []

    def make() -> Any:
        calls.append(1)
        return answer

    return make, calls


def test_what_is_kept_is_made_once_and_again_when_the_data_changes(data: Path) -> None:
    make, calls = counted({"a": 1})
    assert kept("x", make) == kept("x", make) == {"a": 1}
    assert len(calls) == 1
    (data / "ssri.csv").write_text("changed", encoding="utf-8")
    keeping.forget()
    assert kept("x", make) == {"a": 1}
    assert len(calls) == 2


@pytest.mark.parametrize("broken", [b"", b"{", b'["key"]', b'"text"', b"\xff\xfe"])
def test_a_broken_file_is_made_again(data: Path, broken: bytes) -> None:
    make, calls = counted([1])
    kept("x", make)
    (data.parent / "__pycache__" / "x.json").write_bytes(broken)
    assert kept("x", make) == [1]
    assert len(calls) == 2


def test_a_folder_that_cannot_be_written_is_done_without(data: Path) -> None:
    (data.parent / "__pycache__").write_text("a file, not a folder", encoding="utf-8")
    make, calls = counted([1])
    assert kept("x", make) == kept("x", make) == [1]
    assert len(calls) == 2


def test_a_brand_of_two_classes_is_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "ingredient,kind,route,countries,names,source,date\n"
    for stem, line in (
        ("ssri", "sertraline,brand,,GB,Exampla; Onlya,made up,2026-11-22\n"),
        ("other_x", "ramipril,brand,,IN,Exampla; Sertraline,made up,2026-11-22\n"),
    ):
        (tmp_path / f"{stem}.csv").write_text(head + line, encoding="utf-8")
    monkeypatch.setattr("intake.drugs.listed.DATA", tmp_path)
    content = compile_names()
    vague = next(row for row in content["substances"] if row[2] == "vague")
    assert vague == ["sertraline / ramipril", "", "vague", ""]
    assert "exampla" in set(Packed.from_json(content["exact"]))
    assert {"onlya", "sertraline"} <= set(Packed.from_json(content["near"]))
