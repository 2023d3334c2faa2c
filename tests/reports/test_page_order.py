"""What stands where on the page: first what counts, nothing twice, nothing of another condition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

import pytest

import reports
from reports.layout.drawing import GREY, INK, Boxes
from reports.layout.truncator import Truncator
from reports.layout.widths_and_heights import Measure
from reports.page.draft import draft
from reports.page.facts import runs_of
from reports.page.overflow import steps
from reports.page.timeline.picture import chosen, count_idle, draw
from reports.summary import Bar, Fact, Span, Terms, Timeline
from tests.reports import patients, samples
from tests.reports.reading import words_of
from tests.reports.samples import day

ONSET = day("2026-10-12")
OLD = Span(date(2015, 1, 1), date(2015, 12, 31))


@pytest.fixture(scope="module")
def withdrawn() -> str:
    return words_of(reports.render_page(patients.summary_of(patients.withdrawn()), "A4"))


def test_with_nothing_flagged_the_section_says_so_first(withdrawn: str) -> None:
    first = withdrawn.index("Nothing that was read in the list is named by the article as a cause.")
    assert (
        withdrawn.index("NEAREST START OR RAISED DOSE BEFORE ONSET FIRST")
        < first
        < withdrawn.index("Checked:")
    )
    assert withdrawn.index("Checked:") < withdrawn.index("Taken Class")


def test_a_treatment_that_was_stopped_has_a_row_of_its_own(withdrawn: str) -> None:
    row = withdrawn[withdrawn.index("Taken Class") : withdrawn.index("The article:")]
    assert "Diazepam 5 mg benzodiazepine (1) Named as treatment, not as cause" in row
    assert "stopped 3 weeks before onset; worse after stopping" in row


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_what_is_copied_comes_in_the_order_of_the_page(paper: Literal["A4", "Letter"]) -> None:
    summary = patients.summary_of(patients.anxious())
    text = words_of(reports.render_page(summary, paper)).casefold()
    groups = (
        summary.history,
        *(summary.symptoms, summary.background, summary.life, summary.wants),
    )
    order = [
        *(summary.header.title, summary.header.name, "Phone:", summary.header.clinic),
        *("In the patient’s words", "DANGER SIGNS", "Answered No", summary.terms.drugs_title),
        *("Taken Class", "The article:", "Other medicines:", "Allergies, pregnancy"),
        *(group.title for group in groups[:2]),
        *(words for group in groups[2:] for words in (group.title, group.facts[0].label)),
        *("Muscle strength", f"{summary.footer.reference} version"),
    ]
    places = [text.find(one.casefold()) for one in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_no_timing_is_cut_on_the_fullest_page() -> None:
    """The last words of it say what became of the twitching."""
    text = words_of(reports.render_page(patients.summary_of(patients.everything()), "A4"))
    assert text.count("weeks after onset; better after stopping") == 6


def test_allergies_stand_under_a_heading_with_what_is_seen_at_once(withdrawn: str) -> None:
    below = withdrawn[withdrawn.index("ALLERGIES, PREGNANCY, ANTICOAGULANTS") :]
    assert "Allergies: “none known” Pregnancy: no Anticoagulants: none read in the list" in below


def test_what_is_only_mentioned_stands_apart_from_the_table() -> None:
    text = reports.render_text(patients.summary_of(patients.after_cipro()))
    assert "Mentioned, not listed: ask:\n- metronidazole (metronidazole; asked about" in text
    assert "In the patient’s words: “Could metronidazole have done it?”" in text


def test_what_is_present_is_bold_and_what_is_absent_grey() -> None:
    fact = Fact("Conditions", "also: “gout”", found="thyroid disease", absent="Ticked none: lupus")
    runs = runs_of(fact, steps()[0], Truncator())
    assert [(run.text, run.style) for run in runs] == [
        ("thyroid disease", "b"), ("; ", ""), ("also: “gout”", ""), (". ", ""),
        ("Ticked none: lupus", "g"),
    ]  # fmt: skip


def test_lists_of_what_is_absent_go_before_free_text_and_are_counted() -> None:
    truncator, every = Truncator(), steps()
    without = next(step for step in every if not step.absent)
    assert every[every.index(without) - 1].text == without.text
    assert runs_of(Fact("C", "", found="gout", absent="Ticked none: lupus"), without, truncator)
    assert "1 list of what was not ticked" in truncator.notice()


def test_bars_that_say_nothing_go_before_type_shrinks_and_are_told() -> None:
    idle, late = Bar("idle", False, OLD, Span(), True), Bar("late", False, ONSET, Span(), True)
    line = Timeline(ONSET, "noticed", date(2026, 11, 20), (idle, late), "the article")
    assert [step.size for step in steps()[:2]] == [steps()[0].size] * 2
    assert [step.idle for step in steps()[:3]] == [True, False, False]
    assert chosen(line, False, idle=False) == [late]
    drawn = draw(line, [late], Measure(60, 9), count_idle(line))
    assert drawn and drawn.over[-1].text.startswith("and 1 taken throughout")


def test_what_was_stopped_is_drawn_as_an_empty_box_with_its_end() -> None:
    bar = Bar("stopped", False, day("2026-08-01"), day("2026-09-20"), False, withdrawn=True)
    line = Timeline(ONSET, "noticed", date(2026, 11, 20), (bar,), "the article", "onset")
    drawn = draw(line, chosen(line, True), Measure(60, 9))
    assert drawn
    solid = [mark for mark in drawn.drawing.marks if isinstance(mark, Boxes)]
    widths = [box[2] for mark in solid if mark.colour in (INK, GREY) for box in mark.boxes]
    assert widths == [1.6]
    assert "stopped or cut shortly before onset" in drawn.words


def test_dates_that_cannot_be_stand_before_the_signs() -> None:
    made = replace(samples.typical(), doubts=("first noticed 1980 lies before birth",))
    text = str(draft(made, steps()[0], Measure(60, 9)).blocks)
    assert text.index("Check with the patient: ") < text.index("DANGER SIGNS")


def test_the_page_has_no_words_of_its_own_for_a_condition() -> None:
    """Only what the summary holds names twitching or the article."""
    base = samples.typical()
    terms = Terms("the guideline", "Medicines", "Timing", ("Blood pressure",), ())
    drugs = replace(base.drugs, flags=(), elsewhere=(), timeline=replace(base.drugs.timeline,
                    source="the guideline"), checked="")  # fmt: skip
    header = replace(base.header, title="Headache")
    history = replace(base.history, title="History")
    footer = replace(base.footer, form="headache", article="A text")
    other = replace(
        base,
        terms=terms,
        drugs=drugs,
        header=header,
        history=history,
        words="",
        record=(),
        footer=footer,
    )
    blocks = draft(other, steps()[0], Measure(60, 9)).blocks
    said = [str(block) for block in blocks if "twitching first noticed" not in str(block)]
    texts = (*said, reports.render_text(other), reports.record_text(other))
    for text in texts:
        assert "article" not in text.lower()
    assert "Blood pressure" in words_of(reports.render_page(other, "A4"))
