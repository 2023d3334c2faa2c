"""A form that is changed keeps the words of what it asked, and never changes what an id means."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from intake.questionnaires import QuestionnaireError, Questionnaires, Response, load_all
from intake.questionnaires.display import display
from intake.questionnaires.validation import UNKNOWN, validate

Versions = Callable[..., Questionnaires]
TODAY = date(2026, 11, 22)
FAINT = "          - {id: faint, patient: I faint, clinician: Fainting, emergency: true}\n"
NONE = "          - {id: none, patient"
WHICH = re.compile(r"      - id: which\n.*?(?=  - id: loud)", re.DOTALL)
STOP = re.compile(r"      - id: med.stop\n.*?(?=  - id: end)", re.DOTALL)
MEDICINES = re.compile(r"  - id: med\n.*?(?=  - id: end)", re.DOTALL)
SHOTS = """\
  - id: shots
    patient: Your shots
    clinician: Shots
    repeats: true
    questions:
      - id: shots.what
        kind: text
        block: drugs
        label: Shot
        max_length: 20
        patient: Which shot?
        clinician: Shot
"""
BEGUN = {
    "now": ["faint"],
    "cups": 2,
    "which": "mocha",
    "med": [{"med.name": "a", "med.still": "no", "med.stop": "2020"}, {"med.name": "b"}],
    "shots": [{"shots.what": "flu"}],
}


@pytest.fixture
def old(small_text: str) -> str:
    """Version 1.0.0, with one more sign and one more page of entries."""
    text = small_text.replace(NONE, FAINT + NONE, 1)
    return text.replace("  - id: end\n", SHOTS + "  - id: end\n", 1)


@pytest.fixture
def new(small_text: str) -> str:
    """Version 1.1.0, which lacks a question, an option, a medicine question and a page."""
    return WHICH.sub("", STOP.sub("", small_text)).replace("version: 1.0.0", "version: 1.1.0")


@pytest.fixture
def forms(versions: Versions, old: str, new: str) -> Questionnaires:
    """Version 1.1.0 is current, 1.0.0 was released."""
    return versions(new, v1_0_0=old)


def test_each_version_is_found_and_one_that_never_was_is_not(forms: Questionnaires) -> None:
    now, then = forms.version("hiccups", "1.1.0"), forms.version("hiccups", "1.0.0")

    assert now is forms["hiccups"] is forms.first
    assert then and (then.version, then.question("which") is not None) == ("1.0.0", True)
    assert forms.version("hiccups", "0.9.0") is forms.version("sneezes", "1.0.0") is None
    assert forms.nearest("hiccups", "1.0.0") is then
    assert forms.nearest("hiccups", "../../0.9") is now
    assert forms.nearest("sneezes", "1.0.0") is None


def test_a_form_knows_the_wording_of_what_it_no_longer_asks(forms: Questionnaires) -> None:
    form = forms["hiccups"]

    asked = {page.id: [question.patient for question in page.questions] for page in form.retired}
    assert asked == {"about": ["Cups of what?"], "med": ["When?"], "shots": ["Which shot?"]}
    now = form.question("now")
    assert now and [option.id for option in now.retired] == ["faint"]
    assert display(now, ["faint"], "patient") == "I faint"
    assert display(now, ["faint"], "clinician") == "Fainting"


def test_an_old_form_is_as_it_was_and_knows_what_came_later(
    versions: Versions, old: str, small_text: str
) -> None:
    newer = small_text.replace("id: bye", "id: adieu").replace("1.0.0", "2.0.0")
    then = versions(newer, v1_0_0=old).version("hiccups", "1.0.0")

    assert then
    assert then.question("bye")
    assert [q.id for page in then.retired for q in page.questions] == ["adieu"]


def test_of_two_old_wordings_the_newer_counts(versions: Versions, old: str, new: str) -> None:
    reworded = old.replace("1.0.0", "1.0.10").replace("Cups of what?", "Which drink?")
    older = old.replace("1.0.0", "1.0.9")
    form = versions(new, v1_0_9=older, v1_0_10=reworded)["hiccups"]

    (about, *_) = form.retired
    assert [question.patient for question in about.questions] == ["Which drink?"]


def test_nothing_that_was_answered_under_another_version_is_dropped(forms: Questionnaires) -> None:
    response = Response.of(forms["hiccups"], BEGUN)

    assert response.whole == BEGUN
    assert response.unasked == {
        "which": "mocha",
        "med": [{"med.stop": "2020"}, {}],
        "shots": [{"shots.what": "flu"}],
    }
    assert response.answers["med"] == [{"med.name": "a", "med.still": "no"}, {"med.name": "b"}]
    assert Response.of(forms["hiccups"], response.whole) == response


def test_a_sign_that_is_no_longer_offered_is_an_emergency_still(forms: Questionnaires) -> None:
    assert Response.of(forms["hiccups"], BEGUN).emergency


def test_answers_of_a_released_version_hold_and_unknown_ids_do_not(forms: Questionnaires) -> None:
    form = forms["hiccups"]

    assert validate(form, BEGUN, today=TODAY) == []
    wrong = {"which": "x" * 99, "zz": 1, "shots": [{"shots.what": 3, "yy": 1}]}
    problems = validate(form, wrong, today=TODAY)
    assert [one.question_id for one in problems] == ["which", "shots.what", "yy", "zz"]
    let_through = validate(form, {"zz": 1, "cups": 99}, today=TODAY, unknown_ids=True)
    assert [one.question_id for one in let_through] == ["cups"]
    assert [one.message for one in problems if one.question_id == "zz"] == [UNKNOWN]


def test_a_withdrawn_form_can_still_be_read(
    versions: Versions, tmp_path: Path, old: str, new: str
) -> None:
    versions(new, v1_0_0=old)
    (tmp_path / "hiccups.yaml").rename(tmp_path / "sneezes.yaml")
    renamed = new.replace("id: hiccups", "id: sneezes")
    (tmp_path / "sneezes.yaml").write_text(renamed, encoding="utf-8")
    (tmp_path / "hiccups.csv").rename(tmp_path / "sneezes.csv")

    forms = load_all(tmp_path)

    assert list(forms) == ["sneezes"]
    assert forms.version("hiccups", "1.0.0")


CHANGED = {
    "kind": (
        "kind: number\n        block: life\n        label: Drinks\n        minimum: 0\n"
        "        maximum: 10",
        "kind: partdate\n        block: life\n        label: Drinks",
        "'cups' has the kind 'partdate', not 'number', unlike in version 1.0.0: give it a new id",
        "- id: cups",
    ),
    "role": (
        "        patient: Goodbye?",
        "        role: job\n        patient: Goodbye?",
        "'bye' has the role 'job', not '', unlike in version 1.0.0",
        "- id: bye",
    ),
    "unit": (
        "minimum: 0",
        "unit: a week\n        minimum: 0",
        "'cups' has the unit 'a week', not ''",
        "- id: cups",
    ),
    "moved into an entry": (
        "      - id: med.stop\n",
        "      - id: which\n        kind: text\n        block: drugs\n        label: W\n"
        "        max_length: 9\n        patient: W\n        clinician: W\n      - id: med.stop\n",
        "'which' has the entry_of 'med', not ''",
        "- id: which",
    ),
    "page of entries that was a question": (
        "  - id: end\n",
        SHOTS.replace("id: shots\n", "id: which\n") + "  - id: end\n",
        "'which' has the kind 'page of entries', not 'text'",
        "- id: which",
    ),
    "an option that is no emergency any more": (
        "clinician: Choking, emergency: true",
        "clinician: Choking",
        "'now' has an option 'choke' that counts for something else, unlike in version 1.0.0",
        "- id: now",
    ),
    "an option that excludes the rest": (
        "clinician: Choking,",
        "clinician: Choking, exclusive: true,",
        "'now' has an option 'choke' that counts for something else",
        "- id: now",
    ),
    "an option that is a danger sign": (
        "clinician: still taking}",
        "clinician: still taking, danger: Takes it}",
        "'med.still' has an option 'yes' that counts for something else",
        "- id: med.still",
    ),
}


@pytest.mark.parametrize(("text", "change", "reason", "line"), CHANGED.values(), ids=CHANGED.keys())
def test_an_id_that_changes_its_meaning_is_refused(
    versions: Versions, old: str, small_text: str, text: str, change: str, reason: str, line: str
) -> None:
    """Each in version 1.1.0, against a released 1.0.0."""
    now = WHICH.sub("", small_text.replace("version: 1.0.0", "version: 1.1.0"))
    now = now.replace(NONE, FAINT + NONE)
    assert text in now
    now = now.replace(text, change, 1)

    with pytest.raises(QuestionnaireError, match=re.escape(reason)) as caught:
        versions(now, v1_0_0=old)

    assert str(caught.value).startswith(f"hiccups.yaml:{caught.value.line}: ")
    assert line in now.splitlines()[caught.value.line - 1]


def test_a_changed_form_needs_a_new_version(versions: Versions, small_text: str) -> None:
    versions(small_text, v1_0_0=small_text)
    reason = r"hiccups\.yaml:35: differs from hiccups-1\.0\.0\.yaml, which is released: give"
    with pytest.raises(QuestionnaireError, match=reason):
        versions(small_text.replace("Your name", "Your full name"))
    with pytest.raises(QuestionnaireError, match="give the form a new version"):
        versions(small_text + "# the end\n")


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        ("hiccups.yaml", "", r"^hiccups\.yaml:1: is not named as a form and its version"),
        ("hiccups-0.9.yaml", "", r"^hiccups-0\.9\.yaml:1: holds version 1\.0\.0 of the form"),
        ("sneezes-1.0.0.yaml", "", r"^sneezes-1\.0\.0\.yaml:1: holds version 1\.0\.0 of the form"),
        ("hiccups-1.0.0.yaml", "kind: nonsense", r"^hiccups-1\.0\.0\.yaml:\d+: .*'nonsense'"),
    ],
)
def test_a_released_file_that_is_not_what_it_says_is_refused(
    versions: Versions, tmp_path: Path, new: str, old: str, name: str, change: str, reason: str
) -> None:
    versions(new)
    text = old.replace("kind: number", change) if change else old
    (tmp_path / "released" / name).write_text(text, encoding="utf-8")

    with pytest.raises(QuestionnaireError, match=reason):
        load_all(tmp_path)


def test_every_form_that_ships_is_released() -> None:
    """A change to a form that patients fill in is a new version, or nothing loads."""
    here = Path(__file__).parents[3] / "intake" / "questionnaires"
    for path in here.glob("*.yaml"):
        if "." in path.stem:  # its words in another language
            continue
        version = load_all()[path.stem].version
        assert (here / "released" / f"{path.stem}-{version}.yaml").exists()
