"""What the patient reported to take: medicines, drinks, street drugs, ready for the drug list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from intake.drugs import Entry, Order
from intake.partial_date import PartialDate
from intake.questionnaires import Response
from intake.questionnaires.display import display
from intake.questionnaires.model import Page, Question
from intake.summarise.phrases import joined, repeating_page

# The form's routes that say where a drug acts; "by mouth" is also ticked for inhalers,
# so there the name of the drug decides.
ROUTES = {
    "injection": "injected",
    "inhaler": "inhaled",
    "skin": "skin",
    "drops": "eye, ear or nose",
}
UNKNOWN = "date not known"  # as an answer is displayed
DOSE_CHANGES = ("up", "down", "no", "unsure")


@dataclass(frozen=True)
class Reported:
    """One medicine, drink or drug, with what the page prints beside it."""

    entry: Entry
    typed: str  # what the patient typed or ticked
    taken: str = ""  # dose, route, start and stop as given
    reason: str = ""
    timing: str = ""  # replaces the timing where the form asked without dates
    after: str = ""  # "better after stopping"


def reported_drugs(response: Response) -> list[Reported]:
    """Everything the patient said they take or took: the list, caffeine, street drugs."""
    page = repeating_page(response.form)
    listed = [_medicine(page, medicine) for medicine in response.entries(page)] if page else []
    return [*listed, *_caffeine(response), *_street_drugs(response)]


def _medicine(page: Page, answers: Mapping[str, Any]) -> Reported:
    def value(role: str) -> Any:
        question = _by_role(page, role)
        return answers.get(question.id) if question else None

    def words(role: str) -> str:
        question = _by_role(page, role)
        if question is None or question.id not in answers:
            return ""
        return display(question, answers[question.id], "clinician")

    entry = Entry(
        typed=str(value("med.name") or ""),
        start=PartialDate.parse(value("med.start")),
        stop=PartialDate.parse(value("med.stop")),
        still=_one_of(value("med.still"), ("yes", "sometimes", "no")),
        order=_one_of(value("med.order"), get_args(Order)),
        dose_change=_one_of(value("med.dosechg"), DOSE_CHANGES),
        route=ROUTES.get(value("med.route") or ""),
        dose=words("med.dose"),
        reason=words("med.why"),
    )
    decided = value("med.stopfx") not in (None, "unsure")
    after = words("med.stopfx") if decided else ""
    taken = _as_given(words, "" if decided else words("med.stopfx"))
    return Reported(entry, entry.typed, taken, words("med.why"), after=after)


def _as_given(words: Callable[[str], str], after: str) -> str:
    """Dose, route, start and end: "50 mg daily; oral; from 1 Sep 2026; still taking"."""
    start, stop = words("med.start"), words("med.stop")
    ended = f"stopped {_or_unknown(stop)}" if stop else words("med.still")
    return joined(
        (
            words("med.dose"),
            words("med.route"),
            _from(start),
            ended,
            after,
        )
    )


def _from(start: str) -> str:
    return f"{'start' if start.startswith(UNKNOWN) else 'from'} {start}" if start else ""


def _or_unknown(stop: str) -> str:
    return f"on a {stop}" if stop.startswith(UNKNOWN) else stop


def _caffeine(response: Response) -> list[Reported]:
    """Caffeine drinks, asked as a number of cups: named by the article as a stimulant."""
    cups = response.value("caffeine")
    if not cups:
        return []
    went_up = response.value("caffeine_change") == "yes"
    entry = Entry("caffeine", still="yes", dose_change="up" if went_up else None)
    said = response.form.words
    timing = said.caffeine_raised if went_up else "start date unknown"
    return [Reported(entry, said.caffeine, f"{cups} a day", timing=timing)]


def _street_drugs(response: Response) -> list[Reported]:
    question = response.by_role("street_drugs")
    ticked = response.value("street_drugs") or []
    return [
        Reported(
            Entry(option.substance),
            option.patient,
            timing=response.form.words.street_drugs,
        )
        for option in (question.offered(ticked) if question else ())
        if option.id in ticked and option.substance
    ]


def _by_role(page: Page, role: str) -> Question | None:
    return next((question for question in page.questions if question.role == role), None)


def _one_of(value: Any, known: tuple[str, ...]) -> Any:
    """The value if the drug list knows it; a form may offer more ("not sure")."""
    return value if value in known else None
