"""What is seen at once beside the allergies: named in the form's page, also when unanswered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from intake.drugs import DrugRead
from intake.questionnaires import Response
from intake.summarise.phrases import joined, repeating_page
from reports.summary import Drugs, Fact
from reports.wording import TOLD_ELSEWHERE

UNANSWERED = "NOT ANSWERED"
NONE_READ = "none read in the list"
NO_LIST = "no list to read"
QUIET = ("no", "unsaid")  # answers that need no bold letters


def alerts(response: Response, drugs: Drugs) -> tuple[Fact, ...]:
    """The answers of the roles that the form's page names, and the anticoagulants listed.

    Before them an allergy that is told anywhere else and not in the answer about allergies.
    """
    told = [one.typed for one in drugs.others if one.note == "allergy"]
    said = drugs.allergies.casefold()
    more = joined(dict.fromkeys(one for one in told if one.casefold() not in said), ", ")
    elsewhere = (Fact(TOLD_ELSEWHERE, "", found=more),) if more else ()
    return (*elsewhere, *_alerts(response, drugs.anticoagulants))


def _alerts(response: Response, anticoagulants: str) -> Iterator[Fact]:
    words = response.form.words
    yield from _not_asked(response)
    for question in response.asked:
        if question.role in words.alerts:
            quiet = response.answers.get(question.id) in QUIET
            text = response.text(question.role) or UNANSWERED
            yield Fact(question.label or question.clinician, *(("",) if not quiet else (text,)),
                       found="" if quiet else text)  # fmt: skip
    if words.anticoagulants:
        none = NONE_READ if _listed(response) else NO_LIST
        yield Fact("Anticoagulants", "" if anticoagulants else none, found=anticoagulants)


def _not_asked(response: Response) -> Iterator[Fact]:
    """What nobody could be asked, since the answer that it hangs on is missing."""
    open_ = {one.id: one.clinician for one in response.asked if one.id not in response.answers}
    every = (one for page in response.form.pages for one in page.questions)
    for one in every:
        about = one.shown_when.question if one.shown_when else ""
        if one.role in response.form.words.alerts and one not in response.asked and about in open_:
            why = f"not asked: {open_[about].lower()} not answered"
            yield Fact(one.label or one.clinician, "", found=why)


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
