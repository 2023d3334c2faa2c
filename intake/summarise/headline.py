"""What the worklist tells of a form: counts of signs, names of drugs, how far it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from intake.drugs import ANYWHERE, Local
from intake.headline import Headline, Named
from intake.questionnaires import Response
from intake.questionnaires.model import NOT_YET
from intake.summarise.medicines import medicines
from intake.summarise.phrases import repeating_page
from intake.summarise.signs import actions, emergency_words, signs
from reports.summary import DrugFlag, Drugs, Signs

SHOWN = 3  # drugs by name; the rest are counted
NOT_SAID = "not said if rung"
# Reading a medicine takes a millisecond or more, and a save holds the visit's lock meanwhile.
READ_AT_A_SAVE = 40


def headline(
    response: Response,
    today: date,
    drugs: Drugs | None = None,
    local: Local = ANYWHERE,
    known: Headline | None = None,
) -> Headline:
    """The headline of these answers; `drugs` if they are at hand, as they are at sending.

    Of a long list that is only saved the drugs are not read: `drugs_read` says so. Nor are they
    where `known` tells them already: what was kept before something else changed.
    """
    found = signs(response)
    if drugs is None and known is None and _listed(response) <= READ_AT_A_SAVE:
        drugs = medicines(response, today, local=local)
    return Headline(
        **_of_signs(response, found),
        **(known.of_drugs if known and drugs is None else _of_drugs(response, drugs)),
        sex=response.text("sex"),
        phone=response.text("phone"),
        filled_by=response.text("helper"),
    )


def _of_drugs(response: Response, drugs: Drugs | None) -> dict[str, Any]:
    onset = response.form.words.onset
    every = (*drugs.flags, *drugs.treatments) if drugs else ()
    named = [_named(one, onset) for one in every]
    return {
        "named": tuple(named[:SHOWN]),
        "more_named": len(named[SHOWN:]),
        "to_ask": sum(bool(one.typed) for one in drugs.questions) if drugs else 0,
        "checked": _checked(drugs),
        "drugs_read": drugs is not None and response.value("nomeds") is not None,
    }


def _of_signs(response: Response, found: Signs) -> dict[str, Any]:
    every = (*found.emergency, *found.danger)
    acted = {action for _, action, _ in actions(response)}
    return {
        "emergency": tuple(emergency_answers(response)),
        "action": found.emergency_action,
        "help_sought": bool(acted) and acted.isdisjoint({NOT_YET, None}),
        "ring": (response.text("ring_ack") or NOT_SAID) if response.ring_today else "",
        "danger": sum(sign.answer == "yes" for sign in found.danger),
        "unsure": sum(sign.answer == "unsure" for sign in every),
        "answered": sum(sign.answer != "unanswered" for sign in every),
        "asked": len(every),
    }


def emergency_answers(response: Response) -> list[str]:
    """Every answer that shows the emergency advice, in the clinician's words."""
    return [emergency_words(*one) for one in response.emergencies]


def _listed(response: Response) -> int:
    page = repeating_page(response.form)
    return len(response.entries(page)) if page else 0


def _named(flag: DrugFlag, onset: str) -> Named:
    return Named(flag.ingredient, _interval(flag.timing, onset), flag.role == "treatment")


def _interval(timing: str, onset: str) -> str:
    """The first of the timing's words: "6 days before" of "started 6 days before onset; ..."."""
    first = re.split(r"[;(]", timing)[0].strip()
    return first.removeprefix("started ").removesuffix(f" {onset}")


def _checked(drugs: Drugs | None) -> int:
    if drugs is None:
        return 0
    texts: Sequence[object] = (*drugs.flags, *drugs.treatments, *drugs.others)
    return len(texts)
