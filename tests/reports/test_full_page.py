"""On a full page: what a doctor must not miss goes last, and what gives way is said."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

import reports
from reports.layout.lines import Run
from reports.layout.truncator import Truncator
from reports.layout.widths_and_heights import Measure
from reports.page.draft import draft
from reports.page.drug_table import flag_blocks, table_of, treatment_blocks
from reports.page.facts import runs_of
from reports.page.overflow import steps
from reports.page.signs import signs_box
from reports.summary import Fact, Group, Sign, Signs, Summary
from tests.reports import patients, samples
from tests.reports.reading import words_of

DONE = (
    "Breathless at rest or lying flat: has not sought help yet; Cannot swallow or choking: was at "
    "the emergency department; Loss of consciousness or seizure: has rung the emergency number"
)
RUNG = "told to ring the clinic today; has rung the clinic, was told to wait for the visit"
WEAK = "worse over the last weeks; since Apr 2026; harder: lifting an arm high, gripping a cup"
PLACE = "223 Upper Northgate Street, Little Exampleton on the Water, Northshire EX4 7QQ"


@pytest.fixture(scope="module")
def full() -> Summary:
    """More medicines, words and lists than a page holds."""
    base = patients.summary_of(patients.everything())
    first, second, *danger = base.signs.danger
    others = tuple(replace(base.drugs.others[0], typed=f"harmless {n} 5 mg") for n in range(25))
    return replace(
        base,
        header=replace(base.header, about=(Fact("During the visit", PLACE, own_words=True),)),
        signs=replace(
            base.signs, emergency_action=DONE,
            danger=(replace(first, answer="yes", detail=WEAK),
                    replace(second, answer="yes", detail=RUNG), *danger),
        ),
        drugs=replace(base.drugs, others=others),
        words="It twitches all day long and I cannot sleep. " * 40,
        history=_with_long_lists(base.history), background=_with_long_lists(base.background),
    )  # fmt: skip


def _with_long_lists(group: Group) -> Group:
    absent = "Ticked none: " + "condition, " * 20
    return replace(group, facts=tuple(replace(fact, absent=absent) for fact in group.facts))


def test_an_answer_to_check_is_told_whole_or_counted(full: Summary) -> None:
    doubt = (
        "Co-careldopa 25 mg/100 mg modified-release tablets: last day taken about 2 years ago lies"
        " before first day taken 14 September 2025 (the patient confirmed it)"
    )
    made = replace(full, doubts=(doubt,) * 12)
    for step in steps()[::6]:
        said = str(draft(made, step, Measure(80, step.size)).blocks).replace("\\xa0", " ")
        counted = re.search(r"(\d+) answers to check", said)
        assert counted
        assert said.count(doubt) + int(counted[1]) == 12


def test_actions_details_and_the_place_are_whole_where_much_else_is_cut(full: Summary) -> None:
    text = words_of(reports.render_page(full, "A4"))
    assert "To fit one page" in text
    for said in (DONE, RUNG, WEAK, PLACE):
        assert said in text


def test_other_medicines_lists_and_the_boxes_height_go_before_them() -> None:
    for step in steps():
        if min(step.sign - 200, step.done - 400, step.about - 120) < 0:
            assert step.others == 0
            assert not step.absent
            assert step.notes_height <= 24


def test_a_timeline_that_gave_way_is_counted(full: Summary) -> None:
    step = next(step for step in steps() if not step.timeline)
    truncator = Truncator()
    draft(full, step, Measure(500 / step.size, step.size))
    page = draft(samples.typical(), step, Measure(500 / step.size, step.size))
    said = " ".join(run.text for block in page.blocks for run in getattr(block, "runs", ()))
    assert "1 timeline" in said
    assert truncator.notice() == ""


def test_a_list_of_what_was_not_ticked_leaves_no_bare_label() -> None:
    step = next(step for step in steps() if not step.absent)
    fact = Fact("Muscles and skin", "", absent="Answered No: Stiffness")
    assert runs_of(fact, step, Truncator()) == (Run("none reported", "g"),)


def _said(blocks: Any) -> str:
    rows = [run for block in blocks for row in getattr(block, "rows", ()) for cell in row
            for run in cell]  # fmt: skip
    return "".join(
        run.text for run in (*rows, *(r for b in blocks for r in getattr(b, "runs", ())))
    )


def test_the_reason_of_a_flagged_drug_stands_in_its_row_and_is_counted_below() -> None:
    base = samples.typical()
    flags = tuple(replace(flag, reason="for my heart") for flag in base.drugs.flags)
    drugs, terms = replace(base.drugs, flags=flags), base.terms
    whole, least = steps()[0], next(step for step in steps() if step.table == 0)
    assert "; for my heart" in _said(flag_blocks(table_of(drugs, terms, whole), whole, Truncator()))
    counted = Truncator()
    flag_blocks(table_of(drugs, terms, least), least, counted)
    assert f"{len(flags)} reasons for medicines" in counted.notice()
    text = reports.render_text(replace(base, drugs=drugs))
    assert text.count("; for my heart") == len(flags)


def test_a_conflict_stands_in_a_line_as_in_the_table() -> None:
    base, step = samples.typical(), next(step for step in steps() if step.table == 0)
    flag = replace(base.drugs.flags[0], conflict="the words say someone else's")
    treated = replace(flag, role="treatment")
    rows = table_of(replace(base.drugs, flags=(flag,), treatments=(treated,)), base.terms, step)
    for blocks in (flag_blocks(rows, step, Truncator()), treatment_blocks(rows, step, Truncator())):
        assert "but: the words say someone else's" in _said(blocks)


def test_what_was_done_is_cut_last_of_all() -> None:
    sign = Sign("Cannot swallow or choking", "yes")
    signs = Signs((sign,), DONE, ())
    last = [
        step for step in steps() if DONE not in _said(signs_box(signs, step, Truncator()).paras)
    ]
    assert all(step.text <= 12 for step in last)
