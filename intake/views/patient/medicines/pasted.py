"""A whole list in one box: each line becomes an entry, and each is offered to be confirmed."""

from __future__ import annotations

import re
import secrets

from flask import redirect, request

from intake.drugs import says_nothing
from intake.forms import medicine_list
from intake.forms.fields import clean
from intake.forms.medicine_list import MOST
from intake.languages import Message
from intake.questionnaires import Page
from intake.services.filling.answers import (
    ChangedError,
    ClosedError,
    FullError,
    HiddenError,
    TooLongError,
    Typed,
    save_entry,
)
from intake.spoken import gettext, said
from intake.views.patient import outcomes
from intake.views.patient.form_page import (
    TOO_OLD,
    View,
    is_stale,
    stops_early,
)
from intake.views.patient.journey import Journey
from intake.views.patient.language import chosen
from intake.views.patient.medicines.shown import BOX, entries, entry_address, list_page
from intake.views.patient.overview import came_from

NOTHING = Message("Write your medicines in the box, one on each line")
TOO_MANY = Message("Write at most %(number)s lines at once, and the rest afterwards", number=MOST)
TOO_LONG = Message(
    "The box holds too much. Write only the names and doses of your medicines, one a line"
)
OVER = Message(
    "Your whole form is too long to save. Shorten your list here, or texts on other pages"
)
_IDS = re.compile(r"[0-9a-f]{8}(\.[0-9a-f]{8})*")


def post(journey: Journey, page: Page) -> View:
    """Read the list if one was typed; else go on, once it is sure that there is nothing to add."""
    text = clean(request.form.get(BOX, ""))
    text = "" if says_nothing(text) else text
    lines = medicine_list.read(text[: medicine_list.LONGEST])
    wants_read = request.form.get("then") == "read"
    if chosen() and not is_stale():
        return list_page(journey, page)
    if is_stale():
        return list_page(journey, page, said(TOO_OLD)), 400
    problem = _problem(page, text, lines) if text else NOTHING if wants_read else ""
    if problem:
        return list_page(journey, page, said(problem)), 422
    if lines:
        return _keep(journey, page, lines)
    empty = not entries(journey, page) and not stops_early()
    if empty and "asked" not in request.form:
        return list_page(journey, page, asks=True), 422
    return redirect(journey.onward(page), 303)


def following(journey: Journey, page: Page) -> str:
    """The address of the next of the list that is to be confirmed, "" after the last."""
    there = entries(journey, page)
    left = [one for one in _left() if one in there]
    return _address(journey, page, left) if left else ""


def heading() -> str:
    """What a page of a list that was read says on top, "" on others."""
    return gettext("Is this right?") if request.args.get("left") is not None else ""


def _left() -> list[str]:
    ids = request.args.get("left", "")
    return ids.split(".") if _IDS.fullmatch(ids) else []


def _address(journey: Journey, page: Page, ids: list[str]) -> str:
    first, *left = ids
    origin = {"left": ".".join(left), **came_from.kept()}
    return entry_address(journey, page, first, origin)


def _problem(page: Page, text: str, lines: list[tuple[str, str]]) -> str:
    longest = [question.max_length for question in page.questions[:2]]
    if len(text) > medicine_list.LONGEST or any(
        len(words) > most for line in lines for words, most in zip(line, longest, strict=True)
    ):
        return TOO_LONG
    if len(lines) > medicine_list.MOST:
        return TOO_MANY
    return "" if lines else NOTHING


def _keep(journey: Journey, page: Page, lines: list[tuple[str, str]]) -> View:
    """Each line as an entry; one that is on the list already is not added again."""
    had = set(entries(journey, page))
    name, dose = (question.id for question in page.questions[:2])
    try:
        for typed in lines:
            given = {key: words for key, words in zip((name, dose), typed, strict=True) if words}
            save_entry(journey.visit, page, secrets.token_hex(4), Typed(given, ""))
    except FullError:
        return list_page(Journey.of(journey.visit), page, said(outcomes.LIST_FULL)), 409
    except TooLongError:
        return list_page(Journey.of(journey.visit), page, said(OVER)), 409
    except (ChangedError, HiddenError):
        return outcomes.not_shown(Journey.of(journey.visit))
    except ClosedError:
        return outcomes.closed(journey, page)
    journey = Journey.of(journey.visit)
    if stops_early():
        return redirect(journey.onward(page), 303)
    new = [one for one in entries(journey, page) if one not in had]
    onward = _address(journey, page, new) if new else journey.address(page, came_from.kept())
    return redirect(onward, 303)
