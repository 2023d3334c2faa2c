"""Load a form's file, or refuse it with the line and the reason."""

from __future__ import annotations

import csv
from pathlib import Path

from intake.questionnaires.loading.checks import check
from intake.questionnaires.loading.reading import QuestionnaireError, read
from intake.questionnaires.loading.structure import Builder
from intake.questionnaires.model import Questionnaire

HERE = Path(__file__).parent.parent


def load(path: Path) -> Questionnaire:
    """Load one form; the rows of its article stand beside it in a CSV of the same name.

    Raises QuestionnaireError, which names the file, the line and the reason.
    """
    builder = Builder(path)
    questionnaire = builder.make(Questionnaire, read(path))
    if questionnaire.id != path.stem:
        builder.fail(1, f"the form's id '{questionnaire.id}' is not the name of its file")
    check(questionnaire, _rows(path.with_suffix(".csv")), builder)
    return questionnaire


def load_all(directory: Path = HERE) -> dict[str, Questionnaire]:
    """Load every form in a directory, by id; raises QuestionnaireError."""
    paths = sorted(directory.glob("*.yaml"))
    if not paths:
        raise QuestionnaireError(directory, 0, "holds no form")
    return {path.stem: load(path) for path in paths}


def _rows(path: Path) -> frozenset[str]:
    """The ids of the article's rows; none where the form has no such file."""
    if not path.exists():
        return frozenset()
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if "id" not in (rows.fieldnames or ()):
            raise QuestionnaireError(path, 1, "has no column 'id'")
        return frozenset(row["id"] for row in rows)
