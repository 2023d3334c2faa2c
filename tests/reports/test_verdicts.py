"""What a clinician said of a match: on the page, in the record and the text, not on the copy."""

from __future__ import annotations

from dataclasses import replace

import pytest

import reports
from reports.summary import DrugFlag, DrugQuestion, Mark, Summary
from tests.reports import hostile, samples
from tests.reports.reading import words_of

OSEI = Mark("wrong", "Dr Osei", "22 Nov 2026", "22 November 2026, 14:05", "She means the cat’s.")
LUND = Mark("right", "Dr Lund", "21 Nov 2026", "21 November 2026, 09:00")
SHORT = "Marked wrong by Dr Osei, 22 Nov 2026"
FULL = "Marked wrong by Dr Osei, 22 November 2026, 14:05: “She means the cat’s.”"


def marked(*marks: Mark, base: Summary | None = None) -> Summary:
    """A summary whose every flag, treatment and question carries these marks."""
    summary = base or samples.typical()
    drugs = summary.drugs

    def all_of(flags: tuple[DrugFlag, ...]) -> tuple[DrugFlag, ...]:
        return tuple(replace(flag, marks=marks) for flag in flags)

    asked = (DrugQuestion("Celex", "did they mean celecoxib or citalopram?", marks),)
    return replace(
        summary,
        drugs=replace(
            drugs, flags=all_of(drugs.flags), treatments=all_of(drugs.treatments), questions=asked
        ),
    )


def test_the_page_shows_the_mark_beside_the_flag_which_stays() -> None:
    text = words_of(reports.render_page(marked(OSEI), "A4"))
    assert f"cipro = ciprofloxacin [{SHORT}]" in text
    assert f"citalopram? [{SHORT}]" in text
    assert "6 days before onset" in text
    assert "She means" not in text


def test_two_clinicians_who_disagree_both_show() -> None:
    text = words_of(reports.render_page(marked(OSEI, LUND), "A4"))
    assert f"[{SHORT}; marked right by Dr Lund, 21 Nov 2026]" in text


def test_many_who_agree_are_counted() -> None:
    others = tuple(replace(OSEI, by=f"Dr Number{n}") for n in range(20))
    text = words_of(reports.render_page(marked(OSEI, *others), "A4"))
    assert "Marked wrong by Dr Osei and 20 others, 22 Nov 2026" in text


def test_a_mark_on_an_earlier_version_says_so() -> None:
    text = words_of(reports.render_page(marked(replace(OSEI, on_version=1)), "A4"))
    assert "Marked wrong on version 1 by Dr Osei, 22 Nov 2026" in text


@pytest.mark.parametrize("seed", range(5))
def test_the_fullest_page_keeps_the_mark_of_each_drug_it_names(seed: int) -> None:
    summary = marked(OSEI, LUND, base=hostile.submission(seed))
    content = reports.render_page(summary, "A4")
    assert hostile.missing_from(content, summary) == []
    text = words_of(content)
    shown = sum(f"Drug{n} " in text for n in range(len(summary.drugs.flags)))
    assert text.count("arked wrong by Dr Osei") >= shown
    if shown < len(summary.drugs.flags):
        assert "of them marked wrong" in text


def test_the_record_and_the_text_show_the_note_too() -> None:
    summary = marked(OSEI)
    assert FULL in words_of(reports.render_record(summary, "A4"))
    assert FULL in reports.render_text(summary)
    assert FULL in reports.page_html(summary)


def test_the_patients_copy_is_the_same_with_and_without_a_mark() -> None:
    assert reports.render_copy(marked(OSEI), "A4") == reports.render_copy(marked(), "A4")
