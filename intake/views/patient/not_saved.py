"""A post that cannot be saved: why, the way on, and everything that was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from intake import store
from intake.questionnaires import Question
from intake.services.form_library import forms, worded
from intake.spoken import current, gettext, said
from intake.views.errors import error_page, explain, rendered
from intake.views.patient.language import called_on, spoken_page
from intake.views.patient.note_question import ADD_NOTE, LIST, NOTE

Reply = tuple[str, int]
PARTS = ("day", "month", "year", "unknown")


def cannot_open(clinic: store.Clinic | None = None) -> Reply:
    """The form is not open in this browser: the same page whatever the reason.

    Which clinic to call is told where that is known of the browser, or there is only one.
    """
    clinic = clinic or store.only_clinic()
    ask = (
        gettext("Call %(clinic)s and ask for a new link.", clinic=called_on(clinic))
        if clinic
        else gettext("Ask your clinic for a new link.")
    )
    what = gettext(
        "Open the link in your message from the clinic again. If it still does not open, the link "
        "may be too old or no longer in use: a link works until the day after the visit."
    )
    safe = gettext("What you saved is safe.")
    return _page(
        404,
        gettext("We cannot open this form"),
        f"{what} {ask} {safe}",
        # Those of the front page, the same for every link: which one a dead link was of is told
        # to nobody.
        clinics=[] if clinic else [one for one in store.open_clinics() if one.phone],
        clinic=clinic,
    )


def too_old() -> Reply:
    """The page was open too long, or another window took its place."""
    return _page(
        400,
        gettext("This page was open too long or in another window"),
        gettext(
            "Go back, load the page again and try once more. If it does not open, follow the link "
            "from your clinic again. What you saved is safe."
        ),
    )


def nothing_open() -> Reply:
    """Finish was pressed again."""
    return _page(
        400,
        gettext("No form is open on this phone"),
        gettext("You can close this page. What you saved is safe."),
    )


def not_asked_now(way_on: str) -> Reply:
    """Answers given elsewhere have taken this page out of the form."""
    return _page(
        409,
        gettext("This page is not part of your form now"),
        gettext(
            "Other answers, perhaps from another window, have changed which questions we ask. "
            "What you saved is safe."
        ),
        way_on,
    )


def not_on_the_list(list_address: str) -> Reply:
    """The entry was taken off its list, perhaps in another window."""
    return _page(
        404,
        gettext("This is not on your list"),
        gettext("It was taken off the list, perhaps in another window."),
        list_address,
        gettext("See your list"),
    )


def sent_already(receipt: str) -> Reply:
    """The form was sent before this page of it was saved."""
    return _page(
        409,
        gettext("This form was sent already"),
        gettext(
            "It was sent before this page was saved, perhaps from another window or phone. Tell "
            "your doctor at the visit what you wanted to change."
        ),
        receipt,
        gettext("See the receipt"),
    )


def too_late_for_notes(receipt: str) -> Reply:
    """The visit's time has come: what is added now would not be read before it."""
    return _page(
        409,
        gettext("Your note was not added"),
        gettext(
            "The time to add notes is over. Tell your doctor at the visit, or call your clinic."
        ),
        receipt,
        gettext("See the receipt"),
    )


def other_questions() -> Reply:
    """The page was drawn with questions that it no longer asks."""
    return _page(
        400,
        gettext("The questions on this page have changed"),
        gettext(
            "The form was changed after you opened this page. Go on, and answer the page as it is "
            "now. What you saved is safe."
        ),
        request.full_path.rstrip("?"),
    )


def started_before() -> Reply:
    """The first page was sent again, from a browser that no longer has the form open."""
    return _page(
        409,
        gettext("This form was started before"),
        gettext("To go on with it, open your link. To begin a new form, choose “Start now” again."),
    )


def failed(error: Exception) -> Reply | HTTPException:
    """Any other error: what every door says of it, and what was typed."""
    if isinstance(error, HTTPException) and (error.code or 500) < 400:
        return error
    if isinstance(error, store.GoneError):
        return cannot_open()
    status, title, advice = explain(error)
    if request.method != "POST" or isinstance(error, RequestEntityTooLarge):
        return error_page(status, title, advice)
    return _page(status, said(title), said(advice))


def _page(  # noqa: PLR0913 - what the page says, part by part
    status: int,
    title: str,
    advice: str,
    way_on: str = "",
    leads: str = "",
    *,
    clinic: store.Clinic | None = None,
    clinics: Sequence[store.Clinic] = (),
) -> Reply:
    page = rendered(
        "patient/not_saved.html",
        status,
        title=title,
        advice=advice,
        way_on=way_on,
        leads=leads or gettext("Go on with your form"),
        typed=typed(),
        clinic=clinic,
        clinics=clinics,
    )
    return page, status


def typed() -> list[tuple[str, str]]:
    """What was posted, as questions and answers in the patient's words; [] for a GET.

    Only what a form asks, and never what another site posts: its words are not the patient's.
    """
    if is_of_another_site():
        return []
    rows: dict[str, list[str]] = {}
    for key, values in request.form.lists():
        question = _question(key)
        if question:
            words = [_words(question, one) for one in values if one.strip()]
            rows.setdefault(question.patient, []).extend(words)
    return [(asked, " ".join(words)) for asked, words in rows.items() if words]


def is_of_another_site() -> bool:
    """Whether another site posted this, as the browser tells."""
    return request.headers.get("Sec-Fetch-Site") == "cross-site"


def _question(key: str) -> Question | None:
    name, _, part = key.rpartition("-")
    ids = (key, name) if part in PARTS else (key,)
    asked = (
        one
        for form in (worded(one, current()) for one in forms().values())
        for page in (*form.pages, *form.retired)
        for one in page.questions
    )
    own = spoken_page(replace(ADD_NOTE, questions=(NOTE, LIST))).questions
    return next((question for question in (*own, *asked) if question.id in ids), None)


def _words(question: Question, value: str) -> str:
    option = question.option(value)
    return option.patient if option else value
