"""What a later visit says has changed: new, gone, worse, better, dose; a line a section."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import reports
from intake.drugs import ANYWHERE
from intake.questionnaires import Response
from intake.summarise.since.compare import Earlier, Since, since
from tests.reports.patients import FORM, calm, medicine, submission_of, summary_of

BASE = calm("Ana Example", "1990-01-01", "female")


def answers(**more: Any) -> dict[str, Any]:
    return {**BASE, **{key.replace("_", "."): one for key, one in more.items()}}


def earlier(given: dict[str, Any]) -> Earlier:
    sent = submission_of(given)
    before = replace(sent, reference="AAAA-2222", sent_at=sent.saved_at.replace(month=10, day=3))
    return Earlier(before, Response.of(FORM, given))


def compared(before: dict[str, Any], after: dict[str, Any]) -> Since:
    return since(earlier(before), Response.of(FORM, after), ANYWHERE)


def test_the_first_visit_says_nothing_and_the_same_answers_no_change() -> None:
    assert since(None, Response.of(FORM, BASE), ANYWHERE) == Since()
    same = compared(BASE, BASE)
    assert same.lines == {}
    assert same.whole == "Since AAAA-2222, sent 3 Oct 2026: nothing changed"


@pytest.mark.parametrize(
    ("block", "before", "after", "line"),
    [
        ("signs", {}, {"sx_falls": "yes"}, "1 since 3 Oct 2026: new: Falls, trips or foot drag"),
        ("signs", {"sx_thin": "yes"}, {}, "1 since 3 Oct 2026: gone: Muscle wasting"),
        ("signs", {"sx_eyes": "unsure"}, {"sx_eyes": "yes"},
         "1 since 3 Oct 2026: new: Double vision or ptosis (not sure before)"),
        ("signs", {"sx_falls": "yes", "sx_falls_n": 1}, {"sx_falls": "yes", "sx_falls_n": 4},
         "1 since 3 Oct 2026: worse: Falls, trips or foot drag (was: falls in 3 months: 1)"),
        ("signs", {"hpi_where": ["calf"]}, {"hpi_where": ["calf", "tongue"]},
         "1 since 3 Oct 2026: new: Twitching in tongue or throat"),
        ("history", {"hpi_where": ["calf", "tongue"]}, {"hpi_where": ["hand", "arm"]},
         "3 since 3 Oct 2026: new: arm, hand or fingers; gone: calf"),
        ("history", {"hpi_bother": 4}, {"hpi_bother": 7},
         "1 since 3 Oct 2026: worse: Bother 4 → 7"),
        ("history", {"hpi_freq": "constant"}, {"hpi_freq": "weekly"},
         "1 since 3 Oct 2026: better: Frequency almost all the time → a few times a week"),
        ("history", {"hpi_freq": "constant"}, {"hpi_freq": "unsure"},
         "1 since 3 Oct 2026: changed: Frequency almost all the time → frequency not sure"),
        ("life", {"life_sleep": 7, "life_stress": 8}, {"life_sleep": 5, "life_stress": 2},
         "2 since 3 Oct 2026: worse: Hours of sleep 7 hours → 5 hours; better: Stress 8 → 2"),
        ("symptoms", {"sx_other": ["cramp"]}, {"sx_other": ["none"]},
         "1 since 3 Oct 2026: gone: cramps or spasms"),
        ("symptoms", {}, {"sx_numb": "yes", "sx_numb_where": "left foot"},
         "1 since 3 Oct 2026: new: Numbness or tingling"),
        ("symptoms", {"sx_numb": "yes", "sx_numb_where": "hand"},
         {"sx_numb": "yes", "sx_numb_where": "left foot"},
         "1 since 3 Oct 2026: changed: Site of numbness or tingling (own words)"),
        ("wants", {}, {"impact_worry": "That it is ALS."},
         "1 since 3 Oct 2026: changed: Main worry (own words)"),
    ],
)  # fmt: skip
def test_each_change_is_told_in_its_section(
    block: str, before: dict[str, Any], after: dict[str, Any], line: str
) -> None:
    assert compared(answers(**before), answers(**after)).lines[block] == line


def test_medicines_are_the_same_by_what_they_are_read_as() -> None:
    before = answers(med=[
        medicine("Sertraline 50mg", "once a day", "", "2026-09", "", "yes"),
        medicine("Ramipril 5 mg"), medicine("Diazepam", "", "", "", "", "yes"),
        medicine("Senna"), medicine("my blue pill", "one"),
    ])  # fmt: skip
    after = answers(med=[
        medicine("my blue pill", "two"), medicine("Zoloft 100 mg", "once a day"),
        medicine("ramipril 5 mg"), medicine("Diazepam", "", "", "", "2026-11", "no"),
        medicine("Magnesium"), medicine("Aspirin", "", "", "2026-10", "2026-11", "no"),
    ])  # fmt: skip
    assert compared(before, after).lines["drugs"] == (
        "6 since 3 Oct 2026: new: Magnesium, Aspirin (stopped); gone: Diazepam (stopped), "
        "Senna (not listed); dose: my blue pill one → my blue pill two, "
        "Sertraline 50mg once a day → Zoloft 100 mg once a day"
    )


def test_what_the_older_form_did_not_ask_is_no_change() -> None:
    old = replace(FORM, pages=tuple(page for page in FORM.pages if page.id != "impact"))
    before = Earlier(submission_of(BASE), Response.of(old, BASE))
    assert "life" not in since(before, Response.of(FORM, BASE), ANYWHERE).lines


def test_page_text_and_record_say_it_and_a_full_page_stays_one() -> None:
    was = earlier(answers(sx_thin="yes", hpi_bother=4))
    now = answers(hpi_bother=7, med=[medicine("Cipro", "", "", "2026-10-01", "", "yes", "before")])
    summary = summary_of(now, before=was)
    whole = (
        "Since AAAA-2222, sent 3 Oct 2026: 3 changes: danger signs 1, medicines 1, history of the "
        "twitching 1; none in other symptoms, background, life and impact, worries and wants"
    )
    assert summary.since == whole
    text = reports.render_text(summary).splitlines()
    for line in (
        whole, "Changed: 1 since 3 Oct 2026: gone: Muscle wasting",
        "Changed: 1 since 3 Oct 2026: new: Cipro",
        "Changed: 1 since 3 Oct 2026: worse: Bother 4 → 7",
    ):  # fmt: skip
        assert line in text
    assert whole in reports.record_text(summary)
    assert "Since AAAA" not in reports.render_text(summary_of(now))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (("Prednisolone 20mg", ""), ("prednisolone 20 mg", "")),
        (("Sertraline 50 mg", "1 a day"), ("Zoloft 50mg", "once daily")),
        (("Sertraline", "50 mg twice a day"), ("Sertraline", "50mg 2 times per day")),
        (("Zoloft (sertraline) 50 mg", "bd"), ("sertraline 50 mg", "Twice daily.")),
        (("Thyroxine 25 micrograms", "daily"), ("Thyroxine 25 µg", "every day")),
    ],
)  # fmt: skip
def test_the_same_dose_in_other_words_is_no_change(
    was: tuple[str, str], now: tuple[str, str]
) -> None:
    assert (
        "drugs" not in compared(answers(med=[medicine(*was)]), answers(med=[medicine(*now)])).lines
    )


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (("Prednisolone 20mg", ""), ("Prednisolone 25mg", "")),
        (("Sertraline 50 mg", "1 a day"), ("Zoloft 50mg", "twice daily")),
        (("Sertraline", "1 tablet 2 a day"), ("Sertraline", "2 tablets 2 a day")),
        (("Thyroxine 25 mcg", ""), ("Thyroxine 25 mg", "")),
        (("Diazepam", "5 mg morning 10 mg night"), ("Diazepam", "10 mg morning 5 mg night")),
    ],
)  # fmt: skip
def test_another_dose_is_told(was: tuple[str, str], now: tuple[str, str]) -> None:
    line = compared(answers(med=[medicine(*was)]), answers(med=[medicine(*now)])).lines["drugs"]
    assert line == f"1 since 3 Oct 2026: dose: {' '.join(was).strip()} → {' '.join(now).strip()}"


def test_another_start_of_the_same_medicine_is_told() -> None:
    was, now = (medicine("Cipro", "", "", day, "", "yes") for day in ("2026-09", "2026-08"))
    assert compared(answers(med=[was]), answers(med=[now])).lines["drugs"] == (
        "1 since 3 Oct 2026: changed: Cipro (started: Sep 2026 → Aug 2026)"
    )
