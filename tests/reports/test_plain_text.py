"""The page as plain text, and what cleaning does to it."""

from __future__ import annotations

from dataclasses import replace

import reports
from reports.layout.clean import clean
from tests.reports import samples


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
