"""A wrong form is refused with the line and the reason, in words to act on."""

import re
from pathlib import Path

import pytest

from intake.questionnaires import Questionnaire, QuestionnaireError, load, load_all
from intake.questionnaires.condition import Condition
from intake.questionnaires.model import YES_NO
from tests.unit.questionnaires.conftest import Write, the

YES = 'values: ["yes"]'


def test_a_second_form_is_a_second_file_and_no_code(write: Write) -> None:
    form = load(write())

    assert form.title == "Hiccups"
    assert [page.id for page in form.pages] == ["safety", "about", "loud", "med", "end", "last"]
    assert the(form.question("which")).shown_when == Condition("cups", above=0)
    assert the(form.question("heard")).options == YES_NO
    assert the(form.advice).heading == "Call {emergency_number}"
    assert form.excused == {"A3": "an advertisement"}
    assert all(question.error for page in form.pages for question in page.questions)


WRONG = {
    "unknown key of a question": (
        "kind: text\n        role: name",
        "knd: text",
        "unknown key 'knd'",
    ),
    "unknown key of the form": ("version:", "verzion:", "the form: unknown key 'verzion'"),
    "unknown key of an option": (
        "emergency: true",
        "urgent: true",
        "question now: option 'choke': unknown key 'urgent'",
    ),
    "no clinician wording of an option": (
        ", clinician: Choking",
        "",
        "question now: option 'choke' has no clinician wording",
    ),
    "no patient wording": (
        "        patient: Your name\n",
        "",
        "question name has no patient wording",
    ),
    "blank wording": ("patient: Your name", 'patient: " "', "question name: patient: is empty"),
    "required without error": (
        "        error: Enter your name\n",
        "",
        "question name has no error wording",
    ),
    "date without error": (
        "        error: Enter your date of birth\n",
        "",
        "question dob has no error wording",
    ),
    "wrong kind": ("kind: number", "kind: numbr", "question cups: kind: 'numbr' is none of text"),
    "text where a number belongs": ("minimum: 0", "minimum: none", "expected a number, not 'none'"),
    "number where text belongs": ("version: 1.0.0", "version: 1.0", "expected text, not 1.0"),
    "truth where a number belongs": ("minimum: 0", "minimum: true", "expected a number, not True"),
    "a lone word where a list belongs": ("values: [choke]", "values: choke", "expected a list"),
    "a list where keys belong": (
        "shown_when: {question: now, values: [choke]}",
        "shown_when: [now]",
        "page loud: expected keys and values",
    ),
    "version that no file name can hold": (
        "version: 1.0.0",
        "version: 1/beta",
        "the version '1/beta' is not numbers joined by points, as 1.0.0",
    ),
    "what other versions ask": (
        "kind: number",
        "kind: number\n        retired: []",
        "question cups: unknown key 'retired'",
    ),
    "duplicate key": ("title: Hiccups", "title: Hiccups\ntitle: Again", "'title' is here twice"),
    "duplicate question": ("id: which", "id: cups", "the id 'cups' is used twice"),
    "id that no address can hold": (
        "id: which",
        "id: Which one",
        "the id 'Which one' is not lower",
    ),
    "no kind": ("        kind: number\n", "", "question cups has no kind"),
    "page named as a question": ("- id: about", "- id: now", "the id 'now' is used twice"),
    "duplicate option": ("id: none,", "id: choke,", "question now: the id 'choke' is used twice"),
    "condition on no question": (
        "{question: cups, above",
        "{question: mugs, above",
        "question which: shown_when names 'mugs', which is not asked before it",
    ),
    "condition on a later question": (
        "{question: now, values: [choke]}",
        "{question: heard, values: [choke]}",
        "page loud: shown_when names 'heard', which is not asked before it",
    ),
    "condition on no option": (
        "values: [choke]",
        "values: [chok]",
        "page loud: shown_when: 'now' has no option 'chok'",
    ),
    "condition on a yesno's unknown answer": (
        YES,
        "values: [maybe]",
        "question heard.since: shown_when: 'heard' has no option 'maybe'",
    ),
    "condition on an answer within an entry": (
        '{question: heard, values: [unsure, "yes"]}',
        '{question: med.still, values: ["yes"]}',
        "page end: shown_when names 'med.still', which is not asked before it",
    ),
    "condition of an entry on an answer outside it": (
        '{question: med.still, values: ["no"]}',
        "{question: now, values: [choke]}",
        "question med.stop: shown_when names 'now', which is not asked before it",
    ),
    "condition with nothing to meet": (", above: 0}", "}", "needs either values or above"),
    "condition above a text": ("question: cups, above", "question: name, above", "is not a number"),
    "unknown block": ("block: header", "block: heading", "question name: unknown block 'heading'"),
    "no label": ("        label: Drinks\n", "", "question cups: the block life needs a label"),
    "unknown style": ("style: emergency", "style: red", "'red' is none of inset"),
    "unknown placeholder": ("{emergency_number}", "{number}", "'{number}', no setting"),
    "emergency without advice": ("style: emergency, ", "", "no notice of style emergency"),
    "unknown role": ("role: dob", "role: birthday", "question dob: role 'birthday'"),
    "role of another kind": (
        "kind: date\n",
        "kind: partdate\n",
        "question dob: role 'dob' is date",
    ),
    "role used twice": (
        "- id: which\n",
        "- id: which\n        role: name\n",
        "question which: role 'name' is used twice",
    ),
    "role off its page": ("role: name", "role: med.name", "belongs to the repeating page"),
    "needed role missing": ("        role: name\n", "", "no question with the role 'name'"),
    "detail of no sign": ("detail_of: heard", "detail_of: cups", "no sign asked before it"),
    "sign outside its band": (
        "sign: danger\n        block: signs",
        "sign: danger\n        block: header",
        "belongs to the block signs",
    ),
    "emergency sign that shows nothing": (
        ", emergency: true",
        "",
        "needs an option with emergency",
    ),
    "text without a length": ("        max_length: 20\n", "", "text needs a max_length"),
    "number without range": ("        maximum: 10\n", "", "a minimum below its maximum"),
    "number with an empty range": ("maximum: 10", "maximum: 0", "a minimum below its maximum"),
    "number that is scanned": ("kind: number", "kind: number\n        scan: true", "only text can"),
    "text in the future": ("kind: text", "kind: text\n        future: true", "only a date can lie"),
    "danger sign to tick": (
        "sign: emergency",
        "sign: danger",
        "question now: a danger sign is a yesno",
    ),
    "unit of a text": (
        "max_length: 10",
        "max_length: 10\n        unit: kg",
        "only a number has a unit",
    ),
    "exclusive where one is chosen": (
        "clinician: stopped}",
        "clinician: stopped, exclusive: true}",
        "only an option of choices can be exclusive",
    ),
    "one option only": (
        '          - {id: "no", patient: "No", clinician: stopped}\n',
        "",
        "a choice needs two options or more",
    ),
    "options of a text": (
        "kind: text\n        role: name",
        "kind: text\n        options: [{id: a, patient: a, clinician: a}]\n        role: name",
        "a text has no options",
    ),
    "options of a yesno": (
        "kind: yesno",
        "kind: yesno\n        options: [{id: a, patient: a, clinician: a}]",
        "a yesno has its own options",
    ),
    "unknown article row": ("[A1]", "[A9]", "'A9' is no row of the article"),
    "lost article row": (", article: [A1]", "", "row A1 of the article is neither asked nor"),
    "asked and excused": ("{A3: an", "{A1: an", "row A1 is asked or accounted for elsewhere too"),
    "printed and excused": ("{A3: an", "{A2: an", "row A2 is asked or accounted for elsewhere"),
    "unknown excused row": ("{A3: an", "{A7: an", "excused: 'A7' is no row of the article"),
    "file of another name": ("id: hiccups", "id: sneezes", "'sneezes' is not the name of its file"),
}


@pytest.mark.parametrize(("old", "new", "reason"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_form_is_refused_with_its_reason(
    write: Write, old: str, new: str, reason: str
) -> None:
    with pytest.raises(QuestionnaireError, match=re.escape(reason)) as caught:
        load(write(old, new))

    assert re.match(r"hiccups\.yaml:\d+: ", str(caught.value))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("patient: I choke, clinician: Choking", "patient: I choke", "- {id: choke"),
        ("kind: number", "kind: numbr", "kind: numbr"),
        ("above: 0", "abov: 0", "shown_when: {question: cups"),
        ("role: dob", "role: birthday", "- id: dob"),
        ("{A3: an", "{A7: an", "excused:"),
        ("title: Hiccups", "title: [unclosed", "version"),
    ],
)
def test_the_line_is_the_one_to_mend(write: Write, old: str, new: str, fault: str) -> None:
    path = write(old, new)

    with pytest.raises(QuestionnaireError) as caught:
        load(path)

    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines, 1) if fault in line)
    assert abs(caught.value.line - at) <= (2 if "unclosed" in new else 0)


@pytest.mark.parametrize(
    "content", [b"", b"- a\n- b\n", b"id: \xff\n", b"{", b"1: 2\n", b"a: !!x 1"]
)
def test_a_file_that_is_no_form_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.yaml"
    path.write_bytes(content)

    with pytest.raises(QuestionnaireError, match=r"^odd\.yaml:\d+: "):
        load(path)


def test_yes_and_no_are_words_with_or_without_quotes(write: Write) -> None:
    quoted, plain = load(write()), load(write(YES, "values: [yes]"))

    assert plain == quoted


def test_a_missing_file_and_an_empty_directory_are_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireError, match="cannot be read"):
        load(tmp_path / "gone.yaml")
    with pytest.raises(QuestionnaireError, match="holds no form"):
        load_all(tmp_path)


def test_rows_without_ids_are_refused(write: Write) -> None:
    with pytest.raises(QuestionnaireError, match=r"^hiccups\.csv:1: "):
        load(write(rows="row,item\nA1,Choking\n"))


def test_load_all_gives_every_form_by_its_id(write: Write) -> None:
    forms = load_all(write().parent)

    assert list(forms) == ["hiccups"]
    assert isinstance(forms["hiccups"], Questionnaire)
