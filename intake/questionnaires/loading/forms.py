"""Load the forms' files, or refuse one with the line and the reason."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from intake.questionnaires.loading.checks import check
from intake.questionnaires.loading.reading import QuestionnaireError, read
from intake.questionnaires.loading.released import (
    check_meanings,
    check_unchanged,
    load_released,
    released_files,
)
from intake.questionnaires.loading.retired import with_retired
from intake.questionnaires.loading.structure import Builder
from intake.questionnaires.loading.wordings import load_wordings
from intake.questionnaires.model import Questionnaire
from intake.questionnaires.page_words import PageWords
from intake.questionnaires.wordings import Wordings, in_language

HERE = Path(__file__).parent.parent
RELEASED = "released"  # the folder of released versions, beside the forms
PAGE = "page"  # the folder of what the doctor's page says of each form's condition


class Questionnaires(Mapping[str, Questionnaire]):
    """The current forms by id, and by id and version every one that was released."""

    def __init__(
        self,
        current: Mapping[str, Questionnaire],
        older: Mapping[str, Mapping[str, Questionnaire]],
        wordings: Mapping[str, Mapping[str, Wordings]] | None = None,
    ) -> None:
        """Take the current forms, the other released versions, the newest of these first, and
        the wordings of each form in other languages.
        """
        self._current, self._older, self._wordings = current, older, wordings or {}
        self._versions: dict[tuple[str, str], Questionnaire] = {}
        self._worded: dict[tuple[str, str, str], Questionnaire] = {}

    def __getitem__(self, form_id: str) -> Questionnaire:
        """The form as it is now. Raises KeyError."""
        return self._current[form_id]

    def __iter__(self) -> Iterator[str]:
        """The ids of the forms there are."""
        return iter(self._current)

    def __len__(self) -> int:
        """How many forms there are."""
        return len(self._current)

    @property
    def first(self) -> Questionnaire:
        """The form that new visits get, until a clinic can choose among several."""
        return next(iter(self._current.values()))

    def version(self, form_id: str, version: str) -> Questionnaire | None:
        """The form as it was in this version, or None if that was never released."""
        current = self._current.get(form_id)
        if current and current.version == version:
            return current
        older = self._older.get(form_id, {})
        if version in older and (form_id, version) not in self._versions:
            others = [one for one in (current, *older.values()) if one and one.version != version]
            self._versions[form_id, version] = with_retired(older[version], others)
        return self._versions.get((form_id, version))

    def wordings(self, form_id: str) -> Mapping[str, Wordings]:
        """The wordings of a form in other languages, by the code of each."""
        return self._wordings.get(form_id, {})

    def worded(self, form: Questionnaire, code: str) -> Questionnaire:
        """A version of a form as the patient reads it in a language.

        What has no translation stays in English, and is marked so.
        """
        key = (form.id, form.version, code)
        if key not in self._worded:
            own = self.wordings(form.id).get(code, Wordings(code))
            self._worded[key] = form if code == "en" else in_language(form, own)
        return self._worded[key]

    def nearest(self, form_id: str, version: str) -> Questionnaire | None:
        """The form in this version, else as it is now; None for a form that there is not."""
        return self.version(form_id, version) or self._current.get(form_id)


def load(path: Path) -> Questionnaire:
    """Load one form; the rows of its article stand beside it in a CSV of the same name.

    Raises QuestionnaireError, which names the file, the line and the reason.
    """
    return _built(path)[0]


def load_all(directory: Path = HERE) -> Questionnaires:
    """Load every form in a directory and its released versions; raises QuestionnaireError.

    Reading an older version takes some 40 ms; the released file of a current one is only
    compared.
    """
    paths = [one for one in sorted(directory.glob("*.yaml")) if "." not in one.stem]
    if not paths:
        raise QuestionnaireError(directory, 0, "holds no form")
    files = released_files(directory / RELEASED)
    current, older = {}, {}
    for path in paths:
        form, builder = _built(path)
        versions = files.pop(form.id, {})
        if form.version in versions:
            check_unchanged(path, versions.pop(form.version))
        older[form.id] = _older(directory, versions)
        for one in older[form.id].values():
            check_meanings(form, one, builder)
        current[form.id] = with_retired(_worded(directory, form), list(older[form.id].values()))
    for form_id, versions in files.items():
        older[form_id] = _older(directory, versions)
    wordings = {form_id: load_wordings(directory, form_id) for form_id in current}
    return Questionnaires(current, older, wordings)


def _older(directory: Path, files: Mapping[str, Path]) -> dict[str, Questionnaire]:
    return {version: _worded(directory, load_released(one)) for version, one in files.items()}


def _worded(directory: Path, form: Questionnaire) -> Questionnaire:
    """The form with what its page says, which all its versions share."""
    path = directory / PAGE / f"{form.id}.yaml"
    if not path.exists():
        return form
    return replace(form, words=Builder(path).make(PageWords, read(path)))


def _built(path: Path) -> tuple[Questionnaire, Builder]:
    builder = Builder(path)
    questionnaire = builder.make(Questionnaire, read(path))
    if questionnaire.id != path.stem:
        builder.fail(1, f"the form's id '{questionnaire.id}' is not the name of its file")
    check(questionnaire, _rows(path.with_suffix(".csv")), builder)
    return questionnaire, builder


def _rows(path: Path) -> frozenset[str]:
    """The ids of the article's rows; none where the form has no such file."""
    if not path.exists():
        return frozenset()
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if "id" not in (rows.fieldnames or ()):
            raise QuestionnaireError(path, 1, "has no column 'id'")
        return frozenset(row["id"] for row in rows)
