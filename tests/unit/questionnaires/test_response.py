"""Which answers count, which are missing, and when the emergency advice shows."""

from collections.abc import Iterable

from intake.questionnaires import Page, Question, Questionnaire, Response
from intake.questionnaires.condition import Answers
from intake.questionnaires.response import shown_questions
from tests.unit.questionnaires.conftest import the

CHOKING = {"now": ["choke"], "heard": "yes", "heard.since": "2026"}


def prune(form: Questionnaire, given: Answers) -> Answers:
    return Response.of(form, given).answers


def shown_pages(form: Questionnaire, given: Answers) -> tuple[Page, ...]:
    return Response.of(form, given).pages


def missing(form: Questionnaire, given: Answers) -> list[tuple[Page, Question]]:
    return Response.of(form, given).missing


def emergency(form: Questionnaire, given: Answers) -> bool:
    return Response.of(form, given).emergency


def ids(things: Iterable[Page | Question]) -> list[str]:
    return [thing.id for thing in things]


def test_a_page_shows_once_an_answer_asks_for_it(small: Questionnaire) -> None:
    assert ids(shown_pages(small, {})) == ["safety", "about", "med", "last"]
    assert ids(shown_pages(small, {"now": ["none"]})) == ["safety", "about", "med", "last"]
    assert ids(shown_pages(small, {"now": ["choke"]})) == [
        "safety",
        "about",
        "loud",
        "med",
        "last",
    ]


def test_a_question_shows_once_an_answer_asks_for_it(small: Questionnaire) -> None:
    about = the(small.page("about"))

    assert ids(shown_questions(about, {"cups": 0})) == ["name", "dob", "cups"]
    assert ids(shown_questions(about, {"cups": 2})) == ["name", "dob", "cups", "which"]
    assert ids(shown_questions(about, {"cups": "many"})) == ["name", "dob", "cups"]


def test_an_answer_whose_question_is_hidden_again_is_dropped(small: Questionnaire) -> None:
    assert prune(small, CHOKING) == CHOKING
    assert prune(small, {**CHOKING, "now": ["none"]}) == {"now": ["none"]}


def test_a_hidden_answer_shows_nothing_further(small: Questionnaire) -> None:
    """heard is dropped as `now` hides it, so heard.since goes in the same pass."""
    assert prune(small, {"heard": "yes", "heard.since": "2026"}) == {}


def test_a_hidden_answer_on_another_page_shows_neither_question_nor_page(
    small: Questionnaire,
) -> None:
    hidden = {"heard": "yes", "often": "yes", "else": "x", "bye": "y"}

    assert prune(small, {**hidden, "now": ["choke"]}) == {**hidden, "now": ["choke"]}
    assert prune(small, {**hidden, "now": ["none"]}) == {"now": ["none"]}
    assert "end" not in ids(shown_pages(small, {**hidden, "now": ["none"]}))


def test_a_hidden_question_hides_what_hangs_on_it_on_the_same_page(small: Questionnaire) -> None:
    answers = {"now": ["choke"], "heard": "no", "often": "yes", "often.when": "at night"}

    assert prune(small, answers) == {"now": ["choke"], "heard": "no"}
    assert ids(shown_questions(the(small.page("loud")), answers)) == ["heard"]


def test_requirement_35_unknown_keys_are_dropped_and_entries_are_all_kept(
    small: Questionnaire,
) -> None:
    entries = [{"med.name": "a", "x": 1}, {}, {"med.name": "b", "med.stop": "2020"}]

    kept = prune(small, {"y": 2, "med.name": "stray", "med": entries})

    assert kept == {"med": [{"med.name": "a"}, {}, {"med.name": "b"}]}


def test_a_condition_within_an_entry_looks_at_that_entry(small: Questionnaire) -> None:
    stopped = {"med.name": "a", "med.still": "no", "med.stop": "2020"}
    taken = {"med.name": "b", "med.still": "yes", "med.stop": "2020"}

    kept = prune(small, {"med": [stopped, taken]})

    assert kept["med"] == [stopped, {"med.name": "b", "med.still": "yes"}]


def test_pruning_leaves_the_given_answers_as_they_were(small: Questionnaire) -> None:
    given = {"now": ["none"], "heard": "yes", "med": [{"med.name": "a", "x": 1}]}

    prune(small, given)

    assert given == {"now": ["none"], "heard": "yes", "med": [{"med.name": "a", "x": 1}]}


def test_missing_lists_what_is_shown_required_and_blank(small: Questionnaire) -> None:
    def asked(answers: Answers) -> list[tuple[str, str]]:
        return [(page.id, question.id) for page, question in missing(small, answers)]

    assert asked({}) == [("safety", "now"), ("about", "name")]
    assert asked({"now": [], "name": "  "}) == [("safety", "now"), ("about", "name")]
    assert asked({"now": ["none"], "name": "Ana"}) == []
    assert asked({"now": ["choke"], "name": "Ana"}) == [("loud", "heard")]
    assert asked({"now": ["none"], "name": "Ana", "med": [{}, {"med.name": "a"}]}) == [
        ("med", "med.name")
    ]


def test_emergency_is_an_answer_that_counts(small: Questionnaire) -> None:
    assert emergency(small, {"now": ["choke"]})
    assert not emergency(small, {"now": ["none"]})
    assert not emergency(small, {})


def test_the_form_calls_breathlessness_at_rest_an_emergency_after_none_of_these(
    form: Questionnaire,
) -> None:
    breathless = {"safety.now": ["none"], "sx.breath": "yes", "sx.breath.when": ["tasks", "flat"]}

    assert emergency(form, breathless)
    assert emergency(form, {**breathless, "sx.breath.when": ["still"]})
    assert not emergency(form, {**breathless, "sx.breath.when": ["tasks"]})
    assert not emergency(form, {**breathless, "sx.breath": "no"})
    assert "breath-act" in ids(shown_pages(form, breathless))
    assert "safety-act" not in ids(shown_pages(form, breathless))


def test_every_emergency_sign_of_the_form_shows_its_page(form: Questionnaire) -> None:
    signs = [o.id for o in the(form.by_role("emergency")).options if o.emergency]

    assert len(signs) == 8
    for sign in signs:
        assert emergency(form, {"safety.now": [sign]})
        assert "safety-act" in ids(shown_pages(form, {"safety.now": [sign]}))
    assert [o.id for o in the(form.by_role("emergency_ack")).options] == [
        "now",
        "checked",
        "not_yet",
    ]


def test_what_the_form_does_not_ask_is_kept_whole_and_never_counts(small: Questionnaire) -> None:
    entries = [{"med.name": "a", "x": 1}, {"med.still": "yes", "med.stop": "2020", "z": 3}]

    response = Response.of(small, {"y": 2, "now": ["none"], "heard": "yes", "med": entries})

    assert response.answers["med"] == [{"med.name": "a"}, {"med.still": "yes"}]
    assert response.unasked == {"y": 2, "med": [{"x": 1}, {"z": 3}]}
    kept = [{"med.name": "a", "x": 1}, {"med.still": "yes", "z": 3}]
    assert response.entries(the(small.page("med"))) == kept
    assert response.whole == {"now": ["none"], "y": 2, "med": kept}
    assert Response.of(small, response.whole) == response


def test_answers_are_found_by_role_and_count_only_while_shown(form: Questionnaire) -> None:
    born = {"about.dob": "1998-03-14", "about.sex": "male", "about.pregnancy": "yes"}
    response = Response.of(form, born)

    assert (response.value("dob"), response.text("dob")) == ("1998-03-14", "14 Mar 1998")
    assert (response.value("pregnancy"), response.text("pregnancy")) == (None, "")
    assert (response.value("name"), response.text("no such role")) == (None, "")


def test_answers_are_not_in_what_a_log_would_print(small: Questionnaire) -> None:
    assert "'Ana'" not in repr(Response.of(small, {"name": "Ana", "gone": "Ana"}))
