"""Whatever JSON can hold, the functions on answers answer and never crash."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.questionnaires import Question, Response, load_all
from intake.questionnaires.display import display
from intake.questionnaires.validation import validate

FORM = load_all()["muscle-twitching"]
TODAY = date(2026, 11, 22)
QUESTIONS = [question for page in FORM.pages for question in page.questions]
IDS = [question.id for question in QUESTIONS]
OPTIONS = sorted({option.id for question in QUESTIONS for option in question.options})

words = st.one_of(st.text(max_size=12), st.sampled_from([*OPTIONS, "2026-10", "unknown"]))
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), words)
junk = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(IDS), inner, max_size=3)
    ),
    max_leaves=6,
)
noise = st.dictionaries(st.sampled_from([*IDS, "med", "other"]), junk, max_size=12)


@given(noise)
@settings(max_examples=150, deadline=None)
def test_noise_gives_answers_not_exceptions(answers: Any) -> None:
    response = Response.of(FORM, answers)
    kept = response.answers

    assert Response.of(FORM, kept).answers == kept
    assert {page.id for page in response.pages} <= {page.id for page in FORM.pages}
    assert all(question.required for _page, question in response.missing)
    assert isinstance(response.emergency, bool)
    for problem in validate(FORM, answers, today=TODAY):
        assert problem.message


@given(st.sampled_from(QUESTIONS), junk)
@settings(max_examples=150, deadline=None)
def test_any_value_can_be_displayed(question: Question, value: object) -> None:
    assert isinstance(display(question, value, "clinician"), str)


def good(question: Question) -> st.SearchStrategy[Any]:
    """Values that fit a question."""
    chosen = st.sampled_from([o.id for o in question.options]) if question.options else st.nothing()
    one = {
        "text": st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
        "choices": chosen.map(lambda option: [option]),
        "date": st.dates(date(1900, 1, 1), TODAY).map(date.isoformat),
        "number": st.integers(int(question.minimum or 0), int(question.maximum or 0)),
        "scale": st.integers(0, 10),
    }
    same = {"longtext": "text", "partdate": "date"}
    return one.get(same.get(question.kind, question.kind), chosen)


whole = st.fixed_dictionaries(
    {},
    optional={q.id: good(q) for page in FORM.pages if not page.repeats for q in page.questions},
)


@given(whole)
@settings(max_examples=60, deadline=None)
def test_what_fits_the_form_has_no_problem_and_prunes_to_what_is_shown(answers: Any) -> None:
    assert validate(FORM, answers, today=TODAY) == []
    response = Response.of(FORM, answers)
    kept = response.answers
    shown = {q.id for page in response.pages for q in page.questions}
    assert kept.keys() <= shown
    assert all(answers[key] == value for key, value in kept.items())
