"""Each cue is tied to the drug that it governs: what a patient takes is never hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.drugs import Local, mentions, read_line

HERE = Path(__file__).parent
TAKEN = {"current", "stopped"}
CLAUSES = (HERE / "neutral_clauses.txt").read_text(encoding="utf-8").splitlines()
PLAIN = (
    "sertraline 50 mg",
    "stopped zoloft in March",
    "allergic to cipro",
    "my mum takes prozac",
    "never took prednisone",
    "doctor suggested diazepam",
    "cipro last month",
    "switched from citalopram to sertraline",
    "alérgica al ciprofloxacino",
    "Fluoxetin im Mai abgesetzt",
    "ma mère prend du prozac",
    "non prendo prozac",
    "tomo zoloft",
)


ONE_OF_EACH_CLASS = (
    *("citalopram", "amitriptyline", "quetiapine", "ciprofloxacin", "metronidazole", "Ritalin"),
    *("prednisolone", "ciclosporin", "diazepam", "baclofen", "gabapentin"),
)
SAYING = (
    *("{} 50 mg", "I take {}", "stopped {} in March", "allergic to {}", "my mum takes {}"),
    *("never took {}", "doctor suggested {}", "starting {} on Monday", "never more than two {}"),
    *("can't have {} in the morning", "alérgica a {}", "{} im Mai abgesetzt", "non prendo {}"),
)


def own_words(text: str) -> list[tuple[str, tuple[str, ...], str]]:
    return [(drug.ingredient, drug.classes, drug.status) for drug in mentions(text).drugs]


def read(text: str) -> list[tuple[str, tuple[str, ...], str]]:
    return [(drug.ingredient, drug.classes, drug.status) for drug in read_line(text).drugs]


NOT_TAKEN = {"allergy", "negated", "planned", "other_person", "nothing"}
MEANT = {
    "taken": TAKEN,
    "perhaps": TAKEN | {"unclear"},
    "not": NOT_TAKEN,
    "hardly": NOT_TAKEN | {"unclear"},
}


def is_meant(wanted: str, status: str) -> bool:
    return status in MEANT.get(wanted, {wanted})


def wrong(line: str) -> list[str]:
    """The drugs of a line that are missed, or read with another status."""
    text, _, wanted = line.rpartition(" | ")
    reading = read_line(text)
    found = [(drug.typed.lower(), drug.status) for drug in reading.drugs]
    found += [(doubt.typed.lower(), doubt.status) for doubt in reading.doubts]
    failures = []
    for name, _, status in (drug.rpartition(" ") for drug in wanted.split("; ")):
        at = next((n for n, (typed, _) in enumerate(found) if typed.startswith(name.lower())), None)
        got = "nothing" if at is None else found.pop(at)[1]
        if not is_meant(status, got):
            failures.append(f"{text}: {name} is {status}, read {got}")
    return failures


def test_each_drug_of_a_line_keeps_its_own_status() -> None:
    lines = (HERE / "status_lines.txt").read_text(encoding="utf-8").splitlines()
    assert [each for line in lines if line[:1] != "#" for each in wrong(line)] == []


def test_lines_that_nothing_was_learnt_from_hide_no_drug_and_flag_none_that_is_not_taken() -> None:
    asked = []
    for line in (HERE / "status_lines_unlearnt.txt").read_text(encoding="utf-8").splitlines():
        text, _, wanted = line.rpartition(" | ")
        for drug in wanted.split("; ") if text else ():
            name, _, status = drug.rpartition(" ")
            likely = "perhaps" if status in {*TAKEN, "taken", "perhaps", "unclear"} else "hardly"
            assert wrong(f"{text} | {name} {likely}") == []
            asked += wrong(f"{text} | {name} {'taken' if likely == 'perhaps' else 'not'}")
    assert len(asked) <= 14  # of 122


@pytest.mark.parametrize(
    "text",
    ["can I take citalopram with this?", "puedo tomar citalopram?", "posso prendere citalopram?"],
)
def test_whether_it_may_be_taken_is_a_question(text: str) -> None:
    assert [drug.status for drug in read_line(text).drugs] == ["unclear"]
    assert [drug.status for drug in read_line("can I still take my citalopram?").drugs] == [
        "current"
    ]


@pytest.mark.parametrize(
    "text", ["she was on prednisolone until May", "my father takes risperidone", "Mum's Xanax"]
)
def test_of_who_writes_for_the_patient_someone_elses_drug_is_asked_about(text: str) -> None:
    for by_another, status in ((False, "other_person"), (True, "unclear")):
        local = Local(by_another=by_another)
        assert [drug.status for drug in read_line(text, local).drugs] == [status]
        assert [drug.status for drug in mentions(text, local).drugs] == [status]
    assert read_line(text, Local(by_another=True)).candidates


@pytest.mark.parametrize("text", ["I take citalopram myself.", "Tomo citalopram yo misma"])
def test_of_who_writes_for_the_patient_the_writers_own_drug_is_asked_about(text: str) -> None:
    local = Local(by_another=True)
    assert {drug.status for drug in mentions(text, local).drugs} == {"unclear"}
    assert [drug.status for drug in mentions("I take citalopram", local).drugs] == ["current"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("my wife recommended sertraline and I now use it", "unclear"),
        ("was offered sertraline and accepted", "current"),
        ("do not take sertraline with alcohol", "current"),
        ("I do not take sertraline with alcohol", "unclear"),
        ("sertraline, not helping", "current"),
        ("sertraline has no effect", "current"),
        ("sertraline doesn't work", "current"),
        ("sertralina sin efecto", "current"),
        ("iba a dejar la sertralina", "current"),
        ("mi mujer me da su sertralina", "current"),
        ("ma femme me donne son Zoloft", "current"),
        ("started Zoloft on Monday", "current"),
        ("empecé con Zoloft el lunes", "current"),
        ("empiezo con Zoloft el lunes", "planned"),
        ("starting Zoloft on Monday", "planned"),
        ("GP prescribed Zoloft", "unclear"),
        ("prescribed Zoloft", "unclear"),
        ("prescribed Zoloft and taking it", "current"),
    ],
)
def test_what_was_offered_forbidden_useless_begun_or_lent(text: str, status: str) -> None:
    assert [drug.status for drug in read_line(text).drugs][:1] == [status]


def test_fifty_neutral_clauses_are_listed() -> None:
    assert len(CLAUSES) >= 50


@given(
    plain=st.sampled_from(PLAIN),
    clauses=st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=2),
    sign=st.sampled_from([", ", ". ", "; ", " - ", "\n"]),
    before=st.booleans(),
)
@settings(max_examples=400, deadline=None)
def test_a_neutral_clause_before_or_after_keeps_class_and_status(
    plain: str, clauses: list[str], sign: str, before: bool
) -> None:
    parts = [*clauses, plain] if before else [plain, *clauses]
    assert read(sign.join(parts)) == read(plain)


@given(
    saying=st.sampled_from(SAYING),
    name=st.sampled_from(ONE_OF_EACH_CLASS),
    clause=st.sampled_from(CLAUSES),
    sign=st.sampled_from([", ", ". ", "; ", "\n"]),
    before=st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_beside_a_neutral_clause_every_class_keeps_its_status_in_a_list_and_in_own_words(
    saying: str, name: str, clause: str, sign: str, before: bool
) -> None:
    plain = saying.format(name)
    text = sign.join([clause, plain] if before else [plain, clause])
    assert (read(text), own_words(text)) == (read(plain), own_words(plain))


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("my sister warned me off gabapentin but I take it anyway", "ask"),
        ("Ritalin. My son's. I've had a few", "ask"),
        ("imipramine is what grandma took", "ask"),
        ("minha avó é que toma sertralina", "ask"),
        ("not one ramipril tablet has passed my lips", "clear"),
        ("imipramine is what grandma took; sertraline 50 mg", "flagged"),
    ],
)
def test_where_words_leave_it_unclear_the_clinician_asks(text: str, result: str) -> None:
    reading = read_line(text)
    assert reading.drugs[0].status == "unclear"
    assert reading.result == result
    asked = [one.ingredient for one in reading.candidates]
    assert asked == ([reading.drugs[0].ingredient] if reading.drugs[0].classes else [])


@pytest.mark.parametrize("amount", ["50 mg", "20mg daily", "10 mg once a day", "1-0-1"])
def test_a_name_with_its_dose_is_never_unclear(amount: str) -> None:
    assert read_line(f"sertraline {amount}").drugs[0].status == "current"


@pytest.mark.parametrize("text", ["my mum takes prozac. I took prozac in May", "prozac " * 900])
def test_each_mention_is_judged_by_itself(text: str) -> None:
    assert any(drug.taken for drug in mentions(text).drugs)


def _said() -> dict[tuple[str, str], list[str]]:
    """What is said of one drug by (language, taken or not)."""
    said: dict[tuple[str, str], list[str]] = {}
    for line in (HERE / "two_drugs.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            language, kind = line.strip("[]").split()
            listed = said.setdefault((language, kind), [])
        elif not line.startswith("#"):
            listed.append(line)
    return said


SAID = _said()
AND = {"en": "and", "de": "und", "es": "y", "fr": "et", "it": "e", "pt": "e"}


@pytest.mark.parametrize("language", AND)
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_two_drugs_of_a_line_keep_their_own_status(language: str, data: st.DataObject) -> None:
    taken = data.draw(st.sampled_from(SAID[language, "taken"]))
    untaken = data.draw(st.sampled_from(SAID[language, "not"]))
    sign = data.draw(st.sampled_from([", ", ". ", "; ", "\n", f" {AND[language]} "]))
    parts = [taken, untaken] if data.draw(st.booleans()) else [untaken, taken]
    drugs = {ingredient: status for ingredient, _, status in read(sign.join(parts))}
    assert drugs[read(taken)[0][0]] in TAKEN
    assert drugs[read(untaken)[0][0]] not in TAKEN
