"""What the README tells a newcomer to type, set and look at is there."""

import re
from pathlib import Path

import click
import pytest
from flask import Flask

from intake.config import REQUIRED

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()


def test_the_two_commands_are_named() -> None:
    assert "make run" in README
    assert "make test" in README


@pytest.mark.parametrize("command", sorted(set(re.findall(r"(?<=[`\n])make ([a-z]+)", README))))
def test_every_make_command_is_in_the_makefile(command: str) -> None:
    assert re.search(rf"^{command}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("words", sorted(set(re.findall(r"--app wsgi (\w+) (\w+)", README))))
def test_every_flask_command_is_there(app: Flask, words: tuple[str, str]) -> None:
    command: click.Command = app.cli
    for word in words:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), word)
        assert found is not None, f"flask {' '.join(words)}"
        command = found


@pytest.mark.parametrize("name", REQUIRED)
def test_every_setting_is_explained(name: str) -> None:
    assert f"`{name}`" in README


@pytest.mark.parametrize("picture", re.findall(r"!\[[^]]+\]\(([^)]+)\)", README))
def test_every_picture_is_there_and_light(picture: str) -> None:
    assert 10_000 < (ROOT / picture).stat().st_size < 300_000


def rooms() -> dict[str, str]:
    """The README's tree: each folder's path, and what is said of it."""
    tree = re.findall(r"^( *)([.\w]+/) +(.*)$", README, re.MULTILINE)
    above: list[str] = []
    found = {}
    for indent, name, said in tree:
        above[len(indent) // 2 :] = [name]
        found["".join(above)] = said
    return found


def test_every_folder_of_the_house_is_there() -> None:
    for path, said in rooms().items():
        for name in ("", *re.findall(r"\b\w+/(?= |$)", said)):
            assert (ROOT / path / name).is_dir(), path + name


def test_every_folder_of_the_house_is_named() -> None:
    named = rooms()
    for top in ("intake", "reports", "templates", "tests", "docs"):
        for file in (ROOT / top).rglob("*.*"):
            parts = file.relative_to(ROOT).parts[:-1]
            if {"__pycache__", "static", "built"} & set(parts) or file.is_dir():
                continue
            path, above = "/".join(parts) + "/", "/".join(parts[:-1]) + "/"
            assert path in named or f"{parts[-1]}/" in named.get(above, ""), path


GUIDES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_a_guide_names_is_there(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    named = re.findall(r"`((?:intake|reports|templates|tests|docs|\.setup)/[a-z0-9_./-]+)`", text)
    assert [path for path in named if not (ROOT / path).exists()] == []
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert [path for path in linked if not (guide.parent / path).exists()] == []
