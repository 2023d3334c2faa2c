"""What other versions of a form ask and this one does not, with their wording."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from intake.questionnaires.model import Option, Page, Question, Questionnaire


def with_retired(form: Questionnaire, others: Sequence[Questionnaire]) -> Questionnaire:
    """The form, knowing what it lacks of `others`; of two wordings the first one counts."""
    if not others:
        return form
    asked = [{q.id: q for page in other.pages for q in page.questions} for other in others]

    def knowing(question: Question) -> Question:
        options = _retired_options(question, (one.get(question.id) for one in asked))
        return replace(question, retired=options) if options else question

    def each(page: Page) -> Page:
        return replace(page, questions=tuple(map(knowing, page.questions)))

    pages = tuple(map(each, form.pages))
    return replace(form, pages=pages, retired=tuple(map(each, _retired_pages(form, others))))


def _retired_pages(form: Questionnaire, others: Iterable[Questionnaire]) -> Iterable[Page]:
    """Pages that hold only the questions this form lacks."""
    known = {question.id for page in form.pages for question in page.questions}
    found: dict[tuple[str, bool], Page] = {}
    for page in (page for other in others for page in other.pages):
        gone = tuple(question for question in page.questions if question.id not in known)
        known.update(question.id for question in gone)
        if gone:
            so_far = found.setdefault((page.id, page.repeats), replace(page, questions=()))
            merged = replace(so_far, questions=(*so_far.questions, *gone))
            found[page.id, page.repeats] = merged
    return found.values()


def _retired_options(question: Question, others: Iterable[Question | None]) -> tuple[Option, ...]:
    known = {option.id: option for option in question.options}
    for other in others:
        for option in other.options if other else ():
            known.setdefault(option.id, option)
    return tuple(known.values())[len(question.options) :]
