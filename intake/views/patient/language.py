"""The language of a patient's page: what was chosen, else the visit's, else what the browser asks.

The switch stands on each page. Where something may be typed it is a button of the page's own form,
which comes back in the other language with all that was typed; elsewhere it is a link. The newest
choice counts for the visit, on every device.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Response, current_app, g, redirect, request, url_for
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from intake import languages, spoken, store, wording
from intake.languages import ENGLISH, Language
from intake.questionnaires import Page, Question
from intake.questionnaires.display import display
from intake.questionnaires.wordings import InEnglish
from intake.services.filling import opening
from intake.spoken import gettext
from intake.views import cookies
from intake.views.local import local
from intake.views.replies import Reply

_QUOTED = re.compile(r'"([^"]*)"')
FIELD = "language"  # what a button of the switch posts


def choose() -> None:
    """Begin a request in the language that was chosen in this browser, or that it asks for."""
    g.begun_in = ENGLISH
    if request.blueprint in ("patient", None):
        codes = {one.code: one for one in on_offer()}
        read = codes.get(request.cookies.get(_cookie(), ""))
        wished = request.accept_languages.best_match(list(codes), default=ENGLISH.code)
        g.begun_in = read or codes[wished]
    g.picked = chosen()
    spoken.speak(g.picked or g.begun_in)


def on_offer() -> tuple[Language, ...]:
    """What this page's patient may choose from: what its clinic offers, once that is known."""
    found: tuple[Language, ...] = g.get("offered") or _every()
    return found


def chosen() -> Language | None:
    """What was chosen by this very request, None if nothing was."""
    if request.blueprint != "patient":
        return None
    code = (request.view_args or {}).get("code")
    if request.method == "POST":
        code = request.form.get(FIELD)
    return next((one for one in on_offer() if one.code == code), None)


def at(clinic: store.Clinic) -> None:
    """Go on with what the clinic offers, in the spelling of its country."""
    g.offered = clinic.offers(_every())
    spoken.speak(languages.at_clinic(_offered(spoken.current()), clinic.country))


def of_visit(visit: store.Visit) -> store.Visit:
    """Go on in the visit's language; the visit as it is read in this request.

    A language that its clinic offers no more stays that of a visit which is held in it.
    """
    offered = visit.clinic.offers(_every())
    kept = next((one for one in _every() if one.code == visit.language), None)
    g.offered = tuple(one for one in _every() if one in offered or one == kept)
    read = chosen() or kept or _offered(g.get("begun_in", ENGLISH))
    spoken.speak(languages.at_clinic(read, visit.clinic.country))
    return replace(visit, language=read.code)


def keep_choice(visit: store.Visit) -> None:
    """Keep on the visit what was chosen by this request, if anything was."""
    if picked := chosen():
        opening.keep_language(visit, picked.code)


def switch(code: str) -> Reply:
    """Go back to the page, in the language that was chosen."""
    return redirect(_page_before() or url_for("patient.home"), 303)


def switch_visit(visit: store.Visit, code: str) -> Reply:
    """Go back to a page of the visit, whose language was chosen."""
    home = url_for("patient.go_on", handle=store.handle_of(visit))
    return redirect(_page_before() or home, 303)


def switches() -> list[tuple[Language, str]]:
    """What a page offers: each language with its address. That names no page: dead links are
    alike to the byte, so the browser says which page it comes from.
    """
    if request.blueprint not in ("patient", None):
        return []
    handle = (request.view_args or {}).get("handle")
    where: dict[str, Any] = {"handle": handle} if handle else {}
    endpoint = "patient.switch_visit" if handle else "patient.switch"
    return [(one, url_for(endpoint, code=one.code, **where)) for one in on_offer()]


def reads() -> Language:
    """What this page is in, of what is on offer, however it is spelt."""
    return next((one for one in on_offer() if one == spoken.current()), ENGLISH)


def write_cookie(reply: Response) -> Response:
    """Let this browser begin in the language that was chosen in it, until it is closed.

    A visit's own language is no choice: the next form may be another patient's.
    """
    picked = g.get("picked")  # not there where the request was too large to be read
    if picked in on_offer():
        https = bool(current_app.config["SETTINGS"].https)
        reply.set_cookie(_cookie(), picked.code, **cookies.attributes(https))
    return reply


def spoken_page(page: Page) -> Page:
    """A page of our own, whose questions no form asks, in the language of the request."""
    said = spoken.said
    asked = (
        replace(one, patient=said(one.patient), hint=said(one.hint), error=said(one.error))
        for one in page.questions
    )
    return replace(page, questions=tuple(asked))


def answer(question: Question, value: Any) -> str:
    """An answer in the patient's words, as this request speaks."""
    return display(question, value, "patient", spoken.current().code)


def called_on(clinic: store.Clinic) -> str:
    """Whom to call, with the number if there is one: "Hilltop Clinic on 01632 960 001"."""
    if not clinic.phone:
        return clinic.name
    return gettext("%(clinic)s on %(phone)s", clinic=clinic.name, phone=clinic.phone)


def marked(words: str) -> str:
    """Words of a form; those that have no translation are marked as English for a reader aloud.

    Quotes that the form's file writes as on a keyboard are shown as the interface shows its own.
    """
    if isinstance(words, Markup):
        return words
    shown = _QUOTED.sub(r"“\1”", words)
    if isinstance(words, InEnglish):
        return Markup('<span lang="{}" dir="ltr">{}</span>').format(ENGLISH.tag, shown)
    return shown


def day_in_words(moment: datetime, clinic: store.Clinic) -> str:
    """A moment's day where the clinic is: "22 December 2026"."""
    return wording.long_day(moment.astimezone(ZoneInfo(clinic.time_zone)), spoken.current().code)


def scheduled_in_words(visit: store.Visit) -> str:
    """When a visit is, where its clinic is: "22 December 2026, 10:30". "" if not set."""
    return _long_moment(visit.scheduled_at, visit.clinic)


def moment_in_words(visit: store.Visit) -> str:
    """When a form was last saved, where its clinic is: "22 November 2026, 12:05". "" for never."""
    return _long_moment(visit.saved_at, visit.clinic)


def patient_time(moment: datetime, clinic: store.Clinic) -> str:
    """A moment where the clinic is, in the patient's words: "20 Nov 2026 19:42"."""
    return wording.moment(moment.astimezone(ZoneInfo(clinic.time_zone)), spoken.current().code)


def in_words(text: str, clinic: store.Clinic) -> str:
    """The questionnaire's words with the clinic's own name and numbers in them."""
    kind = type(text)
    for name, value in (
        ("{clinic}", clinic.name),
        ("{phone}", clinic.phone or clinic.name),
        ("{emergency_number}", clinic.emergency_number),
        ("{crisis_line}", clinic.crisis_line or clinic.emergency_number),
    ):
        text = text.replace(name, value)
    return InEnglish(text) if kind is InEnglish else text


def _every() -> tuple[Language, ...]:
    return languages.offered(demo=current_app.config["SETTINGS"].demo)


def _offered(wished: Language) -> Language:
    """A language if it is on offer; else the one on offer that the browser likes best."""
    codes = {one.code: one for one in on_offer()}
    best = request.accept_languages.best_match(list(codes), default=next(iter(codes)))
    return codes.get(wished.code, codes[best])


def _page_before() -> str:
    """Where on this service the browser says that it comes from, "" if it does not."""
    before = urlsplit(request.referrer or "")
    if before.netloc != request.host or before.path.count("/language/"):
        return ""
    if not _is_page(before.path):
        return ""
    return local(f"{before.path}?{before.query}".rstrip("?"))


def _is_page(path: str) -> bool:
    """Whether the address can be looked at: some only take what is posted."""
    looked_at = _endpoint(path, "GET")
    return bool(looked_at) and _endpoint(path, "POST") in (looked_at, "")


def _endpoint(path: str, method: str) -> str:
    """What an address leads to, "" for nothing."""
    try:
        endpoint, _values = current_app.url_map.bind("").match(path, method)
    except HTTPException:
        return ""
    return str(endpoint)


def _cookie() -> str:
    return cookies.name(cookies.LANGUAGE, bool(current_app.config["SETTINGS"].https))


def _long_moment(moment: datetime | None, clinic: store.Clinic) -> str:
    here = moment.astimezone(ZoneInfo(clinic.time_zone)) if moment else None
    return wording.long_moment(here, spoken.current().code) if here else ""
