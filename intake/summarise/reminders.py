"""What the doctor has to ask about drugs: ticked but not listed, taken but not named."""

from __future__ import annotations

from collections.abc import Iterator

from intake.drugs import CLASSES, Flagging
from intake.questionnaires import Answers, Questionnaire
from intake.questionnaires.model import Option
from intake.summarise.phrases import repeating_page, role_value
from reports.summary import DrugQuestion


def reminders(form: Questionnaire, answers: Answers, found: Flagging) -> Iterator[DrugQuestion]:
    """A question for each ticked kind without a matching drug, and for what was not named."""
    keys = {key for one in (*found.causes, *found.treatments) for key in one.class_keys}
    keys |= {key for one in found.others for key in one.drug.classes}
    for option in _ticked(form, answers):
        if option.jog and not keys.intersection(option.jog):
            names = " or ".join(CLASSES[key].short for key in option.jog)
            yield DrugQuestion("", f"ticked “{option.clinician}”, but lists no {names}")
        elif not option.jog and not found.others:
            yield DrugQuestion("", f"ticked “{option.clinician}”, but lists none")
    if role_value(form, answers, "nomeds") == "unnamed":
        yield DrugQuestion("", "takes medicines or supplements but cannot name them")
    if _new_but_unnamed(form, answers):
        yield DrugQuestion("", "started something new in the 3 months before onset, not named")


def _ticked(form: Questionnaire, answers: Answers) -> list[Option]:
    question = form.by_role("jog")
    given = answers.get(question.id, []) if question else []
    options = question.options if question else ()
    return [option for option in options if option.id in given and not option.exclusive]


def _new_but_unnamed(form: Questionnaire, answers: Answers) -> bool:
    page = repeating_page(form)
    return (
        role_value(form, answers, "med_new") == "yes"
        and not role_value(form, answers, "med_new_what")
        and not (page and answers.get(page.id))
    )
