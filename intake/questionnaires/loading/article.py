"""Every row of the article is asked, printed or excused, and only one of these."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from intake.questionnaires.loading.structure import Builder
from intake.questionnaires.model import Questionnaire


def asked_rows(questionnaire: Questionnaire) -> Iterator[tuple[str, object]]:
    """Each row that the form asks about, with the page, question or option that does."""
    for page in questionnaire.pages:
        things: list[Any] = [page, *page.questions]
        things += [option for question in page.questions for option in question.options]
        for thing in things:
            yield from ((row, thing) for row in thing.article)


def check_rows(questionnaire: Questionnaire, rows: frozenset[str], builder: Builder) -> None:
    """Raise QuestionnaireError for an unknown row and for one that got lost."""
    asked = {}
    for row, thing in asked_rows(questionnaire):
        if row not in rows:
            builder.fail(builder.line(thing), f"'{row}' is no row of the article")
        asked[row] = thing
    told: set[str] = set()
    for name, group in (("printed", questionnaire.printed), ("excused", questionnaire.excused)):
        for row in group:
            line = getattr(group, "lines", {}).get(row, 1)
            if row not in rows:
                builder.fail(line, f"{name}: '{row}' is no row of the article")
            if row in asked or row in told:
                builder.fail(line, f"{name}: row {row} is asked or accounted for elsewhere too")
            told.add(row)
    for row in sorted(rows - asked.keys() - told):
        builder.fail(1, f"row {row} of the article is neither asked nor printed nor excused")
