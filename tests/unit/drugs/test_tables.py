"""The tables as they are kept: all names there, current, and no file that must be written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.drugs.tables import cache, files
from intake.drugs.tables.cache import cached
from intake.drugs.tables.compile_names import compile_names
from intake.drugs.tables.known_names import tables
from intake.drugs.tables.name_index import NameIndex
from intake.drugs.tables.rows import rows, table_files
from intake.drugs.text.normalise import normalise

WORDS = st.dictionaries(st.text("abst1", min_size=1, max_size=6), st.integers(0, 65_535))


@given(WORDS, st.text("abst1", min_size=1, max_size=6))
def test_packed_names_give_back_their_numbers_and_no_others(
    numbered: dict[str, int], other: str
) -> None:
    packed = NameIndex.from_json(json.loads(json.dumps(NameIndex.of(numbered).to_json())))
    assert {name: packed.get(name) for name in packed} == numbered
    assert len(packed) == len(numbered)
    assert packed.get(other) == numbered.get(other)


@given(WORDS, st.text("abst1", min_size=1, max_size=3), st.integers(0, 3))
def test_names_are_found_by_a_piece_at_a_place(
    numbered: dict[str, int], piece: str, place: int
) -> None:
    found = [
        name
        for group in NameIndex.of(numbered).groups.values()
        for name in group.holding(piece, place)
    ]
    assert sorted(found) == sorted(name for name in numbered if name.startswith(piece, place))


def test_every_listed_name_is_known() -> None:
    listed = {
        normalise(name)
        for path in table_files()
        for row in rows(path)
        for name in row[4].split(";")
    }
    assert listed - {""} <= set(tables().names)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of data, and one for what is kept, of our own."""
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(files, "DATA", tmp_path / "data")
    monkeypatch.setattr(cache, "PACKAGE", tmp_path)
    files.forget()
    yield tmp_path / "data"
    files.forget()


def counted(answer: Any) -> tuple[Callable[[], Any], list[int]]:
    calls: list[int] = []

    def make() -> Any:
        calls.append(1)
        return answer

    return make, calls


def test_what_is_kept_is_made_once_and_again_when_the_data_changes(data: Path) -> None:
    make, calls = counted({"a": 1})
    assert cached("x", make) == cached("x", make) == {"a": 1}
    assert len(calls) == 1
    (data / "ssri.csv").write_text("changed", encoding="utf-8")
    files.forget()
    assert cached("x", make) == {"a": 1}
    assert len(calls) == 2


@pytest.mark.parametrize("broken", [b"", b"{", b'["key"]', b'"text"', b"\xff\xfe"])
def test_a_broken_file_is_made_again(data: Path, broken: bytes) -> None:
    make, calls = counted([1])
    cached("x", make)
    (data.parent / "__pycache__" / "x.json").write_bytes(broken)
    assert cached("x", make) == [1]
    assert len(calls) == 2


def test_a_folder_that_cannot_be_written_is_done_without(data: Path) -> None:
    (data.parent / "__pycache__").write_text("a file, not a folder", encoding="utf-8")
    make, calls = counted([1])
    assert cached("x", make) == cached("x", make) == [1]
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
    shutil.copy(files.DATA / "classes.csv", tmp_path)
    monkeypatch.setattr(files, "DATA", tmp_path)
    content = compile_names()
    vague = next(row for row in content["substances"] if row[2] == "vague")
    assert vague == ["sertraline / ramipril", "", "vague", ""]
    assert "exampla" in set(NameIndex.from_json(content["exact"]))
    assert {"onlya", "sertraline"} <= set(NameIndex.from_json(content["near"]))
