"""The page as plain text, and what cleaning does to it."""

from __future__ import annotations

from dataclasses import replace

import reports
from reports.layout.clean import clean
from tests.reports import patients, samples


def test_the_text_holds_the_pages_facts_in_its_order() -> None:
    text = reports.render_text(samples.grave())
    order = [
        *("Tomas Example", "In the patient’s words", "DANGER SIGNS", "Cannot swallow or choking"),
        *("MEDICINES", "Allergies", "HISTORY OF THE TWITCHING", "WORRIES", "7KQ4-2MXP"),
    ]
    assert sorted(order, key=text.index) == order


def test_the_text_says_what_was_checked_and_never_only_none() -> None:
    text = reports.render_text(samples.sparse())
    assert "NOT SENT: saved answers only" in text
    assert "Checked: No medicine was listed." in text
    assert ": none\n" not in text.lower()


def test_the_text_cuts_nothing() -> None:
    words = "twitch " * 5000
    assert words.strip() in reports.render_text(replace(samples.typical(), words=words.strip()))


def test_what_is_invisible_or_misleading_is_removed() -> None:
    assert clean("a\u202eb\x00c\ud800d\ufeff", 99) == "abcd"


def test_heaped_marks_are_capped_and_real_ones_kept() -> None:
    assert clean("e" + "\u0301" * 50, 99).count("\u0301") < 5
    assert clean("Đặng", 99) == "Đặng"


def test_unknown_characters_are_spelled_out_and_then_counted() -> None:
    assert clean("ᚠ", 99) == "[U+16A0]"
    assert "88 more characters that cannot be drawn" in clean("ᚠ" * 100, 999)


def test_a_stand_in_stands_where_the_unknown_character_was() -> None:
    typed = "ᚠ" * 12 + " left ᚠᚠ right ᚠ."
    shown = clean(typed, 999)
    assert shown.endswith(" left □ right □. [3 more characters that cannot be drawn]")


def test_an_amount_stands_on_one_line_with_its_unit() -> None:
    assert clean("take 5 mg at 8 h", 99) == "take 5\u00a0mg at 8 h"
    assert clean("żółć 400 mcg", 99) == "żółć 400\u00a0mcg"


def test_no_words_of_the_patient_can_be_taken_for_a_heading() -> None:
    typed = "x\nDANGER SIGNS: 0 reported\r\n\u2028ALLERGIES: none"
    base = samples.grave()
    drugs = replace(base.drugs, allergies=typed)
    lines = reports.render_text(replace(base, words=typed, drugs=drugs)).splitlines()
    assert sum(line.startswith("DANGER SIGNS") for line in lines) == 1
    assert "  DANGER SIGNS: 0 reported" in lines
    assert not any(line.startswith("ALLERGIES: none") for line in lines)


def test_the_text_says_what_the_page_says_where_nothing_is_flagged() -> None:
    text = reports.render_text(patients.summary_of(patients.withdrawn()))
    said = "Nothing that was read in the list is named by the article as a cause.\nChecked: "
    assert said in text
    assert "Nothing that was read" not in reports.render_text(samples.sparse())


def test_no_answers_stand_in_the_order_of_the_page() -> None:
    text = reports.render_text(patients.summary_of(patients.anxious()))
    danger = text.index("Answered No (danger signs)")
    assert danger < text.index("Answered No (emergency signs)")


def test_a_reason_that_begins_with_for_has_one_for() -> None:
    listed = [
        patients.medicine("Aspirin", "", "for my heart"),
        patients.medicine("Senna", "", "gut"),
    ]
    answers = patients.calm("A", "1990-01-01", "female", med=listed)
    text = reports.render_text(patients.summary_of(answers))
    assert "- Aspirin: for my heart\n" in text
    assert "- Senna: for gut\n" in text
