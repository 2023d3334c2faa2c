"""What the doctor has to ask about drugs: ticked but not listed, taken but not named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from intake.drugs import DrugRead, Flagging, classes, is_kindred
from intake.questionnaires import Response
from intake.questionnaires.model import Option
from intake.summarise.phrases import repeating_page
from reports.summary import DrugQuestion


def reminders(
    response: Response, flagging: Flagging, mentioned: Iterable[DrugRead] = ()
) -> Iterator[DrugQuestion]:
    """A question for each ticked kind without a matching drug, and for what was not named.

    A drug `mentioned` in own words stands on the page already, so its kind is not asked for.
    """
    taken = [drug for drug in (*_listed(flagging), *mentioned) if drug.perhaps_taken]
    keys = {key for drug in taken for key in drug.classes}
    for option in _ticked(response):
        reminds_of = option.memory_aid_classes
        if reminds_of and not (keys.intersection(reminds_of) or _explained(taken, reminds_of)):
            names = " or ".join(classes()[key].short for key in reminds_of)
            yield DrugQuestion("", f"ticked “{option.clinician}”, but lists no {names}")
        elif not reminds_of and not flagging.others:
            yield DrugQuestion("", f"ticked “{option.clinician}”, but lists none")
    if response.value("nomeds") == "unnamed":
        yield DrugQuestion("", "takes medicines or supplements but cannot name them")
    if _new_but_unnamed(response):
        yield DrugQuestion("", response.form.words.new_unnamed)


def _listed(flagging: Flagging) -> Iterator[DrugRead]:
    """Every drug read in the list; one that is flagged is taken, whatever its words say."""
    for flag in (*flagging.causes, *flagging.treatments):
        yield replace(flag.drug, status="current")
    yield from (listed.drug for listed in flagging.others)


def _explained(taken: Iterable[DrugRead], class_keys: Iterable[str]) -> bool:
    """Whether a drug of no such class is of the kind: venlafaxine, for low mood."""
    return any(is_kindred(drug.ingredient, class_keys) for drug in taken)


def _ticked(response: Response) -> list[Option]:
    question = response.by_role("memory_aid")
    given = response.value("memory_aid") or []
    options = question.offered(given) if question else ()
    return [option for option in options if option.id in given and not option.exclusive]


def _new_but_unnamed(response: Response) -> bool:
    page = repeating_page(response.form)
    return (
        response.value("med_new") == "yes"
        and not response.value("med_new_what")
        and not (page and response.entries(page))
    )
