"""One page of the form: what is kept, what is refused, and where it leads."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake import store
from intake.questionnaires import Questionnaire
from intake.views.patient.language import marked
from tests import factories
from tests.phones import Tab

ABOUT = {
    "about.filledby": "self",
    "about.name": "Ana Example",
    "about.dob": "1990-05-17",
    "about.sex": "female",
    "about.phone": "01632 960 123",
    "about.place": "At home",
}
SCRIPT = "<script>alert('x')</script>{{7*7}}"


def test_every_page_can_be_filled_in_and_brings_the_next(
    ana: FlaskClient, visit: store.Visit, answers: dict[str, Any], fill: Any, html: Any, form: str
) -> None:
    questionnaire = ana.application.extensions["questionnaires"][visit.questionnaire_id]
    at = f"{form}/safety"
    seen = []
    while at != f"{form}/check":
        page = questionnaire.page(at.rsplit("/", 1)[-1])
        seen.append(page.id)
        assert page.patient in html(ana.get(at)).text_content()
        for item in answers[page.id] if page.repeats else []:
            assert fill(ana, page.id, item, at=f"{at}/new").location == at
        reply = fill(ana, page.id, {} if page.repeats else answers, at=at)
        assert reply.status_code == 303, reply.text
        at = reply.location
    assert len(seen) <= len(questionnaire.pages)
    assert factories.saved_answers(visit) == answers


def test_what_was_saved_stands_on_the_page_again(
    ana: FlaskClient, visit: store.Visit, answers: dict[str, Any], html: Any, form: str
) -> None:
    factories.make_draft(visit, {**answers, "about.name": "Anna Example"})  # not as booked
    page = html(ana.get(f"{form}/about"))
    assert page.xpath("//input[@name='about.name']/@value") == ["Anna Example"]
    assert page.xpath("//input[@name='about.dob-year']/@value") == ["1990"]
    assert page.xpath("//input[@name='about.sex'][@checked]/@value") == ["female"]


def test_errors_say_what_to_do_and_lead_to_their_field(
    ana: FlaskClient, fill: Any, html: Any
) -> None:
    reply = fill(ana, "about", {**ABOUT, "about.name": " ", "about.dob": "1990-05"})
    page = html(reply)
    assert reply.status_code == 422
    assert page.findtext(".//title").startswith("Error: ")
    links = page.xpath("//div[contains(@class,'error-summary')]//a")
    assert [one.text_content() for one in links] == [
        "Enter the patient's full name",
        "Enter the day too",
    ]
    for one in links:
        [field] = page.xpath("//*[@id=$id]", id=one.get("href")[1:])
        assert field.tag == "input"
    assert page.xpath("//input[@name='about.dob-month']/@value") == ["05"]
    assert page.xpath("//input[@name='about.phone']/@value") == ["01632 960 123"]


def test_a_page_with_errors_saves_nothing_of_it(
    ana: FlaskClient, visit: store.Visit, fill: Any
) -> None:
    fill(ana, "about", {**ABOUT, "about.name": ""})
    assert factories.saved_answers(visit) == {}


def test_text_that_is_too_long_is_counted_kept_and_never_cut(
    ana: FlaskClient, fill: Any, html: Any
) -> None:
    long = "Ana " * 60 + "end"
    reply = fill(ana, "about", {**ABOUT, "about.name": long})
    assert reply.status_code == 422
    assert "200 characters or fewer. You typed 243" in reply.text
    assert html(reply).xpath("//input[@name='about.name']/@value") == [long]


def test_a_follow_up_is_asked_only_where_its_answer_calls_for_it(
    ana: FlaskClient, visit: store.Visit, answers: dict[str, Any], fill: Any
) -> None:
    page = {**answers, "sx.breath": "yes"}
    page.pop("sx.breath.when", None)
    assert "Tick when you are short of breath" in fill(ana, "body", page).text
    page = {**answers, "sx.breath": "no", "sx.breath.when": ["flat"]}
    assert fill(ana, "body", page).status_code == 303
    assert "sx.breath.when" not in factories.saved_answers(visit)


def test_nonsense_in_a_hidden_follow_up_does_not_hold_the_patient_up(
    ana: FlaskClient, answers: dict[str, Any], fill: Any
) -> None:
    page = {**answers, "sx.falls": "no", "sx.falls.n": "many"}
    assert fill(ana, "strength", page).status_code == 303


def test_follow_ups_say_when_to_answer_them(ana: FlaskClient, html: Any, form: str) -> None:
    words = html(ana.get(f"{form}/strength")).text_content()
    assert "Answer this if you chose “Yes” for “Are your muscles weak" in words


def test_none_of_these_excludes_the_rest(ana: FlaskClient, fill: Any, html: Any) -> None:
    reply = fill(ana, "safety", {"safety.now": ["fit", "none"]})
    assert reply.status_code == 422
    page = html(reply)
    assert "None of these" in page.xpath("//span[@id='safety.now-error']")[0].text_content()
    assert page.xpath("//input[@name='safety.now'][@checked]/@value") == ["fit", "none"]


def test_an_emergency_sign_brings_the_advice_at_once_and_again(
    ana: FlaskClient, fill: Any, html: Any, form: str
) -> None:
    reply = fill(ana, "safety", {"safety.now": ["choke"]})
    assert reply.location == f"{form}/safety-act"
    for address in (reply.location, f"{form}/check"):
        card = html(ana.get(address)).xpath("//div[contains(@class,'care--emergency')]")
        assert "Call 999 now" in card[0].text_content()


def test_breathlessness_at_rest_brings_the_advice_after_none_of_these(
    ana: FlaskClient, answers: dict[str, Any], fill: Any, form: str
) -> None:
    fill(ana, "safety", {"safety.now": ["none"], "safety.more": ["none"]})
    page = {**answers, "sx.breath": "yes", "sx.breath.when": ["still"]}
    assert fill(ana, "body", page).location == f"{form}/breath-act"
    assert fill(ana, "body", page, at=f"{form}/body?from=check").location == (
        f"{form}/breath-act?from=check"
    )


def test_a_key_that_was_never_asked_for_is_refused(
    ana: FlaskClient, visit: store.Visit, fill: Any
) -> None:
    assert fill(ana, "about", ABOUT, clinic_id="valley").status_code == 400
    assert factories.saved_answers(visit) == {}


def test_an_answer_that_is_not_offered_is_told_in_plain_words(
    ana: FlaskClient,
    answers: dict[str, Any],
    fill: Any,
    html: Any,
    form: str,
    questionnaire: Questionnaire,
) -> None:
    for page, asked in (("about", "about.sex"), ("strength", "sx.stiff"), ("safety", "safety.now")):
        wrong = fill(ana, page, {**answers, asked: ["xyz"]})
        [told] = html(wrong).xpath("//div[contains(@class,'error-summary')]//li")
        question = questionnaire.question(asked)
        assert question
        assert wrong.status_code == 422
        assert told.text_content().strip() == marked(question.error)  # and no codes of options


def test_save_and_come_back_later_keeps_an_unfinished_page(
    ana: FlaskClient, visit: store.Visit, fill: Any, html: Any, form: str
) -> None:
    reply = fill(ana, "about", {"about.name": "Ana Example"}, then="later")
    assert reply.location == f"{form}/link"
    assert factories.saved_answers(visit) == {"about.name": "Ana Example"}
    page = html(ana.get(reply.location))
    assert f"http://intake.test/v/{store.link_token(visit)}" in page.text_content()
    assert "not sent" in page.text_content()


def test_save_and_come_back_later_loses_nothing_that_cannot_be_read(
    ana: FlaskClient, visit: store.Visit, fill: Any, html: Any, form: str
) -> None:
    typed = {"sx.falls": "yes", "sx.falls.n": "a few"}
    assert fill(ana, "strength", typed, then="later").location == f"{form}/link"
    assert factories.saved_answers(visit) == {"sx.falls": "yes"}
    page = html(ana.get(f"{form}/strength"))
    assert page.xpath("//input[@name='sx.falls.n']/@value") == ["a few"]
    assert page.xpath("//*[@id='sx.falls.n-error']")


def test_a_range_is_kept_and_shown_as_it_was_said(
    ready: FlaskClient, osei: FlaskClient, visit: store.Visit, html: Any, form: str
) -> None:
    Tab.on(ready, f"{form}/strength").post(sx_falls="yes", sx_falls_n="2-3")
    Tab.on(ready, f"{form}/health").post(life_caffeine="1 to 2")
    Tab.on(ready, f"{form}/impact").post(life_sleep="6 or 7")
    page = html(ready.get(f"{form}/impact"))
    assert page.xpath("//input[@name='life.sleep']/@value") == ["6–7"]
    assert "6–7 hours" in ready.get(f"{form}/check").text
    assert ready.post(f"{form}/send").status_code == 303
    of = f"/clinic/visits/{visit.reference}"
    for told in (osei.get(of).text, osei.get(f"{of}/intake-{visit.reference}.txt").text):
        for said in ("2–3", "6–7 hours", "1–2 a day"):
            assert said in told


def test_from_the_check_page_continue_returns_there(
    ready: FlaskClient, fill: Any, form: str
) -> None:
    page = f"{form}/about?from=check"
    assert fill(ready, "about", ABOUT, at=page).location == f"{form}/check"


def test_quotes_are_of_one_kind(
    ana: FlaskClient, questionnaire: Questionnaire, html: Any, form: str
) -> None:
    shown = [*(f"{form}/{page.id}" for page in questionnaire.pages), f"{form}/check"]
    told = [html(ana.get(one)).text_content() for one in shown if ana.get(one).status_code == 200]
    assert any("tick “None of these”" in words for words in told)
    assert not [words for words in told if '"' in words]


def test_what_is_typed_is_shown_as_text(ana: FlaskClient, fill: Any, form: str) -> None:
    fill(ana, "about", {**ABOUT, "about.job": SCRIPT, "about.name": SCRIPT})
    for address in (f"{form}/about", f"{form}/check"):
        text = ana.get(address).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text
        assert "{{7*7}}" in text


@pytest.mark.parametrize("page_id", ["no-such-page", "..%2Fcheck", "safety%00", "x" * 5000])
def test_a_page_that_is_not_there(ana: FlaskClient, page_id: str, form: str) -> None:
    assert ana.get(f"{form}/{page_id}").status_code in (404, 414)


def test_a_page_that_the_answers_hide_leads_back_into_the_form(ana: FlaskClient, form: str) -> None:
    assert ana.get(f"{form}/breath-act").location == f"{form}/safety"


KEYS = [
    "safety.now", "about.name", "about.dob-day", "about.dob-month", "about.dob-year", "about.sex",
    "hpi.onset-year", "hpi.onset-unknown", "hpi.where", "sx.falls", "sx.falls.n", "then",
    "med.name", "med.start", "med.start-year", "hpi.bother", "life.caffeine", "csrf_token",
    "nonsense",
]  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["yes", "none", "0", "-1", "1e9", "²", "٣", "31", "Feb", "later", "\x00", "nan"]
    ),
)
PAGES = ["safety", "about", "twitching", "strength", "med/new", "med/1", "health", "impact", "open"]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    page=st.sampled_from(PAGES),
    data=st.dictionaries(st.sampled_from(KEYS), st.lists(VALUES, max_size=3), max_size=6),
)
def test_no_post_whatever_breaks_the_service(
    ana: FlaskClient, page: str, data: dict[str, list[str]], form: str
) -> None:
    assert ana.post(f"{form}/{page}", data=data).status_code < 500
    assert ana.get(f"{form}/check").status_code == 200
