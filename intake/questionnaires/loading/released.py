"""The versions of a form that were released: kept as they were, so that an answer keeps its words.

Each stands in `released/<id>-<version>.yaml`. A form is refused that changes what was
released, or what the id of a question or option means: answers are kept under these ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from intake.questionnaires.loading.reading import QuestionnaireError, read
from intake.questionnaires.loading.structure import Builder
from intake.questionnaires.model import Option, Page, Question, Questionnaire

_NAME = re.compile(r"(.+)-([0-9]+(?:\.[0-9]+)*)")


class Meaning(NamedTuple):
    """What an id stands for; the same in every version that has it."""

    kind: str
    role: str
    unit: str
    entry_of: str  # the id of the repeating page that asks it in each entry, "" for none


def released_files(directory: Path) -> dict[str, dict[str, Path]]:
    """The released files by form id and version, the newest version first."""
    found: dict[str, dict[str, Path]] = {}
    for path in sorted(directory.glob("*.yaml"), key=_age, reverse=True):
        match = _NAME.fullmatch(path.stem)
        if match is None:
            raise QuestionnaireError(path, 1, "is not named as a form and its version: x-1.0.0")
        found.setdefault(match[1], {})[match[2]] = path
    return found


def load_released(path: Path) -> Questionnaire:
    """Read a released version, whose article is no longer looked at."""
    builder = Builder(path)
    form = builder.make(Questionnaire, read(path))
    if f"{form.id}-{form.version}" != path.stem:
        builder.fail(1, f"holds version {form.version} of the form '{form.id}', not what it says")
    return form


def check_unchanged(path: Path, released: Path) -> None:
    """Refuse a form that differs from the file released with its version."""
    now, then = path.read_bytes(), released.read_bytes()
    if now != then:
        pairs = zip(now.splitlines(), then.splitlines(), strict=False)
        same = next((n for n, (a, b) in enumerate(pairs) if a != b), len(then.splitlines()))
        reason = f"differs from {released.name}, which is released: give the form a new version"
        raise QuestionnaireError(path, same + 1, reason)


def check_meanings(form: Questionnaire, older: Questionnaire, builder: Builder) -> None:
    """Refuse a form in which an id means something else than in a released version."""
    before = _things(older)
    for key, (meaning, thing) in _things(form).items():
        if key in before:
            for problem in _changes(before[key], (meaning, thing)):
                reason = f"'{key}' {problem}, unlike in version {older.version}: give it a new id"
                builder.fail(builder.line(thing), reason)


def _age(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", path.stem.rpartition("-")[2])]


def _things(form: Questionnaire) -> Mapping[str, tuple[Meaning, Page | Question]]:
    """Whatever answers can stand under."""
    things: dict[str, tuple[Meaning, Page | Question]] = {}
    for page in form.pages:
        if page.repeats:
            things[page.id] = Meaning("page of entries", "", "", ""), page
        for one in page.questions:
            entry_of = page.id if page.repeats else ""
            things[one.id] = Meaning(one.kind, one.role, one.unit, entry_of), one
    return things


def _changes(
    before: tuple[Meaning, Page | Question], now: tuple[Meaning, Page | Question]
) -> Iterator[str]:
    for field, old, new in zip(Meaning._fields, before[0], now[0], strict=True):
        if old != new:
            yield f"has the {field} '{new}', not '{old}'"
    if isinstance(before[1], Question) and isinstance(now[1], Question):
        for option in now[1].options:
            old_option = before[1].option(option.id)
            if old_option and _flags(old_option) != _flags(option):
                yield f"has an option '{option.id}' that counts for something else"


def _flags(option: Option) -> tuple[object, ...]:
    danger, substance = bool(option.danger), option.substance
    return option.exclusive, option.emergency, option.ring, danger, substance
