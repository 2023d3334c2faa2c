"""What a change of a table would alter, told before anything is changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from intake import drugs


@pytest.fixture
def edited(data: Path, tmp_path: Path) -> Path:
    """A copy of the small tables, to edit."""
    return Path(shutil.copytree(data, tmp_path / "edited"))


def add(folder: Path, file: str, row: str) -> None:
    path = folder / file
    head = "" if path.exists() else "head\n"
    with path.open("a", encoding="utf-8") as table:
        table.write(f"{head}{row},made up,2026-11-23\n")


def test_the_same_tables_differ_in_nothing(edited: Path) -> None:
    assert drugs.differences(edited) == []


def test_the_folder_may_be_given_from_where_one_is(
    edited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(edited.parent)
    assert drugs.differences(Path(edited.name)) == []


def test_every_name_of_both_folders_is_read_with_both(data: Path, edited: Path) -> None:
    add(data, "ssri.csv", "oldine,ingredient,,,Oldmed")
    add(edited, "tca.csv", "newline,ingredient,,,Newmed;Zoloft")
    told = {
        one.text: (one.before.result, one.after.result, one.after.classes)
        for one in drugs.differences(edited)
    }
    assert told == {
        "oldine": ("flagged", "unread", ()),
        "Oldmed": ("flagged", "unread", ()),
        "newline": ("unread", "flagged", ("tca",)),
        "Newmed": ("unread", "flagged", ("tca",)),
    }


def test_a_changed_ingredient_or_status_differs(edited: Path) -> None:
    table = edited / "ssri.csv"
    table.write_text(table.read_text("utf-8").replace("sertraline", "setraline"), "utf-8")
    words = edited / "status_words.txt"
    words.write_text(words.read_text("utf-8").replace("; discontinued;", "; shelved;"), "utf-8")
    texts = ["Zoloft", "shelved Zoloft", "xyzzyplugh"]
    first, second = drugs.differences(edited, texts)
    assert [one.drugs[0].ingredient for one in (first.before, first.after)] == [
        "sertraline",
        "setraline",
    ]
    assert [one.drugs[0].status for one in (second.before, second.after)] == ["current", "stopped"]


def test_what_is_told_beside_a_drug_differs_and_how_it_was_matched_does_not(edited: Path) -> None:
    with (edited / "elsewhere.csv").open("a", encoding="utf-8") as table:
        table.write("xyloline,tremor,,made up,,2026-11-23\n")
    add(edited, "other_common.csv", "xyloline,ingredient,,,Xylomed")
    add(edited, "ssri.csv", "sertraline,brand,,,Zolloft")
    told = {one.text: one.after.elsewhere for one in drugs.differences(edited, ["Zolloft"])}
    assert told == {}
    (one,) = drugs.differences(edited, ["Xylomed"])
    assert [fact.known_for for fact in one.after.elsewhere] == ["tremor"]


@pytest.mark.parametrize("broken", [False, True])
def test_the_present_tables_go_on_being_read(data: Path, edited: Path, broken: bool) -> None:
    add(edited, "ssri.csv", "newline,ingredient,,,Newmed" + ",too many" * broken)
    kept_in = data.parent / "__pycache__" / "names.json"
    drugs.load()
    version, kept = drugs.version(), kept_in.read_bytes()
    if broken:
        with pytest.raises(drugs.DrugTableError):
            drugs.differences(edited, ["Newmed"])
    else:
        assert [one.text for one in drugs.differences(edited, ["Newmed"])] == ["Newmed"]
    assert drugs.version() == version
    assert drugs.read_line("Newmed").result == "unread"
    assert kept_in.read_bytes() == kept


def test_a_folder_without_a_row_or_with_a_file_that_cannot_be_read_is_refused(
    data: Path, edited: Path
) -> None:
    (edited / "ssri.csv").write_text("head\n", "utf-8")
    with pytest.raises(drugs.DrugTableError, match="no table holds a row"):
        drugs.differences(edited, [])
    (edited / "lost.txt").symlink_to(edited / "nowhere")
    (edited / "ssri.csv").unlink()
    (edited / "ssri.csv").mkdir()
    with pytest.raises(drugs.DrugTableError, match=r"ssri\.csv: "):
        drugs.differences(edited, [])


def test_folders_beside_the_tables_do_not_matter(edited: Path) -> None:
    (edited / ".git").mkdir()
    assert drugs.differences(edited) == []
