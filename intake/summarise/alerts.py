"""What is seen at once beside the allergies: named in the form's page, also when unanswered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from intake.drugs import DrugRead
from intake.questionnaires import Response
from intake.summarise.phrases import joined, repeating_page
from reports.summary import Fact

UNANSWERED = "NOT ANSWERED"
NONE_READ = "none read in the list"
NO_LIST = "no list to read"
QUIET = ("no", "unsaid")  # answers that need no bold letters


def alerts(response: Response, anticoagulants: str) -> tuple[Fact, ...]:
    """The answers of the roles that the form's page names, and the anticoagulants listed."""
    return tuple(_alerts(response, anticoagulants))


def _alerts(response: Response, anticoagulants: str) -> Iterator[Fact]:
    words = response.form.words
    for question in response.asked:
        if question.role in words.alerts:
            quiet = response.answers.get(question.id) in QUIET
            text = response.text(question.role) or UNANSWERED
            yield Fact(question.label or question.clinician, *(("",) if not quiet else (text,)),
                       found="" if quiet else text)  # fmt: skip
    if words.anticoagulants:
        none = NONE_READ if _listed(response) else NO_LIST
        yield Fact("Anticoagulants", "" if anticoagulants else none, found=anticoagulants)


def _listed(response: Response) -> bool:
    page = repeating_page(response.form)
    return bool(page and response.entries(page))


def named_among(drugs: Iterable[tuple[str, DrugRead]], ingredients: Iterable[str]) -> str:
    """The typed words of each drug that is, or may be, taken and holds one of the ingredients."""
    wanted = set(ingredients)
    return joined(
        dict.fromkeys(
            typed
            for typed, drug in drugs
            if drug.perhaps_taken and wanted.intersection(drug.ingredient.split(" + "))
        ),
        ", ",
    )
